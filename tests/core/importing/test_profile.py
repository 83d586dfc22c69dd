# SPDX-License-Identifier: GPL-2.0-or-later
"""Profiles: parsed, saved, applied; the presets; guesses of a mapping."""

import copy
import csv

import numpy as np
import pytest
from service_points.core.errors import InputError, StoreError
from service_points.core.importing.guesses import guess_mapping
from service_points.core.importing.joining import joined
from service_points.core.importing.mapping import map_table
from service_points.core.importing.profile import Join
from service_points.core.importing.profile_file import MOST_BYTES, load_presets, read_profile, write_profile
from service_points.core.importing.profile_parsing import parse_profile
from service_points.core.importing.table import Origin, SourceTable
from service_points.core.schema import load_schema

BASE = {
    "profile": "ville-essai",
    "title_fr": "Points de service de la ville",
    "publisher": "Ville d’Essai",
    "key": {"scheme": "ville-essai", "value": {"col": "NO"}},
}
DOCUMENT = {
    **BASE,
    "constants": {"channel": "in_person", "city": "Gatineau", "languages": ["fr"]},
    "map": {
        "name_fr": {"col": "NOM"},
        "address": {"address": {"col": "ADRESSE"}},
        "latitude": {"col": "LAT"},
    },
    "phones": [{"kind": "voice", "value": {"col": "TEL"}, "area_code": "819", "tag": "main"}],
    "services": [{"value": {"col": "SERV"}, "sep": ";", "delivery_level": "intake"}],
    "filter": [{"value": {"col": "TYPE"}, "in": ["bureau"]}],
    "hours": {"parser": "fr_prose", "columns": ["HEURES"]},
    "lifecycle": {"missing": "propose_closed", "after_runs": 3},
    "expect": {"min_rows": 2, "required_columns": ["NO"], "max_change_share": 0.1},
}
ROWS = {
    "NO": ["007", "1E5", " "],
    "NOM": ["Bureau Hull", "Parc", "Bureau Aylmer"],
    "ADRESSE": [
        "25, rue Laurier, bureau 3, Gatineau (Québec) J8X 4C8",
        "x",
        "115 rue Principale, Aylmer, QC",
    ],
    "LAT": ["45,43", "1", "45.39"],
    "TEL": ["555-0123 poste 4", "555-0199", "à venir"],
    "SERV": ["identity; identity.passport;identity", "", None],
    "TYPE": ["bureau", "parc", "bureau "],
    "HEURES": ["Lundi au vendredi : 8 h 30 à 16 h 30", None, "selon la saison"],
}


def table_of(columns):
    n = len(next(iter(columns.values())))
    return SourceTable(columns, np.arange(2, n + 2), Origin("open_data_file", "x.csv", "0" * 64))


def test_e2_a_profile_makes_the_fields_of_each_row_and_lists_what_is_unread():
    found = map_table(parse_profile(DOCUMENT), table_of(ROWS))
    assert found.rows.tolist() == [0, 2]
    assert found.lines.tolist() == [2, 4]
    assert found.n_left_out == 1
    assert found.keys == ["007", None]
    assert found.fields["name_fr"] == ["Bureau Hull", "Bureau Aylmer"]
    assert found.fields["postal_code"] == ["J8X 4C8", None]
    assert found.fields["province"] == ["QC", "QC"]
    assert found.fields["city"] == ["Gatineau", "Aylmer"]
    assert found.fields["channel"] == ["in_person", "in_person"]
    assert found.fields["latitude"] == ["45,43", "45.39"]
    assert found.phones[0].numbers == ["+18195550123", None]
    assert found.phones[0].extensions == ["4", None]
    assert found.services[0][1] == [("identity", "identity.passport"), ()]
    assert found.hours == ["Mo-Fr 08:30-16:30", None]
    assert found.hours_notes[1] == "selon la saison"
    assert {each.field: each.lines for each in found.unread} == {"phone.main": (4,), "hours": (4,)}


