# SPDX-License-Identifier: GPL-2.0-or-later
"""What the choices of a parameter mean, where its help does not say it: presets, code lists, a few words."""

from __future__ import annotations

from collections.abc import Mapping

import plugin_package

plugin_package.load()

from service_points.core.analysis.decay import load_zone_presets  # noqa: E402
from service_points.core.network import load_speed_presets  # noqa: E402
from service_points.core.schema import load_schema  # noqa: E402
from service_points.core.text import Text  # noqa: E402

_WORDS = {
    "COORDINATES": {
        "as_given": Text("longitude and latitude as they stand", "longitude et latitude telles quelles"),
        "swapped": Text("the two columns are swapped", "les deux colonnes sont inversées"),
        "west_positive": Text(
            "the minus sign of the west is missing", "le signe moins de l’ouest est absent"
        ),
        "swapped_west_positive": Text("both", "les deux à la fois"),
        "projected": Text(
            "metres in the coordinate system of COORDINATES_CRS",
            "mètres dans le système de coordonnées de COORDINATES_CRS",
        ),
    },
    "FORMATS": {
        "geojson": Text("points for maps and finders", "points pour les cartes et les chercheurs"),
        "csv": Text(
            "every table, with a Frictionless description", "chaque table, avec une description Frictionless"
        ),
        "hsds": Text(
            "HSDS 3 in English and in French, as JSON and as tables",
            "HSDS 3 en anglais et en français, en JSON et en tables",
        ),
        "schema_org": Text("for search engines", "pour les moteurs de recherche"),
        "finder": Text("a public site that needs no server", "un site public qui n’exige pas de serveur"),
        "catalogue": Text("DCAT and the fields of open.canada.ca", "DCAT et les champs de ouvert.canada.ca"),
    },
    "FINDER_THEME": {
        "plain": Text("no government’s colours", "sans couleurs d’un gouvernement"),
        "federal": Text("federal colours and letters", "couleurs et lettres fédérales"),
        "provincial": Text("provincial colours and letters", "couleurs et lettres provinciales"),
    },
}
_LISTS = {
    ("channelcoverage", "LANGUAGE"): "language",
    ("channelcoverage", "TIMEZONE"): "timezone",
    ("exportsubmission", "REASON"): "reason",
    ("exportsubmission", "LICENCE"): "licence",
}


def choices_of(algorithm: str, parameter: str) -> Mapping[str, Text]:
    """Return the meaning of each choice, nothing where the help of the parameter explains them."""
    if (algorithm, parameter) in _LISTS:
        values = load_schema().domains[_LISTS[algorithm, parameter]].values
        return {value.code: value.label for value in values}
    if parameter == "SPEED_PRESET":
        return {name: preset.title for name, preset in load_speed_presets().items()}
    if parameter == "DECAY":
        return {name: preset.title for name, preset in load_zone_presets().items()}
    return _WORDS.get(parameter, {})
