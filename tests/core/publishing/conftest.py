# SPDX-License-Identifier: GPL-2.0-or-later
"""A small store with something of every kind: public, for partners, ended, closed licence, hostile text."""

import dataclasses
import importlib.util
import shutil
from datetime import datetime, timezone
from pathlib import Path

import pytest
from service_points.core.exchange import MergePolicy, merge, read_document
from service_points.core.publishing import publication_of
from service_points.core.schema import load_schema
from service_points.core.store import RowChange, create_store, open_store
from service_points.core.text import Text

NOW = datetime(2026, 11, 1, 12, 30, tzinfo=timezone.utc)
AUDIT = {"row_version": 3, "changed_at": "2026-10-02T03:04:05Z"}
SECRET = "geheim"
"""In every value that no publication may have."""


def uid(number):
    return f"{number:08d}-0000-4000-8000-000000000000"


def row(table, number, /, custodian="CA-ON", **values):
    return table, {"id": uid(number), "custodian_code": custodian, **values, **AUDIT}


def point(number, /, **values):
    common = {
        "organization_id": uid(101),
        "channel": "in_person",
        "point_type": "service_centre",
        "status": "active",
        "visibility": "public",
        "name_en": f"Office {number}",
        "name_fr": f"Bureau {number}",
        "geom": f"POINT (-75.{6900000 - number * 10000:07d} 45.4200000)",
        "geo_method": "rooftop",
        "geo_accuracy_m": 5,
        "address_line1": f"{number} Elgin Street",
        "city": "Ottawa",
        "province": "ON",
        "postal_code": "K1P 1J1",
        "timezone": "America/Toronto",
        "hours": "Mo-Fr 08:30-12:00,13:00-16:30; PH off",
        "languages": ["en", "fr"],
        "verified_on": "2026-10-01",
        "verified_method": "custodian",
        "source_id": uid(200),
        "partner_note": f"{SECRET} note {number}",
        "delivery_model": "contracted_private",
    }
    return row("service_point", number, **{**common, **values})


def organization(number, name_en, name_fr, /, **values):
    return row("organization", number, name_en=name_en, name_fr=name_fr, status="active", **values)


def source(number, licence, /, **values):
    title = values.pop("title", f"Source {number}")
    common = {"kind": "open_data_file", "title_en": title, "title_fr": title, "publisher": "Éditeur"}
    return row("source", number, licence=licence, **{**common, **values})


