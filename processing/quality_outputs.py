# SPDX-License-Identifier: GPL-2.0-or-later
"""The table and the layer of ``servicepoints:registerquality``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import QgsGeometry, QgsPointXY, QgsProcessingContext, QgsWkbTypes

from ..core.quality import Measure, Mending, label_of, reasons
from ..core.validation.position import lonlat_of
from ..layers.style import style_findings
from .base import SpAlgorithm
from .geometry import wgs84
from .outputs import around, own_fields
from .quality_snapshots import Snapshot

_SCORECARD = (
    *((name, "String") for name in ("indicator", "item", "label_en", "label_fr")),
    *((name, "String") for name in ("jurisdiction", "jurisdiction_en", "jurisdiction_fr", "as_of")),
    ("revision", "LongLong"),
    ("value", "Double"),
    *((name, "LongLong") for name in ("numerator", "denominator", "excluded")),
    *((name, "String") for name in ("excluded_en", "excluded_fr")),
)
_MEND = (
    *((name, "LongLong") for name in ("rank", "score")),
    *((name, "String") for name in ("severity", "point_id", "name_en", "name_fr", "custodian")),
    *((name, "String") for name in ("what_en", "what_fr")),
)


def write_scorecard(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    snapshots: Sequence[Snapshot],
) -> None:
    """Write a row for each measure of each snapshot, the earliest first."""
    sink = algorithm.open_sink(parameters, "SCORECARD", context, around(own_fields(*_SCORECARD), (), ()))
    if sink is None:
        return
    for snapshot in snapshots:
        for measure in snapshot.quality.measures:
            sink.add(_row(snapshot, measure))


def _row(snapshot: Snapshot, measure: Measure) -> list[Any]:
    label, code = label_of(measure.indicator), measure.jurisdiction
    name = None if code is None else snapshot.name_of(code)
    return [
        measure.indicator,
        measure.item or None,
        label.en,
        label.fr,
        code,
        None if name is None else name.en,
        None if name is None else name.fr,
        snapshot.quality.today.isoformat(),
        snapshot.info.revision,
        measure.value,
        measure.numerator,
        measure.denominator,
        measure.excluded,
        measure.why.en,
        measure.why.fr,
    ]


def write_mend(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    mend: Sequence[Mending],
) -> None:
    """Write the points with something to mend in their order; one without a position has no geometry."""
    fields = around(own_fields(*_MEND), (), ())
    sink = algorithm.open_sink(
        parameters, "MEND", context, fields, QgsWkbTypes.Type.Point, wgs84(), style_findings
    )
    if sink is None:
        return
    for rank, each in enumerate(mend, 1):
        place, found = lonlat_of(each.point.get("geom")), reasons(each)
        sink.add(
            [
                rank,
                each.score,
                "error" if each.errors or each.waiting else "warning",
                each.point["id"],
                each.point.get("name_en"),
                each.point.get("name_fr"),
                each.point.get("custodian_code"),
                " ".join(reason.en for reason in found),
                " ".join(reason.fr for reason in found),
            ],
            None if place is None else QgsGeometry.fromPointXY(QgsPointXY(*place)),
        )
