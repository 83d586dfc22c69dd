# SPDX-License-Identifier: GPL-2.0-or-later
"""A GeoPackage of an older minor version of the schema: refused with what to do, then brought up to date."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from osgeo import gdal
from service_points.core.errors import Cancelled, OutdatedStoreError, StoreError
from service_points.core.store import RowChange, open_store, upgrade_store, views

ROOT = Path(__file__).resolve().parents[3]
KILLED = -signal.SIGKILL
CUSTODIAN = {"custodian_code": "CA-ON", "changed_at": "2026-10-02T03:04:05Z"}


@pytest.fixture
def old(schema_versions, new_store, insert_point, point_id):
    """A filled store of the old version, closed; the program reads the new version from here on."""
    with schema_versions.used("old"), new_store("old.gpkg") as store:
        organization = "0a000000-0000-4000-8000-000000000001"
        store.apply(
            [
                RowChange("insert", "organization", organization, {"name_en": "Province", **CUSTODIAN}),
                insert_point(1, languages=["en", "fr"], accessibility=["low_counter"]),
                insert_point(2, channel="digital", point_type="web_portal", geom=None),
                RowChange(
                    "insert",
                    "phone",
                    point_id(40),
                    {"point_id": point_id(1), "kind": "voice", "number": "+16135550101", **CUSTODIAN},
                ),
            ]
        )
    with schema_versions.used("new"):
        yield store.path


@pytest.fixture
def new(schema_versions, new_store):
    """An empty store of the new version."""
    with schema_versions.used("new"), new_store("new.gpkg") as store:
        return store.path


def query(path, statement, *values):
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as file:
        return file.execute(statement, values).fetchall()


def change(path, *statements):
    with closing(sqlite3.connect(path)) as file:
        for statement in statements:
            file.execute(statement)
        file.commit()


def structure(path):
    """Everything SQLite and the GeoPackage's own tables say of a store, but in which order columns stand."""
    kinds = query(path, "SELECT type, name, tbl_name, sql FROM sqlite_master")
    tables = [name for kind, name, *_ in kinds if kind == "table"]
    found = {
        "columns": {
            (table, *row[1:]) for table in tables for row in query(path, f'PRAGMA table_info("{table}")')
        },
        "unique": {
            (table, row[2], tuple(each[2] for each in query(path, f'PRAGMA index_info("{row[1]}")')))
            for table in tables
            for row in query(path, f'PRAGMA index_list("{table}")')
        },
        "others": {
            (kind, name, table, sql)
            for kind, name, table, sql in kinds
            if kind != "table" and sql is not None
        },
        "virtual": {sql for kind, _, _, sql in kinds if kind == "table" and "VIRTUAL" in sql},
    }
    for name, columns in {
        "gpkg_contents": "table_name, data_type, identifier, description, srs_id",
        "gpkg_geometry_columns": "*",
        "gpkg_extensions": "*",
        "gpkg_data_columns": "*",
        "gpkg_data_column_constraints": "*",
        "gpkg_ogr_contents": "table_name",
    }.items():
        found[name] = set(query(path, f"SELECT {columns} FROM {name}"))
    return found


def rows_of(path, tables):
    with open_store(path) as store:
        return {name: store.rows(name) for name in tables}


