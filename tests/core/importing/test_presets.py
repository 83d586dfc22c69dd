# SPDX-License-Identifier: GPL-2.0-or-later
"""The presets on files made up in the shape their publishers use; what is expected was written by hand."""

import json
import zipfile
from datetime import date

import pytest
from service_points.core.errors import InputError
from service_points.core.exchange import open_working_copy
from service_points.core.importing.held_register import HeldRegister
from service_points.core.importing.importation import import_table
from service_points.core.importing.joining import joined
from service_points.core.importing.mapping import map_table
from service_points.core.importing.profile_file import load_presets
from service_points.core.importing.profile_parsing import parse_profile
from service_points.core.importing.readers import read_file, read_hsds_package
from service_points.core.schema import load_schema


@pytest.fixture
def read(tmp_path):
    """Return the table of a text, as it is read from a file."""

    def table(text, name="source.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return read_file(path)

    return table


def rows_of(mapped, *names):
    return list(zip(*(mapped.fields[name] for name in names)))


def unread_of(mapped):
    return {each.field: each.lines for each in mapped.unread}


BUROLIS_EN = """serviceId,officeCode,institution,service,langObligation,address,locality,province,\
postalCode,csdCode,csdName
9001,10007,Service Canada,Counter,Both,"140 Promenade du Portage, 1st floor",Gatineau,QC,J8X 4B6,\
2481017,Gatineau
9002,10007,Service Canada,Applications,Both,"140 Promenade du Portage, 1st floor",Gatineau,QC,J8X 4B6,\
2481017,Gatineau
9003,20001,VIA Rail Canada,Station,French,"0 Station Road",Matapédia,Quebec,G0J1V0,2406005,Matapédia
9004,20002,Air Canada,Route YOW-YUL,Both,"200 Comet Pvt",Ottawa,ON,K1V 9B4,3506008,Ottawa
9005,20003,Canada Revenue Agency,1-800 line,Both,,,,,,
9006,20004,Parks Canada,Commemorative plaque,English,"1 Park Street",Banff,AB,T1L 1A1,4815035,Banff
9007,30001,Canada Post,Post office,Unilingual,"55 Main St, Unit 2",Nelson,British Columbia,V1L 1A1,5903,\
Nelson
"""
BUROLIS_FR = """serviceId,institution,locality,service
9001,Service Canada,Gatineau,Comptoir
9003,VIA Rail Canada,Matapédia,Gare
9007,Postes Canada,Nelson,Bureau de poste
"""


def test_burolis_offices_in_both_languages_without_routes_plaques_and_telephone_lines(read):
    preset = load_presets()["ca-burolis"]
    assert preset.join.second_language_file == "burolis_fr.csv"
    table = joined(read(BUROLIS_EN), read(BUROLIS_FR, "burolis_fr.csv"), preset.join)
    found = map_table(preset, table)
    assert found.keys == ["10007", "10007", "20001", "30001"]
    assert rows_of(found, "name_en", "name_fr", "ol_obligation") == [
        ("Service Canada – Gatineau", "Service Canada – Gatineau", "both"),
        ("Service Canada – Gatineau", None, "both"),
        ("VIA Rail Canada – Matapédia", "VIA Rail Canada – Matapédia", "fr"),
        ("Canada Post – Nelson", "Postes Canada – Nelson", None),
    ]
    assert rows_of(found, "address_line1", "address_line2", "city", "province", "postal_code", "csduid")[
        1:
    ] == [
        ("140 Promenade du Portage", "1st floor", "Gatineau", "QC", "J8X 4B6", "2481017"),
        ("0 Station Road", None, "Matapédia", "QC", "G0J 1V0", "2406005"),
        ("55 Main St", "Unit 2", "Nelson", "BC", "V1L 1A1", None),
    ]
    assert unread_of(found) == {"ol_obligation": (8,)}
    assert found.n_left_out == 3


SERVICE_CANADA = """office_id,title_en,title_fr,address_1,address_2,city,province,postal_code,latitude,\
longitude,\
monday,tuesday,wednesday,thursday,friday,saturday,sunday,monday_closed,tuesday_closed,wednesday_closed,\
thursday_closed,friday_closed,saturday_closed,sunday_closed,services,languages,appointment_only
3713,Nelson Service Canada Centre,Centre Service Canada de Nelson,0 Lake Street,Floor 2,Nelson,BC,\
V1L1A1,49.5,-117.25,\
8:30-16:00,8:30-16:00,8:30-16:00,8:30-16:00,8:30-16:00,closed,closed,12:00-13:00,12:00-13:00,12:00-13:00,\
12:00-13:00,12:00-13:00,,,income.pension;employment.insurance,English / French,N
0042,Elsewhere Outreach,Services mobiles d’Ailleurs,1 Main Street,,Ailleurs,Ont.,K0A 1A0,,,\
,10 a.m. to 2 p.m.,,,,,,,,,,,,,,English,Y
"""


def test_service_canada_hours_by_day_with_lunch(read):
    found = map_table(load_presets()["ca-service-canada"], read(SERVICE_CANADA))
    assert found.keys == ["3713", "0042"]
    assert rows_of(found, "name_en", "name_fr") == [
        ("Nelson Service Canada Centre", "Centre Service Canada de Nelson"),
        ("Elsewhere Outreach", "Services mobiles d’Ailleurs"),
    ]
    assert found.hours == ["Mo-Fr 08:30-12:00,13:00-16:00; Sa-Su off", "Tu 10:00-14:00"]
    assert found.services[0][1] == [("income.pension", "employment.insurance"), ()]
    assert rows_of(found, "province", "postal_code", "languages", "appointment") == [
        ("BC", "V1L 1A1", "en;fr", "optional"),
        ("ON", "K0A 1A0", "en", "required"),
    ]
    assert not found.unread
    lean = read("\n".join(",".join(line.split(",")[:8] + line.split(",")[10:24])
                          for line in SERVICE_CANADA.replace("\\\n", "").splitlines()),\
 "lean.csv")  # fmt: skip
    assert "latitude" not in lean.columns
    assert map_table(load_presets()["ca-service-canada"], lean).fields["latitude"] == [None, None]


IAR = """ResourceAgencyNum,PublicName,AlternateName,ParentAgency,TaxonomyLevelName,PhysicalAddress1,\
PhysicalAddress2,\
PhysicalCity,PhysicalStateProvince,PhysicalPostalCode,Latitude,Longitude,Phone1Number,PhoneTollFree,PhoneFax,\
EmailAddressMain,WebsiteAddress,HoursOfOperation,LanguagesOfferedList,DisabilitiesAccess,LastVerifiedOn
0009560,Community Centre,The Hub,,Agency,"Suite 4 - 12 Main Street",Rear entrance,Vancouver,BC,v6a1a1,\
49.25,-123.1,\
604-200-0000 ext 12,1-800-200-0000,604 200 0001,MAILTO:info@example.ca,https://example.ca,\
"Monday to Friday, 9 am to 5 pm","English, French",Wheelchair accessible,2026-05-12 14:33:00
0009561,Seniors’ Program,,Community Centre,Program,"12 Main Street",,Vancouver,BC,V6A 1A1,,,,,,,,,,,
0009562,East Site,,Community Centre,Site,"1 East Street",,Burnaby,BC,V5A 1A1,,,call us,,,,,Hours vary,,,\
05/12/2026
0009563,Help line,,,Agency,,,Vancouver,BC,,,,604 200 0002,,,,,24 hours a day,,,
"""


def test_iar_211_sites_and_agencies_with_an_address(read):
    found = map_table(load_presets()["iar-211"], read(IAR))
    assert found.keys == ["0009560", "0009562"]
    assert rows_of(found, "name_en", "organization", "address_line1", "address_line2", "postal_code") == [
        ("Community Centre", "Community Centre", "12 Main Street", "Suite 4, Rear entrance", "V6A 1A1"),
        ("East Site", "Community Centre", "1 East Street", None, "V5A 1A1"),
    ]
    assert rows_of(found, "email", "languages", "verified_on", "accessibility_note_en") == [
        ("info@example.ca", "en;fr", "2026-05-12", "Wheelchair accessible"),
        (None, None, None, None),
    ]
    numbers = {each.rule.tag: (each.numbers[0], each.extensions[0]) for each in found.phones}
    assert numbers == {
        "phone1": ("+16042000000", "12"),
        "toll_free": ("+18002000000", None),
        "fax": ("+16042000001", None),
    }
    assert found.hours == ["Mo-Fr 09:00-17:00", None]
    assert unread_of(found) == {"phone.phone1": (4,), "hours": (4,), "verified_on": (4,)}


def test_iar_211_a_date_that_may_be_two_is_unread_not_guessed(read):
    found = map_table(load_presets()["iar-211"], read(IAR))
    assert found.fields["verified_on"][1] is None


HSDS = {
    "locations": """id,location_type,organization_id,name,alternate_name,latitude,longitude,casp_hours,\
casp_point_type
l1,physical,o1,Town hall,City hall,45.25,-75.5,,service_centre
l2,physical,o1,Library,,,,Sa 10:00-12:00,
l3,postal,o1,Box,,,,,
l4,virtual,o1,Online,,,,,
""",
    "organizations": "id,name\no1,Town\n",
    "addresses": """id,location_id,address_1,address_2,city,state_province,postal_code
a1,l1,0 Main Street,Unit 3,Nelson,British Columbia,v1l1a1
""",
    "phones": """id,location_id,number,extension,type
p1,l1,250 200 0000,,fax
p2,l1,(250) 200-0001,45,voice
p3,l2,250-200-0002 ext. 7,,
p4,l2,unknown,,textphone
""",
    "languages": "id,location_id,code,name\ng1,l1,en,\ng2,l1,,French\ng3,l2,tlh,Klingon\n",
    "accessibility": "id,location_id,description\nb1,l1,Ramp\nb2,l1,Elevator\n",
    "schedules": """id,location_id,freq,byday,opens_at,closes_at
s1,l1,WEEKLY,"MO,TU,WE,TH,FR",08:30,16:30
s2,l2,WEEKLY,MO,09:00,12:00
s3,l4,WEEKLY,MO,09:00Z,12:00Z
""",
}


@pytest.fixture
def publication(tmp_path):
    """The table of the publication above, from a zip."""
    path = tmp_path / "hsds.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in HSDS.items():
            archive.writestr(f"{name}.csv", text)
        resources = [{"name": name, "path": f"{name}.csv"} for name in HSDS]
        archive.writestr("datapackage.json", json.dumps({"resources": resources}))
    return read_hsds_package(path)


def test_hsds_locations_with_hours_telephones_and_languages(publication):
    found = map_table(load_presets()["hsds3"], publication)
    assert found.keys == ["l1", "l2", "l4"]
    assert rows_of(found, "name_en", "alt_name_en", "organization", "channel", "point_type") == [
        ("Town hall", "City hall", "Town", "in_person", "service_centre"),
        ("Library", None, "Town", "in_person", "other"),
        ("Online", None, "Town", "digital", "other"),
    ]
    assert rows_of(found, "address_line1", "address_line2", "city", "province", "postal_code")[0] == (
        "0 Main Street", "Unit 3", "Nelson", "BC", "V1L 1A1",
    )  # fmt: skip
    assert found.hours == ["Mo-Fr 08:30-16:30", "Sa 10:00-12:00", None]
    assert found.fields["languages"] == ["en;fr", None, None]
    assert found.fields["accessibility_note_en"] == ["Ramp; Elevator", None, None]
    numbers = {
        each.rule.tag: [pair for pair in zip(each.numbers, each.extensions) if pair[0]]
        for each in found.phones
        if any(each.numbers)
    }
    assert numbers == {
        "1.fax": [("+12502000000", None)],
        "2.voice": [("+12502000001", "45")],
        "1.voice": [("+12502000002", "7")],
    }
    assert unread_of(found) == {"phone.2.tty": (3,), "languages": (3,), "hours": (5,)}


SERVICE_ONTARIO = """id,guid,type_code,type_name,label,address,city,n_schedules
007,x,SO_SP,ServiceOntario Centres,Counter ,"1 Brant Street, Units 3 & 4, Burlington West",Burlington,0
008,x,LRO,Land Registry Offices,Counter,"100 Dundas Street, Grnd Flr Unit J,\
 Middlesex - Land Registry Office #33",London,2
009,x,SO_CNTR,ServiceOntario Centres,Counter,7 King Street West,Brockville,10
010,x,LIBRARY,Public Library,Library,1 Library Road,London,0
"""


def test_serviceontario_names_come_from_what_the_address_has_beside_its_parts(read):
    found = map_table(load_presets()["on-serviceontario"], read(SERVICE_ONTARIO))
    assert found.keys == ["007", "008", "009"]
    assert rows_of(found, "name_en", "address_line1", "address_line2", "city", "point_type") == [
        ("ServiceOntario – Burlington West", "1 Brant Street", "Units 3 & 4", "Burlington", "service_centre"),
        (
            "ServiceOntario – Middlesex - Land Registry Office #33",
            "100 Dundas Street",
            "Grnd Flr, Unit J",
            "London",
            "specialized_office",
        ),
        ("ServiceOntario – Brockville", "7 King Street West", None, "Brockville", "service_centre"),
    ]
    assert found.fields["delivery_model"] == ["contracted_private", "direct", "direct"]
    assert not found.unread


BASE = {"profile": "essai", "title_en": "Test", "key": {"scheme": "essai", "value": {"col": "id"}}}


def test_what_an_address_has_beside_its_parts_is_listed(read):
    text = 'id,address\n1,"1 Main St, Ottawa, ON K1A 0B1"\n2,"1 Main St, Ottawa, ON K1A 0B1, ring twice"\n'
    profile = parse_profile({**BASE, "map": {"address": {"address": {"col": "address"}}}})
    found = map_table(profile, read(text))
    assert rows_of(found, "address_line1", "address_line2", "city") == [("1 Main St", None, "Ottawa")] * 2
    assert unread_of(found) == {"address": (3,)}


def test_columns_that_may_lack_are_empty_and_others_are_asked_for(read):
    spec = {**BASE, "map": {"name_en": {"col": "name"}, "name_fr": {"col": "nom"}}}
    with pytest.raises(InputError, match="nom"):
        map_table(parse_profile(spec), read("id,name\n1,A\n"))
    profile = parse_profile({**spec, "expect": {"optional_columns": ["nom"]}})
    assert map_table(profile, read("id,name\n1,A\n")).fields["name_fr"] == [None]
    both = {"optional_columns": ["nom"], "required_columns": ["nom"]}
    with pytest.raises(InputError, match="nom"):
        map_table(parse_profile({**spec, "expect": both}), read("id,name\n1,A\n"))
    with pytest.raises(InputError, match="name"):
        map_table(profile, read("id,nom\n1,A\n"))


def test_a_telephone_has_an_extension_of_its_own_and_a_condition(read):
    rule = {
        "kind": "fax",
        "value": {"col": "tel"},
        "extension": {"col": "poste"},
        "only": {"value": {"col": "type"}, "in": ["fax"]},
    }
    profile = parse_profile({**BASE, "phones": [rule]})
    text = "id,tel,poste,type\n1,819 555-0101 p. 9,3,fax\n2,x,,voice\n3,x,,fax\n4,819 555-0102 p. 9,,fax\n"
    found = map_table(profile, read(text))
    assert found.phones[0].numbers == ["+18195550101", None, None, "+18195550102"]
    assert found.phones[0].extensions == ["3", None, None, "9"]
    assert unread_of(found) == {"phone.0.fax": (4,)}, "row 2 has no fax, so nothing is unread there"


def test_every_code_of_a_preset_is_in_its_list():
    domains, tables = load_schema().domains, load_schema().tables
    for preset in load_presets().values():
        for name, spec in preset.document.get("map", {}).items():
            field = tables["service_point"].by_name.get(name)
            table = spec.get("lookup", {}).get("table", {})
            if field is None or field.domain is None or domains[field.domain].open:
                continue
            assert set(table.values()) <= set(domains[field.domain].by_code), (preset.id, name)


def test_every_preset_gives_what_the_register_requires_of_a_point():
    for preset in load_presets().values():
        given = preset.fields.keys() | preset.constants.keys()
        assert preset.publisher or preset.kind == "custodian_form", preset.id
        assert {"organization", "channel", "point_type", "city", "province"} <= given, preset.id


NO_POSITION = "G01"


@pytest.mark.parametrize(
    ("name", "text", "new", "without_position"),
    [
        ("ca-service-canada", SERVICE_CANADA, ["3713"], ["0042"]),
        ("iar-211", IAR, ["0009560"], ["0009562"]),
        ("on-serviceontario", SERVICE_ONTARIO, [], ["007", "008", "009"]),
    ],
)
def test_rows_of_a_preset_become_points_unless_they_have_no_place(
    desk, read, name, text, *, new, without_position
):
    made = drafted(desk, name, read(text))
    assert [each.point.value for each in made.drafted] == new
    assert {each.value: [reason.en[:3] for reason in each.reasons] for each in made.rejected} == {
        value: [NO_POSITION] for value in without_position
    }


def test_locations_of_hsds_become_points(desk, publication):
    made = drafted(desk, "hsds3", publication)
    assert {each.point.value: each.outcome for each in made.drafted} == {"l1": "new", "l4": "new"}
    assert [each.value for each in made.rejected] == ["l2"]  # nobody knows where it is
    hall = made.drafted[0].point
    assert hall.values["geom"] == "POINT (-75.5000000 45.2500000)"
    assert hall.values["hours"] == "Mo-Fr 08:30-16:30"
    assert sorted(part.values["number"] for part in hall.parts) == ["+12502000000", "+12502000001"]


def drafted(desk, name, table):
    with open_working_copy(desk.copy) as copy:
        return import_table(HeldRegister.of(copy), table, load_presets()[name], today=date(2026, 11, 2)).draft