def test_hours_of_seven_columns_and_of_osm_syntax():
    days = {f"D{n}": ["8:30-12:00, 13:00-16:30", "closed"] for n in range(7)}
    table = table_of({"NO": ["1", "2"], **days, "OSM": ["Mo-Fr 09:00-17:00", "whenever"]})
    by_day = parse_profile({**BASE, "hours": {"parser": "columns", "columns": list(days)}})
    assert map_table(by_day, table).hours == ["Mo-Su 08:30-12:00,13:00-16:30", "Mo-Su off"]
    osm = map_table(parse_profile({**BASE, "hours": {"parser": "osm", "columns": ["OSM"]}}), table)
    assert osm.hours == ["Mo-Fr 09:00-17:00", None]
    assert osm.hours_notes == [None, "whenever"]


@pytest.mark.parametrize(
    ("test", "kept"),
    [
        ({"in": ["parc"]}, [1]),
        ({"not_in": ["parc"]}, [0, 2]),
        ({"empty": True}, [2]),
        ({"empty": False}, [0, 1]),
    ],
)
def test_filters_keep_what_they_name(test, kept):
    types = table_of({"TYPE": ["bureau", "parc", None], "NO": list("123")})
    profile = parse_profile({**BASE, "filter": [{"value": {"col": "TYPE"}, **test}]})
    assert map_table(profile, types).rows.tolist() == kept


def test_a_source_that_lost_columns_or_rows_is_not_mapped():
    profile = parse_profile(DOCUMENT)
    without = {name: column for name, column in ROWS.items() if name not in ("TEL", "NOM")}
    with pytest.raises(InputError, match="NOM, TEL"):
        map_table(profile, table_of(without))
    with pytest.raises(InputError, match="1 row,"):
        map_table(profile, table_of({name: column[:1] for name, column in ROWS.items()}))


def test_the_other_language_is_joined_by_key():
    first = table_of({"id": ["1", "2", "3", None], "name": ["One", "Two", "Three", "None"]})
    second = table_of({"id": ["3", " 1"], "name": ["Trois", "Un"]})
    both = joined(first, second, Join("fr.csv", "id", "fr."))
    assert both.columns["fr.name"] == ["Un", None, "Trois", None]
    assert both.columns["name"] == first.columns["name"]
    assert both.origin.sha256 not in {first.origin.sha256, second.origin.sha256}
    assert [(remark.code, remark.lines) for remark in both.remarks] == [("joined_to_nothing", (3, 5))]
    lonely = joined(first, table_of({"id": ["3", "9"], "name": ["Trois", "Neuf"]}), Join("fr.csv", "id"))
    assert [(remark.code, remark.lines) for remark in lonely.remarks] == [
        ("joined_to_nothing", (2, 3, 5)),
        ("joined_without_partner", (3,)),
    ]
    other = table_of({"numero": ["2"], "nom": ["Deux"]})
    named = joined(first, other, Join("fr.csv", "id", "fr.", "numero"))
    assert named.columns["fr.nom"] == [None, "Deux", None, None]
    with pytest.raises(InputError, match="no column “id”"):
        joined(first, other, Join("fr.csv", "id"))
    with pytest.raises(InputError, match="more than once"):
        joined(first, table_of({"id": ["1", "1"], "name": ["Un", "Une"]}), Join("fr.csv", "id"))


def test_a_joined_column_does_not_take_the_place_of_one_of_the_source():
    first = table_of({"id": ["1"], "name": ["One"], "fr_name": ["Un, as the source says"]})
    second = table_of({"id": ["1"], "name": ["Un"]})
    with pytest.raises(InputError, match="“fr_name”"):
        joined(first, second, Join("fr.csv", "id", "fr_"))
    assert joined(first, second, Join("fr.csv", "id", "fr.")).columns["fr_name"] == first.columns["fr_name"]


