# SPDX-License-Identifier: GPL-2.0-or-later
"""``servicepoints:coverage`` on a road whose figures are a matter of counting, and on generated towns."""

import networkx as nx
import numpy as np
import pytest
from pyproj import Geod
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsProject
from service_points.core.presets import standards
from service_points.host.language import install_translator, remove_translator

COLUMNS = ("indicator", "group", "stratum", "service", "cutoff", "value", "target", "met")
GEOD = Geod(ellps="WGS84")
DIRECTIONS = {"DIRECTION_FIELD": "way", "VALUE_FORWARD": "F", "VALUE_BACKWARD": "B", "VALUE_BOTH": "both"}


@pytest.fixture
def homes(memory_layer):
    """10, 20, 30 and 40 people at 1, 2, 3 and 4 hundredths of a degree; seniors 9, 2, 3, 6; two villages."""
    seniors, villages = (9, 2, 3, 6), ("West", "West", "East", "East")
    rows = [
        (f"POINT (0.0{i} 0)", {"people": 10 * i, "seniors": seniors[i - 1], "village": villages[i - 1]})
        for i in (1, 2, 3, 4)
    ]
    return memory_layer("Point", rows, name="homes")


@pytest.fixture
def cover(run, points, road, homes):
    """Run coverage along the road; a parameter given as None is left out."""

    def call(*, stop_at=None, **changes):
        given = {
            "POINTS": points,
            "NETWORK": road,
            "SPEED_FIELD": "kmh",
            "METRIC": "distance",
            "DEMAND": homes,
            "DEMAND_FIELDS": ["people", "seniors"],
            "STRATUM_FIELD": "village",
            "CUTOFFS": "1.2",
            "TARGET": 60,
            **dict.fromkeys(("INDICATORS", "GAPS", "FLIPS"), "TEMPORARY_OUTPUT"),
            **changes,
        }
        chosen = {name: value for name, value in given.items() if value is not None}
        return run("coverage", stop_at=stop_at, **chosen)

    return call


def figures(done):
    """The indicators by id, group, stratum, service and cutoff."""
    table = {}
    for row in done.rows("INDICATORS", *COLUMNS):
        assert row[:5] not in table, row
        table[row[:5]] = row[5:]
    return table


def test_a_road_by_hand(cover, step_km):
    """The points stand at both ends; the first and the last home are one step from one, the others two."""
    done = cover()
    table = figures(done)
    assert table["C1", "people", None, None, 1.2] == (50, 60, False)
    assert table["C1", "seniors", None, None, 1.2] == (75, 60, True)
    assert table["C4", "people", "West", None, 1.2][0] == pytest.approx(100 / 3)
    assert table["C4", "people", "East", None, 1.2][0] == pytest.approx(400 / 7)
    assert table["C5_share", "people", None, None, 1.2][0] == 0
    assert table["C5_lowest", "people", "West", None, 1.2][0] == pytest.approx(100 / 3)
    assert table["C6_difference", "seniors", None, None, 1.2][0] == 25
    assert table["C6_ratio", "seniors", None, None, 1.2][0] == 1.5
    assert table["T1", "people", None, None, None][0] == pytest.approx(1.5 * step_km)
    assert table["T2_p50", "people", None, None, None][0] == pytest.approx(step_km)
    assert table["T3", "people", None, None, None][0] == pytest.approx(2 * step_km)
    assert table["E3", "people", None, None, None][0] == pytest.approx(2)
    # half of the people bear a third of the travel: 1 - (0.5 · 1/3 + 0.5 · (1/3 + 1))
    assert table["E1", "people", None, None, None][0] == pytest.approx(1 / 6)
    assert table["T6", "people", None, None, None][0] == pytest.approx(1)
    numbers = ("TOTAL", "SERVED_TOTAL", "BEYOND", "UNREACHABLE", "OFF_NETWORK", "EXCLUDED", "COVERAGE_RATE")
    assert [done[name] for name in numbers] == [100, 50, 50, 0, 0, 0, 50]
    assert (done["TARGET_MET"], done["STRATA"], done["POINTS_PLACED"]) == (0, 2, 2)


