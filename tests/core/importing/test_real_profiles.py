# SPDX-License-Identifier: GPL-2.0-or-later
"""The real files of governments through a profile each: what a person could read is read, the rest is known.

Rows were counted with awk; those without a street were read one by one.
"""

from datetime import date
from pathlib import Path

import pytest
from service_points.core.exchange import open_working_copy
from service_points.core.importing.held_register import HeldRegister
from service_points.core.importing.importation import import_table
from service_points.core.importing.mapping import map_table
from service_points.core.importing.profile_file import load_presets, read_profile
from service_points.core.importing.readers import read_file
from service_points.core.schema import load_schema

PROFILES = Path(__file__).resolve().parent / "profiles"
SOURCES = {
    "on-serviceontario": "import/serviceontario_locations_2019.csv",
    "statcan-odcaf": "import/odcaf_v1_libraries_museums_canada.csv",
    "ottawa-libraries": "ottawa/ottawa_public_libraries.csv",
    "ottawa-recreation": "ottawa/ottawa_city_recreation_facilities.csv",
    "ottawa-hospitals": "ottawa/ottawa_hospitals.csv",
    "ottawa-schools": "import/ottawa_schools_bilingual.csv",
    "service-canada-pages": "import/service_canada_addresses_BC_AB_2024-02.csv",
}
ROWS = {
    "on-serviceontario": 331,  # of 882: 199 private agents, 80 centres, 52 land registry offices
    "statcan-odcaf": 3013,
    "ottawa-libraries": 34,
    "ottawa-recreation": 263,
    "ottawa-hospitals": 10,
    "ottawa-schools": 323,  # of 451: 128 are private
    "service-canada-pages": 113,
}
KEYS = {**ROWS, "ottawa-recreation": 261}  # two rows repeat a name, type and address elsewhere on the site
LINES = {
    "statcan-odcaf": 2669,  # of the 344 others 332 have no address at all, 12 the name of a building
    "service-canada-pages": 111,  # two are in a building without a civic number
}


def profile_of(name):
    return load_presets().get(name) or read_profile(PROFILES / f"{name}.json")


@pytest.fixture(params=SOURCES)
def mapped(request, shared_data):
    table = read_file(shared_data / SOURCES[request.param])
    return request.param, table, map_table(profile_of(request.param), table)


def test_profiles_of_ottawa_are_sound_without_the_data():
    domains, fields = load_schema().domains, load_schema().tables["service_point"].by_name
    for path in PROFILES.iterdir():
        profile = read_profile(path)
        assert profile.id == path.stem
        assert profile.title.en != profile.title.fr
        assert profile.constants["point_type"] in domains["point_type"].by_code
        assert profile.fields.keys() - {"organization", "latitude", "longitude"} <= fields.keys()
        assert profile.scheme.startswith("ca-")


@pytest.mark.real_data
def test_every_row_is_read_and_nothing_is_left_unread(mapped):
    name, table, found = mapped
    assert len(found.rows) == ROWS[name]
    assert None not in found.keys
    assert len(set(found.keys)) == KEYS[name]
    assert found.unread == ()
    assert found.n_left_out == len(table) - ROWS[name]


@pytest.mark.real_data
def test_every_row_has_a_name_a_place_and_an_address(mapped):
    name, _, found = mapped
    names = [text for text in found.fields["name_en"] if text]
    assert len(names) == ROWS[name] - (name == "statcan-odcaf")  # one library of 3,013 is called “..”
    assert sum(text is not None for text in found.fields["address_line1"]) == LINES.get(name, ROWS[name])
    assert sum(text is not None for text in found.fields["city"]) == ROWS[name] - (name == "statcan-odcaf")
    assert set(found.fields["province"]) <= load_schema().domains["province"].by_code.keys()