@pytest.mark.parametrize(
    "members",
    [
        {"script": "import os"},
        {"profile": "../x"},
        {"version": 0},
        {"title_fr": " "},
        {"kind": "ftp"},
        {"url": "file:///etc/passwd"},
        {"key": {"scheme": "UP", "value": {"col": "NO"}}},
        {"constants": {"row_version": 1}},
        {"constants": {"channel": "carrier_pigeon"}},
        {"constants": {"geo_accuracy_m": True}},
        {"map": {"geom": {"col": "NO"}}},
        {"map": {"address": {"col": "NO"}}},
        {"map": {"address": {"address": {"col": "A"}}, "city": {"col": "B"}}},
        {"phones": [{"kind": "pager", "value": {"col": "TEL"}}]},
        {"services": [{"value": {"col": "S"}, "delivery_level": "all"}]},
        {"filter": [{"value": {"col": "TYPE"}, "in": ["a"], "empty": True}]},
        {"hours": {"parser": "columns", "columns": ["a"]}},
        {"hours": {"parser": "hsds", "columns": []}},
        {"phones": [{"value": {"col": "TEL"}, "only": {"value": {"col": "TYPE"}}}]},
        {"phones": [{"value": {"col": "TEL"}, "extension": "12"}]},
        {"expect": {"optional_columns": "TEL"}},
        {"lifecycle": {"missing": "delete"}},
        {"expect": {"max_change_share": 20}},
        {"read": {"page_size": 0}},
        {"join": {"second_language_file": "x"}},
    ],
)
def test_a_profile_that_says_something_unknown_is_refused(members):
    with pytest.raises(InputError) as caught:
        parse_profile({**copy.deepcopy(DOCUMENT), **members})
    assert caught.value.text.en != caught.value.text.fr


def test_a_profile_is_saved_and_read_again(tmp_path):
    path = tmp_path / "été.json"
    write_profile(parse_profile(DOCUMENT), path)
    assert read_profile(path).document == DOCUMENT
    assert [each.name for each in tmp_path.iterdir()] == ["été.json"]
    with pytest.raises(StoreError):
        write_profile(parse_profile(DOCUMENT), tmp_path / "none" / "x.json")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[1]",
        b"\xff\xfe{",
        b'{"profile": "a1", "profile": "b1"}',
        b'{"expect": {"max_change_share": NaN}}',
        b"[" * 100_000,
        b'{"a": "' + b"x" * MOST_BYTES + b'"}',
    ],
    ids=["empty", "list", "bytes", "twice", "nan", "deep", "large"],
)
def test_files_that_are_no_profile_are_refused(tmp_path, data):
    path = tmp_path / "x.json"
    path.write_bytes(data)
    with pytest.raises(InputError):
        read_profile(path)


def test_presets_are_named_after_their_file_in_both_languages(repository):
    presets = load_presets()
    assert sorted(presets) == sorted(path.stem for path in (repository / "resources" / "profiles").iterdir())
    for preset in presets.values():
        assert preset.title.en != preset.title.fr
        assert {"name_en", "name_fr"} & preset.fields.keys()


def test_the_template_for_municipalities_takes_its_own_row():
    preset = load_presets()["casp-csv"]
    row = dict.fromkeys(preset.columns, "")
    row.update(local_id="01", name_en="Town hall", province="Quebec", languages="en;fr")
    row.update(toll_free="1-800-555-0123", verified_on="2025-04-03", services="identity;identity.sin")
    found = map_table(preset, table_of({name: [value] for name, value in row.items()}))
    assert found.keys == ["01"]
    assert [found.fields[name] for name in ("province", "languages", "verified_on")] == [
        ["QC"],
        ["en;fr"],
        ["2025-04-03"],
    ]
    assert [each.numbers for each in found.phones if each.rule.kind == "toll_free"] == [["+18005550123"]]
    assert found.services[0][1] == [("identity", "identity.sin")]
    assert not found.unread


def test_the_template_for_municipalities_may_lack_what_is_not_known():
    columns = {"local_id": ["1"], "name_en": ["Hall"], "name_fr": [None], "organization": ["Town"]}
    columns.update(point_type=["service_centre"], address_line1=["1 Main St"], city=["Nelson"])
    columns.update(province=["BC"], postal_code=["V1L1A1"])
    found = map_table(load_presets()["casp-csv"], table_of(columns))
    assert found.fields["postal_code"] == ["V1L 1A1"]
    assert found.hours == found.fields["latitude"] == [None]
    del columns["city"]
    with pytest.raises(InputError, match="city"):
        map_table(load_presets()["casp-csv"], table_of(columns))


