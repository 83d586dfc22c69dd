# SPDX-License-Identifier: GPL-2.0-or-later
"""Open a store in PostgreSQL, or say what is wrong with it and what to do."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ...schema import Schema, load_schema
from ..address import PostgisAddress
from ..opening import major
from ..shortfall import CODE, Shortfall, is_older, missing_codes, shortfall
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
            version, lacks = examined(cursor, address, schema)
            if not read_only and not may_write(cursor):
                raise problems.may_not_write(address)
    except BaseException:
        session.close()
        raise
    if lacks:
        session.close()
        raise problems.outdated(address, version, schema.version, lacks.names)
    return PostgisStore(session, schema, read_only=read_only)


def examined(cursor: Any, address: PostgisAddress, schema: Schema) -> tuple[str, Shortfall]:  # noqa: ANN401
    """Return a store's version and what it lacks because it is of an older one.

    Raises ``StoreError`` as ``open_postgis_store``, but for a store that ``upgrade_store`` can complete.
    """
    lacks = _layout(cursor, address, schema)
    cursor.execute("SELECT schema_version FROM schema_info LIMIT 2")
    versions = [str(version) for (version,) in cursor.fetchall()]
    if len(versions) != 1:
        raise problems.no_store(address)
    version = versions[0]
    if major(version) != major(schema.version):
        raise problems.other_version(address, found=version, known=schema.version)
    if is_older(version, schema) and lacks.is_additive():
        cursor.execute("SELECT domain, code FROM domain_value")
        rows = [dict(zip(CODE, line)) for line in cursor.fetchall()]
        return version, replace(lacks, codes=missing_codes(schema, rows))
    if lacks:
        raise problems.incomplete(address, names=", ".join(lacks.names))
    return version, lacks


def has_postgis(cursor: Any) -> bool:  # noqa: ANN401
    """Return whether the database has the extension."""
    cursor.execute("SELECT count(*) FROM pg_extension WHERE extname = 'postgis'")
    return bool(cursor.fetchone()[0])


def _layout(cursor: Any, address: PostgisAddress, schema: Schema) -> Shortfall:  # noqa: ANN401
    """Return what the store lacks of the schema, for whatever reason."""
    cursor.execute(
        "SELECT has_schema_privilege(oid, 'USAGE') FROM pg_namespace WHERE nspname = %s", (address.schema,)
    )
    if cursor.fetchone() != (True,):
        raise problems.no_schema(address)
    if not has_postgis(cursor):
        raise problems.no_postgis(address)
    cursor.execute(_COLUMNS, (address.schema,))
    present = {(table, column): srid for table, column, srid in cursor.fetchall()}
    if not {("schema_info", "store_id"), ("schema_info", "schema_version")} <= present.keys():
        raise problems.no_store(address)
    columns: dict[str, set[str]] = {}
    for table, column in present:
        columns.setdefault(table, set()).add(column)
    others = [f"{name}.{_ROW_KEY}" for name in schema.tables if _ROW_KEY not in columns.get(name, {_ROW_KEY})]
    others += [
        f"{table.name}.{field.name}"
        for table in schema.tables.values()
        for field in table.fields
        if field.is_geometry and present.get((table.name, field.name), _SRID) != _SRID
    ]
    return shortfall(schema, columns, others=others)


def may_write(cursor: Any) -> bool:  # noqa: ANN401
    """Return whether the account, and the server, let somebody merge: what a steward does."""
    cursor.execute(
        "SELECT has_table_privilege('service_point', 'UPDATE')"
        " AND has_table_privilege('schema_info', 'UPDATE') AND NOT pg_is_in_recovery()"
        " AND current_setting('default_transaction_read_only') = 'off'"
    )
    return bool(cursor.fetchone()[0])
