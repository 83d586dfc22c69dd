# SPDX-License-Identifier: GPL-2.0-or-later
"""GeoJSON and CSV: what stands in them, that it is the same every time, and that nothing in it acts."""

import csv
import hashlib
import io
import json
import shutil

import pytest
from service_points.core.publishing import publication_of, publish
from service_points.core.store import open_store

from .conftest import SECRET, uid


@pytest.fixture(scope="module")
def folder(publication, tmp_path_factory):
    target = tmp_path_factory.mktemp("files") / "open data"
    publish(publication, target)
    return target


def table(folder, name):
    text = (folder / f"{name}.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def feature(folder, number):
    document = json.loads((folder / "points.geojson").read_bytes())
    return next(each for each in document["features"] if each["id"] == uid(number))


def test_points_geojson_is_rfc_7946(folder, publication):
    document = json.loads((folder / "points.geojson").read_bytes())
    assert document["type"] == "FeatureCollection"
    assert "crs" not in document
    assert [each["id"] for each in document["features"]] == list(publication.points)
    office = feature(folder, 1)
    assert office["geometry"] == {"type": "Point", "coordinates": [-75.689, 45.42]}
    assert feature(folder, 12)["geometry"] is None


def test_points_geojson_is_flat_and_says_what_a_finder_needs(folder):
    said = feature(folder, 1)["properties"]
    assert not any(isinstance(value, dict) for value in said.values())
    assert said["name_fr"] == "Bureau 1"
    assert said["services"] == ["health.card"]
    assert said["service_ids"] == [uid(400)]
    assert (said["tz"], said["hours"]) == ("America/Toronto", "Mo-Fr 08:30-12:00,13:00-16:30; PH off")
    assert (said["licence"], said["attribution_en"]) == ("OGL-ON-1.0", "Contains data of Ontario.")
    assert (said["phone"], said["organization_name_fr"]) == ("+18005550102", "ServiceOntario")
    assert feature(folder, 5)["properties"]["status"] == "temporarily_closed"
    assert feature(folder, 10)["properties"]["licence"] == "OGL-CA-2.0"


def test_csv_opens_in_excel(folder):
    content = (folder / "points.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfid,custodian_code,")
    assert b"\r\n" in content
    (office,) = [row for row in table(folder, "points") if row["id"] == uid(1)]
    assert (office["longitude"], office["latitude"]) == ("-75.6890000", "45.4200000")
    assert office["accessibility"] == "elevator;step_free_entrance"
    assert table(folder, "call_centres")[0]["ivr"] == "true"


def test_formula_cells_are_inert_and_numbers_stay_numbers(folder):
    (office,) = [row for row in table(folder, "points") if row["id"] == uid(13)]
    assert office["name_en"] == "'=HYPERLINK(1)"
    assert office["name_fr"] == '\'+1 «\u00a0Bureau\u00a0» "d’ici"'
    assert office["alt_name_en"] == "'@SUM(A1)"
    assert {row["number"] for row in table(folder, "phones")} >= {"+18005550102", "811"}
    for name in ("points", "services", "phones", "organizations"):
        for row in table(folder, name):
            starts = [value for value in row.values() if value[:1] in ("=", "@", "\t")]
            assert starts == []


def test_the_package_describes_every_file(folder, publication):
    package = json.loads((folder / "datapackage.json").read_bytes())
    named = {resource["path"]: resource["schema"] for resource in package["resources"]}
    assert set(named) == {path.name for path in folder.glob("*.csv")}
    for path, schema in named.items():
        rows = table(folder, path[:-4])
        header = next(csv.reader(io.StringIO((folder / path).read_bytes().decode("utf-8-sig"))))
        assert [field["name"] for field in schema["fields"]] == header
        for field in schema["fields"]:
            enum = field.get("constraints", {}).get("enum")
            if enum:
                assert {row[field["name"]] for row in rows} - {""} <= set(enum), field["name"]
        for key in schema.get("foreignKeys", ()):
            other = key["reference"]["resource"] or path[:-4]
            targets = {row[key["reference"]["fields"]] for row in table(folder, other)}
            assert {row[key["fields"]] for row in rows} - {""} <= targets, (path, key)
    assert [each["name"] for each in package["licenses"]] == ["OGL-CA-2.0", "OGL-ON-1.0"]
    assert package["created"] == publication.info.updated_at


def test_the_schema_says_nothing_of_what_is_never_published(folder):
    schema = json.loads((folder / "schema.json").read_bytes())
    fields = {(t["name"], f["name"]) for t in schema["tables"] for f in t["fields"]}
    assert ("service_point", "name_fr") in fields
    assert not fields & {("service_point", "partner_note"), ("call_centre", "agents_fte")}
    assert "partnership" not in {name for name, _ in fields}
    assert "arrangement" not in schema["domains"]


def test_nothing_withheld_is_in_any_file(folder, publication):
    planted = [SECRET, "98765.432", "987654321", "geheim", "auto_accept", "contracted_private"]
    planted += [each.id for each in publication.withheld]
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    for path in files:
        text = path.read_text(encoding="utf-8")
        found = [value for value in planted if value in text]
        assert not found, (path.name, found)


def test_the_same_store_gives_the_same_bytes(folder, store_path, tmp_path):
    with open_store(store_path) as store:
        publish(publication_of(store), tmp_path / "again")
    files = sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    assert files == sorted(
        p.relative_to(tmp_path / "again") for p in (tmp_path / "again").rglob("*") if p.is_file()
    )
    for name in files:
        assert (folder / name).read_bytes() == (tmp_path / "again" / name).read_bytes(), name


def test_the_list_of_files_is_true(folder):
    listed = json.loads((folder / "publication.json").read_bytes())
    assert (listed["revision"], listed["updated_at"]) == (12, "2026-11-01T12:30:00Z")
    for each in listed["files"]:
        content = (folder / each["path"]).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (each["bytes"], each["sha256"])


def test_signs_of_html_and_direction_are_escaped():
    from service_points.core.publishing.json_text import json_text

    hostile = '</script><img src=x> \u202egnp.exe\u2066 \u2028 & "q"'
    text = json_text({"name": hostile})
    assert json.loads(text) == {"name": hostile}
    assert not set(text) & set("<>&\u202e\u2066\u2028")


def test_an_independent_reader_accepts_the_package(folder):
    """Frictionless' own validator, where it is installed (``pip install frictionless``)."""
    frictionless = pytest.importorskip("frictionless")
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["title", "fieldName", "message"])


def test_gdal_reads_the_points(folder, tmp_path):
    from osgeo import ogr

    shutil.copy(folder / "points.geojson", tmp_path)
    dataset = ogr.Open(str(tmp_path / "points.geojson"))
    layer = dataset.GetLayer(0)
    assert layer.GetFeatureCount() == 5
    longitudes = {each["id"]: each.GetGeometryRef().GetX() for each in layer if each.GetGeometryRef()}
    assert longitudes[uid(1)] == pytest.approx(-75.689)


def test_a_fax_machine_is_not_the_telephone_of_a_point(with_fax_and_short_days, tmp_path):
    publish(with_fax_and_short_days, tmp_path / "out", ["geojson"])
    assert feature(tmp_path / "out", 1)["properties"]["phone"] == "+18005550102"
    assert feature(tmp_path / "out", 12)["properties"]["phone"] is None
