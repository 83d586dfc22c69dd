# SPDX-License-Identifier: GPL-2.0-or-later
"""The layers of ``servicepoints:colocationpairs``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from qgis.core import (
    QgsGeometry,
    QgsPointXY,
    QgsProcessingContext,
    QgsWkbTypes,
)

from ..core.analysis import PairResult
from ..core.network import Plane
from ..core.presets.pair_weights import PARTS
from ..layers.style import style_clusters, style_pairs
from .base import SpAlgorithm
from .geometry import FloatArray, from_lonlat
from .outputs import around, own_fields
from .sites import SiteSet

_HULL_M = 75.0


@dataclass
class PairWriter:
    """Writes pairs, clusters and sites of one run."""

    algorithm: SpAlgorithm
    parameters: dict[str, Any]
    context: QgsProcessingContext
    sites: SiteSet
    unit: str

    def write_pairs(self, result: PairResult) -> None:
        """Write a straight line for each pair, in the CRS of the points, the best pair first."""
        fields = own_fields(
            *((name, "String") for name in ("a_id", "b_id", "a_name", "b_name", "a_group", "b_group")),
            ("cost", "Double"),
            ("unit", "String"),
            ("straight_m", "Double"),
            ("same_address", "Bool"),
            ("overlap_population", "Double"),
            ("jaccard", "Double"),
            ("people_a_only", "Double"),
            ("people_b_only", "Double"),
            ("people_gaining", "Double"),
            *((name, "String") for name in ("services_a_only", "services_b_only", "services_common")),
            ("hours_overlap_h", "Double"),
            *((f"score_{name}", "Double") for name in PARTS),
            ("score", "Double"),
            ("rank", "LongLong"),
            ("precedents", "String"),
        )
        sink = self.algorithm.open_sink(
            self.parameters,
            "PAIRS",
            self.context,
            around(fields, (), ()),
            QgsWkbTypes.Type.LineString,
            self.sites.points.crs,
            style_pairs,
        )
        if sink is None:
            return
        for row in range(len(result.table)):
            ends = self.sites.points.lonlat[[result.table.a[row], result.table.b[row]]]
            sink.add(self._pair(result, row), self._placed(QgsGeometry.fromPolylineXY(_positions(ends))))

    def _pair(self, result: PairResult, row: int) -> list[Any]:
        table, known = result.table, self.sites
        a, b = int(table.a[row]), int(table.b[row])
        services = [None] * 3
        if table.services is not None:
            columns = (table.services.a_only, table.services.b_only, table.services.common)
            services = [None if column[row] is None else "; ".join(column[row]) for column in columns]
        parts = table.scores.parts
        return [
            *(known.ids[a], known.ids[b], known.names[a], known.names[b]),
            *(known.sites.groups[a], known.sites.groups[b]),
            float(table.cost[row]),
            self.unit,
            float(table.straight_m[row]),
            bool(table.same_address[row]),
            _finite(table.overlap_population[row]),
            _finite(table.jaccard[row]),
            _finite(table.people_a_only[row]),
            _finite(table.people_b_only[row]),
            _finite(table.people_gaining[row]),
            *services,
            _finite(table.hours_overlap_h[row]),
            *(_finite(parts[name][row]) if name in parts else None for name in PARTS),
            _finite(table.scores.total[row]),
            int(table.rank[row]),
            None if table.precedents is None else "; ".join(table.precedents[row]),
        ]

    def write_clusters(self, result: PairResult) -> None:
        """Write a soft hull around each cluster, in the CRS of the points."""
        fields = own_fields(
            ("cluster_id", "LongLong"),
            ("members", "String"),
            ("n_points", "LongLong"),
            ("n_groups", "LongLong"),
            ("max_cost", "Double"),
            ("unit", "String"),
            ("chained", "Bool"),
        )
        sink = self.algorithm.open_sink(
            self.parameters,
            "CLUSTERS",
            self.context,
            around(fields, (), ()),
            QgsWkbTypes.Type.Polygon,
            self.sites.points.crs,
            style_clusters,
        )
        if sink is None:
            return
        for number, cluster in enumerate(result.clusters, start=1):
            row = [number, cluster.members, cluster.n_points, cluster.n_groups, cluster.max_cost]
            sink.add(
                [*row, self.unit, cluster.chained],
                self._placed(_hull(self.sites.points.lonlat[list(cluster.points)])),
            )

    def write_sites(self, result: PairResult) -> None:
        """Write the points with their best partner."""
        points = self.sites.points
        fields = around(
            own_fields(("site_id", "String")),
            points.fields,
            own_fields(("best_partner", "String"), ("best_score", "Double"), ("colocated", "Bool")),
        )
        sink = self.algorithm.open_sink(
            self.parameters, "SITES", self.context, fields, QgsWkbTypes.Type.Point, points.crs
        )
        if sink is None:
            return
        for k, feature in enumerate(points.features):
            partner = int(result.best_partner[k])
            row = [
                points.ids[k],
                *feature.attributes(),
                points.ids[partner] if partner >= 0 else None,
                _finite(result.best_score[k]),
                bool(result.colocated[k]),
            ]
            sink.add(row, self._placed(QgsGeometry.fromPointXY(QgsPointXY(*points.lonlat[k].tolist()))))

    def _placed(self, geometry: QgsGeometry) -> QgsGeometry:
        """Return a geometry in EPSG:4326 in the CRS of the points."""
        return from_lonlat(bytes(geometry.asWkb()), self.sites.points.crs, self.context.transformContext())


def _hull(lonlat: FloatArray) -> QgsGeometry:
    """Return a hull some metres around positions in EPSG:4326, drawn in a plane of its own."""
    plane = Plane.centred_on(lonlat)
    hull = QgsGeometry.fromMultiPointXY(_positions(plane.to_xy(lonlat))).convexHull().buffer(_HULL_M, 8)
    ring = np.array([(p.x(), p.y()) for p in hull.asPolygon()[0]], dtype=np.float64)
    return QgsGeometry.fromPolygonXY([_positions(plane.to_lonlat(ring))])


def _positions(xy: FloatArray) -> list[QgsPointXY]:
    return [QgsPointXY(x, y) for x, y in xy.tolist()]


def _finite(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
