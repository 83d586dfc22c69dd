# SPDX-License-Identifier: GPL-2.0-or-later
"""``servicepoints:accessibility`` on one road whose distances are a matter of counting, and on real data."""

import math
from itertools import permutations

import pytest
from qgis.core import QgsFeature, QgsProcessingException, QgsVectorLayer

OUTPUTS = ("OUTPUT", "SUPPLY")
TOTALS = ("SERVED_TOTAL", "BEYOND", "UNREACHABLE", "OFF_NETWORK")


@pytest.fixture
def sites(memory_layer):
    """Two offices at the ends of the road, one without a number of counters and one far from any road."""
    rows = [
        ("POINT (0.05 0)", {"id": "b", "name_en": "East", "counters": 4.0}),
        ("POINT (0 0)", {"id": "a", "name_en": "West <1>", "counters": 6.0}),
        ("POINT (0.02 0)", {"id": "c", "name_en": "Unknown", "counters": None}),
        ("POINT (0.03 0)", {"id": "d", "name_en": "Debt", "counters": -2.0}),
        ("POINT (0.03 1)", {"id": "e", "name_en": "Away", "counters": 9.0}),
    ]
    return memory_layer("Point", rows, name="offices")


@pytest.fixture
def access(run, sites, road, people, tmp_path):
    """Run on distances; the offices are 5 hundredths of a degree apart, people at 1, 2, 3 and 4 of them."""

    def call(name="accessibility", **changes):
        given = {
            "POINTS": sites,
            "CAPACITY_FIELD": "counters",
            "NETWORK": road,
            "METRIC": "distance",
            "DEMAND": people,
            "DEMAND_FIELDS": ["people", "seniors"],
            "CUTOFFS": "1.2, 2.3, 3.4",
            "WEIGHTS": "1, 0.5, 0.25",
            "REPORT": str(tmp_path / "report.html"),
            **dict.fromkeys(OUTPUTS, "TEMPORARY_OUTPUT"),
            **changes,
        }
        return run(name, **{key: value for key, value in given.items() if value is not None})

    return call


@pytest.fixture
def refused(refusal, sites, road, people, memory_layer):
    """Run what must be refused; DEMAND may be given as the position of the only unit."""

    def call(**changes):
        given = {
            "POINTS": sites,
            "CAPACITY_FIELD": "counters",
            "NETWORK": road,
            "DEMAND": people,
            "DEMAND_FIELDS": ["people"],
            "WEIGHTS": "1, 0.5, 0.25",
            "OUTPUT": "TEMPORARY_OUTPUT",
            **changes,
        }
        if isinstance(given["DEMAND"], str):
            given["DEMAND"] = memory_layer("Point", [(given["DEMAND"], {"people": 1})])
        return refusal("accessibility", **{key: value for key, value in given.items() if value is not None})

    return call


def by_people(done):
    return {people: access for people, access in done.rows("OUTPUT", "people", "access")}


def test_zones_by_hand(access):
    """Weights by steps: 1 step counts 1, 2 steps half, 3 steps a quarter, 4 steps nothing.

    a: 10 + 20/2 + 30/4 = 27.5 people for 6 counters. b: 40 + 30/2 + 20/4 = 60 people for 4.
    """
    done = access()
    a, b = 6 / 27.5, 4 / 60
    expected = {10: a, 20: a / 2 + b / 4, 30: a / 4 + b / 2, 40: b}
    assert by_people(done) == pytest.approx(expected, rel=1e-12)
    mean = 10 / 100
    ratios = {people: ratio for people, ratio in done.rows("OUTPUT", "people", "access_ratio")}
    assert ratios == pytest.approx({p: value / mean for p, value in expected.items()}, rel=1e-12)
    assert (done["MEAN_ACCESS"], done["ACCESS_TOTAL"]) == pytest.approx((mean, 10), rel=1e-12)
    assert (done["CAPACITY_SHARED"], done["CAPACITY_TOTAL"]) == (10, 19)
    rows = done.rows("SUPPLY", "point_id", "capacity", "demand_weighted", "ratio", "load", "status")
    assert rows[:2] == [
        ("a", 6, 27.5, pytest.approx(a), pytest.approx(27.5 / 6), "used"),
        ("b", 4, 60, pytest.approx(b), 15, "used"),
    ]
    assert rows[2:] == [
        ("c", None, None, None, None, "excluded"),
        ("d", None, None, None, None, "excluded"),
        ("e", 9, None, None, None, "off_network"),
    ]
    counts = ("POINTS_PLACED", "POINTS_UNPLACED", "POINTS_WITHOUT_DEMAND", "POINTS_WITHOUT_CAPACITY")
    assert [done[name] for name in counts] == [2, 1, 0, 2]


