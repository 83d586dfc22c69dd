# SPDX-License-Identifier: GPL-2.0-or-later
"""Days of services at points, in a file and in a database: who offers what on a day, counted by hand."""

from contextlib import closing
from datetime import date

import pytest
from service_points.core.progress import SILENT
from service_points.core.service_days import ServiceDays
from service_points.core.store import RowChange
from service_points.core.store.point_question import PointQuestion
from service_points.core.store.postgis.point_search import PointSearch
from service_points.core.store.postgis.session import Session
from service_points.core.text import Text
from service_points.layers.register import COLUMNS, read_register, summary
from service_points.processing.store_facts import read_facts

from .conftest import AUDIT, ORGANIZATION

DAY = date(2026, 11, 30)
CARD, PERMIT = (f"{n:08d}-1111-4000-8000-000000000000" for n in (1, 2))
LINKS = (  # point, service, status, first day, last day; * : offered on November 30, 2026
    (1, CARD, "active", None, None),  # *
    (1, PERMIT, "active", "2027-03-01", "2027-08-31"),
    (2, CARD, "active", "2026-11-30", None),  # *
    (2, PERMIT, "active", None, "2026-11-29"),
    (3, CARD, "active", "2026-12-01", None),
    (3, PERMIT, "active", None, "2026-11-30"),  # *
    (4, CARD, "inactive", "2026-01-01", "2026-12-31"),
    (4, PERMIT, "active", "2026-12-01", "2026-11-01"),  # contradict each other
)
OFFERED = {1: {CARD}, 2: {CARD}, 3: {PERMIT}, 4: set()}
OTHERS = {
    1: {ServiceDays(PERMIT, date(2027, 3, 1), date(2027, 8, 31))},
    2: {ServiceDays(PERMIT, None, date(2026, 11, 29))},
    3: {ServiceDays(CARD, date(2026, 12, 1), None)},
    4: {ServiceDays(PERMIT, date(2026, 12, 1), date(2026, 11, 1))},
}


def fill(store, insert_point, point_id):
    services = {CARD: ("Card", ["health.card"]), PERMIT: ("Permit", ["licence.driver"])}
    changes = [
        RowChange(
            "insert",
            "service",
            key,
            {"organization_id": ORGANIZATION, "name_en": name, "categories": terms, **AUDIT},
        )
        for key, (name, terms) in services.items()
    ]
    changes += [insert_point(number) for number in OFFERED]
    for number, (point, service, status, first, last) in enumerate(LINKS, start=1):
        row = {
            **{"point_id": point_id(point), "service_id": service, "delivery_level": "full"},
            **{"status": status, "valid_from": first, "valid_to": last, **AUDIT},
        }
        changes.append(RowChange("insert", "service_at_point", f"{number:08d}-2222-4000-8000-{0:012d}", row))
    store.apply(changes)


@pytest.fixture
def dated(store, insert_point, point_id):
    fill(store, insert_point, point_id)
    return store


@pytest.fixture
def search(postgis, insert_point, point_id):
    fill(postgis, insert_point, point_id)
    found = PointSearch(postgis.address)
    assert found.prepare(SILENT)
    yield found
    found.close()


def asked(**values):
    return PointQuestion(today=DAY, stale_before=date(2025, 11, 30), **values)


def name_of(store):
    return store.address.uri if hasattr(store, "address") else store.path


def test_the_list_says_what_is_offered_on_the_day(qgis_app, dated, point_id):
    points = {point.id: point for point in read_register(name_of(dated), today=DAY).points}
    assert {n: set(points[point_id(n)].services) for n in OFFERED} == OFFERED
    assert {n: set(points[point_id(n)].other_days) for n in OTHERS} == OTHERS
    later = {point.id: point for point in read_register(name_of(dated), today=date(2027, 3, 1)).points}
    assert {n: set(later[point_id(n)].services) for n in OFFERED} == {
        **{1: {CARD, PERMIT}, 2: {CARD}, 3: {CARD}, 4: set()}
    }


def test_co_location_takes_what_is_offered_on_the_day(qgis_app, dated, point_id):
    facts = read_facts(dated, DAY)
    terms = {CARD: "health.card", PERMIT: "licence.driver"}
    expected = {point_id(n): {terms[each] for each in services} for n, services in OFFERED.items()}
    assert facts.services == expected
    assert facts.other_days == 4  # one at each point; that of status inactive is not among them
    assert read_facts(dated, date(2027, 3, 1)).services[point_id(1)] == set(terms.values())


def test_the_server_says_the_same(qgis_app, search, point_id):
    page = search.page(asked(), SILENT, columns=COLUMNS, language="en", size=10)
    points = {row["id"]: summary(row, {}, Text("", ""), row["offers"], ()) for row in page.rows}
    assert {n: set(points[point_id(n)].services) for n in OFFERED} == OFFERED
    assert {n: set(points[point_id(n)].other_days) for n in OTHERS} == OTHERS


@pytest.mark.parametrize(("service", "expected"), [(CARD, {1, 2}), (PERMIT, {3})])
def test_the_server_finds_and_counts_by_service_on_the_day(search, postgis, point_id, service, expected):
    wanted = asked(chosen={"service": {service}})
    page = search.page(wanted, SILENT, columns=COLUMNS, language="en", size=10)
    assert {row["id"] for row in page.rows} == {point_id(n) for n in expected}
    assert search.count(wanted, SILENT) == (len(expected), len(expected))
    assert search.facet(wanted, "service", SILENT) == {CARD: 2, PERMIT: 1}
    assert search.facet(wanted, "channel", SILENT) == {"in_person": len(expected)}
    named = asked(words=("office",), chosen={"status": {"active"}})
    assert search.facet(named, "service", SILENT) == {CARD: 2, PERMIT: 1}
    condition = search.condition(wanted, SILENT)
    with closing(Session(postgis.address)) as session, session.reading() as cursor:
        cursor.execute("SELECT id::text FROM service_point WHERE " + condition)
        assert {key for (key,) in cursor.fetchall()} == {point_id(n) for n in expected}
