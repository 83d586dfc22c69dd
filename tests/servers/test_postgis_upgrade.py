# SPDX-License-Identifier: GPL-2.0-or-later
"""A store in a database of an older minor version of the schema: refused, then brought up to date."""

import signal
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest
from psycopg2 import sql
from service_points.core.errors import Cancelled, OutdatedStoreError, StoreError
from service_points.core.exchange import checkout
from service_points.core.store import RowChange, create_store, open_store, upgrade_store
from service_points.core.store.postgis import create, create_postgis_store, session, views
from service_points.core.store.postgis.session import connect
from service_points.core.text import Text

ROOT = Path(__file__).resolve().parents[2]
KILLED = -signal.SIGKILL
ORGANIZATION = "0a000000-0000-4000-8000-000000000001"


@pytest.fixture
def filled(insert_point, point_id):
    """Put some records into a store."""

    def fill(store):
        organization = {
            "custodian_code": "CA-ON",
            "changed_at": "2026-10-02T03:04:05Z",
            "name_en": "Province",
        }
        phone = {**organization, "point_id": point_id(1), "kind": "voice", "number": "+16135550101"}
        del phone["name_en"]
        store.apply(
            [
                RowChange("insert", "organization", ORGANIZATION, organization),
                insert_point(1, languages=["en", "fr"], accessibility=["low_counter"]),
                insert_point(2, channel="digital", point_type="web_portal", geom=None),
                RowChange("insert", "phone", point_id(40), phone),
            ]
        )

    return fill


@pytest.fixture
def old(schema_versions, roles, make_store, address, filled):
    """The address of a filled store of the old version; the program reads the new version from here on."""
    with schema_versions.used("old"), make_store(address) as store:
        filled(store)
    with schema_versions.used("new"):
        yield address


@pytest.fixture
def new(schema_versions, roles, make_store, new_address):
    address = new_address()
    with schema_versions.used("new"):
        make_store(address).close()
        return address


def ask(address, statement, *values):
    with closing(connect(address)) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        place = sql.SQL("SET search_path = {}, public").format(sql.Identifier(address.schema))
        cursor.execute(place)
        cursor.execute(statement, values or None)
        return cursor.fetchall() if cursor.description else []


def tidy(value, schema):
    return value.replace(schema, "casp") if isinstance(value, str) else value


_CATALOGUE = {
    "columns": """
        SELECT c.relname, c.relkind, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
               a.attidentity, pg_get_expr(d.adbin, d.adrelid), col_description(c.oid, a.attnum)
          FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
          LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
         WHERE c.relnamespace = %s::regnamespace AND c.relkind IN ('r', 'v')""",
    "tables": """
        SELECT relname, relkind, relrowsecurity, pg_get_userbyid(relowner), obj_description(oid),
               array_to_string(ARRAY(SELECT x::text FROM unnest(relacl) x ORDER BY 1), ' ')
          FROM pg_class WHERE relnamespace = %s::regnamespace AND relkind IN ('r', 'v', 'S')""",
    "constraints": """
        SELECT conrelid::regclass::text, conname, contype, condeferrable, condeferred, convalidated,
               pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = %s::regnamespace""",
    "indexes": "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = %s",
    "views": "SELECT viewname, definition FROM pg_views WHERE schemaname = %s",
    "triggers": """
        SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger
         WHERE NOT tgisinternal
           AND tgrelid IN (SELECT oid FROM pg_class WHERE relnamespace = %s::regnamespace)""",
    "functions": """
        SELECT proname, pg_get_functiondef(oid), proacl::text FROM pg_proc
         WHERE pronamespace = %s::regnamespace""",
    "policies": """
        SELECT tablename, policyname, roles, cmd, qual, with_check FROM pg_policies WHERE schemaname = %s""",
}


def structure(address):
    """What the database says of a store's schema, but in which order columns stand."""
    return {
        part: {
            tuple(tidy(str(value), address.schema) for value in line)
            for line in ask(address, statement, address.schema)
        }
        for part, statement in _CATALOGUE.items()
    }


def rows_of(address, tables):
    with open_store(address) as store:
        return {name: store.rows(name) for name in tables}


