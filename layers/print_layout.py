# SPDX-License-Identifier: GPL-2.0-or-later
"""Maps for print: the plugin's layout templates, filled with what a map shows."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import unescape
from textwrap import wrap

import numpy as np
from qgis.core import (
    QgsExpressionContextUtils,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsMapLayer,
    QgsMapLayerStyle,
    QgsPointXY,
    QgsPrintLayout,
    QgsProject,
    QgsReadWriteContext,
    QgsRectangle,
    QgsRuleBasedRenderer,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtXml import QDomDocument

from ..core.errors import InputError
from ..core.network import Plane
from ..core.text import Text
from ..host.language import language, tr
from ..host.resources import resource
from .origin import origin_of
from .sheet import inert
from .style import name_expression

MAP, ATLAS = "map_letter", "atlas_letter"
"""The templates, files of ``resources/templates``."""
_NICE = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
_SCALES = [step * 10.0**power for power in range(3, 8) for step in _NICE[:-1]]
_WRAP, _LEGEND_LETTERS = "\u2028", 30
"""Where a name in the legend is broken, and how many letters fit its width."""
_AREA_M = 400.0
"""How far around its points a jurisdiction is shown, at least."""


@dataclass(frozen=True)
class View:
    """What a map shows: ``layers`` top first, ``extent`` in the CRS of the project."""

    layers: Sequence[QgsMapLayer]
    extent: QgsRectangle


def template_path(name: str) -> str:
    """Return the file of a template."""
    return str(resource("templates", f"{name}.qpt"))


def map_layout(project: QgsProject, view: View, *, title: str = "") -> QgsPrintLayout:
    """Return a layout of one map, in the project and filled in. Raises ``InputError``."""
    layout = _from_template(project, MAP, tr("Map for print"))
    item = _fill(layout, view, title)
    if not view.extent.isEmpty():  # as of layers with nothing in them
        item.zoomToExtent(view.extent)
        item.setScale(nice_scale(item.scale()))
    layout.refresh()
    return layout


def atlas_layout(
    project: QgsProject, view: View, coverage: QgsVectorLayer, *, title: str = ""
) -> QgsPrintLayout:
    """Return a layout with a page for each feature of ``coverage``. Raises ``InputError``.

    Of catchments with several rings, the widest of each point makes its page.
    """
    layout = _from_template(project, ATLAS, tr("Atlas for print"))
    item = _fill(layout, view, title)
    if not view.extent.isEmpty():
        item.zoomToExtent(view.extent)
    layout.renderContext().setPredefinedScales(_SCALES)
    atlas = layout.atlas()
    atlas.setEnabled(True)
    atlas.setCoverageLayer(coverage)
    atlas.setHideCoverage(False)  # catchments are what their pages show
    atlas.setPageNameExpression(page_name_expression(coverage))
    if _has(coverage, "cutoff_to") and _has(coverage, "point_id"):
        atlas.setFilterExpression('"cutoff_to" = maximum("cutoff_to", "point_id")')
        atlas.setFilterFeatures(True)
        own = _own_alone(coverage)
        if own is not None:
            item.setLayerStyleOverrides({**item.layerStyleOverrides(), coverage.id(): own})
            item.setKeepLayerStyles(True)
    atlas.setSortExpression(page_name_expression(coverage))
    atlas.setSortFeatures(True)
    atlas.updateFeatures()
    atlas.first()
    layout.refresh()
    return layout


def page_name_expression(coverage: QgsVectorLayer) -> str:
    """Return the expression of the name of a page: the person's language, the other one, an identifier."""
    keys = [name for name in ("point_id", "cluster_id", "code", "id") if _has(coverage, name)]
    plain = f'to_string("{keys[0]}")' if keys else "to_string(@atlas_featurenumber)"
    if _has(coverage, "name_en") and _has(coverage, "name_fr"):
        return name_expression(otherwise=plain)
    return f'coalesce(to_string("name"), {plain})' if _has(coverage, "name") else plain


def nice_scale(scale: float) -> float:
    """Return the next round scale: one or two digits, and a scale bar of the templates that is round too."""
    power = 10.0 ** math.floor(math.log10(scale))
    return next(step * power for step in _NICE if step * power >= scale * 0.999)


def sources_text(layers: Iterable[QgsMapLayer]) -> str:
    """Return where the layers of a map come from: how results were made, and what others ask to be named."""
    names: dict[str, list[str]] = {}  # layers that come from the same, said once: there is little room
    for layer in layers:
        metadata = layer.metadata()
        rights = unescape("; ".join(metadata.rights()) or layer.attribution())
        told = rights if origin_of(layer) is None else metadata.abstract().rstrip(".")
        names.setdefault(told, []).append(layer.name())
    return "; ".join(
        f"{', '.join(named)} – {told}" if told else ", ".join(named) for told, named in names.items()
    )


