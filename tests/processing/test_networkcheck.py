# SPDX-License-Identifier: GPL-2.0-or-later
"""What the network check finds on roads whose faults were put there by hand."""

import re
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
    assert len(re.findall("<caption>", page)) == len(re.findall("<table>", page)) >= 1


def test_straight_line_has_nothing_to_check(refusal, faulty, spoken):
    said = {"en": "there is nothing to check", "fr": "rien à vérifier"}
    assert said[spoken] in refusal("networkcheck", NETWORK=faulty, METRIC="straight")


def test_sound_network(run, road, tmp_path):
    done = run("networkcheck", NETWORK=road, SPEED_FIELD="kmh", ISSUES="TEMPORARY_OUTPUT")
    assert done.layer("ISSUES").featureCount() == 0
    assert (done["EDGES"], done["COMPONENTS"], done["LARGEST_COMPONENT_SHARE"]) == (1, 1, 1.0)
