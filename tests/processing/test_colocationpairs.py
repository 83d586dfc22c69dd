# SPDX-License-Identifier: GPL-2.0-or-later
"""Pairs of points of different groups, with distances counted by hand."""

from pathlib import Path

import pytest

OUT = {"PAIRS": "TEMPORARY_OUTPUT", "CLUSTERS": "TEMPORARY_OUTPUT", "SITES": "TEMPORARY_OUTPUT"}


@pytest.fixture
def offices(memory_layer):
    """a and b at one address, c one step on, d four steps on; a and d federal, b and c provincial."""
    columns = ("id", "level", "name_en", "name_fr", "address", "services")
    rows = [
        (0, ("a", "federal", "A", "Aa", "1 Main St", '["passport", "pension"]')),
        (0.0001, ("b", "provincial", "B", None, "1 main st.", '["licence", "pension"]')),
        (0.01, ("c", "provincial", None, None, "9 Main St", None)),
        (0.04, ("d", "federal", "D", "Dd", None, None)),
    ]
    rows = [(f"POINT ({x} 0)", dict(zip(columns, values))) for x, values in rows]
    return memory_layer("Point", rows, name="offices")


def test_pairs_along_a_road(run, offices, road, people, step_km):
    done = run(
        "colocationpairs", POINTS=offices, GROUP_FIELD="level", NETWORK=road, METRIC="distance", MAX_COST=1.2,
        DEMAND=people, DEMAND_FIELDS=["people"], OVERLAP_CUTOFF=2.3, SERVICES_FIELD="services", **OUT,
    )  # fmt: skip
    rows = done.rows("PAIRS", "a_id", "b_id", "a_group", "b_group", "same_address", "unit", "rank")
    assert {row[:2] for row in rows} == {("a", "b"), ("a", "c")}  # b and c are of one group, d is too far
    assert sorted(row[6] for row in rows) == [1, 2]
    pairs = {row[:2]: row for row in done.rows("PAIRS", "a_id", "b_id", "cost", "straight_m", "same_address")}
    # Places on roads lie on a grid of one millimetre.
    assert pairs["a", "b"][2:] == (pytest.approx(step_km / 100, abs=1e-6), pytest.approx(step_km * 10), True)
    assert pairs["a", "c"][2:] == (pytest.approx(step_km), pytest.approx(step_km * 1000), False)
    # Within two steps of a live 10 + 20 people, of c 10 + 20 + 30: 30 of 60 in common.
    shared = {row[:2]: row[2:] for row in done.rows("PAIRS", "a_id", "b_id", "overlap_population", "jaccard")}
    assert shared["a", "c"] == (30, 0.5)
    services = done.rows("PAIRS", "b_id", "services_a_only", "services_b_only", "services_common")
    assert ("b", "passport", "licence", "pension") in services
    assert ("c", None, None, None) in services
    assert (done["PAIRS_FOUND"], done["CLUSTERS_FOUND"], done["POINTS_COLOCATED"]) == (2, 1, 2)
    assert done.rows("CLUSTERS", "members", "n_points", "n_groups") == [("a, b, c", 3, 2)]
    (hull,) = (feature.geometry() for feature in done.layer("CLUSTERS").getFeatures())
    assert all(hull.contains(f.geometry()) for f in offices.getFeatures("\"id\" <> 'd'"))
    partners = dict(done.rows("SITES", "site_id", "best_partner"))
    assert partners["d"] is None
    assert partners["b"] == "a"
    assert dict(done.rows("SITES", "id", "colocated")) == {"a": True, "b": True, "c": False, "d": False}


def test_straight_line_works_alone(run, offices, step_km):
    done = run("colocationpairs", POINTS=offices, GROUP_FIELD="level", METRIC="straight", MAX_COST=3.4, **OUT)
    found = {row[:2]: row[2] for row in done.rows("PAIRS", "a_id", "b_id", "cost")}
    assert found == {
        ("a", "b"): pytest.approx(step_km / 100),
        ("a", "c"): pytest.approx(step_km),
        ("c", "d"): pytest.approx(3 * step_km),
    }
    ends = {f["a_id"]: f.geometry().asWkt(4) for f in done.layer("PAIRS").getFeatures()}
    assert ends["c"] == "LineString (0.01 0, 0.04 0)"


def test_names_in_the_language_of_the_person(run, offices, spoken, tmp_path):
    done = run(
        "colocationpairs", POINTS=offices, GROUP_FIELD="level", METRIC="straight", MAX_COST=1.2,
        REPORT=str(tmp_path / "pairs.html"), **OUT,
    )  # fmt: skip
    names = {row[0]: row[1] for row in done.rows("PAIRS", "b_id", "b_name")}
    assert names == {"b": "B", "c": "c"}
    assert {row[0] for row in done.rows("PAIRS", "a_name")} == {{"en": "A", "fr": "Aa"}[spoken]}
    assert f'lang="{spoken}"' in Path(done["REPORT"]).read_text(encoding="utf-8")


def test_two_layers_are_paired_with_each_other(run, memory_layer):
    ours = memory_layer("Point", [("POINT (0 0)", {"id": "a"}), ("POINT (0.001 0)", {"id": "b"})])
    theirs = memory_layer("Point", [("POINT (0.002 0)", {"id": "x"})])
    done = run("colocationpairs", POINTS=ours, OTHERS=theirs, METRIC="straight", MAX_COST=1, **OUT)
    assert sorted(done.rows("PAIRS", "a_id", "b_id")) == [("a", "x"), ("b", "x")]
    assert {row[0] for row in done.rows("SITES", "site_id")} == {"a", "b", "x"}


def test_what_cannot_work_is_said(refusal, offices, memory_layer, spoken):
    given = {"POINTS": offices, "METRIC": "straight", "MAX_COST": 1, "PAIRS": "TEMPORARY_OUTPUT"}
    said = {"en": "Nothing says which points", "fr": "Rien n’indique quels points"}
    assert said[spoken] in refusal("colocationpairs", **given)
    one = memory_layer("Point", [("POINT (0 0)", {"id": "z", "level": "federal"})])
    said = {"en": "fewer than two were found", "fr": "en contient moins de deux"}
    assert said[spoken] in refusal("colocationpairs", **{**given, "POINTS": one}, GROUP_FIELD="level")
    said = {"en": "same identifiers occur in both layers", "fr": "figurent dans les deux couches"}
    assert said[spoken] in refusal("colocationpairs", **given, OTHERS=offices)


def test_codes_of_services(qgis_app):
    from service_points.processing.site_facts import codes

    assert codes('["a", "b"]') == {"a", "b"}
    assert codes("a; b, c") == {"a", "b", "c"}
    assert codes(["a"]) == {"a"}
    assert codes("") is None
    assert codes(None) is None
    assert codes("[broken") is None
