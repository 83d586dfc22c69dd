# SPDX-License-Identifier: GPL-2.0-or-later
"""What the network check finds on roads whose faults were put there by hand."""

import re
import time
from pathlib import Path

import pytest


@pytest.fixture
def faulty(memory_layer):
    """A road of two sections, an island, a null and a negative speed, an unknown direction, a near miss."""
    rows = [
        ("LINESTRING (0 0, 0.01 0)", {"kmh": 50, "way": "both"}),
        ("LINESTRING (0.01 0, 0.02 0)", {"kmh": None, "way": "both"}),
        ("LINESTRING (0.01 0, 0.01 0.01)", {"kmh": -1, "way": "sideways"}),
        ("LINESTRING (0.020004 0, 0.03 0)", {"kmh": 50, "way": "both"}),  # 0.445 m from the second
    ]
    return memory_layer("LineString", rows, name="<script>alert(1)</script>")


def test_faults_are_found(run, faulty, memory_layer, tmp_path):
    points = memory_layer("Point", [("POINT (0 0)", {"id": "a"}), ("POINT (0 0.2)", {"id": "far"})])
    done = run(
        "networkcheck",
        NETWORK=faulty,
        SPEED_FIELD="kmh",
        DIRECTION_FIELD="way",
        VALUE_BOTH="both",
        POINTS=points,
        ISSUES="TEMPORARY_OUTPUT",
        REPORT=str(tmp_path / "report.html"),
    )
    names = ("EDGES", "NODES", "COMPONENTS", "SPEED_MISSING", "DIRECTION_UNKNOWN", "POINTS_OFF_NETWORK")
    assert [done[name] for name in names] == [4, 6, 2, 2, 1, 1]
    assert done["LARGEST_COMPONENT_SHARE"] == pytest.approx(4 / 6)
    assert done["ESTIMATED_SECONDS"] >= 0
    issues = done.rows("ISSUES", "issue", "edge_id")
    kinds = [issue for issue, _ in issues]
    assert kinds.count("speed_missing") == 2
    assert {"direction_unknown", "island", "near_miss", "point_off_network"} <= set(kinds)
    assert ("direction_unknown", 3) in issues
    assert all(en and fr and en != fr for en, fr in done.rows("ISSUES", "detail_en", "detail_fr"))
    page = Path(done["REPORT"]).read_text(encoding="utf-8")
    assert '<html lang="en">' in page
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_report_is_in_the_language_of_the_person(run, faulty, spoken, tmp_path):
    done = run("networkcheck", NETWORK=faulty, REPORT=str(tmp_path / "report.html"))
    page = Path(done["REPORT"]).read_text(encoding="utf-8")
    assert f'<html lang="{spoken}">' in page
    assert page.count("<h1>") == 1
    assert len(re.findall("<caption>", page)) == len(re.findall("<table\\b", page)) >= 1


def test_straight_line_has_nothing_to_check(refusal, faulty, spoken):
    said = {"en": "there is nothing to check", "fr": "rien à vérifier"}
    assert said[spoken] in refusal("networkcheck", NETWORK=faulty, METRIC="straight")


def test_sound_network(run, road, tmp_path):
    done = run("networkcheck", NETWORK=road, SPEED_FIELD="kmh", ISSUES="TEMPORARY_OUTPUT")
    assert done.layer("ISSUES").featureCount() == 0
    assert (done["EDGES"], done["COMPONENTS"], done["LARGEST_COMPONENT_SHARE"]) == (1, 1, 1.0)


def test_streets_that_trap_and_speeds_in_miles(run, memory_layer, spoken, tmp_path):
    """A ring both ways, a one-way street out of it and one into it; speeds as they are posted in mph."""
    ring = [(x / 1000, 0) for x in range(30)] + [(0.029, 0.01), (0, 0.01), (0, 0)]
    streets = [(a, b, "B") for a, b in zip(ring, ring[1:])]
    streets += [((0.01, 0), (0.01, -0.01), "F"), ((0.02, -0.01), (0.02, 0), "F")]
    posted = [25, 25, 35, 45, 30, 25, 55]
    rows = [
        (f"LINESTRING ({a[0]} {a[1]}, {b[0]} {b[1]})", {"way": way, "speed": posted[i % 7]})
        for i, (a, b, way) in enumerate(streets)
    ]
    done = run(
        "networkcheck", NETWORK=memory_layer("LineString", rows), SPEED_FIELD="speed", DIRECTION_FIELD="way",
        VALUE_FORWARD="F", VALUE_BOTH="B", ISSUES="TEMPORARY_OUTPUT", REPORT=str(tmp_path / "report.html"),
    )  # fmt: skip
    assert sorted(done.rows("ISSUES", "issue", "edge_id"), key=str) == [
        ("cannot_be_left", len(streets) - 1),
        ("cannot_be_reached", len(streets)),
        ("speed_unit", None),
    ]
    page = Path(done["REPORT"]).read_text(encoding="utf-8").replace("\u00a0", " ").replace("&nbsp;", " ")
    said = {
        "en": ("Cannot be left by the one-way streets", "1 mph = 1.609 km/h"),
        "fr": ("Sans sortie à cause des sens uniques", "1 mi/h = 1,609 km/h"),
    }
    assert all(words in page for words in said[spoken])


def test_the_time_of_catchments_is_tried(run, road, points):
    done = run("networkcheck", NETWORK=road, POINTS=points)
    assert done["ESTIMATED_SECONDS"] > 0
    assert run("networkcheck", NETWORK=road)["ESTIMATED_SECONDS"] == 0
    log = run("catchments", POINTS=points, NETWORK=road, OUTPUT="TEMPORARY_OUTPUT").log
    assert "About 1\u00a0s from now on (points: 2; road sections: 1)." in log


@pytest.mark.real_data
def test_ottawa_is_estimated_within_a_factor(run, offices, network):
    """Wall time of everything, on a machine that may be busy: the factor is 2 on a quiet one."""
    given = {**network, "NETWORK": str(network["NETWORK"]), "POINTS": offices}
    told = run("networkcheck", **given)["ESTIMATED_SECONDS"]
    began = time.perf_counter()
    run("catchments", **given, OUTPUT="TEMPORARY_OUTPUT", SERVED="TEMPORARY_OUTPUT")
    took = time.perf_counter() - began
    assert took / 4 <= told <= took * 4
