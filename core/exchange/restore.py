# SPDX-License-Identifier: GPL-2.0-or-later
"""Back to the base: what has to be written so that chosen changes never happened."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from ..schema import Schema, Table, load_schema
from ..store import RowChange
from .difference import Change
from .motive import RecordKey


def restoring(
    chosen: Iterable[Change],
    changes: Sequence[Change],
    *,
    changed_at: str,
    fields: Collection[str] | None = None,
) -> list[RowChange]:
    """Return what takes the ``chosen`` of ``changes`` back, in the order in which it can be applied.

    - ``fields`` limits it to some fields of updated records; merge groups go back whole.
    - A record that was added goes, and with it what was added to it since; another record that was made to
      refer to it gets its former value back.
    - A record that was removed returns, and with it the removed records it refers to. ``changed_at`` (UTC)
      stands in for the date of its last change, which is the steward's and was not kept.
    """
    schema = load_schema()
    plan = _Plan(schema, changes, changed_at)
    for change in chosen:
        plan.take_back(change, fields)
    return plan.written()


class _Plan:
    def __init__(self, schema: Schema, changes: Sequence[Change], changed_at: str) -> None:
        self._schema, self._changed_at = schema, changed_at
        self._changes = {(change.table, change.id): change for change in changes}
        self._referring = _referring(schema, changes)
        self._taken: dict[RecordKey, set[str] | None] = {}

    def take_back(self, change: Change, fields: Collection[str] | None = None) -> None:
        """Take back a change, or some fields of it, with what cannot stand without it."""
        key = (change.table, change.id)
        if change.op in ("update", "confirm"):
            table = self._schema.tables[change.table]
            wanted = set(change.changed_fields) if fields is None else set(change.fields) & set(fields)
            wanted = _with_groups(table, change, wanted)
            self._taken[key] = (self._taken.get(key) or set()) | wanted
            self._bring_back(key for name, key in _references(table, change, "before") if name in wanted)
            return
        if key in self._taken:
            return
        self._taken[key] = None
        if change.op == "insert":
            for other, field in self._referring.get(key, ()):
                self.take_back(other, None if other.op == "insert" else (field,))
            return
        table = self._schema.tables[change.table]
        self._bring_back(key for _, key in _references(table, change, "before"))

    def _bring_back(self, keys: Iterable[RecordKey]) -> None:
        """Take back the removal of records that are referred to again."""
        for key in keys:
            removed = self._changes.get(key)
            if removed is not None and removed.op == "delete":
                self.take_back(removed)

    def written(self) -> list[RowChange]:
        """Return the writes: records that return, from parent to child; values; records that go, reversed."""
        order = {table.name: number for number, table in enumerate(self._schema.submittable)}
        keys = sorted(self._taken, key=lambda key: (order[key[0]], key[1]))
        back, values, gone = [], [], []
        for key in keys:
            change, fields = self._changes[key], self._taken[key]
            if change.op == "delete":
                back.append(RowChange("insert", *key, self._row(change)))
            elif change.op == "insert":
                gone.append(RowChange("delete", *key, {}))
            elif fields:
                names = [name for name in change.fields if name in fields]
                values.append(
                    RowChange("update", *key, {name: change.fields[name]["before"] for name in names})
                )
        return [*_parents_first(back, self._schema), *values, *gone[::-1]]

    def _row(self, change: Change) -> dict[str, Any]:
        table = self._schema.tables[change.table]
        audit = {"row_version": change.base_version, "changed_at": self._changed_at}
        return {
            table.key: change.id,
            **audit,
            **{name: sides["before"] for name, sides in change.fields.items()},
        }


def _with_groups(table: Table, change: Change, fields: Collection[str]) -> set[str]:
    """Return the fields with the other members of their merge groups."""
    groups = {table.by_name[name].merge_group for name in fields} - {None}
    return {name for name in change.fields if name in fields or table.by_name[name].merge_group in groups}


def _references(table: Table, change: Change, side: str) -> Iterator[tuple[str, RecordKey]]:
    """Yield field and record for every record that one side of a change refers to."""
    for name, sides in change.fields.items():
        target = table.by_name[name].references
        if target is not None and isinstance(sides.get(side), str):
            yield name, (target[0], sides[side])
    if table.name == "external_id":  # what it identifies may be a record of several tables
        kind, key = (change.fields.get(name, {}).get(side) for name in ("entity_table", "entity_id"))
        if isinstance(kind, str) and isinstance(key, str):
            yield "entity_id", (kind, key)


def _referring(schema: Schema, changes: Sequence[Change]) -> dict[RecordKey, list[tuple[Change, str]]]:
    found: dict[RecordKey, list[tuple[Change, str]]] = {}
    for change in changes:
        for field, key in _references(schema.tables[change.table], change, "after"):
            found.setdefault(key, []).append((change, field))
    return found


def _parents_first(rows: list[RowChange], schema: Schema) -> list[RowChange]:
    """Order records of one table that refer to each other (a point and its parent point)."""
    own = {(row.table, row.key): row for row in rows}
    placed: dict[RecordKey, RowChange] = {}

    def place(row: RowChange) -> None:
        key = (row.table, row.key)
        if key in placed or key not in own:
            return
        del own[key]
        for field in schema.tables[row.table].fields:
            value = row.values.get(field.name)
            if field.references is not None and isinstance(value, str):
                parent = own.get((field.references[0], value))
                if parent is not None:
                    place(parent)
        placed[key] = row

    for row in rows:
        place(row)
    return list(placed.values())
