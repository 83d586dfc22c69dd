# SPDX-License-Identifier: GPL-2.0-or-later
"""The tutorial's pictures in the language in force: maps in the algorithms' styles, charts of the reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from demo_map import Sheet, draw_map
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsProject,
    QgsRectangle,
    QgsRendererCategory,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QByteArray, Qt
from qgis.PyQt.QtGui import QImage, QPainter
from qgis.PyQt.QtSvg import QSvgRenderer
from service_points.core.charts import Axis, Bars, bar_chart
from service_points.core.text import Text
from service_points.host.language import say
from service_points.layers.palette import palette
from service_points.layers.results_style import style_roads
from service_points.layers.symbols import letter_layer, marker, marker_layer
from service_points.processing.wording import number_text, percent_text
from small_png import save
from tutorial_runs import Done

SHEET = Sheet(width=228.6, height=139.7, legend=62.0, margin=3.0, dpi=100, title=12, note=8)
"""900 × 550 pixels."""
MAIN_ROADS = "\"RANK\" <> '5'"
CHART_WIDTH = 900
SOURCES = Text(
    "Roads and population: Statistics Canada, 2021. Points: Canada, Ontario and City of Ottawa (open data).",
    "Routes et population : Statistique Canada, 2021. Points : Canada, Ontario et Ville d’Ottawa (données "
    "ouvertes).",
)
DOWNTOWN = (367_850.0, 5_031_150.0, 1_400.0)
"""Centre and half the width of the map of pairs, in metres of the roads' plane."""


@dataclass(frozen=True)
class Map:
    """One map: file, title, layers as (run, output) below the roads and above them, points on top."""

    name: str
    title: Text
    below: tuple[tuple[str, str], ...] = ()
    above: tuple[tuple[str, str], ...] = ()
    points: str = "counters"
    downtown: bool = False


MAPS = (
    Map(
        "q1-zones",
        Text(
            "Minutes by road to the nearest counter", "Minutes par la route jusqu’au comptoir le plus proche"
        ),
        below=(("zones", "OUTPUT"),),
    ),
    Map(
        "q2-gaps",
        Text("Who is more than 15 minutes away", "Qui se trouve à plus de 15 minutes"),
        above=(("q1", "GAPS"),),
    ),
    Map(
        "q3-losses",
        Text("Who loses if the Stittsville counter closes", "Qui perd si le comptoir de Stittsville ferme"),
        below=(("q3", "DEMAND_OUT"),),
        above=(("q3", "LOAD"),),
        points="",
    ),
    Map(
        "q4-pairs",
        Text("Where governments could share a roof downtown", "Où partager un toit au centre-ville"),
        above=(("q4", "PAIRS"),),
        points="places",
        downtown=True,
    ),
    Map(
        "q5-sites",
        Text("Two more counters: the shortest trips", "Deux comptoirs de plus : les trajets les plus courts"),
        below=(("q5", "ALLOCATION"),),
        above=(("q5", "SITES"),),
        points="",
    ),
    Map(
        "q6-load",
        Text("How many people share each counter", "Combien de personnes se partagent chaque comptoir"),
        above=(("q6", "SUPPLY"),),
        points="",
    ),
)
ROADS, ALL_ROADS = Text("Main roads", "Routes principales"), Text("Roads", "Routes")
POINTS = {
    "counters": Text("Counters", "Comptoirs"),
    "places": Text("Service points", "Points de service"),
}


def draw_pictures(done: Mapping[str, Done], files: Mapping[str, Path], folder: Path) -> None:
    """Write all maps and charts into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for each in MAPS:
        _draw_map(each, done, files, folder / f"{each.name}.png")
    charts = {
        "q1-curve": done["q1"].charts[0],
        "q3-trips": done["q3"].charts[0],
        "q7-findings": _findings(done["q7"]),
        "q8-assumptions": _assumptions(done["q1"]),
    }
    for name, svg in charts.items():
        _draw_chart(svg, folder / f"{name}.png")


def _draw_map(wanted: Map, done: Mapping[str, Done], files: Mapping[str, Path], target: Path) -> None:
    roads = QgsVectorLayer(str(files["roads"]), say(ALL_ROADS if wanted.downtown else ROADS), "ogr")
    extent = _view(wanted, roads)
    if not wanted.downtown:
        roads.setSubsetString(MAIN_ROADS)
    style_roads(roads)
    points = [_points(files[wanted.points], say(POINTS[wanted.points]))] if wanted.points else []
    below, above = (
        [done[run].layers[output] for run, output in part] for part in (wanted.below, wanted.above)
    )
    project = QgsProject()
    project.setCrs(roads.crs())
    project.addMapLayers([roads, *points])
    draw_map(
        project,
        [*points, *above, roads, *below],
        extent,
        title=say(wanted.title),
        note=say(SOURCES),
        target=target,
        sheet=SHEET,
    )
    save(QImage(str(target)), target)


def _view(wanted: Map, roads: QgsVectorLayer) -> QgsRectangle:
    extent = roads.extent()
    if not wanted.downtown:
        extent.scale(1.02)
        return extent
    x, y, half = DOWNTOWN
    return QgsRectangle(x - half, y - 0.7 * half, x + half, y + 0.7 * half)


def _points(path: Path, name: str) -> QgsVectorLayer:
    """Return points in the colours and letters of their government."""
    layer = QgsVectorLayer(str(path), name, "ogr")
    categories = []
    for code in ("federal", "provincial", "municipal"):
        if code in layer.uniqueValues(layer.fields().lookupField("order_of_government")):
            order = palette().order(code)
            symbol = marker(marker_layer("circle", order.colour, 3.8), letter_layer(order.letter, 2.8))
            categories.append(QgsRendererCategory(code, symbol, say(order.label)))
    layer.setRenderer(QgsCategorizedSymbolRenderer("order_of_government", categories))
    return layer


def _findings(run: Done) -> str:
    """Return findings by rule as bars; what each rule says is in the table beside."""
    counts = Counter(row["rule"] for row in run.rows("FINDINGS"))
    rules = sorted(counts, key=lambda rule: (-counts[rule], rule))
    title = say(Text("Findings by rule", "Constats par règle"))
    axis = Axis(say(Text("Records", "Fiches")), number_text)
    return bar_chart(rules, [Bars(title, [float(counts[rule]) for rule in rules])], axis, title=title)


def _assumptions(run: Done) -> str:
    """Return the share covered under each assumption as bars; another measure covers as many by design."""
    flips = [row for row in run.rows("FLIPS") if not row["stratum"]]
    names = [say(Text("As things are", "Tel quel")), *(row[0] for row in run.tables[-1][1:])]
    shares = [run["COVERAGE_RATE"], *(row["value"] for row in flips)]
    kept = [0, *(i for i, row in enumerate(flips, 1) if row["scenario"] != "other_metric")]
    title = say(
        Text("People covered under other assumptions", "Population desservie selon d’autres hypothèses")
    )
    bars = Bars(title, [shares[i] / 100 for i in kept])
    return bar_chart([names[i] for i in kept], [bars], Axis(title, percent_text, 1.0), title=title)


def _draw_chart(svg: str, target: Path) -> None:
    renderer = QSvgRenderer(QByteArray(svg.encode("utf-8")))
    size = renderer.defaultSize()
    image = QImage(CHART_WIDTH, round(CHART_WIDTH * size.height() / size.width()), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter)
    painter.end()
    save(image, target)
