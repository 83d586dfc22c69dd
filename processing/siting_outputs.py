# SPDX-License-Identifier: GPL-2.0-or-later
"""The layers of ``servicepoints:siting``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from qgis.core import (
    QgsFeatureRequest,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsWkbTypes,
)

from ..core.analysis.siting import ROLES, Allocation, Siting
from ..layers.siting_style import style_allocation, style_sites
from .base import SpAlgorithm, check_cancelled
from .geometry import FloatArray, from_lonlat
from .outputs import around, own_fields
from .parameters import UNITS
from .siting_places import SitePlaces
from .sources import check_field, features_of, label_of, open_source, plain
from .study import Study

_CHECK_EVERY = 1000


@dataclass
class SitingWriter:
    """Writes the sites and the lines from people to them, of one run."""

    algorithm: SpAlgorithm
    parameters: dict[str, Any]
    context: QgsProcessingContext
    study: Study
    places: SitePlaces

    def write_sites(self, found: Siting, allocation: Allocation) -> None:
        """Write every candidate and existing site, in the CRS of the candidates."""
        points = self.places.candidates
        fields = around(
            own_fields(
                ("site_id", "String"),
                ("role", "String"),
                ("chosen", "Bool"),
                ("open", "Bool"),
                ("allocated_units", "LongLong"),
                *((f"allocated_{name}", "Double") for name in self.study.demand.names),
                ("mean_cost", "Double"),
                ("unit", "String"),
            ),
            points.fields,
            (),
        )
        sink = self.algorithm.open_sink(
            self.parameters,
            "SITES",
            self.context,
            fields,
            QgsWkbTypes.Type.Point,
            points.crs,
            style_sites,
        )
        if sink is None:
            return
        count = len(self.places.ids)
        units = np.bincount(allocation.site[allocation.served], minlength=count)
        sums, mean = allocation.by_site(count)
        nothing = [None] * points.fields.count()
        for k in range(count):
            own = k - self.places.n_existing
            row = [
                self.places.ids[k],
                ROLES[self.places.roles[k]],
                bool(found.chosen[k]),
                bool(found.open[k]),
                int(units[k]),
                *sums[k, : len(self.study.demand.names)].tolist(),
                float(mean[k]) if np.isfinite(mean[k]) else None,
                self._unit,
                *(points.features[own].attributes() if own >= 0 else nothing),
            ]
            sink.add(row, self._placed(QgsGeometry.fromPointXY(_position(self.places.lonlat[k]))))

    def write_allocation(self, allocation: Allocation, feedback: QgsProcessingFeedback) -> None:
        """Write a straight line from each unit that is served to its site, in the CRS of the candidates."""
        names = self.study.demand.names
        fields = around(
            own_fields(
                ("unit_id", "String"),
                ("site_id", "String"),
                ("site_role", "String"),
                ("cost", "Double"),
                ("unit", "String"),
            ),
            (),
            own_fields(*((name, "Double") for name in names)),
        )
        sink = self.algorithm.open_sink(
            self.parameters,
            "ALLOCATION",
            self.context,
            fields,
            QgsWkbTypes.Type.LineString,
            self.places.candidates.crs,
            style_allocation,
        )
        if sink is None:
            return
        ids, unit = self._unit_ids(feedback), self._unit
        for number, row in enumerate(np.flatnonzero(allocation.served).tolist()):
            if number % _CHECK_EVERY == 0:
                check_cancelled(feedback)
            k = int(allocation.site[row])
            values = allocation.weights[row, : len(names)].tolist()
            ends = [_position(self.study.demand.lonlat[row]), _position(self.places.lonlat[k])]
            sink.add(
                [
                    ids[row],
                    self.places.ids[k],
                    ROLES[self.places.roles[k]],
                    float(allocation.cost[row]),
                    unit,
                    *values,
                ],
                self._placed(QgsGeometry.fromPolylineXY(ends)),
            )

    def _unit_ids(self, feedback: QgsProcessingFeedback) -> list[str]:
        """Return what each usable unit is called: its identifier, or else its feature id."""
        demand = self.study.demand
        ids = [""] * len(demand.lonlat)
        for fid, row in demand.row.items():
            ids[row] = str(fid)
        name = self.algorithm.parameterAsString(self.parameters, "UNIT_ID_FIELD", self.context)
        if not name:
            return ids
        source = open_source(self.algorithm, self.parameters, "DEMAND", self.context)
        column = check_field(source.fields(), name, label_of(self.algorithm, "DEMAND"))
        request = QgsFeatureRequest().setSubsetOfAttributes([column])
        request.setFlags(QgsFeatureRequest.Flag.NoGeometry)
        for feature in features_of(source, feedback, request):
            row = demand.row.get(feature.id())
            value = plain(feature.attribute(column))
            if row is not None and value is not None:
                ids[row] = str(value)
        return ids

    @property
    def _unit(self) -> str:
        return UNITS[self.algorithm.parameterAsEnumString(self.parameters, "METRIC", self.context)]

    def _placed(self, geometry: QgsGeometry) -> QgsGeometry:
        """Return a geometry in EPSG:4326 in the CRS of the candidates."""
        crs = self.places.candidates.crs
        return from_lonlat(bytes(geometry.asWkb()), crs, self.context.transformContext())


def _position(lonlat: FloatArray) -> QgsPointXY:
    return QgsPointXY(float(lonlat[0]), float(lonlat[1]))