def jurisdiction_areas(points: QgsVectorLayer, jurisdictions: QgsVectorLayer) -> QgsVectorLayer:
    """Return an area around the points of each jurisdiction, in EPSG:4326, for the pages of an atlas.

    Points without a position are on no page, nor is a jurisdiction without any other.
    """
    spots: dict[str, list[tuple[float, float]]] = {}
    request = QgsFeatureRequest().setSubsetOfAttributes(["custodian_code"], points.fields())
    for feature in points.getFeatures(request):
        if feature.hasGeometry() and not feature.geometry().isEmpty():
            spot = feature.geometry().centroid().asPoint()
            spots.setdefault(str(feature["custodian_code"]), []).append((spot.x(), spot.y()))
    names = {str(f["code"]): (f["name_en"], f["name_fr"]) for f in jurisdictions.getFeatures()}
    columns = "&".join(f"field={name}:string" for name in ("code", "name_en", "name_fr"))
    layer = QgsVectorLayer(f"Polygon?crs=EPSG:4326&{columns}&field=points:integer", "", "memory")
    layer.setName(tr("Jurisdictions, a page each"))
    rows = []
    for code in sorted(spots):
        row = QgsFeature(layer.fields())
        row.setAttributes([code, *names.get(code, (code, code)), len(spots[code])])
        row.setGeometry(_around(spots[code]))
        rows.append(row)
    layer.dataProvider().addFeatures(rows)
    layer.updateExtents()
    return layer


def is_coverage(layer: QgsMapLayer | None) -> bool:
    """Return whether the features of a layer can be the pages of an atlas."""
    return (
        isinstance(layer, QgsVectorLayer)
        and layer.isValid()
        and layer.geometryType() == QgsWkbTypes.GeometryType.PolygonGeometry
    )


def _from_template(project: QgsProject, name: str, title: str) -> QgsPrintLayout:
    """Load a template into the project under a name that nothing else has."""
    document = QDomDocument()
    with open(template_path(name), encoding="utf-8") as file:
        is_read = document.setContent(file.read())
    layout = QgsPrintLayout(project)
    items, good = layout.loadFromTemplate(document, QgsReadWriteContext())
    if not (is_read and good and items):
        raise InputError(_DAMAGED.format(path=template_path(name)))
    taken = {each.name() for each in project.layoutManager().printLayouts()}
    number, free = 1, title
    while free in taken:
        number += 1
        free = f"{title} {number}"
    layout.setName(free)
    project.layoutManager().addLayout(layout)
    return layout


def _fill(layout: QgsPrintLayout, view: View, title: str) -> QgsLayoutItemMap:
    values = {"sp_language": language(), "sp_title": title, "sp_sources": sources_text(view.layers)}
    for name, value in values.items():
        QgsExpressionContextUtils.setLayoutVariable(layout, name, value)
    item = layout.itemById("map")
    item.setCrs(layout.project().crs())
    item.setLayers(list(view.layers))
    item.setKeepLayerSet(True)
    item.setKeepLayerStyles(True)
    legend = layout.itemById("legend")
    if isinstance(legend, QgsLayoutItemLegend):
        legend.setAutoUpdateModel(False)
        root = legend.model().rootGroup()
        root.clear()
        legend.setWrapString(_WRAP)
        for layer in view.layers:
            node = root.addLayer(layer)
            node.setUseLayerName(False)
            node.setName(inert(_WRAP.join(wrap(layer.name(), _LEGEND_LETTERS))))
        legend.setLegendFilterByMapEnabled(True)
    return item


def _own_alone(layer: QgsVectorLayer) -> str | None:
    """Return the style of a layer of catchments that shows those of the page’s point alone, as XML.

    ``None`` for a look without rules, such as “No symbols”.
    """
    copy = layer.clone()
    renderer = QgsRuleBasedRenderer.convertFromRenderer(copy.renderer())
    if renderer is None:
        return None
    rules = renderer.rootRule().children()
    said = [f"coalesce({r.filterExpression() or 'TRUE'}, FALSE)" for r in rules if not r.isElse()]
    for rule in rules:
        known = f"NOT ({' OR '.join(said) or 'FALSE'})" if rule.isElse() else rule.filterExpression()
        rule.setFilterExpression(f"({known}) AND {_OF_PAGE}" if known else _OF_PAGE)
    copy.setRenderer(renderer)
    style = QgsMapLayerStyle()
    style.readFromLayer(copy)
    return style.xmlData()


def _around(spots: Sequence[tuple[float, float]]) -> QgsGeometry:
    """Return the hull of positions in degrees, some hundred metres wider, drawn in a plane of its own."""
    lonlat = np.array(spots, dtype=np.float64)
    plane = Plane.centred_on(lonlat)
    flat = [QgsPointXY(x, y) for x, y in plane.to_xy(lonlat).tolist()]
    hull = QgsGeometry.fromMultiPointXY(flat).convexHull().buffer(_AREA_M, 8)
    ring = np.array([(p.x(), p.y()) for p in hull.asPolygon()[0]], dtype=np.float64)
    return QgsGeometry.fromPolygonXY([[QgsPointXY(x, y) for x, y in plane.to_lonlat(ring).tolist()]])


def _has(layer: QgsVectorLayer, name: str) -> bool:
    return layer.fields().lookupField(name) >= 0


_OF_PAGE = "\"point_id\" = attribute(@atlas_feature, 'point_id')"
_DAMAGED = Text(
    "The layout template {path} cannot be read. Install the plugin again.",
    "Le modèle de mise en page {path} ne peut être lu. Réinstallez l’extension.",
)
