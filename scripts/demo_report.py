# SPDX-License-Identifier: GPL-2.0-or-later
"""The demonstration's map and summary, made with the plugin's own styles and report template."""

from __future__ import annotations

from pathlib import Path

from demo import BASE, CUTOFFS, EMPLOYMENT, POINTS, STORE, WALK_KM
from demo_map import draw_map
from qgis.core import (
    QgsCoordinateTransform,
    QgsFillSymbol,
    QgsProject,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)
from service_points.core.store import open_store
from service_points.core.text import Text
from service_points.host.language import say
from service_points.layers import catchment_style, results_style, style
from service_points.processing.report import Picture, Report, Section, Table

GPKG = "service_points_demo.gpkg"
TOWN_M = 900.0
"""How far around the best pair the second map looks, in metres."""
TITLE = Text(
    "Who can reach an employment centre in Pine River County?",
    "Qui peut se rendre à un centre d’emploi dans le comté de la rivière aux Pins?",
)


def write_maps(out: Path) -> None:
    """Draw who is served, and where two governments could share a roof."""
    project = QgsProject.instance()
    roads = _layer(f"{BASE}|layername=roads", Text("Roads", "Routes"), results_style.style_roads)
    water = _layer(f"{BASE}|layername=water", Text("Water", "Eau"), _style_water)
    project.setCrs(roads.crs())
    project.addMapLayers([roads, water], False)
    _write_catchments(project, roads, water, out)
    _write_pairs(project, roads, water, out)


def _write_catchments(project: QgsProject, roads: QgsVectorLayer, water: QgsVectorLayer, out: Path) -> None:
    points = _points(EMPLOYMENT, Text("Employment centres", "Centres d’emploi"))
    catchments = _layer(
        f"{out / GPKG}|layername=catchments",
        Text("Travel time", "Temps de déplacement"),
        catchment_style.style_catchments,
    )
    demand = _layer(
        f"{out / GPKG}|layername=demand|subset=\"status\" <> 'served'",
        Text("People not served", "Population non desservie"),
        results_style.style_demand,
    )
    project.addMapLayers([points, catchments, demand], False)
    extent = roads.extent()
    extent.scale(1.04)
    note = Text(
        "Pine River County is fictional. Time by road to the nearest active employment centre, without "
        "traffic.",
        "Le comté de la rivière aux Pins est fictif. Temps par la route jusqu’au centre d’emploi actif le "
        "plus proche, sans circulation.",
    )
    layers = [points, roads, demand, catchments, water]
    draw_map(project, layers, extent, title=say(TITLE), note=say(note), target=out / "map.png")


def _write_pairs(project: QgsProject, roads: QgsVectorLayer, water: QgsVectorLayer, out: Path) -> None:
    points = _points(POINTS, Text("Service points", "Points de service"))
    pairs = _layer(
        f"{out / GPKG}|layername=pairs",
        Text("Could share a roof", "Pourraient partager un toit"),
        results_style.style_pairs,
    )
    project.addMapLayers([points, pairs], False)
    extent = QgsCoordinateTransform(pairs.crs(), project.crs(), project).transformBoundingBox(
        next(pairs.getFeatures('"rank" = 1')).geometry().boundingBox()
    )
    title = Text(
        "Where could two governments share a roof?", "Où deux gouvernements pourraient-ils partager un toit?"
    )
    note = Text(
        "Pine River County is fictional. Lines join counters of different governments at most {metres} m "
        "apart by road, around the pair with the best score.",
        "Le comté de la rivière aux Pins est fictif. Les lignes relient les comptoirs de gouvernements "
        "différents distants d’au plus {metres} m par la route, autour de la paire qui a la meilleure note.",
    ).format(metres=round(1000 * WALK_KM))
    layers = [pairs, points, roads, water]
    around = extent.buffered(TOWN_M)
    draw_map(project, layers, around, title=say(title), note=say(note), target=out / "colocation.png")


def _points(uri: str, name: Text) -> QgsVectorLayer:
    with open_store(STORE) as store:
        levels = {row["code"]: row["level"] for row in store.rows("jurisdiction")}
    return _layer(uri, name, lambda layer: style.style_points(layer, levels))


def _layer(uri: str, name: Text, apply_style) -> QgsVectorLayer:  # noqa: ANN001
    layer = QgsVectorLayer(uri, say(name), "ogr")
    if not layer.isValid():
        raise OSError(uri)
    apply_style(layer)
    return layer


def _style_water(layer: QgsVectorLayer) -> None:
    layer.setRenderer(
        QgsSingleSymbolRenderer(
            QgsFillSymbol.createSimple(
                {"color": "#d6e6f0", "outline_color": "#9dbccf", "outline_width": "0.1"}
            )
        )
    )


def write_summary(out: Path, figures: list[tuple[Text, str]]) -> None:
    """Write the page a decision maker reads: the answer, the map, the figures, where the rest is."""
    limit = CUTOFFS[-1]
    report = Report(
        title=say(TITLE),
        answer=say(
            Text(
                "{figure} people live within {limit} minutes of an active employment centre by road.",
                "{figure} personnes habitent à {limit} minutes ou moins d’un centre d’emploi actif par la "
                "route.",
            ).format(figure=figures[1][1], limit=limit)
        ),
        sections=[
            Section(say(Text("Maps", "Cartes")), pictures=_pictures(out)),
            Section(say(Text("Figures", "Chiffres")), tables=[_figures(figures[:-1])]),
        ],
    )
    report.write(out / "summary.html")


def _pictures(out: Path) -> list[Picture]:
    limits = ", ".join(map(str, CUTOFFS))
    zones = Text(
        "Map of Pine River County: zones of {limits} minutes around employment centres.",
        "Carte du comté de la rivière aux Pins\u00a0: zones de {limits} minutes autour des centres d’emploi.",
    )
    pairs = Text(
        "Map of a town: lines join counters of different governments that lie close together.",
        "Carte d’une ville\u00a0: des lignes relient les comptoirs de gouvernements différents situés à "
        "proximité.",
    )
    return [
        Picture(
            out / "map.png",
            say(Text("Travel time by road", "Temps de déplacement par la route")),
            say(zones.format(limits=limits)),
        ),
        Picture(
            out / "colocation.png", say(Text("Could share a roof", "Pourraient partager un toit")), say(pairs)
        ),
    ]


def _figures(figures: list[tuple[Text, str]]) -> Table:
    return Table(
        say(Text("What the demonstration found", "Ce que la démonstration a établi")),
        [say(Text("Figure", "Indicateur")), say(Text("Value", "Valeur"))],
        [[say(label), value] for label, value in figures],
        numeric=frozenset({1}),
    )
