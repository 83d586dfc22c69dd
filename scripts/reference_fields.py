# SPDX-License-Identifier: GPL-2.0-or-later
"""The fields of every output layer: name, type and meaning, in the order in which they are written.

A test runs the examples of the reference and compares their layers with these lists. A line is ``name | type |
English | French``; ``*POINTS`` stands for the fields of that input, ``=DEMAND_FIELDS`` for a field named after
each population field, ``unique_=1`` for one named after the first of them; ``?`` marks one that only some
runs write.
"""

from __future__ import annotations

from dataclasses import dataclass

from reference_fields_register import EN_FR, OF_THE_REGISTER


@dataclass(frozen=True)
class OutputField:
    """One field, or those of an input (``*NAME``), or one for each population field (``=``)."""

    name: str
    type: str
    en: str
    fr: str


TYPES = {
    "text": ("text", "texte"),
    "decimal": ("decimal number", "nombre décimal"),
    "whole": ("whole number", "nombre entier"),
    "yes/no": ("yes or no", "oui ou non"),
    "any": ("as in the input", "comme dans l’entrée"),
}

_POINT_FIELDS = "*POINTS | any | all fields of the service points | tous les champs des points de service"
_UNIT_FIELDS = "*DEMAND | any | all fields of the population units | tous les champs des unités de population"
_STATUS = (
    "status | text | `served`, `beyond` (farther than the largest cutoff), `unreachable` (no road leads there), "
    "`off_network` (too far from any road), `excluded` (not usable: counted, not computed) | `served` (desservie), "
    "`beyond` (au-delà du plus grand seuil), `unreachable` (aucune route n’y mène), `off_network` (trop loin de "
    "toute route), `excluded` (inutilisable: comptée, non calculée)"
).replace("inutilisable: ", "inutilisable\u00a0: ")
_UNIT = "unit | text | unit of the costs: `min` or `km` | unité des coûts\u00a0: `min` ou `km`"
_SUMS = "=DEMAND_FIELDS | decimal | people of each population field | personnes de chaque champ de population"
_SHIFTS = """
{0} | decimal | people who {1} | personnes qui {2}
{0}_over_5 | decimal | of these, those who {1} more than 5 minutes or kilometres | dont celles qui {2} plus de 5 minutes ou kilomètres
{0}_over_15 | decimal | more than 15 | plus de 15
{0}_over_30 | decimal | more than 30 | plus de 30
{0}_cut_off | decimal | people who {3} | personnes qui {4}
{0}_cutoff | decimal | people who cross the largest cutoff | personnes qui franchissent le plus grand seuil
{0}_mean | decimal | mean change of these people, without those of `{0}_cut_off` | changement moyen de ces personnes, sans celles de `{0}_cut_off`
"""
_LOSING = _SHIFTS.format(
    "losing", "lose", "perdent", "have no way to any point any more", "n’ont plus aucun chemin vers un point"
)
_GAINING = _SHIFTS.format(
    "gaining",
    "gain",
    "gagnent",
    "had no way to any point before",
    "n’avaient aucun chemin vers un point avant",
)
_FIGURE = """
value | decimal | the figure: percent for shares, minutes or kilometres for trips | le chiffre\u00a0: pour cent pour les parts, minutes ou kilomètres pour les trajets
"""
_PARTS = """
numerator | decimal | people counted | personnes comptées
denominator | decimal | of these people | sur ces personnes
excluded | decimal | people left out, because something about them is not known | personnes exclues, faute d’une donnée
"""