def test_gaps_by_hand_most_people_first(cover, step_km):
    columns = (
        "gap_rank",
        "people",
        "nearest_id",
        "status",
        "stratum",
        "stratum_people",
        "stratum_not_covered",
    )
    done = cover()
    assert done.rows("GAPS", *columns) == [
        (1, 30, "b", "beyond", "East", 70, 30),
        (2, 20, "a", "beyond", "West", 30, 20),
    ]
    assert [cost for (cost,) in done.rows("GAPS", "cost")] == pytest.approx([2 * step_km] * 2)
    assert [row for (row,) in done.rows("GAPS", "village")] == ["East", "West"]


@pytest.fixture
def awkward(memory_layer):
    """Homes of which one has no place, one no road to a point, one no road at all, one a bad number."""
    rows = [
        ("POINT (0.01 0)", {"people": 10, "seniors": 1, "village": "West"}),
        ("POINT (0.03 0)", {"people": 20, "seniors": None, "village": None}),
        ("POINT (0.005 1)", {"people": 40, "seniors": 4, "village": "North"}),
        ("POINT (5 5)", {"people": 80, "seniors": 8, "village": "North"}),
        (None, {"people": 160, "seniors": 16, "village": "West"}),
        ("POINT (0.02 0)", {"people": -5, "seniors": 32, "village": "West"}),
        ("POINT (0.02 0)", {"people": None, "seniors": 64, "village": "Nowhere"}),
        ("POINT (0.04 0)", {"people": 0, "seniors": 0, "village": "West"}),
    ]
    return memory_layer("Point", rows, name="awkward")


def test_totals_reconcile(cover, memory_layer, awkward):
    island = ("LINESTRING (0 1, 0.01 1)", {"kmh": 60})
    road = ("LINESTRING (0 0, 0.05 0)", {"kmh": 60})
    done = cover(DEMAND=awkward, NETWORK=memory_layer("LineString", [road, island], name="roads"))
    parts = ("SERVED_TOTAL", "BEYOND", "UNREACHABLE", "OFF_NETWORK", "EXCLUDED")
    assert [done[name] for name in parts] == [10, 20, 40, 80, 160]
    assert done["TOTAL"] == 310
    rows = done.rows("INDICATORS", "indicator", "group", "stratum", "numerator", "denominator", "excluded")
    shares = {row[1:3]: row[3:] for row in rows if row[0] in ("C1", "C4")}
    assert shares["people", None] == (10, 150, 160)
    assert shares["seniors", None] == (1, 13, 16 + 32 + 64)
    assert shares["people", "West"] == (10, 10, 160)
    assert shares["people", "(none)"] == (0, 20, 0)
    assert shares["seniors", "Nowhere"] == (0, 0, 64)
    times = {row[1:3]: row[4:] for row in rows if row[0] == "T1"}
    assert times["people", None] == (30, 160 + 40 + 80)
    assert [row for row in done.rows("GAPS", "people", "status", "stratum")] == [
        (80, "off_network", "North"), (40, "unreachable", "North"), (20, "beyond", "(none)"),
    ]  # fmt: skip
    without = cover(DEMAND=awkward, DEMAND_FIELDS=None, STRATUM_FIELD=None)
    assert (without["TOTAL"], without["EXCLUDED"]) == (8, 1)


def test_what_the_points_offer(cover, memory_layer):
    """The point in the west: each second week, some hours, barrier-free. That in the east knows no hours."""
    west = {
        "id": "a", "does": "passport; licence", "visits": 26, "hours": "Mo-Fr 09:00-12:00",
        "access": '["step_free_entrance", "elevator"]', "speaks": "en",
    }  # fmt: skip
    east = {
        "id": "b",
        "does": "licence",
        "visits": None,
        "hours": "by chance",
        "access": None,
        "speaks": "en,fr",
    }
    points = memory_layer("Point", [("POINT (0 0)", west), ("POINT (0.05 0)", east)], name="points")
    done = cover(
        POINTS=points, SERVICE_FIELD="does", SERVICES="licence, passport, pension", FREQUENCY_FIELD="visits",
        HOURS_FIELD="hours", ACCESSIBILITY_FIELD="access", LANGUAGES_FIELD="speaks",
    )  # fmt: skip
    table = figures(done)
    values = {
        service: table["C1", "people", None, service, 1.2][0]
        for service in ("licence", "passport", "pension")
    }
    assert values == {"licence": 50, "passport": 10, "pension": 0}
    assert table["C9_mean", "people", None, None, 1.2][0] == pytest.approx(20)
    assert table["C9_all", "people", None, None, 1.2][0] == 0
    assert table["C7", "people", None, None, 1.2][0] == pytest.approx(0.5 * 10 + 40)
    assert table["C8", "people", None, None, 1.2][0] == pytest.approx(15 / 37.5 * 10)
    assert table["C10", "people", None, None, 1.2][0] == 10
    assert table["C11", "people", None, None, 1.2][0] == 40
    assert "service that no point offers (features pension)" in done.log
    assert "unknown opening hours, taken as none (features b)" in done.log


