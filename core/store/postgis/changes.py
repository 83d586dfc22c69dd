# SPDX-License-Identifier: GPL-2.0-or-later
"""Changes written to a store in PostgreSQL, many of them by one statement.

A refusal names the one change that caused it, as with a file: when a run of changes fails it is undone and
written one by one until the same one fails again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import psycopg2
from psycopg2 import errorcodes, sql

from ...errors import StoreError
from ...schema import Field, Schema, Table
from ...text import Text
from ..batches import LEAST_CHANGES, by_columns, cells_of, runs
from ..model import RowChange
from ..problems import refused, unknown_name
from ..records import key_field
from . import names
from .records import column_type, json_cell, parameter, placeholder

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

    def write(self, changes: Sequence[RowChange]) -> None:
        """Write all the changes. Raises ``StoreError`` that names the first one that cannot be."""
        for run in runs(changes):
            self._look_up(run)
            if not self._write_together(run):
                self._write_singly(run)
        self._check_references(changes)

    def _write_together(self, run: Sequence[RowChange]) -> bool:
        """Write a run of insertions or updates by as few statements as there are sets of columns."""
        op, table = run[0].op, self._schema.tables.get(run[0].table)
        if len(run) < LEAST_CHANGES or table is None or op not in ("insert", "update"):
            return False
        key = key_field(table)
        known = self._known.setdefault(table.name, {})
        try:
            parts = by_columns(table, run)
            if op == "update" and not all(known.get(change.key) for change in run):
                return False
            statements = [self._together(op, table, key, part) for part in parts.values()]
        except (ValueError, TypeError, KeyError):
            return False  # one of them cannot be written: the first to fail is to be named
        if not self._send(b";".join(statements)):
            return False
        if op == "insert" and key is not None:
            known.update((change.values.get(key.name, change.key), True) for change in run)
        return True

    def _together(self, op: str, table: Table, key: Field | None, part: Sequence[RowChange]) -> bytes:
        """Return the statement for changes of the same columns, bound as one JSON text."""
        columns = {name: [change.values[name] for change in part] for name in part[0].values}
        if key is not None:
            columns.setdefault(key.name, [change.key for change in part])
        fields = [table.by_name[name] for name in columns]
        cells = [
            cells_of(field.type, values, partial(json_cell, field))
            for field, values in zip(fields, columns.values())
        ]
        lines = [dict(zip(columns, line)) for line in zip(*cells)]
        text = json.dumps(lines, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        name = (f"{op} together", table.name, tuple(columns))
        if name not in self._templates:
            self._templates[name] = _composed_together(op, table, key, fields).as_string(self._cursor)
        return bytes(self._cursor.mogrify(self._templates[name], (text,)))

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

    def _send(self, statements: bytes) -> bool:
        """Send statements to be executed all or none; return whether no record was refused."""
        self._cursor.execute("SAVEPOINT run")
        try:
            self._cursor.execute(statements)
        except psycopg2.Error as error:
            if not _is_refusal(error):
                raise
            self._cursor.execute("ROLLBACK TO SAVEPOINT run")
            return False
        self._cursor.execute("RELEASE SAVEPOINT run")
        return True

    def _write_singly(self, run: Sequence[RowChange]) -> None:
        pending = []
        for change in run:
            try:
                pending.append((change, self._statement(change)))
            except Exception:
                self._send_singly(pending)  # what came before may be the first to fail
                raise
        if not self._send(b";".join(statement for _, statement in pending)):
            self._send_singly(pending)

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


def _composed_together(op: str, table: Table, key: Field | None, fields: Sequence[Field]) -> sql.Composable:
    """Compose the statement whose only bound value is a JSON list of objects: one a record, by column."""
    name = sql.Identifier(table.name)
    columns = [sql.Identifier(field.name) for field in fields]
    kinds = [sql.SQL("{} {}").format(column, column_type(field)) for column, field in zip(columns, fields)]
    lines = sql.SQL("json_to_recordset(%s::json) AS line ({})").format(sql.SQL(", ").join(kinds))
    cells = [
        (sql.SQL("ST_GeomFromText(line.{}, 4326)") if field.is_geometry else sql.SQL("line.{}")).format(
            column
        )
        for column, field in zip(columns, fields)
    ]
    if op == "insert":
        return sql.SQL("INSERT INTO {} ({}) SELECT {} FROM {}").format(
            name, sql.SQL(", ").join(columns), sql.SQL(", ").join(cells), lines
        )
    if key is None:
        raise ValueError(table.name)
    pairs = [
        sql.SQL("{} = {}").format(column, cell)
        for column, cell, field in zip(columns, cells, fields)
        if field is not key
    ]
    return sql.SQL("UPDATE {table} SET {pairs} FROM {lines} WHERE {table}.{key} = line.{key}").format(
        table=name, pairs=sql.SQL(", ").join(pairs), lines=lines, key=sql.Identifier(key.name)
    )


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
