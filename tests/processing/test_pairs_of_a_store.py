# SPDX-License-Identifier: GPL-2.0-or-later
"""Pairs of the sample's shared layers; what they should say is asked of the file itself, with SQL."""

import html
import json
import re
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

OUT = {"PAIRS": "TEMPORARY_OUTPUT", "CLUSTERS": "TEMPORARY_OUTPUT", "SITES": "TEMPORARY_OUTPUT"}
DAYS = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]


@pytest.fixture(scope="module")
def store(qgis_app):
    from service_points.host.resources import sample

    return sample("pine_river_store.gpkg")


@pytest.fixture(scope="module")
def ask(store, tmp_path_factory):
    """Ask the sample with SQL: a copy, so that the file QGIS holds is left alone."""
    copy = tmp_path_factory.mktemp("store") / "copy.gpkg"
    copy.write_bytes(Path(store).read_bytes())

    def rows(statement):
        with closing(sqlite3.connect(copy)) as connection:
            return connection.execute(statement).fetchall()

    return rows


@pytest.fixture
def shared(run, store):
    def call(layer="service_point", **changes):
        given = {"POINTS": f"{store}|layername={layer}", "METRIC": "straight", "MAX_COST": 1.0, **OUT}
        return run("colocationpairs", **{**given, **changes})

    return call


@pytest.fixture
def spoken(spoken):
    """The person's language, with the words of the translation, as the plugin has them once it is loaded."""
    from service_points.host import language

    language.install_translator()
    yield spoken
    language.remove_translator()


def weekly(text):
    """The open minutes of a week, for hours made of days and spans alone; a later rule replaces a day."""
    of_day = {}
    for rule in text.split("; "):
        days, _, spans = rule.partition(" ")
        for piece in days.split(",") if days != "PH" else ():
            first, _, last = piece.partition("-")
            for day in range(DAYS.index(first), DAYS.index(last or first) + 1):
                of_day[day] = [re.findall(r"\d+", span) for span in spans.split(",")]
    found = set()
    for day, spans in of_day.items():
        for hour, minute, to_hour, to_minute in (map(int, span) for span in spans):
            start, end = 60 * hour + minute, 60 * to_hour + to_minute
            end += 1440 if end <= start else 0  # into the next day
            found |= {(1440 * day + m) % (7 * 1440) for m in range(start, end)}
    return found


def is_plain(text):
    return text is not None and all(
        re.fullmatch(r"((?:[A-Z][a-z][-,]?)+) ((?:\d\d:\d\d-\d\d:\d\d,?)+)|PH off", rule)
        for rule in text.split("; ")
    )


def either(one, other):
    """Three-valued or."""
    if True in (one, other):
        return 1.0
    return None if None in (one, other) else 0.0


def test_the_shared_layer_speaks_for_itself(shared, ask):
    done = shared()
    points = {
        row[0]: row[1:]
        for row in ask(
            "SELECT p.id, p.custodian_code, p.hours, p.languages, p.accessibility, f.counters_free,"
            " f.lease_end"
            " FROM service_point p LEFT JOIN point_profile f ON f.point_id = p.id"
        )
    }
    offered = {}
    for point, categories in ask(
        "SELECT o.point_id, s.categories FROM service_at_point o JOIN service s ON s.id = o.service_id"
        " AND s.status = 'active' AND o.status = 'active' AND o.delivery_level <> 'information'"
    ):
        offered.setdefault(point, set()).update(json.loads(categories))
    for (point,) in ask("SELECT DISTINCT point_id FROM service_at_point"):
        offered.setdefault(point, set())
    columns = (
        "a_id", "b_id", "a_group", "b_group", "services_a_only", "services_b_only", "services_common",
        "hours_overlap_h", "score_languages", "score_accessibility", "score_space", "score_lease",
    )  # fmt: skip
    soon = date(date.today().year + 5, date.today().month, 28)  # no lease of the sample ends near it
    by_hours = 0
    rows = done.rows("PAIRS", *columns)
    assert len(rows) > 50
    for a, b, group_a, group_b, only_a, only_b, common, hours, languages, doors, space, lease in rows:
        of_a, of_b = points[a], points[b]
        assert (group_a, group_b) == (of_a[0], of_b[0])
        if a in offered and b in offered:
            sets = [offered[a] - offered[b], offered[b] - offered[a], offered[a] & offered[b]]
            assert [only_a, only_b, common] == ["; ".join(sorted(each)) for each in sets]
        else:
            assert [only_a, only_b, common] == [None] * 3
        if is_plain(of_a[1]) and is_plain(of_b[1]):
            by_hours += 1
            assert hours == pytest.approx(len(weekly(of_a[1]) & weekly(of_b[1])) / 60)
        spoken = [set(json.loads(text or "[]")) for text in (of_a[2], of_b[2])]
        if all(spoken):
            assert languages == pytest.approx(len(spoken[0] & spoken[1]) / len(spoken[0] | spoken[1]))
        else:
            assert languages is None
        stated = [json.loads(text or "[]") for text in (of_a[3], of_b[3])]
        assert doors == either(*("step_free_entrance" in each if each else None for each in stated))
        assert space == either(*(None if each[4] is None else each[4] > 0 for each in (of_a, of_b)))
        ends = (None if each[5] is None else date.fromisoformat(each[5]) <= soon for each in (of_a, of_b))
        assert lease == either(*ends)
    assert by_hours > 20