def test_a_standard_of_the_country(cover):
    """All live within 50 km; with Canada Post's, 50% within 1.2 km become 100% within 2.5."""
    done = cover(STANDARD="service_canada", TARGET=None)
    assert (done["TARGET_MET"], done["COVERAGE_RATE"]) == (1, 100)
    post = figures(cover(STANDARD="canada_post", TARGET=None))
    assert [post["C1", "people", None, None, c] for c in (2.5, 5.0, 15.0)] == [
        (100, 78, True), (100, 88, True), (100, 98, True),
    ]  # fmt: skip
    assert post["C3", "people", None, None, 1.2][0] == 50  # the profile has the person's own cutoffs too


def test_criteria_of_groups_that_are_not_there(cover, homes):
    """1.6 km serve half; three miles all. Without a field of urban people the standard is not decided."""
    done = cover(STANDARD="uk_post_office", METRIC="straight", NETWORK=None, SPEED_FIELD=None, TARGET=None)
    assert done["TARGET_MET"] == 0
    near = cover(STANDARD="uk_post_office", METRIC="distance", TARGET=None, POINTS=homes, ID_FIELD="people")
    assert near["TARGET_MET"] == -1
    assert figures(near)["C5_lowest", "people", "East", None, 9.656064] == (100, 95, True)


def test_presence_in_every_area(cover, memory_layer):
    asked = {"STANDARD": "services_quebec", "TARGET": None}
    done = cover(**asked)
    assert done["TARGET_MET"] == 1
    assert figures(done)["C5_presence", "people", None, None, None] == (100, 100, True)
    west = memory_layer("Point", [("POINT (0 0)", {"id": "a"}), ("POINT (0.012 0)", {"id": "b"})], name="w")
    assert cover(POINTS=west, **asked)["TARGET_MET"] == 0
    rows = [
        ("POINT (0 0)", {"id": "a", "village": "East"}),
        ("POINT (0.01 0)", {"id": "b", "village": "West"}),
    ]
    assert cover(POINTS=memory_layer("Point", rows, name="own"), **asked)["TARGET_MET"] == 1


def test_the_basket_is_the_mean_over_its_services(cover, memory_layer, step_km):
    """The first home needs 1 step to the west and 4 to the east: 2.5 on average, as every home does."""
    rows = [("POINT (0 0)", {"id": "a", "does": "x"}), ("POINT (0.05 0)", {"id": "b", "does": "y"})]
    done = cover(
        POINTS=memory_layer("Point", rows, name="p"), SERVICE_FIELD="does", STANDARD="insee_basket",
        METRIC="time", TARGET=None,
    )  # fmt: skip
    table = figures(done)
    assert table["T1", "people", None, "(basket)", None][0] == pytest.approx(2.5 * step_km)
    assert (done["TARGET_MET"], done["COVERAGE_RATE"]) == (1, 100)
    assert done["MEAN_COST"] == pytest.approx(2.5 * step_km)


def test_who_flips_by_hand(cover):
    """A step takes 1.11 min at 60 km/h and 1.31 at 51; 1.2 min less a fifth are 0.96, more a fifth 1.44."""
    done = cover(METRIC="time", TARGET=40, SENSITIVITY=True)
    rows = done.rows("FLIPS", "scenario", "stratum", "value_before", "value", "flips")
    everybody = {row[0]: row[2:] for row in rows if row[1] is None}
    assert everybody == {
        "cutoff_less": (50, 0, True),
        "cutoff_more": (50, 50, False),
        "speed_less": (50, 0, True),
        "speed_more": (50, 50, False),
        "other_metric": (50, 50, False),
    }
    assert {row[1] for row in rows if row[4] and row[1]} == {"East"}  # West misses 40% as it is
    assert done["STRATA_FLIPPED"] == 1
    assert "FLIPS" not in cover().results


