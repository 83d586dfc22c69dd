# SPDX-License-Identifier: GPL-2.0-or-later
"""Open a store in PostgreSQL, or say what is wrong with it and what to do."""

from __future__ import annotations

from typing import Any

from ...schema import Schema, load_schema
from ..address import PostgisAddress
from ..opening import major
from . import problems
from .session import Session
from .store import PostgisStore

# Real tables only: a view in the place of one could run anything. Columns with the CRS their shapes are in.
_COLUMNS = """
SELECT c.relname, a.attname,
       CASE WHEN format_type(a.atttypid, a.atttypmod) LIKE '%%geometry%%'
            THEN postgis_typmod_srid(a.atttypmod) END
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
 WHERE n.nspname = %s AND c.relkind = 'r'
"""
_SRID = 4326
_ROW_KEY = "fid"
"""By which QGIS tells the records of a layer apart, and which keeps them in the order they were written."""


def open_postgis_store(address: PostgisAddress, *, read_only: bool = True) -> PostgisStore:
    """Open a shared store.

    Raises ``StoreError``: server not reachable, login refused, no such schema or no right to it, PostGIS
    missing, not a service point store, made for another version of the schema, tables or columns missing,
    positions not in EPSG:4326, and, unless ``read_only``, an account or a server that only allows reading.
    """
    session = Session(address)
    schema = load_schema()
    try:
        with session.reading() as cursor:
            _check_layout(cursor, address, schema)
            if not read_only and not may_write(cursor):
                raise problems.may_not_write(address)
        store = PostgisStore(session, schema, read_only=read_only)
        version = _version(store, address)
        if major(version) != major(schema.version):
            raise problems.other_version(address, found=version, known=schema.version)
    except BaseException:
        session.close()
        raise
    return store


def has_postgis(cursor: Any) -> bool:  # noqa: ANN401
    """Return whether the database has the extension."""
    cursor.execute("SELECT count(*) FROM pg_extension WHERE extname = 'postgis'")
    return bool(cursor.fetchone()[0])


def _check_layout(cursor: Any, address: PostgisAddress, schema: Schema) -> None:  # noqa: ANN401
    cursor.execute(
        "SELECT has_schema_privilege(oid, 'USAGE') FROM pg_namespace WHERE nspname = %s", (address.schema,)
    )
    if cursor.fetchone() != (True,):
        raise problems.no_schema(address)
    if not has_postgis(cursor):
        raise problems.no_postgis(address)
    cursor.execute(_COLUMNS, (address.schema,))
    present = {(table, column): srid for table, column, srid in cursor.fetchall()}
    if ("schema_info", "store_id") not in present:
        raise problems.no_store(address)
    missing = []
    for table in schema.tables.values():
        if not any(name == table.name for name, _ in present):
            missing.append(table.name)
            continue
        if (table.name, _ROW_KEY) not in present:
            missing.append(f"{table.name}.{_ROW_KEY}")
        for field in table.fields:
            place = (table.name, field.name)
            if place not in present or (field.is_geometry and present[place] != _SRID):
                missing.append(f"{table.name}.{field.name}")
    if missing:
        raise problems.incomplete(address, names=", ".join(missing))


def may_write(cursor: Any) -> bool:  # noqa: ANN401
    """Return whether the account, and the server, let somebody merge: what a steward does."""
    cursor.execute(
        "SELECT has_table_privilege('service_point', 'UPDATE')"
        " AND has_table_privilege('schema_info', 'UPDATE') AND NOT pg_is_in_recovery()"
        " AND current_setting('default_transaction_read_only') = 'off'"
    )
    return bool(cursor.fetchone()[0])


def _version(store: PostgisStore, address: PostgisAddress) -> str:
    lines = store.rows("schema_info", columns=["schema_version"])
    if len(lines) != 1:
        raise problems.no_store(address)
    return str(lines[0]["schema_version"])
