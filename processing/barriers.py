# SPDX-License-Identifier: GPL-2.0-or-later
"""Barriers, from a QGIS source of points, lines or polygons to the plain arrays of ``core.network``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from qgis.core import (
    QgsAbstractGeometry,
    QgsGeometry,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsWkbTypes,
)

from ..core.network.barriers import LINE, POINT, RING, Barriers
from ..host.language import tr
from .geometry import IntArray, flat, to_lonlat
from .ledger import Ledger
from .sources import features_of, is_given, open_source

_STRAIGHT = 1000.0
"""Longest straight piece, in metres or feet: what is straight on the map then bends by some centimetres."""


@dataclass(frozen=True, eq=False)
class BarrierSet:
    """Barriers that were read; barrier i is the feature ``fids[i]``. ``name``: of their layer."""

    barriers: Barriers
    fids: IntArray
    name: str


def read_barriers(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    ledger: Ledger,
) -> BarrierSet | None:
    """Read the barriers, or return ``None`` when none are given.

    Any CRS, points, lines and polygons alike; what has no place on Earth is left out and noted.
    """
    if not is_given(parameters, "BARRIERS"):
        return None
    source = open_source(algorithm, parameters, "BARRIERS", context)
    fids: list[int] = []
    chains: list[NDArray[np.float64]] = []
    kinds: list[int] = []
    owners: list[int] = []
    for feature in features_of(source, feedback):
        for kind, chain in _chains(feature.geometry(), source):
            chains.append(chain)
            kinds.append(kind)
            owners.append(len(fids))
        fids.append(feature.id())
    sizes = np.array([len(chain) for chain in chains], np.int64)
    xy = np.concatenate(chains) if chains else np.zeros((0, 2))
    lonlat = to_lonlat(xy, source, context.transformContext(), feedback)
    of_vertex = np.repeat(np.array(owners, np.int64), sizes)
    ids = np.array(fids, np.int64)
    usable = _usable(lonlat, of_vertex, ids, ledger)
    first, last = _segments(
        np.repeat(np.array(kinds, np.int64), sizes), np.repeat(np.arange(len(sizes)), sizes)
    )
    chosen = usable[of_vertex[first]]
    first, last = first[chosen], last[chosen]
    kind = np.repeat(np.array(kinds, np.int64), sizes)[first]
    barriers = Barriers(lonlat[first], lonlat[last], of_vertex[first], kind, len(ids))
    used = int(np.isin(np.arange(len(ids)), barriers.owner).sum())
    ledger.read("BARRIERS", source, features=len(ids), used=used, arrays=[barriers.start, barriers.end])
    return BarrierSet(barriers, ids, source.sourceName())


def _segments(kind: IntArray, chain: IntArray) -> tuple[IntArray, IntArray]:
    """Return the first and last vertex of each segment: of lines and rings two, of a point the same one."""
    vertex = np.arange(len(chain))
    follows = vertex[:-1][(chain[1:] == chain[:-1]) & (kind[:-1] != POINT)]
    points = vertex[kind == POINT]
    return np.concatenate((follows, points)), np.concatenate((follows + 1, points))


def _usable(
    lonlat: NDArray[np.float64], owner: IntArray, fids: IntArray, ledger: Ledger
) -> NDArray[np.bool_]:
    """Return which barriers have a geometry that lies on Earth; note the others."""
    present, placed = np.zeros(len(fids), bool), np.ones(len(fids), bool)
    present[owner] = True
    placed[owner[~np.isfinite(lonlat).all(axis=1)]] = False
    ledger.exclude("BARRIERS", "no_geometry", tr("no geometry"), fids[~present].tolist())
    reason = tr("position that is no place on Earth in the layer’s CRS")
    ledger.exclude("BARRIERS", "bad_position", reason, fids[~placed].tolist())
    return present & placed


def _chains(geometry: QgsGeometry, source: QgsProcessingFeatureSource) -> list[tuple[int, NDArray]]:
    """Return the points, lines and rings of a geometry as (kind, positions in the CRS of the layer)."""
    if geometry.isNull() or geometry.isEmpty():
        return []
    shape = flat(geometry)
    if shape.type() == QgsWkbTypes.GeometryType.PolygonGeometry and not shape.isGeosValid():
        shape = shape.makeValid()
    if not (source.sourceCrs().isGeographic() or shape.type() == QgsWkbTypes.GeometryType.PointGeometry):
        shape = shape.densifyByDistance(_STRAIGHT)
    return [chain for part in shape.constParts() for chain in _part_chains(part)]


def _part_chains(part: QgsAbstractGeometry) -> list[tuple[int, NDArray]]:
    if part.isEmpty():
        return []
    kind = QgsWkbTypes.geometryType(part.wkbType())
    if kind == QgsWkbTypes.GeometryType.PointGeometry:
        return [(POINT, np.array([[part.x(), part.y()]]))]
    if kind == QgsWkbTypes.GeometryType.LineGeometry:
        return [(LINE, _positions(part))]
    rings = [part.exteriorRing(), *(part.interiorRing(i) for i in range(part.numInteriorRings()))]
    return [(RING, _positions(ring)) for ring in rings]


def _positions(line: QgsAbstractGeometry) -> NDArray:
    return np.frombuffer(line.asWkb().data()[9:], "<f8").reshape(-1, 2)
