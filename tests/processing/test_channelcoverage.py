# SPDX-License-Identifier: GPL-2.0-or-later
"""``servicepoints:channelcoverage`` on four blocks along the equator, each 0.01° (1.113 km) from the next.

The counters, call centres and web services are those of a store made for it; December 2, 2024
is a Monday. A day gone by: time zones of days to come are still being decided.
"""

import csv
import importlib.util
import uuid
from pathlib import Path

import pytest
from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import QDateTime
from service_points.core.store import RowChange, open_store
from service_points.host.language import install_translator, remove_translator

AUDIT = {"custodian_code": "CA", "changed_at": "2026-10-02T03:04:05Z"}
BASIC = {"point_type": "service_centre", "verified_on": "2026-10-01", "verified_method": "phone"}
WEEK = "Mo-Fr 09:00-17:00; PH off"
NOON = "2024-12-02T12:00:00"


def uid(number):
    return f"00000000-0000-4000-8000-{number:012d}"


def point(number, channel="in_person", **values):
    types = {"call_centre": "general_call_centre", "digital": "web_portal"}
    row = {
        "organization_id": uid(900),
        "channel": channel,
        "name_en": f"Point {number}",
        "name_fr": f"Point {number}",
        "city": "Here",
        "province": "ON",
        "timezone": "America/Toronto",
        "hours": WEEK,
        "languages": ["en", "fr"],
        **BASIC,
        "point_type": types.get(channel, "service_centre"),
        **AUDIT,
        **values,
    }
    return RowChange("insert", "service_point", uid(number), row)


def calls(number, *coverage):
    row = {"point_id": uid(number), "coverage": sorted(coverage), **AUDIT}
    return RowChange("insert", "call_centre", str(uuid.uuid5(uuid.NAMESPACE_URL, str(number))), row)


POINTS = [
    point(1, geom="POINT (0.0000000 0.0000000)"),
    point(2, geom="POINT (0.0300000 0.0000000)", languages=["en"]),
    point(3, "call_centre", languages=["fr"], hours="Mo-Fr 08:00-12:00", timezone="America/Vancouver"),
    calls(3, "CA-ON"),
    point(4, "call_centre"),
    calls(4, "CA-ON-3506008"),
    point(5, "digital", custodian_code="CA-ON-3506008", hours=None),
]


@pytest.fixture
def store(run, tmp_path):
    """Make a store of Canada, Ontario and Ottawa with some points."""

    def make(*changes):
        path = tmp_path / "l'été.gpkg"
        titles = {"TITLE_EN": "Channels", "TITLE_FR": "Modes"}
        run("createstore", TARGET=str(path), JURISDICTION="CA", **titles)
        others = [
            RowChange(
                "insert", "jurisdiction", code, {"level": level, "name_en": code, "name_fr": f"{code} fr"}
            )
            for code, level in (("CA-ON", "provincial"), ("CA-ON-3506008", "municipal"))
        ]
        office = {"name_en": "O", "name_fr": "O", "status": "active", **AUDIT}
        with open_store(path, read_only=False) as opened:
            opened.apply([*others, RowChange("insert", "organization", uid(900), office), *changes])
        return path

    return make


@pytest.fixture
def blocks(memory_layer):
    """10, 20, 30 and 40 people at 0, 1, 2 and 3 hundredths; Ottawa, Ottawa, elsewhere in Ontario, Quebec."""
    codes = ("2021A00053506008", "2021A00053506008", "2021A00053507001", "2021A00052481017")
    rows = [
        (
            f"POINT (0.0{i} 0)",
            {"dguid": codes[i], "people": 10 * (i + 1), "old": i, "side": ("west", "east")[i > 1]},
        )
        for i in range(4)
    ]
    return memory_layer("Point", rows, name="blocks")


@pytest.fixture
def reach(run, blocks):
    """Within 1.2 km in a straight line, in French, on Monday at noon in Toronto."""

    def call(store, **changes):
        given = {
            "STORE": str(store),
            "DEMAND": blocks,
            "DEMAND_FIELDS": ["people", "old"],
            "CODE_FIELD": "dguid",
            "METRIC": "straight",
            "CUTOFF": 1.2,
            "LANGUAGE": "fr",
            "AT": NOON,
            "TIMEZONE": "America/Toronto",
            "AREAS": "TEMPORARY_OUTPUT",
            "INDICATORS": "TEMPORARY_OUTPUT",
            **changes,
        }
        return run("channelcoverage", **{k: v for k, v in given.items() if v is not None})

    return call