@pytest.mark.parametrize(
    ("days", "offered"),
    [
        ((("2000-01-01", None), (None, "2999-12-31")), {"driving.licence", "driving.registration"}),
        ((("2999-03-01", None), (None, None)), {"driving.registration"}),
        ((("2999-03-01", "2999-08-31"), (None, "2020-06-30")), set()),
    ],
)
def test_a_service_counts_on_its_days_and_what_is_left_out_is_said(  # noqa: PLR0917
    run, store, tmp_path, spoken, days, offered
):
    """The counter of the province in Lantern Bay offers these two services."""
    changed = tmp_path / "dated.gpkg"
    changed.write_bytes(Path(store).read_bytes())
    with closing(sqlite3.connect(changed)) as connection, connection:
        (point,) = connection.execute(
            "SELECT id FROM service_point WHERE name_en = 'Ontario Counter – Lantern Bay'"
        ).fetchone()
        for category, span in zip(("driving.licence", "driving.registration"), days):
            done = connection.execute(
                "UPDATE service_at_point SET valid_from = ?, valid_to = ? WHERE point_id = ? AND service_id ="
                " (SELECT id FROM service WHERE categories = ?)",
                (*span, point, json.dumps([category])),
            )
            assert done.rowcount == 1
    given = {"POINTS": f"{changed}|layername=service_point", "METRIC": "straight", "MAX_COST": 5.0, **OUT}
    done = run("colocationpairs", **given)
    found = [
        {code for cell in (of_a if point == a else of_b, common) for code in cell.split("; ") if code}
        for a, b, of_a, of_b, common in done.rows(
            "PAIRS", "a_id", "b_id", "services_a_only", "services_b_only", "services_common"
        )
        if point in (a, b) and common is not None
    ]
    assert found
    assert all(each == offered for each in found)
    left_out = 2 - len(offered)
    said = {
        "en": f"{left_out} – services at points, active there but not offered on",
        "fr": f"{left_out} – services aux points, actifs mais non offerts le",
    }
    assert (said[spoken] in done.log) is (left_out > 0)


def test_a_layer_of_people_not_of_call_centres(shared, ask):
    done = shared()
    kept = {row[0] for row in done.rows("SITES", "site_id")}
    expected = ask(
        "SELECT id FROM service_point WHERE geom IS NOT NULL AND channel = 'in_person'"
        " AND status <> 'permanently_closed'"
    )
    assert kept == {row[0] for row in expected}
    assert {row[0] for row in shared("v_call_centre").rows("SITES", "channel")} == {"call_centre"}


def test_precedents_are_those_between_the_two_governments(shared, ask):
    done = shared()
    of_groups = {}
    for name, host, partner, status in ask(
        "SELECT p.id, h.custodian_code, o.custodian_code, p.status FROM partnership p"
        " JOIN organization h ON h.id = p.host_organization_id"
        " JOIN organization o ON o.id = p.partner_organization_id WHERE p.status <> 'proposed'"
    ):
        of_groups.setdefault(frozenset((host, partner)), []).append((status != "active", name))
    found = 0
    for group_a, group_b, precedents in done.rows("PAIRS", "a_group", "b_group", "precedents"):
        expected = [name for _, name in sorted(of_groups.get(frozenset((group_a, group_b)), []))]
        assert precedents == "; ".join(expected)
        found += len(expected)
    assert found > 20


