# SPDX-License-Identifier: GPL-2.0-or-later
"""Every zone of the schema has a clock, on Windows too, whose Qt 5 knows zones by Windows's names."""

from datetime import datetime, timezone
from zoneinfo import ZoneInfo

import pytest
from service_points.core.schema import load_schema
from service_points.host import time_zone as module
from service_points.host.time_zone import time_zone

ZONES = sorted(load_schema().domains["timezone"].by_code)
MOMENTS = [
    datetime(year, month, 15, 17, 30, tzinfo=timezone.utc) for year in (2022, 2025) for month in (1, 7)
]


@pytest.fixture(params=["here", "on Windows"])
def where(request, qgis_app, monkeypatch):
    """Qt as it is here, or as on Windows: a zone that Windows has no name for is none."""
    from qgis.PyQt.QtCore import QTimeZone

    class OnWindows:
        def __new__(cls, name):
            return QTimeZone(name) if bytes(QTimeZone.ianaIdToWindowsId(name)) else QTimeZone(b"nowhere")

    if request.param == "on Windows":
        monkeypatch.setattr(module, "QTimeZone", OnWindows)
    time_zone.cache_clear()
    yield request.param
    time_zone.cache_clear()


@pytest.mark.parametrize("name", ZONES)
def test_every_zone_of_the_schema_has_its_clock(where, name):
    """As Python's own list of zones has it, which Windows lacks."""
    from qgis.PyQt.QtCore import QDateTime

    for moment in MOMENTS:
        there = QDateTime.fromSecsSinceEpoch(int(moment.timestamp())).toTimeZone(time_zone(name))
        assert there.offsetFromUtc() == moment.astimezone(ZoneInfo(name)).utcoffset().total_seconds()


@pytest.mark.parametrize("name", ["", "America/Nowhere", "Zürich"])
def test_no_zone(where, name):
    assert time_zone(name) is None
