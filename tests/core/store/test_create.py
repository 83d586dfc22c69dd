# SPDX-License-Identifier: GPL-2.0-or-later
import hashlib
import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from osgeo import gdal, ogr
from service_points.core.errors import StoreError
from service_points.core.store import create_store, open_store
from service_points.core.text import Text

ROOT = Path(__file__).resolve().parents[3]
SCHEMA = ROOT / "resources" / "schema" / "schema.json"


@pytest.fixture
def database(store):
    """Read the finished file with SQLite itself, an eye of another kind than GDAL's."""
    store.close()
    connection = sqlite3.connect(f"file:{store.path}?mode=ro", uri=True)
    yield connection
    connection.close()


def test_it_says_what_it_is(store):
    assert store.info.store_id == "5c1b1b0e-3c58-4d0a-9a55-0f3f4d8f0001"
    assert store.info.schema_version == "1.0.0"
    assert store.info.schema_sha256 == hashlib.sha256(SCHEMA.read_bytes()).hexdigest()
    assert store.info.revision == 0
    assert store.info.title == Text("Pine River", "Rivière aux Pins")
    assert store.info.updated_at == "2026-11-01T12:30:00Z"
    assert store.info.steward_email == "steward@example.ca"
    assert store.info.working_copy is None


def test_it_has_the_twenty_tables_and_the_views(database):
    names = {name for (name,) in database.execute("SELECT table_name FROM gpkg_contents")}
    assert {name for name in names if not name.startswith("v_")} == {
        "jurisdiction", "organization", "source", "service_point", "phone", "service", "service_at_point",
        "call_centre", "closure", "external_id", "service_area", "partnership", "point_profile",
        "taxonomy_term", "domain_value", "holiday", "geo_unit", "submission", "change_log", "schema_info",
    }  # fmt: skip
    assert {name for name in names if name.startswith("v_")} == {
        "v_service_point", "v_in_person", "v_digital", "v_call_centre", "v_employment_centre",
    }  # fmt: skip


def test_columns_have_the_order_types_and_constraints_of_the_schema(database):
    columns = {
        name: (kind, required, default)
        for _, name, kind, required, default, _ in database.execute("PRAGMA table_info(service_point)")
    }
    assert next(iter(columns)) == "fid"
    assert columns["id"][:2] == ("TEXT(36)", 1)
    assert columns["name_en"][:2] == ("TEXT(200)", 0)
    assert columns["geom"][:2] == ("POINT", 0)
    assert columns["geo_accuracy_m"][:2] == ("INTEGER", 0)
    assert columns["verified_on"][:2] == ("DATE", 1)
    assert columns["status"] == ("TEXT", 1, "'active'")
    assert columns["geo_vintage"] == ("INTEGER", 0, "2021")
    area = {row[1]: row[3] for row in database.execute("PRAGMA table_info(service_area)")}
    assert area["geom"] == 1


def test_keys_and_declared_sets_are_unique_and_references_are_indexed(database):
    def indexes(table):
        found = set()
        for _, name, unique, *_ in database.execute(f"PRAGMA index_list({table})").fetchall():
            columns = tuple(row[2] for row in database.execute(f"PRAGMA index_info('{name}')"))
            found.add((columns, bool(unique)))
        return found

    assert (("id",), True) in indexes("service_point")
    assert (("organization_id",), False) in indexes("service_point")
    assert (("service_id", "point_id", "delivery_level"), True) in indexes("service_at_point")
    assert (("scheme", "value", "entity_table"), True) in indexes("external_id")
    assert (("point_id",), True) in indexes("call_centre")
    assert (("code",), True) in indexes("jurisdiction")
    assert (("domain", "code"), True) in indexes("domain_value")


def test_value_lists_are_bilingual_and_ranges_bounded(store):
    dataset = gdal.OpenEx(str(store.path), gdal.OF_VECTOR, allowed_drivers=["GPKG"])
    layer = dataset.GetLayerByName("service_point").GetLayerDefn()

    def domain(field):
        return dataset.GetFieldDomain(layer.GetFieldDefn(layer.GetFieldIndex(field)).GetDomainName())

    assert domain("channel").GetEnumeration()["call_centre"] == "Call centre / Centre d’appels"
    assert domain("province").GetEnumeration()["QC"] == "Quebec / Québec"
    assert domain("geo_vintage").GetMinAsDouble() == 2011
    assert domain("geo_vintage").GetMaxAsDouble() == 2100
    assert domain("geo_accuracy_m").GetMaxAsDouble() == 100000
    languages = layer.GetFieldDefn(layer.GetFieldIndex("languages"))
    assert languages.GetSubType() == ogr.OFSTJSON
    assert not languages.GetDomainName()


def test_the_code_lists_and_the_taxonomy_are_there(store):
    codes = {(row["domain"], row["code"]): row for row in store.rows("domain_value")}
    assert codes["province", "QC"]["label_fr"] == "Québec"
    assert codes["province", "QC"]["note"] == "24"
    assert codes["op", "confirm"]["sort"] == 4
    assert codes["op", "confirm"]["deprecated"] is False
    terms = {row["code"]: row for row in store.rows("taxonomy_term")}
    assert terms["identity.passport"]["name_fr"] == "Passeport et documents de voyage"
    assert terms["identity.passport"]["parent_code"] == "identity"
    assert len(terms) == 36
    assert store.rows("jurisdiction")[1]["auto_accept"] is True