def test_precedents_by_level_and_from_a_table(run, store, shared, memory_layer, ask):
    level = shared("v_in_person", GROUP_FIELD="level")
    pairs = dict(level.rows("PAIRS", "rank", "precedents"))
    groups = {row[0]: set(row[1:]) for row in level.rows("PAIRS", "rank", "a_group", "b_group")}
    # The First Nation hosts the federal counters once, and is the library's partner once.
    hosted = {pairs[rank] for rank in pairs if groups[rank] == {"indigenous", "federal"}}
    (expected,) = ask(
        "SELECT p.id FROM partnership p JOIN organization h ON h.id = p.host_organization_id"
        " JOIN organization o ON o.id = p.partner_organization_id"
        " WHERE h.custodian_code = 'CA-ON-x-cedar-shore' AND o.custodian_code = 'CA'"
    )
    assert hosted == set(expected)
    # Points of one's own with the store's table: their organization column says who they are.
    host, partner = ask(
        "SELECT host_organization_id, partner_organization_id FROM partnership WHERE status = 'ended'"
    )[0]
    own = [
        ("POINT (0 0)", {"id": "a", "who": "town", "organization_id": host}),
        ("POINT (0.001 0)", {"id": "b", "who": "province", "organization_id": partner}),
    ]
    table = f"{store}|layername=partnership"
    done = run(
        "colocationpairs", POINTS=memory_layer("Point", own), GROUP_FIELD="who", METRIC="straight",
        MAX_COST=1, PARTNERSHIPS=table, **OUT,
    )  # fmt: skip
    (ended,) = ask("SELECT id FROM partnership WHERE status = 'ended'")
    assert done.rows("PAIRS", "precedents") == [ended]
    # Two layers are two groups, whatever the field says.
    ours, theirs = (memory_layer("Point", [one]) for one in own)
    done = run(
        "colocationpairs", POINTS=ours, OTHERS=theirs, GROUP_FIELD="organization_id", METRIC="straight",
        MAX_COST=1, PARTNERSHIPS=table, **OUT,
    )  # fmt: skip
    assert done.rows("PAIRS", "precedents") == [ended]


def test_what_the_store_knows_does_not_hang_on_the_chosen_identifier(shared):
    columns = ("services_common", "score_space", "score_lease")
    usual, other = shared(), shared(ID_FIELD="fid")
    assert sorted(map(str, other.rows("PAIRS", *columns))) == sorted(map(str, usual.rows("PAIRS", *columns)))
    assert any(row[0] for row in other.rows("PAIRS", *columns))


def test_a_chosen_field_takes_the_place_of_the_store(shared):
    rows = shared(SERVICES_FIELD="point_type").rows("PAIRS", "services_common", "services_a_only")
    assert {row[0] for row in rows if row[0]} <= {
        "service_centre", "satellite_office", "outreach_site", "mobile_unit", "kiosk", "employment_centre",
        "specialized_office", "partner_counter", "other",
    }  # fmt: skip


@pytest.fixture
def counters(memory_layer):
    """Three counters of two governments, one step apart; of c nothing is known."""
    columns = ("id", "level", "services", "hours", "languages", "doors", "space", "lease")
    soon = f"{date.today().year + 1}-06-30"
    rows = [
        (0, ("a", "federal", "[]", "Mo-Fr 08:00-16:00", "en; fr", "yes", "0", soon)),
        (0.001, ("b", "provincial", "licence", "Mo-Fr 12:00-20:00", "en", "no", "12", "2001-01-01")),
        (0.002, ("c", "federal", "", "sometimes", "", None, None, "one day")),
    ]
    return memory_layer("Point", [(f"POINT ({x} 0)", dict(zip(columns, values))) for x, values in rows])


FIELDS = {
    "SERVICES_FIELD": "services", "HOURS_FIELD": "hours", "LANGUAGES_FIELD": "languages",
    "ACCESSIBILITY_FIELD": "doors", "SPACE_FIELD": "space", "LEASE_FIELD": "lease",
}  # fmt: skip
PARTS = ("complementarity", "hours", "languages", "accessibility", "space", "lease")


def test_fields_of_ones_own_and_what_is_not_known(run, counters, spoken):
    given = {"POINTS": counters, "GROUP_FIELD": "level", "METRIC": "straight", "MAX_COST": 1, **FIELDS, **OUT}
    done = run("colocationpairs", **given, WEIGHT_PROXIMITY=0, WEIGHT_LEASE=3)
    columns = ("a_id", "b_id", *(f"score_{part}" for part in PARTS), "score")
    rows = {row[:2]: row[2:] for row in done.rows("PAIRS", *columns)}
    # a and b: services of b alone, half of the hours, one of two languages, a door, room, a lease.
    assert rows["a", "b"] == (1.0, 0.5, 0.5, 1.0, 1.0, 1.0, pytest.approx((1 + 0.5 + 0.5 + 1 + 1 + 3) / 8))
    # b and c: room is certain, all else is not known, the lease of b being of the past.
    assert rows["b", "c"] == (None, None, None, None, 1.0, None, 1.0)
    said = {
        "en": (
            "opening hours not understood",
            "lease that ended before today",
            "end of the lease not understood",
        ),
        "fr": ("heures d’ouverture illisibles", "bail terminé avant aujourd’hui", "fin du bail illisible"),
    }
    assert all(sentence in done.log for sentence in said[spoken])