def test_the_border_hides_what_is_beyond(cover):
    """Along a single road the border is everywhere: whoever is not covered could be served from beyond."""
    done = cover()
    assert done["EDGE_PEOPLE"] == 50
    assert "a point beyond could cover them" in done.log


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"STANDARD": "service_canada", "METRIC": "time"}, "in the unit of the measure “Distance by road"),
        ({"STANDARD": "insee_basket", "METRIC": "time"}, "about a basket of services"),
        ({"STANDARD": "services_quebec", "STRATUM_FIELD": None}, "a point in every area"),
        ({"SERVICES": "passport"}, "not the field that lists"),
        ({"CUTOFFS": "far"}, "not a positive number"),
        ({"HOURS_FIELD": "nothing"}, "has no field “nothing”"),
    ],
)
def test_what_cannot_work_is_refused(refusal, points, road, homes, changes, said):  # noqa: PLR0917
    given = {
        "POINTS": points, "NETWORK": road, "METRIC": "distance", "DEMAND": homes, "DEMAND_FIELDS": ["people"],
        "STRATUM_FIELD": "village", "INDICATORS": "TEMPORARY_OUTPUT", **changes,
    }  # fmt: skip
    given = {name: value for name, value in given.items() if value is not None}
    assert said in refusal("coverage", **given)


def test_a_broken_file_of_standards_is_named(refusal, points, road, homes, tmp_path, monkeypatch):  # noqa: PLR0917
    broken = tmp_path / "standards.json"
    broken.write_text('{"standards": [{"id": "custom"}]}', encoding="utf-8")
    monkeypatch.setattr(standards, "STANDARDS_PATH", broken)
    standards.load_standards.cache_clear()
    try:
        said = refusal("coverage", POINTS=points, NETWORK=road, DEMAND=homes, INDICATORS="TEMPORARY_OUTPUT")
    finally:
        monkeypatch.undo()
        standards.load_standards.cache_clear()
    assert "has a mistake at “custom." in said


@pytest.fixture
def in_town(run, memory_layer):
    """Run coverage of a town in minutes; rows may be given instead of the town's own."""

    def call(town, *, crs=None, roads=None, places=None, points=None, stop_at=None, **changes):
        def layer(kind, rows, name):
            made = memory_layer(kind, rows, crs=town.crs, name=name)
            return made if crs is None else reprojected(memory_layer, made, kind, crs)

        places = [
            (wkt, {**values, "part": "odd" if values["n"] % 2 else "even"})
            for wkt, values in (places or town.places)
        ]
        return run(
            "coverage",
            stop_at=stop_at,
            **{
                "POINTS": layer("Point", points or town.points, "points"),
                "NETWORK": layer("LineString", roads or town.roads, "roads"),
                "SPEED_FIELD": "kmh",
                **DIRECTIONS,
                "DEMAND": layer("Point", places, "places"),
                "DEMAND_FIELDS": ["people"],
                "STRATUM_FIELD": "part",
                "CUTOFFS": "1,2",
                "TARGET": 50,
                "INDICATORS": "TEMPORARY_OUTPUT",
                "GAPS": "TEMPORARY_OUTPUT",
                **changes,
            },
        )

    return call


def reprojected(memory_layer, layer, kind, crs):
    transform = QgsCoordinateTransform(layer.crs(), QgsCoordinateReferenceSystem(crs), QgsProject.instance())
    rows = []
    for feature in layer.getFeatures():
        geometry = feature.geometry()
        geometry.transform(transform)
        names = [field.name() for field in feature.fields()]
        rows.append((geometry.asWkt(9), dict(zip(names, feature.attributes()))))
    return memory_layer(kind, rows, crs=crs, name=layer.name())


