# SPDX-License-Identifier: GPL-2.0-or-later
"""Rows of a source as records of the register: canonical values, positions, organizations, parts."""

import numpy as np
import pytest
from service_points.core.errors import InputError
from service_points.core.exchange import open_working_copy
from service_points.core.importing.cleaning.coordinates import Reading
from service_points.core.importing.held_register import HeldRegister
from service_points.core.importing.mapping import map_table
from service_points.core.importing.organizations import Organizations
from service_points.core.importing.placing import Placement, Step
from service_points.core.importing.positions import CoordinateChoice, read_positions
from service_points.core.importing.profile_parsing import parse_profile
from service_points.core.importing.records import read_records
from service_points.core.importing.service_codes import ServiceCodes
from service_points.core.importing.table import Origin, SourceTable

from .conftest import LIBRARY, STAMP

SERVICE = "0a000000-0000-4000-8000-000000000009"
PROFILE = {
    "profile": "essai",
    "title_fr": "Essai",
    "key": {"scheme": "essai", "value": {"col": "id"}},
    "constants": {"channel": "in_person", "languages": ["fr", "en"], "geo_accuracy_m": 5},
    "map": {
        "name_en": {"col": "name"},
        "organization": {"col": "owner"},
        "point_type": {"col": "type"},
        "accessibility": {"col": "access"},
        "longitude": {"col": "x"},
        "latitude": {"col": "y"},
        "geo_vintage": {"col": "year"},
    },
    "phones": [{"kind": "voice", "value": {"col": "tel"}}, {"kind": "toll_free", "value": {"col": "tel2"}}],
    "services": [{"value": {"col": "services"}}],
    "hours": {"parser": "en_prose", "columns": ["hours"]},
}
COLUMNS = {
    "id": ["7", "8", None],
    "name": [" Bibliothe\u0300que ", "Annex", "Lost"],
    "owner": ["library", "Mint of Nowhere", "Library"],
    "type": ["service_centre", "Counter of clouds", "Centre de services"],
    "access": ["wheelchair;  level entrance", "", None],
    "x": ["-75.69", "", "-75.1"],
    "y": ["45.42", "", "45.1"],
    "year": ["2021", "long ago", None],
    "tel": ["613-555-0199", "613-555-0199 x 3", None],
    "tel2": ["613-555-0199", None, None],
    "services": [f"{SERVICE};unknown", "FISHING", ""],
    "hours": ["Monday to Friday 9 am to 4 pm", "by the moon " * 40, None],
}


def table_of(columns, positions=None):
    n = len(next(iter(columns.values())))
    origin = Origin("open_data_file", "x.csv", "0" * 64)
    return SourceTable(columns, np.arange(2, n + 2), origin, positions)


@pytest.fixture
def held(desk):
    with open_working_copy(desk.copy) as copy:
        yield HeldRegister.of(copy)


def records(held, columns=COLUMNS, document=PROFILE, placements=None):
    profile = parse_profile(document)
    table = table_of(columns)
    mapped = map_table(profile, table)
    organizations = Organizations(held)
    found = read_records(
        mapped,
        profile,
        read_positions(mapped, table),
        placements or {},
        organizations=organizations,
        services=ServiceCodes(held),
    )
    return found, organizations


def test_a_row_becomes_canonical_values(held):
    found, _ = records(held)
    values = found.points[0].values
    assert found.points[0].line == 2
    assert found.points[0].value == "7"
    assert values["name_en"] == "Bibliothèque"  # composed, trimmed
    assert values["organization_id"] == LIBRARY
    assert values["point_type"] == "service_centre"
    assert values["geom"] == "POINT (-75.6900000 45.4200000)"
    assert values["geo_method"] == "source"
    assert values["languages"] == ["en", "fr"]
    assert values["geo_vintage"] == 2021
    assert values["geo_accuracy_m"] == 5
    assert values["hours"] == "Mo-Fr 09:00-16:00"
    assert "address_line1" not in values


def test_what_cannot_be_read_is_left_out_and_listed(held):
    found, _ = records(held)
    values = found.points[1].values
    assert "point_type" not in values
    assert "geo_vintage" not in values
    assert "geom" not in values
    assert "hours" not in values
    assert len(values["hours_note_en"]) <= 300
    assert values["hours_note_en"].startswith("by the moon by")
    assert values["hours_note_en"].endswith("the…")
    listed = {each.field: each.lines for each in found.unread}
    assert listed["point_type"] == (3,)
    assert listed["geo_vintage"] == (3,)
    assert listed["hours"] == (3,)
    assert listed["services"] == (2, 3)  # neither the register's service nor its category is there


def test_a_row_without_an_identifier_is_rejected(held):
    found, _ = records(held)
    assert [(each.line, each.value) for each in found.rejected] == [(4, "")]
    assert "identifiant" in found.rejected[0].reasons[0].fr


def test_the_same_number_is_one_telephone(held):
    found, _ = records(held)
    first, second = ([part for part in each.parts if part.table == "phone"] for each in found.points)
    assert [(part.tag, part.values["number"]) for part in first] == [("0.voice", "+16135550199")]
    assert second[0].values == {"kind": "voice", "number": "+16135550199", "extension": "3"}


def test_services_by_id_by_a_source_and_by_their_only_category(desk):
    row = {"organization_id": LIBRARY, "name_en": "Licence", "categories": ["leisure.fishing"], **STAMP}
    desk.insert("service", SERVICE, **row)
    desk.insert(
        "external_id",
        "0a000000-0000-4000-8000-00000000000b",
        entity_table="service",
        entity_id=SERVICE,
        scheme="on-services",
        value="FISHING",
        **STAMP,
    )
    with open_working_copy(desk.copy) as copy:
        codes = ServiceCodes(HeldRegister.of(copy))
        assert [codes.get(code) for code in (SERVICE.upper(), "FISHING", "leisure.fishing")] == [SERVICE] * 3
        assert codes.get("leisure") is None
        found, _ = records(HeldRegister.of(copy))
    assert [part.values["service_id"] for part in found.points[0].parts if part.tag == SERVICE] == [SERVICE]
    assert {each.field: each.lines for each in found.unread}["services"] == (2,)