def areas(done):
    return done.rows("AREAS", "people", "channels", "counter", "call_centre", "digital")


def test_each_area_has_the_channels_that_serve_it(reach, store):
    """At noon in Toronto it is 9:00 in Vancouver, and the province’s line is open.

    Counter 1 serves the first two blocks. Counter 2, of English only, is near the last two. The province's
    line serves Ontario, Ottawa's line and web service Ottawa.
    """
    done = reach(store(*POINTS))
    assert areas(done) == [
        (10.0, "cpd", "served", "yes", "yes"),
        (20.0, "cpd", "served", "yes", "yes"),
        (30.0, "p", "not_then", "yes", "no"),
        (40.0, "none", "not_then", "no", "no"),
    ]
    counts = done.rows("AREAS", "call_centres", "digital_services", "counter_id", "counter_cost")
    assert [row[:3] for row in counts] == [
        (2, 1, uid(1)),
        (2, 1, uid(1)),
        (1, 0, uid(2)),
        (0, 0, uid(2)),
    ]
    assert counts[1][3] == pytest.approx(1.1131949, abs=1e-6)
    names = ("TOTAL", "COUNTER_SERVED", "CALL_SERVED", "DIGITAL_SERVED", "ALL_CHANNELS", "REMOTE_ONLY")
    assert [done[name] for name in names] == [100, 30, 60, 30, 30, 30]
    assert (done["NO_CHANNEL"], done["NOT_KNOWN"], done["EXCLUDED"]) == (40, 0, 0)
    assert (done["COUNTERS"], done["CALL_CENTRES"], done["DIGITAL_SERVICES"]) == (2, 2, 1)


@pytest.mark.parametrize(
    ("moment", "zone", "served"),
    [
        ("2024-12-02T12:00:00", "America/Toronto", (30, 60)),
        ("2024-12-02T10:30:00", "America/Toronto", (30, 30)),  # 7:30 in Vancouver: only Ottawa’s line
        ("2024-12-02T12:00:00", "America/Vancouver", (30, 30)),  # 15:00 in Toronto; the line closed at noon
        ("2024-12-02T09:00:00", "America/Vancouver", (30, 60)),
        ("2024-12-02T17:00:00+00:00", "America/Vancouver", (30, 60)),  # an offset says it all
        ("2024-12-02T22:00:00", "America/Toronto", (0, 0)),
        ("2024-12-01T12:00:00", "America/Toronto", (0, 0)),  # a Sunday
        (None, "America/Toronto", (30, 60)),  # hours do not matter
    ],
)
def test_one_moment_by_every_clock(reach, store, moment, zone, served):
    done = reach(store(*POINTS), AT=moment, TIMEZONE=zone)
    assert (done["COUNTER_SERVED"], done["CALL_SERVED"]) == served


def test_a_moment_with_its_offset_is_written_with_it(reach, store, tmp_path):
    """Neither this computer's zone nor the one of the parameter is that of 17:00+00:00 or of 12:00−05:00."""
    path = store(*POINTS)
    for zone in ("local", "America/Vancouver"):
        for moment, said in (
            ("2024-12-02T17:00:00+00:00", "17:00 (UTC; 17:00 UTC)"),
            ("2024-12-02T13:30:00-03:30", "13:30 (UTC\u221203:30; 17:00 UTC)"),
        ):
            done = reach(path, AT=moment, TIMEZONE=zone, REPORT=str(tmp_path / "r.html"))
            page = Path(done["REPORT"]).read_text(encoding="utf-8")
            assert f"December 2, 2024, {said}" in page.replace("\u00a0", " ")


def test_an_hour_that_clocks_skip_is_refused(refusal, reach, store, blocks):
    """On March 10, 2024, clocks in Toronto went from 2:00 to 3:00; in Regina they did not."""
    path = store(*POINTS)
    given = {"STORE": str(path), "DEMAND": blocks, "METRIC": "straight", "AREAS": "TEMPORARY_OUTPUT"}
    skipped = {"AT": "2024-03-10T02:30:00", "TIMEZONE": "America/Toronto"}
    assert "there was no 2024-03-10 02:30" in refusal("channelcoverage", **given, **skipped)
    assert reach(path, AT="2024-03-10T02:30:00", TIMEZONE="America/Regina")["TOTAL"] == 100


