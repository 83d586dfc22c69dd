# SPDX-License-Identifier: GPL-2.0-or-later
"""The stores that a database has, and whether somebody may merge into one."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass

from psycopg2 import sql

from ...text import Text
from ..address import PostgisAddress
from .opening import may_write
from .session import Session

# Real tables only, of schemas the account may use.
_SCHEMAS = """
SELECT n.nspname
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'store_revision' AND NOT a.attisdropped
 WHERE c.relname = 'schema_info' AND c.relkind = 'r'
   AND has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT')
 ORDER BY n.nspname
"""


@dataclass(frozen=True)
class FoundStore:
    """A schema that holds a store, and the store's title."""

    schema: str
    title: Text


def find_stores(address: PostgisAddress) -> list[FoundStore]:
    """Return the stores of a database that the account may read, by schema; the address's own is not asked.

    Raises ``StoreError``: not reachable, login refused, connection lost.
    """
    found = []
    with closing(Session(address)) as session, session.reading() as cursor:
        cursor.execute(_SCHEMAS)
        for (schema,) in cursor.fetchall():
            table = sql.Identifier(schema, "schema_info")
            cursor.execute(sql.SQL("SELECT title_en, title_fr FROM {} LIMIT 1").format(table))
            line = cursor.fetchone()
            if line is not None:
                found.append(FoundStore(schema, Text(line[0] or "", line[1] or "")))
    return found


def may_merge(address: PostgisAddress) -> bool:
    """Return whether the account may merge into the store. Raises ``StoreError``."""
    with closing(Session(address)) as session, session.reading() as cursor:
        return may_write(cursor)
