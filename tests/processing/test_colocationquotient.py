# SPDX-License-Identifier: GPL-2.0-or-later
"""Colocation quotients through the algorithm, against figures counted by hand."""

from pathlib import Path

import pytest

OUT = {"GLOBAL": "TEMPORARY_OUTPUT", "LOCAL": "TEMPORARY_OUTPUT"}
LINE = ((0, "p"), (1, "q"), (3, "q"), (4, "p"), (5, "p"))
"""Hundredths of a degree on the equator. One neighbour each, ties halved (the fourth has two equally near):
C(p→q) = 1 + ½, C(p→p) = ½ + 1, C(q→p) = 2, C(q→q) = 0; N = 5."""
BY_HAND = {("p", "p"): 1.0, ("p", "q"): 1.0, ("q", "p"): 4 / 3, ("q", "q"): 0.0}


@pytest.fixture
def shops(memory_layer):
    rows = [(f"POINT ({x / 100} 0)", {"id": f"s{x}", "kind": kind}) for x, kind in LINE]
    rows += [
        ("POINT (0.02 0)", {"id": "none", "kind": None}),
        ("POINT (0.02 0)", {"id": "void", "kind": " "}),
    ]
    return memory_layer("Point", rows, name="shops")


def quotients_of(done):
    return {row[:2]: row[2] for row in done.rows("GLOBAL", "type_a", "type_b", "clq")}


def test_in_a_straight_line(run, shops, spoken, tmp_path):
    report = tmp_path / "report.html"
    done = run(
        "colocationquotient", POINTS=shops, CATEGORY_FIELD="kind", K=1, METRIC="straight",
        REPORT=str(report), **OUT,
    )  # fmt: skip
    assert quotients_of(done) == pytest.approx(BY_HAND)
    assert (done["POINTS_USED"], done["POINTS_WITHOUT_TYPE"], done["TYPES_FOUND"]) == (5, 2, 2)
    assert done.rows("GLOBAL", "n_a", "n_b", "n_a_alone")[1] == (3, 2, 0)
    sentence = dict(done.rows("GLOBAL", "type_a", "sentence_en"))["q"]
    assert sentence.startswith("Points of type “q” are never found near one another")
    sentence = dict(done.rows("GLOBAL", "type_a", "sentence_fr"))["q"].replace("\u00a0", " ")
    assert sentence.startswith("Les points de type « q » ne se trouvent jamais près les uns des autres")
    page = report.read_text(encoding="utf-8")
    assert f'lang="{spoken}"' in page
    assert {"en": "1.3 (p = ", "fr": "1,3 (p = "}[spoken] in page
    assert "none, void" in done.log


def test_along_a_road(run, shops, road):
    """The road is straight, so the figures are the same by road, in kilometres and in minutes."""
    for metric in ("distance", "time"):
        done = run(
            "colocationquotient", POINTS=shops, CATEGORY_FIELD="kind", K=1, NETWORK=road, METRIC=metric, **OUT
        )
        assert quotients_of(done) == pytest.approx(BY_HAND)


def test_a_detour_makes_other_neighbours(run, memory_layer):
    """Two parallel roads joined far away: the nearest in a straight line is the farthest by road."""
    road = memory_layer("LineString", [("LINESTRING (0 0, 0.05 0, 0.05 0.001, 0 0.001)", {"kmh": 60})])
    rows = [
        ("POINT (0 0)", {"id": "a", "kind": "p"}),
        ("POINT (0.01 0)", {"id": "b", "kind": "q"}),
        ("POINT (0 0.001)", {"id": "c", "kind": "r"}),
    ]
    points = memory_layer("Point", rows)
    given = {"POINTS": points, "CATEGORY_FIELD": "kind", "TYPE_A": "p", "K": 1, "NETWORK": road, **OUT}
    share = {}
    for metric in ("straight", "distance"):
        share[metric] = quotients_of(run("colocationquotient", METRIC=metric, **given))
    assert share["straight"]["p", "r"] == 2.0
    assert share["straight"]["p", "q"] == 0.0
    assert share["distance"]["p", "r"] == 0.0
    assert share["distance"]["p", "q"] == 2.0