def everything(address):
    names = ask(address, "SELECT tablename FROM pg_tables WHERE schemaname = %s", address.schema)
    return structure(address), {
        name: ask(address, sql.SQL("SELECT * FROM {}").format(sql.Identifier(name)))
        for (name,) in sorted(names)
    }


def test_a11_an_older_store_is_refused_with_what_to_do(old, schema_versions):
    for read_only in (True, False):
        with pytest.raises(OutdatedStoreError) as caught:
            open_store(old, read_only=read_only)
    text = caught.value.text
    assert "version 1.0.0" in text.en
    assert "Its steward brings it up to date with “Prepare or update a register”" in text.en
    assert "«\u00a0Préparer ou mettre à jour un registre\u00a0»" in text.fr
    assert caught.value.details == ", ".join(schema_versions.lacking)


def test_a11_afterwards_its_structure_is_that_of_a_new_store(old, new, schema_versions):
    assert structure(old) != structure(new)
    assert upgrade_store(old) == list(schema_versions.lacking)
    found, wanted = structure(old), structure(new)
    for part, expected in wanted.items():
        assert found[part] == expected, part
    assert len(wanted["columns"]) > 300
    assert len(wanted["constraints"]) > 60


def test_its_records_are_as_they_were_and_its_lists_are_new(old, new, schema_versions):
    with schema_versions.used("old") as schema:
        tables = [name for name in schema.tables if name not in ("domain_value", "schema_info")]
        before = rows_of(old, tables)
        (information,) = rows_of(old, ["schema_info"])["schema_info"]
    upgrade_store(old)
    with schema_versions.used("new") as schema:
        after, fresh = rows_of(old, schema.tables), rows_of(new, ["domain_value"])
    assert len(before["service_point"]) == 2
    for name, rows in before.items():
        added = dict.fromkeys(schema_versions.fields.get(name, ()))
        assert after[name] == [{**row, **added} for row in rows], name
    version = {"schema_version": "1.1.0", "schema_sha256": schema.sha256}
    assert after["schema_info"] == [{**information, **version}]
    lists = [{(row["domain"], row["code"]): row for row in rows["domain_value"]} for rows in (after, fresh)]
    assert lists[0] == lists[1]


def test_it_takes_the_new_codes_and_shapes(old, insert_point, point_id):
    with pytest.raises(psycopg2.errors.CheckViolation):
        ask(old, "UPDATE service_point SET status = 'planned'")
    upgrade_store(old)
    corners = "-76.000000 45.000000, -75.000000 45.000000, -75.000000 46.000000, -76.000000 45.000000"
    area = {
        "custodian_code": "CA-ON",
        "changed_at": "2026-10-02T03:04:05Z",
        "kind": "delivery_region",
        "point_id": point_id(1),
        "geom": f"MULTIPOLYGON ((({corners})))",
    }
    with open_store(old, read_only=False) as store:
        store.apply(
            [
                insert_point(3, geo_accuracy_m=12, facilities=["wifi"], status="planned"),
                RowChange("update", "service_point", point_id(1), {"facilities": ["parking", "wifi"]}),
                RowChange("insert", "service_area", point_id(50), area),
            ]
        )
        points = {row["id"]: row for row in store.rows("service_point")}
        assert points[point_id(1)]["facilities"] == ["parking", "wifi"]
        assert points[point_id(1)]["appointment"] is None  # nobody said so
        assert points[point_id(3)]["appointment"] == "unknown"
        with pytest.raises(StoreError, match="not in its list"):
            store.apply([RowChange("update", "service_point", point_id(1), {"status": "gone"})])
        with pytest.raises(StoreError, match="does not exist"):
            store.apply([RowChange("update", "organization", ORGANIZATION, {"parent_id": point_id(9)})])


def test_a_second_time_there_is_nothing_to_do(old):
    upgrade_store(old)
    before = everything(old)
    assert upgrade_store(old) == []
    assert everything(old) == before