def test_units_without_a_population_field_are_not_passed_off_as_people(reach, store, tmp_path):
    done = reach(store(*POINTS), DEMAND_FIELDS=None, REPORT=str(tmp_path / "r.html"))
    assert (done["TOTAL"], done["COUNTER_SERVED"]) == (4, 2)
    assert "“people” are population units here" in Path(done["REPORT"]).read_text(encoding="utf-8")


def test_who_may_have_a_counter_is_not_said_to_have_none(reach, store, tmp_path):
    """The counter’s languages are not known; 30 people are near it, and all have the call centre for sure."""
    unsure = point(1, geom="POINT (0.0000000 0.0000000)", languages=None)
    everywhere = [point(4, "call_centre"), calls(4, "CA")]
    path = store(unsure, *everywhere)
    done = reach(path, REPORT=str(tmp_path / "r.html"))
    assert (done["REMOTE_ONLY"], done["COUNTER_UNKNOWN"]) == (100, 30)
    page = Path(done["REPORT"]).read_text(encoding="utf-8")
    assert "Of those served from a distance only, 30 may have a counter: that is not known." in page
    sure = reach(path, LANGUAGE="any", REPORT=str(tmp_path / "s.html"))
    assert "may have a counter" not in Path(sure["REPORT"]).read_text(encoding="utf-8")


def test_a_dialogs_moment_is_kept_so_that_the_run_can_be_repeated(reach, store, provenance_of):
    path = store(*POINTS)
    done = reach(path, AT=QDateTime(2024, 12, 2, 9, 0), TIMEZONE="America/Vancouver")
    kept = provenance_of(done, "AREAS")["parameters"]
    assert (kept["AT"], kept["TIMEZONE"]) == ("2024-12-02T09:00:00", "America/Vancouver")
    again = reach(path, AT=kept["AT"], TIMEZONE=kept["TIMEZONE"])
    assert (again["COUNTER_SERVED"], again["CALL_SERVED"]) == (done["COUNTER_SERVED"], done["CALL_SERVED"])
    assert done["CALL_SERVED"] == 60


def test_any_language_and_one_that_nobody_speaks(reach, store):
    path = store(*POINTS)
    assert reach(path, LANGUAGE="any")["COUNTER_SERVED"] == 100
    assert reach(path, LANGUAGE="en")["CALL_SERVED"] == 30
    done = reach(path, LANGUAGE="iu")
    assert (done["COUNTER_SERVED"], done["CALL_SERVED"], done["NO_CHANNEL"]) == (0, 0, 100)


def test_what_is_not_known_serves_nobody_and_is_counted(reach, store):
    """A counter without languages, a line without a time zone and one without a territory."""
    done = reach(
        store(
            point(1, geom="POINT (0.0000000 0.0000000)", languages=None),
            point(3, "call_centre", timezone=None),
            calls(3, "CA-ON-3506008"),
            point(4, "call_centre", hours="24/7"),
            point(6, geom=None),
        )
    )
    assert areas(done) == [
        (10.0, "unknown", "unknown", "unknown", "no"),
        (20.0, "unknown", "unknown", "unknown", "no"),
        (30.0, "unknown", "beyond", "unknown", "no"),
        (40.0, "unknown", "beyond", "unknown", "no"),
    ]
    assert (done["COUNTER_UNKNOWN"], done["CALL_UNKNOWN"], done["NOT_KNOWN"]) == (30, 100, 100)
    assert (done["COUNTER_SERVED"], done["CALL_SERVED"], done["NO_CHANNEL"]) == (0, 0, 0)
    assert "In person: languages of service not known" in done.log
    assert "Call centre: time zone not known" in done.log
    assert "counters without a position" in done.log


def test_without_codes_or_boundaries_only_the_country_is_known(reach, store):
    done = reach(store(*POINTS, point(7, "digital", hours=None)), CODE_FIELD=None)
    assert [row[3:] for row in areas(done)] == [("unknown", "yes")] * 4
    assert done["CALL_UNKNOWN"] == 100


