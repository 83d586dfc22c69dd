# SPDX-License-Identifier: GPL-2.0-or-later
"""The words of the schema reference that the schema itself does not have, in both languages."""

from __future__ import annotations

from typing import Any

MODULES = {
    "core": ("module *core* (map, form, finder)", "module *core* (carte, formulaire, chercheur)"),
    "network": ("module *network* (capacity, partnerships)", "module *network* (capacité, partenariats)"),
    "reference": ("module *reference*", "module *reference*"),
    "ledger": ("module *ledger* (the steward’s)", "module *ledger* (de l’intendance)"),
}
LEVELS = {
    "reject": ("document refused", "document refusé"),
    "error": ("error", "erreur"),
    "warning": ("warning", "avertissement"),
    "held": ("waits", "attend"),
}
SECTIONS = {
    "M": ("The document (M)", "Le document (M)"),
    "R": ("Required fields, lists, types (R)", "Champs obligatoires, listes, types (R)"),
    "G": ("Positions (G)", "Positions (G)"),
    "A": ("Addresses (A)", "Adresses (A)"),
    "P": ("Telephones, web addresses, e-mail (P)", "Téléphones, adresses Web, courriels (P)"),
    "H": ("Hours (H)", "Heures (H)"),
    "L": ("Languages (L)", "Langues (L)"),
    "U": ("Duplicates (U)", "Doublons (U)"),
    "T": ("Time (T)", "Temps (T)"),
    "X": ("References (X)", "Renvois (X)"),
    "S": ("Safety and licences (S)", "Sûreté et licences (S)"),
    "C": ("Conflicts and holds (C)", "Conflits et attentes (C)"),
}
APPLIES = {
    "all": ("every table", "toutes les tables"),
    "bilingual fields": ("bilingual fields", "champs bilingues"),
    "change": ("a change", "un changement"),
    "delete": ("a deletion", "une suppression"),
    "hours fields": ("hours", "heures"),
    "public rows": ("public records", "fiches publiques"),
    "submission": ("the submission", "la soumission"),
    "text fields": ("texts", "textes"),
    "update": ("an update", "une modification"),
    "update, delete": ("an update or deletion", "une modification ou une suppression"),
}
JSON_TYPES = {
    "uuid": ("UUID in lower case", "UUID en minuscules"),
    "text": (
        "text, composed (NFC) and trimmed; empty is null",
        "texte composé (NFC), sans espaces au bord; vide égale null",
    ),
    "int": ("whole number", "nombre entier"),
    "real": ("decimal number as text, at most 3 decimals", "nombre décimal en texte, 3 décimales au plus"),
    "bool": ("true or false", "true ou false"),
    "date": ("YYYY-MM-DD", "AAAA-MM-JJ"),
    "datetime": ("YYYY-MM-DDThh:mm:ssZ", "AAAA-MM-JJThh:mm:ssZ"),
    "set": ("sorted list of different texts", "liste triée de textes différents"),
    "json": ("object", "objet"),
    "point": (
        "text `POINT (lon lat)`, exactly 7 decimals",
        "texte `POINT (lon lat)`, exactement 7 décimales",
    ),
    "multipolygon": ("text in WKT, exactly 6 decimals", "texte en WKT, exactement 6 décimales"),
}

