# SPDX-License-Identifier: GPL-2.0-or-later
"""The layers of ``servicepoints:colocationquotient``."""

from __future__ import annotations

from typing import Any

import numpy as np
from qgis.core import QgsGeometry, QgsPointXY, QgsProcessingContext, QgsWkbTypes

from ..core.analysis.quotient import CLASSES, LocalQuotients, Quotients
from ..core.analysis.quotient_chance import adjusted
from ..core.analysis.quotient_words import sentences
from .base import SpAlgorithm
from .colocationquotient_types import TypedPoints
from .geometry import FloatArray, IntArray, from_lonlat
from .outputs import Sink, around, own_fields


def write_global(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    typed: TypedPoints,
    found: Quotients,
) -> None:
    """Write a row for each pair of types."""
    fields = own_fields(
        *((name, "String") for name in ("type_a", "type_b")),
        *((name, "Double") for name in ("clq", "p_value")),
        *((name, "LongLong") for name in ("n_a", "n_b", "n_a_alone")),
        *((name, "String") for name in ("sentence_en", "sentence_fr")),
    )
    sink = algorithm.open_sink(parameters, "GLOBAL", context, around(fields, (), ()))
    if sink is None:
        return
    for row, sentence in enumerate(sentences(found, typed.labels)):
        sink.add(
            [
                typed.types[found.a[row]],
                typed.types[found.b[row]],
                _finite(found.clq[row]),
                _finite(found.p_value[row]),
                int(found.n_a[row]),
                int(found.n_b[row]),
                int(found.alone[row]),
                sentence.en,
                sentence.fr,
            ]
        )


def open_local(
    algorithm: SpAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext, typed: TypedPoints
) -> Sink | None:
    """Open the layer of the points of type A, or return ``None`` when it is not wanted."""
    fields = around(
        own_fields(("point_id", "String")),
        typed.points.fields,
        own_fields(
            *((name, "String") for name in ("type_a", "type_b")),
            *((name, "Double") for name in ("lclq", "p_value", "p_adjusted")),
            ("class", "String"),
        ),
    )
    return algorithm.open_sink(parameters, "LOCAL", context, fields, QgsWkbTypes.Type.Point, typed.points.crs)


def write_local(
    sink: Sink,
    context: QgsProcessingContext,
    typed: TypedPoints,
    local: list[LocalQuotients],
    *,
    corrected: bool,
) -> list[IntArray]:
    """Write each point of type A, once for each type B, in the CRS of the points; return the classes.

    ``corrected``: the classes go by the p-values that are adjusted for their number.
    """
    points, classes = typed.points, []
    for one in local:
        p_adjusted = adjusted_by_type(one, typed.codes)
        classes.append(one.classes(p_adjusted if corrected else None))
        columns = (one.lclq, one.p_value, p_adjusted)
        for row, k in enumerate(one.point.tolist()):
            place = QgsGeometry.fromPointXY(QgsPointXY(*points.lonlat[k].tolist()))
            sink.add(
                [
                    points.ids[k],
                    *points.features[k].attributes(),
                    typed.types[typed.codes[k]],
                    typed.types[one.b],
                    *(_finite(column[row]) for column in columns),
                    CLASSES[classes[-1][row]],
                ],
                from_lonlat(bytes(place.asWkb()), points.crs, context.transformContext()),
            )
    return classes


def adjusted_by_type(one: LocalQuotients, codes: IntArray) -> FloatArray:
    """Return the adjusted p-values (r,): the tests of one pair of types are one family."""
    result, own = np.full(len(one.point), np.nan), codes[one.point]
    for code in np.unique(own):
        result[own == code] = adjusted(one.p_value[own == code])
    return result


def _finite(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