def test_boundaries_of_the_store_stand_in_for_codes(reach, store):
    square = (
        "-0.005000 -0.100000, 0.015000 -0.100000, 0.015000 0.100000, -0.005000 0.100000, -0.005000 -0.100000"
    )
    unit = {
        "kind": "CSD",
        "dguid": "2021A00053506008",
        "vintage": 2021,
        "name_en": "Ottawa",
        "name_fr": "Ottawa",
        "geom": f"MULTIPOLYGON ((({square})))",
    }
    path = store(*POINTS, RowChange("insert", "geo_unit", "3506008", unit))
    done = reach(path, CODE_FIELD=None)
    assert [row[4] for row in areas(done)] == ["yes", "yes", "no", "no"]


def test_a_service_area_serves_whom_it_holds(reach, store):
    square = (
        "0.025000 -0.100000, 0.035000 -0.100000, 0.035000 0.100000, 0.025000 0.100000, 0.025000 -0.100000"
    )
    area = {
        "point_id": uid(4),
        "kind": "delivery_region",
        "geom": f"MULTIPOLYGON ((({square})))",
        "name_en": "East",
        **AUDIT,
    }
    done = reach(store(*POINTS, RowChange("insert", "service_area", uid(50), area)))
    assert [row[3] for row in areas(done)] == ["yes", "yes", "yes", "yes"]


def test_a_web_service_with_areas_serves_these_and_not_its_whole_government(reach, store):
    square = "-0.005000 -0.1000, 0.005000 -0.1000, 0.005000 0.1000, -0.005000 0.1000, -0.005000 -0.1000"
    shape = f"MULTIPOLYGON ((({square.replace('1000', '100000')})))"
    area = {"point_id": uid(5), "kind": "delivery_region", "geom": shape, "name_en": "West", **AUDIT}
    done = reach(store(*POINTS, RowChange("insert", "service_area", uid(51), area)))
    assert [row[4] for row in areas(done)] == ["yes", "no", "no", "no"]


def test_by_road_an_area_far_from_any_road_is_not_known(reach, store, road, memory_layer):
    far = memory_layer("Point", [("POINT (0.01 0)", {"people": 1}), ("POINT (0.01 0.5)", {"people": 2})])
    given = {"DEMAND": far, "DEMAND_FIELDS": ["people"], "CODE_FIELD": None, "NETWORK": road}
    done = reach(store(POINTS[0]), METRIC="distance", **given)
    assert done.rows("AREAS", "people", "channels", "counter") == [
        (1.0, "c", "served"),
        (2.0, "unknown", "off_network"),
    ]


def test_figures_by_group_and_stratum_add_up(reach, store):
    done = reach(store(*POINTS), STRATUM_FIELD="side")
    rows = done.rows("INDICATORS", "indicator", "group", "stratum", "value", "numerator", "denominator")
    found = {row[:3]: row[3:] for row in rows}
    assert len(found) == len(rows)
    assert found["served_counter", "people", None] == (30.0, 30, 100)
    assert found["served_counter", "people", "west"] == (100.0, 30, 30)
    assert found["served_call_centre", "old", "east"] == (40.0, 2, 5)
    assert found["channels_none", "people", "east"] == (pytest.approx(400 / 7), 40, 70)
    for group, whole in (("people", 100), ("old", 6)):
        parts = [v[1] for k, v in found.items() if k[0].startswith("channels_") and k[1:] == (group, None)]
        assert sum(parts) == whole


def test_left_out_people_are_counted(reach, store, memory_layer):
    layer = memory_layer("Point", [("POINT (0 0)", {"people": 5}), ("", {"people": 7})])
    done = reach(store(*POINTS), DEMAND=layer, DEMAND_FIELDS=["people"], CODE_FIELD=None)
    assert (done["TOTAL"], done["EXCLUDED"], done["COUNTER_SERVED"]) == (12, 7, 5)


def test_an_empty_store_serves_nobody(reach, store):
    done = reach(store())
    assert {row[1:] for row in areas(done)} == {("none", "unreachable", "no", "no")}
    assert done["NO_CHANNEL"] == 100


@pytest.fixture
def translated(spoken):
    """The person's language, one after the other, with its compiled sentences."""
    install_translator()
    yield spoken
    remove_translator()


