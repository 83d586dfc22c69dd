# SPDX-License-Identifier: GPL-2.0-or-later
"""The boundaries under the points: a base map that needs no other server."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from osgeo import ogr

from ...store import Row

_TOLERANCE = 0.0005  # degrees, some 50 m
_MOST_UNITS = 2000


def outline(boundaries: Sequence[Row]) -> dict[str, Any] | None:
    """Return the boundaries as GeoJSON, simplified and sorted; ``None`` where there are none."""
    features = []
    for row in sorted(boundaries, key=lambda row: str(row["uid"]))[:_MOST_UNITS]:
        shape = ogr.CreateGeometryFromWkt(row.get("geom") or "")
        if shape is None:
            continue
        simple = shape.SimplifyPreserveTopology(_TOLERANCE)
        geometry = json.loads(simple.ExportToJson(["COORDINATE_PRECISION=4"]))
        names = {"en": row.get("name_en") or "", "fr": row.get("name_fr") or row.get("name_en") or ""}
        features.append({"type": "Feature", "properties": names, "geometry": geometry})
    return {"type": "FeatureCollection", "features": features} if features else None
