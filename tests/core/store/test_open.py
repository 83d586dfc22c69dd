# SPDX-License-Identifier: GPL-2.0-or-later
import shutil
import sqlite3

import pytest
from osgeo import gdal, ogr
from service_points.core.errors import StoreError
from service_points.core.store import open_store


@pytest.fixture
def closed(store):
    store.close()
    return store.path


def refusal(path, **options):
    with pytest.raises(StoreError) as caught:
        open_store(path, **options)
    text = caught.value.text
    assert str(path) in text.en
    assert str(path) in text.fr
    return text


@pytest.mark.parametrize("name", ["store.gpkg", "notes.txt"])
def test_a_text_file_is_not_a_geopackage(tmp_path, name):
    path = tmp_path / name
    path.write_text("name,city\nOffice,Ottawa\n")
    text = refusal(path)
    assert "is not a GeoPackage" in text.en
    assert "n’est pas un fichier GeoPackage" in text.fr
    assert path.read_text().startswith("name,city")


def test_h1_vrt_bytes_under_a_geopackage_name_are_refused(tmp_path, closed):
    path = tmp_path / "submission.gpkg"
    path.write_text(
        "<OGRVRTDataSource><OGRVRTLayer name='schema_info'>"
        f"<SrcDataSource>{closed}</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"
    )
    assert gdal.OpenEx(str(path), gdal.OF_VECTOR) is not None  # GDAL alone would follow it
    assert "is not a GeoPackage" in refusal(path).en


def test_a9_an_empty_file_is_not_a_geopackage(tmp_path):
    path = tmp_path / "empty.gpkg"
    path.write_bytes(b"")
    assert "is not a GeoPackage" in refusal(path).en


def test_a_missing_file_and_a_folder_are_named(tmp_path):
    assert "There is no file" in refusal(tmp_path / "nowhere.gpkg").en
    assert "There is no file" in refusal(tmp_path).en


@pytest.mark.parametrize("prefix", ["/vsizip/", "/vsicurl/http://127.0.0.1/", "/vsimem/"])
def test_h15_gdals_virtual_paths_are_not_followed(closed, prefix):
    assert "There is no file" in refusal(f"{prefix}{closed}").en


def test_another_geopackage_is_not_a_store(tmp_path):
    path = tmp_path / "roads.gpkg"
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    dataset.CreateLayer("roads", None, ogr.wkbLineString)
    dataset = None
    text = refusal(path)
    assert "not a service point store" in text.en
    assert "pas un dépôt de points de service" in text.fr