def test_report_in_either_language_escapes_names(reach, store, translated, tmp_path):
    hostile = point(8, "call_centre", name_en="<script>x</script>", name_fr="<script>x</script>")
    done = reach(store(*POINTS, hostile), STRATUM_FIELD="side", REPORT=str(tmp_path / "r.html"))
    page = Path(done["REPORT"]).read_text(encoding="utf-8")
    said = {"en": "Which channels reach each community?", "fr": "Quels modes de prestation rejoignent"}
    other = {"en": "Comptoir", "fr": "Counter"}
    assert said[translated] in page
    assert other[translated] not in page
    assert "<script>" not in page
    assert "&lt;script&gt;x" in page
    moment = {
        "en": "December 2, 2024, 12:00 (America/Toronto; 17:00 UTC)",
        "fr": "2 décembre 2024, 12 h 00",
    }
    assert moment[translated] in page.replace("\u00a0", " ")


def test_style_has_a_class_for_what_occurs(reach, store, blocks):
    from service_points.layers.channel_style import style_channels

    done = reach(store(*POINTS))
    layer = done.layer("AREAS")
    style_channels(layer)
    shown = [(category.value(), category.label()) for category in layer.renderer().categories()]
    assert shown == [
        ("cpd", "Counter, call centre and digital"),
        ("p", "Call centre only"),
        ("none", "No channel"),
    ]
    looks = {
        str(category.symbol().symbolLayer(0).properties()["name"])
        for category in layer.renderer().categories()
    }
    assert len(looks) == 3  # shape, not colour alone


@pytest.mark.slow
@pytest.mark.real_data
def test_counters_of_ottawa_serve_whom_their_catchments_hold(run, ottawa, network, repository, tmp_path):
    """Two algorithms that share no way of counting: one search from all counters, catchments of each."""
    source = repository / "benchmarks" / "ottawa_store.py"
    path = tmp_path / "ottawa.gpkg"
    spec = importlib.util.spec_from_file_location("ottawa_store", source)
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    made.build(path)
    given = {
        **{name: str(value) for name, value in network.items()},
        "DEMAND": str(ottawa / "dissemination_blocks.gpkg"),
        "DEMAND_FIELDS": ["dbpop2021"],
    }
    channels = run(
        "channelcoverage", STORE=str(path), CUTOFF=10, CODE_FIELD="DBUID", AREAS="TEMPORARY_OUTPUT", **given
    )
    reached = run(
        "catchments",
        POINTS=f"{path}|layername=service_point",
        CUTOFFS="10",
        DETAIL="none",
        OUTPUT="TEMPORARY_OUTPUT",
        **given,
    )
    assert channels["TOTAL"] == 1_017_449  # the published count of 2021
    assert channels["COUNTER_SERVED"] == reached["SERVED_TOTAL"] > 900_000
    assert channels["COUNTER_UNKNOWN"] == reached["OFF_NETWORK"]
    french = run(
        "channelcoverage",
        STORE=str(path),
        CUTOFF=10,
        LANGUAGE="fr",
        AREAS="TEMPORARY_OUTPUT",
        **given,
    )
    assert french["COUNTER_SERVED"] == 0  # that store says English of every point


@pytest.mark.slow
def test_with_qgis_process(run_algorithm, repository, tmp_path):
    """The sample, on a Sunday night: call centres sleep, counters too, what is on the web does not."""
    sample = repository / "resources" / "sample"
    given = {
        "STORE": sample / "pine_river_store.gpkg",
        "DEMAND": f"{sample / 'pine_river_base.gpkg'}|layername=blocks",
        "DEMAND_FIELDS": "population",
        "CODE_FIELD": "csduid",
        "NETWORK": f"{sample / 'pine_river_base.gpkg'}|layername=roads",
        "SPEED_FIELD": "speed_kmh",
        "CUTOFF": 30,
        "LANGUAGE": "fr",
        "AT": "2026-11-29T23:00:00",
        "TIMEZONE": "America/Toronto",
        "AREAS": tmp_path / "areas.gpkg",
        "INDICATORS": tmp_path / "indicators.csv",
        "REPORT": tmp_path / "report.html",
    }
    done = run_algorithm("channelcoverage", given)
    assert done.rc == 0, done.stderr
    found = done.results
    assert (found["COUNTER_SERVED"], found["TOTAL"], found["DIGITAL_SERVED"]) == (0, 53506, 53506)
    assert found["CALL_SERVED"] == 53506  # the county’s 211 never closes
    layer = QgsVectorLayer(str(tmp_path / "areas.gpkg"), "a", "ogr")
    assert layer.featureCount() == 612
    with (tmp_path / "indicators.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    (row,) = (r for r in rows if r["indicator"] == "channels_pd")
    assert float(row["numerator"]) == 53506
