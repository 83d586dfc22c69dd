# SPDX-License-Identifier: GPL-2.0-or-later
"""The page of the live editor: guidance, map tools under the mouse, keys, saving with the project."""

from types import SimpleNamespace

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsPointXY, QgsProject, QgsRectangle, QgsVectorLayer
from qgis.gui import QgsMapCanvas, QgsMapToolPan
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAbstractItemView, QLineEdit, QMessageBox, QToolButton, QWidget
from service_points.core.analysis.scenario import Scenario
from service_points.core.text import Text
from service_points.layers.origin import PROPERTY, origin_in, origin_of
from service_points.layers.scenarios import (
    SCENARIOS,
    SCOPE,
    SETUP,
    save_scenario,
    saved_scenarios,
    saved_setup,
)
from service_points.ui.scenario_compare import ScenarioComparison
from service_points.ui.scenario_tools import CloseTool, MoveTool, OpenTool


@pytest.fixture
def canvas(qgis_new_project, qtbot):
    """A map about 400 by 400 pixels of 0.001° each: b of ``three_points`` is in the middle."""
    made = QgsMapCanvas()
    qtbot.addWidget(made)
    made.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    made.resize(402, 402)
    with qtbot.waitExposed(made):
        made.show()
    qtbot.wait(50)
    made.setExtent(QgsRectangle(0.0, -0.2, 0.4, 0.2))
    return made


@pytest.fixture
def page(canvas, controller, qtbot):
    from service_points.ui.scenario_page import ScenarioPage

    made = ScenarioPage(QgsProject.instance(), canvas, controller)
    qtbot.addWidget(made)
    made.resize(300, 700)
    made.show()
    yield made
    made.unload()


@pytest.fixture
def points(three_points):
    names, places = three_points
    return [SimpleNamespace(id=key, lonlat=places[key], name=Text(names[key], names[key])) for key in "abc"]


@pytest.fixture
def editing(page, points, one_road, controller, qtbot):
    """The page with the editor open."""
    page.open(points, one_road)
    with qtbot.waitSignal(controller.compared, timeout=60000):
        page.setup.start.click()
    return page


@pytest.fixture
def tool(editing, canvas):
    """Take a map tool in the hand by its button."""

    def take(kind):
        found = {type(each): (button, each) for button, each in editing.editor._tools.items()}
        button, each = found[kind]
        button.click()
        assert canvas.mapTool() is each
        return button

    return take


def at(canvas, lon, lat):
    pixel = canvas.getCoordinateTransform().transform(QgsPointXY(lon, lat))
    return QPoint(round(pixel.x()), round(pixel.y()))


def click(canvas, lon, lat, button=Qt.MouseButton.LeftButton):
    QTest.mouseClick(canvas.viewport(), button, pos=at(canvas, lon, lat))