def test_a9_a_truncated_store_is_damaged(closed):
    content = closed.read_bytes()
    closed.write_bytes(content[: len(content) // 3])
    with pytest.raises(StoreError, match="damaged"):
        read_all(closed)


def read_all(path, **options):
    with open_store(path, **options) as store:
        for table in ("service_point", "domain_value", "taxonomy_term", "schema_info"):
            store.rows(table)


def test_a9_overwritten_pages_are_damaged(closed):
    content = bytearray(closed.read_bytes())
    content[100:60_000] = b"\xff" * 59_900
    closed.write_bytes(content)
    with pytest.raises(StoreError, match=r"damaged|not a GeoPackage"):
        open_store(closed)


def change(path, *statements):
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


@pytest.mark.parametrize("version", ["2.0.0", "0.9.0", "two"])
def test_a11_another_major_version_is_refused_and_named(closed, version):
    change(closed, f"UPDATE schema_info SET schema_version = '{version}'")
    text = refusal(closed)
    assert version in text.en
    assert "1.0.0" in text.en
    assert "Update the plugin" in text.en


def test_a_newer_minor_version_opens(closed):
    change(closed, "UPDATE schema_info SET schema_version = '1.4.0'")
    with open_store(closed) as store:
        assert store.info.schema_version == "1.4.0"


def test_a_missing_table_and_a_missing_column_are_named(closed):
    change(
        closed,
        "ALTER TABLE closure DROP COLUMN reason_fr",
        "DELETE FROM gpkg_contents WHERE table_name = 'phone'",
        "DROP TABLE phone",
    )
    text = refusal(closed)
    assert "phone" in text.en
    assert "closure.reason_fr" in text.en


def test_two_information_rows_are_no_store(closed):
    change(
        closed,
        "INSERT INTO schema_info SELECT 9, 'x', schema_version, schema_sha256, store_revision, title_en, "
        "title_fr, steward_email, updated_at FROM schema_info",
    )
    assert "not a service point store" in refusal(closed).en


def test_extra_tables_columns_triggers_and_minor_damage_do_not_matter(closed):
    change(
        closed,
        "CREATE TABLE notes (text TEXT)",
        "ALTER TABLE phone ADD COLUMN colour TEXT",
        "DROP TABLE gpkg_ogr_contents",
    )
    with open_store(closed) as store:
        assert store.rows("phone") == []
        assert store.count("taxonomy_term") == 36


def test_a_store_opened_for_reading_refuses_changes(closed, insert_point):
    with open_store(closed) as store:
        assert store.read_only
        with pytest.raises(StoreError, match="reading only"):
            store.apply([insert_point(1)])


def test_a_closed_store_says_so(store):
    store.close()
    with pytest.raises(StoreError, match="is closed"):
        store.rows("phone")


def test_reading_leaves_no_trace_beside_the_file(closed, tmp_path):
    before = closed.read_bytes()
    with open_store(closed) as store:
        store.rows("domain_value")
    assert [path.name for path in tmp_path.iterdir()] == ["store.gpkg"]
    assert closed.read_bytes() == before


def test_h7_names_with_spaces_quotes_accents_and_percent_work(closed, tmp_path):
    odd = tmp_path / "L’Orignal's 100 % {dépôt} [x].gpkg"
    shutil.copy(closed, odd)
    with open_store(odd, read_only=False) as store:
        store.snapshot(tmp_path / "copie d'ici '' [1].gpkg")
    with open_store(tmp_path / "copie d'ici '' [1].gpkg") as copy:
        assert copy.count("taxonomy_term") == 36
    (tmp_path / "{x}.gpkg").write_text("")
    assert "{x}.gpkg" in refusal(tmp_path / "{x}.gpkg").en


@pytest.mark.parametrize("seed", range(8))
def test_a9_flipped_bytes_are_damaged_or_harmless(closed, seed):
    """GDAL's message may quote bytes that are no text; the person gets a StoreError all the same."""
    content = bytearray(closed.read_bytes())
    for place in range(4200 + 97 * seed, len(content), 3000):
        content[place] ^= 0xFF
    closed.write_bytes(content)
    for read_only in (True, False):
        with pytest.raises(StoreError):
            read_all(closed, read_only=read_only)


@pytest.mark.parametrize(
    "body",
    ["SELECT * FROM held", "WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL SELECT i FROM r) SELECT i FROM r"],
)
def test_h13_a_view_in_the_place_of_a_table_is_refused_unread(closed, body):
    """A view can be endless: nothing of it may be read."""
    connection = sqlite3.connect(closed)
    connection.execute("ALTER TABLE phone RENAME TO held")
    connection.execute(f"CREATE VIEW phone AS {body}")
    connection.commit()
    connection.close()
    assert "lacks phone" in refusal(closed).en


def test_positions_in_another_crs_are_refused_not_taken_for_degrees(closed):
    connection = sqlite3.connect(closed)
    connection.execute("UPDATE gpkg_geometry_columns SET srs_id = -1 WHERE table_name = 'service_area'")
    connection.commit()
    connection.close()
    text = refusal(closed)
    assert "EPSG:4326" in text.en
    assert "Zone de service" in text.fr


def test_a_name_no_file_can_have_is_a_missing_file():
    assert "There is no file" in refusal("x" * 5000).en
