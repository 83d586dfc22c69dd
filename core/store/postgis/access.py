# SPDX-License-Identifier: GPL-2.0-or-later
"""Who may do what in a store. The database itself holds to it, whatever program connects.

================= =====================================================================================
casp_reader       reads every table but the submissions, and the views
casp_contributor  adds submissions of its own jurisdictions, reads those again, and nothing else
casp_steward      reads and changes every row; changes no table
================= =====================================================================================

What jurisdictions are a contributor's own stands in the table ``contributor``: one line per login and
jurisdiction, kept by the stewards. It goes by the name somebody logged in with, which ``SET ROLE`` does not
change. An editor who makes working copies from the database has both casp_reader and casp_contributor.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from psycopg2 import sql

from ...schema import Schema
from .views import VIEWS

READER, CONTRIBUTOR, STEWARD = "casp_reader", "casp_contributor", "casp_steward"
ROLES: Mapping[str, str] = {
    READER: "Service points: reads a shared store / Points de service : lit un dépôt partagé",
    CONTRIBUTOR: "Service points: adds submissions of its jurisdiction / "
    "Points de service : dépose les soumissions de son administration",
    STEWARD: "Service points: merges submissions / Points de service : fusionne les soumissions",
}
INBOX = "submission"
_SUBMITTER_BYTES = 10_000
_SPACED = 2  # PostgreSQL writes JSON with spaces, which a document does not have

# The function reads the table for a contributor, who may not; it depends on nothing the caller can change.
_CONTRIBUTOR = """
CREATE TABLE contributor (
    login text NOT NULL,
    jurisdiction_code text NOT NULL REFERENCES jurisdiction (code),
    PRIMARY KEY (login, jurisdiction_code)
)
"""
_OWN = """
CREATE FUNCTION own_jurisdictions() RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = {schema}, pg_temp AS $$
    SELECT c.jurisdiction_code FROM contributor c WHERE c.login = session_user::text
$$
"""

# When a submission was received is the server's to say, not the sender's.
_RECEIVED = """
CREATE FUNCTION received_now() RETURNS trigger LANGUAGE plpgsql
SET search_path = {schema}, pg_temp AS $$
BEGIN
    NEW.received_at := date_trunc('second', now());
    RETURN NEW;
END $$
"""
_RECEIVED_TRIGGER = """
CREATE TRIGGER received_now BEFORE INSERT ON submission FOR EACH ROW
WHEN (pg_has_role({contributor_name}, 'USAGE') AND NOT pg_has_role({steward_name}, 'USAGE'))
EXECUTE FUNCTION received_now()
"""

_POLICIES = (
    "CREATE POLICY steward ON submission TO {steward} USING (true) WITH CHECK (true)",
    "CREATE POLICY own_read ON submission FOR SELECT TO {contributor} "
    "USING (jurisdiction_code IN (SELECT own_jurisdictions()))",
    "CREATE POLICY own_insert ON submission FOR INSERT TO {contributor} "
    "WITH CHECK (jurisdiction_code IN (SELECT own_jurisdictions()) AND state = 'received' "
    "AND decided_at IS NULL AND decided_by IS NULL AND applied_revision IS NULL AND receipt IS NULL "
    "AND jsonb_typeof(submitter) = 'object' AND octet_length(submitter::text) <= {submitter_bytes} "
    "AND jsonb_typeof(document) = 'object' AND octet_length(document::text) <= {document_bytes})",
)


def missing_roles(cursor: Any) -> list[str]:  # noqa: ANN401
    """Return the roles that this server does not have yet."""
    cursor.execute("SELECT rolname FROM pg_roles WHERE rolname = ANY (%s)", (list(ROLES),))
    known = {name for (name,) in cursor.fetchall()}
    return [name for name in ROLES if name not in known]


def create_roles(cursor: Any, names: list[str]) -> None:  # noqa: ANN401
    """Create roles nobody can log in with; people's own accounts are made members of them."""
    for name in names:
        cursor.execute(
            sql.SQL("CREATE ROLE {} NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS").format(
                sql.Identifier(name)
            )
        )
        cursor.execute(
            sql.SQL("COMMENT ON ROLE {} IS {}").format(sql.Identifier(name), sql.Literal(ROLES[name]))
        )


def create_access(cursor: Any, store_schema: str, schema: Schema) -> None:  # noqa: ANN401
    """Give the roles their rights in a new store, and nobody else any."""
    names = {
        "reader": sql.Identifier(READER),
        "contributor": sql.Identifier(CONTRIBUTOR),
        "steward": sql.Identifier(STEWARD),
        "everybody": sql.SQL(", ").join(map(sql.Identifier, ROLES)),
        "contributor_name": sql.Literal(CONTRIBUTOR),
        "steward_name": sql.Literal(STEWARD),
        "schema": sql.Identifier(store_schema),
        "submitter_bytes": sql.Literal(_SUBMITTER_BYTES),
        "document_bytes": sql.Literal(_SPACED * schema.submission["limits"]["document_bytes"]),
        "tables": sql.SQL(", ").join(map(sql.Identifier, schema.tables)),
        "read": sql.SQL(", ").join(
            sql.Identifier(name) for name in (*schema.tables, *VIEWS) if name != INBOX
        ),
        "views": sql.SQL(", ").join(map(sql.Identifier, VIEWS)),
    }
    for text in (
        *(_CONTRIBUTOR, _OWN, _RECEIVED),
        "REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM PUBLIC",
        "REVOKE ALL ON SCHEMA {schema} FROM PUBLIC",
        "REVOKE ALL ON FUNCTION own_jurisdictions(), received_now() FROM PUBLIC",
        "GRANT USAGE ON SCHEMA {schema} TO {everybody}",
        "GRANT SELECT ON {read} TO {reader}",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON {tables}, contributor TO {steward}",
        "GRANT SELECT ON {views} TO {steward}",
        "GRANT SELECT, INSERT ON submission TO {contributor}",
        "GRANT EXECUTE ON FUNCTION own_jurisdictions() TO {contributor}",
        "ALTER TABLE submission ENABLE ROW LEVEL SECURITY",
        *_POLICIES,
        _RECEIVED_TRIGGER,
    ):
        cursor.execute(sql.SQL(text).format(**names))


def grant_table(cursor: Any, table: str) -> None:  # noqa: ANN401
    """Give the roles their rights to a table that a store did not have, and nobody else any."""
    for text in (
        "REVOKE ALL ON {table} FROM PUBLIC",
        "GRANT SELECT ON {table} TO {reader}",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {steward}",
    ):
        cursor.execute(
            sql.SQL(text).format(
                table=sql.Identifier(table), reader=sql.Identifier(READER), steward=sql.Identifier(STEWARD)
            )
        )


def grant_views(cursor: Any) -> None:  # noqa: ANN401
    """Give the roles their rights to views that were made anew."""
    cursor.execute(
        sql.SQL("GRANT SELECT ON {} TO {}, {}").format(
            sql.SQL(", ").join(map(sql.Identifier, VIEWS)), sql.Identifier(READER), sql.Identifier(STEWARD)
        )
    )
