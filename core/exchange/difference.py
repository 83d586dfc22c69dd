# SPDX-License-Identifier: GPL-2.0-or-later
"""What changed in a working copy, recomputed from the data and never from edit signals.

So it does not matter which program made the edits, in how many sessions, or whether one of them crashed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Literal, Protocol

from ..progress import SILENT, Part, Progress
from ..schema import Field, Table, load_schema
from ..store import GeoPackageStore, Row
from ..store.values import is_uuid
from ..text import Text
from .problems import bad_identifier, lost_base
from .working_copy import WorkingCopy

ChangeOperation = Literal["insert", "update", "delete", "confirm"]
Sides = Mapping[str, Any]
"""``before`` and ``after`` of one field; an insert has no ``before``, a delete no ``after``."""

_PLAIN = frozenset((str, int, bool))
_VERIFIED = frozenset(("verified_on", "verified_method"))
_NUMBER = re.compile(r"-?\d+\.\d+")


@dataclass(frozen=True)
class Change:
    """One change to one record, with canonical values.

    ``fields`` also holds *guards*: members of a merge group that did not change, sent because another
    member did; their ``before`` equals their ``after``. ``name``, ``custodian_code`` and ``geometry``
    (canonical WKT, EPSG:4326) describe the record to a reader; they are not submitted.
    """

    op: ChangeOperation
    table: str
    id: str
    base_version: int | None
    fields: Mapping[str, Sides]
    name: Text
    custodian_code: str | None = None
    geometry: str | None = None

    @cached_property
    def changed_fields(self) -> tuple[str, ...]:
        """The fields that differ, without the guards."""
        return tuple(name for name, sides in self.fields.items() if sides.get("before") != sides.get("after"))


def difference(working_copy: WorkingCopy, *, progress: Progress = SILENT) -> list[Change]:
    """Return what differs between a working copy's records and what they were at checkout.

    Insertions, updates and confirmations come table by table in the order they are to be applied, then
    deletions in the reverse order; within a table by id. Records of every jurisdiction are compared.

    - The steward's own fields (version, date, submission) are ignored.
    - Coordinates that differ by one unit of the last decimal kept are rounding, not a change.
    - A later ``verified_on`` with nothing else changed is a confirmation. An earlier or removed date, or
      another method for the same date, is an update: a confirmation would be ignored at merge.

    Raises ``ExchangeError`` when ids are not unique UUIDs or the base records are damaged.
    """
    tables = load_schema().submittable
    store = working_copy.store
    unlike = store.unlike_base(tables, progress=Part(progress, 0.0, 0.8))
    bases = base_records(working_copy, tables, unlike.bases)
    names = _PointNames(store)
    changes: list[Change] = []
    deletions: list[Change] = []
    for number, table in enumerate(tables):
        _check_ids(table, store.rows(table.name, columns=(table.key,)))
        current = {row["id"]: row for row in unlike.rows[table.name]}
        base = bases[table.name]
        for key in sorted(current.keys() | base.keys()):
            row, old = current.get(key), base.get(key)
            if row is not None:
                change = edit_of(table, key, row, old, names)
                if change is not None:
                    changes.append(change)
            elif old is not None:
                deletions.append(_deletion(table, key, old, names))
        progress.report(0.8 + 0.2 * (number + 1) / len(tables))
    order = {table.name: number for number, table in enumerate(tables)}
    deletions.sort(key=lambda change: -order[change.table])  # stable: ids stay sorted
    return changes + deletions


@dataclass(frozen=True)
class BaseRecord:
    """A record as it was at checkout: its version and its exchanged values that are not null."""

    version: int
    values: Mapping[str, Any]


def base_records(
    working_copy: WorkingCopy, tables: Sequence[Table], rows: Sequence[Row]
) -> dict[str, dict[str, BaseRecord]]:
    """Return what base rows say, by table and id. Raises ``ExchangeError`` for a damaged one."""
    bases: dict[str, dict[str, BaseRecord]] = {table.name: {} for table in tables}
    for row in rows:
        try:
            values = json.loads(row["canonical_json"])
            bases[row["table_name"]][row["id"]] = BaseRecord(row["row_version"], dict(values))
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise lost_base(working_copy.path, repr(error)) from error
    return bases


def _check_ids(table: Table, rows: Sequence[Row]) -> None:
    ids: set[str] = set()
    for row in rows:
        key = row["id"]
        if not is_uuid(key) or key in ids:
            raise bad_identifier(table, key)
        ids.add(key)


class PointNames(Protocol):
    """What finds the name of a service point by its id."""

    def get(self, key: str) -> Text | None: ...


class _PointNames:
    """The names of the service points, read when the first of them is asked for."""

    def __init__(self, store: GeoPackageStore) -> None:
        self._store = store

    def get(self, key: str) -> Text | None:
        return self._names.get(key)

    @cached_property
    def _names(self) -> dict[str, Text | None]:
        rows = self._store.rows("service_point", columns=("id", "name_en", "name_fr"))
        return {row["id"]: _own_name(row) for row in rows}


def _deletion(table: Table, key: str, base: BaseRecord, point_names: PointNames) -> Change:
    old = base.values
    fields = {
        field.name: {"before": old[field.name]} for field in table.exchanged_fields if field.name in old
    }
    return Change(
        op="delete",
        table=table.name,
        id=key,
        base_version=base.version,
        fields=fields,
        name=_name(key, old, point_names),
        custodian_code=old.get("custodian_code"),
        geometry=old.get("geom"),
    )


def edit_of(
    table: Table, key: str, row: Row, base: BaseRecord | None, point_names: PointNames
) -> Change | None:
    """Return the insertion, update or confirmation that makes ``row`` of ``base``; None if they are equal.

    ``point_names`` gives the names of service points by id, for records that have no name of their own.
    """
    if base is None:
        return insertion_of(table, key, row, point_names)
    return _edit(table, key, row, base, table.exchanged_by_name, point_names)


def update_of(
    table: Table, key: str, values: Mapping[str, Any], base: BaseRecord, point_names: PointNames
) -> Change | None:
    """Return the update or confirmation that gives a record these ``values``; None if it has them."""
    return _edit(table, key, {**base.values, **values}, base, values, point_names)


def _edit(  # noqa: PLR0917
    table: Table, key: str, row: Row, base: BaseRecord, names: Iterable[str], point_names: PointNames
) -> Change | None:
    """Return the edit that makes ``row`` of ``base``, from which it differs in some of ``names`` at most."""
    fields = _field_changes(table, base.values, row, names)
    if not fields:
        return None
    op: ChangeOperation = "confirm" if _is_confirmation(fields) else "update"
    return _change(op, table, key, row, base.version, fields, point_names)


@lru_cache(maxsize=10_000, typed=True)
def _added(value: object) -> Sides:
    """Return the sides of a field that gets a value; many records of one insertion get the same."""
    return {"after": value}


def insertion_of(table: Table, key: str, row: Row, point_names: PointNames) -> Change:
    """Return the change that adds ``row``, which may lack fields that have no value."""
    exchanged = table.exchanged_by_name
    fields = {
        name: _added(value) if type(value) in _PLAIN else {"after": value}
        for name, value in row.items()
        if value is not None and name in exchanged
    }
    return _change("insert", table, key, row, None, fields, point_names)


def _change(  # noqa: PLR0917
    op: ChangeOperation,
    table: Table,
    key: str,
    row: Row,
    version: int | None,
    fields: Mapping[str, Sides],
    point_names: PointNames,
) -> Change:
    return Change(
        op=op,
        table=table.name,
        id=key,
        base_version=version,
        fields=fields,
        name=_name(key, row, point_names),
        custodian_code=row.get("custodian_code"),
        geometry=row.get("geom"),
    )


def _field_changes(
    table: Table, old: Mapping[str, Any], new: Mapping[str, Any], names: Iterable[str]
) -> dict[str, Sides]:
    exchanged = table.exchanged_by_name
    changed = {name for name in names if name in exchanged and _differs(exchanged[name], old, new)}
    return {
        name: {"before": old.get(name), "after": (new if name in changed else old).get(name)}
        for name in table.with_groups(changed)
    }


def _differs(field: Field, old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    before, after = old.get(field.name), new.get(field.name)
    return before != after and not (field.is_geometry and _same_shape(before, after))


def _is_confirmation(fields: Mapping[str, Sides]) -> bool:
    if set(fields) != _VERIFIED or fields["verified_on"]["after"] is None:
        return False  # a service has no method: its date is a field like others
    date = fields["verified_on"]
    return date["before"] is None or bool(date["after"] > date["before"])


def _same_shape(before: str | None, after: str | None) -> bool:
    """Return whether two canonical WKT differ by no more than one unit of the last decimal anywhere."""
    if before is None or after is None or _NUMBER.sub("", before) != _NUMBER.sub("", after):
        return False
    pairs = zip(_NUMBER.findall(before), _NUMBER.findall(after))
    return all(abs(int(a.replace(".", "")) - int(b.replace(".", ""))) <= 1 for a, b in pairs)


def _own_name(values: Mapping[str, Any]) -> Text | None:
    english, french = values.get("name_en"), values.get("name_fr")
    if not english and not french:
        return None
    return Text(str(english or french), str(french or english))


def _name(key: str, values: Mapping[str, Any], point_names: PointNames) -> Text:
    """Return a record's name, else that of the service point it belongs to, else its id."""
    name = _own_name(values)
    if name is None and "point_id" in values:
        name = point_names.get(str(values["point_id"]))
    return name or Text(key, key)
