# SPDX-License-Identifier: GPL-2.0-or-later
"""“Map for print”: what the map shows now, on letter paper, in QGIS's layout designer."""

from __future__ import annotations

from html import escape
from typing import Any

from qgis.core import Qgis, QgsProject, QgsVectorLayer

from ..core.errors import ServicePointsError
from ..host.language import say, tr
from ..layers.load import layers_of_store, stores_in
from ..layers.origin import origin_of
from ..layers.print_layout import View, atlas_layout, is_coverage, jurisdiction_areas, map_layout
from .print_menu import JURISDICTIONS, VIEW


def print_map(iface: Any, kind: str) -> Any:  # noqa: ANN401  (QgisInterface and its designer, or stand-ins)
    """Open the layout designer with a new layout of the map as it is; None, and a message, when it cannot.

    ``kind``: the view, or an atlas with a page for each jurisdiction, or for each area of the current layer.
    """
    project, canvas = QgsProject.instance(), iface.mapCanvas()
    view = View(canvas.layers(), canvas.extent())
    if not view.layers:
        return _say(iface, tr("The map shows no layer to print. Turn one on and try again."))
    try:
        if kind == VIEW:
            return iface.openLayoutDesigner(map_layout(project, view))
        coverage = _jurisdictions(project) if kind == JURISDICTIONS else _areas(iface, project)
        if coverage is None:
            return _say(iface, _missing(kind))
        return iface.openLayoutDesigner(atlas_layout(project, view, coverage))
    except ServicePointsError as problem:
        return _say(iface, say(problem.text))


def _jurisdictions(project: QgsProject) -> QgsVectorLayer | None:
    """Return the areas of the jurisdictions of the only store of the project, hidden in it."""
    stores = stores_in(project)
    known = layers_of_store(project, stores[0]) if len(stores) == 1 else {}
    if not {"service_point", "jurisdiction"} <= known.keys():
        return None
    areas = jurisdiction_areas(known["service_point"], known["jurisdiction"])
    project.addMapLayer(areas, False)  # in no group: it is for the pages alone
    return areas


def _areas(iface: Any, project: QgsProject) -> QgsVectorLayer | None:  # noqa: ANN401
    """Return the current layer if it has areas, else the last result of ours that has."""
    if is_coverage(iface.activeLayer()):
        return iface.activeLayer()
    ours = [each for each in project.mapLayers().values() if is_coverage(each) and origin_of(each)]
    return max(ours, key=lambda each: str((origin_of(each) or {}).get("created_at", "")), default=None)


def _missing(kind: str) -> str:
    if kind == JURISDICTIONS:
        return tr("An atlas by jurisdiction needs the layers of one shared store in the project. Open one.")
    return tr(
        "An atlas by area needs a layer of areas. Choose one in the layer tree, or find catchments first."
    )


def _say(iface: Any, text: str) -> None:  # noqa: ANN401
    iface.messageBar().pushMessage(
        tr("Service points"), escape(text, quote=False), Qgis.MessageLevel.Warning, 10
    )
