# SPDX-License-Identifier: GPL-2.0-or-later
"""A small store with hand-chosen records, and ways to make a large one."""

import importlib.util
import uuid
from datetime import date
from pathlib import Path

import pytest
from service_points.core.exchange import checkout
from service_points.core.store import RowChange, create_store, open_store
from service_points.core.text import Text

TODAY = date(2026, 11, 22)
NAMESPACE = uuid.UUID("00000000-0000-4000-8000-000000000000")
JURISDICTIONS = [
    {"code": "CA", "level": "federal", "name_en": "Canada", "name_fr": "Canada"},
    {"code": "CA-ON", "level": "provincial", "name_en": "Ontario", "name_fr": "Ontario"},
    {"code": "CA-ON-3500001", "level": "municipal", "name_en": "Pine River", "name_fr": "Rivière-des-Pins"},
]
CHANGED = "2026-11-01T12:00:00Z"


def ident(name):
    return str(uuid.uuid5(NAMESPACE, name))


def insert(table, name, **values):
    row = {"id": ident(name), "row_version": 1, "changed_at": CHANGED, **values}
    return RowChange("insert", table, row["id"], row)


def organization(name, custodian, en, fr):
    return insert("organization", name, custodian_code=custodian, name_en=en, name_fr=fr, status="active")


def point(name, custodian="CA-ON", owner="prov", **values):
    row = {
        "custodian_code": custodian,
        "organization_id": ident(owner),
        "channel": "in_person",
        "point_type": "service_centre",
        "status": "active",
        "visibility": "public",
        "geo_vintage": 2021,
        "city": "Pine River",
        "province": "ON",
        "geom": "POINT (-75.6972000 45.4215000)",
        "verified_on": "2026-06-01",
        "verified_method": "phone",
        **values,
    }
    return insert("service_point", name, **row)


SMALL = [
    organization("fed", "CA", "Federal office", "Bureau fédéral"),
    organization("prov", "CA-ON", "ServicePlus", "Servicesplus"),
    organization("town", "CA-ON-3500001", "Town of Pine River", "Ville de Rivière-des-Pins"),
    point(
        "riverside",
        name_en="Riverside Service Centre",
        name_fr="Centre de services de l’Érablière",
        address_line1="12 O'Brien Street",
        postal_code="K1A 0B1",
        languages=["en", "fr"],
        hours="Mo-Fr 08:30-16:30",
        timezone="America/Toronto",
    ),
    point(
        "passport",
        custodian="CA",
        owner="fed",
        point_type="specialized_office",
        name_en="Passport office 100%_sure",
        name_fr="Bureau des passeports",
        status="temporarily_closed",
        verified_on="2024-01-15",
        languages=["en"],
        geom="POINT (-75.7000000 45.4200000)",
    ),
    point(
        "line311",
        custodian="CA-ON-3500001",
        owner="town",
        channel="call_centre",
        point_type="municipal_311",
        name_en="311 Contact Centre",
        name_fr=None,
        geom=None,
        hours="24/7",
        timezone="America/Toronto",
    ),
    point(
        "webs",
        custodian="CA-ON-3500001",
        owner="town",
        channel="digital",
        point_type="web_portal",
        name_en=None,
        name_fr="Guichet Web",
        geom=None,
        status="planned",
    ),
    insert(
        "service",
        "health_card",
        custodian_code="CA-ON",
        organization_id=ident("prov"),
        name_en="Health card",
        name_fr="Carte Santé",
        categories=["health.card"],
        status="active",
    ),
    insert(
        "service_at_point",
        "sp1",
        custodian_code="CA-ON",
        service_id=ident("health_card"),
        point_id=ident("riverside"),
        delivery_level="full",
        status="active",
    ),
    insert(
        "phone",
        "ph1",
        custodian_code="CA-ON",
        point_id=ident("riverside"),
        kind="voice",
        number="+16135550101",
    ),
]


def make_store(path, changes):
    create_store(path, title=Text("Pine test", "Essai des pins"), jurisdictions=JURISDICTIONS).close()
    with open_store(path, read_only=False) as store:
        store.apply(changes)
    return path


@pytest.fixture
def small_store(tmp_path):
    return make_store(tmp_path / "small.gpkg", SMALL)


@pytest.fixture
def working_copy(small_store, tmp_path):
    """The working copy of Ontario of the small store."""
    target = tmp_path / "copy.gpkg"
    with open_store(small_store) as store:
        checkout(store, "CA-ON", target).close()
    return target


@pytest.fixture(scope="session")
def large_store(tmp_path_factory):
    """10,000 points in a grid, every tenth a call centre, every fourth with French."""
    owners = [change for change in SMALL if change.table == "organization"]
    points = [
        point(
            f"p{i}",
            name_en=f"Office number {i}",
            name_fr=f"Bureau numéro {i}",
            address_line1=f"{i} Elm Street",
            channel="call_centre" if i % 10 == 0 else "in_person",
            point_type="general_enquiries" if i % 10 == 0 else "service_centre",
            languages=["en", "fr"] if i % 4 == 0 else ["en"],
            geom=f"POINT ({-80 + (i % 100) * 0.01:.7f} {44 + (i // 100) * 0.01:.7f})",
            hours="Mo-Fr 08:30-16:30",
            timezone="America/Toronto",
        )
        for i in range(10_000)
    ]
    return make_store(tmp_path_factory.mktemp("large") / "large.gpkg", [*owners, *points])


@pytest.fixture
def project(qgis_app):
    from qgis.core import QgsProject

    instance = QgsProject.instance()  # forms look relations up in it
    instance.clear()
    yield instance
    instance.clear()


@pytest.fixture
def french():
    from qgis.core import QgsSettings
    from service_points.host.language import SETTING

    QgsSettings().setValue(SETTING, "fr")
    yield
    QgsSettings().remove(SETTING)


@pytest.fixture
def names():
    return ident


_spec = importlib.util.spec_from_file_location(
    "service_points_test_shared_layers", Path(__file__).with_name("shared_fixtures.py")
)
_shared = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_shared)

feature_server, second_server, tls_server = _shared.feature_server, _shared.second_server, _shared.tls_server
login, proxy = _shared.login, _shared.proxy
