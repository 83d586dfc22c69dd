# SPDX-License-Identifier: GPL-2.0-or-later
"""The live editor without widgets: edits, undo, figures by hand, several at once, speed."""

import time
from pathlib import Path

import numpy as np
import pytest
from qgis.core import QgsProject, QgsVectorLayer
from service_points.core.analysis.scenario import Scenario
from service_points.core.errors import Cancelled, InputError
from service_points.ui.scenario_controller import MOST_COMPARED
from service_points.ui.scenario_figures import (
    Measure,
    band_names,
    comparison_rows,
    figure_rows,
    headline,
    histogram,
    loser_table,
    people_by_cost,
    signed,
)

DEGREE = 111.319  # minutes on the road of ``one_road``
MEASURE = Measure("time", (2.0, 10.0, 25.0))


@pytest.fixture
def edited(controller, one_road, three_points, qtbot):
    """The controller with the figures of today."""
    with qtbot.waitSignal(controller.compared, timeout=60000):
        controller.load(*three_points, one_road)
    return controller


@pytest.fixture
def after(edited, qtbot):
    """Make an edit and return the figures that follow."""

    def make(edit, *arguments):
        with qtbot.waitSignal(edited.compared, timeout=60000):
            edit(*arguments)
        return edited.result

    return make


def figures(result):
    one = result.after.figures
    return np.concatenate([np.ravel(getattr(one, name)) for name in ("served", "mean", "beyond", "total")])


def test_today_by_hand(edited):
    """The 100 and the 30 are 0.05° from a and c, the 50 are 0.01° from b."""
    cost = edited.result.before.cost
    assert cost == pytest.approx([0.05 * DEGREE, 0.01 * DEGREE, 0.05 * DEGREE], rel=1e-3)
    assert edited.result.before.figures.served[:, 0, 0].tolist() == [50, 180, 180]
    assert not edited.undo.canUndo()


def test_closing_by_hand(edited, after):
    """Without b, its 50 travel 0.19° to a: 20 minutes more, beyond 10."""
    result = after(edited.toggle, "b")
    assert result.change == pytest.approx([0, 0.18 * DEGREE, 0], rel=1e-3)
    assert result.losers.people[:, 0].tolist() == [50, 50, 0]  # all, east, west
    assert result.losers.over[:, 0, 0].tolist() == [50, 50, 0]  # by more than 5, 15, 30 minutes
    assert result.after.figures.served[:, 0, 0].tolist() == [0, 130, 180]


def test_opening_and_moving_by_hand(edited, after):
    new = edited.open_at
    result = after(new, (0.05, 0.0))
    assert edited.scenario.opened == {"new-1": (0.05, 0.0)}
    assert result.gainers.people[0, 0] == 100
    result = after(edited.move, "c", (0.35, 0.0))
    assert result.gainers.people[0, 0] == 130
    result = after(edited.move, "new-1", (0.06, 0.0))
    assert edited.scenario.opened == {"new-1": (0.06, 0.0)}
    assert not edited.scenario.moved.keys() & {"new-1"}
    assert after(new, (0.1, 0.0)) is edited.result
    assert set(edited.scenario.opened) == {"new-1", "new-2"}


def test_closing_and_opening_again_changes_nothing(edited, after):
    before = figures(edited.result)
    after(edited.toggle, "b")
    again = after(edited.toggle, "b")
    assert len(edited.scenario) == 0
    np.testing.assert_array_equal(figures(again), before)


def test_undo_and_redo(edited, after):
    after(edited.toggle, "b")
    lost = figures(edited.result)
    after(edited.move, "a", (0.05, 0.0))
    assert edited.undo.undoText() == "Move Alpha"
    after(edited.undo.undo)
    np.testing.assert_array_equal(figures(edited.result), lost)
    after(edited.undo.undo)
    assert len(edited.scenario) == 0
    after(edited.undo.redo)
    assert edited.scenario == Scenario(frozenset({"b"}))


def test_a_point_has_one_change_at_most(edited, after):
    after(edited.move, "b", (0.19, 0.0))
    after(edited.toggle, "b")
    assert edited.scenario == Scenario(frozenset({"b"}))
    after(edited.move, "b", (0.19, 0.0))
    assert (edited.status("b"), edited.position("b")) == ("moved", (0.19, 0.0))
    after(edited.take_back, "b")
    assert (edited.status("b"), edited.position("b")) == ("kept", (0.2, 0.0))


def test_a_new_point_is_taken_back_not_closed(edited, after):
    after(edited.open_at, (0.05, 0.0))
    after(edited.toggle, "new-1")
    assert len(edited.scenario) == 0


def test_taking_back_what_is_not_changed_is_no_edit(edited):
    edited.take_back("a")
    assert not edited.undo.canUndo()


