# SPDX-License-Identifier: GPL-2.0-or-later
"""Create a shared store in a schema of a PostgreSQL database, whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timezone
from typing import Any

import psycopg2
from psycopg2 import sql

from ...schema import load_schema
from ...text import Text
from ..address import PostgisAddress
from ..model import Row, RowChange, Store
from ..seeds import seed_changes
from . import problems
from .access import create_access, create_roles, missing_roles
from .changes import ChangeWriter
from .layout import create_layout
from .opening import has_postgis, open_postgis_store
from .search_layout import create_search
from .session import Session
from .store import PostgisStore, inserts
from .views import CREATE_VIEWS


def create_postgis_store(
    address: PostgisAddress,
    *,
    title: Text | None = None,
    jurisdictions: Sequence[Row] = (),
    store_id: str | None = None,
    steward_email: str | None = None,
    now: datetime | None = None,
    source: Store | None = None,
    adaptations: Sequence[RowChange] = (),
) -> PostgisStore:
    """Create a store and return it open for writing.

    It has every table, value list, reference, index and view of the shared schema and the rights of the
    three roles (see ``access``). Its rows are the seed taxonomy, the code lists and ``jurisdictions``; or
    every row of ``source``, a store that moves to the database, changed by ``adaptations``. One transaction:
    the schema appears whole or not at all. The account needs the right to create a schema; missing roles are
    created where it may, PostGIS needs an administrator (``resources/postgis/roles.sql`` has both).

    Raises ``StoreError``: the schema holds something already, a right, a role or PostGIS is missing, or the
    database is out of reach; ``ValueError`` without ``title`` and without ``source``.
    """
    schema = load_schema()
    if source is not None:
        rows = [
            change
            for table in schema.tables.values()
            for change in inserts(table, source.rows(table.name), schema)
        ]
    elif title is None:
        raise ValueError("a title or a source")
    else:
        rows = seed_changes(
            schema,
            title=title,
            jurisdictions=jurisdictions,
            store_id=store_id,
            steward_email=steward_email,
            moment=now or datetime.now(timezone.utc),
        )
    session = Session(address)
    try:
        with session.writing() as cursor:
            _prepare(cursor, address)
            create_layout(cursor, schema)
            for view in CREATE_VIEWS:
                cursor.execute(view)
            create_access(cursor, address.schema, schema)
            ChangeWriter(cursor, schema).write([*rows, *adaptations])
            create_search(cursor, address.schema)
    finally:
        session.close()
    return open_postgis_store(address, read_only=False)


def _prepare(cursor: Any, address: PostgisAddress) -> None:  # noqa: ANN401
    """Make an empty schema, and see that everything it needs is there."""
    if not has_postgis(cursor):
        raise problems.no_postgis(address)
    roles = missing_roles(cursor)
    if roles:
        try:
            create_roles(cursor, roles)
        except psycopg2.errors.InsufficientPrivilege as error:
            raise problems.no_roles(address, str(error), names=", ".join(roles)) from error
    cursor.execute(
        "SELECT (SELECT count(*) FROM pg_class c WHERE c.relnamespace = n.oid) FROM pg_namespace n "
        "WHERE n.nspname = %s",
        (address.schema,),
    )
    found = cursor.fetchone()
    if found is not None and found[0]:
        raise problems.existing_schema(address)
    if found is None:
        try:
            cursor.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(address.schema)))
        except psycopg2.errors.InsufficientPrivilege as error:
            raise problems.may_not_create(address, str(error)) from error