@pytest.mark.real_data
def test_e1_the_schools_in_both_languages_with_their_boards(shared_data):
    table = read_file(shared_data / SOURCES["ottawa-schools"])
    found = map_table(profile_of("ottawa-schools"), table)
    first = {name: column[0] for name, column in found.fields.items()}
    assert found.keys[0] == "DF5542B8-439D-4E71-B1E3-DA63BEC2D36F"
    assert first["name_en"] == "St. Peter High School"
    assert first["name_fr"] == "École secondaire St. Peter"
    assert first["organization"] == "Ottawa Catholic School Board"
    assert first["address_line1"] == "750 boul. Charlemagne Blvd"
    assert found.phones[0].numbers[0] == "+16138379377"
    assert set(found.fields["organization"]) == {
        "Ottawa-Carleton District School Board",
        "Ottawa Catholic School Board",
        "Conseil des écoles catholiques du Centre-Est",
        "Conseil des écoles publiques de l'Est de l'Ontario",
    }
    assert sum(number is None for number in found.phones[0].numbers) == 2


@pytest.mark.real_data
def test_the_seven_digits_of_the_hospitals_get_their_area_code(shared_data):
    found = map_table(profile_of("ottawa-hospitals"), read_file(shared_data / SOURCES["ottawa-hospitals"]))
    assert found.phones[0].numbers[:3] == ["+16137226521", "+16137614000", "+16137387100"]


@pytest.mark.real_data
def test_service_canada_offices_and_their_outreach_sites(shared_data):
    name = "service-canada-pages"
    found = map_table(profile_of(name), read_file(shared_data / SOURCES[name]))
    assert found.keys[:2] == ["5944", "5942"]
    assert [column[1] for column in (found.fields[part] for part in (
        "address_line1", "address_line2", "city", "province", "postal_code"
    ))] == ["9345 Main Street", "#100", "Chilliwack", "BC", "V2P 4M3"]  # fmt: skip
    assert found.fields["point_type"].count("outreach_site") == 49


@pytest.mark.real_data
def test_serviceontario_offices_in_ottawa(shared_data):
    name = "on-serviceontario"
    found = map_table(profile_of(name), read_file(shared_data / SOURCES[name]))
    rows = zip(
        found.keys, *(found.fields[part] for part in ("name_en", "address_line1", "address_line2", "city"))
    )
    ottawa = {row[2]: (row[1], row[3]) for row in rows if row[4] == "Ottawa"}
    assert ottawa["2339 Ogilvie Road"] == ("ServiceOntario – Ottawa-East", "14")
    assert ottawa["1309 Carling Avenue"] == ("ServiceOntario – Ottawa West", "Unit 27")
    assert ottawa["2864 St. Joseph Boulevard"] == ("ServiceOntario – Orleans", None)


@pytest.mark.real_data
def test_a_street_that_statistics_canada_lost_is_in_the_address_as_the_source_wrote_it(shared_data):
    name = "statcan-odcaf"
    table = read_file(shared_data / SOURCES[name])
    found = map_table(profile_of(name), table)
    lines = {
        table.columns["Source_Format_Address"][row]: (line, city)
        for row, line, city in zip(found.rows, found.fields["address_line1"], found.fields["city"])
    }
    assert lines["500, montée de l'église"][0] == "500, montée de l'église"
    assert lines["21b madawaska st. arnprior ontario k7s 1r6 canada"][0] == "21b madawaska st."
    assert found.fields["city"][1] == "St. John's", "its City is “..”"


@pytest.mark.real_data
@pytest.mark.parametrize(
    ("name", "n_new", "reasons"),
    [
        ("ottawa-libraries", 34, set()),
        ("ottawa-hospitals", 10, set()),
        ("ottawa-schools", 323, set()),
        ("ottawa-recreation", 259, {"The"}),  # two arenas and two centres of one name, each at two positions
        ("statcan-odcaf", 2304, {"G01", "R01"}),  # 707 have no coordinates; one has no name and no town
        ("on-serviceontario", 0, {"G01"}),  # the list has no coordinates
    ],
)
def test_rows_become_points_but_for_what_the_file_lacks(desk, shared_data, name, n_new, reasons):
    table = read_file(shared_data / SOURCES[name])
    with open_working_copy(desk.copy) as copy:
        made = import_table(HeldRegister.of(copy), table, profile_of(name), today=date(2026, 11, 2)).draft
    assert made.counts["new"] == n_new
    assert made.counts["new"] + len(made.rejected) == ROWS[name]
    assert {reason.en[:3] for each in made.rejected for reason in each.reasons} == reasons
