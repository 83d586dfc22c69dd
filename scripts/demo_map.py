# SPDX-License-Identifier: GPL-2.0-or-later
"""Draw the demonstration's map: QGIS's own layout engine and the plugin's own styles."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    QgsLayoutExporter,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemScaleBar,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsMapLayer,
    QgsPrintLayout,
    QgsProject,
    QgsRectangle,
    QgsUnitTypes,
)
from qgis.PyQt.QtGui import QFont

PAGE = (279.4, 215.9)
"""Letter paper on its side, in millimetres."""
LEGEND_WIDTH = 68.0
MARGIN = 9.0
DPI = 150


def draw_map(
    project: QgsProject,
    layers: list[QgsMapLayer],
    extent: QgsRectangle,
    title: str,
    note: str,
    target: Path,
) -> None:
    """Write a PNG of ``layers`` (top first) with title, legend, scale bar and a note on what it shows."""
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    layout.pageCollection().page(0).setPageSize(QgsLayoutSize(*PAGE))
    top = MARGIN + 14.0
    size = (PAGE[0] - 2 * MARGIN - LEGEND_WIDTH - 4.0, PAGE[1] - top - MARGIN - 8.0)
    picture = QgsLayoutItemMap(layout)
    picture.attemptMove(QgsLayoutPoint(MARGIN, top))
    picture.attemptResize(QgsLayoutSize(*size))
    picture.setLayers(layers)
    picture.setCrs(project.crs())
    picture.zoomToExtent(extent)
    picture.setFrameEnabled(True)
    layout.addLayoutItem(picture)
    _label(layout, title, 18.0, (MARGIN, MARGIN), (PAGE[0] - 2 * MARGIN, 12.0))
    _label(layout, note, 8.0, (MARGIN, PAGE[1] - MARGIN - 6.0), (PAGE[0] - 2 * MARGIN, 7.0))
    _legend(layout, picture, layers, (PAGE[0] - MARGIN - LEGEND_WIDTH, top))
    _scale_bar(layout, picture, (PAGE[0] - MARGIN - LEGEND_WIDTH, PAGE[1] - MARGIN - 24.0))
    settings = QgsLayoutExporter.ImageExportSettings()
    settings.dpi = DPI
    outcome = QgsLayoutExporter(layout).exportToImage(str(target), settings)
    if outcome != QgsLayoutExporter.ExportResult.Success:
        raise OSError(f"{target}: {outcome}")


def _label(
    layout: QgsPrintLayout, text: str, points: float, where: tuple[float, float], size: tuple[float, float]
) -> None:
    label = QgsLayoutItemLabel(layout)
    label.setText(text)
    label.setFont(QFont("DejaVu Sans", int(points)))
    label.attemptMove(QgsLayoutPoint(*where))
    label.attemptResize(QgsLayoutSize(*size))
    layout.addLayoutItem(label)


def _legend(
    layout: QgsPrintLayout, picture: QgsLayoutItemMap, layers: list[QgsMapLayer], where: tuple[float, float]
) -> None:
    legend = QgsLayoutItemLegend(layout)
    legend.setLinkedMap(picture)
    legend.setAutoUpdateModel(False)
    root = legend.model().rootGroup()
    root.clear()
    for layer in layers:
        root.addLayer(layer)
    legend.attemptMove(QgsLayoutPoint(*where))
    layout.addLayoutItem(legend)
    legend.adjustBoxSize()


def _scale_bar(layout: QgsPrintLayout, picture: QgsLayoutItemMap, where: tuple[float, float]) -> None:
    bar = QgsLayoutItemScaleBar(layout)
    bar.setLinkedMap(picture)
    bar.setStyle("Single Box")
    bar.setUnits(QgsUnitTypes.DistanceUnit.DistanceKilometers)
    bar.setNumberOfSegments(2)
    bar.setNumberOfSegmentsLeft(0)
    bar.setUnitsPerSegment(10.0)
    bar.setUnitLabel("km")
    bar.update()
    bar.attemptMove(QgsLayoutPoint(*where))
    layout.addLayoutItem(bar)