def rows():
    """Table and record, in an order in which references have something to refer to."""
    return [
        organization(100, "Government of Ontario", "Gouvernement de l’Ontario"),
        organization(101, "ServiceOntario", "ServiceOntario", parent_id=uid(100), url_en="https://ontario.ca",
                     url_fr="https://ontario.ca/fr", acronym_en="SO", acronym_fr="SO",
                     description_en="Counters of Ontario", description_fr="Comptoirs de l’Ontario",
                     email="so@ontario.ca"),
        organization(102, f"{SECRET} agent", f"{SECRET} mandataire"),
        source(200, "OGL-ON-1.0", attribution_en="Contains data of Ontario.", url="https://data.ontario.ca"),
        source(201, "partners_only", title=f"{SECRET} list"),
        source(202, "HOME-MADE", title=f"{SECRET} scraping"),
        source(203, "CC-BY-4.0", title=f"{SECRET} nobody uses it"),
        row("service", 400, organization_id=uid(101), name_en="Health card", name_fr="Carte Santé",
            categories=["health.card"], audience=["persons"], fee="varies", status="active",
            description_en="A card", description_fr="Une carte", url_en="https://ontario.ca/card",
            url_fr="https://ontario.ca/carte", eligibility_en="Residents", eligibility_fr="Résidents",
            how_to_apply_en="At a counter", how_to_apply_fr="Au comptoir", fee_note_en="None at first",
            fee_note_fr="Aucuns au début", verified_on="2026-09-01"),
        row("service", 401, organization_id=uid(101), name_en=f"{SECRET} helpdesk",
            categories=["information"], status="active"),
        row("service", 402, organization_id=uid(101), name_en=f"{SECRET} ended", categories=["information"],
            status="defunct"),
        row("service", 403, organization_id=uid(101), name_en="Nowhere yet", name_fr="Nulle part encore",
            categories=["information"], status="active"),
        point(1, facilities=["parking"], accessibility=["elevator", "step_free_entrance"], site_id=uid(999),
              alt_name_en="’Round the corner", alt_name_fr="'Tout près", description_en="An office\nof many",
              description_fr="Un bureau; parmi d’autres", address_line2="Floor 2",
              address_note_en="Behind the church", address_note_fr="Derrière l’église", csduid="3506008",
              geo_vintage=2021, url_en="https://ontario.ca/1", url_fr="https://ontario.ca/fr/1",
              email="bureau@ontario.ca", booking_url_en="https://ontario.ca/book",
              booking_url_fr="https://ontario.ca/rdv", hours_note_en="Ring twice",
              hours_note_fr="Sonnez deux fois",
              appointment="optional", ol_obligation="both", accessibility_note_en="Ramp on the left",
              accessibility_note_fr="Rampe à gauche"),
        point(2, visibility="partners", name_en=f"{SECRET} depot", name_fr=None,
              description_en="Write to annie.roy@gmail.com"),
        point(3, status="permanently_closed", name_en=f"{SECRET} closed"),
        point(4, status="planned", name_en=f"{SECRET} planned"),
        point(5, status="temporarily_closed", status_from="2026-10-01", status_until="2026-12-01",
              description_en="Write to annie.roy@gmail.com", partner_note=f"{SECRET} 046 454 286"),
        point(6, source_id=uid(201), name_en=f"{SECRET} licence"),
        point(7, source_id=uid(202), name_en=f"{SECRET} unlisted"),
        point(8, name_en=f"<script>{SECRET}</script>"),
        point(9, url_en=f"javascript:{SECRET}"),
        point(14, description_en=f"\u202e{SECRET} turned around"),
        point(10, parent_point_id=uid(2), source_id=None),
        point(11, organization_id=uid(102), visibility="partners", name_en=f"{SECRET} agency"),
        point(12, channel="call_centre", point_type="program_line", geom=None, geo_method=None,
              geo_accuracy_m=None, address_line1=None, city=None, province=None, postal_code=None,
              hours="24/7", name_en="Health line", name_fr="Ligne Santé"),
        point(13, name_en="=HYPERLINK(1)", name_fr="+1 «\u00a0Bureau\u00a0» \"d’ici\"",
              alt_name_en="@SUM(A1)", parent_point_id=uid(1)),
        row("service_at_point", 501, service_id=uid(400), point_id=uid(1), delivery_level="full",
            status="active", hours="We 09:00-12:00", valid_from="2024-01-01", valid_to="2030-01-01",
            appointment="required", languages=["fr"], note_en="Ask for Room 2",
            note_fr="Demandez la salle 2"),
        row("service_at_point", 502, service_id=uid(401), point_id=uid(2), delivery_level="full",
            status="active", note_en=f"{SECRET} link"),
        row("service_at_point", 503, service_id=uid(400), point_id=uid(5), delivery_level="intake",
            status="inactive", note_en=f"{SECRET} inactive"),
        row("service_at_point", 504, service_id=uid(400), point_id=uid(12), delivery_level="information",
            status="active"),
        row("phone", 301, point_id=uid(1), kind="voice", number="+16135550101", is_primary=False),
        row("phone", 302, point_id=uid(1), kind="toll_free", number="+18005550102", is_primary=True,
            languages=["fr"], label_en="Main", label_fr="Principal"),
        row("phone", 303, point_id=uid(2), kind="voice", number="+16135550103", label_en=f"{SECRET} phone"),
        row("phone", 304, organization_id=uid(102), kind="voice", number="+16135550104",
            label_en=f"{SECRET} agent phone"),
        row("phone", 305, organization_id=uid(101), kind="tty", number="+18005550105"),
        row("phone", 306, service_id=uid(400), kind="fax", number="+16135550106", extension="0012",
            hours="Mo-Fr 09:00-17:00"),
        row("phone", 307, point_id=uid(12), kind="short_code", number="811", is_primary=True),
        row("call_centre", 601, point_id=uid(12), coverage=["CA-ON"], ivr=True, callback=False,
            video_relay=True, interpretation=True, standard_seconds=120,
            standard_percent=80, calls_offered=987654321, agents_fte="98765.432",
            overflow_point_id=uid(2)),
        row("closure", 701, point_id=uid(1), kind="closed", from_date="2026-12-24", to_date="2026-12-26",
            reason_en="Holidays", reason_fr="Fêtes"),
        row("closure", 702, point_id=uid(2), kind="closed", from_date="2026-12-24", to_date="2026-12-26",
            reason_en=f"{SECRET} closure"),
        row("service_area", 801, point_id=uid(1), kind="delivery_region", name_en="East", name_fr="Est",
            geom="MULTIPOLYGON (((-76.000000 45.000000, -75.000000 45.000000, -75.000000 46.000000, "
            "-76.000000 45.000000)))"),
        row("external_id", 901, entity_table="service_point", entity_id=uid(1), scheme="on-moh",
            value="A-1", record_sha256="ab" * 32, source_id=uid(200)),
        row("external_id", 902, entity_table="organization", entity_id=uid(102), scheme="on-org",
            value=f"{SECRET} number"),
        row("external_id", 903, entity_table="service_point", entity_id=uid(2), scheme="on-moh",
            value=f"{SECRET} id"),
        row("partnership", 951, arrangement="co_location", point_id=uid(1), host_organization_id=uid(101),
            partner_organization_id=uid(102), status="active", lessons_en=f"{SECRET} lesson"),
        row("point_profile", 971, point_id=uid(1), reporting_year="2025", staff_fte="98765.432"),
    ]  # fmt: skip


