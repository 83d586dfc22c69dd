# SPDX-License-Identifier: GPL-2.0-or-later
"""The boundaries under the points: a base map that needs no other server."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from osgeo import ogr

from ...store import Row

_TOLERANCE = 0.0005  # degrees, some 50 m
_MOST_POSITIONS = 60_000  # corners that a page still draws at once, some 300 kB
_KINDS = ("PR", "CD", "CSD")


def outline(boundaries: Sequence[Row]) -> dict[str, Any] | None:
    """Return the boundaries as GeoJSON, simplified and sorted; ``None`` where there are none.

    Provinces come first, then census divisions, then subdivisions, as long as a page can draw them at once.
    """
    features: list[dict[str, Any]] = []
    n_positions = 0
    for kind in _KINDS:
        rows = sorted((row for row in boundaries if row["kind"] == kind), key=lambda row: str(row["uid"]))
        shapes = [shape for shape in map(_simple, rows) if shape is not None]
        n_positions += sum(shape.count(",") // 2 for shape in shapes)
        if n_positions > _MOST_POSITIONS:
            break
        features += [{"type": "Feature", "properties": {}, "geometry": json.loads(each)} for each in shapes]
    return {"type": "FeatureCollection", "features": features} if features else None


def _simple(row: Row) -> str | None:
    shape = ogr.CreateGeometryFromWkt(row.get("geom") or "")
    if shape is None:
        return None
    text: str = shape.SimplifyPreserveTopology(_TOLERANCE).ExportToJson(["COORDINATE_PRECISION=4"])
    return text