def test_views_join_what_a_person_wants_to_read(store, insert_point, point_id):
    from service_points.core.store import RowChange

    organization = {
        "custodian_code": "CA-ON",
        "name_en": "ServiceOntario",
        "status": "active",
        "changed_at": "2026-10-01T00:00:00Z",
    }
    phone = {
        "custodian_code": "CA-ON",
        "point_id": point_id(1),
        "changed_at": "2026-10-01T00:00:00Z",
    }
    store.apply(
        [
            insert_point(1, csduid="3506008"),
            insert_point(2, channel="digital", geom=None),
            insert_point(3, channel="call_centre", geom=None),
            insert_point(4, point_type="employment_centre"),
            RowChange("insert", "organization", "0a000000-0000-4000-8000-000000000001", organization),
            RowChange("insert", "phone", point_id(91), {**phone, "kind": "tty", "number": "+16135550102"}),
            RowChange(
                "insert",
                "phone",
                point_id(92),
                {**phone, "kind": "toll_free", "number": "+18005550101", "is_primary": True},
            ),
        ]
    )
    dataset = gdal.OpenEx(str(store.path), gdal.OF_VECTOR, allowed_drivers=["GPKG"])
    in_person = dataset.GetLayerByName("v_in_person")
    assert [feature["id"] for feature in in_person] == [point_id(1), point_id(4)]
    in_person.ResetReading()
    first = in_person.GetNextFeature()
    assert first["main_phone"] == "+18005550101"
    assert first["organization_en"] == "ServiceOntario"
    assert first["level"] == "provincial"
    assert first["dguid"] == "2021A00053506008"
    assert int(first["service_count"]) == 0
    assert first.GetGeometryRef().GetX() == -75.6972
    assert dataset.GetLayerByName("v_digital").GetFeatureCount() == 1
    assert dataset.GetLayerByName("v_call_centre").GetFeatureCount() == 1
    assert dataset.GetLayerByName("v_employment_centre").GetFeatureCount() == 1


def test_the_same_input_gives_the_same_bytes(new_store, insert_point, now):
    hashes = []
    for name in ("one.gpkg", "two.gpkg"):
        with new_store(name) as store:
            store.apply([insert_point(1), insert_point(2, languages=["en", "fr"])], now=now)
        hashes.append(hashlib.sha256(store.path.read_bytes()).hexdigest())
        time.sleep(1.1)  # the clock must not show
    assert hashes[0] == hashes[1]


def test_the_hosts_own_date_option_is_left_as_it_was(new_store):
    gdal.SetThreadLocalConfigOption("OGR_CURRENT_DATE", "2001-01-01T00:00:00Z")
    try:
        new_store().close()
        assert gdal.GetThreadLocalConfigOption("OGR_CURRENT_DATE") == "2001-01-01T00:00:00Z"
    finally:
        gdal.SetThreadLocalConfigOption("OGR_CURRENT_DATE", None)


def test_gdals_exception_switch_is_respected(new_store, insert_point, gdal_raises):
    with new_store() as store:
        store.apply([insert_point(1)])
        with pytest.raises(StoreError):
            store.apply([insert_point(2), insert_point(1)])
        assert store.count("service_point") == 1
    with pytest.raises(StoreError):
        open_store(__file__)
    assert bool(gdal.GetUseExceptions()) is gdal_raises


def test_c2_an_existing_file_is_never_replaced(tmp_path, new_store):
    (tmp_path / "store.gpkg").write_text("precious")
    with pytest.raises(StoreError, match="already exists") as caught:
        new_store()
    assert "existe déjà" in caught.value.text.fr
    assert (tmp_path / "store.gpkg").read_text() == "precious"
    assert os.listdir(tmp_path) == ["store.gpkg"]


def test_a_missing_folder_and_a_file_as_folder_are_named(tmp_path, new_store):
    (tmp_path / "file").write_text("")
    for folder in (tmp_path / "nowhere", tmp_path / "file"):
        with pytest.raises(StoreError, match="does not exist"):
            new_store(folder=folder)
    assert os.listdir(tmp_path) == ["file"]


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="no file system that even root cannot write")
def test_a5_a_folder_that_cannot_be_written_is_named(new_store):
    with pytest.raises(StoreError, match="cannot be written") as caught:
        new_store(folder=Path("/proc/self"))
    assert "lecture seule" in caught.value.text.fr


def test_a_name_without_gpkg_is_refused(tmp_path):
    with pytest.raises(StoreError, match=r"ends in \.gpkg"):
        create_store(tmp_path / "store.sqlite", title=Text("a", "b"))
    assert os.listdir(tmp_path) == []


_FULL_DISK = """
import importlib.util, resource, signal, sys
from pathlib import Path
spec = importlib.util.spec_from_file_location("service_points", sys.argv[1] + "/__init__.py",
                                              submodule_search_locations=[sys.argv[1]])
sys.modules["service_points"] = importlib.util.module_from_spec(spec)
from service_points.core.errors import StoreError
from service_points.core.store import create_store
from service_points.core.text import Text
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
try:
    create_store(Path(sys.argv[2]), title=Text("a", "b"))
except StoreError as error:
    print(error.text.en)
"""


def test_a4_a_full_disk_leaves_nothing_half_written(tmp_path):
    script = tmp_path / "full.py"
    script.write_text(_FULL_DISK)
    folder = tmp_path / "target"
    folder.mkdir()
    done = subprocess.run(
        [sys.executable, str(script), str(ROOT), str(folder / "store.gpkg")],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert "cannot be written" in done.stdout, done.stderr
    assert os.listdir(folder) == []
