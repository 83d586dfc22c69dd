# SPDX-License-Identifier: GPL-2.0-or-later
"""``servicepoints:odmatrix`` on one road whose distances are a matter of counting, and on real roads."""

import random

import pytest
from pyproj import Geod
from qgis.core import QgsProcessingFeatureSourceDefinition, QgsProject, QgsVectorLayer

COLUMNS = ("origin_id", "destination_id", "cost", "distance_km", "rank")


@pytest.fixture
def homes(memory_layer):
    """Three homes along the road, their ids whole numbers; 10 comes before 9 in text order."""
    rows = [
        ("POINT (0.01 0)", {"home": 9}),
        ("POINT (0.04 0)", {"home": 10}),
        ("POINT (0.025 0)", {"home": 8}),
    ]
    return memory_layer("Point", rows, name="homes")


@pytest.fixture
def matrix(run, homes, points, road):
    """Run the matrix from the homes to the points at both ends of the road, at 60 km/h."""

    def call(**changes):
        given = {
            "ORIGINS": homes,
            "ORIGIN_ID_FIELD": "home",
            "DESTINATIONS": points,
            "NETWORK": road,
            "SPEED_FIELD": "kmh",
            "OUTPUT": "TEMPORARY_OUTPUT",
            **changes,
        }
        return run("odmatrix", **{name: value for name, value in given.items() if value is not None})

    return call


def test_a_road_by_hand(matrix, step_km):
    """At 60 km/h a kilometre takes a minute. The home half way is as far from both: “a” comes first."""
    done = matrix()
    steps = [
        ("10", "b", 1, 1), ("10", "a", 4, 2),
        ("8", "a", 2.5, 1), ("8", "b", 2.5, 2),
        ("9", "a", 1, 1), ("9", "b", 4, 2),
    ]  # fmt: skip
    rows = done.rows("OUTPUT", *COLUMNS)
    assert [(row[0], row[1], row[4]) for row in rows] == [(o, d, rank) for o, d, _, rank in steps]
    for row, (_, _, count, _) in zip(rows, steps):
        assert row[2] == pytest.approx(count * step_km, abs=1e-6)
        assert row[3] == pytest.approx(count * step_km, abs=1e-6)
    assert not done.layer("OUTPUT").isSpatial()
    assert (done["PAIRS"], done["ORIGINS_WITHOUT_DESTINATION"]) == (6, 0)


@pytest.mark.parametrize(
    ("changes", "pairs"),
    [
        ({"K": 1}, [("10", "b"), ("8", "a"), ("9", "a")]),
        ({"MAX_COST": 1.2}, [("10", "b"), ("9", "a")]),
        ({"MAX_COST": 0}, [("10", "b"), ("10", "a"), ("8", "a"), ("8", "b"), ("9", "a"), ("9", "b")]),
        ({"K": 5, "METRIC": "straight", "NETWORK": None, "SPEED_FIELD": None, "MAX_COST": 3}, [
            ("10", "b"), ("8", "a"), ("8", "b"), ("9", "a"),
        ]),
        ({"METRIC": "distance", "SPEED_FIELD": None, "MAX_COST": 1.2}, [("10", "b"), ("9", "a")]),
    ],
)  # fmt: skip
def test_the_nearest_and_the_largest_cost(matrix, changes, pairs):
    assert matrix(**changes).rows("OUTPUT", "origin_id", "destination_id") == pairs


def test_who_travels_decides_on_one_way_roads(matrix, memory_layer, step_km):
    """A one-way ring of four sides: with the traffic one side, against it three."""
    rows = [
        ("LINESTRING (0 0, 0.01 0)", {"way": "F"}),
        ("LINESTRING (0.01 0, 0.01 0.01)", {"way": "F"}),
        ("LINESTRING (0.01 0.01, 0 0.01)", {"way": "F"}),
        ("LINESTRING (0 0.01, 0 0)", {"way": "F"}),
    ]
    ring = memory_layer("LineString", rows, name="ring")
    home = memory_layer("Point", [("POINT (0 0)", {"id": "home"})])
    office = memory_layer("Point", [("POINT (0.01 0)", {"id": "office"})])
    given = {
        "ORIGINS": home, "ORIGIN_ID_FIELD": None, "DESTINATIONS": office, "NETWORK": ring,
        "SPEED_FIELD": None, "DEFAULT_SPEED": 60, "DIRECTION_FIELD": "way", "VALUE_FORWARD": "F",
    }  # fmt: skip
    ((there,),) = matrix(**given, TRAVEL="to_point").rows("OUTPUT", "cost")
    ((back,),) = matrix(**given, TRAVEL="from_point").rows("OUTPUT", "cost")
    assert there == pytest.approx(step_km, abs=1e-6)
    assert back == pytest.approx(step_km + 2 * 1.1057427582, abs=1e-5)  # a hundredth of a degree northward


