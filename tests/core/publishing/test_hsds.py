# SPDX-License-Identifier: GPL-2.0-or-later
"""HSDS 3: required members and types as the specification has them, and nothing lost on the way back."""

import csv
import dataclasses
import io
import json
import math
import os
import re
import shutil
import uuid
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from service_points.core.errors import InputError
from service_points.core.importing.hsds_edition import inserts, read_edition
from service_points.core.importing.mapping import map_table
from service_points.core.importing.profile_file import load_presets
from service_points.core.importing.readers import read_hsds_package
from service_points.core.publishing import publication_of, publish
from service_points.core.publishing.hsds.mapping import OFFSETS
from service_points.core.publishing.hsds.schedules import timings
from service_points.core.schema import load_schema
from service_points.core.store import create_store, open_store
from service_points.core.text import Text

from .conftest import NOW, SECRET, uid

EDITIONS = [(language, form) for language in ("en", "fr") for form in ("json", "tables")]
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
URI = re.compile(r"(?:https?://|tel:)\S+")
DATE, TIME = re.compile(r"\d{4}-\d\d-\d\d"), re.compile(r"\d\d:\d\d")
STATUS = {"active", "inactive", "defunct", "temporarily closed"}
REQUIRED = {
    "organization": {"id", "name", "description"},
    "service": {"id", "name", "status", "organization_id"},
    "location": {"id", "location_type"},
    "service_at_location": {"id", "service_id", "location_id"},
    "address": {"id", "address_1", "city", "state_province", "postal_code", "country", "address_type"},
    "phone": {"id", "number"},
    "attribute": {"id", "link_id", "taxonomy_term_id", "link_entity"},
    "organization_identifier": {"id", "identifier_type", "identifier"},
    "taxonomy_term": {"id", "name", "description"},
}
"""``required`` and ``tabular_required`` of schema/*.json (github.com/openreferral/specification)."""
TYPES = {
    "extension": (int, float), "latitude": float, "longitude": float, "timezone": (int, float),
    "languages": list, "phones": list, "schedules": list, "attributes": list, "addresses": list,
    "accessibility": list, "contacts": list, "service_areas": list, "organization_identifiers": list,
    "organization": dict, "x_casp": dict,
}  # fmt: skip
"""Every other member is a string."""
ENUMS = {
    "location_type": {"physical", "postal", "virtual"},
    "address_type": {"physical", "postal", "virtual"},
    "freq": {"WEEKLY", "MONTHLY"},
}
CHILDREN = {
    "languages": "language", "phones": "phone", "schedules": "schedule", "attributes": "attribute",
    "addresses": "address", "accessibility": "accessibility", "contacts": "contact",
    "service_areas": "service_area", "organization_identifiers": "organization_identifier",
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(publication, tmp_path_factory):
    target = tmp_path_factory.mktemp("hsds") / "out"
    publish(publication, target, ["hsds"])
    return target / "hsds"


@pytest.fixture(scope="module")
def sample_folder(repository, tmp_path_factory):
    """The sample, which has something of everything."""
    with open_store(repository / "resources" / "sample" / "pine_river_store.gpkg") as store:
        publication = publication_of(store)
    target = tmp_path_factory.mktemp("hsds") / "sample"
    publish(publication, target, ["hsds"])
    return publication, target / "hsds"


@pytest.fixture(params=["small", "sample"])
def published(request, folder, sample_folder, publication):
    return (publication, folder) if request.param == "small" else sample_folder


def contents(folder, language, name):
    return json.loads((folder / language / f"{name}.json").read_bytes())["contents"]


FORMS = {
    **dict.fromkeys(("url", "website", "schedule_link"), URI),
    **dict.fromkeys(("valid_from", "valid_to", "assured_date"), DATE),
    **dict.fromkeys(("opens_at", "closes_at"), TIME),
}


def complaints(entity, document, place):
    lacking = REQUIRED.get(entity, {"id"}) - set(document)
    if lacking:
        yield f"{place}: lacks {sorted(lacking)}"
    for name, value in document.items():
        form = UUID if name == "id" or name.endswith("_id") else FORMS.get(name)
        allowed = (
            STATUS if (entity, name) == ("service", "status") else ENUMS.get(name, {value} if form else ())
        )
        wrong = (
            not isinstance(value, TYPES.get(name, str))
            or (form is not None and not form.fullmatch(value))
            or (bool(allowed) and value not in allowed)
        )
        if wrong:
            yield f"{place}.{name}: {value!r}"
        if name in CHILDREN:
            for number, each in enumerate(value):
                yield from complaints(CHILDREN[name], each, f"{place}.{name}.{number}")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_objects_have_what_the_specification_requires(published, language):
    _, at = published
    found = []
    for name, entity in (
        ("organizations", "organization"), ("services", "service"), ("locations", "location"),
        ("service_at_locations", "service_at_location"), ("taxonomy_terms", "taxonomy_term"),
    ):  # fmt: skip
        objects = contents(at, language, name)
        assert objects, name
        for document in objects:
            found += complaints(entity, document, f"{name}/{document['id'][:8]}")
    assert found == []


def test_official_schemas_accept_every_object(sample_folder):
    """With SERVICE_POINTS_HSDS_SCHEMAS = the folder schema/compiled of the specification, and jsonschema."""
    schemas = os.environ.get("SERVICE_POINTS_HSDS_SCHEMAS")
    if not schemas:
        pytest.skip("SERVICE_POINTS_HSDS_SCHEMAS is not set")
    jsonschema = pytest.importorskip("jsonschema")
    for name, schema in (("services", "service"), ("organizations", "organization"),
                         ("service_at_locations", "service_at_location")):  # fmt: skip
        rules = json.loads((Path(schemas) / f"{schema}.json").read_text(encoding="utf-8"))
        checker = jsonschema.Draft202012Validator(rules, format_checker=jsonschema.FormatChecker())
        for language in ("en", "fr"):
            for document in contents(sample_folder[1], language, name):
                assert [error.message for error in checker.iter_errors(document)] == []


@pytest.mark.parametrize(("language", "form"), EDITIONS)
def test_round_trip_gives_back_every_published_field(published, language, form, tmp_path):
    """Store → HSDS → rows → an empty store → its rows: the same, field by field."""
    original, at = published
    rows = read_edition(at / language, form)
    for name, expected in original.rows.items():
        assert sorted(rows[name], key=str) == sorted(expected, key=str), name
    made = create_store(tmp_path / "new.gpkg", title=Text("New", "Nouveau"), now=NOW)
    with made as store:
        seeded = {"taxonomy_term", "domain_value"}  # a new store has these already
        store.apply([change for change in inserts(rows) if change.table not in seeded], now=NOW)
        for name in set(original.rows) - seeded:
            fields = [f.name for f in load_schema().tables[name].fields if f.publish]
            stored = [{field: row[field] for field in fields} for row in store.rows(name)]
            assert sorted(stored, key=str) == sorted(original.rows[name], key=str), name


def test_no_published_field_is_left_untested(publication):
    """The small store has a value in every field that can be published: the round trip is one of all."""
    empty = {
        (name, field)
        for name in ("organization", "service", "service_point", "service_at_point", "phone", "call_centre")
        for field in publication.rows[name][0]
        if all(row[field] is None for row in publication.rows[name])
    }
    assert empty == set()


def test_a_folder_of_others_is_refused(tmp_path):
    (tmp_path / "locations.json").write_text('{"contents": [{"id": 3}]}')
    for form in ("json", "tables"):
        with pytest.raises(InputError, match="hsds3"):
            read_edition(tmp_path, form)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 200_000,
        '{"contents": [{"id": "x", "contacts": [], "languages": [{}]}]}',
        '{"contents": [{"id": "x", "contacts": {"a": 1}}]}',
    ],
)
def test_a_hostile_edition_is_refused(folder, tmp_path, text):
    edition = shutil.copytree(folder / "en", tmp_path / "en")
    (edition / "locations.json").write_text(text)
    with pytest.raises(InputError, match="hsds3"):
        read_edition(edition)


