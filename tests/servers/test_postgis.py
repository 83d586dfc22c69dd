# SPDX-License-Identifier: GPL-2.0-or-later
"""What only a store in a database has: layout, references, value lists, and other people at work in it."""

import subprocess
import sys
import threading
import time
from dataclasses import replace
from datetime import timezone
from pathlib import Path

import psycopg2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from service_points.core.errors import StoreError
from service_points.core.exchange import checkout
from service_points.core.schema import load_schema
from service_points.core.store import PostgisAddress, RowChange, open_store
from service_points.core.store.geometry import point_wkt
from service_points.core.store.postgis import create_postgis_store
from service_points.core.store.values import canonical_datetime, canonical_real, canonical_set, canonical_text
from service_points.core.text import Text

TITLE = Text("A", "B")
POINT_ID = "00000001-0000-4000-8000-000000000000"
POINT = {
    "custodian_code": "CA-ON",
    "organization_id": "0a000000-0000-4000-8000-000000000001",
    "channel": "in_person",
    "point_type": "service_centre",
    "verified_on": "2026-10-01",
    "verified_method": "phone",
}


@pytest.fixture
def ask(address):
    """Ask the database as its administrator, past the plugin."""
    connection = psycopg2.connect(**address.options)
    connection.autocommit = True

    def query(statement, *values):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('search_path', quote_ident(%s) || ', public', false)", (address.schema,)
            )
            cursor.execute(statement, values)
            return cursor.fetchall() if cursor.description else []

    yield query
    connection.close()


def test_the_sample_is_the_same_in_both_and_comes_back_the_same(new_postgis, sample_store, tmp_path):
    with open_store(sample_store) as original, new_postgis(source=original) as store:
        assert store.info == original.info
        store.snapshot(tmp_path / "back.gpkg")
        with open_store(tmp_path / "back.gpkg") as back:
            for table in load_schema().tables:
                rows = original.rows(table)
                assert store.rows(table) == rows, table
                assert back.rows(table) == rows, table
                assert store.count(table) == len(rows)
        assert original.count("service_point") > 50


def test_a_working_copy_from_either_store_is_the_same(new_postgis, sample_store, tmp_path):
    with open_store(sample_store) as original, new_postgis(source=original) as store:
        one = checkout(original, "CA-ON", tmp_path / "one.gpkg")
        other = checkout(store, "CA-ON", tmp_path / "other.gpkg")
    with one, other:
        for table in (*load_schema().tables, "base_row"):
            assert one.store.rows(table) == other.store.rows(table), table
        assert one.info.base_revision == other.info.base_revision
        assert one.info.base_store_id == other.info.base_store_id


def test_columns_are_of_the_types_that_the_schema_gives(postgis, address, ask):
    found = {
        (table, column): kind
        for table, column, kind in ask(
            "SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod) FROM pg_class c "
            "JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 "
            "WHERE c.relnamespace = %s::regnamespace AND c.relkind = 'r'",
            address.schema,
        )
    }
    wider = {"integer": "bigint", "numeric(12,3)": "numeric(15,3)"}  # a GeoPackage holds as much
    schema = load_schema()
    for table in schema.tables.values():
        assert found[(table.name, "fid")] == "bigint"
        for field in table.fields:
            stated = schema.types[field.type]["postgis"]
            kind = wider.get(stated, stated).replace("timestamptz", "timestamp with time zone")
            assert found[(table.name, field.name)] == kind, field.name
    indexes = ask("SELECT indexdef FROM pg_indexes WHERE schemaname = %s", address.schema)
    assert sum("USING gist (geom)" in line for (line,) in indexes) == 3
    names = [
        name
        for (name,) in ask(
            "SELECT conname FROM pg_constraint WHERE connamespace = %s::regnamespace", address.schema
        )
    ]
    assert len(names) == len(set(names))
    references = [f for t in schema.tables.values() for f in t.fields if f.references and f.type != "set"]
    assert sum(name.startswith("fk_") for name in names) == len(references) > 40


def test_a_name_that_refers_to_nothing_is_refused_whatever_the_order(postgis, insert_point, point_id):
    """The order of changes does not matter, the result does."""
    postgis.apply([insert_point(2, parent_point_id=point_id(1)), insert_point(1)])
    with pytest.raises(StoreError) as caught:
        postgis.apply([insert_point(3), insert_point(4, parent_point_id=point_id(99)), insert_point(5)])
    assert point_id(4) in caught.value.text.en
    assert "service_point.parent_point_id names a record that does not exist" in caught.value.text.en
    assert "désigne une fiche qui n’existe pas" in caught.value.text.fr
    with pytest.raises(StoreError) as caught:
        postgis.apply([RowChange("delete", "service_point", point_id(1), {})])
    assert point_id(1) in caught.value.text.en
    assert "still refer to it" in caught.value.text.en
    assert postgis.count("service_point") == 2
    deletes = [RowChange("delete", "service_point", point_id(number), {}) for number in (1, 2)]
    postgis.apply(deletes)
    assert postgis.count("service_point") == 0


