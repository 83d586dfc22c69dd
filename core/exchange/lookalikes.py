# SPDX-License-Identifier: GPL-2.0-or-later
"""Which records of a store a new service point may be a second copy of, or shares a place with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..store import Row
from ..validation.neighbours import NamedPoint, Neighbours
from ..validation.position import lonlat_of
from ..validation.record import names_of
from ..validation.rules.uniqueness import SIMILAR_NAMES
from ..validation.similarity import name_similarity

LOOKALIKE_RULES = ("U03", "U04")
"""Rules that name another point: a probable duplicate, and another organization in the same place."""


@dataclass(frozen=True)
class Lookalike:
    """A service point of the store beside which a new one has to be seen: how far away, and by which rule."""

    rule: str
    distance_m: float
    row: Mapping[str, Any]


def lookalikes(points: Iterable[Row], new: Mapping[str, Any]) -> list[Lookalike]:
    """Return the points that rules U03 and U04 mean when they speak about the new point, nearest first.

    ``points`` are rows of ``service_point``. Points without a position, or closed for good, are not asked.
    """
    lonlat = lonlat_of(new.get("geom"))
    if lonlat is None:
        return []
    place = NamedPoint(new, lonlat)
    near = Neighbours(
        NamedPoint(row, where)
        for row in points
        for where in [lonlat_of(row.get("geom"))]
        if where is not None and row.get("status") != "permanently_closed"
    )
    names = names_of(new)
    found = [
        Lookalike("U03", distance, other.row)
        for distance, other in near.alike(place)
        if name_similarity(names, names_of(other.row)) >= SIMILAR_NAMES
    ]
    if new.get("channel") == "in_person":
        found += [
            Lookalike("U04", distance, other.row)
            for distance, other in near.here(place)
            if other.row.get("organization_id") != new.get("organization_id")
        ]
    return sorted(found, key=lambda each: (each.distance_m, each.rule, str(each.row.get("id"))))
