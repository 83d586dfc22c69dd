# SPDX-License-Identifier: GPL-2.0-or-later
"""Q3: how exactly the position of a counter is known.

The method says it, and a stated accuracy that is worse than what the method promises says it better. A
position whose method is not stated, or is only “as given by the source”, is known as far as its stated
accuracy goes, and without one it is unstated: not good, not bad, unknown.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..network.arrays import IntArray
from ..validation.position import lonlat_of
from ..validation.register import Row

BUILDING, STREET, AREA, UNSTATED, NONE = range(5)
CLASSES = ("building", "street", "area", "unstated", "none")

BUILDING_M, STREET_M = 50, 250
"""A stated accuracy up to which a position is that of the building, and of the street, in metres."""

_OF_METHOD = {
    "gps": BUILDING,
    "rooftop": BUILDING,
    "interpolated": STREET,
    "manual": STREET,
    "postal_code": AREA,
    "municipality": AREA,
}


def positional_classes(points: Sequence[Row]) -> IntArray:
    """Return the class of each point (n,), an index into ``CLASSES``."""
    return np.array([_class(row) for row in points], np.int64)


def _class(row: Row) -> int:
    if lonlat_of(row.get("geom")) is None:
        return NONE
    by_method = _OF_METHOD.get(str(row.get("geo_method")))
    metres = row.get("geo_accuracy_m")
    if not isinstance(metres, int):
        return UNSTATED if by_method is None else by_method
    by_accuracy = BUILDING if metres <= BUILDING_M else STREET if metres <= STREET_M else AREA
    return by_accuracy if by_method is None else max(by_method, by_accuracy)