@pytest.mark.parametrize(
    ("column", "value", "closed"),
    [("channel", "telepathy", True), ("province", "XX", True), ("timezone", "Mars/Base", False)],
)
def test_a_closed_list_is_held_by_the_database_and_an_open_one_is_not(
    postgis, insert_point, column, value, closed
):
    assert load_schema().domains[column].open is not closed
    if not closed:
        postgis.apply([insert_point(1, **{column: value})])
        assert postgis.rows("service_point", columns=[column]) == [{column: value}]
        return
    with pytest.raises(StoreError, match=f"service_point.{column} is not in its list"):
        postgis.apply([insert_point(1, **{column: value})])


_TEXT = st.text(
    st.characters(blacklist_categories=("Cs",), blacklist_characters="\0"), min_size=1, max_size=40
)


@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(name=_TEXT)
def test_h7_a_schema_may_have_any_name(postgres, base, name):
    if len(name.encode()) > 63 or name.startswith("pg_"):
        return
    place = PostgisAddress.of(dict(postgres.address(base).options), name)
    assert PostgisAddress.parse(place.uri) == place
    label = canonical_text(name) or "x"
    row = {"code": "CA", "level": "federal", "name_en": label, "name_fr": label}
    connection = psycopg2.connect(**place.options)
    connection.autocommit = True
    cursor = connection.cursor()
    cursor.execute("SELECT count(*) FROM pg_namespace WHERE nspname = %s", (name,))
    if cursor.fetchone() == (0,):
        with create_postgis_store(place, title=TITLE, jurisdictions=[row]) as store:
            assert store.rows("jurisdiction", columns=["name_en"]) == [{"name_en": label}]
        cursor.execute(
            "SELECT count(*) FROM pg_class c WHERE relnamespace = "
            "(SELECT oid FROM pg_namespace WHERE nspname = %s) AND relkind = 'r'",
            (name,),
        )
        assert cursor.fetchone() == (len(load_schema().tables) + 2,)
        with open_store(place.uri) as store:
            assert store.rows("jurisdiction", columns=["name_fr"]) == [{"name_fr": label}]
        cursor.execute(psycopg2.sql.SQL("DROP SCHEMA {} CASCADE").format(psycopg2.sql.Identifier(name)))
    connection.close()


_MOMENTS = st.datetimes(timezones=st.just(timezone.utc)).map(canonical_datetime)
_POINTS = st.fixed_dictionaries(
    {
        "name_en": _TEXT.map(lambda text: canonical_text(text) or "x"),
        "languages": st.lists(_TEXT, max_size=4).map(canonical_set),
        "status_from": st.dates().map(str),
        "changed_at": _MOMENTS,
        "geom": st.tuples(st.floats(-180, 180), st.floats(-90, 90)).map(lambda place: point_wkt(*place)),
        "row_version": st.integers(-(2**53) + 1, 2**53 - 1),
    }
)
_CENTRES = st.fixed_dictionaries(
    {
        "agents_fte": st.decimals(-999_999_999_999, 999_999_999_999, places=3).map(canonical_real),
        "ivr": st.none() | st.booleans(),
        "changed_at": _MOMENTS,
    }
)


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(point=_POINTS, centre=_CENTRES)
def test_whatever_is_canonical_is_read_as_it_was_written(postgis, point, centre):
    point = {**POINT, **point}
    centre = {"point_id": POINT_ID, "coverage": ["CA"], "custodian_code": "CA", **centre}
    old = [(table, row["id"]) for table in ("call_centre", "service_point") for row in postgis.rows(table)]
    postgis.apply(
        [
            *(RowChange("delete", table, key, {}) for table, key in old),
            RowChange("insert", "service_point", POINT_ID, point),
            RowChange("insert", "call_centre", POINT_ID, centre),
        ]
    )
    for table, written in (("service_point", point), ("call_centre", centre)):
        (read,) = postgis.rows(table)
        assert {name: read[name] for name in written} == written


def test_an_existing_schema_is_filled_when_empty_and_never_touched_when_not(
    postgis, address, ask, base, postgres
):
    with pytest.raises(StoreError, match="already holds something"):
        create_postgis_store(address, title=TITLE)
    assert postgis.info.title.en == "Pine River"
    empty = replace(address, schema=address.schema + "_e")
    ask(f"CREATE SCHEMA {empty.schema}")
    with create_postgis_store(empty, title=TITLE) as store:
        assert store.count("jurisdiction") == 0
    other = replace(address, schema=address.schema + "_o")
    ask(f"CREATE SCHEMA {other.schema}")
    ask(f"CREATE TABLE {other.schema}.mine (id integer)")
    with pytest.raises(StoreError, match="already holds something"):
        create_postgis_store(other, title=TITLE)
    assert ask(f"SELECT count(*) FROM {other.schema}.mine") == [(0,)]