def test_only_the_owner_may_and_what_is_added_is_the_owner_s(
    schema_versions, postgres, base, new_address, make_store
):
    owner = postgres.user("upgrade_owner")
    postgres.psql("postgres", "-c", f"GRANT CREATE ON DATABASE {base} TO {owner}")
    address = postgres.address(base, owner, new_address().schema)
    with schema_versions.used("old"):
        make_store(address).close()
    member = postgres.address(base, postgres.user("upgrade_member", owner), address.schema)
    reader = postgres.address(base, postgres.user("upgrade_reader", "casp_reader"), address.schema)
    steward = postgres.address(base, postgres.user("upgrade_steward", "casp_steward"), address.schema)
    with schema_versions.used("new"):
        for other in (reader, steward):
            before = structure(address)
            with pytest.raises(StoreError, match="does not own the tables"):
                upgrade_store(other)
            assert structure(address) == before
        upgrade_store(member)
        owners = ask(
            address, "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = %s", address.schema
        )
        assert owners == [(owner,)]
        with open_store(reader) as store:
            assert store.rows("service_area") == store.rows("holiday") == []
        with open_store(steward, read_only=False) as store:
            names = {"name_en": "Canada Day", "name_fr": "Fête du Canada"}
            holiday = {"on_date": "2027-07-01", "applies_to": ["CA"], **names}
            store.apply([RowChange("insert", "holiday", "", holiday)])
            assert store.count("holiday") == 1


@pytest.mark.usefixtures("roles")
def test_the_views_become_those_of_a_new_store(schema_versions, make_store, address, new, monkeypatch):
    shorter = views.CREATE_VIEWS[0].replace("p.site_id,", "")
    with schema_versions.used("old"), monkeypatch.context() as before:
        before.setattr(create, "CREATE_VIEWS", (shorter, *views.CREATE_VIEWS[1:]))
        make_store(address).close()
    ask(address, "CREATE VIEW mine AS SELECT id FROM v_in_person")
    with schema_versions.used("new"):
        with pytest.raises(StoreError, match="Views of your own depend on"):
            upgrade_store(address)
        ask(address, "DROP VIEW mine")
        upgrade_store(address)
    found, wanted = structure(address), structure(new)
    for part in ("columns", "views", "tables"):
        assert found[part] == wanted[part], part


def test_cancelled_it_is_as_it_was_and_it_says_how_far_it_is(old, schema_versions):
    before = everything(old)
    for look in (1, 4, 9, 20, 29):
        with pytest.raises(Cancelled):
            upgrade_store(old, progress=schema_versions.listener(look))
        assert everything(old) == before
    listener = schema_versions.listener()
    upgrade_store(old, progress=listener)
    assert listener.told == sorted(listener.told)
    assert listener.told[-1] == 1
    assert listener.looks == 29


