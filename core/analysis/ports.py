# SPDX-License-Identifier: GPL-2.0-or-later
"""What the analyses need from outside: a triangulation and polygon overlays, handed in by the caller."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Callable, Protocol

from ..network.arrays import FloatArray, IntArray

Triangulate = Callable[[FloatArray], IntArray]
"""Delaunay triangulation: points (n, 2) → point indices of the triangles (m, 3), in any orientation."""


class Overlay(Protocol):
    """Polygon overlays on WKB (QgsGeometry in QGIS, shapely in tests). Only circles of straight-line
    catchments need it; catchments on a road network are assembled without overlays."""

    def union(self, parts: Sequence[bytes]) -> bytes:
        """Return the union of the geometries ``parts``."""

    def difference(self, a: bytes, b: bytes) -> bytes:
        """Return the part of ``a`` outside ``b``."""
