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
    QgsLegendStyle,
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
LARGE_M = 10_000.0
FONT = "DejaVu Sans"
LEGEND_FONTS = {
    QgsLegendStyle.Style.Title: 9,
    QgsLegendStyle.Style.Subgroup: 8,
    QgsLegendStyle.Style.SymbolLabel: 7,
}


def draw_map(
    project: QgsProject,
    layers: list[QgsMapLayer],
    extent: QgsRectangle,
    *,
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
    layout.addLayoutItem(picture)
    picture.attemptMove(QgsLayoutPoint(MARGIN, top))
    picture.attemptResize(QgsLayoutSize(*size))
    picture.setLayers(layers)
    picture.setCrs(project.crs())
    picture.setExtent(extent)  # an empty map cannot be zoomed; this one changes its size
    picture.attemptResize(QgsLayoutSize(*size))
    picture.zoomToExtent(extent)
    picture.setFrameEnabled(True)
    _label(layout, title, 18.0, (MARGIN, MARGIN), (PAGE[0] - 2 * MARGIN, 12.0))
    _label(layout, note, 8.0, (MARGIN, PAGE[1] - MARGIN - 6.0), (PAGE[0] - 2 * MARGIN, 7.0))
    _legend(layout, picture, layers, (PAGE[0] - MARGIN - LEGEND_WIDTH, top))
    _scale_bar(layout, picture, (MARGIN + 2.0, top + size[1] - 15.0))
    image = QgsLayoutExporter(layout).renderPageToImage(0, dpi=DPI)
    if image.isNull() or not image.save(str(target)):
        raise OSError(str(target))


def _label(
    layout: QgsPrintLayout, text: str, points: float, where: tuple[float, float], size: tuple[float, float]
) -> None:
    label = QgsLayoutItemLabel(layout)
    label.setText(text)
    label.setFont(QFont(FONT, int(points)))
    label.attemptMove(QgsLayoutPoint(*where))
    label.attemptResize(QgsLayoutSize(*size))
    layout.addLayoutItem(label)


def _legend(
    layout: QgsPrintLayout, picture: QgsLayoutItemMap, layers: list[QgsMapLayer], where: tuple[float, float]
) -> None:
    legend = QgsLayoutItemLegend(layout)
    legend.setLinkedMap(picture)
    legend.setAutoUpdateModel(False)
    legend.setLegendFilterByMapEnabled(True)  # only what the map shows
    for part, points in LEGEND_FONTS.items():
        legend.setStyleFont(part, QFont(FONT, points))
    legend.setSymbolHeight(3.0)
    legend.setSymbolWidth(5.0)
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
    bar.setUnitsPerSegment(10.0 if picture.extent().width() > LARGE_M else 0.2)
    bar.setUnitLabel("km")
    bar.setHeight(2.0)
    text = bar.textFormat()
    text.setFont(QFont(FONT))
    text.setSize(8)
    bar.setTextFormat(text)
    bar.setBackgroundEnabled(True)
    bar.update()
    bar.attemptMove(QgsLayoutPoint(*where))
    layout.addLayoutItem(bar)