def test_the_direction_of_travel(run, memory_layer):
    """A one-way road a → b → c: from b one gets to c only, and only from a to b."""
    road = memory_layer("LineString", [("LINESTRING (0 0, 0.01 0, 0.02 0)", {"way": "F"})])
    rows = [(f"POINT (0.0{i} 0)", {"id": name, "kind": name}) for i, name in enumerate("abc")]
    given = {
        "POINTS": memory_layer("Point", rows), "CATEGORY_FIELD": "kind", "TYPE_A": "b", "K": 1,
        "NETWORK": road, "METRIC": "distance", "DIRECTION_FIELD": "way", "VALUE_FORWARD": "F", **OUT,
    }  # fmt: skip
    there = quotients_of(run("colocationquotient", TRAVEL="to_point", **given))
    back = quotients_of(run("colocationquotient", TRAVEL="from_point", **given))
    assert (there["b", "a"], there["b", "c"]) == (0.0, 2.0)
    assert (back["b", "a"], back["b", "c"]) == (2.0, 0.0)


def test_many_at_one_place_by_road(run, memory_layer, road):
    """Six at one place: of the nearest two, the other five each have two fifths of a place."""
    rows = [("POINT (0.01 0)", {"id": f"s{i}", "kind": "pqqrrr"[i]}) for i in range(6)]
    rows += [("POINT (0.05 0)", {"id": "far", "kind": "p"})]
    points = memory_layer("Point", rows)
    for options in ({"METRIC": "straight"}, {"METRIC": "distance", "NETWORK": road}):
        done = run(
            "colocationquotient", POINTS=points, CATEGORY_FIELD="kind", TYPE_A="q", K=2, KERNEL="gaussian",
            **options, **OUT,
        )  # fmt: skip
        found = quotients_of(done)
        shares = {"p": 1 / 5, "q": 1 / 5, "r": 3 / 5}
        others = {"p": 2 / 6, "q": 1 / 6, "r": 3 / 6}
        assert found == pytest.approx({("q", b): shares[b] / others[b] for b in "pqr"})


def test_off_the_network_and_without_neighbours(run, memory_layer, road):
    rows = [
        ("POINT (0.01 0)", {"id": "a", "kind": "p"}),
        ("POINT (0.02 0)", {"id": "b", "kind": "q"}),
        ("POINT (0.05 0)", {"id": "lone", "kind": "p"}),
        ("POINT (3 3)", {"id": "away", "kind": "q"}),
    ]
    done = run(
        "colocationquotient", POINTS=memory_layer("Point", rows), CATEGORY_FIELD="kind", TYPE_A="p",
        TYPE_B="q", NEIGHBOURHOOD="distance", BANDWIDTH=2, NETWORK=road, METRIC="distance", **OUT,
    )  # fmt: skip
    assert quotients_of(done) == {("p", "q"): pytest.approx(1 / (1 / 2))}
    assert (done["POINTS_USED"], done["POINTS_UNPLACED"], done["POINTS_ALONE"]) == (3, 1, 1)
    assert done.rows("GLOBAL", "n_a", "n_a_alone") == [(2, 1)]
    local = {row[0]: row[1:] for row in done.rows("LOCAL", "point_id", "lclq", "p_value", "class")}
    assert local["a"][0] == pytest.approx(2.0)
    assert local["lone"] == (None, None, "undefined")
    assert set(local) == {"a", "lone"}


