# SPDX-License-Identifier: GPL-2.0-or-later
"""About how long a run will take, said before it starts, from the numbers of features alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qgis.core import QgsProcessingFeatureSourceDefinition, QgsProject, QgsProperty, QgsVectorLayer
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QBoxLayout, QDialog, QLabel, QSplitter

from ..core.analysis import estimated_seconds
from ..core.errors import InputError
from ..host.language import say, tr
from ..processing.cutoffs import parse_cutoffs
from ..processing.wording import time_text
from .pages import sentence

CATCHMENTS, COVERAGE = "servicepoints:catchments", "servicepoints:coverage"
SEARCHES = 8
"""Coverage searches from all points together, once for each subset: about so many times."""
INPUTS = ("POINTS", "NETWORK", "DEMAND", "METRIC", "DETAIL", "CUTOFFS")
CUTOFFS = "5,10,15"
LOOK_EVERY_MS = 500
"""The dialog has no signal for all that counts: a selection or an edit on the map does, too."""

_COUNTED = frozenset({"delimitedtext", "memory", "ogr", "spatialite"})
"""Providers that know how many features they have without asking a server."""


class _Unknown(Exception):  # noqa: N818  (a reason to say, not a failure)
    """The time cannot be told; the text says why."""


def preflight_text(parameters: Mapping[str, Any], project: QgsProject, identifier: str = CATCHMENTS) -> str:
    """Say about how long catchments, or coverage, with these parameters take, or why that cannot be known.

    Counts features and reads none; an input may also be given as the number of its features. Where no
    cutoffs are given, the algorithm's own are taken.
    """
    try:
        points = _count(parameters.get("POINTS"), project, tr("Choose the points to see how long it takes."))
        straight = parameters.get("METRIC") == "straight"
        roads = 0
        if not straight:
            wanted = tr("Choose the roads to see how long it takes.")
            roads = _count(parameters.get("NETWORK"), project, wanted)
        units = _count(parameters["DEMAND"], project, "") if parameters.get("DEMAND") else 0
        cutoffs = len(parse_cutoffs(str(parameters.get("CUTOFFS", CUTOFFS) or "")))
    except _Unknown as reason:
        return str(reason)
    except InputError as problem:
        return say(problem.text)
    coverage = identifier == COVERAGE
    polygons = not coverage and parameters.get("DETAIL") != "none"
    searches = min(points, SEARCHES) if coverage else points
    seconds = estimated_seconds(roads, searches, cutoffs, n_units=units, polygons=polygons)
    counted = tr("%n point(s)", points)
    if straight:
        return tr("About {time} for {points}").format(time=time_text(seconds), points=counted)
    lines = tr("%n road(s)", roads)
    return tr("About {time} for {points} on {roads}").format(
        time=time_text(seconds), points=counted, roads=lines
    )


def add_preflight(dialog: QDialog, identifier: str) -> QLabel | None:
    """Put the line between the parameters and the buttons of an algorithm's dialog, and keep it true."""
    layout, wrappers = dialog.layout(), getattr(dialog.mainWidget(), "wrappers", None)
    if identifier not in (CATCHMENTS, COVERAGE) or not isinstance(layout, QBoxLayout) or not wrappers:
        return None
    items = [layout.itemAt(place).widget() for place in range(layout.count())]
    body = next((place for place, item in enumerate(items) if isinstance(item, QSplitter)), None)
    if body is None:
        return None
    line = sentence()
    line.setObjectName("ServicePointsPreflight")
    line.setAccessibleName(tr("About how long the run will take"))
    layout.insertWidget(body + 1, line)

    def look() -> None:
        values = {name: wrappers[name].parameterValue() for name in INPUTS if name in wrappers}
        text = preflight_text(values, QgsProject.instance(), identifier)
        if text != line.text():
            line.setText(text)

    look()
    timer = QTimer(line)
    timer.timeout.connect(lambda: look() if dialog.isVisible() else None)
    timer.start(LOOK_EVERY_MS)
    return line


def _count(value: object, project: QgsProject, when_none: str) -> int:
    """Return how many features an input will have. Raises ``_Unknown`` with a sentence."""
    if isinstance(value, int):
        return value
    if isinstance(value, QgsProcessingFeatureSourceDefinition):
        count = _of_layer(value.source, project, when_none, selected=value.selectedFeaturesOnly)
        return count if value.featureLimit < 0 else min(count, value.featureLimit)
    return _of_layer(value, project, when_none, selected=False)


def _of_layer(value: object, project: QgsProject, when_none: str, *, selected: bool) -> int:
    """Return how many features a layer has, or how many are selected. Raises ``_Unknown``."""
    if isinstance(value, QgsProperty):
        value = value.staticValue()
    if value is None or value == "":
        raise _Unknown(when_none)
    layer = value if isinstance(value, QgsVectorLayer) else project.mapLayer(str(value))
    if not isinstance(layer, QgsVectorLayer):
        raise _Unknown(tr("How long it takes is known once the layers are in the project."))
    if selected:
        return layer.selectedFeatureCount()
    count = layer.featureCount() if layer.providerType() in _COUNTED else -1
    if count < 0:
        raise _Unknown(
            tr("How long it takes is not known: “{layer}” does not say how many features it has.").format(
                layer=layer.name()
            )
        )
    return count
