# SPDX-License-Identifier: GPL-2.0-or-later
"""The rows of a store or working copy, with the indexes the rules look things up in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, Protocol

from ..collector import collector_put_off
from ..progress import SILENT, Progress, check
from ..schema import Schema, Table, load_schema
from .boundaries import Boundaries
from .neighbours import NamedPoint, Neighbours
from .position import lonlat_of

Row = Mapping[str, Any]

CHECKED_MODULES = ("core", "network", "reference")
"""The ledger is written by the program only, in one transaction with what it records."""


class RowSource(Protocol):
    """What a register needs of a store."""

    def rows(self, table: str) -> Sequence[Row]:
        """Return the rows of ``table`` with canonical values."""


class Register:
    """Rows by table, as canonical values (schema ``types``), read only.

    ``boundaries`` are rows of ``geo_unit``; without them the register's own ``geo_unit`` rows are used.
    ``base`` are the rows a working copy started from: rules about what moved need them.
    """

    def __init__(
        self,
        schema: Schema,
        rows: Mapping[str, Sequence[Row]],
        boundaries: Sequence[Row] | None = None,
        base: Mapping[str, Sequence[Row]] | None = None,
    ) -> None:
        self.schema = schema
        self._rows = rows
        self._base = base
        self._indexes: dict[tuple[str, ...], _Index] = {}
        self._first: dict[str, dict[str, Row]] = {}
        self.boundaries = Boundaries(rows.get("geo_unit", ()) if boundaries is None else boundaries)

    @classmethod
    def from_store(
        cls,
        store: RowSource,
        *,
        boundaries: Sequence[Row] | None = None,
        base: Mapping[str, Sequence[Row]] | None = None,
        progress: Progress = SILENT,
    ) -> Register:
        """Read every table the rules look at. Raises ``StoreError``, ``Cancelled``."""
        schema = load_schema()
        tables = [table for table in schema.tables.values() if table.module in CHECKED_MODULES]
        rows = {}
        with collector_put_off():
            for done, table in enumerate(tables):
                check(progress)
                progress.report(done / len(tables))
                rows[table.name] = store.rows(table.name)
        return cls(schema, rows, boundaries, base)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The tables to check, in the order of the schema: those that were given and are not the ledger."""
        return tuple(
            table
            for table in self.schema.tables.values()
            if table.module in CHECKED_MODULES and table.name in self._rows
        )

    def all_rows(self) -> Mapping[str, Sequence[Row]]:
        """Return every row that was given, by table."""
        return self._rows

    def has(self, table: str) -> bool:
        """Return whether the rows of ``table`` were given (none at all is given, too)."""
        return table in self._rows

    def rows(self, table: str) -> Sequence[Row]:
        return self._rows.get(table, ())

    def where(self, table: str, fields: Sequence[str], values: Sequence[object]) -> Sequence[Row]:
        """Return the rows of ``table`` whose text ``fields`` have these values, in their order."""
        try:
            return self._index(table, fields).rows(values[0] if len(values) == 1 else tuple(values))
        except TypeError:  # a list, where a text should be
            return ()

    def has_each(self, table: str, field: str, texts: Iterable[str]) -> bool:
        """Return whether each text is the value of ``field`` in some row of ``table``."""
        return all(map(self._index(table, (field,)).first.__contains__, texts))

    def has_repeats(self, table: str, field: str) -> bool:
        """Return whether two rows of ``table`` have the same text in ``field``."""
        return self._index(table, (field,)).has_repeats

    def _index(self, table: str, fields: Sequence[str]) -> _Index:
        name = (table, *fields)
        index = self._indexes.get(name)
        if index is None:
            index = self._indexes[name] = _Index(self.rows(table), fields)
        return index

    def find(self, table: str, key: object) -> Row | None:
        """Return the row of ``table`` with this key, the first where there are two, or ``None``."""
        first = self._first.get(table)
        if first is None:
            name = self.schema.tables[table].key
            keyed = ((row.get(name), row) for row in reversed(self.rows(table)))
            first = self._first[table] = {value: row for value, row in keyed if isinstance(value, str)}
        return first.get(key) if isinstance(key, str) else None

    @cached_property
    def points_by_number(self) -> Mapping[str, Sequence[Row]]:
        """Telephone number → one service point of each organization that has it: the first by id.

        Not all of them: a program may have the same number at each of its thousands of points.
        """
        owners: dict[str, dict[str, Row]] = {}
        for phone in self.rows("phone"):
            number, point = phone.get("number"), self.find("service_point", phone.get("point_id"))
            if isinstance(number, str) and point is not None:
                points = owners.setdefault(number, {})
                first = points.setdefault(str(point.get("organization_id")), point)
                if str(point.get("id")) < str(first.get("id")):
                    points[str(point.get("organization_id"))] = point
        return {
            number: sorted(points.values(), key=lambda point: str(point.get("id")))
            for number, points in owners.items()
        }

    def parent_of(self, point: str) -> str | None:
        """Return which service point another one belongs to."""
        row = self.find("service_point", point)
        parent = None if row is None else row.get("parent_point_id")
        return parent if isinstance(parent, str) and parent.strip() else None

    @cached_property
    def points_in_loops(self) -> frozenset[str]:
        """The service points from which following the parents leads back to them; each is followed once."""
        found: set[str] = set()
        walk_of: dict[str, int] = {}
        for number, row in enumerate(self.rows("service_point")):
            path: list[str] = []
            point = row.get("id") if isinstance(row.get("id"), str) else None
            while point is not None and point not in walk_of:
                walk_of[point] = number
                path.append(point)
                point = self.parent_of(point)
            if point is not None and walk_of[point] == number:
                found.update(path[path.index(point) :])
        return frozenset(found)

    @cached_property
    def deprecated(self) -> Mapping[tuple[str, str], str]:
        """(list, code) no longer used, by schema or store → the code that replaces it, or ``""``."""
        codes = {
            (domain.name, code.code): code.replaced_by or ""
            for domain in self.schema.domains.values()
            for code in domain.values
            if code.deprecated
        }
        for row in self.rows("domain_value"):
            if row.get("deprecated") is True:
                codes[str(row.get("domain")), str(row.get("code"))] = str(row.get("replaced_by") or "")
        return codes

    def with_rows(self, changed: Mapping[str, Sequence[Row]]) -> Register:
        """Return a register with other rows in some tables; what is known of the others is kept."""
        made = Register(self.schema, {**self._rows, **changed}, base=self._base)
        made.boundaries = self.boundaries
        known = dict(self._indexes)  # at once: another thread may be asking
        made._indexes = {name: index for name, index in known.items() if name[0] not in changed}
        return made

    @property
    def has_base(self) -> bool:
        return self._base is not None

    def base(self, table: str, key: object) -> Row | None:
        """Return the row as it was when the working copy was made, or ``None``."""
        return self._base_rows.get((table, key)) if isinstance(key, str) else None

    @cached_property
    def _base_rows(self) -> Mapping[tuple[str, str], Row]:
        return {
            (name, row[self.schema.tables[name].key]): row
            for name, rows in (self._base or {}).items()
            for row in rows
        }

    @cached_property
    def neighbours(self) -> Neighbours:
        """The service points that still serve people, by where they are."""
        return Neighbours(
            NamedPoint(row, lonlat)
            for row in self.rows("service_point")
            for lonlat in [lonlat_of(row.get("geom"))]
            if lonlat is not None and row.get("status") != "permanently_closed"
        )


class _Index:
    """Rows by the text of one field, or by the texts of several; most texts are those of one row only."""

    def __init__(self, rows: Sequence[Row], fields: Sequence[str]) -> None:
        for name in fields:
            rows = [row for row in rows if isinstance(row.get(name), str)]
        columns = [[row[name] for row in rows] for name in fields]
        keys: Sequence[Hashable] = columns[0] if len(columns) == 1 else list(zip(*columns))
        self.first: dict[Hashable, Row] = dict(zip(reversed(keys), reversed(rows)))
        self._several: dict[Hashable, list[Row]] = {}
        if len(self.first) < len(rows):
            self._several = {key: [] for key, count in Counter(keys).items() if count > 1}
            for key, row in zip(keys, rows):
                if key in self._several:
                    self._several[key].append(row)

    @property
    def has_repeats(self) -> bool:
        """Whether some text is that of more than one row."""
        return bool(self._several)

    def rows(self, key: Hashable) -> Sequence[Row]:
        """Return the rows with this key in their order; there are texts only, so nothing else is found."""
        several = self._several.get(key)
        if several is not None:
            return several
        row = self.first.get(key)
        return () if row is None else (row,)
