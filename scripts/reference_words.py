# SPDX-License-Identifier: GPL-2.0-or-later
"""The words of the algorithm reference that the code itself does not have, in both languages."""

from __future__ import annotations

from typing import Any

PARAMETER_TYPES = {
    "source": ("layer", "couche"),
    "field": ("field of", "champ de"),
    "enum": ("one of", "un parmi"),
    "number": ("number", "nombre"),
    "string": ("text", "texte"),
    "expression": ("expression of QGIS", "expression de QGIS"),
    "boolean": ("`true` or `false`", "`true` ou `false`"),
    "file": ("file or folder", "fichier ou dossier"),
    "multilayer": ("several", "plusieurs"),
    "authcfg": ("authentication configuration of QGIS", "configuration d’authentification de QGIS"),
    "datetime": (
        "date, or date and time (`2026-11-03T10:00:00`)",
        "date, ou date et heure (`2026-11-03T10:00:00`)",
    ),
    "crs": ("coordinate system (`EPSG:…`)", "système de coordonnées (`EPSG:…`)"),
    "sink": ("layer to write", "couche à écrire"),
    "fileDestination": ("file to write", "fichier à écrire"),
    "folderDestination": ("folder to write to", "dossier où écrire"),
}
"""What QGIS calls a parameter (its own id, the same in every version) → what we call it."""

SOURCE_TYPES = {
    -2: ("any layers", "couches quelconques"),
    -1: ("any geometry", "géométrie quelconque"),
    0: ("points", "points"),
    1: ("lines", "lignes"),
    2: ("polygons", "polygones"),
    4: ("files", "fichiers"),
    5: ("layer or table", "couche ou tableau"),
}

KINDS = {
    "outputVector": ("layer", "couche"),
    "outputHtml": ("HTML page", "page HTML"),
    "outputFile": ("file", "fichier"),
    "outputFolder": ("folder", "dossier"),
    "outputMultilayer": ("layers", "couches"),
    "outputString": ("text", "texte"),
    "outputBoolean": ("`true` or `false`", "`true` ou `false`"),
    "outputNumber": ("number", "nombre"),
}
ORDER = list(KINDS)

_RUNNING_EN = """\
## On the command line

    qgis_process plugins enable service_points
    qgis_process help servicepoints:catchments
    qgis_process run servicepoints:catchments -- POINTS=counters.gpkg NETWORK=roads.gpkg CUTOFFS=5,10,15 OUTPUT=zones.gpkg

- On Debian 12 the program is called `qgis_process.bin`: the wrapper of QGIS 3.22 is broken.
- A parameter that takes several values is given several times: `DEMAND_FIELDS=population DEMAND_FIELDS=seniors`.
- Choices are the words in the tables, the same in every language. Yes and no are `true` and `false`.
- `--json` before `run` writes the results as one JSON document to the standard output; its member `results` has every output by name.
- The example on each page runs as it stands in the folder of the plugin, on the fictional sample county (`make sample`).

| exit status | meaning |
|---|---|
| 0 | the job was done and every output that was asked for is there |
| 1 | it was not: a parameter was refused, an input could not be used, an output could not be written. The last line of the standard error says what happened, what it means and what to do. Outputs that had been begun are taken back |

One algorithm fails after its work is done: `validate` with `FAIL_ON_ERROR=true` writes its findings and its report and ends with 1 when the
register has errors, so that a script can stop there. What was refused, and why, is listed on [one page](messages.md)."""
_RUNNING_FR = """\
## En ligne de commande

    qgis_process plugins enable service_points
    qgis_process help servicepoints:catchments
    qgis_process run servicepoints:catchments -- POINTS=comptoirs.gpkg NETWORK=routes.gpkg CUTOFFS=5,10,15 OUTPUT=zones.gpkg

- Sous Debian 12, le programme s’appelle `qgis_process.bin`\u00a0: l’enveloppe de QGIS 3.22 ne fonctionne pas.
- Un paramètre qui prend plusieurs valeurs est donné plusieurs fois\u00a0: `DEMAND_FIELDS=population DEMAND_FIELDS=aines`.
- Les choix sont les mots des tableaux, les mêmes dans toutes les langues. Oui et non s’écrivent `true` et `false`.
- `--json` devant `run` écrit les résultats en un document JSON sur la sortie standard; son membre `results` contient chaque résultat par son nom.
- L’exemple de chaque page s’exécute tel quel dans le dossier de l’extension, sur le comté fictif fourni (`make sample`).

| code de sortie | sens |
|---|---|
| 0 | le travail est fait et chaque résultat demandé est là |
| 1 | il ne l’est pas\u00a0: un paramètre a été refusé, une entrée était inutilisable, un résultat n’a pu être écrit. La dernière ligne de la sortie d’erreur dit ce qui est arrivé, ce que cela signifie et que faire. Les résultats commencés sont retirés |

Un algorithme échoue une fois son travail fait\u00a0: `validate`, avec `FAIL_ON_ERROR=true`, écrit ses constats et son rapport et se termine par 1
quand le registre a des erreurs, pour qu’un script puisse s’arrêter là. Ce qui peut être refusé, et pourquoi, est réuni sur [une page](messages.md)."""

