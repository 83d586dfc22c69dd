# SPDX-License-Identifier: GPL-2.0-or-later
"""``servicepoints:scenario`` on one road where every distance is a matter of counting."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from qgis.core import QgsSettings

from .conftest import STEP_KM

TABLES = ("INDICATORS", "DEMAND_OUT", "LOSERS", "LOAD", "CLOSURES")


@pytest.fixture
def change(run, points, road, people, tmp_path):
    """Run before and after of points a (at 0) and b (at 5), people at 1, 2, 3 and 4; by road, in km."""

    def call(**changes):
        given = {
            "POINTS": points,
            "NETWORK": road,
            "DEMAND": people,
            "DEMAND_FIELDS": ["people", "seniors"],
            "CUTOFFS": "1.2, 2.3",
            "METRIC": "distance",
            **dict.fromkeys(TABLES, "TEMPORARY_OUTPUT"),
            "REPORT": str(tmp_path / "report.html"),
            **changes,
        }
        return run("scenario", **{name: value for name, value in given.items() if value is not None})

    return call


@pytest.fixture
def spot(memory_layer):
    """One point at a hundredth of a degree along the road."""

    def make(at, **values):
        return memory_layer("Point", [(f"POINT ({at / 100} 0)", values or {"note": "x"})], name="spots")

    return make


def indicator(done, name, cutoff=None, stratum=None, group="people"):
    rows = done.rows("INDICATORS", "indicator", "group", "stratum", "cutoff", "before", "after", "change")
    found = [row[4:] for row in rows if row[:4] == (name, group, stratum, cutoff)]
    assert len(found) == 1
    return found[0]


def read(done):
    return Path(done["REPORT"]).read_text(encoding="utf-8")


def test_who_has_no_road_is_noted(change, memory_layer):
    """One place by the road, one too far from it, one without people: each is told, and the totals add up."""
    rows = [
        ("POINT (0.01 0)", {"people": 10}),
        ("POINT (3 3)", {"people": 4}),
        ("POINT (0.02 0)", {"people": -1}),
    ]
    done = change(CLOSE="a", DEMAND=memory_layer("Point", rows), DEMAND_FIELDS="people")
    assert "1 – too far from any road" in done.log
    assert "1 – negative number in the field “people”" in done.log
    assert (done["TOTAL"], done["OFF_NETWORK"]) == (14, 4)


class TestClosing:
    def test_people_go_to_the_other_point(self, change):
        done = change(CLOSE="a")
        assert done.rows("LOAD", "point_id", "status", "people_before", "people_after", "change") == [
            ("a", "closed", 30.0, None, -30.0),
            ("b", "kept", 70.0, 100.0, 30.0),
        ]
        assert done.rows("LOAD", "seniors_before", "seniors_after") == [(3.0, None), (7.0, 10.0)]
        assert done.rows("LOAD", "unique_before", "unique_after") == [(30.0, None), (70.0, 70.0)]

    def test_units_say_how_much_farther(self, change):
        done = change(CLOSE="a")
        rows = done.rows("DEMAND_OUT", "people", "nearest_before", "nearest_after", "effect")
        assert rows == [
            (10, "a", "b", "loses"),
            (20, "a", "b", "loses"),
            (30, "b", "b", "same"),
            (40, "b", "b", "same"),
        ]
        costs = done.rows("DEMAND_OUT", "cost_before", "cost_after", "change")
        expected = [(1, 4, 3), (2, 3, 1), (2, 2, 0), (1, 1, 0)]
        for row, steps in zip(costs, expected):
            assert row == pytest.approx([step * STEP_KM for step in steps], abs=1e-6)
        statuses = done.rows("DEMAND_OUT", "status_before", "status_after")
        assert statuses == [("served", "beyond")] * 2 + [("served", "served")] * 2

    def test_indicators(self, change):
        done = change(CLOSE="a")
        assert indicator(done, "C1", 1.2) == (50.0, 40.0, -10.0)
        assert indicator(done, "C1", 2.3) == (100.0, 70.0, -30.0)
        assert indicator(done, "served", 2.3, group="seniors") == (10.0, 7.0, -3.0)
        assert indicator(done, "beyond", 2.3) == (0.0, 30.0, 30.0)
        mean = [(10 * 1 + 20 * 2 + 30 * 2 + 40 * 1) / 100, (10 * 4 + 20 * 3 + 30 * 2 + 40 * 1) / 100]
        assert indicator(done, "T1")[:2] == pytest.approx([m * STEP_KM for m in mean], rel=1e-7)
        assert indicator(done, "T2_p50")[:2] == pytest.approx([STEP_KM, 2 * STEP_KM], rel=1e-7)
        assert indicator(done, "R1") == (50.0, 100.0, 50.0)

    def test_numbers_for_models(self, change):
        done = change(CLOSE="a")
        assert done["LOSING"] == 30.0
        assert done["GAINING"] == 0.0
        assert done["SERVED_BEFORE"] == 100.0
        assert done["SERVED_AFTER"] == 70.0
        assert (done["POINTS_BEFORE"], done["POINTS_AFTER"], done["CHANGES"]) == (2, 1, 1)

    @pytest.mark.parametrize("text", ["a", " a , ", "\"level\" = 'federal'", "name_en ILIKE 'w%'"])
    def test_ids_or_an_expression(self, change, text):
        assert change(CLOSE=text)["LOSING"] == 30.0

    def test_closing_everything_is_warned_of(self, change):
        done = change(CLOSE="a;b")
        assert "No point is left" in done.log
        assert done["CUT_OFF"] == 100.0
        assert "MEAN_AFTER" not in done.results
        assert done.rows("DEMAND_OUT", "effect", "change") == [("cut_off", None)] * 4
        assert indicator(done, "unreachable") == (0.0, 100.0, 100.0)


class TestOpening:
    def test_a_new_point_without_an_id(self, change, spot):
        done = change(OPEN=spot(3))
        assert done.rows("LOAD", "point_id", "status", "people_before", "people_after") == [
            ("a", "kept", 30.0, 10.0),
            ("b", "kept", 70.0, 40.0),
            ("new-1", "opened", None, 50.0),
        ]
        assert done["GAINING"] == 50.0
        assert done["LOSING"] == 0.0

    def test_a_new_point_with_its_id_and_fields(self, change, spot):
        done = change(OPEN=spot(3, id="c", name_en="Middle", other=3))
        assert done.rows("LOAD", "point_id", "id", "name_en", "level")[2] == ("c", "c", "Middle", None)

    def test_an_id_that_is_taken(self, refusal, points, people, spot):
        said = refusal("scenario", **straight(points, people), OPEN=spot(3, id="a"))
        assert "already have: a" in said

    def test_far_from_any_road(self, change, memory_layer):
        far = memory_layer("Point", [("POINT (3 3)", {"id": "far"})])
        done = change(OPEN=far)
        assert "would serve nobody: far" in done.log
        assert done["GAINING"] == 0.0


class TestMoving:
    def test_an_edited_copy(self, change, memory_layer):
        copy = memory_layer(
            "Point", [("POINT (0 0)", {"id": "a"}), ("POINT (0.03 0)", {"id": "b"})], name="copy"
        )
        done = change(MOVE=copy)
        assert done["CHANGES"] == 1  # a stays where it is
        assert done.rows("LOAD", "point_id", "status", "people_after") == [
            ("a", "kept", 10.0),
            ("b", "moved", 90.0),
        ]
        place = [f.geometry().asPoint().x() for f in done.layer("LOAD").getFeatures()]
        assert place == pytest.approx([0.0, 0.03], abs=1e-12)

    def test_moving_is_closing_and_opening(self, change, spot):
        moved = change(MOVE=spot(3, id="b"))
        both = change(CLOSE="b", OPEN=spot(3, id="c"))
        columns = ("cost_before", "cost_after", "change", "effect")
        assert moved.rows("DEMAND_OUT", *columns) == both.rows("DEMAND_OUT", *columns)
        assert moved.rows("LOSERS", "losing", "gaining") == both.rows("LOSERS", "losing", "gaining")

    def test_a_point_that_is_not_there(self, refusal, points, people, spot):
        said = refusal("scenario", **straight(points, people), MOVE=spot(3, id="z"))
        assert "not there today: z" in said

    def test_another_crs(self, change, memory_layer):
        metres = memory_layer("Point", [("POINT (3339.584723798207 0)", {"id": "b"})], crs="EPSG:3857")
        assert change(MOVE=metres)["GAINING"] == 50.0


def straight(points, people):
    return {
        "POINTS": points,
        "DEMAND": people,
        "METRIC": "straight",
        "INDICATORS": "TEMPORARY_OUTPUT",
    }


class TestSavedScenario:
    def test_the_file_and_the_layers_together(self, change, spot, tmp_path):
        path = tmp_path / "scenario.json"
        path.write_text(
            json.dumps({"format": "service_points_scenario", "version": 1, "closed": ["a"]}), encoding="utf-8"
        )
        done = change(SCENARIO=str(path), OPEN=spot(1))
        assert done.rows("LOAD", "point_id", "status", "people_after") == [
            ("a", "closed", None),
            ("b", "kept", 70.0),
            ("new-1", "opened", 30.0),
        ]

    def test_two_changes_of_one_point(self, refusal, points, people, spot, tmp_path):
        path = tmp_path / "scenario.json"
        path.write_text('{"format": "service_points_scenario", "version": 1, "closed": ["a"]}')
        given = straight(points, people)
        assert "only once" in refusal("scenario", **given, SCENARIO=str(path), CLOSE="a")
        assert "only once" in refusal("scenario", **given, CLOSE="a", MOVE=spot(3, id="a"))

    def test_a_bad_file(self, refusal, points, people, tmp_path):
        path = tmp_path / "scenario.json"
        path.write_text("{")
        assert "not valid JSON" in refusal("scenario", **straight(points, people), SCENARIO=str(path))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "Nothing would change"),
        ({"CLOSE": "c"}, "neither identifiers of service points nor an expression on their fields: c"),
        ({"CLOSE": "a, zz"}, "expression on their fields: zz"),
        ({"CLOSE": "name_en = 'Nobody'"}, "true for no service point"),
        ({"CLOSE": "name_en ="}, "neither identifiers"),
        ({"CLOSE": "a", "CUTOFFS": "-1"}, "not a positive number"),
    ],
)
def test_refusals(refusal, points, people, given, words):
    assert words in refusal("scenario", **straight(points, people), **given)


def test_a_copy_without_any_change(refusal, points, people):
    assert "Nothing would change" in refusal("scenario", **straight(points, people), MOVE=points)


def test_each_point_in_turn(change):
    done = change(LEAVE_ONE_OUT=True)
    columns = ("point_id", "group", "people", "losing", "losing_cutoff", "heir_id")
    assert done.rows("CLOSURES", *columns) == [
        ("a", "people", 30.0, 30.0, 30.0, "b"),
        ("a", "seniors", 3.0, 3.0, 3.0, "b"),
        ("b", "people", 70.0, 70.0, 70.0, "a"),
        ("b", "seniors", 7.0, 7.0, 7.0, "a"),
    ]
    mean = [row[0] for row in done.rows("CLOSURES", "losing_mean")]
    assert mean[0] == pytest.approx((10 * 3 + 20 * 1) / 30 * STEP_KM, rel=1e-7)
    for point in ("a", "b"):
        closed = change(CLOSE=point)
        row = next(row for row in done.rows("CLOSURES", *columns[:4]) if row[:2] == (point, "people"))
        assert closed["LOSING"] == row[3]


def test_by_stratum(change, memory_layer):
    rows = [
        (f"POINT (0.0{i} 0)", {"people": 10 * i, "seniors": i, "ward": "west" if i < 3 else None})
        for i in (1, 2, 3, 4)
    ]
    done = change(DEMAND=memory_layer("Point", rows), STRATUM_FIELD="ward", CLOSE="a")
    assert [
        row for row in done.rows("LOSERS", "stratum", "group", "total", "losing") if row[1] == "people"
    ] == [
        (None, "people", 100.0, 30.0),
        ("(none)", "people", 70.0, 0.0),
        ("west", "people", 30.0, 30.0),
    ]
    assert indicator(done, "C1", 2.3, "west") == (100.0, 0.0, -100.0)


def test_everything_read_is_accounted_for(change, memory_layer):
    rows = [
        ("POINT (0.01 0)", {"people": 10, "seniors": 1}),
        ("POINT (0.02 0)", {"people": None, "seniors": 2}),
        ("POINT (0.03 0)", {"people": -4, "seniors": 3}),
        ("POINT (3 3)", {"people": 40, "seniors": 4}),
        ("", {"people": 50, "seniors": 5}),
        ("POINT (0.04 0)", {"people": 60, "seniors": 6}),
    ]
    done = change(DEMAND=memory_layer("Point", rows), CLOSE="a")
    for side in (0, 1):
        parts = ("served", "beyond", "unreachable", "off_network", "excluded")
        units = [indicator(done, f"units_{part}", group="units")[side] for part in parts]
        assert units[3:] == [1.0, 3.0]
        assert sum(units) == indicator(done, "units_total", group="units")[side] == 6.0
        cutoffs = {"served": 2.3, "beyond": 2.3}
        people = [indicator(done, part, cutoffs.get(part))[side] for part in parts]
        assert people[3:] == [40.0, 50.0]
        assert sum(people) == indicator(done, "total")[side] == 160.0
    assert done.rows("DEMAND_OUT", "effect") == [
        ("loses",), ("excluded",), ("excluded",), ("off_network",), ("excluded",), ("same",),
    ]  # fmt: skip


def test_the_order_of_features_does_not_matter(change, memory_layer, points):
    turned = [
        (f.geometry().asWkt(17), {"id": f["id"], "name_en": f["name_en"]}) for f in points.getFeatures()
    ]
    other = change(POINTS=memory_layer("Point", turned[::-1]), CLOSE="a", LEAVE_ONE_OUT=True)
    mine = change(CLOSE="a", LEAVE_ONE_OUT=True)
    for table, columns in (
        ("LOAD", ("point_id", "people_before", "people_after")),
        ("CLOSURES", ("point_id", "group", "losing", "heir_id")),
        ("INDICATORS", ("indicator", "group", "cutoff", "before", "after")),
    ):
        assert mine.rows(table, *columns) == other.rows(table, *columns)


def test_the_layers_carry_how_they_were_made(change, provenance_of):
    done = change(CLOSE="a")
    made = provenance_of(done, "DEMAND_OUT")
    assert made["algorithm"] == "servicepoints:scenario"
    assert made["parameters"]["CLOSE"] == "a"


@pytest.fixture
def translated(spoken):
    """The person's language, all words of the plugin in it."""
    from service_points.host import language

    language.install_translator()
    yield spoken
    QgsSettings().remove("service_points/language")
    language.install_translator()


