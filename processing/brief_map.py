# SPDX-License-Identifier: GPL-2.0-or-later
"""The maps of a partnership brief: where the points are, and who is within reach of which.

Layers and layouts are made and drawn on the main thread; what they show is plain data from any thread.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeature,
    QgsGeometry,
    QgsLayoutExporter,
    QgsLayoutSize,
    QgsMapLayer,
    QgsPalLayerSettings,
    QgsPointXY,
    QgsPrintLayout,
    QgsProcessingException,
    QgsProject,
    QgsRectangle,
    QgsRendererCategory,
    QgsSingleSymbolRenderer,
    QgsSymbol,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
    QgsWkbTypes,
)

from ..host.language import tr
from ..layers.palette import palette
from ..layers.results_style import style_roads
from ..layers.sheet import Frame, add_legend, add_map, inert
from ..layers.symbols import (
    HALO,
    fill,
    fill_layer,
    hatch_layer,
    label_text,
    letter_layer,
    line,
    line_layer,
    marker,
    marker_layer,
)

WIDTH = 170.0
_HEIGHT = 105.0
_DPI = 150
_NEAREST_M = 350.0
"""A close-up looks at least this far around the middle of the points."""
_LONGEST = 50
BOTH, OTHERS = "both", "others"


@dataclass(frozen=True)
class MapPoint:
    """A point on the map: a position in EPSG:4326, its name, its government, and its order's code."""

    lon: float
    lat: float
    name: str
    government: str
    order: str


@dataclass
class MapContent:
    """What the maps of a brief show.

    ``units``: geometry and class of the population units within reach: the index of the only member as
    text, or ``BOTH``. ``crs`` is theirs. ``roads`` and ``below``: layers to be drawn under all that.
    """

    members: Sequence[MapPoint]
    others: Sequence[MapPoint]
    limit: str
    units: Sequence[tuple[QgsGeometry, str]] = ()
    crs: QgsCoordinateReferenceSystem = field(default_factory=QgsCoordinateReferenceSystem)
    roads: QgsVectorLayer | None = None
    below: Sequence[QgsMapLayer] = ()


class BriefMaps:
    """The project of a brief's maps; to be made, used and let go on the main thread."""

    def __init__(self, content: MapContent) -> None:
        self._content = content
        self.project = QgsProject()
        self.project.setCrs(_utm(content.members))
        self.project.setEllipsoid("EPSG:7030")
        self._members = self._added(_member_layer(content.members))
        self._others = self._added(_other_layer(content.others))
        self._link = self._added(_link_layer(content.members))
        self._units = self._added(_unit_layer(content)) if content.units else None
        self._roads = self._added(_road_layer(content.roads)) if content.roads is not None else None
        self._below = [self._added(layer.clone()) for layer in content.below]

    @property
    def has_people(self) -> bool:
        return self._units is not None

    def add_close_up(self, layout: QgsPrintLayout, frame: Frame) -> float:
        """Put the map of where the points are on a page; return where its legend ends."""
        extent = self._extent_of(self._members)
        grown = max(1.6 * max(extent.width(), extent.height()), 2.0 * _NEAREST_M) / 2.0
        middle = extent.center()
        extent = QgsRectangle(middle.x() - grown, middle.y() - grown, middle.x() + grown, middle.y() + grown)
        shown = [self._members, self._link, self._others]
        return self._add(layout, frame, shown, extent)

    def add_reach(self, layout: QgsPrintLayout, frame: Frame) -> float:
        """Put the map of who is within reach of which point on a page; return where its legend ends."""
        extent = self._extent_of(self._units)
        extent.combineExtentWith(self._extent_of(self._members))
        extent.scale(1.06)
        return self._add(layout, frame, [self._members, self._others, self._units], extent)

    def pictures(self, folder: Path) -> list[Path]:
        """Draw the maps into a folder, the close-up last."""
        drawn = [(self.add_reach, "reach.png")] if self.has_people else []
        return [self._picture(add, folder / name) for add, name in [*drawn, (self.add_close_up, "where.png")]]

    def _picture(self, add: object, path: Path) -> Path:
        layout = QgsPrintLayout(self.project)
        layout.initializeDefaults()
        page = layout.pageCollection().page(0)
        page.setPageSize(QgsLayoutSize(WIDTH, 2.0 * _HEIGHT))
        end = add(layout, Frame(0.3, 0.3, WIDTH - 0.6, _HEIGHT))
        page.setPageSize(QgsLayoutSize(WIDTH, end + 0.5))
        image = QgsLayoutExporter(layout).renderPageToImage(0, dpi=_DPI)
        if image.isNull() or not image.save(str(path)):
            raise QgsProcessingException(
                tr("The map cannot be drawn into “{path}”. Check that there is room on the disk.").format(
                    path=path
                )
            )
        return path

    def _add(
        self, layout: QgsPrintLayout, frame: Frame, shown: Sequence[QgsMapLayer], extent: QgsRectangle
    ) -> float:
        under = [self._roads] if self._roads is not None else []
        item = add_map(layout, frame, [*shown, *under, *self._below], extent)
        below = Frame(frame.left, frame.top + frame.height + 1.0, frame.width, 0.0)
        legend = add_legend(layout, item, [*shown, *under], below)
        return below.top + legend.sizeWithUnits().height()

    def _extent_of(self, layer: QgsVectorLayer) -> QgsRectangle:
        transform = QgsCoordinateTransform(layer.crs(), self.project.crs(), self.project)
        return transform.transformBoundingBox(layer.extent())

    def _added(self, layer: QgsMapLayer) -> QgsMapLayer:
        self.project.addMapLayer(layer, False)
        return layer


