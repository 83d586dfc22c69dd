# SPDX-License-Identifier: GPL-2.0-or-later
"""What the panel asks of the map canvas, in longitude and latitude."""

from __future__ import annotations

from collections.abc import Iterable

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeature,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
)
from qgis.gui import QgsMapCanvas

from ..layers.transformations import take_usual_operations

CLOSEST_SCALE = 12_000.0
MARGIN = 1.15

LonLat = tuple[float, float]


def shape_lonlat(feature: QgsFeature) -> LonLat | None:
    """Return where a feature of the points layer is; None without a position."""
    shape = feature.geometry()
    return None if shape.isNull() else (shape.asPoint().x(), shape.asPoint().y())


def lonlat_transform(canvas: QgsMapCanvas, *, to_map: bool) -> QgsCoordinateTransform:
    """Return the transform between degrees and what the map shows, in one direction or the other."""
    lonlat = QgsCoordinateReferenceSystem("EPSG:4326")
    shown = canvas.mapSettings().destinationCrs()
    ends = (lonlat, shown) if to_map else (shown, lonlat)
    return QgsCoordinateTransform(*ends, QgsProject.instance().transformContext())


def show_in(project: QgsProject, authority_id: str) -> None:
    """Show a project in a coordinate system, without QGIS asking which datum transformation to use."""
    wanted = QgsCoordinateReferenceSystem(authority_id)
    layers = [layer.crs() for layer in project.mapLayers().values() if layer.isSpatial()]
    take_usual_operations(project, [*layers, wanted])
    project.setCrs(wanted)


def zoom_to(canvas: QgsMapCanvas, places: Iterable[LonLat]) -> bool:
    """Show all the places; a single one is centred, close enough to see the streets. False without places."""
    transform = lonlat_transform(canvas, to_map=True)
    try:
        points = [transform.transform(QgsPointXY(*place)) for place in places]
    except QgsCsException:
        return False
    if not points:
        return False
    x, y = [point.x() for point in points], [point.y() for point in points]
    box = QgsRectangle(min(x), min(y), max(x), max(y))
    if box.width() == 0 and box.height() == 0:
        canvas.setCenter(box.center())
        if canvas.scale() > CLOSEST_SCALE:
            canvas.zoomScale(CLOSEST_SCALE)
    else:
        box.scale(MARGIN)
        canvas.setExtent(box)
    canvas.refresh()
    return True


def lonlat_view(canvas: QgsMapCanvas) -> tuple[float, float, float, float] | None:
    """Return the map view as west, south, east, north; None when it cannot be expressed so."""
    extent = canvas.extent()
    if extent.isEmpty():
        return None
    try:
        box = lonlat_transform(canvas, to_map=False).transformBoundingBox(extent)
    except QgsCsException:
        return None
    return (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum())