def test_both_languages_and_the_language_of_the_edition(folder):
    (english,) = [each for each in contents(folder, "en", "services") if each["id"] == uid(400)]
    (french,) = [each for each in contents(folder, "fr", "services") if each["id"] == uid(400)]
    assert (english["name"], french["name"]) == ("Health card", "Carte Santé")
    assert english["x_casp"] == french["x_casp"]
    assert english["x_casp"]["fr"]["name"] == "Carte Santé"
    names = {each["label"] for each in french["attributes"] if each["link_type"] == "fee"}
    assert names == {"Variable"}


def test_places_are_physical_or_virtual(folder):
    places = {each["id"]: each for each in contents(folder, "en", "locations")}
    office, line = places[uid(1)], places[uid(12)]
    assert office["location_type"] == "physical"
    assert (office["longitude"], office["latitude"]) == (-75.689, 45.42)
    (address,) = office["addresses"]
    assert (address["address_1"], address["country"]) == ("1 Elgin Street", "CA")
    assert (line["location_type"], line["url"]) == ("virtual", "tel:811")
    assert line["x_casp"]["call_centre"]["standard_seconds"] == 120
    assert "addresses" not in line
    assert (office["external_identifier_type"], office["external_identifier"]) == ("on-moh", "A-1")


def test_hours_become_schedules(folder):
    (office,) = [each for each in contents(folder, "en", "locations") if each["id"] == uid(1)]
    weekly = [each for each in office["schedules"] if "freq" in each]
    assert [(each["byday"], each["opens_at"], each["closes_at"]) for each in weekly] == [
        ("MO,TU,WE,TH,FR", "08:30", "12:00"), ("MO,TU,WE,TH,FR", "13:00", "16:30"),
    ]  # fmt: skip
    assert {each["timezone"] for each in weekly} == {-5}
    (closure,) = [each for each in office["schedules"] if each["id"] == uid(701)]
    assert (closure["valid_from"], closure["valid_to"], closure["notes"]) == (
        "2026-12-24", "2026-12-26", "Holidays",
    )  # fmt: skip


