# SPDX-License-Identifier: GPL-2.0-or-later
"""The fields of the layers that the algorithms of the register write; ``reference_fields`` says how to read them."""

from __future__ import annotations

EN_FR = "{0}_en | text | {1}, in English | {2}, en anglais\n{0}_fr | text | {1}, in French | {2}, en français"
_NAMES = EN_FR.format("name", "name of the record", "nom de la fiche")

OF_THE_REGISTER: dict[str, dict[str, str]] = {
    "importsource": {
        "MATCHES": f"""
line | whole | line of the source | ligne de la source
value | text | identifier in the source | identifiant dans la source
name | text | name in the source | nom dans la source
address | text | address in the source | adresse dans la source
band | text | `same_id` (known by its identifier), `proposed` (alike enough), `review`, `relocation` (moved), `co_location` (another organization’s point) | `same_id` (connu par son identifiant), `proposed` (assez semblable), `review` (à examiner), `relocation` (déménagé), `co_location` (point d’une autre organisation)
match_id | text | service point of the register | point de service du registre
match_name | text | its name | son nom
match_address | text | its address | son adresse
distance_m | decimal | metres between the two | mètres entre les deux
score | decimal | likeness, 0 to 1 | ressemblance, de 0 à 1
runner_up | decimal | likeness of the next best point | ressemblance du point suivant
s_name | decimal | likeness of the names | ressemblance des noms
s_address | decimal | of the addresses | des adresses
s_distance | decimal | of the positions | des positions
s_phone | decimal | of the telephones | des téléphones
s_postal_code | decimal | of the postal codes | des codes postaux
{EN_FR.format("reason", "why", "pourquoi")}
decision | text | for a person to fill in: `same`, `new`, or empty | à remplir par une personne\u00a0: `same` ou `même`, `new` ou `nouveau`, ou vide
""",
        "REJECTS": f"""
line | whole | line of the source | ligne de la source
value | text | identifier in the source | identifiant dans la source
name | text | name in the source | nom dans la source
{EN_FR.format("reason", "why it goes no further", "pourquoi elle ne va pas plus loin")}
""",
    },
    "validate": {
        "FINDINGS": f"""
rule | text | id of the rule, see the schema reference | code de la règle, voir la référence du schéma
severity | text | `error`, `warning` or `info` | `error` (erreur), `warning` (avertissement) ou `info`
table | text | table of the record | table de la fiche
record_id | text | identifier of the record | identifiant de la fiche
{_NAMES}
field | text | field at fault | champ en cause
{EN_FR.format("message", "what is wrong", "ce qui ne va pas")}
{EN_FR.format("fix", "what to do", "que faire")}
point_id | text | service point that the record belongs to | point de service auquel appartient la fiche
custodian | text | jurisdiction that keeps the record | administration qui tient la fiche
""",
    },
    "registerquality": {
        "SCORECARD": f"""
indicator | text | id of the figure, Q1 to Q5, explained in the method notes | code du chiffre, Q1 à Q5, expliqué dans les notes de méthode
item | text | field or part that it is about; empty: the whole | champ ou partie dont il s’agit; vide\u00a0: l’ensemble
{EN_FR.format("label", "the indicator in words", "l’indicateur en mots")}
jurisdiction | text | code; empty: all together | code; vide\u00a0: toutes ensemble
{EN_FR.format("jurisdiction", "its name", "son nom")}
as_of | text | day of the snapshot | jour de l’instantané
revision | whole | revision of the store | révision du dépôt
value | decimal | percent; more is better | pour cent; plus est mieux
numerator | whole | items counted | éléments comptés
denominator | whole | of these | sur ceux-ci
excluded | whole | items not counted | éléments non comptés
{EN_FR.format("excluded", "why not", "pourquoi")}
""",
        "MEND": f"""
rank | whole | 1 is the most pressing | 1 est le plus pressant
score | whole | how pressing | à quel point c’est pressant
severity | text | `error` or `warning` | `error` (erreur) ou `warning` (avertissement)
point_id | text | identifier of the service point | identifiant du point de service
{_NAMES}
custodian | text | jurisdiction that keeps the record | administration qui tient la fiche
{EN_FR.format("what", "what to mend", "ce qu’il faut corriger")}
""",
    },
    "mergesubmissions": {
        "CONFLICTS": f"""
submission_id | text | submission | soumission
jurisdiction | text | jurisdiction that sent it | administration qui l’a envoyée
received_at | text | when it came | quand elle est arrivée
seq | whole | number of the change in it | numéro du changement
op | text | `insert`, `update`, `delete` or `confirm` | `insert` (ajout), `update` (modification), `delete` (retrait) ou `confirm` (confirmation)
table | text | table of the record | table de la fiche
record_id | text | identifier of the record | identifiant de la fiche
{_NAMES}
field | text | field that waits; empty: the whole record | champ en attente; vide\u00a0: toute la fiche
state | text | `conflict` or `held` | `conflict` (conflit) ou `held` (en attente)
rules | text | rules that hold it | règles qui le retiennent
base | text | value at checkout | valeur lors de la copie
theirs | text | value submitted | valeur soumise
ours | text | value in the store now | valeur du dépôt maintenant
changed_by | text | who changed the store since | qui a modifié le dépôt depuis
changed_at | text | when | quand
{EN_FR.format("message", "why it waits", "pourquoi il attend")}
""",
    },
    "applyreceipts": {
        "CONFLICTS": """
table | text | table of the record | table de la fiche
record_id | text | identifier of the record | identifiant de la fiche
field | text | field that others changed as well | champ que d’autres ont aussi modifié
base | text | value at checkout | valeur lors de la copie
mine | text | your value | votre valeur
theirs | text | value of the store | valeur du dépôt
changed_by | text | who changed it | qui l’a modifié
changed_at | text | when | quand
""",
    },
}
"""Algorithm → output → its fields."""