def test_against_networkx(in_town, make_town):
    """Least minutes to any point by Dijkstra on the pieces of the streets, summed up by definition."""
    town = make_town(14, seed=3)
    table, graph = figures(in_town(town)), nx.DiGraph()
    for a, b, speed, way in town.halves():
        minutes = GEOD.inv(*town.spots[a], *town.spots[b])[2] / 1000 / speed * 60
        if way != "B":
            graph.add_edge(b, a, m=minutes)  # reversed: people travel to the point
        if way != "F":
            graph.add_edge(a, b, m=minutes)
    assert set(graph) == set(range(len(town.spots)))
    least = nx.multi_source_dijkstra_path_length(graph, set(town.starts), weight="m")
    people = {values["n"]: values["people"] for _, values in town.places}
    assert 0.95 * len(people) < len(least) <= len(people)
    for cutoff in (1.0, 2.0):
        served = sum(people[k] for k, minutes in least.items() if minutes <= cutoff)
        share = table["C3", "people", None, None, cutoff][0]
        assert share == pytest.approx(100 * served / sum(people.values()))
    total = sum(people[k] for k in least)
    mean = sum(people[k] * minutes for k, minutes in least.items()) / total
    assert table["T1", "people", None, None, None][0] == pytest.approx(mean, rel=1e-6)
    farthest = max(minutes for k, minutes in least.items() if people[k])
    assert table["T3", "people", None, None, None][0] == pytest.approx(farthest, rel=1e-6)
    each = sorted(least[k] for k in least for _ in range(people[k]))
    assert table["T2_p90", "people", None, None, None][0] == pytest.approx(
        each[int(np.ceil(0.9 * total)) - 1], rel=1e-6
    )


def test_the_order_of_features_does_not_matter(in_town, make_town):
    town = make_town(9, seed=5)
    turned = {"roads": town.roads[::-1], "places": town.places[::-1], "points": town.points[::-1]}
    assert figures(in_town(town)) == figures(in_town(town, **turned))


@pytest.mark.parametrize("crs", ["EPSG:32618", "EPSG:3347", "EPSG:3857"])
def test_the_coordinate_system_does_not_matter(in_town, make_town, crs):
    town = make_town(9, seed=5)
    plain, other = figures(in_town(town)), figures(in_town(town, crs=crs))
    assert plain.keys() == other.keys()
    for key, (value, *_) in plain.items():
        assert other[key][0] == pytest.approx(value, rel=1e-3), key


def test_a_road_in_two_pieces_is_the_same_road(in_town, make_town):
    town = make_town(9, seed=5)
    pieces = []
    for wkt, values in town.roads:
        a, b, c = wkt[len("LINESTRING (") : -1].split(", ")
        pieces += [(f"LINESTRING ({a}, {b})", values), (f"LINESTRING ({b}, {c})", values)]
    plain, split = figures(in_town(town)), figures(in_town(town, roads=pieces))
    assert plain.keys() == split.keys()
    for key, (value, *_) in plain.items():
        assert split[key][0] == pytest.approx(value, rel=1e-9), key


def test_it_agrees_with_catchments(in_town, travel, make_town):
    town = make_town(9, seed=8)
    numbers = ("TOTAL", "SERVED_TOTAL", "BEYOND", "UNREACHABLE", "OFF_NETWORK")
    done, other = in_town(town, CUTOFFS="1.5"), travel(town, CUTOFFS="1.5", DETAIL="none")
    assert [done[name] for name in numbers] == [other[name] for name in numbers]


def test_it_can_be_stopped(in_town, make_town):
    from qgis.core import QgsProcessingException

    with pytest.raises(QgsProcessingException, match="Stopped at your request"):
        in_town(make_town(9, seed=5), stop_at=35)


@pytest.fixture
def translated(spoken):
    """The person's language, one after the other, with its compiled sentences."""
    install_translator()
    yield spoken
    remove_translator()


def test_reports_in_both_languages(cover, translated, tmp_path):
    from .test_reports import text_of

    done = cover(REPORT=str(tmp_path / "r.html"), SENSITIVITY=True)
    text = text_of(done["REPORT"])
    said = {
        "en": "50.0% of the people (50 of 100) are within 1.2 km of a point; 50 are not. The standard is not",
        "fr": "50,0 % de la population (50 sur 100) se trouve à 1,2 km ou moins d’un point; 50 personnes n’y",
    }
    assert said[translated] in text
    assert "<svg" in (tmp_path / "r.html").read_text(encoding="utf-8")
    balance = {"en": "100 read = 50 covered + 50 beyond", "fr": "100 recensées = 50 couvertes + 50 au-delà"}
    assert balance[translated] in text
    assert {"en": "Made with: Service Points 0", "fr": "Produit avec: Points de service 0"}[
        translated
    ] in text