def _utm(points: Sequence[MapPoint]) -> QgsCoordinateReferenceSystem:
    """Return the UTM zone of the points: metres, and true enough for a map of a town or a county."""
    lon = sum(point.lon for point in points) / len(points)
    zone = min(60, max(1, int((lon + 180.0) // 6.0) + 1))
    south = sum(point.lat for point in points) < 0
    return QgsCoordinateReferenceSystem(f"EPSG:{32700 + zone if south else 32600 + zone}")


def _layer(kind: str, name: str, crs: str, rows: Sequence[tuple[QgsGeometry, str, str]]) -> QgsVectorLayer:
    """Make a layer with the columns ``key`` and ``label``."""
    layer = QgsVectorLayer(f"{kind}?crs={crs}&field=key:string&field=label:string", name, "memory")
    features = []
    for geometry, key, label in rows:
        feature = QgsFeature(layer.fields())
        feature.setGeometry(geometry)
        feature.setAttributes([key, label])
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    layer.updateExtents()
    return layer


def _spot(point: MapPoint) -> QgsGeometry:
    return QgsGeometry.fromPointXY(QgsPointXY(point.lon, point.lat))


def _member_layer(members: Sequence[MapPoint]) -> QgsVectorLayer:
    """Return the points of the brief: letter and colour of the order of government, a number, a name."""
    rows = [(_spot(p), str(i), f"{i}. {_short(p.name)}") for i, p in enumerate(members, start=1)]
    layer = _layer("Point", tr("The points of this brief"), "EPSG:4326", rows)
    categories = []
    for i, point in enumerate(members, start=1):
        order = palette().order(point.order)
        ring = marker_layer("circle", "#000000", 7.0, HALO, 0.4)
        symbol = marker(ring, marker_layer("circle", order.colour, 6.0), letter_layer(order.letter, 4.4))
        label = tr("{number}. {name} – {government}").format(
            number=i, name=_short(point.name), government=_short(point.government)
        )
        categories.append(QgsRendererCategory(str(i), symbol, label))
    layer.setRenderer(QgsCategorizedSymbolRenderer("key", categories))
    settings = QgsPalLayerSettings()
    settings.setFormat(label_text(10, 1.0))
    settings.fieldName = "label"
    settings.placement = QgsPalLayerSettings.Placement.OrderedPositionsAroundPoint
    settings.dist = 3.6
    settings.displayAll = True
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.setLabelsEnabled(True)
    return layer


def _other_layer(others: Sequence[MapPoint]) -> QgsVectorLayer:
    rows = [(_spot(point), OTHERS, "") for point in others]
    layer = _layer("Point", tr("Other service points"), "EPSG:4326", rows)
    layer.setRenderer(QgsSingleSymbolRenderer(marker(marker_layer("circle", "#FFFFFF", 2.6, "#404040", 0.5))))
    return layer


def _link_layer(members: Sequence[MapPoint]) -> QgsVectorLayer:
    """Return straight lines from the first point to every other."""
    first, *rest = [QgsPointXY(point.lon, point.lat) for point in members]
    rows = [(QgsGeometry.fromPolylineXY([first, other]), "", "") for other in rest]
    layer = _layer("LineString", tr("Could share a place"), "EPSG:4326", rows)
    colour = palette().sections["pairs"]["colour"]
    layer.setRenderer(
        QgsSingleSymbolRenderer(line(line_layer(HALO, 2.0), line_layer(colour, 1.0, style="dash")))
    )
    return layer


def _unit_layer(content: MapContent) -> QgsVectorLayer:
    """Return the population units within reach; colour, hatch and shape say of which points."""
    is_area = content.units[0][0].type() == QgsWkbTypes.GeometryType.PolygonGeometry
    kind = "MultiPolygon" if is_area else "Point"
    layer = QgsVectorLayer(f"{kind}?field=key:string&field=label:string", "", "memory")
    layer.setName(tr("People within {limit}").format(limit=content.limit))
    layer.setCrs(content.crs)
    features = []
    for geometry, key in content.units:
        feature = QgsFeature(layer.fields())
        shape = QgsGeometry(geometry)
        if is_area:
            shape.convertToMultiType()
        feature.setGeometry(shape)
        feature.setAttributes([key, ""])
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    layer.updateExtents()
    several = tr("of two or more of the points") if len(content.members) > 2 else tr("of both points")  # noqa: PLR2004
    looks: Mapping[str, tuple[str, str, float | None, str]] = {
        BOTH: (several, "#7B3F9E", None, "circle"),
        **{
            str(i): (tr("of point {number} only").format(number=i + 1), *_LOOKS[i % len(_LOOKS)])
            for i in range(len(content.members))
        },
    }
    present = {key for _, key in content.units}
    categories = [
        QgsRendererCategory(key, _unit_symbol(is_area, colour, hatch, shape), label)
        for key, (label, colour, hatch, shape) in looks.items()
        if key in present
    ]
    layer.setRenderer(QgsCategorizedSymbolRenderer("key", categories))
    layer.setOpacity(0.75)
    return layer


_LOOKS: tuple[tuple[str, float | None, str], ...] = (
    ("#E69F00", 45.0, "square"),
    ("#56B4E9", 135.0, "diamond"),
    ("#009E73", 0.0, "triangle"),
    ("#595959", 90.0, "cross"),
)


def _unit_symbol(is_area: bool, colour: str, hatch: float | None, shape: str) -> QgsSymbol:
    if not is_area:
        return marker(marker_layer(shape, colour, 1.8, HALO, 0.15))
    if hatch is None:
        return fill(fill_layer(colour, HALO, 0.1, alpha=150))
    return fill(fill_layer(colour, HALO, 0.1, alpha=90), hatch_layer("#1A1A1A", hatch, 2.0))


def _road_layer(roads: QgsVectorLayer) -> QgsVectorLayer:
    layer = roads.clone()
    layer.setName(tr("Roads"))
    layer.setLabelsEnabled(False)
    style_roads(layer)
    return layer


def _short(name: str) -> str:
    return inert(name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…")