def cells(table):
    return [
        [table.item(row, column).text() for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]


def test_without_layers_it_says_what_to_add(page, points):
    page.open(points, {})
    assert not page.setup.start.isEnabled()
    said = page.setup.missing.text()
    assert said.startswith("Choose roads and population first.")
    assert "roads" in said
    assert "population" in said
    assert page.setup.missing.isVisible()


def test_in_a_straight_line_it_asks_for_people_only(page, points):
    page.open(points, {})
    page.setup.metric.setCurrentIndex(page.setup.metric.findData("straight"))
    assert "roads" not in page.setup.missing.text().partition(":")[2]
    assert not page.setup.roads.isEnabled()


def test_results_and_hidden_layers_are_neither_roads_nor_people(page, points, one_road):
    """A combo box that is asked for no layer takes the first: it must not be a line of a result."""
    project = QgsProject.instance()
    result = QgsVectorLayer("LineString?crs=EPSG:4326", "A result", "memory")
    result.setCustomProperty(PROPERTY, '{"algorithm": "servicepoints:colocationpairs", "parameters": {}}')
    assert origin_of(result) is not None
    hidden = QgsVectorLayer("Polygon?crs=EPSG:4326", "A page each", "memory")
    project.addMapLayer(result)
    project.addMapLayer(hidden, False)
    page.open(points, {})
    offered = [box.layer(row) for box in (page.setup.roads, page.setup.people) for row in range(box.count())]
    assert {layer.name() for layer in offered if layer is not None} == {"roads", "people"}


def test_bad_cutoffs_are_said_before_the_start(page, points, one_road):
    page.open(points, one_road)
    assert page.setup.start.isEnabled()
    page.setup.cutoffs.setText("5,x")
    assert not page.setup.start.isEnabled()
    assert "“x”" in page.setup.missing.text()


def test_what_was_chosen_is_remembered_with_the_project(editing, points, one_road):
    kept = saved_setup(QgsProject.instance())
    assert {name: kept[name] for name in one_road} == one_road
    editing.setup.strata.setField("")
    editing.open(points, {})
    assert editing.setup.strata.currentField() == "side"


def test_fields_of_other_roads_are_not_kept(page, points, one_road):
    page.open(points, {**one_road, "DIRECTION_FIELD": "way"})
    assert page.setup.parameters()["DIRECTION_FIELD"] == "way"
    page.setup.roads.setLayer(None)
    assert "DIRECTION_FIELD" not in page.setup.parameters()


def test_a_point_that_moved_meanwhile_is_read_anew(editing, points, one_road):
    """The same points elsewhere are others: the figures would be of where they were."""
    editing.open(points, one_road)
    assert editing.pages.currentWidget() is editing._editor_area
    points[0] = SimpleNamespace(id="a", lonlat=(0.1, 0.0), name=points[0].name)
    editing.open(points, one_road)
    assert editing.pages.currentWidget() is editing._setup_area


def test_figures_are_shown(editing, controller, qtbot):
    with qtbot.waitSignal(controller.compared, timeout=60000):
        controller.toggle("b")
    assert editing.editor.answer.text().startswith("50 people would have a longer trip")
    assert ["People within 10\u00a0min", "100.0%", "72.2%", "−50"] in cells(editing.editor.figures)
    assert cells(editing.editor.losers)[:2] == [
        ["Everybody", "50", "50", "50"],
        ["65 and over", "10", "10", "10"],
    ]
    assert "10–25 50" in editing.editor.chart.accessibleDescription()


def test_trouble_is_said_where_it_can_be_mended(page, points, one_road, controller, qtbot):
    page.open(points, {**one_road, "SPEED_PRESET": "statcan_rnf"})
    with qtbot.waitSignal(controller.failed, timeout=60000):
        page.setup.start.click()
    assert page.setup.isVisible()
    assert "road class" in page.trouble.text()


def test_clicking_closes_and_opens_again(tool, canvas, controller):
    tool(CloseTool)
    click(canvas, 0.205, 0.005)  # seven pixels beside b
    assert controller.scenario == Scenario(frozenset({"b"}))
    click(canvas, 0.2, 0.0)
    assert not len(controller.scenario)
    click(canvas, 0.1, 0.1)  # nothing there
    click(canvas, 0.2, 0.0, Qt.MouseButton.RightButton)
    assert not controller.undo.canRedo()
    assert controller.undo.count() == 2


def test_clicking_opens(tool, canvas, controller):
    tool(OpenTool)
    click(canvas, 0.1, 0.05)
    (place,) = controller.scenario.opened.values()
    assert place == pytest.approx((0.1, 0.05), abs=0.001)


def test_dragging_moves(tool, canvas, controller):
    tool(MoveTool)
    QTest.mousePress(canvas.viewport(), Qt.MouseButton.LeftButton, pos=at(canvas, 0.2, 0.0))
    QTest.mouseMove(canvas.viewport(), at(canvas, 0.25, 0.05))
    QTest.mouseRelease(canvas.viewport(), Qt.MouseButton.LeftButton, pos=at(canvas, 0.3, 0.1))
    assert controller.scenario.moved["b"] == pytest.approx((0.3, 0.1), abs=0.001)
    click(canvas, 0.3, 0.1)  # a click alone moves nothing
    assert controller.undo.count() == 1


def test_esc_lets_go_of_a_point_then_of_the_tool(tool, canvas, controller):
    button = tool(MoveTool)
    QTest.mousePress(canvas.viewport(), Qt.MouseButton.LeftButton, pos=at(canvas, 0.2, 0.0))
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    QTest.mouseRelease(canvas.viewport(), Qt.MouseButton.LeftButton, pos=at(canvas, 0.3, 0.1))
    assert not len(controller.scenario)
    assert button.isChecked()
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert not button.isChecked()


def test_the_map_goes_back_to_the_tool_it_had(tool, editing, canvas):
    pan = QgsMapToolPan(canvas)
    canvas.setMapTool(pan)
    first, second = tool(CloseTool), tool(OpenTool)
    assert (first.isChecked(), second.isChecked()) == (False, True)
    assert editing.editor.leave_tool()
    assert canvas.mapTool() is pan
    assert not editing.editor.leave_tool()


def test_esc_in_the_panel_leaves_the_tool(tool, editing):
    button = tool(CloseTool)
    QTest.keyClick(editing.editor.sites.list, Qt.Key.Key_Escape)
    assert not button.isChecked()


def test_undo_and_redo_by_keys(editing, controller):
    controller.toggle("b")
    QTest.keyClick(editing.editor.sites.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not len(controller.scenario)
    editing.editor.redo.click()
    assert len(controller.scenario) == 1
    assert editing.editor.undo.toolTip() == "Undo: Close Beta"


def test_the_list_does_what_the_map_does(editing, canvas, controller):
    sites = editing.editor.sites
    QTest.keyClicks(sites.search, "beta")
    assert [sites.list.item(row).isHidden() for row in range(3)] == [True, False, True]
    sites.search.clear()
    sites.list.setCurrentRow(2)
    assert sites.chosen() == "c"
    QTest.keyClick(sites.list, Qt.Key.Key_Return)
    assert controller.status("c") == "closed"
    assert sites.list.item(0).text() == "Closed: Gamma"
    assert (sites.chosen(), sites.toggle.text()) == ("c", "Re-open")
    QTest.keyClick(sites.list, Qt.Key.Key_Delete)
    assert controller.status("c") == "kept"
    sites.open_here.click()
    assert controller.position("new-1") == pytest.approx((0.2, 0.0), abs=0.001)
    sites.move_here.click()
    assert controller.position("c") == pytest.approx((0.2, 0.0), abs=0.001)


def test_the_scenario_is_drawn_while_the_page_is_open(editing, canvas, controller, qtbot):
    """Crossed out, a diamond, an arrow: by what colours stand at their places, and no more after leaving."""
    controller.toggle("a")
    controller.open_at((0.1, 0.1))
    controller.move("b", (0.3, -0.1))
    item = editing.editor.preview._item
    assert item.marks() == (1, 1, 1)

    def shown(colour, lon, lat):
        picture, middle = canvas.grab().toImage(), at(canvas, lon, lat)
        near = [(middle.x() + dx, middle.y() + dy) for dx in range(-14, 15) for dy in range(-14, 15)]
        return sum(picture.pixelColor(x, y) == QColor(colour) for x, y in near if x >= 0 and y >= 0)

    assert shown("#D55E00", 0.005, 0.0) > 5
    assert shown("#009E73", 0.1, 0.1) > 20
    assert shown("#0072B2", 0.3, -0.1) > 10
    editing.close_page()
    assert shown("#009E73", 0.1, 0.1) == 0


def test_saved_with_the_project(editing, controller, tmp_path):
    project, shelf = QgsProject.instance(), editing.editor.shelf
    assert not shelf.save.isEnabled()
    controller.toggle("b")
    controller.open_at((0.1, 0.0))
    QTest.keyClicks(shelf.name, "Two & <more>")
    shelf.save.click()
    assert project.isDirty()
    saved = controller.named()
    assert project.write(str(tmp_path / "project.qgz"))
    project.clear()
    assert saved_scenarios(project) == {}
    assert project.read(str(tmp_path / "project.qgz"))
    assert saved_scenarios(project) == {"Two & <more>": saved}
    controller.start_from(Scenario())
    shelf.refresh()
    shelf.load.menu().actions()[0].trigger()
    assert controller.named() == saved
    shelf.forget.menu().actions()[0].trigger()
    assert saved_scenarios(project) == {}
    assert not shelf.load.isEnabled()


def test_another_scenario_of_that_name_is_not_replaced_unasked(editing, controller, monkeypatch):
    project, shelf, asked = QgsProject.instance(), editing.editor.shelf, []
    kept = Scenario(frozenset({"a"}), name="Winter")
    save_scenario(project, kept)
    shelf.refresh()

    def answer(*question):
        asked.append(question[2])
        return answers.pop(0)

    monkeypatch.setattr(QMessageBox, "question", answer)
    answers = [QMessageBox.StandardButton.Cancel, QMessageBox.StandardButton.Save]
    controller.toggle("b")
    QTest.keyClicks(shelf.name, "Winter")
    shelf.save.click()
    assert saved_scenarios(project) == {"Winter": kept}
    shelf.save.click()
    assert saved_scenarios(project) == {"Winter": controller.named()}
    assert asked == ["Another scenario “Winter” is kept with the project. Replace it?"] * 2
    controller.toggle("c")
    shelf.save.click()  # its own by now
    assert saved_scenarios(project) == {"Winter": controller.named()}


def test_a_scenario_of_other_points_is_not_loaded(editing, controller):
    save_scenario(QgsProject.instance(), Scenario(frozenset({"zz"}), name="Elsewhere"))
    shelf = editing.editor.shelf
    shelf.refresh()
    shelf.load.menu().actions()[0].trigger()
    assert not len(controller.scenario)
    assert "zz" in shelf.said.text()


@pytest.mark.parametrize("junk", ["", "{", '[1, {}, "x"]', '{"a": 1}', "[" * 5000])
def test_j2_a_project_may_hold_anything(qgis_new_project, junk):
    project = QgsProject.instance()
    for name in (SCENARIOS, SETUP):
        project.writeEntry(SCOPE, name, junk)
    assert saved_scenarios(project) == {}
    assert saved_setup(project) in ({}, {"a": 1})
    assert origin_in(junk) is None


def test_side_by_side(editing, controller, qtbot):
    project = QgsProject.instance()
    for name, closed in (("A", "a"), ("B", "b")):
        save_scenario(project, Scenario(frozenset({closed}), name=name))
    controller.toggle("c")
    dialog = ScenarioComparison(project, controller)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.table.columnCount() == 5, timeout=60000)
    head = [dialog.table.horizontalHeaderItem(i).toolTip() for i in range(5)]
    assert head == ["Figure", "Today", "(being edited)", "A", "B"]
    longer = next(row for row in cells(dialog.table) if row[0] == "People with a longer trip")
    assert longer == ["People with a longer trip", "–", "30", "100", "50"]
    dialog.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    qtbot.waitUntil(lambda: dialog.table.columnCount() == 4, timeout=60000)


def test_everything_that_takes_the_keyboard_has_a_name(editing):
    kinds = (QToolButton, QAbstractItemView, QLineEdit)
    nameless = [
        widget
        for kind in kinds
        for widget in editing.findChildren(kind)
        if widget.isVisible()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not (widget.accessibleName() or getattr(widget, "text", lambda: "")() or _of_composite(widget))
    ]
    assert nameless == []


def _of_composite(widget):
    """A part of a widget that has a name itself, such as the field of a combo box."""
    parent = widget.parentWidget()
    return parent is not None and bool(parent.accessibleName())


@pytest.mark.parametrize("width", [280, 320])
def test_nothing_is_wider_than_the_panel(editing, width):
    editing.resize(width, 700)
    for area in (editing._setup_area, editing._editor_area):
        editing.pages.setCurrentWidget(area)
        inside = area.widget()
        wide = [
            child
            for child in inside.findChildren(QWidget)
            if child.isVisible()
            and child.parentWidget() is not None
            and _right(child, inside) > inside.width()
        ]
        assert inside.width() <= area.viewport().width()
        assert [child for child in wide if not isinstance(child.parentWidget(), QAbstractItemView)] == []


def _right(child, inside):
    return child.mapTo(inside, QPoint(child.width(), 0)).x()


def test_from_the_questions_and_back(opened):
    opened.tabs.setCurrentWidget(opened.analyse)
    card = opened.analyse._cards["scenario"]
    card.click()
    assert opened.what_if.isVisible()
    assert opened.what_if.setup.isVisible()
    opened.what_if.back.click()
    assert not opened.what_if.isVisible()
    assert card.isVisible()


def test_run_as_analysis(opened, monkeypatch):
    """The analysis gets the same points, the same parameters, and the scenario as a file."""
    import json
    from pathlib import Path

    from service_points.ui import store_tasks

    asked = []
    monkeypatch.setattr(
        store_tasks, "open_algorithm", lambda _iface, name, filled: asked.append((name, filled))
    )
    register = opened.session.register
    chosen = sorted(point.id for point in register.points)[:2]
    scenario = Scenario(frozenset(chosen[:1]), name="A/B")
    opened.tasks.run_scenario(scenario, chosen, {"METRIC": "straight"})
    ((name, filled),) = asked
    assert (name, filled["METRIC"], filled["ID_FIELD"]) == ("scenario", "straight", "id")
    layer = opened.session.points_layer()
    assert sorted(feature["id"] for feature in layer.getSelectedFeatures()) == chosen
    assert filled["POINTS"].selectedFeaturesOnly
    document = json.loads(Path(filled["SCENARIO"]).read_text(encoding="utf-8"))
    assert (document["name"], document["closed"]) == ("A/B", chosen[:1])