def test_a_store_that_cannot_be_filled_is_not_there_at_all(address, ask, insert_point):
    wrong = {"code": "CA", "level": "galactic", "name_en": "x", "name_fr": "x"}
    with pytest.raises(StoreError, match=r"jurisdiction\.level is not in its list"):
        create_postgis_store(address, title=TITLE, jurisdictions=[wrong])
    assert ask("SELECT count(*) FROM pg_namespace WHERE nspname = %s", address.schema) == [(0,)]


# --- others at work -----------------------------------------------------------------------------------------


def test_d12_stewards_at_the_same_moment_take_turns_and_none_is_lost(postgis, address, insert_point):
    """Each repeats with the revision it then finds, as the merge does; every change arrives exactly once."""
    people, each, refused = 4, 6, []

    def work(person):
        with open_store(address, read_only=False) as store:
            for turn in range(each):
                while True:
                    revision = store.info.revision
                    key = {"store_revision": revision + 1}
                    changes = [
                        insert_point(person * 100 + turn),
                        RowChange("update", "schema_info", store.info.store_id, key),
                    ]
                    try:
                        store.apply(changes, expected_revision=revision)
                        break
                    except StoreError as error:
                        refused.append(error.text.en)

    threads = [threading.Thread(target=work, args=(person,)) for person in range(1, people + 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert all("Somebody else changed the store" in text for text in refused)
    assert postgis.info.revision == people * each
    names = {row["name_en"] for row in postgis.rows("service_point", columns=["name_en"])}
    assert names == {f"Office {p * 100 + t}" for p in range(1, people + 1) for t in range(each)}


@pytest.mark.parametrize(
    "lock",
    [
        "SELECT * FROM schema_info FOR UPDATE",
        "SELECT pg_advisory_lock(hashtextextended(current_schema(), 20261101))",
        "LOCK TABLE service_point IN ACCESS EXCLUSIVE MODE",
    ],
)
def test_f9_a_lock_that_somebody_keeps_is_named_in_time(postgis, address, insert_point, lock, monkeypatch):
    from service_points.core.store.postgis import session

    assert session._LOCK_WAIT_MS == 10_000
    monkeypatch.setattr(session, "_LOCK_WAIT_MS", 1_000)
    postgis.apply([insert_point(1)])
    other = psycopg2.connect(**address.options)
    with other.cursor() as cursor:
        cursor.execute("SELECT set_config('search_path', %s, true)", (address.schema,))
        cursor.execute(lock)
        start = time.monotonic()
        with pytest.raises(StoreError) as caught:
            postgis.apply([insert_point(2)])
        assert 0.8 < time.monotonic() - start < 5
        assert "Somebody else is writing" in caught.value.text.en
        assert postgis.count("phone") == 0  # reading goes on
    other.close()
    postgis.apply([insert_point(2)])
    assert postgis.count("service_point") == 2


def test_a_reader_sees_one_state_while_another_writes(postgis, address, insert_point, tmp_path):
    """A snapshot taken in the middle of a steward's work has all of one merge, or nothing of it."""
    postgis.apply([insert_point(number) for number in range(50)])
    stop = threading.Event()

    def write():
        number = 1000
        with open_store(address, read_only=False) as store:
            while not stop.is_set():
                number += 2
                store.apply([insert_point(number), insert_point(number + 1)])

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for turn in range(3):
            postgis.snapshot(tmp_path / f"{turn}.gpkg")
            with open_store(tmp_path / f"{turn}.gpkg") as copy:
                assert copy.count("service_point") % 2 == 0
    finally:
        stop.set()
        writer.join(30)


def test_nothing_stays_open_between_two_calls(postgis, ask, address):
    postgis.rows("service_point")
    postgis.count("phone")
    states = ask(
        "SELECT state FROM pg_stat_activity WHERE application_name = 'service-points' "
        "AND datname = current_database()"
    )
    assert states
    assert {state for (state,) in states} == {"idle"}


def test_the_driver_is_not_loaded_for_a_file(repository):
    code = (
        "import importlib.util, sys\n"
        "spec = importlib.util.spec_from_file_location("
        f"'service_points', {str(repository / '__init__.py')!r}, "
        f"submodule_search_locations=[{str(repository)!r}])\n"
        "module = sys.modules['service_points'] = importlib.util.module_from_spec(spec)\n"
        "spec.loader.exec_module(module)\n"
        "import service_points.core.store, service_points.core.exchange\n"
        "sys.exit('psycopg2' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=Path("/")).returncode == 0