def dai(cost, limit):
    low = math.exp(-0.5)
    return (math.exp(-0.5 * (cost / limit) ** 2) - low) / (1 - low) if cost <= limit else 0.0


@pytest.mark.parametrize(
    ("method", "more", "weigh"),
    [
        ("2sfca", {"WEIGHTS": None}, lambda c: c <= 3.4),
        ("gaussian", {}, lambda c: dai(c, 3.4)),
        ("gaussian", {"SIGMA": 1.5}, lambda c: math.exp(-c * c / 4.5) * (c <= 3.4)),
        ("gravity", {}, lambda c: 1 / c * (c <= 3.4)),
        ("gravity", {"BETA": 2, "FLOOR": 1.5}, lambda c: max(c, 1.5) ** -2 * (c <= 3.4)),
    ],
)
def test_each_method_by_hand(access, step_km, method, more, weigh):
    """The largest cutoff alone counts; the office at hundredth 0 has 6 counters, the one at 5 has 4."""
    done = access(METHOD=method, **more)
    cost = {10 * i: (i * step_km, (5 - i) * step_km) for i in (1, 2, 3, 4)}
    demand = [sum(people * weigh(pair[j]) for people, pair in cost.items()) for j in (0, 1)]
    ratio = [6 / demand[0], 4 / demand[1]]
    expected = {p: sum(r * weigh(c) for r, c in zip(ratio, pair)) for p, pair in cost.items()}
    assert by_people(done) == pytest.approx(expected, rel=1e-9)
    assert done["ACCESS_TOTAL"] == pytest.approx(10, rel=1e-12)


def test_zones_may_be_typed_in_any_order_with_their_weights(access):
    straight = by_people(access())
    assert by_people(access(CUTOFFS="3.4; 1,2; 2,3", WEIGHTS="0,25; 1; 0,5")) == straight


def test_a_preset_gives_the_weights(access):
    own = by_people(access(WEIGHTS="1,0.42,0.09"))
    assert by_people(access(WEIGHTS=None, DECAY="luo_qi_fast")) == own
    assert by_people(access(WEIGHTS=None)) == by_people(access(WEIGHTS="1,0.68,0.22"))


def test_without_fields_points_and_units_count_one(access):
    """By 2SFCA within two steps: two units near each end of the road, all four near its middle."""
    done = access(CAPACITY_FIELD=None, DEMAND_FIELDS=None, METHOD="2sfca", CUTOFFS="2.3")
    supply = {row[0]: row[1:] for row in done.rows("SUPPLY", "point_id", "capacity", "demand_weighted")}
    assert supply["a"] == (1, 2)
    assert supply["b"] == (1, 2)
    assert supply["c"] == (1, 4)
    assert done["TOTAL"] == 4