@pytest.fixture
def camps(memory_layer):
    """Ten places with a p and a q side by side, far from twenty r: p and q keep company."""
    rows = []
    for i in range(10):
        rows += [
            (f"POINT ({i * 0.1} {d})", {"id": f"{k}{i}", "kind": k}) for k, d in (("p", 0), ("q", 0.001))
        ]
        rows += [(f"POINT ({i * 0.1} {d})", {"id": f"r{i}{d}", "kind": "r"}) for d in (5, 5.001)]
    return memory_layer("Point", rows, name="camps")


def test_what_keeps_company_is_found(run, camps):
    given = {
        "POINTS": camps,
        "CATEGORY_FIELD": "kind",
        "TYPE_A": "p",
        "TYPE_B": "q",
        "K": 1,
        "METRIC": "straight",
    }
    done = run("colocationquotient", **given, **OUT)
    (row,) = done.rows("GLOBAL", "clq", "p_value", "sentence_en")
    assert row[0] == pytest.approx(1 / (10 / 39))  # each p has a q as its nearest; 10 of the 39 others are q
    assert row[1] == 2 / 1000  # the least that 999 permutations can give
    assert row[2] == (
        "Points of type “p” are found near points of type “q” 3.9 times as often as chance would give "
        "(p = 0.002)."
    )
    assert done["PAIRS_SIGNIFICANT"] == 1
    # 10 of the 39 others are of type q: one such neighbour proves nothing, in any of the ten places.
    local = done.rows("LOCAL", "kind", "type_a", "type_b", "lclq", "class")
    assert local == [("p", "p", "q", pytest.approx(39 / 10), "colocated")] * 10
    p_values = [p for (p,) in done.rows("LOCAL", "p_value")]
    assert p_values == pytest.approx([2 * 10 / 39] * 10, abs=0.1)
    again = run("colocationquotient", **given, **OUT)
    assert [p for (p,) in again.rows("LOCAL", "p_value")] == p_values
    other = run("colocationquotient", SEED=2, **given, **OUT)
    assert [p for (p,) in other.rows("LOCAL", "p_value")] != p_values


def test_the_order_of_the_features_changes_nothing(run, camps, memory_layer):
    rows = [(f.geometry().asWkt(9), {"id": f["id"], "kind": f["kind"]}) for f in camps.getFeatures()]
    turned = memory_layer("Point", rows[::-1])
    found = []
    for layer in (camps, turned):
        done = run("colocationquotient", POINTS=layer, CATEGORY_FIELD="kind", METRIC="straight", **OUT)
        local = done.rows("LOCAL", "point_id", "type_b", "lclq", "p_value", "p_adjusted", "class")
        found.append((done.rows("GLOBAL", "type_a", "type_b", "clq", "p_value"), local))
    assert found[0] == found[1]
    assert len(found[0][1]) == 40 * 3  # each point once for each type B


def test_codes_of_the_schema_are_said_in_words(run, memory_layer):
    rows = [
        (f"POINT ({i} 0)", {"id": str(i), "channel": ("in_person", "phone")[i % 2], "8": i}) for i in range(6)
    ]
    done = run(
        "colocationquotient", POINTS=memory_layer("Point", rows), CATEGORY_FIELD="channel", K=1,
        METRIC="straight", TYPE_A="in_person", TYPE_B="in_person", **OUT,
    )  # fmt: skip
    (row,) = done.rows("GLOBAL", "type_a", "sentence_en", "sentence_fr")
    assert row[0] == "in_person"
    assert "“In person”" in row[1]
    assert "En personne" in row[2]