_LAYERS: dict[str, dict[str, str]] = {
    "catchments": {
        "OUTPUT": f"""
point_id | text | identifier of the service point; empty with `dissolve` | identifiant du point de service; vide avec `dissolve`
{_POINT_FIELDS}
cutoff_from | decimal | from this cost on; 0 for disks | à partir de ce coût; 0 pour les disques
cutoff_to | decimal | to this cost, inclusive | jusqu’à ce coût inclus
{_UNIT}
{_SUMS}
units_served | whole | population units in this ring or disk | unités de population dans cet anneau ou ce disque
snap_m | decimal | metres from the point to its road | mètres du point à sa route
""",
        "SERVED": f"""
point_id | text | identifier of the service point | identifiant du point de service
cutoff | decimal | within this cost, inclusive | en deçà de ce coût inclus
{_UNIT}
?stratum | text | with a field to break down by: the area; empty for everybody | avec un champ de ventilation\u00a0: le secteur; vide pour tout le monde
units_served | whole | population units served | unités de population desservies
{_SUMS}
unique_=1 | decimal | people whom no other point serves | personnes qu’aucun autre point ne dessert
""",
        "DEMAND_OUT": f"""
{_UNIT_FIELDS}
nearest_id | text | identifier of the nearest point | identifiant du point le plus proche
cost | decimal | cost to the nearest point | coût jusqu’au point le plus proche
band | decimal | smallest cutoff within which the unit is served | plus petit seuil en deçà duquel l’unité est desservie
{_STATUS}
n_points | whole | points within the largest cutoff | points en deçà du plus grand seuil
?share_served | decimal | with area shares: share of the unit that is served, 0 to 1 | avec les parts de superficie\u00a0: part de l’unité qui est desservie, de 0 à 1
""",
        "UNPLACED": f"""
point_id | text | identifier of the service point | identifiant du point de service
{_POINT_FIELDS}
snap_m | decimal | metres to the nearest road | mètres jusqu’à la route la plus proche
""",
    },
    "networkcheck": {
        "ISSUES": f"""
issue | text | kind of finding; the report explains each | nature du constat; le rapport explique chacun
severity | text | `error`, `warning` or `info` | `error` (erreur), `warning` (avertissement) ou `info`
{EN_FR.format("detail", "what was found", "ce qui a été constaté")}
edge_id | whole | feature id of the road | numéro d’entité de la route
""",
    },
    "odmatrix": {
        "OUTPUT": """
origin_id | text | identifier of the origin | identifiant de l’origine
destination_id | text | identifier of the destination | identifiant de la destination
cost | decimal | minutes, or kilometres for the two distances | minutes, ou kilomètres pour les deux distances
distance_km | decimal | length of that path in kilometres | longueur de ce chemin en kilomètres
rank | whole | 1 is the nearest destination of that origin | 1 est la destination la plus proche de cette origine
""",
    },
    "accessibility": {
        "OUTPUT": f"""
{_UNIT_FIELDS}
access | decimal | capacity per person; empty off the network | capacité par personne; vide hors réseau
access_ratio | decimal | access divided by its mean over all people on the network | accès divisé par sa moyenne pour toutes les personnes sur le réseau
{_STATUS}
""",
        "SUPPLY": f"""
point_id | text | identifier of the service point | identifiant du point de service
{_POINT_FIELDS}
capacity | decimal | what the point can give; 1 without a field | ce que le point peut offrir; 1 sans champ
demand_weighted | decimal | people who can reach it, weighted by the decay | personnes qui peuvent l’atteindre, pondérées par la décroissance
ratio | decimal | capacity per weighted person | capacité par personne pondérée
load | decimal | weighted people for each unit of capacity | personnes pondérées par unité de capacité
status | text | `used`, `no_demand` (nobody can reach it), `off_network` or `excluded` (no usable capacity) | `used` (compté), `no_demand` (personne ne peut l’atteindre), `off_network` ou `excluded` (capacité inutilisable)
""",
    },
    "siting": {
        "SITES": f"""
site_id | text | identifier of the site | identifiant du site
role | text | `candidate`, `required`, `forbidden` or `existing` | `candidate` (candidat), `required` (imposé), `forbidden` (interdit) ou `existing` (existant)
chosen | yes/no | the answer opens it | la réponse l’ouvre
open | yes/no | chosen or existing | choisi ou existant
allocated_units | whole | population units that go there | unités de population qui s’y rendent
allocated_=DEMAND_FIELDS | decimal | their people, by field | leurs personnes, par champ
mean_cost | decimal | mean cost of these people | coût moyen de ces personnes
{_UNIT}
*CANDIDATES | any | all fields of the candidates; empty for existing sites | tous les champs des candidats; vides pour les sites existants
""",
        "ALLOCATION": f"""
unit_id | text | identifier or feature id of the population unit | identifiant ou numéro d’entité de l’unité de population
site_id | text | identifier of the site it goes to | identifiant du site où elle se rend
site_role | text | as `role` above | comme `role` ci-dessus
cost | decimal | cost of the trip | coût du trajet
{_UNIT}
{_SUMS}
""",
    },
    "coverage": {
        "INDICATORS": f"""
indicator | text | id of the indicator, explained in the method notes | code de l’indicateur, expliqué dans les notes de méthode
group | text | population field | champ de population
stratum | text | area; empty: all together | secteur; vide\u00a0: tous ensemble
service | text | service; empty: any | service; vide\u00a0: n’importe lequel
cutoff | decimal | minutes or kilometres | minutes ou kilomètres
{_FIGURE}
target | decimal | percent asked for | pour cent exigé
met | yes/no | whether the target is met | si la cible est atteinte
{_PARTS}
""",
        "GAPS": f"""
gap_rank | whole | 1 has the most people who are not covered | 1 compte le plus de personnes non desservies
people | decimal | people of the unit | personnes de l’unité
nearest_id | text | identifier of the nearest point | identifiant du point le plus proche
cost | decimal | cost to it; empty: no way | coût jusque-là; vide\u00a0: aucun chemin
{_STATUS}
?stratum | text | area of the unit; only with a field to break down by | secteur de l’unité; seulement avec un champ de ventilation
stratum_people | decimal | people of the area | personnes du secteur
stratum_not_covered | decimal | of these, not covered | dont non desservies
stratum_rate | decimal | percent of the area’s people who are covered | pour cent des personnes du secteur qui sont desservies
{_UNIT_FIELDS}
""",
        "FLIPS": """
scenario | text | the other assumption | l’autre hypothèse
stratum | text | area; empty: all together | secteur; vide\u00a0: tous ensemble
cutoff | decimal | minutes or kilometres | minutes ou kilomètres
value_before | decimal | percent covered as asked | pour cent desservi selon la demande
value | decimal | percent covered under the other assumption | pour cent desservi selon l’autre hypothèse
target | decimal | percent asked for | pour cent exigé
met_before | yes/no | target met as asked | cible atteinte selon la demande
met | yes/no | target met under the other assumption | cible atteinte selon l’autre hypothèse
flips | yes/no | the two answers differ | les deux réponses diffèrent
""",
    },
    "channelcoverage": {
        "AREAS": f"""
channels | text | letters of the channels that serve: `c` counter, `p` call centre, `d` digital; `none`; `unknown` | lettres des modes qui desservent\u00a0: `c` comptoir, `p` centre d’appels, `d` numérique; `none` (aucun); `unknown` (inconnu)
{EN_FR.format("channels", "the same in words", "la même chose en mots")}
counter | text | `served`, `unknown`, `not_then` (closed then, or not in that language), `beyond`, `unreachable`, `off_network` | `served`, `unknown` (inconnu), `not_then` (fermé à ce moment ou pas dans cette langue), `beyond`, `unreachable`, `off_network`
counter_id | text | counter that serves, else the nearest | comptoir qui dessert, sinon le plus proche
counter_cost | decimal | minutes or kilometres to it | minutes ou kilomètres jusque-là
call_centre | text | `yes`, `unknown` or `no` | `yes` (oui), `unknown` (inconnu) ou `no` (non)
call_centres | whole | how many serve | combien desservent
digital | text | `yes`, `unknown` or `no` | `yes` (oui), `unknown` (inconnu) ou `no` (non)
digital_services | whole | how many serve | combien desservent
people | decimal | people of the area | personnes du secteur
{_UNIT_FIELDS}
""",
        "INDICATORS": f"""
indicator | text | channel or combination of channels | mode ou combinaison de modes
group | text | population field | champ de population
stratum | text | area; empty: all together | secteur; vide\u00a0: tous ensemble
value | decimal | percent of the people | pour cent des personnes
{_PARTS}
""",
    },
    "scenario": {
        "INDICATORS": """
indicator | text | id of the indicator, explained in the method notes; counts by their names | code de l’indicateur, expliqué dans les notes de méthode; les décomptes par leur nom
group | text | population field | champ de population
stratum | text | area; empty: all together | secteur; vide\u00a0: tous ensemble
cutoff | decimal | minutes or kilometres | minutes ou kilomètres
unit | text | unit of the three figures: `percent`, `people`, `units`, `min` or `km` | unité des trois chiffres\u00a0: `percent`, `people` (personnes), `units` (unités), `min` ou `km`
before | decimal | today | aujourd’hui
after | decimal | with the changes | avec les changements
change | decimal | after less before | après moins avant
""",
        "DEMAND_OUT": f"""
{_UNIT_FIELDS}
cost_before | decimal | cost to the nearest point today | coût jusqu’au point le plus proche aujourd’hui
cost_after | decimal | the same with the changes | le même avec les changements
change | decimal | after less before | après moins avant
nearest_before | text | nearest point today | point le plus proche aujourd’hui
nearest_after | text | nearest point with the changes | point le plus proche avec les changements
status_before | text | status today, as in catchments | état aujourd’hui, comme pour les zones de desserte
status_after | text | status with the changes | état avec les changements
effect | text | `loses`, `gains`, `same`, `cut_off` (no way any more), `connected` (a way at last), `unreachable`, `off_network`, `excluded` | `loses` (perd), `gains` (gagne), `same` (inchangé), `cut_off` (plus de chemin), `connected` (un chemin enfin), `unreachable`, `off_network`, `excluded`
{_UNIT}
""",
        "LOSERS": f"""
stratum | text | area; empty: all together | secteur; vide\u00a0: tous ensemble
group | text | population field | champ de population
total | decimal | people considered | personnes considérées
{_UNIT}
{_LOSING.strip()}
{_GAINING.strip()}
""",
        "LOAD": f"""
point_id | text | identifier of the service point | identifiant du point de service
status | text | what becomes of it: `kept`, `closed`, `opened` or `moved` | ce qu’il devient\u00a0: `kept` (maintenu), `closed` (fermé), `opened` (ouvert) ou `moved` (déménagé)
{_POINT_FIELDS}
people_before | decimal | people who have it as their nearest point today | personnes dont c’est le point le plus proche aujourd’hui
people_after | decimal | the same with the changes | les mêmes avec les changements
change | decimal | after less before | après moins avant
=GROUPS_before_after | decimal | for each further population field, before and after | pour chaque autre champ de population, avant et après
unique_before | decimal | people within the largest cutoff of it alone, today | personnes en deçà du plus grand seuil de ce seul point, aujourd’hui
unique_after | decimal | the same with the changes | les mêmes avec les changements
""",
        "CLOSURES": f"""
point_id | text | the point that is closed | le point qui est fermé
group | text | population field | champ de population
{_UNIT}
people | decimal | people who have it as their nearest point today | personnes dont c’est le point le plus proche aujourd’hui
{_LOSING.strip()}
heir_id | text | the point that takes over most of its people | le point qui accueille le plus de ses personnes
""",
    },
    "colocationpairs": {
        "PAIRS": f"""
a_id | text | identifier of the first point | identifiant du premier point
b_id | text | identifier of the second point | identifiant du second point
a_name | text | name of the first point | nom du premier point
b_name | text | name of the second point | nom du second point
a_group | text | organization or order of government of the first | organisation ou ordre de gouvernement du premier
b_group | text | the same of the second | le même pour le second
cost | decimal | cost between the two, in the cheaper direction | coût entre les deux, dans le sens le moins coûteux
{_UNIT}
straight_m | decimal | metres as the crow flies | mètres à vol d’oiseau
same_address | yes/no | whether both are at one address | si les deux sont à la même adresse
overlap_population | decimal | people within the catchments of both | personnes dans les zones de desserte des deux
jaccard | decimal | these, divided by the people within either | celles-ci, divisées par les personnes dans l’une ou l’autre
people_a_only | decimal | people within the catchment of the first only | personnes dans la seule zone du premier
people_b_only | decimal | people within the catchment of the second only | personnes dans la seule zone du second
people_gaining | decimal | people who would reach a service that no point within their reach offers | personnes qui atteindraient un service qu’aucun point à leur portée n’offre
services_a_only | text | services that only the first offers | services que seul le premier offre
services_b_only | text | services that only the second offers | services que seul le second offre
services_common | text | services of both | services des deux
hours_overlap_h | decimal | hours a week when both are open | heures par semaine où les deux sont ouverts
score_proximity | decimal | parts of the score, 0 to 1; empty: not known | éléments de la note, de 0 à 1; vide\u00a0: inconnu
score_overlap | decimal | people in common | personnes en commun
score_complementarity | decimal | services that only one offers | services que seul un des deux offre
score_hours | decimal | hours in common | heures en commun
score_languages | decimal | languages in common | langues en commun
score_accessibility | decimal | a step-free entrance | une entrée sans marche
score_space | decimal | room to spare | de la place
score_lease | decimal | a lease that ends soon | un bail qui finit bientôt
score | decimal | weighted mean of the parts that are known | moyenne pondérée des éléments connus
rank | whole | 1 is the best pair | 1 est la meilleure paire
precedents | text | partnerships in force or ended between the two groups | partenariats en vigueur ou terminés entre les deux groupes
""",
        "CLUSTERS": f"""
cluster_id | whole | number of the cluster | numéro de la grappe
members | text | identifiers of its points | identifiants de ses points
n_points | whole | how many points | combien de points
n_groups | whole | how many groups | combien de groupes
max_cost | decimal | largest cost of its pairs | plus grand coût de ses paires
{_UNIT}
chained | yes/no | some two members lie farther apart than the largest cost | deux membres sont plus éloignés que le plus grand coût
""",
        "SITES": f"""
site_id | text | identifier of the point | identifiant du point
{_POINT_FIELDS}
best_partner | text | the other point of its best pair | l’autre point de sa meilleure paire
best_score | decimal | score of that pair | note de cette paire
colocated | yes/no | it shares its address with a point of another group | il partage son adresse avec un point d’un autre groupe
""",
    },
    "colocationquotient": {
        "GLOBAL": f"""
type_a | text | type whose neighbours are looked at | type dont on regarde les voisins
type_b | text | type looked for among them | type recherché parmi eux
clq | decimal | quotient: 1 is what chance gives | quotient\u00a0: 1 est ce que donne le hasard
p_value | decimal | probability of a quotient as far from chance | probabilité d’un quotient aussi loin du hasard
n_a | whole | points of type A | points du type A
n_b | whole | points of type B | points du type B
n_a_alone | whole | points of type A without neighbours | points du type A sans voisins
{EN_FR.format("sentence", "what it means", "ce que cela signifie")}
""",
        "LOCAL": f"""
point_id | text | identifier of the point | identifiant du point
{_POINT_FIELDS}
type_a | text | its type | son type
type_b | text | type looked for among its neighbours | type recherché parmi ses voisins
lclq | decimal | local quotient; empty without neighbours | quotient local; vide sans voisins
p_value | decimal | probability of a quotient as far from chance | probabilité d’un quotient aussi loin du hasard
p_adjusted | decimal | the same, corrected for the number of points | la même, corrigée pour le nombre de points
class | text | `colocated_significant`, `colocated`, `isolated`, `isolated_significant` or `undefined` | `colocated_significant` (cohabitation significative), `colocated`, `isolated` (isolé), `isolated_significant` ou `undefined` (indéfini)
""",
    },
    **OF_THE_REGISTER,
}


def output_fields(algorithm: str, output: str) -> list[OutputField]:
    """Return the fields of one output, none for one that is no layer."""
    lines = _LAYERS.get(algorithm, {}).get(output, "").strip().splitlines()
    return [OutputField(*(cell.strip() for cell in line.split(" | "))) for line in lines if line.strip()]


def described() -> set[tuple[str, str]]:
    """Return every (algorithm, output) whose fields are listed."""
    return {(algorithm, output) for algorithm, outputs in _LAYERS.items() for output in outputs}
