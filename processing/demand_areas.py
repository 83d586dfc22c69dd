# SPDX-License-Identifier: GPL-2.0-or-later
"""The polygons of demand units, for counting by area share."""

from __future__ import annotations

import struct
from typing import Any

import numpy as np
from qgis.core import (
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsWkbTypes,
)

from ..core.analysis import Demand
from ..core.errors import InputError
from ..core.text import Text
from ..host.language import tr
from .geometry import flat, wgs84
from .inputs import DemandSet
from .ledger import Ledger
from .method import Line
from .sources import features_of, is_given, open_source
from .wording import number_text

_SPOT_DEGREES = 1e-6
"""Half the side of the square, some 20 cm wide, that stands for a unit without an area."""


def by_area(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> bool:
    """Return whether population units count by the share of their area."""
    wanted = algorithm.parameterAsEnumString(parameters, "APPORTION", context) == "area_share"
    return wanted and is_given(parameters, "DEMAND")


def check_areas(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> None:
    """Raise ``InputError`` when units cannot count by area: no polygons to lie in, or no area themselves."""
    if not by_area(algorithm, parameters, context):
        return
    source = open_source(algorithm, parameters, "DEMAND", context)
    if QgsWkbTypes.geometryType(source.wkbType()) != QgsWkbTypes.GeometryType.PolygonGeometry:
        raise InputError(_NO_AREAS.format(name=source.sourceName()))
    if algorithm.parameterAsEnumString(parameters, "DETAIL", context) == "none":
        raise InputError(_NO_POLYGONS)


def read_areas(  # noqa: PLR0917  (as read_demand, and what it returned)
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    ledger: Ledger,
    demand: DemandSet,
) -> list[bytes]:
    """Return the polygon of each unit of ``demand`` as WKB in EPSG:4326.

    Invalid polygons are repaired. A unit without an area counts at its point. Both are noted.
    """
    source = open_source(algorithm, parameters, "DEMAND", context)
    transform = QgsCoordinateTransform(source.sourceCrs(), wgs84(), context.transformContext())
    areas = [_spot(*place) for place in demand.lonlat.tolist()]
    repaired, flattened = [], []
    for feature in features_of(source, feedback):
        row = demand.row.get(feature.id())
        if row is None:
            continue
        shape = flat(feature.geometry())
        if not shape.isGeosValid():
            repaired.append(feature.id())
            shape = shape.makeValid()
        area = _area(shape, transform)
        if area is None:
            flattened.append(feature.id())
        else:
            areas[row] = area
    ledger.exclude(
        "DEMAND", "repaired_polygon", tr("invalid polygon, counted by its repaired form"), repaired
    )
    ledger.exclude("DEMAND", "no_area", tr("polygon without an area, counted at its point"), flattened)
    return areas


def area_lines(demand: Demand, share: np.ndarray) -> list[Line]:
    """Return how many units catchments cut, and how many people live in them: what depends on the method."""
    cut = (share > 0.0) & (share < 1.0)
    counts = tr("{units}, with {people} people").format(
        units=number_text(int(cut.sum())), people=number_text(float(demand.first[cut].sum()))
    )
    return [
        (tr("Population units count"), tr("by the share of their area inside the catchment polygons")),
        (tr("Units partly inside a catchment"), counts),
    ]


def _area(shape: QgsGeometry, transform: QgsCoordinateTransform) -> bytes | None:
    """Return the polygons of a shape in EPSG:4326, or ``None`` when they have no area."""
    polygon = QgsGeometry(shape)
    if (
        polygon.type() != QgsWkbTypes.GeometryType.PolygonGeometry
        or QgsWkbTypes.flatType(polygon.wkbType()) == QgsWkbTypes.Type.GeometryCollection
    ):
        polygon.convertGeometryCollectionToSubclass(QgsWkbTypes.GeometryType.PolygonGeometry)
    if polygon.isNull() or not polygon.area() > 0.0:
        return None
    if not transform.isShortCircuited():
        try:
            polygon.transform(transform)
        except QgsCsException:
            return None
    polygon.convertToMultiType()
    return bytes(polygon.asWkb()) if polygon.boundingBox().isFinite() else None


def _spot(x: float, y: float) -> bytes:
    d = _SPOT_DEGREES
    ring = (x - d, y - d, x + d, y - d, x + d, y + d, x - d, y + d, x - d, y - d)
    return struct.pack("<BIIBIII10d", 1, 6, 1, 1, 3, 1, 5, *ring)


_NO_AREAS = Text(
    "“{name}” holds points, which have no area to share out. Choose polygons of population units, or let "
    "units count at their representative point.",
    "«\u00a0{name}\u00a0» contient des points, qui n’ont pas de superficie à répartir. Choisissez des "
    "polygones d’unités de population, ou laissez les unités compter à leur point représentatif.",
)
_NO_POLYGONS = Text(
    "Counting by area share needs the catchment polygons, and none are to be drawn (detail: none). Choose "
    "the detail “Generalised” or “Precise”, or let units count whole, at their representative point.",
    "Le comptage selon la part de superficie exige les polygones des zones de desserte, et aucun ne doit "
    "être tracé (précision\u00a0: none). Choisissez la précision «\u00a0Généralisé\u00a0» ou "
    "«\u00a0Précis\u00a0», ou laissez les unités compter en entier, à leur point représentatif.",
)
