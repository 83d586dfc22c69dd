# SPDX-License-Identifier: GPL-2.0-or-later
"""The inbox of a shared store in PostGIS: its table ``submission``, into which a contributor may insert.

The statements name no schema: each transaction starts by naming the store's as the only place to look.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Callable, Protocol

from ...errors import StoreError
from ...progress import SILENT, Progress, check
from ...store.address import DEFAULT_SCHEMA
from .model import MOST_RECEIPT_BYTES, Sent
from .problems import (
    database_busy,
    database_failed,
    database_refused,
    database_unreached,
    long_receipt,
    not_a_document,
    other_content,
)

_PREPARE = """
SELECT set_config('search_path', format('%%I, pg_temp', %s::text), true),
       set_config('lock_timeout', '10s', true)
"""
_INSERT = """
INSERT INTO submission (id, content_sha256, jurisdiction_code, submitter, created_at, received_at,
                        state, base_revision, supersedes_id, document)
VALUES (%s, %s, %s, %s, %s, date_trunc('second', now()), 'received', %s, %s, %s)
"""
_KNOWN = "SELECT content_sha256 FROM submission WHERE id = %s"
_RECEIPT = "SELECT receipt FROM submission WHERE id = %s"
_UNIQUE_VIOLATION, _LOCKED = "23505", "55P03"
_REFUSED = ("42501", "23503", "42P01", "3F000", "25006")
"""Rights, unknown jurisdiction, no inbox there, a server that only allows reading."""


class Cursor(Protocol):
    """What is used of a DB-API 2.0 cursor (PEP 249, ``pyformat``)."""

    def execute(self, query: str, parameters: Sequence[Any]) -> object: ...

    def fetchone(self) -> Sequence[Any] | None: ...

    def close(self) -> None: ...


class Connection(Protocol):
    """What is used of a DB-API 2.0 connection; psycopg2's errors carry a ``pgcode``."""

    def cursor(self) -> Cursor: ...

    def commit(self) -> None: ...

    def close(self) -> None: ...


class PostgisInbox:
    """The inbox in a schema of a database; each step has a connection of its own.

    ``connect`` opens it, or raises ``StoreError``; ``where`` names the store without a password.
    """

    def __init__(
        self,
        connect: Callable[[], Connection],
        where: str,
        *,
        schema: str = DEFAULT_SCHEMA,
        progress: Progress = SILENT,
    ) -> None:
        self._connect, self._where, self._schema, self._progress = connect, where, schema, progress

    @property
    def where(self) -> str:
        return self._where

    def send(self, name: str, data: bytes) -> Sent:
        """Insert the document as received; see ``Transport``. It is known by its number, not by ``name``."""
        values = _values(name, data)
        check(self._progress)
        try:
            self._execute(_INSERT, values)
        except Exception as error:  # whatever the driver calls its errors
            if getattr(error, "pgcode", None) != _UNIQUE_VIOLATION:
                raise self._problem(error, may_have_arrived=True) from error
            return self._found(values[0], values[1])
        return Sent(self._where)

    def fetch_receipt(self, submission_id: str) -> bytes | None:
        check(self._progress)
        line = self._ask(_RECEIPT, submission_id)
        if line is None or line[0] is None:
            return None
        receipt = line[0]
        text = receipt if isinstance(receipt, str) else json.dumps(receipt, ensure_ascii=False)
        data = text.encode("utf-8")
        if len(data) > MOST_RECEIPT_BYTES:
            raise long_receipt(f"{self._where}, {submission_id}")
        return data

    def _found(self, number: str, digest: str) -> Sent:
        line = self._ask(_KNOWN, number)
        if line is None or line[0] != digest:  # also one of another jurisdiction, which we may not see
            raise other_content(f"{self._where}, {number}")
        return Sent(self._where, was_there=True)

    def _ask(self, query: str, number: str) -> Sequence[Any] | None:
        try:
            return self._execute(query, (number,), fetch=True)
        except Exception as error:
            raise self._problem(error) from error

    def _execute(self, query: str, values: Sequence[Any], *, fetch: bool = False) -> Sequence[Any] | None:
        """Run one statement in a transaction of its own; closing undoes what was not committed."""
        connection = self._connect()
        try:
            cursor = connection.cursor()
            try:
                cursor.execute(_PREPARE, (self._schema,))
                cursor.execute(query, values)
                line = cursor.fetchone() if fetch else None
            finally:
                cursor.close()
            connection.commit()
        finally:
            connection.close()
        return line

    def _problem(self, error: Exception, *, may_have_arrived: bool = False) -> Exception:
        if isinstance(error, StoreError):  # there was no connection to begin with
            return database_unreached(error)
        code = getattr(error, "pgcode", None)
        if code in _REFUSED:
            return database_refused(self._where, str(error))
        if code == _LOCKED:
            return database_busy(self._where, str(error))
        # Without a code the server did not answer: the connection broke, before or after the commit.
        return database_failed(self._where, str(error), may_have_arrived=may_have_arrived and code is None)


def _values(name: str, data: bytes) -> tuple[Any, ...]:
    """Return the columns of a document we made ourselves."""
    try:
        text = data.decode("utf-8")
        document = json.loads(text)
        manifest = document["manifest"]
        return (
            manifest["submission_id"],
            document["integrity"]["content_sha256"],
            manifest["jurisdiction_code"],
            json.dumps(manifest["submitter"], ensure_ascii=False),
            manifest["created_at"],
            manifest["store"]["base_revision"],
            manifest.get("supersedes"),
            text,
        )
    except (ValueError, KeyError, TypeError) as error:  # a package, for one
        raise not_a_document(name, repr(error)) from error