def test_totals_reconcile_and_nothing_vanishes(access, memory_layer, road):
    """Served, beyond, on an island, off the network, and left out: every unit comes out with a status."""
    roads = memory_layer(
        "LineString",
        [(feature.geometry().asWkt(), {"kmh": 60}) for feature in road.getFeatures()]
        + [("LINESTRING (0 0.1, 0.02 0.1)", {"kmh": 60})],
    )
    homes = memory_layer(
        "Point",
        [
            ("POINT (0.01 0)", {"people": 10, "ward": "x"}),
            ("POINT (0.025 0)", {"people": 20, "ward": "x"}),
            ("POINT (0.01 0.1)", {"people": 30, "ward": "y"}),
            ("POINT (0.01 0.5)", {"people": 40, "ward": "y"}),
            ("POINT (0.02 0)", {"people": None, "ward": "y"}),
            ("POINT (0.02 0)", {"people": -5, "ward": None}),
            (None, {"people": 7, "ward": "x"}),
        ],
    )
    done = access(
        DEMAND=homes,
        DEMAND_FIELDS=["people"],
        NETWORK=roads,
        METHOD="2sfca",
        CUTOFFS="1.2",
        STRATUM_FIELD="ward",
    )
    assert [done[name] for name in TOTALS] == [10, 20, 30, 40]
    assert done["TOTAL"] == 100
    found = done.rows("OUTPUT", "people", "access", "status")
    assert sorted(found, key=lambda row: (row[2], row[0] or 0)) == [
        (20, 0, "beyond"),
        (-5, None, "excluded"),
        (None, None, "excluded"),
        (7, None, "excluded"),
        (40, None, "off_network"),
        (10, pytest.approx(0.6), "served"),
        (30, 0, "unreachable"),
    ]
    assert done["POINTS_WITHOUT_DEMAND"] == 1  # the office in the east
    assert (done["ACCESS_TOTAL"], done["CAPACITY_SHARED"]) == (pytest.approx(6), 6)
    assert done["MEAN_ACCESS"] == pytest.approx(6 / 60)  # over the people on the network


def test_nobody_has_access(access, people):
    """The map and the report still say so: no mean, no ratio."""
    done = access(METHOD="2sfca", CUTOFFS="0.5")
    assert {(row[0], row[1]) for row in done.rows("OUTPUT", "access", "access_ratio")} == {(0, None)}
    assert (done["MEAN_ACCESS"], done["SERVED_TOTAL"], done["POINTS_WITHOUT_DEMAND"]) == (0, 0, 2)


def test_the_order_of_features_does_not_matter(access, memory_layer):
    rows = [(f"POINT (0.0{i} 0)", {"people": 10 * i + i / 7}) for i in (1, 2, 3, 4)]
    found = []
    for order in list(permutations(rows))[::5]:
        found.append(by_people(access(DEMAND=memory_layer("Point", order), DEMAND_FIELDS=["people"])))
    assert all(one == pytest.approx(found[0], rel=1e-12) for one in found)


def test_people_travel_or_staff_do(access, memory_layer):
    """A one-way road eastward: from the west office staff reach all, and nobody can come to it."""
    wkt = "LINESTRING (0 0, 0.05 0)"
    road = memory_layer("LineString", [(wkt, {"way": "F"})])
    one_way = {"NETWORK": road, "DIRECTION_FIELD": "way", "VALUE_FORWARD": "F", "METHOD": "2sfca"}
    come = {row[0]: row[1] for row in access(**one_way).rows("SUPPLY", "point_id", "demand_weighted")}
    go = access(TRAVEL="from_point", **one_way).rows("SUPPLY", "point_id", "demand_weighted")
    assert (come["a"], come["b"]) == (0, 90)  # within 3 steps
    assert {row[0]: row[1] for row in go}["a"] == 60


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"WEIGHTS": "1,0.5"}, "cutoffs: 3; weights: 2"),
        ({"WEIGHTS": "1,0.5,x"}, "The weight “x”"),
        ({"WEIGHTS": "1,0.5,-1"}, "The weight “-1”"),
        ({"WEIGHTS": "0,0,0"}, "one of them above 0"),
        ({"WEIGHTS": None, "CUTOFFS": "5,10"}, "weights: 3; zones: 2"),
        ({"CUTOFFS": "5,0"}, "The cutoff “0”"),
        ({"CAPACITY_FIELD": "name_en"}, "No point has a usable capacity"),
        ({"CAPACITY_FIELD": "nothing"}, "has no field “nothing”"),
        ({"SNAP_DISTANCE": 100.0, "DEMAND": "POINT (0 1)"}, "nothing to compute"),
    ],
)
def test_what_cannot_be_is_refused(refused, changes, said):
    assert said in refused(**changes)


