# SPDX-License-Identifier: GPL-2.0-or-later
"""Changes written to a store in PostgreSQL, many statements to one message over the network.

A refusal names the one change that caused it, as with a file: when a batch fails it is undone and its
statements are sent one by one until the same one fails again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import psycopg2
from psycopg2 import errorcodes, sql

from ...errors import StoreError
from ...schema import Field, Schema, Table
from ...text import Text
from ..model import RowChange
from ..problems import refused, unknown_name
from ..records import key_field
from . import names
from .records import parameter, placeholder

_BATCH = 500
_MISSING = Text("there is no such record.", "elle n’existe pas.")
_REFUSALS = {
    "uq": Text("another record already has the same {columns}.", "une autre fiche a déjà le même {columns}."),
    "ck": Text(
        "the value of {columns} is not in its list.", "la valeur de {columns} n’est pas dans sa liste."
    ),
    "fk": Text(
        "{columns} names a record that does not exist.", "{columns} désigne une fiche qui n’existe pas."
    ),
}


class ChangeWriter:
    """Writes changes inside one transaction, in their order."""

    def __init__(self, cursor: Any, schema: Schema) -> None:  # noqa: ANN401
        self._cursor = cursor
        self._schema = schema
        self._templates: dict[tuple[str, str, tuple[str, ...]], str] = {}
        self._known: dict[str, dict[str, bool]] = {}  # table → key → whether such a record exists
        self._pending: list[tuple[RowChange, bytes]] = []

    def write(self, changes: Sequence[RowChange]) -> None:
        """Write all the changes. Raises ``StoreError`` that names the first one that cannot be."""
        for start in range(0, len(changes), _BATCH):
            batch = changes[start : start + _BATCH]
            self._look_up(batch)
            for change in batch:
                try:
                    statement = self._statement(change)
                except Exception:
                    self._send()  # what came before may be the first to fail
                    raise
                self._pending.append((change, statement))
            self._send()
        self._check_references(changes)

    def _look_up(self, batch: Sequence[RowChange]) -> None:
        """Find out, and hold until the end, which records of a batch exist."""
        wanted: dict[str, set[str]] = {}
        for change in batch:
            if change.op in ("update", "delete") and change.table in self._schema.tables:
                wanted.setdefault(change.table, set()).add(change.key)
        for name, keys in wanted.items():
            key, known = key_field(self._schema.tables[name]), self._known.setdefault(name, {})
            asked = sorted(keys - known.keys())
            if key is None or not asked:
                continue
            self._cursor.execute(
                sql.SQL("SELECT {key}::text FROM {table} WHERE {key} = ANY (%s::{kind}[]) FOR UPDATE").format(
                    key=sql.Identifier(key.name), table=sql.Identifier(name), kind=sql.Identifier(key.type)
                ),
                ([each for each in asked if _is_key(key, each)],),
            )
            known.update({each: False for each in asked})
            known.update({found: True for (found,) in self._cursor.fetchall()})

    def _statement(self, change: RowChange) -> bytes:
        table = self._schema.tables.get(change.table)
        if table is None:
            raise unknown_name(change.table)
        if change.op not in ("insert", "update", "delete"):
            raise unknown_name(change.op)
        key, known = key_field(table), self._known.setdefault(table.name, {})
        values = dict(change.values) if change.op != "delete" else {}
        if change.op == "insert" and key is not None:
            values.setdefault(key.name, change.key)
        elif change.op != "insert" and (key is None or not known.get(change.key)):
            raise refused(change, table, _MISSING)
        bound = self._bound(change, table, values)
        if change.op != "insert" and key is not None:
            bound.append(parameter(key, change.key))
        known[values[key.name] if change.op == "insert" and key is not None else change.key] = (
            change.op != "delete"
        )
        if change.op == "update" and not values:
            return b"SELECT 1"
        try:
            return bytes(self._cursor.mogrify(self._template(change, table, key, tuple(values)), bound))
        except (ValueError, psycopg2.DataError) as error:  # a text that cannot be sent
            raise refused(change, table, Text("{e}.", "{e}.").format(e=error)) from error

    def _bound(self, change: RowChange, table: Table, values: Mapping[str, object]) -> list[object]:
        bound: list[object] = []
        for name, value in values.items():
            field = table.by_name.get(name)
            if field is None:
                raise unknown_name(f"{table.name}.{name}")
            try:
                bound.append(parameter(field, value))
            except ValueError as error:
                raise refused(change, table, _unfit(field, error)) from error
        return bound

    def _template(self, change: RowChange, table: Table, key: Field | None, columns: tuple[str, ...]) -> str:
        known = (change.op, table.name, columns)
        if known not in self._templates:
            self._templates[known] = _composed(change.op, table, key, columns).as_string(self._cursor)
        return self._templates[known]

    def _send(self) -> None:
        pending, self._pending = self._pending, []
        if not pending:
            return
        self._cursor.execute("SAVEPOINT batch")
        try:
            self._cursor.execute(b";".join(statement for _, statement in pending))
        except psycopg2.Error as error:
            if not _is_refusal(error):
                raise
            self._cursor.execute("ROLLBACK TO SAVEPOINT batch")
            self._send_singly(pending)
        self._cursor.execute("RELEASE SAVEPOINT batch")

    def _send_singly(self, pending: Sequence[tuple[RowChange, bytes]]) -> None:
        for change, statement in pending:
            try:
                self._cursor.execute(statement)
            except psycopg2.Error as error:
                if not _is_refusal(error):
                    raise
                table = self._schema.tables[change.table]
                raise refused(change, table, self._reason(table, error), _details(error)) from error

    def _check_references(self, changes: Sequence[RowChange]) -> None:
        """Check what one record says of another now, while a refusal can still be put into words."""
        self._cursor.execute("SAVEPOINT refs")
        try:
            self._cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        except psycopg2.IntegrityError as error:
            self._cursor.execute("ROLLBACK TO SAVEPOINT refs")
            refusal = self._dangling(changes, error)
            if refusal is None:
                raise
            raise refusal from error
        self._cursor.execute("RELEASE SAVEPOINT refs")

    def _dangling(self, changes: Sequence[RowChange], error: psycopg2.Error) -> StoreError | None:
        """Return the refusal of the change after which a record names one that is not there."""
        table = self._schema.tables[str(error.diag.table_name)]
        for field in names.reference_fields(table):
            if names.constraint("fk", table, field.name) != error.diag.constraint_name:
                continue
            key, (other, column) = key_field(table), field.references or ("", "")
            self._cursor.execute(
                sql.SQL(
                    "SELECT {key}::text, {field}::text FROM {table} t "
                    "WHERE {field} IS NOT NULL AND NOT EXISTS "
                    "(SELECT 1 FROM {other} o WHERE o.{column} = t.{field}) ORDER BY fid"
                ).format(
                    key=sql.Identifier(key.name if key else "fid"),
                    field=sql.Identifier(field.name),
                    table=sql.Identifier(table.name),
                    other=sql.Identifier(other),
                    column=sql.Identifier(column),
                )
            )
            pairs = self._cursor.fetchall()
            dangling, targets = {own for own, _ in pairs}, {target for _, target in pairs}
            for change in changes:
                if change.table == table.name and change.key in dangling and field.name in change.values:
                    return refused(change, table, self._reason(table, error), _details(error))
                if change.op == "delete" and change.table == other and change.key in targets:
                    reason = Text(
                        "records of “{table}” still refer to it.",
                        "des fiches de «\u00a0{table}\u00a0» y renvoient encore.",
                    ).format(table=table.label)
                    return refused(change, self._schema.tables[other], reason, _details(error))
        return None

    def _reason(self, table: Table, error: psycopg2.Error) -> Text:
        """Say the commonest refusals in words; others are given as they are."""
        if error.pgcode == errorcodes.NOT_NULL_VIOLATION:
            column = f"{table.name}.{error.diag.column_name}"
            return Text("{column} is required.", "{column} est obligatoire.").format(column=column)
        meaning = names.meanings(table, self._schema).get(str(error.diag.constraint_name))
        if meaning is not None:
            kind, columns = meaning
            return _REFUSALS[kind].format(columns=", ".join(f"{table.name}.{column}" for column in columns))
        message = (error.diag.message_primary or str(error)).strip().rstrip(".")
        return Text("{message}.", "{message}.").format(message=message)


def _composed(op: str, table: Table, key: Field | None, columns: tuple[str, ...]) -> sql.Composable:
    fields = [table.by_name[name] for name in columns]
    identifiers = [sql.Identifier(name) for name in columns]
    places = [placeholder(field) for field in fields]
    if op == "insert":
        return sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
            sql.Identifier(table.name), sql.SQL(", ").join(identifiers), sql.SQL(", ").join(places)
        )
    if key is None:
        raise unknown_name(table.name)
    where = sql.SQL(" WHERE {} = {}").format(sql.Identifier(key.name), placeholder(key))
    if op == "delete":
        return sql.SQL("DELETE FROM {}").format(sql.Identifier(table.name)) + where
    pairs = [sql.SQL("{} = {}").format(name, place) for name, place in zip(identifiers, places)]
    return sql.SQL("UPDATE {} SET {}").format(sql.Identifier(table.name), sql.SQL(", ").join(pairs)) + where


def _is_refusal(error: psycopg2.Error) -> bool:
    """Whether one record is at fault, rather than the account, the lock or the connection."""
    code = error.pgcode or ""
    return code[:2] in ("22", "23", "XX", "54") and not isinstance(error, psycopg2.InterfaceError)


def _is_key(key: Field, value: str) -> bool:
    try:
        parameter(key, value)
    except ValueError:
        return False
    return True


def _details(error: psycopg2.Error) -> str:
    return str(error).strip()


def _unfit(field: Field, error: ValueError) -> Text:
    return Text(
        "“{label}” cannot hold the value {value}.",
        "«\u00a0{label}\u00a0» ne peut contenir la valeur {value}.",
    ).format(label=field.label, value=error)