def test_the_last_of_many_edits_counts(edited, qtbot):
    """Edits come faster than figures: what is shown is always of the scenario as it is now."""
    heard = []
    edited.compared.connect(lambda: heard.append(edited.result.scenario))
    for _ in range(7):
        edited.toggle("b")
    edited.toggle("c")
    qtbot.waitUntil(lambda: bool(heard) and heard[-1] == edited.scenario, timeout=60000)
    assert heard[-1] == Scenario(frozenset({"b", "c"}))
    assert len(heard) < 8


def test_a_scenario_of_other_points_is_refused(edited):
    with pytest.raises(InputError, match="zz"):
        edited.start_from(Scenario(frozenset({"zz"}), name="Other"))
    with pytest.raises(InputError, match="zz"):
        edited.compare_several({"Other": Scenario(frozenset({"zz"}))})
    assert edited.name == ""


def test_loading_other_points_keeps_what_still_holds(edited, one_road, three_points, qtbot):
    names, places = three_points
    edited.toggle("b")
    edited.toggle("c")
    with qtbot.waitSignal(edited.compared, timeout=60000):
        edited.load({k: names[k] for k in "ab"}, {k: places[k] for k in "ab"}, one_road)
    assert edited.scenario == Scenario(frozenset({"b"}))


def test_without_roads_it_says_what_to_do(controller, one_road, three_points, qtbot):
    with qtbot.waitSignal(controller.failed, timeout=60000) as failed:
        controller.load(*three_points, {k: v for k, v in one_road.items() if k != "NETWORK"})
    assert "No road network is given" in failed.args[0].text.en
    assert not controller.loading


def test_in_a_straight_line_no_roads_are_needed(controller, one_road, three_points, qtbot):
    with qtbot.waitSignal(controller.compared, timeout=60000):
        controller.load(*three_points, {**one_road, "METRIC": "straight", "NETWORK": None})
    assert controller.result.before.cost[1] == pytest.approx(0.01 * DEGREE, rel=1e-3)


def test_reading_can_be_stopped(controller, one_road, three_points, qtbot):
    with qtbot.waitSignal(controller.failed, timeout=60000) as failed:
        controller.load(*three_points, one_road)
        controller.cancel()
    assert isinstance(failed.args[0], Cancelled)
    assert controller.study is None


def test_four_at_most_are_compared(edited, qtbot):
    plans = {f"Plan {n}": Scenario(frozenset("abc"[: n % 3])) for n in range(6)}
    with qtbot.waitSignal(edited.several_compared, timeout=60000) as told:
        edited.compare_several(plans)
    assert list(told.args[0]) == [f"Plan {n}" for n in range(MOST_COMPARED)]
    rows = {row[0]: row[1:] for row in comparison_rows(told.args[0], MEASURE)}
    assert rows["Points changed"] == ["–", "0", "1", "2", "0"]
    # Closing a sends the 100 to b, 0.15° away, 16.7 minutes: more than 10, less than 25.
    assert rows["People within 10\u00a0min"] == ["100.0%", "100.0%", "44.4%", "16.7%", "100.0%"]
    assert rows["People with a longer trip"] == ["–", "0", "100", "150", "0"]


def test_words(edited, after):
    assert headline(edited.result, MEASURE).startswith("Nothing is changed yet.")
    result = after(edited.toggle, "b")
    said = headline(result, MEASURE)
    assert said == "50 people would have a longer trip, 50 of them by more than 5\u00a0min."
    rows = {row.label: (row.before, row.after, row.change) for row in figure_rows(result, MEASURE)}
    assert rows["People within 10\u00a0min"] == ("100.0%", "72.2%", f"{chr(0x2212)}50")
    # (100·5.566 + 50·1.113 + 30·5.566) / 180 = 4.3; then 50 travel 21.15: 9.9
    assert rows["Mean trip"] == ("4.3\u00a0min", "9.9\u00a0min", "+5.6\u00a0min")
    head, body = loser_table(result, MEASURE, ("people", "seniors"), ("east", "west"))
    assert head == ["Who", "Longer trip", "> 5\u00a0min", "> 15\u00a0min"]  # nobody more than 30
    assert body == [
        ["Everybody", "50", "50", "50"],
        ["seniors", "10", "10", "10"],
        ["east", "50", "50", "50"],
    ]


def test_nobody_left_to_serve(edited, after):
    for point in "abc":
        result = after(edited.toggle, point)
    assert "180 people would have no road left to any point." in headline(result, MEASURE)
    rows = {row.label: (row.before, row.after, row.change) for row in figure_rows(result, MEASURE)}
    assert rows["Mean trip"] == ("4.3\u00a0min", "–", "–")
    assert rows["People with no road to a point"] == ("0", "180", "+180")


