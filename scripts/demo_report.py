# SPDX-License-Identifier: GPL-2.0-or-later
"""The demonstration's map and summary, made with the plugin's own styles and report template."""

from __future__ import annotations

from pathlib import Path

from demo import BASE, POINTS
from demo_map import draw_map
from qgis.core import QgsProject, QgsVectorLayer
from service_points.core.text import Text
from service_points.host.language import say
from service_points.layers import style

GPKG = "service_points_demo.gpkg"


def write_map(out: Path) -> None:
    """Draw who is served: catchments, unserved people, roads, points and pairs."""
    project = QgsProject.instance()
    points = _layer(POINTS, Text("Service points", "Points de service"), style.style_points)
    roads = _layer(f"{BASE}|layername=roads", Text("Roads", "Routes"), style.style_roads)
    catchments = _layer(
        f"{out / GPKG}|layername=catchments",
        Text("Travel time to the nearest counter", "Temps de déplacement jusqu’au comptoir le plus proche"),
        style.style_catchments,
    )
    demand = _layer(f"{out / GPKG}|layername=demand", Text("People", "Population"), style.style_demand)
    pairs = _layer(
        f"{out / GPKG}|layername=pairs",
        Text("Could share a roof", "Pourraient partager un toit"),
        style.style_pairs,
    )
    layers = [points, pairs, demand, roads, catchments]
    project.setCrs(roads.crs())
    project.addMapLayers(layers, False)
    extent = roads.extent()
    extent.scale(1.04)
    draw_map(
        project,
        layers,
        extent,
        say(Text("Who can reach a counter?", "Qui peut se rendre à un comptoir?")),
        say(
            Text(
                "Pine River County is fictional. Travel time by road to any active in-person point; no traffic.",
                "Le comté de la rivière aux Pins est fictif. Temps de déplacement par la route jusqu’à tout point "
                "en personne actif; sans circulation.",
            )
        ),
        out / "map.png",
    )


def _layer(uri: str, name: Text, apply_style) -> QgsVectorLayer:  # noqa: ANN001
    layer = QgsVectorLayer(uri, say(name), "ogr")
    if not layer.isValid():
        raise OSError(uri)
    apply_style(layer)
    return layer