def test_the_report_answers_in_one_sentence(change, translated):
    page = re.sub(r"\s+", " ", read(change(CLOSE="a", LEAVE_ONE_OUT=True)))
    page = page.replace("\u00a0", " ").replace("\u202f", " ")
    if translated == "en":
        assert "30 people (30.0%) would have farther to go and 0 (0.0%) less far; within 2.3 km" in page
        assert "from 100.0% to 70.0%" in page
    else:
        assert "30 personnes (30,0 %)" in page
        assert "de 100,0 % à 70,0 %" in page
    assert page.count("<svg") == 1
    assert "West" in page


def test_names_are_data_and_never_markup(change, memory_layer):
    rows = [
        ("POINT (0 0)", {"id": "a", "name_en": "<script>alert(1)</script>", "name_fr": "<b>x"}),
        ("POINT (0.05 0)", {"id": "b", "name_en": "East", "name_fr": "Est"}),
    ]
    page = read(change(POINTS=memory_layer("Point", rows), CLOSE="a"))
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_stopping_leaves_nothing(change, tmp_path):
    from qgis.core import QgsProcessingException

    target = tmp_path / "out.gpkg"
    with pytest.raises(QgsProcessingException, match="Stopped"):
        change(CLOSE="a", INDICATORS=str(target), stop_at=40)
    assert not target.exists()


@pytest.mark.real_data
def test_ottawa_agrees_with_catchments(run, ottawa, network, offices):
    """Closing one of the 18 offices: the figures after are those of catchments of the other 17."""
    given = {
        **network,
        "NETWORK": str(network["NETWORK"]),
        "DEMAND": str(ottawa / "dissemination_blocks.gpkg"),
        "DEMAND_FIELDS": ["dbpop2021"],
        "CUTOFFS": "5,10,15,20",
        "ID_FIELD": "name_en",
    }
    closed = "1948 Merivale Road, Nepean"
    done = run("scenario", POINTS=offices, **given, CLOSE=closed, INDICATORS="TEMPORARY_OUTPUT")
    assert (done["TOTAL"], done["SERVED_BEFORE"], done["OFF_NETWORK"]) == (1_017_449, 962_689, 356)
    others = f"{offices} AND %22name_en%22 <> '{closed}'"
    after = run("catchments", POINTS=others, **given, DETAIL="none", OUTPUT="TEMPORARY_OUTPUT")
    assert after["POINTS_PLACED"] == 17
    assert done["SERVED_AFTER"] == after["SERVED_TOTAL"]
    assert done["UNREACHABLE_AFTER"] == after["UNREACHABLE"]
