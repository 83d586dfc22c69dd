# SPDX-License-Identifier: GPL-2.0-or-later
"""What the choices of a parameter are called: its dialog shows these words, its value stays the code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Callable, Protocol

from .analysis.decay import load_zone_presets
from .network import load_speed_presets
from .presets.pair_weights import load_weight_presets
from .presets.standards import load_standards
from .schema import load_schema
from .text import Text


class _Titled(Protocol):
    @property
    def title(self) -> Text: ...


_AUTO = Text("As QGIS or the plugin’s settings say", "Selon QGIS ou les paramètres de l’extension")
_ENGLISH, _FRENCH = Text("English", "Anglais"), Text("French", "Français")
_SPOKEN = {"auto": _AUTO, "en": _ENGLISH, "fr": _FRENCH}

_WORDS: dict[str, dict[str, Text]] = {
    "METRIC": {
        "time": Text("Travel time (minutes)", "Temps de déplacement (minutes)"),
        "distance": Text("Distance by road (kilometres)", "Distance par la route (kilomètres)"),
        "straight": Text("As the crow flies (kilometres)", "À vol d’oiseau (kilomètres)"),
    },
    "TRAVEL": {
        "to_point": Text("People travel to the point", "Les gens se rendent au point"),
        "from_point": Text(
            "Staff travel from the point to people", "Le personnel part du point et se rend chez les gens"
        ),
    },
    "OVERLAP": {
        "overlap": Text("One catchment per point", "Une zone de desserte par point"),
        "dissolve": Text("One for all points together", "Une seule zone pour l’ensemble des points"),
        "nearest": Text("Each place to its nearest point only", "Chaque lieu à son point le plus proche"),
    },
    "SHAPE": {
        "disks": Text(
            "Disks: everything within each cutoff", "Disques\u00a0: tout ce qui est en deçà de chaque seuil"
        ),
        "rings": Text("Rings: from one cutoff to the next", "Anneaux\u00a0: d’un seuil au suivant"),
    },
    "DETAIL": {
        "precise": Text("Precise: every corner", "Précis\u00a0: tous les sommets"),
        "generalised": Text(
            "Generalised: fewer corners, fields between roads covered",
            "Généralisé\u00a0: moins de sommets, champs entre les routes compris",
        ),
        "none": Text("No polygons, numbers only", "Sans polygones, des chiffres seulement"),
    },
    "APPORTION": {
        "representative_point": Text("Whole, if its point is served", "En entier, si son point est desservi"),
        "area_share": Text(
            "By the share of its area that is served", "Selon la part de sa superficie qui est desservie"
        ),
    },
    "METHOD": {
        "2sfca": Text(
            "Two-step floating catchments (2SFCA): all count alike",
            "Zones flottantes en deux étapes (2SFCA)\u00a0: tous comptent également",
        ),
        "e2sfca": Text(
            "Enhanced (E2SFCA): a weight for each zone", "Améliorée (E2SFCA)\u00a0: un poids par zone"
        ),
        "gaussian": Text(
            "Gaussian: falls smoothly to nothing", "Gaussienne\u00a0: décroissance régulière jusqu’à zéro"
        ),
        "gravity": Text(
            "Gravity: falls with a power of the cost",
            "Gravitaire\u00a0: décroissance selon une puissance du coût",
        ),
    },
    "MODEL": {
        "p_median": Text(
            "Shortest trips on average (p-median)", "Trajets les plus courts en moyenne (p-médian)"
        ),
        "mclp": Text("Most people within the cutoff (MCLP)", "Le plus de personnes en deçà du seuil (MCLP)"),
        "lscp": Text(
            "Fewest sites that bring people within the cutoff (LSCP)",
            "Le moins de sites pour que la population soit en deçà du seuil (LSCP)",
        ),
        "p_center": Text("Shortest longest trip (p-center)", "Plus long trajet le plus court (p-centre)"),
    },
    "MINORITY_LANGUAGE": {
        "fr": Text("French, outside Quebec", "Français, hors du Québec"),
        "en": Text("English, in Quebec", "Anglais, au Québec"),
    },
    "GROUPING": {
        "connected": Text(
            "Connected: joined by pairs, perhaps in a long chain",
            "Reliés\u00a0: joints par des paires, parfois en longue chaîne",
        ),
        "compact": Text(
            "Compact: every two within reach of each other",
            "Compacts\u00a0: tous à portée les uns des autres",
        ),
    },
    "NEIGHBOURHOOD": {
        "knn": Text("The nearest few of each point", "Les quelques points les plus proches de chacun"),
        "distance": Text("All within the bandwidth", "Tous ceux que comprend la largeur de bande"),
    },
    "KERNEL": {
        "none": Text("All neighbours count alike", "Tous les voisins comptent également"),
        "gaussian": Text("Gaussian: less with distance", "Gaussien\u00a0: moins s’ils sont plus loin"),
        "bisquare": Text(
            "Bisquare: less with distance, the farthest not at all",
            "Bicarré\u00a0: moins s’ils sont plus loin, et pas du tout pour le plus éloigné",
        ),
    },
    "COORDINATES": {
        "ask": Text(
            "Stop and say, if not plainly read", "S’arrêter et le dire, si la lecture n’est pas sûre"
        ),
        "as_given": Text("Longitude and latitude as they stand", "Longitude et latitude telles quelles"),
        "swapped": Text("The two columns are swapped", "Les deux colonnes sont inversées"),
        "west_positive": Text(
            "The minus sign of the west is missing", "Le signe moins de l’ouest est absent"
        ),
        "swapped_west_positive": Text(
            "Swapped, and the minus sign is missing", "Inversées, et le signe moins est absent"
        ),
        "projected": Text(
            "Metres in the coordinate system below", "Mètres dans le système de coordonnées ci-dessous"
        ),
    },
    "MIN_SEVERITY": {
        "warning": Text("Warnings and errors", "Avertissements et erreurs"),
        "error": Text("Errors only", "Erreurs seulement"),
    },
    "POLICY": {
        "jurisdiction": Text(
            "As the store says of each jurisdiction",
            "Selon ce que le dépôt prévoit pour chaque administration",
        ),
        "apply": Text("Apply at once", "Appliquer aussitôt"),
        "hold": Text("Hold every change for a decision", "Retenir chaque changement pour décision"),
    },
    "SIGNATURE": {
        "accept": Text(
            "Hold what is unsigned for a decision", "Retenir pour décision ce qui n’est pas signé"
        ),
        "require": Text("Refuse what is unsigned", "Refuser ce qui n’est pas signé"),
        "none": Text("Do not look at signatures", "Ne pas regarder les signatures"),
    },
    "RESOLVE": {
        "ask": Text("Only list them", "Les énumérer seulement"),
        "mine": Text(
            "Keep my value and submit it next time", "Garder ma valeur et la soumettre la prochaine fois"
        ),
        "theirs": Text("Take the value of the store", "Reprendre la valeur du dépôt"),
    },
    "FORMATS": {
        "geojson": Text("GeoJSON (points for maps)", "GeoJSON (points pour les cartes)"),
        "csv": Text("CSV (every table)", "CSV (chaque table)"),
        "hsds": Text("HSDS 3 (JSON and tables)", "HSDS 3 (JSON et tables)"),
        "schema_org": Text("schema.org (for search engines)", "schema.org (pour les moteurs de recherche)"),
        "finder": Text(
            "Public finder (a site without a server)", "Chercheur de services (un site sans serveur)"
        ),
        "catalogue": Text("Catalogue (DCAT and open.canada.ca)", "Catalogue (DCAT et ouvert.canada.ca)"),
    },
    "FINDER_THEME": {
        "plain": Text("Plain: no government’s colours", "Neutre\u00a0: sans couleurs d’un gouvernement"),
        "federal": Text("Federal colours and letters", "Couleurs et caractères fédéraux"),
        "provincial": Text("Provincial colours and letters", "Couleurs et caractères provinciaux"),
    },
}
_OF_ONE: dict[tuple[str, str], dict[str, Text]] = {
    ("partnershipbrief", "LANGUAGE"): _SPOKEN,
    ("loadstore", "LANGUAGE"): _SPOKEN,
    ("channelcoverage", "LANGUAGE"): {"any": Text("Whatever the language", "Toutes les langues")},
    ("channelcoverage", "TIMEZONE"): {"local": Text("That of this computer", "Celui de cet ordinateur")},
}
_PRESETS: dict[str, Callable[[], Mapping[str, _Titled]]] = {
    "SPEED_PRESET": load_speed_presets,
    "DECAY": load_zone_presets,
    "STANDARD": load_standards,
    "WEIGHT_PRESET": load_weight_presets,
}
_LISTS = {
    ("channelcoverage", "LANGUAGE"): "language",
    ("channelcoverage", "TIMEZONE"): "timezone",
    ("exportsubmission", "REASON"): "reason",
    ("exportsubmission", "LICENCE"): "licence",
}


def choice_words(algorithm: str, parameter: str) -> Mapping[str, Text]:
    """Return what each code of a parameter is called: presets and code lists by their own titles."""
    if parameter in _PRESETS:
        return {name: preset.title for name, preset in _PRESETS[parameter]().items()}
    words = dict(_OF_ONE.get((algorithm, parameter)) or _WORDS.get(parameter, {}))
    domain = _LISTS.get((algorithm, parameter))
    if domain is not None:
        for value in load_schema().domains[domain].values:
            words[value.code] = value.label
    return words
