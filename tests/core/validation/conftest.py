# SPDX-License-Identifier: GPL-2.0-or-later
"""A small register in which no rule finds anything; each test spoils one thing in a copy."""

import copy
from datetime import date

import pytest
from service_points.core.schema import load_schema
from service_points.core.validation import Register, validate

TODAY = date(2026, 6, 15)


def uid(number):
    return f"00000000-0000-4000-8000-{number:012d}"


AUDIT = {"row_version": 1, "changed_at": "2026-01-01T00:00:00Z", "changed_by_submission": None}

ONTARIO = "MULTIPOLYGON (((-95 42, -74.3 42, -74.3 57, -95 57, -95 42)))"
QUEBEC = "MULTIPOLYGON (((-74.3 42, -57 42, -57 62, -74.3 62, -74.3 42)))"
OTTAWA = "MULTIPOLYGON (((-76.4 44.9, -75.2 44.9, -75.2 45.6, -76.4 45.6, -76.4 44.9)))"


def _row(serial, custodian, /, **values):
    return {"id": uid(serial), "custodian_code": custodian, **values, **AUDIT}


def _point(number, custodian, organization, **values):
    fields = {
        "organization_id": uid(organization),
        "parent_point_id": None,
        "site_id": None,
        "channel": "in_person",
        "point_type": "service_centre",
        "status": "active",
        "status_from": None,
        "status_until": None,
        "visibility": "public",
        "name_en": None,
        "name_fr": None,
        "geom": None,
        "geo_method": "rooftop",
        "address_line1": "110 Laurier Avenue West",
        "address_line2": None,
        "city": "Ottawa",
        "province": "ON",
        "postal_code": "K1P 1J1",
        "csduid": "3506008",
        "geo_vintage": 2021,
        "timezone": "America/Toronto",
        "url_en": "https://example.ca/en",
        "url_fr": "https://example.ca/fr",
        "email": "info@example.ca",
        "hours": "Mo-Fr 08:30-16:30; PH off",
        "languages": ["en", "fr"],
        "ol_obligation": "both",
        "verified_on": "2026-03-01",
        "verified_method": "custodian",
        "source_id": uid(200),
    }
    return _row(number, custodian, **{**fields, **values})


