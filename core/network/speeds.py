# SPDX-License-Identifier: GPL-2.0-or-later
"""Speed of every road: from a field, else by road class, else a default."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

from ..errors import InputError
from ..text import Text
from .arrays import BoolArray, FloatArray
from .directions import field_text

_PRESETS_PATH = Path(__file__).resolve().parents[2] / "resources" / "presets" / "speeds.json"


@dataclass(frozen=True)
class SpeedPreset:
    """Speeds by road class for one kind of road data.

    ``speeds``: class code, case-folded, to km/h; ``None`` = not driven. ``note`` says where the figures
    come from and when (``as_of``).
    """

    id: str
    title: Text
    note: Text
    as_of: str
    speeds: Mapping[str, float | None]


@dataclass(frozen=True, eq=False)
class SpeedResolution:
    """Speed of each road and where it came from.

    ``speed_kmh`` (m,) above zero; ``driven`` (m,): whether the class may be driven at all; ``missing`` (m,):
    driven roads whose field and class gave no speed, so that the default counts. ``unknown_classes``: class
    codes the preset does not know, sorted.
    """

    speed_kmh: FloatArray
    driven: BoolArray
    missing: BoolArray
    n_from_field: int
    n_from_preset: int
    n_defaulted: int
    n_not_driven: int
    unknown_classes: tuple[str, ...]


@lru_cache(maxsize=1)
def load_speed_presets() -> Mapping[str, SpeedPreset]:
    """Return the presets of ``resources/presets/speeds.json`` by id, in the order of the file."""
    document = json.loads(_PRESETS_PATH.read_text(encoding="utf-8"))
    return MappingProxyType({entry["id"]: _preset(entry) for entry in document["presets"]})


def _preset(entry: dict[str, Any]) -> SpeedPreset:
    speeds = {code.casefold(): group["kmh"] for group in entry["classes"] for code in group["codes"]}
    return SpeedPreset(
        id=entry["id"],
        title=Text(**entry["title"]),
        note=Text(**entry["note"]),
        as_of=entry["as_of"],
        speeds=MappingProxyType(speeds),
    )


def resolve_speeds(
    field: FloatArray | None,
    classes: npt.NDArray[Any] | None,
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
    by_class, driven, unknown = _by_class(classes, preset, n)
    has_own = np.isfinite(own) & (own > 0)
    has_class = np.isfinite(by_class)
    missing = driven & ~has_own & ~has_class
    speed = np.where(has_own, own, np.where(has_class, by_class, default_kmh))
    return SpeedResolution(
        speed_kmh=speed,
        driven=driven,
        missing=missing,
        n_from_field=int((driven & has_own).sum()),
        n_from_preset=int((driven & ~has_own & has_class).sum()),
        n_defaulted=int(missing.sum()),
        n_not_driven=int((~driven).sum()),
        unknown_classes=unknown,
    )


def _count(field: FloatArray | None, classes: npt.NDArray[Any] | None, count: int | None) -> int:
    if field is not None:
        return len(field)
    return len(classes) if classes is not None else (count or 0)


def _by_class(
    classes: npt.NDArray[Any] | None, preset: SpeedPreset | None, n: int
) -> tuple[FloatArray, BoolArray, tuple[str, ...]]:
    """Return speed by class (NaN = none), driven, and the class codes the preset does not know."""
    if classes is None or preset is None or not preset.speeds:
        return np.full(n, np.nan), np.ones(n, bool), ()
    codes, inverse = np.unique(field_text(classes), return_inverse=True)
    inverse = inverse.reshape(-1)
    folded = [code.casefold() for code in codes.tolist()]
    kmh = [preset.speeds.get(code) for code in folded]
    known = np.array([code in preset.speeds for code in folded], bool)
    speed = np.array([np.nan if value is None else value for value in kmh], np.float64)
    driven = np.isfinite(speed) | ~known
    unknown = tuple(code for code, is_known in zip(codes.tolist(), known.tolist()) if code and not is_known)
    return speed[inverse], driven[inverse], unknown


_BAD_DEFAULT = Text(
    en="The default speed must be above 0 km/h; it is {value}.",
    fr="La vitesse par défaut doit être supérieure à 0\u00a0km/h; elle est de {value}.",
)