def test_two_at_once_do_it_once(old, new, schema_versions):
    answers = []

    def upgrade():
        answers.append(upgrade_store(old))

    threads = [threading.Thread(target=upgrade) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [[], list(schema_versions.lacking)]
    assert structure(old) == structure(new)


def test_while_somebody_reads_it_waits_and_then_says_so(old, new, monkeypatch):
    monkeypatch.setattr(session, "_LOCK_WAIT_MS", 300)
    before = everything(old)
    with closing(connect(old)) as reader, reader.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT * FROM {}").format(sql.Identifier(old.schema, "closure")))
        with pytest.raises(StoreError, match="is reading or writing in the store"):
            upgrade_store(old)
        assert everything(old) == before
    upgrade_store(old)
    assert structure(old) == structure(new)


_CHILD = """
import importlib.util, os, signal, sys
from pathlib import Path
spec = importlib.util.spec_from_file_location("service_points", sys.argv[1] + "/__init__.py",
                                              submodule_search_locations=[sys.argv[1]])
sys.modules["service_points"] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(sys.modules["service_points"])
from service_points.core.schema import reader
from service_points.core.store import upgrade_store
from service_points.core.store.postgis import upgrade
reader.SCHEMA_PATH = Path(sys.argv[3])

def kill(name, nth):
    original, calls = getattr(upgrade, name), []
    def call(*arguments):
        calls.append(1)
        found = original(*arguments)
        if len(calls) == nth:
            os.kill(os.getpid(), signal.SIGKILL)
        return found
    setattr(upgrade, name, call)

{point}
upgrade_store(sys.argv[2])
print("done")
"""
POINTS = (
    ("_become_owner", 1),
    ("create_table", 2),
    ("add_column", 3),
    ("create_references", 8),
    ("renew_lists", 4),
    ("_renew_views", 1),
    ("_update", 1),
)


@pytest.mark.slow
@pytest.mark.parametrize("point", POINTS, ids=lambda point: point[0])
def test_f9_killed_at_any_step_it_is_the_old_store(point, old, new, schema_versions):
    before = everything(old)

    def run(code):
        command = [sys.executable, "-c", _CHILD.replace("{point}", code), ROOT, old.uri]
        command.append(schema_versions.paths["new"])
        return subprocess.run([*map(str, command)], capture_output=True, text=True, check=False, timeout=120)

    done = run(f"kill{point!r}")
    assert done.returncode == KILLED, done.stderr
    assert everything(old) == before
    done = run("")
    assert done.stdout == "done\n", done.stderr
    assert structure(old) == structure(new)


def test_a_working_copy_and_a_file_of_a_newer_store_have_the_number_of_their_own_tables(
    schema_versions, new, new_address, filled, tmp_path
):
    """An older program reads a newer store: what it makes of it has only what it knows."""
    with schema_versions.used("new"), open_store(new, read_only=False) as store:
        filled(store)
    with schema_versions.used("old") as schema, open_store(new) as store:
        assert store.info.schema_version == "1.1.0"
        checkout(store, "CA-ON", tmp_path / "copy.gpkg").close()
        with open_store(tmp_path / "copy.gpkg") as copy:
            assert (copy.info.schema_version, copy.info.schema_sha256) == ("1.0.0", schema.sha256)
    with schema_versions.used("new"):
        upgrade_store(tmp_path / "copy.gpkg")
        open_store(tmp_path / "copy.gpkg").close()


def test_a_newer_store_in_a_file_moves_to_a_database_with_the_number_of_its_tables(
    schema_versions, new_address, filled, tmp_path, roles
):
    with schema_versions.used("new"), create_store(tmp_path / "new.gpkg", title=Text("A", "B")) as store:
        pass
    address = new_address()
    with schema_versions.used("old"), open_store(tmp_path / "new.gpkg") as source:
        create_postgis_store(address, source=source).close()
        with open_store(address) as store:
            assert store.info.schema_version == "1.0.0"
    with schema_versions.used("new"):
        upgrade_store(address)
        open_store(address).close()


def test_columns_of_a_newer_store_survive_what_an_older_program_writes(
    schema_versions, new, filled, point_id
):
    with schema_versions.used("new"), open_store(new, read_only=False) as store:
        filled(store)
        values = {"geo_accuracy_m": 12, "facilities": ["wifi"], "status": "planned"}
        store.apply([RowChange("update", "service_point", point_id(1), values)])
    with schema_versions.used("old"), open_store(new, read_only=False) as store:
        store.apply(
            [RowChange("update", "service_point", point_id(1), {"name_en": "Renamed", "hours": None})]
        )
    with schema_versions.used("new"), open_store(new) as store:
        row = next(row for row in store.rows("service_point") if row["id"] == point_id(1))
        assert {name: row[name] for name in values} == values
        assert row["name_en"] == "Renamed"


def test_preparestore_brings_version_and_search_up_to_date(old, schema_versions, provider):
    from qgis import processing

    ask(old, "DROP TABLE point_words")
    ask(old, "DROP FUNCTION keep_point_words, keep_organization_words CASCADE")
    done = processing.run("servicepoints:preparestore", {"STORE": old.uri})
    assert done["UPGRADED"] == len(schema_versions.lacking)
    assert done["MADE"] >= 3  # the words and their indexes
    with open_store(old) as store:
        assert store.info.schema_version == "1.1.0"
    done = processing.run("servicepoints:preparestore", {"STORE": old.uri})
    assert (done["UPGRADED"], done["MADE"]) == (0, 0)