def test_special_hours_with_a_break_are_two_schedules_and_one_record(with_fax_and_short_days, tmp_path):
    publish(with_fax_and_short_days, tmp_path / "out", ["hsds"])
    places = {each["id"]: each for each in contents(tmp_path / "out" / "hsds", "en", "locations")}
    days = [each for each in places[uid(1)]["schedules"] if each.get("valid_from") == "2026-12-30"]
    assert [(each["opens_at"], each["closes_at"]) for each in days] == [
        ("09:00", "12:00"),
        ("13:00", "15:00"),
    ]
    assert {each["location_id"] for each in days} == {uid(1)}
    assert len({each["id"] for each in days}) == 2
    assert "url" not in places[uid(12)]  # it has a fax machine only
    for form in ("json", "tables"):
        closures = read_edition(tmp_path / "out" / "hsds" / "en", form)["closure"]
        assert [each["id"] for each in closures] == [uid(701), uid(703)]
        assert closures[1]["hours"] == "09:00-12:00,13:00-15:00"


def test_the_outline_of_a_province_comes_back_from_the_tables(publication, tmp_path):
    """Python's reader of CSV gives up at 131,072 signs in a cell, unless told otherwise."""
    ring = [(-76 + 0.5 * math.cos(i / 1000), 45 + 0.5 * math.sin(i / 1000)) for i in range(6283)]
    text = ", ".join(f"{x:.6f} {y:.6f}" for x, y in [*ring, ring[0]])
    (area,) = publication.rows["service_area"]
    area = {**area, "geom": f"MULTIPOLYGON ((({text})))"}
    assert len(area["geom"]) > csv.field_size_limit() == 131072
    large = dataclasses.replace(publication, rows={**publication.rows, "service_area": [area]})
    publish(large, tmp_path / "out", ["csv", "hsds"])
    (found,) = read_edition(tmp_path / "out" / "hsds" / "fr", "tables")["service_area"]
    assert found["geom"] == area["geom"]
    assert csv.field_size_limit() == 131072


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        ("24/7", [("WEEKLY", "MO,TU,WE,TH,FR,SA,SU", "00:00", "23:59")]),
        ("Mo-Fr 09:00-17:00; We off", [("WEEKLY", "MO,TU,TH,FR", "09:00", "17:00")]),
        ("We[1,3] 10:00-12:00", [("MONTHLY", "1WE,3WE", "10:00", "12:00")]),
        ("Fr[-1] 13:00-15:00", [("MONTHLY", "-1FR", "13:00", "15:00")]),
        ("Fr 20:00-02:00", [("WEEKLY", "FR", "20:00", "02:00")]),
        ("Sa 09:00-24:00", [("WEEKLY", "SA", "09:00", "23:59")]),
        ("PH off", []),
        ('"by chance"', []),
        ("10:00-18:00; Su off", [("WEEKLY", "MO,TU,WE,TH,FR,SA", "10:00", "18:00")]),
        ("24/7; Su off", [("WEEKLY", "MO,TU,WE,TH,FR,SA", "00:00", "23:59")]),
        ('Mo-Fr 09:00-17:00; We off "training"', [("WEEKLY", "MO,TU,TH,FR", "09:00", "17:00")]),
        (
            'Mo-We 09:00-17:00; We 13:00-17:00 "appointments"',
            [("WEEKLY", "MO,TU", "09:00", "17:00"), ("WEEKLY", "WE", "13:00", "17:00")],
        ),
        ("We[1] 09:00-12:00; We 08:00-16:00", [("WEEKLY", "WE", "08:00", "16:00")]),
    ],
)
def test_schedules_by_hand(hours, expected):
    assert list(timings(hours)) == expected


