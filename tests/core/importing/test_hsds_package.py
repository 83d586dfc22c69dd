# SPDX-License-Identifier: GPL-2.0-or-later
"""HSDS 3 as a data package: joined as its JSON is nested, and nothing read from anywhere else."""

import json
import threading
import zipfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest
import requests
from service_points.core.errors import Cancelled, InputError
from service_points.core.importing.readers import Limits, read_hsds_package
from service_points.core.importing.services import Client, read_hsds

TABLES = {
    "organizations": """id,name,description
o1,"Ville d’Essai","Services, publics"
""",
    "locations": """id,location_type,organization_id,name,latitude,longitude,casp_hours
l1,physical,o1,Hôtel de ville,45.25,-75.5,
l2,physical,o1,"Bureau
Hull",,,Mo-Fr 09:00-16:00
l3,virtual,,En ligne,95.25x,-75.5,
""",
    "addresses": """id,location_id,address_1,city,state_province,postal_code,country,address_type
a1,l1,0 rue Principale,Essai,QC,J8X 0A1,CA,physical
a2,l1,CP 7,Essai,QC,J8X 0A2,CA,postal
""",
    "phones": """id,location_id,service_id,number,type
p1,l2,,819 555-0101,voice
p2,l1,,819 555-0102,voice
p3,l1,,819 555-0103,fax
p4,,s1,819 555-0104,voice
""",
    "languages": """id,location_id,phone_id,code
g1,l1,,fr
g2,,p2,en
""",
    "services": """id,organization_id,name,status
s1,o1,Permis,active
""",
    "service_at_location": """id,service_id,location_id
x1,s1,l1
x2,s1,l2
""",
    "attributes": """id,link_id,link_entity,taxonomy_term_id,value
t1,l1,location,k1,yes
t2,l1,service,k1,no
""",
    "taxonomy_terms": """id,code,name
k1,step_free_entrance,Entrée sans marche
""",
    "units": """id,name
u1,person
""",
}
LOCATION = {
    "id": "l1",
    "location_type": "physical",
    "name": "Hôtel de ville",
    "latitude": 45.25,
    "longitude": -75.5,
    "organization": {"id": "o1", "name": "Ville d’Essai", "description": "Services, publics"},
    "languages": [{"id": "g1", "code": "fr"}],
    "addresses": [
        {"id": "a1", "address_1": "0 rue Principale", "city": "Essai", "state_province": "QC",
         "postal_code": "J8X 0A1", "country": "CA", "address_type": "physical"},
        {"id": "a2", "address_1": "CP 7", "city": "Essai", "state_province": "QC",
         "postal_code": "J8X 0A2", "country": "CA", "address_type": "postal"},
    ],
    "phones": [
        {"id": "p2", "number": "819 555-0102", "type": "voice", "languages": [{"id": "g2", "code": "en"}]},
        {"id": "p3", "number": "819 555-0103", "type": "fax"},
    ],
    "attributes": [
        {"id": "t1", "link_entity": "location", "value": "yes",
         "taxonomy_term": {"id": "k1", "code": "step_free_entrance", "name": "Entrée sans marche"}}
    ],
}  # fmt: skip
"""The first location, nested by hand as an API of HSDS 3 gives it."""


def described(names, **dialect):
    resources = [{"name": name, "path": f"{name}.csv", "format": "csv", **dialect} for name in names]
    return {"name": "human_services_data", "profile": "tabular-data-package", "resources": resources}


def write(folder, tables=TABLES, document=None):
    folder.mkdir(exist_ok=True)
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    document = described(tables) if document is None else document
    (folder / "datapackage.json").write_text(json.dumps(document), encoding="utf-8")
    return folder


def zipped(path, tables=TABLES, base="", document=None):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in tables.items():
            archive.writestr(f"{base}{name}.csv", text)
        archive.writestr(f"{base}datapackage.json", json.dumps(document or described(tables)))
    return path


def refused(path, word, **options):
    with pytest.raises(InputError) as caught:
        read_hsds_package(path, **options)
    assert caught.value.text.en != caught.value.text.fr
    assert word in caught.value.text.en


def test_hsds_tables_become_the_columns_of_its_json(tmp_path):
    folder = write(tmp_path / "paquet")
    table = read_hsds_package(folder)
    assert (len(table), table.expected, table.is_complete) == (3, 3, True)
    assert table.lines.tolist() == [2, 3, 5]  # a name has a line break
    assert table.columns["name"] == ["Hôtel de ville", "Bureau\nHull", "En ligne"]
    assert table.columns["phones.1.number"] == ["819 555-0102", "819 555-0101", None]
    assert table.columns["x_casp.hours"] == [None, "Mo-Fr 09:00-16:00", None]
    assert table.columns["organization.name"] == ["Ville d’Essai", "Ville d’Essai", None]
    assert table.positions[0].tolist() == [-75.5, 45.25]
    assert np.isnan(table.positions[1:]).all(), "nothing, and what is no number"
    assert (table.origin.kind, table.origin.where, table.origin.crs) == ("hsds", "paquet", "EPSG:4326")
    assert "attributes.2.value" not in table.columns, "it is a service's, whatever its id"
    assert [each.code for each in table.remarks] == ["tables_left_out"]
    assert "units.csv" in table.remarks[0].text.fr


