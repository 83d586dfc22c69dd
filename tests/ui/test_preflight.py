# SPDX-License-Identifier: GPL-2.0-or-later
"""About how long a run takes, from the numbers of features alone."""

import pytest
from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsProcessingFeatureSourceDefinition,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QLabel, QSplitter, QVBoxLayout, QWidget
from service_points.processing.wording import time_text
from service_points.ui import preflight
from service_points.ui.preflight import add_preflight, preflight_text


@pytest.fixture
def project(qgis_new_project):
    return QgsProject.instance()


def layer_with(count, name, project):
    layer = QgsVectorLayer("Point?crs=EPSG:4326", name, "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromWkt("POINT (0 0)"))
    assert layer.dataProvider().addFeatures([feature] * count)[0]
    project.addMapLayer(layer)
    return layer


@pytest.fixture
def asked(monkeypatch):
    """What the estimate is asked, and forty seconds as its answer."""
    calls = []

    def estimate(*numbers, **more):
        calls.append((*numbers, more))
        return 40.2

    monkeypatch.setattr(preflight, "estimated_seconds", estimate)
    return calls


def words(text):
    return text.replace("(s)", "s")  # without compiled translations


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0.02, "1 s"),
        (3.4, "3 s"),
        (12.0, "10 s"),
        (43.0, "45 s"),
        (58.0, "1 min"),
        (150.0, "2 min"),
        (3300.0, "55 min"),
        (3590.0, "1 h"),
        (4700.0, "1 h 20 min"),
        (86400.0, "24 h"),
    ],
)
def test_a_time_is_as_rough_as_it_is_known(seconds, text):
    assert time_text(seconds).replace("\u00a0", " ") == text


def test_it_says_how_long_for_how_many(project, asked):
    points, roads, blocks = (layer_with(n, name, project) for n, name in ((3, "p"), (1200, "r"), (50, "b")))
    text = preflight_text(
        {"POINTS": points.id(), "NETWORK": roads.id(), "DEMAND": blocks.id(), "CUTOFFS": "5; 7,5"}, project
    )
    assert words(text).replace("\u00a0", " ") == "About 40 s for 3 points on 1,200 roads"
    assert asked == [(1200, 3, 2, {"n_units": 50, "polygons": True})]


def test_only_what_is_selected_counts(project, asked):
    points, roads = layer_with(5, "p", project), layer_with(9, "r", project)
    points.selectByIds([1, 2])
    source = QgsProcessingFeatureSourceDefinition(points.id(), True)
    preflight_text({"POINTS": source, "NETWORK": roads.id(), "DETAIL": "none"}, project)
    assert asked == [(9, 2, 3, {"n_units": 0, "polygons": False})]


def test_a_limit_of_features_counts(project, asked):
    points, roads = layer_with(5, "p", project), layer_with(9, "r", project)
    for limit in (3, 7):
        source = QgsProcessingFeatureSourceDefinition(points.id(), False, limit)
        preflight_text({"POINTS": source, "NETWORK": roads.id()}, project)
    assert [numbers[1] for numbers in asked] == [3, 5]


def test_a_straight_line_needs_no_roads(project, asked):
    points = layer_with(2, "p", project)
    text = preflight_text({"POINTS": points.id(), "METRIC": "straight"}, project)
    assert words(text).replace("\u00a0", " ") == "About 40 s for 2 points"
    assert asked[0][0] == 0


def test_coverage_searches_from_all_points_together(project, asked):
    points, roads = layer_with(500, "p", project), layer_with(9, "r", project)
    text = preflight_text({"POINTS": points.id(), "NETWORK": roads.id()}, project, preflight.COVERAGE)
    assert words(text).replace("\u00a0", " ") == "About 40 s for 500 points on 9 roads"
    assert asked == [(9, preflight.SEARCHES, 3, {"n_units": 0, "polygons": False})]


def test_it_says_what_is_wanting(project, asked):
    points, roads = layer_with(2, "p", project), layer_with(2, "r", project)
    assert "points" in preflight_text({"NETWORK": roads.id()}, project)
    assert "roads" in preflight_text({"POINTS": points.id(), "NETWORK": ""}, project)
    assert "“x” is not a positive number" in preflight_text(
        {"POINTS": points.id(), "NETWORK": roads.id(), "CUTOFFS": "5,x"}, project
    )
    assert asked == []


def test_it_says_when_it_cannot_know(project, asked, monkeypatch):
    points = layer_with(2, "p", project)
    file = preflight_text({"POINTS": points.id(), "NETWORK": "elsewhere/roads.gpkg"}, project)
    assert file == "How long it takes is known once the layers are in the project."
    roads = layer_with(2, "server’s roads", project)
    monkeypatch.setattr(preflight, "_COUNTED", frozenset())  # as a database, which would have to count
    text = preflight_text({"POINTS": 2, "NETWORK": roads.id()}, project)
    assert "“server’s roads” does not say" in text
    assert asked == []


def test_no_feature_is_read(project, asked, monkeypatch):
    points, roads = layer_with(2, "p", project), layer_with(2, "r", project)

    def read(*_):
        raise AssertionError("a feature was read")

    monkeypatch.setattr(QgsVectorLayer, "getFeatures", read)
    assert preflight_text({"POINTS": points.id(), "NETWORK": roads.id()}, project).startswith("About")


class Chosen:
    """A parameter's widget that holds a value."""

    def __init__(self, value):
        self.value = value

    def parameterValue(self):
        return self.value


class Dialog(QDialog):
    """The parts of QGIS's dialog that count."""

    def __init__(self, **values):
        super().__init__()
        self.panel = QWidget()
        self.panel.wrappers = {name: Chosen(value) for name, value in values.items()}
        layout = QVBoxLayout(self)
        layout.addWidget(QSplitter())
        layout.addWidget(QDialogButtonBox())

    def mainWidget(self):
        return self.panel


def test_the_line_stands_above_the_buttons_and_follows_what_is_chosen(project, asked, qtbot):
    points, roads = layer_with(4, "p", project), layer_with(2, "r", project)
    dialog = Dialog(POINTS=points.id(), NETWORK="", METRIC="time", DETAIL="precise", CUTOFFS="5", DEMAND=None)
    qtbot.addWidget(dialog)
    line = add_preflight(dialog, "servicepoints:catchments")
    assert dialog.layout().itemAt(1).widget() is line
    assert line.text() == "Choose the roads to see how long it takes."
    dialog.show()
    dialog.panel.wrappers["NETWORK"].value = roads.id()
    qtbot.waitUntil(lambda: "4 point" in line.text(), timeout=3000)
    project.removeMapLayer(roads.id())
    qtbot.waitUntil(lambda: "once the layers" in line.text(), timeout=3000)


def test_other_dialogs_stay_as_they_are(project, qtbot):
    dialog = Dialog(POINTS="")
    qtbot.addWidget(dialog)
    assert add_preflight(dialog, "servicepoints:networkcheck") is None
    assert dialog.findChildren(QLabel) == []
