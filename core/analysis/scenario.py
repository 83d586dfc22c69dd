# SPDX-License-Identifier: GPL-2.0-or-later
"""What one would change: service points closed, opened and moved."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from ..errors import InputError
from ..network.arrays import FloatArray
from ..text import Text
from .model import Places

LonLat = tuple[float, float]
"""Degrees, EPSG:4326."""

SiteStatus = Literal["kept", "closed", "opened", "moved"]

_SHOWN = 5


@dataclass(frozen=True)
class Scenario:
    """Points by id: ``closed``, ``opened`` at a position, ``moved`` to a position. ``name``: for people.

    A point has one change at most; to take a change back, use ``without``. Every method returns another
    scenario and leaves this one as it is.
    """

    closed: frozenset[str] = frozenset()
    opened: Mapping[str, LonLat] = field(default_factory=dict)
    moved: Mapping[str, LonLat] = field(default_factory=dict)
    name: str = ""

    def __post_init__(self) -> None:
        """Raise ``InputError`` for a point with two changes, or a position that is no place on Earth."""
        twice = (self.closed & {*self.opened, *self.moved}) | (set(self.opened) & set(self.moved))
        if twice:
            raise InputError(_TWICE.format(ids=listed(twice)))
        nowhere = [key for key, place in {**self.opened, **self.moved}.items() if not on_earth(place)]
        if nowhere:
            raise InputError(_NOWHERE.format(ids=listed(nowhere)))

    def __len__(self) -> int:
        """Return the number of changes."""
        return len(self.closed) + len(self.opened) + len(self.moved)

    def close(self, point: str) -> Scenario:
        """Close a point that there is."""
        return replace(self, closed=self.closed | {point})

    def open(self, point: str, lonlat: LonLat) -> Scenario:
        """Open a point under a new id."""
        return replace(self, opened={**self.opened, point: lonlat})

    def move(self, point: str, lonlat: LonLat) -> Scenario:
        """Move a point that there is, or one that would be opened."""
        if point in self.opened:
            return self.open(point, lonlat)
        return replace(self, moved={**self.moved, point: lonlat})

    def without(self, point: str) -> Scenario:
        """Take back the change of a point, if it has one."""
        return replace(
            self,
            closed=self.closed - {point},
            opened={key: place for key, place in self.opened.items() if key != point},
            moved={key: place for key, place in self.moved.items() if key != point},
        )

    def joined(self, other: Scenario) -> Scenario:
        """Return the changes of both. Raises ``InputError`` when they change the same point."""
        twice = self.changed() & other.changed()
        if twice:
            raise InputError(_TWICE.format(ids=listed(twice)))
        return Scenario(
            self.closed | other.closed,
            {**self.opened, **other.opened},
            {**self.moved, **other.moved},
            self.name or other.name,
        )

    def changed(self) -> set[str]:
        """Return the ids of all points with a change."""
        return {*self.closed, *self.opened, *self.moved}

    def status(self, point: str) -> SiteStatus:
        """Return what becomes of a point."""
        if point in self.closed:
            return "closed"
        if point in self.opened:
            return "opened"
        return "moved" if point in self.moved else "kept"

    def check(self, ids: Collection[str]) -> None:
        """Raise ``InputError`` when it closes or moves a point that is not among ``ids``, or opens one."""
        known = set(ids)
        unknown = {*self.closed, *self.moved} - known
        if unknown:
            raise InputError(_UNKNOWN.format(ids=listed(unknown)))
        taken = set(self.opened) & known
        if taken:
            raise InputError(_TAKEN.format(ids=listed(taken)))

    def apply(self, places: Places) -> Places:
        """Return the points as they would be, in text order of their ids. Raises as ``check`` does."""
        self.check(places.ids)
        spots: dict[str, LonLat] = {
            key: (lon, lat)
            for key, (lon, lat) in zip(places.ids, places.lonlat.tolist())
            if key not in self.closed
        }
        spots.update(self.moved)
        spots.update(self.opened)
        ids = tuple(sorted(spots))
        lonlat: FloatArray = np.array([spots[key] for key in ids], np.float64).reshape(-1, 2)
        return Places(ids, lonlat)


def on_earth(lonlat: LonLat) -> bool:
    """Return whether a position is one, in degrees."""
    lon, lat = lonlat
    return abs(lon) <= 180.0 and abs(lat) <= 90.0  # noqa: PLR2004  (false for NaN)


def listed(ids: Collection[str]) -> str:
    """Return some ids, in text order, for a sentence."""
    some = sorted(ids)
    return ", ".join(some[:_SHOWN]) + (" …" if len(some) > _SHOWN else "")


_TWICE = Text(
    "A scenario can change a point only once, and these would be changed twice: {ids}. Take one of the "
    "changes back.",
    "Un scénario ne peut modifier un point qu’une seule fois, et ceux-ci le seraient deux fois\u00a0: {ids}. "
    "Retirez l’un des changements.",
)
_NOWHERE = Text(
    "These points would be opened or moved to a position that is no place on Earth: {ids}. Give longitude "
    "and latitude in degrees.",
    "Ces points seraient ouverts ou déplacés à une position qui n’est pas un lieu sur Terre\u00a0: {ids}. "
    "Indiquez la longitude et la latitude en degrés.",
)
_UNKNOWN = Text(
    "The scenario closes or moves points that are not there: {ids}. Check their identifiers, the field they "
    "are in, and the filter of the points.",
    "Le scénario ferme ou déplace des points qui n’existent pas\u00a0: {ids}. Vérifiez leurs identifiants, "
    "le champ qui les contient et le filtre des points.",
)
_TAKEN = Text(
    "The scenario opens points under identifiers that other points already have: {ids}. Give the new points "
    "other identifiers.",
    "Le scénario ouvre des points sous des identifiants que d’autres points portent déjà\u00a0: {ids}. "
    "Donnez d’autres identifiants aux nouveaux points.",
)
