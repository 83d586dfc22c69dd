# SPDX-License-Identifier: GPL-2.0-or-later
from datetime import datetime, timezone

import pytest
from service_points.core.store import RowChange, create_store
from service_points.core.text import Text

NOW = datetime(2026, 11, 1, 12, 30, tzinfo=timezone.utc)
STORE_ID = "5c1b1b0e-3c58-4d0a-9a55-0f3f4d8f0001"
ORGANIZATION = "0a000000-0000-4000-8000-000000000001"
JURISDICTIONS = (
    {"code": "CA", "level": "federal", "name_en": "Canada", "name_fr": "Canada"},
    {
        "code": "CA-ON",
        "level": "provincial",
        "name_en": "Ontario",
        "name_fr": "Ontario",
        "auto_accept": True,
    },
)


def point_id(number):
    return f"{number:08d}-0000-4000-8000-000000000000"


def insert_point(number, **values):
    row = {
        "custodian_code": "CA-ON",
        "organization_id": ORGANIZATION,
        "channel": "in_person",
        "point_type": "service_centre",
        "name_en": f"Office {number}",
        "verified_on": "2026-10-01",
        "verified_method": "phone",
        "changed_at": "2026-10-02T03:04:05Z",
        "geom": "POINT (-75.6972000 45.4215000)",
        **values,
    }
    return RowChange("insert", "service_point", point_id(number), row)


@pytest.fixture
def new_store(tmp_path):
    """Create stores from the same fixed arguments under the names a test gives."""

    def create(name="store.gpkg", folder=tmp_path):
        return create_store(
            folder / name,
            title=Text("Pine River", "Rivière aux Pins"),
            jurisdictions=JURISDICTIONS,
            store_id=STORE_ID,
            steward_email="steward@example.ca",
            now=NOW,
        )

    return create


@pytest.fixture
def store(new_store):
    with new_store() as opened:
        yield opened


@pytest.fixture(name="insert_point", scope="session")
def insert_point_fixture():
    return insert_point


@pytest.fixture(name="point_id", scope="session")
def point_id_fixture():
    return point_id


@pytest.fixture
def now():
    return NOW
