# SPDX-License-Identifier: GPL-2.0-or-later
"""A point moved by hand: its method is set in the same step, and its address is asked about."""

import pytest
from qgis.core import QgsGeometry, QgsPointXY, QgsProject
from qgis.gui import QgsMessageBar
from qgis.PyQt.QtWidgets import QPushButton
from service_points.core.store import RowChange
from service_points.layers.edits import edit_layers
from service_points.ui.form_moves import MoveGuard


class Window:
    """What the guard needs of QGIS's interface, with a real message bar."""

    def __init__(self):
        self.bar, self.opened = QgsMessageBar(), []

    def messageBar(self):
        return self.bar

    def openFeatureForm(self, layer, feature, *_):
        self.opened.append((layer.id(), feature.id()))


@pytest.fixture
def guarded(copy_of_small, qtbot):
    """The points layer being edited, a window, and the point to move."""
    window = Window()
    qtbot.addWidget(window.bar)
    points = copy_of_small.layer("service_point", QgsProject.instance())
    guard = MoveGuard(window, QgsProject.instance())
    assert points.startEditing()
    fid = next(f.id() for f in points.getFeatures() if f["name_en"] == "Riverside Service Centre")
    yield points, window, fid
    guard.unload()
    QgsProject.instance().removeAllMapLayers()


def move(layer, fid, lon, lat=45.4215):
    """As QGIS's tools do."""
    layer.beginEditCommand("Feature moved")
    assert layer.changeGeometry(fid, QgsGeometry.fromPointXY(QgsPointXY(lon, lat)))
    layer.endEditCommand()


def question(window, qtbot):
    qtbot.waitUntil(lambda: window.bar.currentItem() is not None, timeout=2000)
    return window.bar.currentItem()


def press(item, text):
    (button,) = [b for b in item.findChildren(QPushButton) if b.text() == text]
    button.click()


def test_the_question_names_point_distance_and_address(guarded, qtbot):
    """0.001° of longitude at 45.4215°: N cos φ · π/180000 with N = 6,388,997 m (WGS 84) is 78.27 m."""
    points, window, fid = guarded
    move(points, fid, -75.6962)
    asked = question(window, qtbot)
    assert "Moved 78\u00a0m. Still at 12 O&#x27;Brien Street?" in asked.text()
    assert "Riverside Service Centre: 12 O&#x27;Brien Street, Pine River, K1A 0B1" in asked.toolTip()


def test_b7_moving_and_its_method_are_one_step(guarded, qtbot):
    points, window, fid = guarded
    move(points, fid, -75.6962)
    assert points.getFeature(fid)["geo_method"] == "manual"
    assert points.undoStack().count() == 1
    points.undoStack().undo()
    back = points.getFeature(fid)
    assert str(back["geo_method"]) == "NULL"
    assert back.geometry().asPoint().x() == pytest.approx(-75.6972)
    qtbot.wait(50)
    assert window.bar.currentItem() is None  # it is where it was: nothing to ask
    points.undoStack().redo()
    assert points.getFeature(fid)["geo_method"] == "manual"
    assert points.undoStack().count() == 1


def test_put_back(guarded, qtbot):
    points, window, fid = guarded
    move(points, fid, -75.6962)
    press(question(window, qtbot), "Put It Back")
    back = points.getFeature(fid)
    assert back.geometry().asPoint().x() == pytest.approx(-75.6972)
    assert str(back["geo_method"]) == "NULL"
    assert points.undoStack().undoText() == "Put the point back"
    qtbot.wait(50)
    assert window.bar.currentItem() is None


def test_correct_the_address_opens_the_form(guarded, qtbot):
    points, window, fid = guarded
    move(points, fid, -75.6962)
    press(question(window, qtbot), "Correct the Address…")
    assert window.opened == [(points.id(), fid)]
    assert points.getFeature(fid).geometry().asPoint().x() == pytest.approx(-75.6962)


def test_h11_names_are_text(guarded, qtbot):
    points, window, fid = guarded
    for name in ("name_en", "address_line1"):
        index = points.fields().lookupField(name)
        points.changeAttributeValue(fid, index, "<img src=x onerror=alert(1)>[% env('X') %]")
    move(points, fid, -75.6962)
    asked = question(window, qtbot)
    for text in (asked.text(), asked.toolTip()):
        assert "&lt;img" in text
        assert "<img" not in text


def test_g4_the_layer_goes_while_the_question_stands(guarded, qtbot):
    points, window, fid = guarded
    move(points, fid, -75.6962)
    item = question(window, qtbot)
    points.rollBack()
    QgsProject.instance().removeAllMapLayers()
    press(item, "Put It Back")
    assert window.opened == []


def test_a_point_that_the_plugin_takes_back_was_not_moved_by_hand(guarded, qtbot):
    """Revert to the shared store: how the point was found stays as it is, and nothing is asked."""
    points, window, fid = guarded
    change = RowChange(
        "update", "service_point", points.getFeature(fid)["id"], {"geom": "POINT (-75.69 45.42)"}
    )
    assert edit_layers({"service_point": points}, [change], "Revert to the shared store") == []
    assert points.getFeature(fid).geometry().asPoint().x() == pytest.approx(-75.69)
    assert str(points.getFeature(fid)["geo_method"]) == "NULL"
    qtbot.wait(50)
    assert window.bar.currentItem() is None
