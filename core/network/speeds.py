# SPDX-License-Identifier: GPL-2.0-or-later
"""Speed of every road: from a field, else by road class, else a default."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np

from ..errors import InputError
from ..text import Text
from .arrays import BoolArray, FloatArray
from .directions import DirectionValues
from .labels import FieldValues, Labels

_PRESETS_PATH = Path(__file__).resolve().parents[2] / "resources" / "presets" / "speeds.json"


@dataclass(frozen=True)
class PresetFields:
    """The usual names of the fields of one kind of road data, the likeliest first; empty: it has none.

    ``access``: keys that close roads to cars, the most specific first, each a field of its own. ``tags``:
    fields that hold all the other keys in one text.
    """

    road_class: tuple[str, ...]
    speed: tuple[str, ...]
    direction: tuple[str, ...]
    junction: tuple[str, ...]
    access: tuple[str, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True)
class SpeedPreset:
    """Speeds by road class, and how to read the fields, for one kind of road data.

    ``speeds``: class code, case-folded, to km/h; ``None`` = not driven. ``note`` says where the figures
    come from and when (``as_of``). ``directions``: what the direction field says. ``one_way_classes``,
    ``one_way_junctions``: one-way as drawn when the direction field says nothing. ``closed``: access values
    that keep the public's cars out. ``only_known``: a line without one of the classes is no road (a railway
    of OpenStreetMap); otherwise it is a road of unknown speed.
    """

    id: str
    title: Text
    note: Text
    as_of: str
    speeds: Mapping[str, float | None]
    fields: PresetFields
    directions: DirectionValues
    one_way_classes: frozenset[str]
    one_way_junctions: frozenset[str]
    closed: frozenset[str]
    only_known: bool


@dataclass(frozen=True, eq=False)
class SpeedResolution:
    """Speed of each road and where it came from.

    ``speed_kmh`` (m,) above zero; ``driven`` (m,): whether the class may be driven at all; ``missing`` (m,):
    driven roads whose field and class gave no speed, so that the default counts.
    """

    speed_kmh: FloatArray
    driven: BoolArray
    missing: BoolArray


@lru_cache(maxsize=1)
def load_speed_presets() -> Mapping[str, SpeedPreset]:
    """Return the presets of ``resources/presets/speeds.json`` by id, in the order of the file."""
    document = json.loads(_PRESETS_PATH.read_text(encoding="utf-8"))
    return MappingProxyType({entry["id"]: _preset(entry) for entry in document["presets"]})


def _preset(entry: dict[str, Any]) -> SpeedPreset:
    speeds = {code.casefold(): group["kmh"] for group in entry["classes"] for code in group["codes"]}
    names, directions, one_way = (entry.get(key, {}) for key in ("fields", "directions", "one_way"))
    return SpeedPreset(
        id=entry["id"],
        title=Text(**entry["title"]),
        note=Text(**entry["note"]),
        as_of=entry["as_of"],
        speeds=MappingProxyType(speeds),
        fields=PresetFields(*(tuple(names.get(item.name, ())) for item in fields(PresetFields))),
        directions=DirectionValues.of(*(directions.get(item.name, ()) for item in fields(DirectionValues))),
        one_way_classes=frozenset(one_way.get("classes", ())),
        one_way_junctions=frozenset(one_way.get("junctions", ())),
        closed=frozenset(entry.get("closed", ())),
        only_known=entry.get("only_known", False),
    )


def resolve_speeds(
    field: FloatArray | None,
    classes: FieldValues | None,
    preset: SpeedPreset | None,
    default_kmh: float,
    *,
    count: int | None = None,
) -> SpeedResolution:
    """Return the speed of each road: its own field, else its class, else ``default_kmh``.

    ``field`` (m,) km/h; null (NaN), infinite, zero and negative values do not count. ``classes`` (m,) codes,
    text or numbers. A class the preset marks as not driven is not driven whatever its speed field says.
    ``count``: number of roads, needed when neither field nor classes are given. Raises ``InputError`` when
    the default is not above zero.
    """
    if not (np.isfinite(default_kmh) and default_kmh > 0):
        raise InputError(_BAD_DEFAULT.format(value=default_kmh))
    n = _count(field, classes, count)
    own = np.full(n, np.nan) if field is None else np.asarray(field, np.float64)
    by_class, driven = _by_class(classes, preset, n)
    has_own = np.isfinite(own) & (own > 0)
    has_class = np.isfinite(by_class)
    missing = driven & ~has_own & ~has_class
    speed = np.where(has_own, own, np.where(has_class, by_class, default_kmh))
    return SpeedResolution(speed_kmh=speed, driven=driven, missing=missing)


def _count(field: FloatArray | None, classes: FieldValues | None, count: int | None) -> int:
    if field is not None:
        return len(field)
    return len(classes) if classes is not None else (count or 0)


def _by_class(
    classes: FieldValues | None, preset: SpeedPreset | None, n: int
) -> tuple[FloatArray, BoolArray]:
    """Return speed by class (NaN = none), and driven."""
    if classes is None or preset is None or not preset.speeds:
        return np.full(n, np.nan), np.ones(n, bool)
    speeds, labels = preset.speeds, Labels.of(classes)
    speed = labels.measure(lambda text: speeds.get(text.casefold()) or np.nan)
    known = labels.test(lambda text: text.casefold() in speeds)
    driven = np.isfinite(speed)
    return speed, driven if preset.only_known else driven | ~known


_BAD_DEFAULT = Text(
    en="The default speed must be above 0 km/h; it is {value}.",
    fr="La vitesse par défaut doit être supérieure à 0\u00a0km/h; elle est de {value}.",
)
