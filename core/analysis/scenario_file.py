# SPDX-License-Identifier: GPL-2.0-or-later
"""Scenarios as JSON text: kept in a project, sent to a colleague, given to the algorithm.

``{"format": "service_points_scenario", "version": 1, "name": "…", "closed": ["a"],``
``"opened": [{"id": "new", "lon": -75.7, "lat": 45.4}], "moved": [{"id": "b", "lon": …, "lat": …}]}``

Degrees, EPSG:4326. A file may come from anybody, so everything in it is checked.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from ..errors import InputError
from ..text import Text
from .scenario import LonLat, Scenario, listed

FORMAT = "service_points_scenario"
VERSION = 1
MOST_BYTES = 2_000_000
MOST_CHANGES = 10_000
LONGEST = 200  # characters of an id or a name

_KEYS = {"format", "version", "name", "closed", "opened", "moved"}
_PLACE_KEYS = {"id", "lon", "lat"}


def scenario_text(scenario: Scenario) -> str:
    """Return a scenario as JSON: the same text for the same scenario."""
    document = {
        "format": FORMAT,
        "version": VERSION,
        "name": scenario.name,
        "closed": sorted(scenario.closed),
        "opened": _written(scenario.opened),
        "moved": _written(scenario.moved),
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _written(places: Mapping[str, LonLat]) -> list[dict[str, object]]:
    return [{"id": key, "lon": lon, "lat": lat} for key, (lon, lat) in sorted(places.items())]


def read_scenario(text: str) -> Scenario:
    """Return the scenario that a JSON text describes. Raises ``InputError`` saying what is wrong with it."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise InputError(_NO_JSON, str(problem)) from problem
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise InputError(_OTHER_FORMAT)
    version = found.get("version")
    if isinstance(version, bool) or version != VERSION:
        raise InputError(_OTHER_VERSION.format(version=_short(version), known=VERSION))
    strange = set(found) - _KEYS
    if strange:
        raise InputError(_STRANGE.format(names=listed({_short(key) for key in strange})))
    name = found.get("name", "")
    if not isinstance(name, str) or len(name) > LONGEST:
        raise InputError(_BAD_ENTRY.format(entry="name"))
    closed = [_id(item, "closed") for item in _list(found, "closed")]
    return Scenario(frozenset(closed), _places(found, "opened"), _places(found, "moved"), name)