def test_nobody_vanishes(matrix, memory_layer, road, provenance_of):
    """Off the network, on an island, beyond the largest cost, without geometry: all are counted and named."""
    roads = memory_layer(
        "LineString",
        [
            ("LINESTRING (0 0, 0.05 0)", {"kmh": 60}),
            ("LINESTRING (0 0.5, 0.05 0.5)", {"kmh": 60}),
        ],
    )
    origins = memory_layer(
        "Point",
        [
            ("POINT (0.001 0)", {"id": "near"}),
            ("POINT (0.05 0)", {"id": "beyond"}),
            ("POINT (0.01 0.5)", {"id": "island"}),
            ("POINT (3 3)", {"id": "off"}),
            ("", {"id": "empty"}),
        ],
    )
    targets = memory_layer("Point", [("POINT (0 0)", {"id": "a"}), ("POINT (4 4)", {"id": "z"})])
    done = matrix(ORIGINS=origins, ORIGIN_ID_FIELD="id", DESTINATIONS=targets, NETWORK=roads, MAX_COST=3)
    assert done.rows("OUTPUT", "origin_id", "destination_id") == [("near", "a")]
    numbers = ("PAIRS", "ORIGINS_OFF_NETWORK", "DESTINATIONS_OFF_NETWORK", "ORIGINS_WITHOUT_DESTINATION")
    assert [done[name] for name in numbers] == [1, 1, 1, 2]
    document = provenance_of(done, "OUTPUT")
    excluded = {(item["parameter"], item["code"]): item["examples"] for item in document["excluded"]}
    assert excluded["ORIGINS", "off_network"] == ["off"]
    assert excluded["ORIGINS", "unreachable"] == ["island"]
    assert excluded["ORIGINS", "beyond"] == ["beyond"]
    assert excluded["DESTINATIONS", "off_network"] == ["z"]
    assert len(excluded["ORIGINS", "no_geometry"]) == 1
    assert document["numbers"]["PAIRS"] == 1
    for name in ("off", "island", "beyond"):
        assert name in done.log


def test_pairs_without_a_road_are_counted(matrix, memory_layer, provenance_of):
    """Of four pairs two lie on either side of a barrier; with a limit nobody says how many there would be."""
    places = memory_layer("Point", [("POINT (0.001 0)", {"id": "west"}), ("POINT (0.049 0)", {"id": "east"})])
    barrier = memory_layer("LineString", [("LINESTRING (2783 -500, 2783 500)", {"id": 1})], crs="EPSG:3857")
    given = {"ORIGINS": places, "ORIGIN_ID_FIELD": None, "DESTINATIONS": places, "BARRIERS": barrier}
    for limit, count in ((None, 2), (1000, 0)):
        done = matrix(**given, MAX_COST=limit)
        assert done.rows("OUTPUT", "origin_id", "destination_id") == [("east", "east"), ("west", "west")]
        excluded = {item["code"]: item["count"] for item in provenance_of(done, "OUTPUT")["excluded"]}
        assert excluded.get("pair_unreachable", 0) == count
    straight = matrix(**given, METRIC="straight")
    assert straight["PAIRS"] == 4
    assert "Barriers: without effect in a straight line" in straight.log


