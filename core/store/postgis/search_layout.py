# SPDX-License-Identifier: GPL-2.0-or-later
"""What lets a store of a million points be searched, filtered and paged through: a table of folded words,
kept by triggers, and indexes.

Made with a new store; ``add_search`` gives it to one that is older, or mends it. A database without pg_trgm
has everything but the index for words, and reads all words for each search.
"""

from __future__ import annotations

from contextlib import closing
from typing import Any

import psycopg2
from psycopg2 import sql

from ...progress import SILENT, Progress, check
from ..address import PostgisAddress
from . import problems
from .access import READER, STEWARD
from .search_words import may_search, words_of_points
from .session import Session

_TABLES = ("service_point", "service_at_point", "organization")

_CREATE = """
CREATE TABLE point_words (
    fid bigint PRIMARY KEY REFERENCES service_point (fid) ON DELETE CASCADE,
    sorted_en text COLLATE "C" NOT NULL,
    sorted_fr text COLLATE "C" NOT NULL,
    words text NOT NULL
)
"""
_COMMENT = """
COMMENT ON TABLE point_words IS
    'Words of the search, kept by triggers / Mots de la recherche, tenus par des déclencheurs'
"""
_KEEP = """
BEGIN
    INSERT INTO point_words (fid, sorted_en, sorted_fr, words)
    {words} WHERE {key} = {new}
        ON CONFLICT (fid) DO UPDATE
       SET sorted_en = excluded.sorted_en, sorted_fr = excluded.sorted_fr, words = excluded.words;
    RETURN NULL;
END
"""
_FUNCTION = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = {schema}, pg_temp AS {body}
"""
_KEEPERS = (
    ("service_point", "keep_point_words", "p.fid", "NEW.fid"),
    ("organization", "keep_organization_words", "p.organization_id", "NEW.id"),
)
_COLUMNS = {
    "service_point": (
        *("organization_id", "name_en", "name_fr", "alt_name_en", "alt_name_fr"),
        *("address_line1", "address_line2", "city", "postal_code", "id"),
    ),
    "organization": ("name_en", "name_fr", "id"),
}
_FILL = """
INSERT INTO point_words (fid, sorted_en, sorted_fr, words)
{words} WHERE NOT EXISTS (SELECT FROM point_words k WHERE k.fid = p.fid) ORDER BY sorted_en
"""
"""In the order of the names, so that what is listed together lies together."""
_DAYS_INDEX = "idx_service_at_point_days"
"""Stores made earlier have one without the days: services are counted in them, but half as fast."""
_INDEXES = {
    "idx_service_point_facets": "service_point"
    " (custodian_code, channel, point_type, status, verified_on, status_until)",
    _DAYS_INDEX: "service_at_point (service_id, point_id, valid_from, valid_to) WHERE status = 'active'",
    "idx_point_words_sorted_en": "point_words (sorted_en, fid)",
    "idx_point_words_sorted_fr": "point_words (sorted_fr, fid)",
}
_WORD_INDEX = "idx_point_words_words"


def add_search(address: PostgisAddress, progress: Progress = SILENT) -> list[str]:
    """Give an existing store what it lacks for the search; return the names of what was made.

    May be done again at any time. Raises ``StoreError``: the account does not own the tables, the server is
    too old, the connection was lost; ``Cancelled``. Nothing is changed then.
    """
    with closing(Session(address)) as session, session.writing() as cursor:
        if not may_search(cursor):
            raise problems.cannot_search(address)
        if not _owns_tables(cursor):
            raise problems.may_not_index(address)
        return create_search(cursor, address.schema, progress)


def create_search(cursor: Any, store_schema: str, progress: Progress = SILENT) -> list[str]:  # noqa: ANN401
    """Make what the search needs and the store has not; return its names. Whoever writes waits meanwhile.

    Raises ``Cancelled``, between two steps. Nothing is made on a server that cannot search.
    """
    if not may_search(cursor):
        return []
    _allow_trigrams(cursor)
    made = []
    if not _has_words(cursor):
        _create_words(cursor, store_schema)
        made.append("point_words")
    check(progress)
    cursor.execute(sql.SQL(_FILL).format(words=words_of_points()))
    missing = _missing_indexes(cursor)
    for place, (name, statement) in enumerate(missing.items()):
        check(progress)
        progress.report((1 + place) / (1 + len(missing)))
        cursor.execute(statement)
        made.append(name)
    if made:
        cursor.execute("DROP INDEX IF EXISTS idx_service_at_point_offered")  # that without the days
        for table in (*_TABLES, "point_words"):
            cursor.execute(sql.SQL("ANALYZE {}").format(sql.Identifier(table)))
    return made


def has_words(cursor: Any) -> bool:  # noqa: ANN401
    """Return whether the words of every point are there, and the account may read them."""
    if not _has_words(cursor):
        return False
    cursor.execute("SELECT has_table_privilege('point_words', 'SELECT')")
    if cursor.fetchone() != (True,):
        return False
    cursor.execute("SELECT (SELECT count(*) FROM point_words) = (SELECT count(*) FROM service_point)")
    return bool(cursor.fetchone()[0])


def lacks_indexes(cursor: Any) -> bool:  # noqa: ANN401
    """Return whether the store lacks indexes that the search cannot do without and that it could have."""
    return any(name != _DAYS_INDEX for name in _missing_indexes(cursor))


def _create_words(cursor: Any, store_schema: str) -> None:  # noqa: ANN401
    cursor.execute(_CREATE)
    cursor.execute(_COMMENT)
    for table, name, key, new in _KEEPERS:
        body = sql.SQL(_KEEP).format(words=words_of_points(), key=sql.SQL(key), new=sql.SQL(new))
        cursor.execute(
            sql.SQL(_FUNCTION).format(
                name=sql.Identifier(name),
                schema=sql.Identifier(store_schema),
                body=sql.Literal(body.as_string(cursor)),
            )
        )
        cursor.execute(sql.SQL("REVOKE ALL ON FUNCTION {}() FROM PUBLIC").format(sql.Identifier(name)))
        cursor.execute(
            sql.SQL(
                "CREATE TRIGGER {name} AFTER INSERT OR UPDATE OF {columns} ON {table}"
                " FOR EACH ROW EXECUTE FUNCTION {name}()"
            ).format(
                name=sql.Identifier(name),
                columns=sql.SQL(", ").join(map(sql.Identifier, _COLUMNS[table])),
                table=sql.Identifier(table),
            )
        )
    readers = sql.SQL(", ").join(map(sql.Identifier, (READER, STEWARD)))
    cursor.execute("REVOKE ALL ON point_words FROM PUBLIC")
    cursor.execute(sql.SQL("GRANT SELECT ON point_words TO {}").format(readers))


def _has_words(cursor: Any) -> bool:  # noqa: ANN401
    cursor.execute(
        "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE n.nspname = current_schema() AND c.relkind = 'r' AND c.relname = 'point_words'"
    )
    return bool(cursor.fetchone()[0])


def _missing_indexes(cursor: Any) -> dict[str, sql.Composable]:  # noqa: ANN401
    cursor.execute(
        "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE n.nspname = current_schema() AND c.relkind = 'i'"
    )
    present = {name for (name,) in cursor.fetchall()}
    wanted = {name: sql.SQL(place) for name, place in _INDEXES.items()}
    trigrams = _schema_of(cursor, "pg_trgm")
    if trigrams is not None:
        kind = sql.Identifier(trigrams, "gin_trgm_ops")
        wanted[_WORD_INDEX] = sql.SQL("point_words USING gin (words {})").format(kind)
    return {
        name: sql.SQL("CREATE INDEX {} ON {}").format(sql.Identifier(name), place)
        for name, place in wanted.items()
        if name not in present
    }


def _allow_trigrams(cursor: Any) -> None:  # noqa: ANN401
    """Create pg_trgm where the account may."""
    schema = _schema_of(cursor, "postgis")
    if schema is None or _schema_of(cursor, "pg_trgm") is not None:
        return
    cursor.execute("SAVEPOINT extension")
    try:
        cursor.execute(sql.SQL("CREATE EXTENSION pg_trgm WITH SCHEMA {}").format(sql.Identifier(schema)))
    except psycopg2.Error:  # not installed on the server, or not for this account
        cursor.execute("ROLLBACK TO SAVEPOINT extension")
    cursor.execute("RELEASE SAVEPOINT extension")


def _schema_of(cursor: Any, extension: str) -> str | None:  # noqa: ANN401
    cursor.execute(
        "SELECT n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace "
        "WHERE e.extname = %s",
        (extension,),
    )
    found = cursor.fetchone()
    return None if found is None else str(found[0])


def _owns_tables(cursor: Any) -> bool:  # noqa: ANN401
    cursor.execute(
        "SELECT bool_and(pg_has_role(c.relowner, 'USAGE')) FROM pg_class c JOIN pg_namespace n "
        "ON n.oid = c.relnamespace WHERE n.nspname = current_schema() AND c.relname = ANY (%s)",
        (list(_TABLES),),
    )
    return bool(cursor.fetchone()[0])