_LIFE_EN = """\
**A record.** The steward's side alone writes `row_version` (1 for a new record, 1 more with every change applied), `changed_at` and
`changed_by_submission`. A submission carries four kinds of change: `insert`, `update`, `delete` and `confirm` (verified, nothing else changed).
A point that closes is updated to `permanently_closed`, so that its history stays; `delete` is for what should never have existed.

```mermaid
stateDiagram-v2
    [*] --> planned
    [*] --> active
    planned --> active
    active --> temporarily_closed
    temporarily_closed --> active
    active --> permanently_closed: waits for a decision (C05)
    temporarily_closed --> permanently_closed: waits for a decision (C05)
```

**A change** is judged field by field: where the store still has the value before, the value after is applied; where it already has the value
after, there is nothing to do (`noop`); lists are merged; anything else is a `conflict`. The record that would result must meet the rules: an
error makes the change `rejected`, a warning that is not tolerated makes it `held`.

**A submission** ends in the state that its changes give it:

```mermaid
stateDiagram-v2
    [*] --> received: all changes wait
    [*] --> accepted: all applied, or there already
    [*] --> partially_accepted: some applied
    [*] --> rejected: all refused, or M03, M07, M08
    [*] --> quarantined: M05, or a wrong signature
    [*] --> withdrawn: a later one replaces it
    received --> accepted: decisions
    received --> partially_accepted: decisions
    received --> rejected: decisions
    partially_accepted --> accepted: decisions
```"""
_LIFE_FR = """\
**Une fiche.** Seule l’intendance écrit `row_version` (1 pour une nouvelle fiche, 1 de plus à chaque changement appliqué), `changed_at` et
`changed_by_submission`. Une soumission porte quatre genres de changements\u00a0: `insert` (ajout), `update` (modification), `delete` (suppression) et
`confirm` (vérifié, rien d’autre n’a changé). Un point qui ferme passe à `permanently_closed`, pour que son histoire demeure; `delete` sert à ce
qui n’aurait jamais dû exister.

```mermaid
stateDiagram-v2
    [*] --> planned
    [*] --> active
    planned --> active
    active --> temporarily_closed
    temporarily_closed --> active
    active --> permanently_closed: attend une décision (C05)
    temporarily_closed --> permanently_closed: attend une décision (C05)
```

**Un changement** est jugé champ par champ\u00a0: là où le dépôt a encore la valeur d’avant, celle d’après est appliquée; là où il a déjà celle
d’après, il n’y a rien à faire (`noop`); les listes sont fusionnées; tout le reste est un conflit (`conflict`). La fiche qui en résulterait doit respecter les
règles\u00a0: une erreur rejette le changement (`rejected`), un avertissement qui n’est pas toléré le met en attente (`held`).

**Une soumission** finit dans l’état que lui donnent ses changements\u00a0:

```mermaid
stateDiagram-v2
    [*] --> received: tous attendent
    [*] --> accepted: tous appliqués, ou déjà là
    [*] --> partially_accepted: quelques-uns appliqués
    [*] --> rejected: tous refusés, ou M03, M07, M08
    [*] --> quarantined: M05, ou signature non valide
    [*] --> withdrawn: une autre la remplace
    received --> accepted: décisions
    received --> partially_accepted: décisions
    received --> rejected: décisions
    partially_accepted --> accepted: décisions
```"""

_SUBMISSION_EN = """\
A submission is one JSON document in UTF-8, `<jurisdiction>_<UTC time>_<first 8 of its number>.casp.json`.

| member | what it holds |
|---|---|
| `format`, `format_version` | `casp-submission`, `1.0` |
| `manifest.submission_id` | number of the submission, a UUID: sending the same document again changes nothing |
| `manifest.schema`, `manifest.store` | version and SHA-256 of the schema; number of the store, its revision and the moment of the checkout |
| `manifest.jurisdiction_code` | who submits |
| `manifest.submitter`, `manifest.statement` | name and e-mail (kept by the steward, never published); that the submitter is authorized, under which licence, and the language of the texts |
| `manifest.created_at`, `tool`, `title_en`, `title_fr`, `comment`, `reply_language` | when and with what it was made, what it is called, a remark, the language of the answer |
| `manifest.supersedes` | an earlier submission that it replaces, or null |
| `manifest.counts` | changes by kind; they must agree with the changes |
| `changes[].seq` | 1, 2, 3 … without gaps |
| `changes[].op`, `table`, `id`, `base_version` | kind of change; which record; its `row_version` at checkout (null for an insert) |
| `changes[].fields` | each field with `before` and `after`; an insert has `after` only, a delete `before` only. Of a group of fields all are there or none |
| `changes[].reason` | a code of the list `reason`; `other` needs a `text` |
| `changes[].evidence`, `source_id`, `effective_on`, `edited_at` | optional: up to 5 web addresses, a source, the day from which it holds, when it was edited |
| `integrity.content_sha256` | SHA-256 of the canonical form (RFC 8785) of all the rest |
| `integrity.signature` | optional: `hmac-sha256` or `ed25519`, over `casp-submission-v1:` and the content hash |

A member that is not in this list refuses the document (M09), and so does a value that is not in the canonical form of its type. Limits:"""
_SUBMISSION_FR = """\
Une soumission est un document JSON en UTF-8, `<administration>_<heure UTC>_<8 premiers de son numéro>.casp.json`.

| membre | ce qu’il contient |
|---|---|
| `format`, `format_version` | `casp-submission`, `1.0` |
| `manifest.submission_id` | numéro de la soumission, un UUID\u00a0: renvoyer le même document ne change rien |
| `manifest.schema`, `manifest.store` | version et SHA-256 du schéma; numéro du dépôt, sa révision et le moment de la copie |
| `manifest.jurisdiction_code` | qui soumet |
| `manifest.submitter`, `manifest.statement` | nom et courriel (gardés par l’intendance, jamais publiés); l’autorisation, la licence et la langue des textes |
| `manifest.created_at`, `tool`, `title_en`, `title_fr`, `comment`, `reply_language` | quand et avec quoi elle a été faite, son titre, une remarque, la langue de la réponse |
| `manifest.supersedes` | une soumission antérieure qu’elle remplace, ou null |
| `manifest.counts` | changements par genre; ils doivent concorder avec les changements |
| `changes[].seq` | 1, 2, 3 … sans trou |
| `changes[].op`, `table`, `id`, `base_version` | genre de changement; quelle fiche; sa `row_version` lors de la copie (null pour un ajout) |
| `changes[].fields` | chaque champ avec `before` (avant) et `after` (après); un ajout n’a qu’`after`, une suppression que `before`. D’un groupe de champs, tous y sont ou aucun |
| `changes[].reason` | un code de la liste `reason`; `other` exige un `text` |
| `changes[].evidence`, `source_id`, `effective_on`, `edited_at` | facultatifs\u00a0: jusqu’à 5 adresses Web, une source, le jour de prise d’effet, le moment de la modification |
| `integrity.content_sha256` | SHA-256 de la forme canonique (RFC 8785) de tout le reste |
| `integrity.signature` | facultatif\u00a0: `hmac-sha256` ou `ed25519`, sur `casp-submission-v1:` et l’empreinte du contenu |

Un membre absent de cette liste fait refuser le document (M09), tout comme une valeur qui n’est pas dans la forme canonique de son type. Limites\u00a0:"""

