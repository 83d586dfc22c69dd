# SPDX-License-Identifier: GPL-2.0-or-later
"""What catalogues and search engines read: DCAT 3, CKAN as open.canada.ca has it, schema.org."""

import dataclasses
import hashlib
import json

import pytest
from service_points.core.errors import InputError
from service_points.core.publishing import publish

from .conftest import SECRET, published, uid

BASE = "https://data.example.ca/points/"


@pytest.fixture(scope="module")
def folder(publication, tmp_path_factory):
    target = tmp_path_factory.mktemp("catalogue") / "out"
    publish(publication, target, base_url=BASE)
    return target


@pytest.fixture(scope="module")
def dcat(folder):
    return json.loads((folder / "catalogue.jsonld").read_bytes())


@pytest.fixture(scope="module")
def ckan(folder):
    return json.loads((folder / "ckan.json").read_bytes())


@pytest.fixture(scope="module")
def graph(folder):
    document = json.loads((folder / "schema_org.jsonld").read_bytes())
    assert document["@context"] == "https://schema.org"
    return {each["@id"]: each for each in document["@graph"]}


def test_dcat_describes_the_dataset(dcat):
    assert dcat["@type"] == "dcat:Dataset"
    assert dcat["dct:title"] == [
        {"@value": "Pine River", "@language": "en"},
        {"@value": "Rivière aux Pins", "@language": "fr"},
    ]
    assert dcat["dct:license"]["@id"] == "https://open.canada.ca/en/open-government-licence-canada"
    assert dcat["dct:modified"] == {"@value": "2026-11-01T12:30:00Z", "@type": "xsd:dateTime"}
    assert dcat["dcat:contactPoint"]["vcard:hasEmail"] == {"@id": "mailto:registre@example.ca"}
    assert dcat["dct:spatial"]["dcat:bbox"]["@value"].startswith("POLYGON((-75.6890000 45.4200000,")
    (source,) = dcat["dct:source"]
    assert source["dct:rights"]["dct:description"][0]["@value"] == "Contains data of Ontario."


def test_dcat_describes_each_file_truly(dcat, folder):
    described = {each["dct:title"]: each for each in dcat["dcat:distribution"]}
    assert {"points.geojson", "phones.csv", "hsds/fr/locations.json", "schema_org.jsonld"} <= set(described)
    for path, each in described.items():
        content = (folder / path).read_bytes()
        assert each["dcat:downloadURL"] == {"@id": BASE + path}
        size = {"@value": str(len(content)), "@type": "xsd:nonNegativeInteger"}  # DCAT 3, 6.8.17
        assert each["dcat:byteSize"] == size
        assert each["spdx:checksum"]["spdx:checksumValue"]["@value"] == hashlib.sha256(content).hexdigest()
    media = described["points.geojson"]["dcat:mediaType"]["@id"]
    assert media == "https://www.iana.org/assignments/media-types/application/geo+json"


def test_ckan_has_the_names_of_open_canada(ckan):
    assert ckan["title_translated"] == {"en": "Pine River", "fr": "Rivière aux Pins"}
    assert set(ckan["notes_translated"]) == set(ckan["keywords"]) == {"en", "fr"}
    assert ckan["subject"] == ["government_and_politics", "society_and_culture"]
    assert (ckan["license_id"], ckan["jurisdiction"]) == ("ca-ogl-lgo", "provincial")
    assert (ckan["frequency"], ckan["date_published"]) == ("as_needed", "2026-11-01")
    assert json.loads(ckan["spatial"])["type"] == "Polygon"
    for each in ckan["resources"]:
        assert set(each["name_translated"]) == {"en", "fr"}
        assert each["url"].startswith(BASE)
        assert each["format"] in {"CSV", "JSON", "GEOJSON", "JSONLD", "JSONL"}  # canada_resource_format
        assert each["character_set"] == "UTF-8"  # canada_resource_character_set
    names = {each["url"]: each["name_translated"]["fr"] for each in ckan["resources"]}
    assert names[f"{BASE}phones.csv"] == "Téléphone (phones.csv)"
    assert names[f"{BASE}points.geojson"] == "Carte des points de service (points.geojson)"
    french = [each for each in ckan["resources"] if each["url"] == f"{BASE}hsds/fr/services.json"]
    assert french[0]["language"] == ["fr"]


