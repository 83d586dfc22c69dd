# SPDX-License-Identifier: GPL-2.0-or-later
"""One connection to a database: transactions that end whole, and every failure said in words.

Table names stay unqualified in statements: each transaction starts by naming the schema as the only place
where they are looked up, so a schema's name is never part of a statement. ``pg_temp`` comes last, where
nobody's temporary table can stand in for one of ours.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import psycopg2
from psycopg2 import errorcodes, extensions

from ...errors import StoreError
from ..address import PostgisAddress
from . import problems

_TIMEOUT_S = 10
_LOCK_WAIT_MS = 10_000
_LOOKUPS = 5  # how often a server just back is asked how a commit ended

# What keeps a session the same whatever the server's and the account's settings are.
_SETTINGS = """
SELECT set_config('search_path', format('%%I, %%I, pg_temp', %(schema)s::text, coalesce(
           (SELECT n.nspname FROM pg_catalog.pg_extension e
              JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'postgis'),
           'pg_catalog')), true),
       set_config('TimeZone', 'UTC', true),
       set_config('DateStyle', 'ISO, YMD', true),
       set_config('extra_float_digits', '3', true),
       set_config('standard_conforming_strings', 'on', true),
       set_config('lock_timeout', %(wait)s, true)
"""
_TAKE_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 20261101))"
"""One writer per schema. The number keeps clear of the locks that other programs may take."""

# These come as text and are read like any other stored text, whatever readers other programs registered.
_AS_TEXT = (2950, 1082, 1184, 1700, 3802)  # uuid, date, timestamptz, numeric, jsonb

_LOGIN_MARKS = (
    *("password", "mot de passe", "pg_hba", "authentication", "authentification"),
    *('role "', "rôle «"),
)


class Session:
    """A connection that is opened when needed, and opened again after it was lost."""

    def __init__(self, address: PostgisAddress) -> None:
        self.address = address
        self._connection: Any = None
        self._closed = False

    def close(self) -> None:
        """Let go of the connection."""
        self._closed = True
        self._drop()

    @contextmanager
    def reading(self) -> Iterator[Any]:
        """Give a cursor inside one read-only transaction that sees one state of the store throughout."""
        with self._transaction("REPEATABLE READ", read_only=True) as (connection, cursor):
            yield cursor
            connection.rollback()

    @contextmanager
    def writing(self) -> Iterator[Any]:
        """Give a cursor inside one transaction, alone among this schema's writers; commit at its end.

        Raises ``StoreError``: somebody else keeps the lock, the connection was lost, the account may not
        write. Nothing is written then.
        """
        with self._transaction("READ COMMITTED", read_only=False) as (connection, cursor):
            cursor.execute(_TAKE_LOCK, (self.address.schema,))
            yield cursor
            cursor.execute("SELECT txid_current_if_assigned()")
            (number,) = cursor.fetchone()
            try:
                connection.commit()
            except (psycopg2.OperationalError, psycopg2.InterfaceError) as error:
                if not connection.closed:
                    raise
                self._settle(number, str(error))

    @contextmanager
    def _transaction(self, isolation: str, *, read_only: bool) -> Iterator[tuple[Any, Any]]:
        try:
            connection = self._begin(isolation, read_only=read_only)
            with connection.cursor() as cursor:
                yield connection, cursor
        except psycopg2.Error as error:
            raise self._problem(error, writing=not read_only) from error
        finally:
            self._end()

    def _begin(self, isolation: str, *, read_only: bool) -> Any:  # noqa: ANN401
        """Return the connection in a new transaction; one that was lost since the last is made again."""
        is_kept = self._connection is not None
        connection = self._open()
        try:
            connection.set_session(isolation_level=isolation, readonly=read_only, autocommit=False)
            with connection.cursor() as cursor:
                cursor.execute(_SETTINGS, {"schema": self.address.schema, "wait": f"{_LOCK_WAIT_MS}ms"})
        except psycopg2.Error:
            if not (is_kept and connection.closed):
                raise
            self._drop()
            return self._begin(isolation, read_only=read_only)
        return connection

    def _end(self) -> None:
        """After a commit there is nothing to undo; after anything else nothing may stay."""
        if self._connection is not None:
            with suppress(psycopg2.Error):
                self._connection.rollback()
            if self._connection.closed:
                self._drop()

    def _problem(self, error: psycopg2.Error, *, writing: bool) -> StoreError:
        """Return what a failure of the database means to a person."""
        details = str(error)
        if self._connection is None or self._connection.closed:
            return problems.dropped(self.address, details)
        code = error.pgcode
        if code in (errorcodes.LOCK_NOT_AVAILABLE, errorcodes.DEADLOCK_DETECTED):
            return problems.busy(self.address, details)
        if code == errorcodes.READ_ONLY_SQL_TRANSACTION:
            return problems.may_not_write(self.address, details)
        if code == errorcodes.INSUFFICIENT_PRIVILEGE:
            refusal = problems.may_not_write if writing else problems.may_not_read
            return refusal(self.address, details)
        return problems.failed(self.address, details)

    def _open(self) -> Any:  # noqa: ANN401  (psycopg2 has no types)
        if self._closed:
            raise problems.closed(self.address)
        if self._connection is None or self._connection.closed:
            self._connection = connect(self.address)
        return self._connection

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(psycopg2.Error):
                connection.close()

    def _settle(self, number: int | None, details: str) -> None:
        """Find out how a commit ended whose answer was lost. Raises ``StoreError`` if not well."""
        state = "committed" if number is None else self._outcome(number)  # no number: nothing was written
        if state != "committed":
            problem = problems.dropped if state == "aborted" else problems.dropped_at_commit
            raise problem(self.address, details)

    def _outcome(self, number: int) -> str | None:
        """Ask the server what became of a transaction; None when it cannot be asked."""
        self._drop()
        with suppress(StoreError):
            for _ in range(_LOOKUPS):
                with self.reading() as cursor:
                    cursor.execute("SELECT txid_status(%s)", (number,))
                    (state,) = cursor.fetchone()
                if state != "in progress":
                    return str(state)
                time.sleep(1)
        return None


def connect(address: PostgisAddress) -> Any:  # noqa: ANN401  (psycopg2 has no types)
    """Connect. Raises ``StoreError``: not reachable, login refused, refused by the server."""
    settings = {
        "connect_timeout": str(_TIMEOUT_S),
        "application_name": "service-points",
        "client_encoding": "UTF8",
        "keepalives_idle": "30",  # with the two below, a server that is gone is noticed within a minute
        "keepalives_interval": "10",
        "keepalives_count": "3",
        **address.options,
        **address.secrets,
    }
    try:
        connection = psycopg2.connect(**settings)
    except psycopg2.OperationalError as error:
        raise _no_connection(address, str(error)) from None  # its own chain would carry the parameters
    except UnicodeDecodeError as error:  # a message in the code page of Windows, which psycopg2 cannot read
        raise _no_connection(address, error.object.decode("cp1252", "replace")) from None
    except (psycopg2.Error, UnicodeError) as error:
        raise problems.server_refused(address, type(error).__name__) from None
    for oid in _AS_TEXT:
        extensions.register_type(extensions.new_type((oid,), "SERVICE_POINTS_TEXT", _text), connection)
    return connection


def _text(value: str | None, _cursor: object) -> str | None:
    return value


def _no_connection(address: PostgisAddress, details: str) -> StoreError:
    """Tell the cases apart. libpq gives no code for a failed connection, only text in two languages."""
    lowered = details.lower()
    if "fe_sendauth" in lowered or ("fatal" in lowered and any(mark in lowered for mark in _LOGIN_MARKS)):
        return problems.login_refused(address, details)
    if "fatal" in lowered or "ssl" in lowered:
        return problems.server_refused(address, details)
    return problems.unreachable(address, details)