def load_scenario(path: Path) -> Scenario:
    """Read a scenario from a file. Raises ``InputError`` when it cannot be read or is not one."""
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as problem:
        raise InputError(_UNREADABLE.format(path=path, reason=problem.strerror), str(problem)) from problem
    if len(data) > MOST_BYTES:
        raise InputError(_TOO_LARGE.format(path=path))
    try:
        return read_scenario(data.decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        raise InputError(_NO_JSON, str(problem)) from problem


def _list(found: dict[str, object], entry: str) -> list[object]:
    items = found.get(entry, [])
    if not isinstance(items, list):
        raise InputError(_BAD_ENTRY.format(entry=entry))
    if len(items) > MOST_CHANGES:
        raise InputError(_TOO_MANY.format(entry=entry, most=MOST_CHANGES))
    return items


def _id(item: object, entry: str) -> str:
    if not isinstance(item, str) or not item.strip() or len(item) > LONGEST:
        raise InputError(_BAD_ID.format(entry=entry, value=_short(item)))
    return item


def _places(found: dict[str, object], entry: str) -> dict[str, LonLat]:
    places: dict[str, LonLat] = {}
    for item in _list(found, entry):
        if not isinstance(item, dict) or set(item) != _PLACE_KEYS:
            raise InputError(_BAD_PLACE.format(entry=entry, value=_short(item)))
        key = _id(item["id"], entry)
        if key in places:
            raise InputError(_REPEATED.format(entry=entry, ids=key))
        places[key] = _degrees(item["lon"], key, entry), _degrees(item["lat"], key, entry)
    return places


def _degrees(value: object, key: str, entry: str) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise InputError(_BAD_PLACE.format(entry=entry, value=key))
    if not abs(value) <= 180.0:  # noqa: PLR2004  (NaN, which Python reads, is refused too)
        raise InputError(_BAD_PLACE.format(entry=entry, value=key))
    return float(value)


def _short(value: object) -> str:
    """Return a value found in a file, cut for a sentence."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 40 else text[:40] + "…"  # noqa: PLR2004


_NO_JSON = Text(
    "The scenario cannot be read: it is not valid JSON text in UTF-8. Choose a file that was saved as a "
    "scenario.",
    "Le scénario est illisible\u00a0: ce n’est pas du texte JSON valide en UTF-8. Choisissez un fichier "
    "enregistré comme scénario.",
)
_OTHER_FORMAT = Text(
    "This is not a scenario of service points: “format” is not “service_points_scenario”. Choose a file that "
    "was saved as a scenario.",
    "Ce n’est pas un scénario de points de service\u00a0: «\u00a0format\u00a0» n’est pas "
    "«\u00a0service_points_scenario\u00a0». Choisissez un fichier enregistré comme scénario.",
)
_OTHER_VERSION = Text(
    "The scenario has version {version}, and this plugin reads version {known}. Update the plugin, or save "
    "the scenario again.",
    "Le scénario est de version {version}, et cette extension lit la version {known}. Mettez l’extension à "
    "jour, ou enregistrez de nouveau le scénario.",
)
_STRANGE = Text(
    "The scenario has entries that mean nothing: {names}. Correct their names or remove them.",
    "Le scénario contient des éléments sans signification\u00a0: {names}. Corrigez leurs noms ou "
    "supprimez-les.",
)
_BAD_ENTRY = Text(
    "The entry “{entry}” of the scenario is not what it should be: a short text for “name”, a list for the "
    "others. Correct it.",
    "L’élément «\u00a0{entry}\u00a0» du scénario n’a pas la forme voulue\u00a0: un texte court pour "
    "«\u00a0name\u00a0», une liste pour les autres. Corrigez-le.",
)
_TOO_MANY = Text(
    "The entry “{entry}” of the scenario has more than {most} changes. Split the scenario.",
    "L’élément «\u00a0{entry}\u00a0» du scénario compte plus de {most} changements. Divisez le scénario.",
)
_BAD_ID = Text(
    "The entry “{entry}” of the scenario has something that is no identifier of a point: {value}. Give short "
    "texts.",
    "L’élément «\u00a0{entry}\u00a0» du scénario contient ce qui n’est pas un identifiant de point\u00a0: "
    "{value}. Indiquez des textes courts.",
)
_BAD_PLACE = Text(
    "In the entry “{entry}” of the scenario, each point needs “id”, “lon” and “lat” in degrees and nothing "
    "else. Correct this one: {value}.",
    "Dans l’élément «\u00a0{entry}\u00a0» du scénario, chaque point exige «\u00a0id\u00a0», "
    "«\u00a0lon\u00a0» et «\u00a0lat\u00a0» en degrés, et rien d’autre. Corrigez celui-ci\u00a0: {value}.",
)
_REPEATED = Text(
    "The entry “{entry}” of the scenario names the same point more than once: {ids}. Keep it once.",
    "L’élément «\u00a0{entry}\u00a0» du scénario nomme plus d’une fois le même point\u00a0: {ids}. N’en "
    "gardez qu’un.",
)
_UNREADABLE = Text(
    "The scenario {path} cannot be read. {reason}",
    "Le scénario {path} est illisible. {reason}",
)
_TOO_LARGE = Text(
    "The file {path} is too large to be a scenario. Choose a file that was saved as a scenario.",
    "Le fichier {path} est trop volumineux pour être un scénario. Choisissez un fichier enregistré comme "
    "scénario.",
)