def test_the_same_publication_as_json_has_the_same_values(tmp_path):
    folder = write(tmp_path / "p")
    (folder / "locations.json").write_text(json.dumps([LOCATION]), encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    session = requests.Session()
    session.trust_env = False
    as_json = read_hsds(Client(session), f"http://127.0.0.1:{server.server_port}/locations.json")
    server.shutdown()
    server.server_close()
    tables = read_hsds_package(folder)
    assert {name: tables.columns[name][0] for name in as_json.columns} == {
        name: column[0] for name, column in as_json.columns.items()
    }
    said = {name for name, column in tables.columns.items() if column[0] is not None}
    keys = {"organization_id", "attributes.1.taxonomy_term_id"}  # JSON has the objects instead
    assert said - keys == set(as_json.columns)


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        return None


def test_services_at_locations_are_rows_of_their_own(tmp_path):
    table = read_hsds_package(write(tmp_path / "p"), record="service_at_location")
    assert table.columns["id"] == ["x1", "x2"]
    assert table.columns["service.name"] == ["Permis", "Permis"]
    assert table.columns["service.phones.1.number"] == ["819 555-0104", "819 555-0104"]
    assert table.columns["service.organization.name"] == ["Ville d’Essai", "Ville d’Essai"]
    assert table.columns["location.addresses.2.address_1"] == ["CP 7", None]
    assert table.positions[0].tolist() == [-75.5, 45.25]


def test_a_zip_is_read_wherever_the_package_lies_in_it(tmp_path):
    folder = read_hsds_package(write(tmp_path / "p"))
    for base in ("", "export/2026/"):
        table = read_hsds_package(zipped(tmp_path / "p.zip", base=base))
        assert table.columns == folder.columns
        assert table.origin.where == "p.zip"
    assert read_hsds_package(tmp_path / "p" / "datapackage.json").columns == folder.columns


def test_e2_another_delimiter_and_encoding_are_declared(tmp_path):
    text = "id;location_type;name\n007;physical;Hôtel\n"
    folder = write(tmp_path / "p", {})
    (folder / "location.csv").write_bytes(text.encode("cp1252"))
    declared = described(["location"], encoding="windows-1252", dialect={"delimiter": ";"})
    (folder / "datapackage.json").write_text(json.dumps(declared), encoding="utf-8")
    table = read_hsds_package(folder)
    assert table.columns == {"id": ["007"], "location_type": ["physical"], "name": ["Hôtel"]}
    assert table.positions is None


def test_lists_that_are_long_and_ids_that_repeat_are_said(tmp_path):
    phones = "id,location_id,number\n" + "".join(f"p{n},l1,819 555-01{n:02}\n" for n in range(12))
    locations = "id,location_type,name\nl1,physical,A\nl2,physical,B\nl1,physical,C\n"
    table = read_hsds_package(write(tmp_path / "p", {"locations": locations, "phones": phones}))
    assert "phones.11.number" not in table.columns
    assert table.columns["phones.10.number"] == ["819 555-0109", None, "819 555-0109"]
    assert [(each.code, each.lines) for each in table.remarks] == [
        ("repeated_ids", (4,)),
        ("lists_cut", (2, 4)),
    ]


@pytest.mark.parametrize(
    "path", ["../secret.csv", "/etc/passwd", "a/../../b.csv", "C:\\b.csv", "https://x.ca/b.csv", ".", "a//b"]
)
def test_a_package_names_no_file_outside_itself(tmp_path, path):
    (tmp_path / "secret.csv").write_text("id\n1\n", encoding="utf-8")
    document = {"resources": [{"name": "location", "path": path}]}
    refused(write(tmp_path / "p", {}, document), "no file inside")
    refused(zipped(tmp_path / "p.zip", {}, document=document), "no file inside")


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"{", "damaged"),
        (b"[" * 100_000, "damaged"),
        (b"[]", "no data package"),
        (b'{"resources": []}', "no data package"),
        (b'{"resources": [{"path": 7}]}', "no data package"),
        (b'{"resources": ["x"]}', "no data package"),
        (b'{"resources": [{"name": "location", "path": "gone.csv"}]}', "gone.csv"),
        (b'{"resources": [{"name": "services", "path": "services.csv"}]}', "no table “location”"),
        (b" " * 2_000_001, "limit"),
    ],
    ids=["cut", "deep", "list", "none", "number", "text", "missing", "other", "large"],
)
def test_what_is_no_package_of_hsds_is_refused(tmp_path, content, word):
    folder = write(tmp_path / "p")
    (folder / "datapackage.json").write_bytes(content)
    refused(folder, word)
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as archive:
        archive.writestr("datapackage.json", content)
        archive.writestr("services.csv", TABLES["services"])
    refused(tmp_path / "p.zip", word)


def test_what_has_no_description_is_refused(tmp_path):
    folder = write(tmp_path / "p")
    (folder / "datapackage.json").unlink()
    refused(folder, "no data package")
    (tmp_path / "x.zip").write_bytes(b"PK")
    refused(tmp_path / "x.zip", "datapackage.json")
    with zipfile.ZipFile(tmp_path / "y.zip", "w") as archive:
        archive.writestr("location.csv", "id\n1\n")
    refused(tmp_path / "y.zip", "no data package")
    refused(tmp_path / "nothing.zip", "cannot be read")


def test_limits_are_named(tmp_path):
    folder = write(tmp_path / "p")
    refused(folder, "2 rows", limits=Limits(rows=2))
    refused(folder, "9 columns", limits=Limits(columns=9))  # no table has more; joined they have
    refused(folder, "40 cells", limits=Limits(cells=40))  # no table has more; together they have
    refused(folder, "bytes", limits=Limits(bytes=700))


class Stops:
    def is_cancelled(self):
        return True

    def report(self, fraction, text=None):
        return None


def test_reading_is_cancelled(tmp_path):
    with pytest.raises(Cancelled):
        read_hsds_package(write(tmp_path / "p"), progress=Stops())
