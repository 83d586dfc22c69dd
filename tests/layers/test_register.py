# SPDX-License-Identifier: GPL-2.0-or-later
"""What is read of a store, when points are open, and how fresh they are."""

import sqlite3
from contextlib import closing
from datetime import date, datetime

import pytest
from service_points.core.errors import Cancelled, StoreError
from service_points.core.store import RowChange, open_store
from service_points.core.validation.wording import months_before
from service_points.layers.freshness import outdated
from service_points.layers.register import read_register


@pytest.fixture
def points(qgis_app, small_store):
    return {point.name.en: point for point in read_register(small_store).points}


def test_summaries(points, names):
    riverside = points["Riverside Service Centre"]
    assert riverside.name.fr == "Centre de services de l’Érablière"
    assert (riverside.order, riverside.level, riverside.jurisdiction) == ("provincial", "provincial", "CA-ON")
    assert riverside.organization.fr == "Servicesplus"
    assert riverside.lonlat == (-75.6972, 45.4215)
    assert riverside.services == (names("health_card"),)
    assert riverside.languages == ("en", "fr")
    assert riverside.address == "12 O'Brien Street, Pine River, K1A 0B1"
    assert riverside.verified_on == date(2026, 6, 1)


def test_a_missing_language_shows_the_other(points):
    assert points["Guichet Web"].name.fr == "Guichet Web"
    assert points["311 Contact Centre"].name.fr == "311 Contact Centre"
    assert points["311 Contact Centre"].lonlat is None


def test_cancel(qgis_app, small_store):
    class Impatient:
        def is_cancelled(self):
            return True

        def report(self, fraction, text=None):
            pass

    with pytest.raises(Cancelled):
        read_register(small_store, Impatient())


def test_h1_not_a_store(qgis_app, tmp_path):
    path = tmp_path / "store.gpkg"
    path.write_text("just text", encoding="utf-8")
    with pytest.raises(StoreError):
        read_register(path)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 22), 12, date(2025, 11, 22)),
        (date(2024, 2, 29), 12, date(2023, 2, 28)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 15), 2, date(2025, 11, 15)),
    ],
)
def test_months_before(day, months, expected):
    assert months_before(day, months) == expected


def test_freshness(points, names):
    today = date(2026, 11, 22)
    # the passport office: verified too long ago, and closed without an end
    assert outdated(points.values(), today) == {names("passport"): 2}


def open_at(point, register, *moment):
    from qgis.PyQt.QtCore import QDateTime, QTimeZone
    from service_points.layers.opening import open_state

    year, month, day, hour, minute = moment
    text = f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:00Z"
    now = QDateTime.fromString(text, "yyyy-MM-ddTHH:mm:ssZ")
    now.setTimeZone(QTimeZone(b"UTC"))
    return open_state(point, register, now)


def test_open_in_the_points_own_time_zone(small_store, qgis_app):
    register = read_register(small_store)
    riverside = register.points[0]
    # Monday 2026-11-23, Toronto is UTC-5: 13:29 UTC is 8:29, 13:30 UTC is 8:30
    before = open_at(riverside, register, 2026, 11, 23, 13, 29)
    assert before.open is False
    assert before.until == datetime(2026, 11, 23, 8, 30)
    after = open_at(riverside, register, 2026, 11, 23, 13, 30)
    assert after.open is True
    assert after.until == datetime(2026, 11, 23, 16, 30)


def test_open_day_and_night_and_unknown(small_store, qgis_app):
    register = read_register(small_store)
    by_name = {point.name.en: point for point in register.points}
    line = open_at(by_name["311 Contact Centre"], register, 2026, 11, 22, 3, 0)
    assert (line.open, line.until) == (True, None)
    assert open_at(by_name["Guichet Web"], register, 2026, 11, 22, 3, 0) is None
    assert open_at(by_name["Passport office 100%_sure"], register, 2026, 11, 22, 3, 0) is None


def test_k5_a_closure_overrides_the_hours(small_store, qgis_app, names):
    row = {
        "id": names("closure"),
        "custodian_code": "CA-ON",
        "row_version": 1,
        "changed_at": "2026-11-01T12:00:00Z",
        "point_id": names("riverside"),
        "kind": "closed",
        "from_date": "2026-11-23",
        "to_date": "2026-11-24",
    }
    with open_store(small_store, read_only=False) as store:
        store.apply([RowChange("insert", "closure", row["id"], row)])
    register = read_register(small_store)
    closed = open_at(register.points[0], register, 2026, 11, 23, 15, 0)
    assert (closed.open, closed.until) == (False, datetime(2026, 11, 25, 8, 30))  # not the morning after
    assert open_at(register.points[0], register, 2026, 11, 25, 15, 0).open is True
    # the Sunday before it is closed until the day after the closure, not until Monday
    assert open_at(register.points[0], register, 2026, 11, 22, 15, 0).until == datetime(2026, 11, 25, 8, 30)


def test_what_another_program_wrote_in_the_place_of_a_day_takes_no_service_away(qgis_app, small_store, names):
    with closing(sqlite3.connect(small_store)) as connection, connection:
        connection.execute("UPDATE service_at_point SET valid_from = 'soon', valid_to = '2027-03'")
    riverside = read_register(small_store, today=date(2026, 11, 30)).points[0]
    assert (riverside.services, riverside.other_days) == ((names("health_card"),), ())