def test_schema_org_offices(graph):
    office = graph[f"urn:uuid:{uid(1)}"]
    assert office["@type"] == "GovernmentOffice"
    assert office["geo"] == {"@type": "GeoCoordinates", "longitude": -75.689, "latitude": 45.42}
    assert office["address"]["streetAddress"] == "1 Elgin Street, Floor 2"
    week = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
    assert office["openingHoursSpecification"] == [
        {"@type": "OpeningHoursSpecification", "dayOfWeek": week, "opens": "08:30", "closes": "12:00"},
        {"@type": "OpeningHoursSpecification", "dayOfWeek": week, "opens": "13:00", "closes": "16:30"},
    ]
    assert office["specialOpeningHoursSpecification"] == [
        {"@type": "OpeningHoursSpecification", "validFrom": "2026-12-24", "validThrough": "2026-12-26",
         "opens": "00:00", "closes": "00:00"}
    ]  # fmt: skip
    closed = graph[f"urn:uuid:{uid(5)}"]["specialOpeningHoursSpecification"]
    assert (closed[0]["validFrom"], closed[0]["closes"]) == ("2026-10-01", "00:00")


def test_schema_org_services_and_their_channels(graph):
    service = graph[f"urn:uuid:{uid(400)}"]
    assert service["@type"] == "GovernmentService"
    assert service["serviceOperator"] == {"@id": f"urn:uuid:{uid(101)}"}
    assert service["availableChannel"] == [
        {"@type": "ServiceChannel", "serviceLocation": {"@id": f"urn:uuid:{uid(1)}"}},
        {"@id": f"urn:uuid:{uid(12)}"},
    ]
    line = graph[f"urn:uuid:{uid(12)}"]
    assert line["@type"] == "ServiceChannel"
    assert line["servicePhone"] == [{"@type": "ContactPoint", "telephone": "811"}]
    for each in graph.values():
        for target in ("parentOrganization", "serviceOperator", "provider"):
            if target in each:
                assert each[target]["@id"] in graph


def test_nothing_in_json_ld_acts_or_leaks(folder, publication):
    for name in ("catalogue.jsonld", "schema_org.jsonld", "ckan.json"):
        text = (folder / name).read_text(encoding="utf-8")
        assert not set(text) & set("<>&")
        assert "javascript:" not in text
        assert not [value for value in (SECRET, "98765") if value in text]
        assert not [each.id for each in publication.withheld if each.id in text]


def test_without_an_address_links_are_relative(publication, tmp_path):
    publish(publication, tmp_path / "out", ["geojson", "catalogue"])
    dcat = json.loads((tmp_path / "out" / "catalogue.jsonld").read_bytes())
    (each,) = dcat["dcat:distribution"]
    assert each["dcat:downloadURL"] == {"@id": "points.geojson"}


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data.example.ca", 'https://a.ca/"><script>'])
def test_only_addresses_of_the_web(publication, tmp_path, url):
    with pytest.raises(InputError, match="not the address"):
        publish(publication, tmp_path / "out", ["catalogue"], base_url=url)


def test_an_independent_reader_makes_triples_of_it(folder):
    """rdflib, where it is installed."""
    rdflib = pytest.importorskip("rdflib")
    found = rdflib.Graph().parse(folder / "catalogue.jsonld", format="json-ld")
    kinds = set(found.objects(None, rdflib.RDF.type))
    assert rdflib.DCAT.Dataset in kinds
    assert len(list(found.subjects(rdflib.RDF.type, rdflib.DCAT.Distribution))) > 20


