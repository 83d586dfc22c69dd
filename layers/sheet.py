# SPDX-License-Identifier: GPL-2.0-or-later
"""What a map on paper is made of: the map, its legend, scale bar and north arrow, in QGIS's own layouts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from qgis.core import (
    QgsLayout,
    QgsLayoutItem,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemPicture,
    QgsLayoutItemScaleBar,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsLegendRenderer,
    QgsLegendStyle,
    QgsMapLayer,
    QgsRectangle,
    QgsTextFormat,
    QgsUnitTypes,
)
from qgis.PyQt.QtGui import QColor, QFont

from ..host.resources import resource
from .symbols import FONT

LETTER = (215.9, 279.4)
"""Letter paper, in millimetres."""
_SEGMENT = 20.0
"""The longest segment of a scale bar; it has two."""
_ARROW = 9.0
_INSET = 2.0  # between the map's frame and what stands in it


@dataclass(frozen=True)
class Frame:
    """A rectangle on a page, in millimetres."""

    left: float
    top: float
    width: float
    height: float


def add_map(
    layout: QgsLayout, frame: Frame, layers: Sequence[QgsMapLayer], extent: QgsRectangle
) -> QgsLayoutItemMap:
    """Put a map of ``layers`` (top first) on a page, with a scale bar and a north arrow in its corners."""
    item = QgsLayoutItemMap(layout)
    layout.addLayoutItem(item)
    place(item, frame)
    item.setLayers(list(layers))
    item.setCrs(layout.project().crs())
    item.setExtent(extent)  # an empty map cannot be zoomed; this one changes its size
    place(item, frame)
    item.zoomToExtent(extent)
    item.setFrameEnabled(True)
    add_scale_bar(layout, item, Frame(frame.left + _INSET, frame.top + frame.height - 14.0, 45.0, 12.0))
    right = frame.left + frame.width - _ARROW - _INSET
    add_north_arrow(layout, item, Frame(right, frame.top + _INSET, _ARROW, 1.4 * _ARROW))
    return item


def add_scale_bar(layout: QgsLayout, item: QgsLayoutItemMap, frame: Frame) -> QgsLayoutItemScaleBar:
    """Put a scale bar in round kilometres or metres on a page, on a light ground."""
    bar = QgsLayoutItemScaleBar(layout)
    layout.addLayoutItem(bar)
    bar.setLinkedMap(item)
    bar.setStyle("Single Box")
    bar.setNumberOfSegments(2)
    bar.setNumberOfSegmentsLeft(0)
    bar.setTextFormat(text_format(9))
    bar.setHeight(2.0)
    kilometres, per_segment = _round_segment(item.scale() * 0.001 * _SEGMENT)
    unit = QgsUnitTypes.DistanceUnit
    bar.setUnits(unit.DistanceKilometers if kilometres else unit.DistanceMeters)
    bar.setUnitLabel("km" if kilometres else "m")
    bar.setUnitsPerSegment(per_segment)
    set_ground(bar)
    bar.attemptMove(QgsLayoutPoint(frame.left, frame.top))
    bar.update()
    return bar


def _round_segment(metres: float) -> tuple[bool, float]:
    """Return the largest of 1, 2 and 5 times a power of ten that fits; whether it is in kilometres first."""
    power = 10.0 ** math.floor(math.log10(max(metres, 1.0)))
    fitting = max(step * power for step in (1.0, 2.0, 5.0) if step * power <= max(metres, 1.0))
    in_kilometres = fitting >= 1000.0  # noqa: PLR2004
    return in_kilometres, fitting / 1000.0 if in_kilometres else fitting


def add_north_arrow(layout: QgsLayout, item: QgsLayoutItemMap, frame: Frame) -> QgsLayoutItemPicture:
    """Put an arrow to true north on a page."""
    arrow = QgsLayoutItemPicture(layout)
    layout.addLayoutItem(arrow)
    arrow.setPicturePath(str(resource("icons", "north.svg")))
    arrow.setLinkedMap(item)
    arrow.setNorthMode(QgsLayoutItemPicture.NorthMode.TrueNorth)
    arrow.setResizeMode(QgsLayoutItemPicture.ResizeMode.Zoom)
    place(arrow, frame)
    return arrow


def add_legend(
    layout: QgsLayout, item: QgsLayoutItemMap, layers: Sequence[QgsMapLayer], frame: Frame
) -> QgsLayoutItemLegend:
    """Put a legend of ``layers`` on a page, in two columns where they fit; it takes the height it needs."""
    legend = QgsLayoutItemLegend(layout)
    layout.addLayoutItem(legend)
    legend.setLinkedMap(item)
    legend.setAutoUpdateModel(False)
    root = legend.model().rootGroup()
    root.clear()
    for layer in layers:
        root.addLayer(layer)
    look_of_legend(legend)
    legend.setSplitLayer(True)
    legend.setResizeToContents(False)  # it would know its size only once it has been drawn
    for columns in (2, 1):
        legend.setColumnCount(columns)
        size = QgsLegendRenderer(legend.model(), legend.legendSettings()).minimumSize()
        if size.width() <= frame.width:
            break
    place(legend, Frame(frame.left, frame.top, size.width(), size.height()))
    return legend


def look_of_legend(legend: QgsLayoutItemLegend) -> None:
    """Give a legend its letters and sizes."""
    style = QgsLegendStyle.Style
    for part, points in ((style.Title, 11), (style.Group, 10), (style.Subgroup, 9), (style.SymbolLabel, 9)):
        font = QFont(FONT, points)
        font.setBold(part != style.SymbolLabel)
        legend.setStyleFont(part, font)
    legend.setSymbolHeight(3.6)
    legend.setSymbolWidth(6.0)
    legend.setBackgroundEnabled(False)


def add_label(
    layout: QgsLayout, text: str, frame: Frame, points: float, *, bold: bool = False
) -> QgsLayoutItemLabel:
    """Put a text on a page."""
    label = QgsLayoutItemLabel(layout)
    layout.addLayoutItem(label)
    label.setText(text)
    font = QFont(FONT)
    font.setPointSizeF(points)
    font.setBold(bold)
    label.setFont(font)
    label.setMarginX(0.0)
    label.setMarginY(0.0)
    place(label, frame)
    return label


def inert(text: str) -> str:
    """Return a text from data so that no layout takes a part of it for an expression to evaluate.

    Labels and legends replace what stands between ``[%`` and ``%]`` by its value, which may be a variable of
    the computer; a word joiner, which nobody sees, keeps the two signs apart.
    """
    return text.replace("[%", "[\u2060%")


def place(item: QgsLayoutItem, frame: Frame) -> None:
    """Move and resize an item."""
    item.attemptMove(QgsLayoutPoint(frame.left, frame.top))
    item.attemptResize(QgsLayoutSize(frame.width, frame.height))


def set_ground(item: QgsLayoutItem) -> None:
    """Give an item that stands on a map a light ground, so that it is read on any map."""
    item.setBackgroundEnabled(True)
    item.setBackgroundColor(QColor(255, 255, 255, 205))


def text_format(points: float) -> QgsTextFormat:
    """Return the letters of maps on paper."""
    text = QgsTextFormat()
    text.setFont(QFont(FONT))
    text.setSize(points)
    text.setColor(QColor("#1A1A1A"))
    return text
