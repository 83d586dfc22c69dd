# SPDX-License-Identifier: GPL-2.0-or-later
"""How much a trip counts by what it costs: zones, Gaussian, power. A constant factor never matters.

Every decay has a ``limit`` (inclusive), in the unit of the costs, beyond which a trip counts for nothing.
"""

from __future__ import annotations

import json
import math
from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol

import numpy as np

from ..errors import InputError
from ..network import inclusive
from ..network.arrays import FloatArray
from ..text import Text

PRESETS_PATH = Path(__file__).resolve().parents[2] / "resources" / "presets" / "decay.json"

_NOTHING = 1e-150
"""A weight below this is nothing: divided by, it would make numbers too large to be added."""


class Decay(Protocol):
    """How much a trip counts."""

    @property
    @abstractmethod
    def limit(self) -> float:
        """Return the largest cost that may count."""

    @abstractmethod
    def weights(self, cost: FloatArray) -> FloatArray:
        """Return the weight (p,) ≥ 0 of trips of ``cost`` (p,) ≥ 0."""


@dataclass(frozen=True)
class Zones:
    """A weight for each zone of travel (Luo and Qi 2009); ``cutoffs`` rise.

    One zone of weight 1 is the plain method (Radke and Mu 2000; Luo and Wang 2003).
    """

    cutoffs: tuple[float, ...]
    factors: tuple[float, ...] = (1.0,)

    def __post_init__(self) -> None:
        _check_limit(*self.cutoffs)
        if len(self.factors) != len(self.cutoffs):
            raise InputError(_UNEVEN.format(zones=len(self.cutoffs), weights=len(self.factors)))
        if not all(math.isfinite(factor) and factor >= 0.0 for factor in self.factors) or not any(
            self.factors
        ):
            raise InputError(_BAD_WEIGHTS)
        if any(b <= a for a, b in zip(self.cutoffs, self.cutoffs[1:])):
            raise ValueError("cutoffs must rise")

    @property
    def limit(self) -> float:
        return self.cutoffs[-1]

    def weights(self, cost: FloatArray) -> FloatArray:
        zone = np.zeros(len(cost), np.int16)  # of few zones, counting is quicker than a binary search
        for cutoff in self.cutoffs:
            zone += cost > inclusive(cutoff)
        return np.append(np.array(self.factors, np.float64), 0.0).take(zone)


@dataclass(frozen=True)
class Gaussian:
    """A weight that falls as the normal curve.

    Without ``sigma``: (exp(-½ (c / limit)²) - exp(-½)) / (1 - exp(-½)), which is 1 at no cost and 0 at the
    limit (Dai 2010). With ``sigma``: exp(-c² / 2 sigma²), cut off at the limit, as PySAL's
    ``access`` has it. The two are not proportional.
    """

    limit: float
    sigma: float | None = None

    def __post_init__(self) -> None:
        _check_limit(self.limit)
        if self.sigma is not None and not (math.isfinite(self.sigma) and self.sigma > 0.0):
            raise InputError(_BAD_SIGMA)

    def weights(self, cost: FloatArray) -> FloatArray:
        spread = self.limit if self.sigma is None else self.sigma
        weight = np.exp(-0.5 * (cost / spread) ** 2)
        if self.sigma is None:
            weight = (weight - _AT_LIMIT) / (1.0 - _AT_LIMIT)
            weight[cost >= self.limit] = 0.0
        return _within(weight, cost, self.limit)


@dataclass(frozen=True)
class Power:
    """max(c, floor)^-beta, cut off at the limit: the gravity model of Joseph and Bantock (1982).

    Costs below ``floor`` count as the floor, so that no cost does not count for infinitely much.
    """

    limit: float
    beta: float = 1.0
    floor: float = 1.0

    def __post_init__(self) -> None:
        _check_limit(self.limit)
        good = (
            math.isfinite(self.beta) and self.beta >= 0.0 and math.isfinite(self.floor) and self.floor > 0.0
        )
        if not good:
            raise InputError(_BAD_POWER)

    def weights(self, cost: FloatArray) -> FloatArray:
        return _within(np.maximum(cost, self.floor) ** -self.beta, cost, self.limit)


@dataclass(frozen=True)
class ZonePreset:
    """Published weights: ``zones`` (z,), upper limits in minutes as in the source; ``factors`` (z,)."""

    id: str
    title: Text
    zones: tuple[float, ...]
    factors: tuple[float, ...]
    source: Text
    as_of: str


@lru_cache(maxsize=1)
def load_zone_presets(path: Path = PRESETS_PATH) -> Mapping[str, ZonePreset]:
    """Read the presets of zone weights by id, in the order of the file.

    Raises ``InputError`` when the file has been edited into something else.
    """
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))["presets"]
        presets = [_preset(entry) for entry in entries]
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise InputError(_BAD_FILE.format(path=str(path)), details=str(problem)) from problem
    found = {preset.id: preset for preset in presets}
    if not found or len(found) < len(presets):
        raise InputError(_BAD_FILE.format(path=str(path)))
    return MappingProxyType(found)


def _preset(entry: Mapping[str, Any]) -> ZonePreset:
    zones = tuple(float(zone) for zone in entry["zones"])
    factors = tuple(float(factor) for factor in entry["weights"])
    Zones(zones, factors)
    source = Text(entry["source"]["en"], entry["source"]["fr"])
    title = Text(str(entry["en"]), str(entry["fr"]))
    return ZonePreset(str(entry["id"]), title, zones, factors, source, str(entry["as_of"]))


def _within(weight: FloatArray, cost: FloatArray, limit: float) -> FloatArray:
    return np.where((cost <= inclusive(limit)) & (weight > _NOTHING), weight, 0.0)


def _check_limit(*limits: float) -> None:
    if not limits or not all(math.isfinite(limit) and limit > 0.0 for limit in limits):
        raise InputError(_BAD_LIMIT)


_AT_LIMIT = math.exp(-0.5)

_BAD_LIMIT = Text(
    "A cutoff must be a positive number of minutes or kilometres.",
    "Un seuil doit être un nombre positif de minutes ou de kilomètres.",
)
_UNEVEN = Text(
    "Each travel zone needs a weight (travel zones: {zones}; weights: {weights}). Give as many weights as "
    "cutoffs.",
    "Chaque zone de déplacement exige un poids (zones\u00a0: {zones}; poids\u00a0: {weights}). Indiquez "
    "autant de poids que de seuils.",
)
_BAD_WEIGHTS = Text(
    "The weights of the zones must be numbers of at least 0, and one of them above 0.",
    "Les poids des zones doivent être des nombres d’au moins 0, et l’un d’eux supérieur à 0.",
)
_BAD_SIGMA = Text(
    "The spread of the Gaussian must be a positive number.",
    "L’étalement de la gaussienne doit être un nombre positif.",
)
_BAD_POWER = Text(
    "The exponent of the gravity model must be a number of at least 0, and its least cost a number above 0.",
    "L’exposant du modèle gravitaire doit être un nombre d’au moins 0, et son coût minimal un nombre "
    "supérieur à 0.",
)
_BAD_FILE = Text(
    "The presets of zone weights in {path} cannot be read. Put the file of the plugin back.",
    "Les préréglages de poids des zones dans {path} sont illisibles. Remettez le fichier de l’extension.",
)
