# SPDX-License-Identifier: GPL-2.0-or-later
"""The layers and tables of ``servicepoints:catchments``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from qgis.core import (
    QgsFields,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsWkbTypes,
)

from ..core.analysis import STATUSES, Band, CatchmentOptions, CatchmentResult
from ..core.progress import Progress
from ..layers.style import style_catchments, style_demand, style_unplaced
from .base import SpAlgorithm
from .geometry import from_lonlat
from .inputs import DemandSet, PointSet
from .outputs import Sink, around, own_fields
from .parameters import UNITS
from .sources import features_of, open_source

_TOLD_EVERY = 1000  # rows


@dataclass
class CatchmentWriter:
    """Writes the outputs of one run; bands as they come, tables at the end.

    ``strata``: their names by number, when results are broken down. ``share``: the share of each demand unit
    that is served, when units count by area.
    """

    algorithm: SpAlgorithm
    parameters: dict[str, Any]
    context: QgsProcessingContext
    points: PointSet
    demand: DemandSet | None
    options: CatchmentOptions
    strata: tuple[str, ...] | None = None
    share: np.ndarray | None = None

    def __post_init__(self) -> None:
        names = self.demand.names if self.demand else ()
        self.unit = UNITS[self.options.metric]
        self._sums = [(name, "Double") for name in names]
        dissolved = self.options.overlap == "dissolve"
        fields = around(
            own_fields(("point_id", "String")),
            () if dissolved else self.points.fields,
            own_fields(
                ("cutoff_from", "Double"),
                ("cutoff_to", "Double"),
                ("unit", "String"),
                *self._sums,
                ("units_served", "LongLong"),
                ("snap_m", "Double"),
            ),
        )
        self._attributes = () if dissolved else tuple(f.attributes() for f in self.points.features)
        self._output = self._open(
            "OUTPUT", fields, QgsWkbTypes.Type.MultiPolygon, self.points.crs, style_catchments
        )

    def _open(self, name: str, fields: QgsFields, *more: object) -> Sink | None:
        return self.algorithm.open_sink(self.parameters, name, self.context, fields, *more)

    def write_band(self, band: Band) -> None:
        """Write one ring or disk; its polygon goes to the CRS of the points."""
        shape = None
        if band.wkb is not None:
            shape = from_lonlat(band.wkb, self.points.crs, self.context.transformContext())
        one = band.point >= 0
        attributes = [self.points.ids[band.point] if one else None]
        if self._attributes:
            attributes += self._attributes[band.point]
        attributes += [band.cutoff_from, band.cutoff_to, self.unit]
        attributes += [float(value) for value in band.sums[: len(self._sums)]]
        attributes += [int(band.units_served), _finite(band.snap_m) if one else None]
        if self._output is not None:
            self._output.add(attributes, shape)

    def write_rest(
        self, result: CatchmentResult, progress: Progress, feedback: QgsProcessingFeedback
    ) -> None:
        """Write the tables and the demand units."""
        self._write_served(result)
        self._write_unplaced(result)
        if self.demand is not None:
            self._write_demand(result, progress, feedback)
        progress.report(1.0)

    def _write_served(self, result: CatchmentResult) -> None:
        unique = [(f"unique_{self._sums[0][0]}", "Double")] if self._sums else []
        fields = around(
            own_fields(
                ("point_id", "String"),
                ("cutoff", "Double"),
                ("unit", "String"),
                *([] if self.strata is None else [("stratum", "String")]),
                ("units_served", "LongLong"),
                *self._sums,
                *unique,
            ),
            (),
            (),
        )
        sink = self._open("SERVED", fields)
        if sink is None:
            return
        for k in np.flatnonzero(result.placed).tolist():
            for c, cutoff in enumerate(result.cutoffs.tolist()):
                own = [self.points.ids[k], cutoff, self.unit]
                for row in self._served(result, k, c):
                    sink.add([*own, *row])

    def _served(self, result: CatchmentResult, k: int, c: int) -> Iterator[list[Any]]:
        """Yield what a point serves within a cutoff: of all strata together, then of each by name."""
        everybody = [] if self.strata is None else [None]
        yield everybody + self._people(
            result.served_units[k, c], result.served_sums[k, c], result.unique[k, c]
        )
        strata = result.strata
        if strata is None or self.strata is None:
            return
        for r in strata.rows(k, c):
            people = self._people(strata.units[r], strata.sums[r], strata.unique[r])
            yield [self.strata[strata.stratum[r]], *people]

    def _people(self, units: int, sums: np.ndarray, unique: float) -> list[Any]:
        """Return numbers served; people are counted in the population fields only."""
        people = [float(value) for value in sums[: len(self._sums)]]
        return [int(units), *people, *([float(unique)] if self._sums else [])]

    def _write_unplaced(self, result: CatchmentResult) -> None:
        fields = around(
            own_fields(("point_id", "String")), self.points.fields, own_fields(("snap_m", "Double"))
        )
        sink = self._open("UNPLACED", fields, self.points.wkb_type, self.points.crs, style_unplaced)
        if sink is None:
            return
        for k in np.flatnonzero(~result.placed).tolist():
            feature = self.points.features[k]
            row = [self.points.ids[k], *feature.attributes(), _finite(result.snap_m[k])]
            sink.add(row, feature.geometry())

    def _write_demand(
        self, result: CatchmentResult, progress: Progress, feedback: QgsProcessingFeedback
    ) -> None:
        source = open_source(self.algorithm, self.parameters, "DEMAND", self.context)
        fields = around(
            (),
            source.fields(),
            own_fields(
                ("nearest_id", "String"),
                ("cost", "Double"),
                ("band", "Double"),
                ("status", "String"),
                ("n_points", "LongLong"),
                *([] if self.share is None else [("share_served", "Double")]),
            ),
        )
        weight = fields.at(source.fields().lookupField(self._sums[0][0])).name() if self._sums else None
        sink = self._open(
            "DEMAND_OUT",
            fields,
            source.wkbType(),
            source.sourceCrs(),
            lambda layer: style_demand(layer, weight),
        )
        if sink is None:
            return
        total = max(1, source.featureCount())
        for count, feature in enumerate(features_of(source, feedback)):
            row = self.demand.row.get(feature.id(), -1)
            sink.add([*feature.attributes(), *self._outcome(result, row)], feature.geometry())
            if count % _TOLD_EVERY == 0:
                progress.report(count / total)

    def _outcome(self, result: CatchmentResult, row: int) -> list[Any]:
        """Return what became of one demand unit; a unit left out says so."""
        if row < 0:
            return [None, None, None, "excluded", None] + [None] * (self.share is not None)
        near, band = int(result.demand_nearest[row]), int(result.demand_band[row])
        return [
            self.points.ids[near] if near >= 0 else None,
            _finite(result.demand_cost[row]),
            float(result.cutoffs[band]) if band >= 0 else None,
            STATUSES[int(result.demand_status[row])],
            int(result.n_points[row]),
            *([] if self.share is None else [float(self.share[row])]),
        ]


def _finite(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