def test_selected_project_layers(matrix, homes, points):
    """Layers of the project, by id, with a selection."""
    QgsProject.instance().addMapLayers([homes, points], False)
    try:
        homes.selectByExpression('"home" = 8')
        origins = QgsProcessingFeatureSourceDefinition(homes.id(), selectedFeaturesOnly=True)
        rows = matrix(ORIGINS=origins, DESTINATIONS=points.id()).rows("OUTPUT", "origin_id", "destination_id")
        assert rows == [("8", "a"), ("8", "b")]
    finally:
        for layer in (homes, points):
            QgsProject.instance().takeMapLayer(layer)


def test_an_id_that_comes_twice_is_refused(refusal, memory_layer, points, road):
    twice = memory_layer("Point", [("POINT (0 0)", {"id": "x"}), ("POINT (0.01 0)", {"id": "x"})])
    for origins, destinations in ((twice, points), (points, twice)):
        given = {"ORIGINS": origins, "DESTINATIONS": destinations, "NETWORK": road, "OUTPUT": "memory:"}
        assert "not unique: x" in refusal("odmatrix", **given)


def test_places_far_from_every_road_are_refused(refusal, memory_layer, points, road, spoken):
    far = memory_layer("Point", [("POINT (9 9)", {"id": "x"})])
    said = {
        "en": "No origin lies within 2,000 m",
        "fr": "Aucune origine ne se trouve à moins de 2 000 m",
    }
    given = {"ORIGINS": far, "DESTINATIONS": points, "NETWORK": road, "OUTPUT": "memory:"}
    assert said[spoken] in refusal("odmatrix", **given)


def test_the_order_of_features_changes_no_byte(matrix, memory_layer, tmp_path):
    dice = random.Random(3)
    streets = [
        (
            f"LINESTRING ({x / 100} {y / 100}, {(x + dx) / 100} {(y + 1 - dx) / 100})",
            {"kmh": dice.choice([30, 60])},
        )
        for x in range(5)
        for y in range(5)
        for dx in (0, 1)
    ]
    people = [(f"POINT ({dice.random() / 20} {dice.random() / 20})", {"home": i}) for i in range(40)]
    offices = [(f"POINT ({dice.random() / 20} {dice.random() / 20})", {"id": f"o{i}"}) for i in range(7)]
    written = []
    for attempt in range(2):
        target = tmp_path / f"{attempt}.csv"
        matrix(
            ORIGINS=memory_layer("Point", people), DESTINATIONS=memory_layer("Point", offices),
            NETWORK=memory_layer("LineString", streets), OUTPUT=str(target),
        )  # fmt: skip
        written.append(target.read_bytes())
        for rows in (streets, people, offices):
            dice.shuffle(rows)
    assert written[0] == written[1]
    assert written[0].count(b"\n") == 1 + 40 * 7


def test_stopped_at_once(run, homes, points, road):
    from qgis.core import QgsProcessingException

    with pytest.raises(QgsProcessingException, match="Stopped at your request"):
        run(
            "odmatrix", stop_at=20, ORIGINS=homes, ORIGIN_ID_FIELD="home", DESTINATIONS=points, NETWORK=road,
            OUTPUT="TEMPORARY_OUTPUT",
        )  # fmt: skip


@pytest.mark.real_data
def test_ottawa(run, offices, network):
    """Every office to every other: no road shorter than the straight line, and nobody above 110 km/h."""
    roads = {**network, "NETWORK": str(network["NETWORK"])}
    done = run("odmatrix", **roads, ORIGINS=offices, DESTINATIONS=offices, OUTPUT="TEMPORARY_OUTPUT")
    layer = QgsVectorLayer(offices.split("://", 1)[1], "offices", "delimitedtext")
    places = {str(feature.id()): feature.geometry().asPoint() for feature in layer.getFeatures()}
    rows = done.rows("OUTPUT", *COLUMNS)
    assert len(rows) == done["PAIRS"] == len(places) ** 2 == 18 * 18
    for origin, destination, minutes, km, _ in rows:
        straight = Geod(ellps="WGS84").inv(*places[origin], *places[destination])[2] / 1000.0
        assert km >= straight - 0.5  # the offices stand some way off their roads
        assert km <= minutes / 60.0 * 110.0 + 1e-6
        if origin == destination:
            assert (minutes, km) == (0.0, 0.0)