ROWS = {
    "jurisdiction": [
        {"code": "CA", "level": "federal", "name_en": "Canada", "name_fr": "Canada"},
        {"code": "CA-ON", "level": "provincial", "name_en": "Ontario", "name_fr": "Ontario"},
        {"code": "CA-NB", "level": "provincial", "name_en": "New Brunswick", "name_fr": "Nouveau-Brunswick"},
        {"code": "CA-ON-3506008", "level": "municipal", "name_en": "Ottawa", "name_fr": "Ottawa"},
    ],
    "taxonomy_term": [{"code": "health", "parent_code": None, "name_en": "Health", "name_fr": "Santé"}],
    "domain_value": [],
    "holiday": [
        {"on_date": "2026-07-01", "applies_to": ["CA"], "name_en": "Canada Day", "name_fr": "Fête du Canada"}
    ],
    "geo_unit": [
        {
            "uid": number,
            "kind": kind,
            "dguid": f"2021A000{digit}{number}",
            "vintage": 2021,
            "name_en": name,
            "name_fr": name,
            "geom": wkt,
        }
        for number, kind, digit, name, wkt in (
            ("35", "PR", 2, "Ontario", ONTARIO),
            ("24", "PR", 2, "Québec", QUEBEC),
            ("3506008", "CSD", 5, "Ottawa", OTTAWA),
        )
    ],
    "source": [
        _row(
            200,
            "CA",
            kind="open_data_file",
            title_en="Offices",
            title_fr="Bureaux",
            publisher="ESDC",
            url="https://open.canada.ca/data",
            licence="OGL-CA-2.0",
            retrieved_on="2026-01-05",
        ),
    ],
    "organization": [
        _row(101, "CA", name_en="Service Canada", name_fr="Service Canada", status="active"),
        _row(102, "CA-ON", name_en="ServiceOntario", name_fr="ServiceOntario", status="active"),
        _row(103, "CA-ON-3506008", name_en="City of Ottawa", name_fr="Ville d’Ottawa", status="active"),
    ],
    "service_point": [
        _point(
            1,
            "CA",
            101,
            name_en="Service Canada Centre",
            name_fr="Centre Service Canada",
            geom="POINT (-75.6900000 45.4200000)",
        ),
        _point(
            2,
            "CA-ON",
            102,
            name_en="Bank Street Office",
            name_fr="Bureau de la rue Bank",
            geom="POINT (-75.6800000 45.4000000)",
        ),
        _point(
            3,
            "CA-ON-3506008",
            103,
            name_en="City Hall Counter",
            name_fr="Comptoir de l’hôtel de ville",
            geom="POINT (-75.7500000 45.3500000)",
        ),
        _point(
            4,
            "CA",
            101,
            channel="call_centre",
            point_type="program_line",
            name_en="Pensions Line",
            name_fr="Ligne des pensions",
            address_line1=None,
            city=None,
            province=None,
            postal_code=None,
            csduid=None,
            geo_method=None,
            hours="24/7",
        ),
        _point(
            5,
            "CA-ON",
            102,
            channel="digital",
            point_type="web_portal",
            name_en="Licence Portal",
            name_fr="Portail des permis",
            address_line1=None,
            city=None,
            province=None,
            postal_code=None,
            csduid=None,
            geo_method=None,
            hours=None,
        ),
    ],
    "phone": [
        _row(
            301,
            "CA",
            point_id=uid(1),
            organization_id=None,
            service_id=None,
            kind="voice",
            number="+16135550101",
            extension=None,
            is_primary=True,
        ),
        _row(
            302,
            "CA",
            point_id=uid(4),
            organization_id=None,
            service_id=None,
            kind="toll_free",
            number="+18005550102",
            extension=None,
            is_primary=True,
        ),
    ],
    "service": [
        _row(
            401,
            "CA-ON",
            organization_id=uid(102),
            name_en="Health Card",
            name_fr="Carte Santé",
            categories=["health"],
            status="active",
            fee="none",
            verified_on="2026-02-01",
        ),
    ],
    "service_at_point": [
        _row(
            500 + point,
            "CA-ON",
            service_id=uid(401),
            point_id=uid(point),
            delivery_level="full",
            status="active",
            valid_from="2020-01-01",
            valid_to=None,
        )
        for point in (1, 2, 3, 4, 5)
    ],
    "call_centre": [
        _row(601, "CA", point_id=uid(4), coverage=["CA"], standard_seconds=120, agents_fte="12.5"),
    ],
    "closure": [
        _row(701, "CA", point_id=uid(1), kind="closed", from_date="2026-07-06", to_date="2026-07-10"),
    ],
    "external_id": [
        _row(801, "CA", entity_table="service_point", entity_id=uid(1), scheme="ca-burolis", value="1234"),
    ],
    "service_area": [
        _row(
            901,
            "CA",
            point_id=uid(1),
            kind="delivery_region",
            name_en="East",
            name_fr="Est",
            geom="MULTIPOLYGON (((-76 45, -75 45, -75 46, -76 46, -76 45)))",
        ),
    ],
    "partnership": [
        _row(
            951,
            "CA",
            arrangement="co_location",
            point_id=uid(1),
            host_organization_id=uid(101),
            partner_organization_id=uid(102),
            status="active",
            start_on="2024-01-01",
            end_on=None,
        ),
    ],
    "point_profile": [_row(971, "CA", point_id=uid(1), reporting_year="2025", staff_fte="3")],
}


@pytest.fixture
def rows():
    return copy.deepcopy(ROWS)


@pytest.fixture
def spoil(rows):
    """spoil(table, record, **values) changes one record of the copy, named by its number or its code."""

    def change(table, record, /, **values):
        wanted = uid(record) if isinstance(record, int) else record
        row = next(row for row in rows[table] if wanted in (row.get("id"), row.get("code"), row.get("uid")))
        row.update(values)
        return row

    return change


@pytest.fixture
def add(rows):
    """add(table, like, number, **values) adds a copy of record ``like`` under another number."""

    def insert(table, like, serial, /, **values):
        row = next(row for row in rows[table] if row["id"] == uid(like))
        rows[table].append({**copy.deepcopy(row), "id": uid(serial), **values})

    return insert


@pytest.fixture
def report(rows):
    """report("T") applies rules or families to the copy."""

    def run(*rules, base=None, today=TODAY):
        return validate(Register(load_schema(), rows, base=base), rules=rules or None, today=today)

    return run


@pytest.fixture
def found(report):
    """found("T03") are the (record, field) of the findings of a rule, in the order of the report."""

    def run(rule, **options):
        return [
            (int(f.record_id[-12:]) if f.record_id[-12:].isdigit() else f.record_id, f.field)
            for f in report(rule, **options).findings
        ]

    return run