def test_workbc_hours_of_four_columns_and_languages():
    row = {
        "catchmentId": "12",
        "storefrontId": "3",
        "name": "WorkBC Centre",
        "phone": "250-555-0123",
        "fax": None,
    }
    row.update(address="55 Main St, Nelson, BC V1L 1A1", hasFrench="Y", hours1="Mon-Thu 8:30am-4:30pm")
    row.update(hours2="Fri 9am-noon", hours3=None, hours4=None)
    found = map_table(load_presets()["bc-workbc"], table_of({name: [value] for name, value in row.items()}))
    assert found.keys == ["12-3"]
    assert found.fields["languages"] == ["en;fr"]
    assert [found.fields[name] for name in ("address_line1", "city", "province")] == [
        ["55 Main St"],
        ["Nelson"],
        ["BC"],
    ]
    assert found.hours == ["Mo-Th 08:30-16:30; Fr 09:00-12:00"]


def test_guesses_are_of_names_and_values_with_reasons():
    mail = ["a@b.ca", "mailto:c@d.ca", None]
    guesses = {each.field: each for each in guess_mapping(table_of({**ROWS, "Mél": mail}))}
    assert guesses["name_fr"].column == "NOM"
    assert guesses["address"].spec == {"address": {"col": "ADRESSE"}}
    assert guesses["email"].column == "Mél"
    assert "whatever the column" in guesses["email"].reason.en
    assert "latitude" not in guesses, "one of three is 1°, which is not in Canada"
    assert "key" not in guesses, "NO is empty on a row"


def test_e2_an_ambiguous_date_is_asked_not_guessed():
    guess = guess_mapping(table_of({"Last updated": ["03/04/2025", "01/02/2025"]}))[0]
    assert guess.field == "verified_on"
    assert "%d/%m/%Y" in guess.question.en
    assert "%m/%d/%Y" in guess.question.en
    sure = guess_mapping(table_of({"Last updated": ["03/04/2025", "25/02/2025"]}))[0]
    assert sure.question is None
    assert sure.spec == {"date": {"col": "Last updated", "format": "%d/%m/%Y"}}


def test_a_name_that_its_values_contradict_is_no_guess():
    assert (
        guess_mapping(table_of({"postal_code": ["see web", "n/a"], "x": ["5", "6"], "code": ["a", "a"]}))
        == ()
    )


def real_table(folder, name, encoding):
    with (folder / name).open(encoding=encoding, newline="") as file:
        rows = list(csv.DictReader(file))
    return table_of({name: [row[name] for row in rows] for name in rows[0]})


@pytest.mark.real_data
def test_e1_the_real_libraries_of_statistics_canada_through_their_preset(shared_data):
    table = real_table(shared_data, "import/odcaf_v1_libraries_museums_canada.csv", "cp1252")
    found = map_table(load_presets()["statcan-odcaf"], table)
    assert len(found.rows) == 3013  # of type “library or archives”, counted with another tool
    assert set(found.fields["province"]) <= load_schema().domains["province"].by_code.keys()
    assert not any(".." in (value or "") for column in found.fields.values() for value in column)
    assert "montréal" in found.fields["city"]
    given = [row for row in found.rows if table.columns["Postal_Code"][row] != ".."]
    assert sum(value is not None for value in found.fields["postal_code"]) >= 0.99 * len(given)


@pytest.mark.real_data
@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("ottawa_public_libraries.csv", {"postal_code": "POSTAL_CODE"}),
        ("ottawa_hospitals.csv", {"url_en": "LINK"}),
        ("ottawa_city_recreation_facilities.csv", {"url_en": "LINK"}),
    ],
)
def test_real_files_of_ottawa_are_guessed_right(shared_data, name, more):
    guesses = guess_mapping(real_table(shared_data, f"ottawa/{name}", "utf-8-sig"))
    same = {"name_en": "NAME", "address": "ADDRESS", "latitude": "LATITUDE", "longitude": "LONGITUDE"}
    assert {each.field: each.column for each in guesses} == {**same, **more}