def test_adjusted_classes(run, memory_layer):
    """With twelve p of which one stands among q: its p-value alone is small, among twelve tests it is not."""
    rows = [(f"POINT ({i * 0.1} 0)", {"id": f"p{i:02}", "kind": "p"}) for i in range(11)]
    rows += [(f"POINT (9 {i * 0.01})", {"id": f"q{i}", "kind": "q"}) for i in range(4)]
    rows += [(f"POINT ({i * 0.1} 4)", {"id": f"r{i:02}", "kind": "r"}) for i in range(30)]
    rows += [("POINT (9 0.005)", {"id": "p99", "kind": "p"})]
    given = {
        "POINTS": memory_layer("Point", rows), "CATEGORY_FIELD": "kind", "TYPE_A": "p", "TYPE_B": "q", "K": 2,
        "METRIC": "straight", **OUT,
    }  # fmt: skip
    classes = {}
    for corrected in (False, True):
        done = run("colocationquotient", FDR=corrected, **given)
        rows = {row[0]: row[1:] for row in done.rows("LOCAL", "point_id", "p_value", "p_adjusted", "class")}
        classes[corrected] = rows["p99"][2]
        assert rows["p99"][1] == pytest.approx(12 * rows["p99"][0])
    # Both neighbours are q in 4·3 of 45·44 arrangements: p about 2·0.006, times twelve 0.15.
    assert classes == {False: "colocated_significant", True: "colocated"}


def test_what_cannot_work_is_said(refusal, shops, memory_layer, spoken):
    given = {"POINTS": shops, "CATEGORY_FIELD": "kind", "METRIC": "straight", **OUT}
    said = {"en": "Types found: p, q.", "fr": "Types trouvés : p, q."}
    assert said[spoken] in refusal("colocationquotient", **given, TYPE_B="z")
    said = {"en": "has no field “kinds”", "fr": "n’a pas de champ « kinds »"}
    assert said[spoken] in refusal("colocationquotient", **{**given, "CATEGORY_FIELD": "kinds"})
    said = {"en": "bisquare kernel gives the farthest", "fr": "noyau bicarré ne donne aucun poids"}
    assert said[spoken] in refusal("colocationquotient", **given, K=1, KERNEL="bisquare")
    said = {"en": "No road network is given", "fr": "Aucun réseau routier"}
    assert said[spoken] in refusal("colocationquotient", **{**given, "METRIC": "time"})
    alone = memory_layer("Point", [("POINT (0 0)", {"id": "a", "kind": "p"})])
    said = {"en": "Fewer than two points", "fr": "Moins de deux points"}
    assert said[spoken] in refusal("colocationquotient", **{**given, "POINTS": alone})
    many = memory_layer("Point", [(f"POINT ({i} 0)", {"id": i, "kind": f"k{i}"}) for i in range(41)])
    said = {"en": "41 different types", "fr": "41 types différents"}
    assert said[spoken] in refusal("colocationquotient", **{**given, "POINTS": many})


def test_it_stops_when_asked(run, camps):
    from qgis.core import QgsProcessingException

    with pytest.raises(QgsProcessingException):
        run("colocationquotient", stop_at=40, POINTS=camps, CATEGORY_FIELD="kind", METRIC="straight", **OUT)


@pytest.mark.real_data
def test_ottawa(run, ottawa, network, tmp_path):
    """Real figures add up: every type's weighted quotients are 1, and no point is lost."""
    from qgis.core import QgsVectorLayer

    uri = (
        ottawa / "service_points.csv"
    ).as_uri() + "?type=csv&xField=longitude&yField=latitude&crs=EPSG:4326"
    points = QgsVectorLayer(uri, "service points", "delimitedtext")
    report = tmp_path / "ottawa.html"
    done = run(
        "colocationquotient", POINTS=points, CATEGORY_FIELD="order_of_government", REPORT=str(report),
        **{name: str(value) for name, value in network.items()}, **OUT,
    )  # fmt: skip
    assert (
        done["POINTS_USED"] + done["POINTS_UNPLACED"] + done["POINTS_WITHOUT_TYPE"] == points.featureCount()
    )
    rows = done.rows("GLOBAL", "type_a", "type_b", "clq", "n_b")
    for focal in ("federal", "municipal", "provincial"):
        total = sum(clq * (n_b - (a == b)) for a, b, clq, n_b in rows if a == focal)
        assert total / (done["POINTS_USED"] - 1) == pytest.approx(1.0)
    assert Path(done["REPORT"]).is_file()