def everything(path):
    """What SQLite holds, but for dates of the file's own and for counts."""
    names = [
        name for (name,) in query(path, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    ]
    return structure(path), {
        name: query(path, f'SELECT * FROM "{name}"')
        for name in names
        if not name.startswith(("gpkg_", "rtree_", "sqlite_"))
    }


def test_a11_an_older_store_is_refused_with_what_to_do(old, schema_versions):
    for read_only in (True, False):
        with pytest.raises(OutdatedStoreError) as caught:
            open_store(old, read_only=read_only)
    text = caught.value.text
    assert str(old) in text.en
    assert str(old) in text.fr
    assert "version 1.0.0" in text.en
    assert "version 1.1.0" in text.en
    assert "service_area, holiday, organization.parent_id" in text.en
    assert "organization.parent_id and 9 more" in text.en
    assert "organization.parent_id et 9 de plus" in text.fr
    assert "Its steward brings it up to date with “Prepare or update a register”" in text.en
    assert "«\u00a0Préparer ou mettre à jour un registre\u00a0»" in text.fr
    assert caught.value.details == ", ".join(schema_versions.lacking)


def test_a11_afterwards_its_structure_is_that_of_a_new_store(old, new, schema_versions):
    assert structure(old) != structure(new)
    assert upgrade_store(old) == list(schema_versions.lacking)
    found, wanted = structure(old), structure(new)
    for part, expected in wanted.items():
        assert found[part] == expected, part


def test_its_records_are_as_they_were(old, schema_versions):
    with schema_versions.used("old") as schema:
        tables = [name for name in schema.tables if name not in ("domain_value", "schema_info")]
        before = rows_of(old, tables)
        (information,) = rows_of(old, ["schema_info"])["schema_info"]
    upgrade_store(old)
    with schema_versions.used("new") as schema:
        after = rows_of(old, schema.tables)
    assert len(before["service_point"]) == 2
    for name, rows in before.items():
        added = dict.fromkeys(schema_versions.fields.get(name, ()))
        assert after[name] == [{**row, **added} for row in rows], name
    assert after["service_area"] == after["holiday"] == []
    assert after["schema_info"] == [
        {**information, "schema_version": "1.1.0", "schema_sha256": schema.sha256}
    ]


def test_its_code_lists_are_those_of_a_new_store(old, new, schema_versions):
    columns = "domain, code, label_en, label_fr, sort"
    change(old, f"INSERT INTO domain_value ({columns}) VALUES ('language', 'x-own', 'a', 'b', 99)")
    upgrade_store(old)
    lists = {}
    for path in (old, new):
        rows = rows_of(path, ["domain_value"])["domain_value"]
        lists[path] = {(row["domain"], row["code"]): row for row in rows}
    assert lists[old].pop(("language", "x-own"))["sort"] == 99  # a code of the store's own stays
    assert lists[old] == lists[new]
    assert lists[old]["channel", "digital"]["label_en"] != "On line"


def test_it_takes_values_of_the_new_columns_and_shapes_in_the_new_table(old, insert_point, point_id):
    upgrade_store(old)
    corners = "-76.000000 45.000000, -75.000000 45.000000, -75.000000 46.000000, -76.000000 45.000000"
    area = f"MULTIPOLYGON ((({corners})))"
    with open_store(old, read_only=False) as store:
        store.apply(
            [
                insert_point(3, geo_accuracy_m=12, facilities=["wifi"], appointment="required"),
                RowChange("update", "service_point", point_id(1), {"facilities": ["parking", "wifi"]}),
                RowChange(
                    "insert",
                    "service_area",
                    point_id(50),
                    {"kind": "delivery_region", "point_id": point_id(1), "geom": area, **CUSTODIAN},
                ),
            ]
        )
        points = {row["id"]: row for row in store.rows("service_point")}
        assert points[point_id(1)]["facilities"] == ["parking", "wifi"]
        assert points[point_id(1)]["appointment"] is None  # nobody said so
        assert points[point_id(3)]["appointment"] == "required"
    assert len(query(old, "SELECT * FROM rtree_service_area_geom")) == 1
    dataset = gdal.OpenEx(str(old), gdal.OF_VECTOR, allowed_drivers=["GPKG"])
    layer = dataset.GetLayerByName("service_area")
    layer.SetSpatialFilterRect(-75.9, 45, -75.8, 46)
    assert layer.GetFeatureCount() == 1


def test_a_second_time_there_is_nothing_to_do(old):
    upgrade_store(old)
    before = old.read_bytes()
    assert upgrade_store(old) == []
    assert old.read_bytes() == before


def test_a_store_that_lacks_nothing_opens_and_can_be_given_the_new_number(new_store, schema_versions):
    with new_store("rules.gpkg") as store:  # a version that brought rules only
        path = store.path
    with schema_versions.used("new"):
        with open_store(path) as store:
            assert store.info.schema_version == "1.0.0"
        assert upgrade_store(path) == []
        with open_store(path) as store:
            assert store.info.schema_version == "1.1.0"


def test_a_lack_that_no_version_explains_is_damage(old, schema_versions):
    change(old, "ALTER TABLE closure DROP COLUMN from_date")  # required
    for attempt in (open_store, upgrade_store):
        with pytest.raises(StoreError, match=r"lacks .*closure\.from_date.* it was damaged") as caught:
            attempt(old)
        assert not isinstance(caught.value, OutdatedStoreError)


def test_the_views_become_those_of_a_new_store(old, new):
    shorter = views.CREATE_VIEWS[0].replace("p.site_id,", "")
    names = [*reversed(views.VIEWS)]
    change(
        old,
        *(f"DROP VIEW {name}" for name in names),
        shorter,
        *views.CREATE_VIEWS[1:],
        "CREATE VIEW v_mine AS SELECT fid FROM phone",
    )
    upgrade_store(old)
    found, wanted = structure(old), structure(new)
    assert found["others"] - wanted["others"] == {
        ("view", "v_mine", "v_mine", "CREATE VIEW v_mine AS SELECT fid FROM phone")
    }
    assert found["gpkg_contents"] == wanted["gpkg_contents"]
    assert query(old, "SELECT site_id FROM v_call_centre") == []


def test_a_store_with_triggers_of_others_is_left_alone(old):
    change(old, "CREATE TRIGGER mine AFTER UPDATE ON phone BEGIN DELETE FROM service_point; END")
    before = old.read_bytes()
    with pytest.raises(StoreError, match="triggers"):
        upgrade_store(old)
    assert old.read_bytes() == before


def test_it_says_how_far_it_is(old, schema_versions):
    listener = schema_versions.listener()
    upgrade_store(old, progress=listener)
    assert listener.told == sorted(listener.told)
    assert listener.told[-1] == 1
    assert len(set(listener.told)) > 5


def test_cancelled_at_any_moment_it_is_as_it_was(old, schema_versions):
    before, looks = everything(old), 0
    while True:
        looks += 1
        try:
            upgrade_store(old, progress=schema_versions.listener(looks))
        except Cancelled:
            assert everything(old) == before
        else:
            break
    assert looks > 8


def test_while_another_program_writes_nothing_happens(old):
    with closing(sqlite3.connect(old)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE phone SET extension = '9'")
        with pytest.raises(StoreError, match="Another program is writing"):
            upgrade_store(old)
    with pytest.raises(OutdatedStoreError):
        open_store(old)


def test_layers_that_gdal_has_open_read_on(old, point_id):
    """As those of QGIS, opened before."""
    reader = gdal.OpenEx(str(old), gdal.OF_VECTOR, allowed_drivers=["GPKG"])
    layer = reader.GetLayerByName("service_point")
    assert layer.GetNextFeature()["id"] == point_id(1)
    layer.ResetReading()
    upgrade_store(old)
    assert [feature["id"] for feature in layer] == [point_id(1), point_id(2)]


_CHILD = """
import importlib.util, os, signal, sys
from pathlib import Path
spec = importlib.util.spec_from_file_location("service_points", sys.argv[1] + "/__init__.py",
                                              submodule_search_locations=[sys.argv[1]])
sys.modules["service_points"] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(sys.modules["service_points"])
from osgeo import gdal
from service_points.core.schema import reader
from service_points.core.store import file_lists, geopackage, layout, records, upgrade, upgrade_store
reader.SCHEMA_PATH = Path(sys.argv[3])

def kill(owner, name, nth, after):
    original, calls = getattr(owner, name), []
    def call(*arguments, **options):
        calls.append(1)
        if len(calls) == nth and not after:
            os.kill(os.getpid(), signal.SIGKILL)
        found = original(*arguments, **options)
        if len(calls) == nth:
            os.kill(os.getpid(), signal.SIGKILL)
        return found
    setattr(owner, name, call)

{point}
upgrade_store(sys.argv[2])
print("done")
"""
POINTS = {
    "under the lock": "kill(upgrade, 'selected', 1, True)",
    **{f"before table {n}": f"kill(upgrade, 'create_tables', {n}, False)" for n in (1, 2)},
    **{f"after column {n}": f"kill(upgrade, 'add_column', {n}, True)" for n in (1, 3, 6)},
    **{f"before statement {n} of the lists": f"kill(file_lists, 'execute', {n}, False)" for n in (1, 2, 9)},
    "before the views": "kill(upgrade, 'match_views', 1, False)",
    "before a changed label": "kill(upgrade, 'execute', 1, False)",
    "before the version": "kill(records.TableWriter, '_update', 1, False)",
    "before the commit": "kill(gdal.Dataset, 'CommitTransaction', 1, False)",
    "after the commit": "kill(gdal.Dataset, 'CommitTransaction', 1, True)",
}


@pytest.mark.slow
@pytest.mark.parametrize("point", POINTS)
def test_a3_killed_at_any_step_it_is_the_old_store_or_the_new(point, old, new, schema_versions):
    before = everything(old)

    def run(code):
        command = [
            sys.executable,
            "-c",
            _CHILD.replace("{point}", code),
            ROOT,
            old,
            schema_versions.paths["new"],
        ]
        return subprocess.run([*map(str, command)], capture_output=True, text=True, check=False, timeout=120)

    done = run(POINTS[point])
    assert done.returncode == KILLED, done.stderr
    with closing(sqlite3.connect(old)) as file:  # which rolls back what was not committed
        assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    if point == "after the commit":
        assert structure(old) == structure(new)
    else:
        assert everything(old) == before
    assert run("").stdout == "done\n"
    assert structure(old) == structure(new)
    assert sorted(os.listdir(old.parent)) == ["new.gpkg", "old.gpkg"]
