# SPDX-License-Identifier: GPL-2.0-or-later
"""Bring a store in PostgreSQL, of an older minor version of the schema, up to this program's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import psycopg2
from psycopg2 import sql

from ...progress import SILENT, Progress, check
from ...schema import Schema, Table, load_schema
from ..address import PostgisAddress
from ..model import Row, RowChange
from ..shortfall import CODE, Shortfall, changed_lines, is_older
from . import problems
from .access import grant_table, grant_views
from .changes import ChangeWriter
from .layout import add_column, create_references, create_table, renew_lists
from .opening import examined
from .records import read_records
from .session import Session
from .views import CREATE_VIEWS, VIEWS


def upgrade_postgis(address: PostgisAddress, progress: Progress = SILENT) -> list[str]:
    """Give a store what it lacks of the shared schema; return the names of what was added.

    One transaction, in which nobody else reads or writes what changes. A store of this version or of a newer
    one is left as it is. Raises ``StoreError``: the account does not own the tables, somebody else reads or
    writes for longer than ten seconds, views of others depend on those of the store; ``Cancelled``.
    """
    schema = load_schema()
    with closing(Session(address)) as session, session.writing() as cursor:
        version, lacks = examined(cursor, address, schema)
        if not is_older(version, schema):
            return []
        _become_owner(cursor, address, schema)
        existing = [table for table in schema.tables.values() if table not in lacks.tables]
        steps = len(lacks.tables) + len(lacks.fields) + len(existing) + 3
        try:
            for number, _ in enumerate(_steps(cursor, address, schema, lacks, existing), start=1):
                check(progress)
                progress.report(number / steps)
        except (psycopg2.errors.LockNotAvailable, psycopg2.errors.DeadlockDetected) as error:
            raise problems.in_use(address, str(error)) from error
    return lacks.names


def _steps(
    cursor: Any,  # noqa: ANN401
    address: PostgisAddress,
    schema: Schema,
    lacks: Shortfall,
    existing: list[Table],
) -> Iterator[None]:
    """Do one thing after another, in an order in which each finds what it needs."""
    lists = schema.tables["domain_value"]
    absent = [field for table, field in lacks.fields if table is lists]
    present = [field for field in lists.fields if field not in absent]
    missing, changed = changed_lines(schema, read_records(cursor.connection, lists, present, SILENT))
    for table in lacks.tables:
        create_table(cursor, table, schema)
        grant_table(cursor, table.name)
        yield
    for table, field in lacks.fields:
        add_column(cursor, table, field, schema)
        yield
    for table in lacks.tables:
        create_references(cursor, table, table.fields)
    for table, field in lacks.fields:
        create_references(cursor, table, [field])
    yield
    for table in existing:
        renew_lists(cursor, table, schema)
        yield
    _renew_views(cursor, address)
    yield
    for line in changed:
        cursor.execute(*_update(line))
    cursor.execute("SELECT store_id FROM schema_info")
    values = {"schema_version": schema.version, "schema_sha256": schema.sha256}
    changes = [RowChange("insert", "domain_value", line["code"], line) for line in missing]
    changes.append(RowChange("update", "schema_info", str(cursor.fetchone()[0]), values))
    ChangeWriter(cursor, schema).write(changes)
    yield


def _become_owner(cursor: Any, address: PostgisAddress, schema: Schema) -> None:  # noqa: ANN401
    """Act as the role that owns the tables until the end, so that it owns what is added as well."""
    cursor.execute(
        "SELECT DISTINCT pg_get_userbyid(c.relowner), pg_has_role(c.relowner, 'MEMBER') FROM pg_class c "
        "JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE n.nspname = current_schema() AND c.relname = ANY (%s)",
        ([*schema.tables, *VIEWS],),
    )
    owners = cursor.fetchall()
    if not all(is_member for _, is_member in owners):
        raise problems.may_not_upgrade(address)
    if len(owners) == 1:
        cursor.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(owners[0][0])))


def _renew_views(cursor: Any, address: PostgisAddress) -> None:  # noqa: ANN401
    """Replace the views; where their columns differ, make them anew."""
    cursor.execute("SAVEPOINT views")
    try:
        for statement in CREATE_VIEWS:
            cursor.execute(statement.replace("CREATE VIEW", "CREATE OR REPLACE VIEW", 1))
    except psycopg2.errors.InvalidTableDefinition:
        cursor.execute("ROLLBACK TO SAVEPOINT views")
        try:
            cursor.execute(
                sql.SQL("DROP VIEW IF EXISTS {}").format(sql.SQL(", ").join(map(sql.Identifier, VIEWS)))
            )
        except psycopg2.errors.DependentObjectsStillExist as error:
            raise problems.needed_views(address, str(error)) from error
        for statement in CREATE_VIEWS:
            cursor.execute(statement)
        grant_views(cursor)
    cursor.execute("RELEASE SAVEPOINT views")


def _update(line: Row) -> tuple[sql.Composable, list[object]]:
    pairs = sql.SQL(", ").join(sql.SQL("{} = %s").format(sql.Identifier(name)) for name in line)
    place = sql.SQL(" AND ").join(sql.SQL("{} = %s").format(sql.Identifier(name)) for name in CODE)
    statement = sql.SQL("UPDATE domain_value SET {} WHERE {}").format(pairs, place)
    return statement, [*line.values(), *(line[name] for name in CODE)]