def test_the_analysis_gives_the_same_figures(  # noqa: PLR0917
    edited, after, one_road, three_points, provider, tmp_path
):
    """“Run as analysis”: what the editor shows is what the report says."""
    from qgis import processing
    from qgis.core import QgsFeature, QgsGeometry
    from service_points.core.analysis.scenario_file import scenario_text

    after(edited.toggle, "b")
    after(edited.open_at, (0.1, 0.0))
    result = after(edited.move, "c", (0.36, 0.0))
    layer = QgsVectorLayer("Point?crs=EPSG:4326&field=id:string", "points", "memory")
    for key, (lon, lat) in three_points[1].items():
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromWkt(f"POINT ({lon} {lat})"))
        feature["id"] = key
        layer.dataProvider().addFeature(feature)
    file = tmp_path / "scenario.json"
    file.write_text(scenario_text(edited.named()), encoding="utf-8")
    outputs = {"INDICATORS": "TEMPORARY_OUTPUT"}
    asked = {**one_road, "POINTS": layer, "ID_FIELD": "id", "SCENARIO": str(file), **outputs}
    done = processing.run("servicepoints:scenario", asked)
    shown = {
        "SERVED_BEFORE": result.before.figures.served[-1, 0, 0],
        "SERVED_AFTER": result.after.figures.served[-1, 0, 0],
        "MEAN_AFTER": result.after.figures.mean[0, 0],
        "LOSING": result.losers.people[0, 0],
        "LOSING_OVER_5": result.losers.over[0, 0, 0],
        "GAINING": result.gainers.people[0, 0],
    }
    assert {name: done[name] for name in shown} == pytest.approx(shown, rel=1e-12)
    assert done["LOSING"] == 50
    assert done["CHANGES"] == 3


def test_the_histogram_adds_up_to_everybody(edited, after):
    result = after(edited.toggle, "b")
    people = edited.study.engine.people.everybody
    assert people_by_cost(result.before, people, MEASURE.cutoffs) == [50, 130, 0, 0, 0]
    assert people_by_cost(result.after, people, MEASURE.cutoffs) == [0, 130, 50, 0, 0]
    assert band_names(MEASURE) == ["0–2", "2–10", "10–25", "over 25", "no road"]
    make, said = histogram({"After": result}, people, MEASURE)
    assert "After – 0–2 0; 2–10 130; 10–25 50" in said
    from service_points.core.charts import LIGHT

    assert "<title>After – 10–25 – 50</title>" in make(320.0, LIGHT)


def test_signs():
    assert [signed(value, "{:.1f}".format) for value in (0.04, -0.04, 1.25, -3.0)] == [
        "0.0",
        "0.0",
        "+1.2",
        "−3.0",
    ]


@pytest.mark.real_data
def test_an_edit_takes_less_than_300_ms_on_ottawa(controller, qtbot):
    """From the edit to the figures, all of it, the best of five: the goal of the issue.

    Counted in processor time, which on a machine with nothing else to do is what one waits for.
    """
    data = Path(__file__).parents[3] / "shared" / "data" / "ottawa"
    if not (data / "roads.gpkg").is_file():
        pytest.skip("needs ../shared/data/ottawa")
    layers = {
        name: QgsVectorLayer(str(data / f"{name}.gpkg"), name, "ogr")
        for name in ("roads", "dissemination_blocks")
    }
    QgsProject.instance().addMapLayers(list(layers.values()))
    table = (data / "service_points.csv").as_uri()
    uri = f"{table}?type=csv&xField=longitude&yField=latitude&crs=EPSG:4326&detectTypes=no"
    points = QgsVectorLayer(uri, "points", "delimitedtext")
    places = {
        f"{feature.id():04d}": (feature.geometry().asPoint().x(), feature.geometry().asPoint().y())
        for feature in points.getFeatures()
        if not feature.geometry().isNull()
    }
    assert len(places) >= 150
    with qtbot.waitSignal(controller.compared, timeout=120000):
        controller.load(
            {key: key for key in places},
            places,
            {
                "METRIC": "time",
                "NETWORK": layers["roads"].id(),
                "CLASS_FIELD": "CLASS",
                "SPEED_PRESET": "statcan_rnf",
                "DEMAND": layers["dissemination_blocks"].id(),
                "DEMAND_FIELDS": ["dbpop2021"],
                "CUTOFFS": "5,10,15",
            },
        )
    assert len(controller.study.engine.demand) > 8000
    taken = []
    ids = sorted(places)
    for n in range(5):
        start = time.process_time()
        with qtbot.waitSignal(controller.compared, timeout=60000):
            controller.toggle(ids[20 * n])
        taken.append(time.process_time() - start)
    for n in range(5):
        start = time.process_time()
        with qtbot.waitSignal(controller.compared, timeout=60000):
            controller.open_at((-75.7 + 0.01 * n, 45.4))
        taken.append(time.process_time() - start)
    print("seconds:", [round(each, 3) for each in taken])
    assert min(taken[:5]) < 0.3
    assert min(taken[5:]) < 0.3