def test_offsets_are_standard_time():
    zones = set(load_schema().domains["timezone"].by_code)
    assert set(OFFSETS) == zones
    for zone, hours in OFFSETS.items():
        winter = datetime(2026, 1, 15, 12, tzinfo=ZoneInfo(zone))
        assert winter.utcoffset().total_seconds() / 3600 == hours, zone


def test_derived_identifiers_are_of_version_5_and_stable(folder):
    (office,) = [each for each in contents(folder, "en", "locations") if each["id"] == uid(1)]
    ids = [each["id"] for each in office["languages"]]
    assert ids == [str(uuid.uuid5(uuid.UUID(uid(1)), f"language/{code}")) for code in ("en", "fr")]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_tables_are_a_package_with_keys_that_lead_somewhere(sample_folder, language):
    _, at = sample_folder
    package = json.loads((at / language / "datapackage.json").read_bytes())
    tables = {}
    for resource in package["resources"]:
        text = (at / language / resource["path"]).read_bytes().decode("utf-8-sig")
        lines = list(csv.reader(io.StringIO(text, newline="")))
        assert lines[0] == [field["name"] for field in resource["schema"]["fields"]]
        tables[resource["name"]] = [dict(zip(lines[0], line)) for line in lines[1:]]
    for resource in package["resources"]:
        rows = tables[resource["name"]]
        if resource["schema"].get("primaryKey"):
            assert len({row["id"] for row in rows}) == len(rows), resource["name"]
        for field in resource["schema"]["fields"]:
            if field.get("constraints", {}).get("required"):
                assert all(row[field["name"]] for row in rows), (resource["name"], field["name"])
        for key in resource["schema"].get("foreignKeys", ()):
            target = key["reference"]["resource"] or resource["name"]
            known = {row["id"] for row in tables[target]}
            assert {row[key["fields"]] for row in rows} - {""} <= known, (resource["name"], key)


def test_what_is_not_public_is_in_no_file(folder, publication):
    planted = [SECRET, "98765", *(each.id for each in publication.withheld)]
    for path in folder.rglob("*.*"):
        text = path.read_text(encoding="utf-8")
        assert not [value for value in planted if value in text], path


def test_the_reader_for_others_reads_it_too(folder):
    table = read_hsds_package(folder / "fr")
    assert len(table) == 5
    row = table.columns["id"].index(uid(1))
    assert table.columns["x_casp.hours"][row] == "Mo-Fr 08:30-12:00,13:00-16:30; PH off"
    assert table.columns["x_casp.en.name"][row] == "Office 1"
    assert table.columns["addresses.1.postal_code"][row] == "K1P 1J1"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_profile_for_others_takes_what_is_ours(folder, language):
    """Imported into another register: what HSDS cannot say comes from ``x_casp``, in both languages."""
    found = map_table(load_presets()["hsds3"], read_hsds_package(folder / language))
    rows = dict(zip(found.keys, zip(*found.fields.values())))
    office, line = (dict(zip(found.fields, rows[uid(number)])) for number in (1, 12))
    assert (office["name_en"], office["name_fr"]) == ("Office 1", "Bureau 1")
    assert (office["url_en"], office["url_fr"]) == ("https://ontario.ca/1", "https://ontario.ca/fr/1")
    assert (office["timezone"], office["csduid"]) == ("America/Toronto", "3506008")
    assert office["accessibility"] == "elevator;step_free_entrance"
    assert (office["province"], office["postal_code"], office["verified_on"]) == (
        "ON",
        "K1P 1J1",
        "2026-10-01",
    )
    assert (line["channel"], line["point_type"]) == ("call_centre", "program_line")
