# SPDX-License-Identifier: GPL-2.0-or-later
"""QNEAT3's method for merged iso-areas, done with the same parts of QGIS.

As its documentation and source have it: QGIS's graph with the points tied to it; from each point a search of
the whole graph; for every vertex within the limit a feature, of which the cheapest of all points is kept; a
memory layer of them; a raster of their triangulation. Its last step, contours by matplotlib, is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from .work_qgis import start_qgis

CELL_M = 50
"""Side of the raster's cells; the plugin's own default of 10 m takes longer."""

BEYOND = 1.1
"""Vertices up to a tenth beyond the limit take part, so that the outline is not cut short."""


def iso_area(job: Mapping[str, Any]) -> Callable[[], dict[str, Any]]:
    """Make the raster of costs around the job's points, up to the last of its ``cutoffs`` (minutes)."""
    start_qgis()
    limit = job["cutoffs"][-1] * 60.0 * BEYOND

    def run() -> dict[str, Any]:
        from qgis.core import QgsVectorLayer  # noqa: PLC0415

        roads = QgsVectorLayer(job["roads"], "roads", "ogr")
        places = QgsVectorLayer(job["points"], "points", "ogr")
        cheapest = _reached(*_graph(roads, places, one_way=job["one_way"]), limit)
        layer = QgsVectorLayer(f"Point?crs={roads.crs().authid()}&field=cost:double", "costs", "memory")
        layer.dataProvider().addFeatures(list(cheapest.values()))
        layer.updateExtents()
        _write_raster(layer, Path(job["folder"]) / "costs.asc")
        return {"vertices": len(cheapest)}

    return run


def _graph(roads: Any, places: Any, *, one_way: bool) -> tuple[Any, list[int]]:  # noqa: ANN401  (QGIS classes)
    """Return QGIS's graph of the roads and the vertices of the places."""
    from qgis.analysis import QgsGraphBuilder, QgsNetworkSpeedStrategy, QgsVectorLayerDirector  # noqa: PLC0415

    both = QgsVectorLayerDirector.Direction.DirectionBoth
    field = roads.fields().indexFromName("dir") if one_way else -1
    director = QgsVectorLayerDirector(roads, field, "F", "T", "B", both)
    speed = roads.fields().indexFromName("speed")
    director.addStrategy(QgsNetworkSpeedStrategy(speed, 50.0, 1000.0 / 3600.0))
    builder = QgsGraphBuilder(roads.crs())
    tied = director.makeGraph(builder, [feature.geometry().asPoint() for feature in places.getFeatures()])
    graph = builder.graph()
    return graph, [graph.findVertex(point) for point in tied]


def _reached(graph: Any, starts: list[int], limit: float) -> dict[int, Any]:  # noqa: ANN401  (QGIS classes)
    """Return a feature with the lowest cost for every vertex within the limit of a start."""
    from qgis.analysis import QgsGraphAnalyzer  # noqa: PLC0415
    from qgis.core import QgsFeature, QgsGeometry  # noqa: PLC0415

    cheapest: dict[int, Any] = {}
    for start in starts:
        tree, cost = QgsGraphAnalyzer.dijkstra(graph, start, 0)
        for vertex, (edge, spent) in enumerate(zip(tree, cost)):
            if edge == -1 or spent > limit:
                continue
            feature = QgsFeature()
            feature.setAttributes([spent])
            feature.setGeometry(QgsGeometry.fromPointXY(graph.vertex(vertex).point()))
            known = cheapest.get(vertex)
            if known is None or known.attributes()[0] > spent:
                cheapest[vertex] = feature
    return cheapest


def _write_raster(layer: Any, target: Path) -> None:  # noqa: ANN401  (a QGIS class)
    from qgis.analysis import QgsGridFileWriter, QgsInterpolator, QgsTinInterpolator  # noqa: PLC0415

    data = QgsInterpolator.LayerData()
    data.source = layer
    data.valueSource = QgsInterpolator.ValueSource.ValueAttribute
    data.interpolationAttribute = 0
    data.sourceType = QgsInterpolator.SourceType.SourcePoints
    extent = layer.extent()
    columns, rows = int(extent.width() / CELL_M), int(extent.height() / CELL_M)
    interpolator = QgsTinInterpolator([data], QgsTinInterpolator.TinInterpolation.Linear)
    QgsGridFileWriter(interpolator, str(target), extent, columns, rows).writeFile()