def test_schema_org_closures_of_a_telephone_line(publication, tmp_path):
    days = {"from_date": "2026-12-25", "to_date": "2026-12-25", "point_id": uid(12)}
    closed = published("closure", 704, kind="closed", **days)
    reduced = published("closure", 705, kind="reduced_service", hours="10:00-12:00", **days)
    rows = {**publication.rows, "closure": [closed, reduced]}
    publish(dataclasses.replace(publication, rows=rows), tmp_path / "out", ["schema_org"])
    document = json.loads((tmp_path / "out" / "schema_org.jsonld").read_bytes())
    (line,) = [each for each in document["@graph"] if each["@id"] == f"urn:uuid:{uid(12)}"]
    assert [each for each in line["hoursAvailable"] if "validFrom" in each] == [
        {"@type": "OpeningHoursSpecification", "validFrom": "2026-12-25", "validThrough": "2026-12-25",
         "opens": "00:00", "closes": "00:00"}
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        ("Mo-Fr 09:00-17:00; PH off", ["09:00"]),
        ("Mo-Fr 09:00-17:00; Jul-Aug off", None),  # not open in July
        ("Mo-Fr 09:00-17:00; Jul-Aug Mo-Fr 08:00-15:00", None),
        ("Mo-Fr 09:00-17:00; We[1] off", None),  # not open on the first Wednesday
    ],
)
def test_schema_org_says_no_hours_that_hold_for_a_part_of_the_year(publication, tmp_path, hours, said):
    points = [
        {**each, "hours": hours} if each["id"] == uid(1) else each
        for each in publication.rows["service_point"]
    ]
    changed = dataclasses.replace(publication, rows={**publication.rows, "service_point": points})
    publish(changed, tmp_path / "out", ["schema_org"])
    document = json.loads((tmp_path / "out" / "schema_org.jsonld").read_bytes())
    (office,) = [each for each in document["@graph"] if each["@id"] == f"urn:uuid:{uid(1)}"]
    found = office.get("openingHoursSpecification")
    assert found == said or [each["opens"] for each in found] == said


def test_schema_org_fax_machines_and_days_with_a_break(with_fax_and_short_days, tmp_path):
    publish(with_fax_and_short_days, tmp_path / "out", ["schema_org"])
    document = json.loads((tmp_path / "out" / "schema_org.jsonld").read_bytes())
    made = {each["@id"]: each for each in document["@graph"]}
    office, line = made[f"urn:uuid:{uid(1)}"], made[f"urn:uuid:{uid(12)}"]
    assert (office["telephone"], office["faxNumber"]) == (["+18005550102", "+16135550101"], ["+16135550100"])
    assert "servicePhone" not in line
    days = [each for each in office["specialOpeningHoursSpecification"] if each["validFrom"] == "2026-12-30"]
    assert [(each["opens"], each["closes"]) for each in days] == [("09:00", "12:00"), ("13:00", "15:00")]
    assert {each["validThrough"] for each in days} == {"2026-12-31"}


@pytest.mark.parametrize(
    ("link", "at_the_office"),
    [
        (("2026-11-01", "2026-11-01", "active"), True),  # the day of the store's last change
        (("2026-11-02", None, "active"), False),
        ((None, "2026-10-31", "active"), False),
        ((None, None, "temporarily_closed"), True),  # published as what it is
    ],
)
def test_schema_org_services_on_their_days(publication, tmp_path, link, at_the_office):
    first, last, status = link
    assert publication.info.updated_at[:10] == "2026-11-01"
    links = [
        {**each, "valid_from": first, "valid_to": last, "status": status} if each["id"] == uid(501) else each
        for each in publication.rows["service_at_point"]
    ]
    rows = {**publication.rows, "service_at_point": links}
    publish(dataclasses.replace(publication, rows=rows), tmp_path / "out", ["schema_org"])
    document = json.loads((tmp_path / "out" / "schema_org.jsonld").read_bytes())
    (service,) = [each for each in document["@graph"] if each["@id"] == f"urn:uuid:{uid(400)}"]
    office = {"@type": "ServiceChannel", "serviceLocation": {"@id": f"urn:uuid:{uid(1)}"}}
    line = {"@id": f"urn:uuid:{uid(12)}"}
    assert service["availableChannel"] == ([office, line] if at_the_office else [line])