def build(path, made):
    with create_store(
        path,
        title=Text("Pine River", "Rivière aux Pins"),
        jurisdictions=[
            {"code": "CA", "level": "federal", "name_en": "Canada", "name_fr": "Canada"},
            {"code": "CA-ON", "level": "provincial", "name_en": "Ontario", "name_fr": "Ontario",
             "auto_accept": True},
        ],
        store_id="5c1b1b0e-3c58-4d0a-9a55-0f3f4d8f0001",
        steward_email="registre@example.ca",
        now=NOW,
    ) as store:  # fmt: skip
        tables = load_schema().tables
        changes = [RowChange("insert", name, each[tables[name].key], each) for name, each in made]
        revision = RowChange("update", "schema_info", store.info.store_id, {"store_revision": 12})
        store.apply([*changes, revision], now=NOW)
    return path


@pytest.fixture(scope="session")
def store_path(tmp_path_factory):
    return build(tmp_path_factory.mktemp("publishing") / "store.gpkg", rows())


def published(table, number, /, **values):
    """A published row: every field that may be published, nothing known but what is given."""
    names = [field.name for field in load_schema().tables[table].fields if field.publish]
    return {**dict.fromkeys(names), "id": uid(number), "custodian_code": "CA-ON", **values}


@pytest.fixture(scope="session")
def with_fax_and_short_days(publication):
    """The publication whose office 1 has a fax as its main number, and two days of special hours."""
    fax = published("phone", 300, point_id=uid(1), kind="fax", number="+16135550100", is_primary=True)
    line = published("phone", 308, point_id=uid(12), kind="fax", number="+16135550108", is_primary=True)
    days = published("closure", 703, point_id=uid(1), kind="special_hours", from_date="2026-12-30",
                     to_date="2026-12-31", hours="09:00-12:00,13:00-15:00")  # fmt: skip
    rows = dict(publication.rows)
    phones = [each for each in rows["phone"] if each["id"] != uid(307)]
    rows["phone"] = sorted([*phones, fax, line], key=lambda each: each["id"])
    rows["closure"] = [*rows["closure"], days]
    return dataclasses.replace(publication, rows=rows)


@pytest.fixture(scope="session")
def publication(store_path):
    with open_store(store_path) as store:
        return publication_of(store)


OPEN = MergePolicy(signature="none", auto_accept=True, mass_share=1.0)
"""Lets through whatever breaks no rule."""


@pytest.fixture
def store(store_path, tmp_path):
    """A copy of the store that may be written."""
    shutil.copy(store_path, tmp_path / "copy.gpkg")
    with open_store(tmp_path / "copy.gpkg", read_only=False) as opened:
        yield opened


@pytest.fixture(scope="session")
def documents():
    """The module of ``tests/core/exchange`` that writes submissions by hand."""
    path = Path(__file__).parents[1] / "exchange" / "documents.py"
    spec = importlib.util.spec_from_file_location("documents", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def merge_into(store, documents, *changes):
    """Merge a submission on 6 November."""
    serial = store.info.revision + 1
    content = documents.content(
        *changes,
        schema_sha256=store.info.schema_sha256,
        submission_id=f"7d9f2c1e-0000-4000-8000-{serial:012d}",
    )
    now = datetime(2026, 11, 6, 8, serial, tzinfo=timezone.utc)
    result = merge(store, read_document(documents.as_bytes(content)), policy=OPEN, now=now)
    assert result.receipt.document["state"] == "accepted", result.receipt.document
    assert store.info.revision == serial


@pytest.fixture
def merged(store, documents):
    """merged(change, …) merges a submission; the store's revision goes up by one."""

    return lambda *changes: merge_into(store, documents, *changes)
