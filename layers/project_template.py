# SPDX-License-Identifier: GPL-2.0-or-later
"""A project to begin with: coordinates, units, relative paths and a page to print, without any layer.

Whoever wants more saves it as one of QGIS's own templates (Project > Save To > Templates).
"""

from __future__ import annotations

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsLayoutItem,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemScaleBar,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsPrintLayout,
    QgsProject,
    QgsRectangle,
    QgsReferencedRectangle,
    QgsUnitTypes,
)
from qgis.PyQt.QtGui import QFont

from ..host.language import language, tr
from .transformations import take_usual_operations

CRS = "EPSG:3347"
"""Statistics Canada's projection: all of Canada without much distortion, in metres."""
_OF_THE_WEB = "EPSG:3857"
_OTHERS = ("EPSG:4326", _OF_THE_WEB)
"""Coordinates of stores, and of maps of the web."""
_MARK = ("service_points", "template")
_ELLIPSOID = "EPSG:7019"  # GRS 80, of NAD 83
_CANADA = QgsRectangle(3_600_000, 650_000, 9_100_000, 4_700_000)  # in the projection above
_PAGE = QgsLayoutSize(279.4, 215.9)  # letter paper on its side, in millimetres
_MARGIN, _TITLE_HEIGHT, _LEGEND_WIDTH, _NOTE_HEIGHT = 10.0, 12.0, 64.0, 8.0
_TITLE_SIZE, _NOTE_SIZE = 18, 8


def fill_project(project: QgsProject) -> None:
    """Make an empty project ready for service points, in the person's language."""
    crs = QgsCoordinateReferenceSystem(CRS)
    take_usual_operations(project, [crs, *map(QgsCoordinateReferenceSystem, _OTHERS)])
    project.setCrs(crs)
    project.writeEntryBool(*_MARK, True)
    project.setEllipsoid(_ELLIPSOID)
    project.setDistanceUnits(QgsUnitTypes.DistanceUnit.DistanceKilometers)
    project.setAreaUnits(QgsUnitTypes.AreaUnit.AreaSquareKilometers)
    project.writeEntryBool("Paths", "/Absolute", False)
    project.setTitle(tr("Service points"))
    project.viewSettings().setDefaultViewExtent(QgsReferencedRectangle(_CANADA, crs))
    project.layoutManager().addLayout(page_to_print(project))
    project.setDirty(False)


def crs_to_show(project: QgsProject) -> str:
    """Return the coordinates for a project whose first layers were just loaded.

    QGIS then takes those of a layer, and degrees would squash the map. ``fill_project`` has chosen already.
    """
    return CRS if project.readBoolEntry(*_MARK)[0] else _OF_THE_WEB


def page_to_print(project: QgsProject) -> QgsPrintLayout:
    """Return a letter page with title, map, legend, scale and date; what they say follows the project."""
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    layout.setName(tr("Map of the service points"))
    layout.pageCollection().page(0).setPageSize(_PAGE)
    width, height = _PAGE.width() - 2 * _MARGIN, _PAGE.height() - 2 * _MARGIN
    body = height - _TITLE_HEIGHT - _NOTE_HEIGHT
    top = _MARGIN + _TITLE_HEIGHT
    title = _label(layout, "[% @project_title %]", _TITLE_SIZE)
    _place(title, _MARGIN, _MARGIN, width, _TITLE_HEIGHT)
    shown = QgsLayoutItemMap(layout)
    shown.setId("map")
    layout.addLayoutItem(shown)
    _place(shown, _MARGIN, top, width - _LEGEND_WIDTH, body)
    shown.setExtent(_CANADA)
    shown.setFrameEnabled(True)
    legend = QgsLayoutItemLegend(layout)
    legend.setLinkedMap(shown)
    legend.setLegendFilterByMapEnabled(True)
    legend.setResizeToContents(False)
    layout.addLayoutItem(legend)
    _place(legend, _MARGIN + width - _LEGEND_WIDTH + 2, top, _LEGEND_WIDTH - 2, body - 14)
    scale = QgsLayoutItemScaleBar(layout)
    scale.setLinkedMap(shown)
    scale.applyDefaultSize()
    layout.addLayoutItem(scale)
    _place(scale, _MARGIN + width - _LEGEND_WIDTH + 2, top + body - 13, _LEGEND_WIDTH - 2, 12)
    note = _label(layout, f"[% format_date(now(), '{_DAYS[language()]}', '{language()}') %]", _NOTE_SIZE)
    _place(note, _MARGIN, top + body, width, _NOTE_HEIGHT)
    return layout


def _label(layout: QgsPrintLayout, text: str, size: int) -> QgsLayoutItemLabel:
    label = QgsLayoutItemLabel(layout)
    label.setText(text)
    font = QFont(label.font())
    font.setPointSize(size)
    label.setFont(font)
    layout.addLayoutItem(label)
    return label


def _place(item: QgsLayoutItem, left: float, top: float, width: float, height: float) -> None:
    item.attemptMove(QgsLayoutPoint(left, top))
    item.attemptResize(QgsLayoutSize(width, height))


_DAYS = {"en": "MMMM d, yyyy", "fr": "d MMMM yyyy"}