WORDS: dict[str, dict[str, Any]] = {
    "en": {
        "algorithms": "Algorithms",
        "algorithm": "Algorithm",
        "id": "Id",
        "question": "Question",
        "contents_intro": (
            "Every algorithm of the provider `servicepoints`, with all parameters, outputs and fields, and a command that runs. "
            "Ids, parameter names, choices and field names never change: models and scripts depend on them. "
            "How the figures are computed is in the [method notes](../methods.md)."
        ),
        "running": _RUNNING_EN,
        "after": (
            "The formulas are in the [method notes](../methods.md), the tables of the register in the "
            "[schema reference](../schema.md)."
        ),
        "all": "All algorithms",
        "example": "Example",
        "example_intro": "Runs as it stands in the folder of the plugin, on the sample (`make sample`).",
        "example_of_a_server": "*our server* is the name of a PostgreSQL connection in QGIS, *register* the schema of the store.",
        "parameters": "Parameters",
        "advanced": "Advanced parameters",
        "outputs": "Outputs",
        "outputs_headings": ("Outputs", "Output"),
        "fields_of_output": "Fields of",
        "fields_of": "fields of",
        "name": "Name",
        "field": "Field",
        "shown_as": "Shown as",
        "units": "min or km",
        "meaning": "Meaning",
        "type": "Type",
        "default": "Default",
        "optional": "optional",
        "required": "**required**",
        "several_of": "one or several of",
        "choices": "Choices of",
        "choice": "Choice",
        "at_least": "at least",
        "between": "from {low} to {high}",
        "refusals": "What it may refuse",
        "refusals_intro": (
            "Sentences of its own errors; words in braces are filled in. Those that all algorithms share, and those of the files, "
            "the store and the network, are on the page of [all messages](messages.md). Each ends the run with exit status 1."
        ),
        "no_refusals": (
            "It has no errors of its own; those of the files, the store and the network are on the page of [all messages](messages.md). "
            "Each ends the run with exit status 1."
        ),
        "messages": "Messages of errors",
        "messages_intro": (
            "Every sentence with which a run may end (exit status 1), by the part of the code that says it. Words in braces are "
            "filled in. Search this page for a sentence that you saw."
        ),
        "rooms": {
            "processing": "Parameters, layers and outputs",
            "host": "Settings, logins and connections",
            "layers": "Layers",
            "core": "Files and clusters",
            "core/analysis": "Analysis",
            "core/network": "Road network",
            "core/store": "Shared store",
            "core/exchange": "Working copies, submissions and receipts",
            "core/importing": "Import",
            "core/publishing": "Publication",
            "core/schema": "Shared schema",
            "core/validation": "Validation",
            "core/quality": "Quality",
            "core/web": "Web",
            "core/connections": "Shared layers",
            "core/channels": "Channels",
            "core/hours": "Opening hours",
            "core/charts": "Charts",
        },
    },
    "fr": {
        "algorithms": "Algorithmes",
        "algorithm": "Algorithme",
        "id": "Code",
        "question": "Question",
        "contents_intro": (
            "Chaque algorithme du fournisseur `servicepoints`, avec tous ses paramètres, ses résultats et leurs champs, et une commande qui "
            "fonctionne. Les codes, les noms de paramètres, les choix et les noms de champs ne changent jamais\u00a0: des modèles et des "
            "scripts en dépendent. Le calcul des chiffres est dans les [notes de méthode](../methodes.md)."
        ),
        "running": _RUNNING_FR,
        "after": (
            "Les formules sont dans les [notes de méthode](../methodes.md), les tables du registre dans la "
            "[référence du schéma](../schema.md)."
        ),
        "all": "Tous les algorithmes",
        "example": "Exemple",
        "example_intro": "S’exécute tel quel dans le dossier de l’extension, sur le comté fictif (`make sample`).",
        "example_of_a_server": "*our server* est le nom d’une connexion PostgreSQL dans QGIS, *register* le schéma du dépôt.",
        "parameters": "Paramètres",
        "advanced": "Paramètres avancés",
        "outputs": "Résultats",
        "outputs_headings": ("Résultats", "Résultat", "Sorties"),
        "fields_of_output": "Champs de",
        "fields_of": "champs de",
        "name": "Nom",
        "field": "Champ",
        "shown_as": "Affiché comme",
        "units": "min ou km",
        "meaning": "Sens",
        "type": "Type",
        "default": "Par défaut",
        "optional": "facultatif",
        "required": "**obligatoire**",
        "several_of": "un ou plusieurs parmi",
        "choices": "Choix de",
        "choice": "Choix",
        "at_least": "au moins",
        "between": "de {low} à {high}",
        "refusals": "Ce qu’il peut refuser",
        "refusals_intro": (
            "Les phrases de ses propres erreurs; les mots entre accolades sont remplis. Celles que tous les algorithmes partagent, et "
            "celles des fichiers, du dépôt et du réseau, sont sur la page de [tous les messages](messages.md). Chacune termine "
            "le traitement avec le code de sortie 1."
        ),
        "no_refusals": (
            "Il n’a pas d’erreurs qui lui soient propres; celles des fichiers, du dépôt et du réseau sont sur la page de "
            "[tous les messages](messages.md). Chacune termine le traitement avec le code de sortie 1."
        ),
        "messages": "Messages d’erreur",
        "messages_intro": (
            "Toutes les phrases par lesquelles un traitement peut se terminer (code de sortie 1), selon la partie du code qui les dit. Les mots "
            "entre accolades sont remplis. Cherchez ici une phrase que vous avez vue."
        ),
        "rooms": {
            "processing": "Paramètres, couches et résultats",
            "host": "Paramètres de l’extension, authentification et connexions",
            "layers": "Couches",
            "core": "Fichiers et grappes de calcul",
            "core/analysis": "Analyse",
            "core/network": "Réseau routier",
            "core/store": "Dépôt partagé",
            "core/exchange": "Copies de travail, soumissions et accusés de traitement",
            "core/importing": "Importation",
            "core/publishing": "Publication",
            "core/schema": "Schéma partagé",
            "core/validation": "Validation",
            "core/quality": "Qualité",
            "core/web": "Web",
            "core/connections": "Couches partagées",
            "core/channels": "Modes de prestation",
            "core/hours": "Heures d’ouverture",
            "core/charts": "Graphiques",
        },
    },
}

FIELD_TYPES = {
    "text": ("text", "texte"),
    "decimal": ("decimal number", "nombre décimal"),
    "whole": ("whole number", "nombre entier"),
    "yes/no": ("yes or no", "oui ou non"),
    "any": ("as in the input", "comme dans l’entrée"),
}