def test_whose_access_the_border_may_change(access):
    """All four units lie on the road's land, which ends nearer than three steps away on either side."""
    done = access()
    assert done["EDGE_PEOPLE"] == 100
    assert "100 people (100.0%) live less than 3.4 km from it" in done.log.replace("\u00a0", " ")
    assert access(METHOD="2sfca", CUTOFFS="0.5")["EDGE_PEOPLE"] is None


def test_the_report_says_it_in_both_languages(access, spoken, tmp_path):
    from service_points.host.language import install_translator, remove_translator

    install_translator()
    try:
        done = access(STRATUM_FIELD="people")
    finally:
        remove_translator()
    page = (tmp_path / "report.html").read_text(encoding="utf-8").replace("\u00a0", " ")
    answer = {
        "en": "people can reach 100 of “counters” per 1,000 people, shared with all others who can; 0 people",
        "fr": "est en moyenne de 100 pour 1 000 personnes; 0 personnes (0,0 %)",
    }[spoken]
    assert answer in page.replace("\u202f", " ")
    assert done["REPORT"].endswith("report.html")
    assert page.count("<svg") == 2
    assert "West &lt;1&gt;" in page
    assert "West <1>" not in page


def test_provenance_and_rerun(access, provenance_of):
    document = provenance_of(access(), "OUTPUT")
    assert document["algorithm"] == "servicepoints:accessibility"
    left_out = {(e["parameter"], e["code"]): e["count"] for e in document["excluded"]}
    assert left_out == {
        ("POINTS", "null_capacity"): 1,
        ("POINTS", "negative_capacity"): 1,
        ("POINTS", "off_network"): 1,
    }


def test_a_request_to_stop_is_heard(access):
    with pytest.raises(QgsProcessingException):
        access(stop_at=30)


@pytest.mark.real_data
def test_ottawa_as_pysal_has_it(run, ottawa, offices, network, oracle):
    """The costs of the cost matrix, given to PySAL, give the access that the algorithm writes."""
    roads = {name: str(value) for name, value in network.items()}
    blocks = QgsVectorLayer(f"{ottawa / 'dissemination_blocks.gpkg'}", "blocks", "ogr")
    centres = QgsVectorLayer("Point?crs=EPSG:4326&field=id:integer", "centres", "memory")
    features = []
    for block in blocks.getFeatures():
        feature = QgsFeature(centres.fields())
        feature.setAttributes([block.id()])
        feature.setGeometry(block.geometry().pointOnSurface())
        features.append(feature)
    centres.dataProvider().addFeatures(features)
    points = QgsVectorLayer(offices.removeprefix("delimitedtext://"), "offices", "delimitedtext")
    given = {
        "POINTS": points,
        "DEMAND": blocks,
        "DEMAND_FIELDS": ["dbpop2021"],
        "CUTOFFS": "5,10,15",
        **roads,
    }
    done = run("accessibility", **given, OUTPUT="TEMPORARY_OUTPUT", SUPPLY="TEMPORARY_OUTPUT")
    matrix = run(
        "odmatrix", ORIGINS=centres, DESTINATIONS=points, MAX_COST=15, OUTPUT="TEMPORARY_OUTPUT", **roads
    )
    units = [0.0 if access is None else access for (access,) in done.rows("OUTPUT", "access")]
    column = {point: i for i, (point,) in enumerate(done.rows("SUPPLY", "point_id"))}
    place = {block.id(): i for i, block in enumerate(blocks.getFeatures())}
    rows = matrix.rows("OUTPUT", "origin_id", "destination_id", "cost")
    case = {
        "kind": "zones",
        "cutoffs": [5, 10, 15],
        "weights": [1, 0.68, 0.22],
        "people": [block["dbpop2021"] for block in blocks.getFeatures()],
        "supply": [1] * len(column),
        "trips": [[place[int(origin)], column[point], cost] for origin, point, cost in rows],
    }
    (theirs,) = oracle("floating", [case])
    assert len(rows) > 30_000
    assert units == pytest.approx([value or 0.0 for value in theirs], rel=1e-9, abs=1e-15)
    assert done["ACCESS_TOTAL"] == pytest.approx(done["CAPACITY_SHARED"], rel=1e-9)
    assert done["CAPACITY_SHARED"] == 18