def test_weights_come_from_the_preset(run, counters):
    from service_points.core.presets.pair_weights import load_weight_presets

    given = {"POINTS": counters, "GROUP_FIELD": "level", "METRIC": "straight", "MAX_COST": 1, **FIELDS, **OUT}
    parts = (1 - 0.11132, 1.0, 0.5, 0.5, 1.0, 1.0, 1.0)  # nearness over 111 m of the equator, then as above
    names = ("proximity", *PARTS)
    for preset in load_weight_presets().values():
        weights = [preset.weights[name] for name in names]
        done = run("colocationpairs", **given, WEIGHT_PRESET=preset.id)
        expected = sum(w * p for w, p in zip(weights, parts)) / sum(weights)
        assert dict(done.rows("PAIRS", "b_id", "score"))["b"] == pytest.approx(expected, abs=1e-4)


def test_a_table_that_is_none_of_partnerships_is_refused(refusal, counters, people, spoken):
    said = {"en": "is not a table of partnerships", "fr": "n’est pas une table de partenariats"}
    given = {"POINTS": counters, "GROUP_FIELD": "level", "METRIC": "straight", "PAIRS": "TEMPORARY_OUTPUT"}
    assert said[spoken] in refusal("colocationpairs", **given, PARTNERSHIPS=people)


def test_chains_and_compact_clusters(run, memory_layer):
    rows = [(f"POINT (0 {i / 1000})", {"id": i, "level": "fp"[i % 2]}) for i in range(4)]
    given = {"POINTS": memory_layer("Point", rows), "GROUP_FIELD": "level", "METRIC": "straight"}
    chain = run("colocationpairs", **given, MAX_COST=0.12, **OUT)
    assert chain.rows("CLUSTERS", "members", "chained") == [("0, 1, 2, 3", True)]
    compact = run("colocationpairs", **given, MAX_COST=0.12, GROUPING="compact", **OUT)
    assert compact.rows("CLUSTERS", "members", "chained") == [("0, 1", False), ("2, 3", False)]


def text_of(path):
    page = Path(path).read_text(encoding="utf-8")
    page = re.sub(r"<style.*?</style>", "", page, flags=re.DOTALL)
    page = re.sub(r"</t[hd]>", "|", page)
    return html.unescape(re.sub(r"<[^>]+>", "", page)).replace("\u00a0", " ").replace("\u202f", " ")


def test_the_report_names_precedents_and_what_areas_gain(shared, store, spoken, tmp_path, ask):
    base = store.with_name("pine_river_base.gpkg")
    done = shared(
        DEMAND=f"{base}|layername=blocks", DEMAND_FIELDS=["population"], STRATUM_FIELD="stratum",
        OVERLAP_CUTOFF=3.0, MAX_COST=0.2, REPORT=str(tmp_path / "r.html"),
    )  # fmt: skip
    page = Path(done["REPORT"]).read_text(encoding="utf-8")
    assert page.count("<svg") == 1
    text = text_of(done["REPORT"])
    (lesson,) = ask(f"SELECT lessons_{spoken} FROM partnership WHERE agreement_ref = 'PR-2020-01'")[0]
    assert lesson.replace("\u00a0", " ") in text
    first = {"en": "Government of Ontario", "fr": "Gouvernement de l’Ontario"}
    assert first[spoken] in text
    with closing(sqlite3.connect(f"file:{base}?mode=ro&immutable=1", uri=True)) as blocks:
        totals = dict(blocks.execute("SELECT stratum, SUM(population) FROM blocks GROUP BY stratum"))

    def cells(name):
        row = re.search(rf"^{name}\|(.*)\|\s*$", text, re.MULTILINE)
        return [re.sub(r"[ ,]", "", cell) for cell in row[1].split("|")]

    everyone = cells({"en": "All areas", "fr": "Tous les secteurs"}[spoken])
    assert int(everyone[0]) == sum(totals.values())
    assert {stratum: int(cells(stratum)[0]) for stratum in totals} == totals
    gaining = [int(cells(stratum)[-1]) for stratum in totals]
    assert sum(gaining) == int(everyone[-1]) > 0
    rate = {"en": f"{100 * done['ONE_STOP_RATE']:.1f}%", "fr": f"{100 * done['ONE_STOP_RATE']:.1f} %"}[spoken]
    assert (rate if spoken == "en" else rate.replace(".", ",")) in text


def test_one_stop_rate_and_colocation_rates_are_numbers(shared):
    done = shared()
    colocated = [row[0] for row in done.rows("SITES", "colocated")]
    assert done["RATE_SAME_ADDRESS"] == sum(colocated) / len(colocated)
    assert 0 < done["RATE_SAME_ADDRESS"] <= done["RATE_250_M"] <= done["RATE_1000_M"] <= 1
    assert done["ONE_STOP_RATE"] is None  # without people