def test_a_new_organization_is_named_once_and_only_when_it_is_used(held):
    found, organizations = records(held)
    new = found.points[1].values["organization_id"]
    assert new != LIBRARY
    assert organizations.id_of("MINT  of nowhere") == new
    (change,) = organizations.additions([new, LIBRARY, new])
    assert (change.table, change.op, change.id) == ("organization", "insert", new)
    assert change.fields["name_en"]["after"] == "Mint of Nowhere"
    assert organizations.additions([LIBRARY]) == []
    _, again = records(held)
    assert again.id_of("mint of nowhere") == new  # the same on every computer


def test_a_name_that_organizations_of_others_share_is_none_of_theirs(desk):
    """Every province has a ministry of health: one's own is meant, and nobody's where there is none."""
    of = {
        "0a000000-0000-4000-8000-00000000000a": ("CA-BC", "Ministry of Health"),
        "0a000000-0000-4000-8000-00000000000b": ("CA-QC", "Ministry of Health"),
        "0a000000-0000-4000-8000-00000000000c": ("CA-BC", "Passport Office"),
        "0a000000-0000-4000-8000-00000000000d": ("CA-ON", "Passport Office"),
        "0a000000-0000-4000-8000-00000000000e": ("CA-BC", "Ferries"),
    }
    with open_working_copy(desk.copy) as copy:
        register = HeldRegister.of(copy).register
        rows = [{"id": key, "custodian_code": code, "name_en": name} for key, (code, name) in of.items()]
        everyone = register.with_rows({"organization": [*register.rows("organization"), *rows]})
        organizations = Organizations(HeldRegister(copy, everyone))
    assert organizations.id_of("Ministry of Health") is None
    assert organizations.id_of("Passport office") == "0a000000-0000-4000-8000-00000000000d"
    assert organizations.id_of("Ferries") == "0a000000-0000-4000-8000-00000000000e"


def test_an_address_that_was_placed_is_not_the_sources_word(held):
    placed = Placement(Step.INTERPOLATED, -75.7, 45.4, 12)
    with_place, _ = records(held, placements={1: placed})
    without, _ = records(held)
    assert with_place.points[1].placed == {
        "geom": "POINT (-75.7000000 45.4000000)",
        "geo_method": "interpolated",
        "geo_accuracy_m": 12,
    }
    assert with_place.points[1].sha256 == without.points[1].sha256


@pytest.mark.parametrize(
    ("x", "y", "reading", "crs"),
    [
        (["45.42", "45.30"], ["-75.69", "-75.70"], Reading.SWAPPED, None),
        (["75.69", "75.70"], ["45.42", "45.30"], Reading.WEST_POSITIVE, None),
    ],
)
def test_e3_coordinates_that_need_explaining_are_asked(x, y, reading, crs):
    columns = {name: values[:2] for name, values in COLUMNS.items()} | {"x": x, "y": y}
    profile, table = parse_profile(PROFILE), table_of(columns)
    mapped = map_table(profile, table)
    with pytest.raises(InputError, match="Nothing was drafted"):
        read_positions(mapped, table)
    found = read_positions(mapped, table, CoordinateChoice(reading, crs))
    assert np.allclose(found.lonlat, [[-75.69, 45.42], [-75.70, 45.30]])


def test_e3_zero_zero_and_a_place_abroad_are_listed():
    columns = {name: values[:2] for name, values in COLUMNS.items()} | {"x": ["0", "2.3"], "y": ["0", "48.8"]}
    columns = {name: values + values[:1] * 3 for name, values in columns.items()}
    columns["x"][2:], columns["y"][2:] = ["-75.6", "-75.7", "-75.8"], ["45.1", "45.2", "45.3"]
    profile, table = parse_profile(PROFILE), table_of(columns)
    found = read_positions(map_table(profile, table), table)
    assert {remark.code: remark.lines for remark in found.remarks} == {
        "position_zero": (2,),
        "position_outside": (3,),
    }
    assert np.isnan(found.lonlat[0]).all()


def test_the_shapes_of_a_source_are_its_positions():
    document = {**PROFILE, "map": {"name_en": {"col": "name"}}}
    profile = parse_profile(document)
    table = table_of(COLUMNS, np.array([[-75.1, 45.1], [np.nan, np.nan], [-75.3, 45.3]]))
    found = read_positions(map_table(profile, table), table)
    assert found.lonlat.tolist()[0] == [-75.1, 45.1]
    assert np.isnan(found.lonlat[1]).all()


@pytest.mark.parametrize("key", ["7" * 1000, "7\u00008"])
def test_an_identifier_that_cannot_be_kept_is_rejected_with_its_line(held, key):
    columns = {name: [values[0]] for name, values in COLUMNS.items()} | {"id": [key]}
    found, _ = records(held, columns)
    assert found.points == ()
    ((line, reason),) = [(each.line, each.reasons[0].en) for each in found.rejected]
    assert line == 2
    assert "identifier" in reason


def test_an_identifier_is_the_same_however_its_accents_are_written(held):
    columns = {name: values[:2] for name, values in COLUMNS.items()}
    found, _ = records(held, columns | {"id": ["Bibliothe\u0300que", "A\nB"]})
    assert [point.value for point in found.points] == ["Bibliothèque", "A\nB"]