def test_groups_are_called_what_people_call_them(cover, homes, tmp_path):
    from .test_reports import text_of

    homes.setFieldAlias(homes.fields().lookupField("seniors"), "65 and <over>")
    report = str(tmp_path / "r.html")
    done = cover(REPORT=report)
    assert "65 and <over>|20|" in text_of(report)
    assert "65 and &lt;over&gt;" in (tmp_path / "r.html").read_text(encoding="utf-8")
    assert {row[0] for row in done.rows("INDICATORS", "group")} == {"people", "seniors"}


def test_a_long_list_of_areas_ends_where_nobody_is_left_out(cover, translated, memory_layer, tmp_path):
    from .test_reports import text_of

    places = [f"POINT (0.0{1 if i < 65 else 2} 0)" for i in range(70)]
    rows = [(place, {"people": 10, "seniors": 0, "village": f"V{i:02}"}) for i, place in enumerate(places)]
    report = str(tmp_path / "r.html")
    cover(DEMAND=memory_layer("Point", rows, name="many"), REPORT=report)
    text = text_of(report)
    said = {
        "en": (
            "the lowest rate is 0.0%: V65 and 4 others.",
            "Areas where everybody is covered, not listed: 65.",
            "The 5 of 70 areas with the most people not covered",
        ),
        "fr": (
            "le taux le plus bas est de 0,0 % : V65 et 4 autres.",
            "Secteurs où tout le monde est couvert, non énumérés : 65.",
            "Les 5 secteurs, sur 70, où le plus de personnes ne sont pas couvertes",
        ),
    }
    assert [words for words in said[translated] if words not in text] == []
    assert "V69|10|10|0" in text
    assert "V64" not in text


def test_names_of_areas_are_data(cover, memory_layer, tmp_path):
    rows = [("POINT (0.01 0)", {"people": 1, "seniors": 0, "village": "<b>x</b>"})]
    done = cover(DEMAND=memory_layer("Point", rows, name="h"), REPORT=str(tmp_path / "r.html"))
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "<b>x</b>" not in page
    assert "&lt;b&gt;x&lt;/b&gt;" in page
    assert done["STRATA"] == 1


@pytest.mark.real_data
def test_ottawa(run, offices, network, ottawa):
    """Its 1,017,449 people by neighbourhood; the share within 15 minutes is what catchments count."""
    given = {
        "POINTS": offices,
        "ID_FIELD": "name_en",
        **{name: str(value) for name, value in network.items()},
    }
    given |= {"DEMAND": str(ottawa / "dissemination_blocks.gpkg"), "DEMAND_FIELDS": ["dbpop2021"]}
    done = run(
        "coverage", **given, STRATUM_FIELD="ONS_ID", CUTOFFS="15", TARGET=90, INDICATORS="TEMPORARY_OUTPUT",
        GAPS="TEMPORARY_OUTPUT",
    )  # fmt: skip
    other = run("catchments", **given, CUTOFFS="15", DETAIL="none", OUTPUT="TEMPORARY_OUTPUT")
    numbers = ("TOTAL", "SERVED_TOTAL", "BEYOND", "UNREACHABLE", "OFF_NETWORK")
    assert [done[name] for name in numbers] == [other[name] for name in numbers]
    assert done["TOTAL"] == 1_017_449
    rows = done.rows("INDICATORS", "indicator", "stratum", "numerator", "denominator")
    strata = [row for row in rows if row[0] == "C4"]
    assert sum(row[2] for row in strata) == done["SERVED_TOTAL"]
    assert sum(row[3] for row in strata) == done["TOTAL"]
    assert sum(people for (people,) in done.rows("GAPS", "people")) == done["TOTAL"] - done["SERVED_TOTAL"]
    assert done["EDGE_PEOPLE"] > 0  # across the river, in Gatineau, the layer has neither roads nor points