WORDS: dict[str, dict[str, Any]] = {
    "en": {
        "other": "*[Français](../fr/schema.md)*",
        "intro": (
            "The shared schema `{name}`, version {version}: {tables} tables with {fields} fields, {lists} code lists and {rules} rules. "
            "It drives the store, the form, the validation, the submission and the publication, and is one file: "
            "[`resources/schema/schema.json`](../../resources/schema/schema.json)."
        ),
        "contents": (
            "[Picture](#picture) · [Conventions](#conventions) · [Tables](#tables) · "
            "[Groups of fields](#groups-of-fields) · [Life of a record](#life-of-a-record) · [Rules](#rules) · "
            "[Submission](#submission) · [Code lists](#code-lists)"
        ),
        "picture": "Picture",
        "picture_intro": (
            "Tables of the modules *core* and *network* with their references. Left out, because nearly every table has them: `custodian_code` "
            "(→ `jurisdiction`), `source_id` (→ `source`) and `changed_by_submission` (→ `submission`)."
        ),
        "conventions": "Conventions",
        "conventions_text": """\
- A store is a GeoPackage, or a schema in PostgreSQL. Each table there has a column `fid`, which is local and never exchanged.
- `id` is the key of a record everywhere: a UUID, random for new records (version 4) and derived for imported ones (version 5 of scheme and value), so that two people who import the same record make the same one.
- `custodian_code` says which jurisdiction keeps a record. Others may propose changes, which then wait for the steward.
- Positions are longitude and latitude (EPSG:4326). Texts in two languages are pairs `…_en` and `…_fr`.
- Counters, call centres and digital services are all rows of `service_point`; `channel` tells them apart. Counters that share premises stay separate rows with the same `site_id`.
- References are indexed columns in a GeoPackage (rule X01 says what is missing) and foreign keys in PostgreSQL, where whole numbers are `bigint` and decimals `numeric(15,3)`.
- Views (`v_in_person`, `v_digital`, `v_call_centre`, `v_employment_centre`, `v_service_point`) put a point beside its organization, main telephone and number of services; they are never submitted. `service_count` there counts the services whose status at the point is active, whatever their days.
- A service is offered at a point on a day when its `status` in `service_at_point` is active and the day is neither before `valid_from` nor after `valid_to`. Both days themselves count, and a side without a day is open. The panel, co-location, briefs, quality and publications go by it.""",
        "tables": "Tables",
        "tables_intro": (
            "*Seen by*: **public** is published when its record is public (`visibility`, `status`); **partners** see it in the store, and it is never "
            "published; **stewards** have it in the ledger of the store only."
        ),
        "groups": "Groups of fields",
        "groups_intro": "Fields of a group are accepted or refused together.",
        "life": "Life of a record",
        "life_text": _LIFE_EN,
        "rules": "Rules",
        "rules_intro": (
            "The same rules are checked in the form, by `servicepoints:validate`, before a submission, at the merge and before publication. *Error*: "
            "the change is refused. *Warning*: shown, and held at the merge unless tolerated. *Waits*: needs the steward’s decision. Values in braces are "
            "filled in. G03 and G04 need boundaries in `geo_unit`; without them they are reported as not checked, never as passed."
        ),
        "tolerated": "¹ A warning that does not hold a change back at the merge, unless the steward says otherwise.",
        "submission": "Submission",
        "submission_text": _SUBMISSION_EN,
        "limit": "Limit",
        "most": "At most",
        "limits": {
            "document_bytes": "bytes of a document",
            "changes": "changes of a document",
            "depth": "levels of nesting",
            "string_chars": "characters of a text",
            "wkt_chars": "characters of a geometry",
            "zip_entries": "files in a package (`.casp.zip`)",
            "zip_uncompressed_bytes": "bytes of a package, unpacked",
            "zip_ratio": "times that a file of a package may grow when unpacked",
        },
        "example": "An example",
        "example_intro": (
            "Made from the sample: the county corrects the hours and adds French to the languages of one point. Its hash is right and the merge accepts it."
        ),
        "lists": "Code lists",
        "lists_intro": "Codes never change their meaning; a code that is no longer used is marked, not removed.",
        "open": "Open: another value is a warning (R03).",
        "closed": "Closed: another value is an error (R02).",
        "type": "Type",
        "in_documents": "In documents",
        "field": "Field",
        "label": "Label",
        "required": "Required",
        "values": "Values",
        "who": "Seen by",
        "yes": "yes",
        "check": "Must hold:",
        "unique": "Unique together:",
        "is_unique": "unique",
        "pattern": "a pattern (below)",
        "pattern_of": "Pattern of",
        "colon": ":",
        "default": "default",
        "group": "group",
        "geometry": "geometry: {type}",
        "no_geometry": "no geometry",
        "key": "key `{key}`",
        "submittable": "part of submissions",
        "not_submittable": "kept by the steward, not part of submissions",
        "never_published": "never published",
        "public": "public",
        "partner": "partners",
        "steward": "stewards",
        "steward_writes": "written by the steward’s side",
        "group_name": "Group",
        "fields": "Fields",
        "at_merge": "At the merge",
        "whole": "as a whole",
        "latest": "the later date wins",
        "rule": "Rule",
        "level": "Severity",
        "applies": "About",
        "when": "When",
        "message": "Message",
        "code": "Code",
        "note": "Note",
    },
    "fr": {
        "other": "*[English](../en/schema.md)*",
        "intro": (
            "Le schéma partagé `{name}`, version {version}\u00a0: {tables} tables et {fields} champs, {lists} listes de codes et {rules} règles. Il commande le "
            "dépôt, le formulaire, la validation, la soumission et la publication, et tient en un fichier\u00a0: "
            "[`resources/schema/schema.json`](../../resources/schema/schema.json)."
        ),
        "contents": (
            "[Image](#image) · [Conventions](#conventions) · [Tables](#tables) · "
            "[Groupes de champs](#groupes-de-champs) · [Vie d’une fiche](#vie-dune-fiche) · [Règles](#règles) · "
            "[Soumission](#soumission) · [Listes de codes](#listes-de-codes)"
        ),
        "picture": "Image",
        "picture_intro": (
            "Les tables des modules *core* et *network* avec leurs renvois. Omis, parce que presque toutes les tables les ont\u00a0: `custodian_code` "
            "(→ `jurisdiction`), `source_id` (→ `source`) et `changed_by_submission` (→ `submission`)."
        ),
        "conventions": "Conventions",
        "conventions_text": """\
- Un dépôt est un GeoPackage, ou un schéma dans PostgreSQL. Chaque table y a une colonne `fid`, locale et jamais échangée.
- `id` est partout la clé d’une fiche\u00a0: un UUID, au hasard pour les nouvelles fiches (version 4) et dérivé pour celles qui sont importées (version 5 du système et de la valeur), pour que deux personnes qui importent la même fiche fassent la même.
- `custodian_code` dit quelle administration tient une fiche. Les autres peuvent proposer des changements, qui attendent alors l’intendance.
- Les positions sont en longitude et latitude (EPSG:4326). Les textes en deux langues sont des paires `…_en` et `…_fr`.
- Comptoirs, centres d’appels et services numériques sont tous des lignes de `service_point`; `channel` les distingue. Des comptoirs qui partagent des lieux restent des lignes séparées, avec le même `site_id`.
- Les renvois sont des colonnes indexées dans un GeoPackage (la règle X01 dit ce qui manque) et des clés étrangères dans PostgreSQL, où les entiers sont des `bigint` et les décimaux des `numeric(15,3)`.
- Des vues (`v_in_person`, `v_digital`, `v_call_centre`, `v_employment_centre`, `v_service_point`) mettent un point à côté de son organisation, de son téléphone principal et du nombre de ses services; elles ne sont jamais soumises. `service_count` y compte les services dont l’état au point est actif, quelles que soient leurs dates.
- Un service est offert à un point un jour donné quand son `status` dans `service_at_point` est actif et que ce jour n’est ni avant `valid_from` ni après `valid_to`. Ces deux jours comptent eux-mêmes, et un côté sans date est ouvert. Le panneau, la cohabitation, les fiches de partenariat, la qualité et les publications s’y fient.""",
        "tables": "Tables",
        "tables_intro": (
            "*Vu par*\u00a0: **public** est publié quand sa fiche est publique (`visibility`, `status`); les **partenaires** le voient dans le dépôt, et il n’est "
            "jamais publié; l’**intendance** l’a dans le grand livre du dépôt seulement."
        ),
        "groups": "Groupes de champs",
        "groups_intro": "Les champs d’un groupe sont acceptés ou refusés ensemble.",
        "life": "Vie d’une fiche",
        "life_text": _LIFE_FR,
        "rules": "Règles",
        "rules_intro": (
            "Les mêmes règles sont vérifiées dans le formulaire, par `servicepoints:validate`, avant une soumission, à la fusion et avant la publication. *Erreur*\u00a0: "
            "le changement est refusé. *Avertissement*\u00a0: affiché, et mis en attente à la fusion s’il n’est pas toléré. *Attend*\u00a0: exige une décision de "
            "l’intendance. Les valeurs entre accolades sont remplies. G03 et G04 exigent des limites dans `geo_unit`; sans elles, on les dit non vérifiées, jamais respectées."
        ),
        "tolerated": "¹ Un avertissement qui ne met pas un changement en attente à la fusion, sauf si l’intendance en décide autrement.",
        "submission": "Soumission",
        "submission_text": _SUBMISSION_FR,
        "limit": "Limite",
        "most": "Au plus",
        "limits": {
            "document_bytes": "octets d’un document",
            "changes": "changements d’un document",
            "depth": "niveaux d’imbrication",
            "string_chars": "caractères d’un texte",
            "wkt_chars": "caractères d’une géométrie",
            "zip_entries": "fichiers d’un paquet (`.casp.zip`)",
            "zip_uncompressed_bytes": "octets d’un paquet, décomprimé",
            "zip_ratio": "fois qu’un fichier de paquet peut grossir en se décomprimant",
        },
        "example": "Un exemple",
        "example_intro": (
            "Fait à partir de l’exemple fourni\u00a0: le comté corrige les heures d’un point et ajoute le français à ses langues. Son empreinte est juste et la fusion l’accepte."
        ),
        "lists": "Listes de codes",
        "lists_intro": "Un code ne change jamais de sens; celui qui ne sert plus est marqué, non retiré.",
        "open": "Ouverte\u00a0: une autre valeur est un avertissement (R03).",
        "closed": "Fermée\u00a0: une autre valeur est une erreur (R02).",
        "type": "Type",
        "in_documents": "Dans les documents",
        "field": "Champ",
        "label": "Libellé",
        "required": "Obligatoire",
        "values": "Valeurs",
        "who": "Vu par",
        "yes": "oui",
        "check": "Doit être vrai\u00a0:",
        "unique": "Uniques ensemble\u00a0:",
        "is_unique": "unique",
        "pattern": "une forme (plus bas)",
        "pattern_of": "Forme de",
        "colon": "\u00a0:",
        "default": "par défaut",
        "group": "groupe",
        "geometry": "géométrie\u00a0: {type}",
        "no_geometry": "sans géométrie",
        "key": "clé `{key}`",
        "submittable": "fait partie des soumissions",
        "not_submittable": "tenue par l’intendance, hors des soumissions",
        "never_published": "jamais publiée",
        "public": "public",
        "partner": "partenaires",
        "steward": "intendance",
        "steward_writes": "écrit du côté de l’intendance",
        "group_name": "Groupe",
        "fields": "Champs",
        "at_merge": "À la fusion",
        "whole": "en bloc",
        "latest": "la date la plus récente l’emporte",
        "rule": "Règle",
        "level": "Gravité",
        "applies": "Porte sur",
        "when": "Quand",
        "message": "Message",
        "code": "Code",
        "note": "Remarque",
    },
}
