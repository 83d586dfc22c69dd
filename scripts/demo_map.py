# SPDX-License-Identifier: GPL-2.0-or-later
"""Draw the demonstration's map: QGIS's own layout engine and the plugin's own styles."""

from __future__ import annotations

from dataclasses import dataclass
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

LARGE_M = 10_000.0
FONT = "DejaVu Sans"
LEGEND_FONTS = {
    QgsLegendStyle.Style.Title: 9,
    QgsLegendStyle.Style.Subgroup: 8,
    QgsLegendStyle.Style.SymbolLabel: 7,
}


@dataclass(frozen=True)
class Sheet:
    """What a map is drawn on, in millimetres: letter paper on its side unless said otherwise."""

    width: float = 279.4
    height: float = 215.9
    legend: float = 68.0
    margin: float = 9.0
    dpi: int = 150
    title: int = 18
    note: int = 8


LETTER = Sheet()


def draw_map(
    project: QgsProject,
    layers: list[QgsMapLayer],
    extent: QgsRectangle,
    *,
    title: str,
    note: str,
    target: Path,
    sheet: Sheet = LETTER,
) -> None:
    """Write a PNG of ``layers`` (top first) with title, legend, scale bar and a note on what it shows."""
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    layout.pageCollection().page(0).setPageSize(QgsLayoutSize(sheet.width, sheet.height))
    margin, inner = sheet.margin, sheet.width - 2 * sheet.margin
    top = margin + 0.8 * sheet.title
    bottom = sheet.height - margin - 0.75 * sheet.note
    size = (inner - sheet.legend - 4.0, bottom - top - 2.0)
    picture = QgsLayoutItemMap(layout)
    layout.addLayoutItem(picture)
    picture.attemptMove(QgsLayoutPoint(margin, top))
    picture.attemptResize(QgsLayoutSize(*size))
    picture.setLayers(layers)
    picture.setCrs(project.crs())
    picture.setExtent(extent)  # an empty map cannot be zoomed; this one changes its size
    picture.attemptResize(QgsLayoutSize(*size))
    picture.zoomToExtent(extent)
    picture.setFrameEnabled(True)
    _label(layout, title, sheet.title, (margin, margin), (inner, 0.7 * sheet.title))
    _label(layout, note, sheet.note, (margin, bottom), (inner, 0.9 * sheet.note))
    _legend(layout, picture, layers, (sheet.width - margin - sheet.legend, top))
    _scale_bar(layout, picture, (margin + 2.0, top + size[1] - 15.0))
    image = QgsLayoutExporter(layout).renderPageToImage(0, dpi=sheet.dpi)
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
