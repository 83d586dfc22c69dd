# SPDX-License-Identifier: GPL-2.0-or-later
"""Publications in HSDS 3 as tables (``datapackage.json`` and its CSV files), joined to one table.

The columns are those of the same publication as JSON (``services.read_hsds``): ``addresses.1.city``,
``phones.2.number``, ``organization.name``. A column ``casp_hours`` of our own publications is
``x_casp.hours``, as it is there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Optional

import numpy as np
from numpy.typing import NDArray

from ...progress import SILENT, Progress, check
from ..cleaning.coordinates import read_degrees
from ..hsds_model import LISTS, LISTS_CUT, MOST_ITEMS, OBJECTS, Many, Record, table_named
from ..table import Column, Origin, Remark, SourceTable
from .delimited import read_delimited
from .grid import check_shape, tabulate
from .options import Limits, ReadOptions
from .package_files import Package, Resource, open_package
from .problems import CELLS, ROWS, over_limit, wrong_kind
from .remarks import HSDS_LEFT_OUT, HSDS_NO_TABLE, counted, of_file

Rows = Sequence[Optional[int]]

_MOST_LEVELS = 6
_OURS = "casp_"
DEFAULT_LIMITS = Limits()


@dataclass(frozen=True)
class _Table:
    """A file of the package. ``lines`` are those of its rows."""

    columns: Mapping[str, Column]
    lines: NDArray[np.int64]
    remarks: tuple[Remark, ...] = ()

    @cached_property
    def place_of(self) -> Mapping[str, int]:
        """The row of each id, the first where one stands there twice."""
        places: dict[str, int] = {}
        for row, value in enumerate(self.columns.get("id", ())):
            if value:
                places.setdefault(value.strip(), row)
        return places


@dataclass
class _Joined:
    """The columns so far, and which rows had lists that are too long."""

    where: str
    tables: Mapping[str, _Table]
    limits: Limits
    progress: Progress
    columns: dict[str, list[str | None]] = field(default_factory=dict)
    cut: set[int] = field(default_factory=set)

    def add(
        self, name: str, rows: Rows, prefix: str = "", above: str = "", levels: int = _MOST_LEVELS
    ) -> None:
        """Add the columns of a table, where row n is about its row ``rows[n]``, and all that belongs to it.

        ``above`` is the column that only says what it belongs to: JSON has it inside instead.
        """
        check(self.progress)
        table = self.tables[name]
        for column, values in table.columns.items():
            if column != above:
                found = [None if row is None else values[row] for row in rows]
                if not prefix or any(found):
                    self.columns[prefix + _path(column)] = found
                    check_shape(self.where, len(rows), len(self.columns), self.limits)
        if levels:
            self._objects(name, rows, prefix, levels - 1)
            self._lists(name, rows, prefix, levels - 1)

    def _objects(self, name: str, rows: Rows, prefix: str, levels: int) -> None:
        for member, (other, key) in OBJECTS.get(name, {}).items():
            keys = self.tables[name].columns.get(key)
            if keys is None or other not in self.tables:
                continue
            place_of = self.tables[other].place_of
            at = [None if row is None else place_of.get((keys[row] or "").strip()) for row in rows]
            if any(place is not None for place in at):
                self.add(other, at, f"{prefix}{member}.", levels=levels)

    def _lists(self, name: str, rows: Rows, prefix: str, levels: int) -> None:
        ids = self.tables[name].columns.get("id", ())
        for member, many in LISTS.get(name, {}).items():
            children = self._children(name, many)
            if not children:
                continue
            found = [children.get((ids[row] or "").strip(), ()) if row is not None else () for row in rows]
            self.cut.update(row for row, items in enumerate(found) if len(items) > MOST_ITEMS)
            for number in range(min(MOST_ITEMS, max(map(len, found), default=0))):
                at = [items[number] if number < len(items) else None for items in found]
                self.add(many.table, at, f"{prefix}{member}.{number + 1}.", many.key, levels)

    def _children(self, parent: str, many: Many) -> Mapping[str, Sequence[int]]:
        """Return the rows of a list's table by the id of what they belong to, in the order of the file."""
        table = self.tables.get(many.table)
        keys = table.columns.get(many.key) if table else None
        if table is None or keys is None:
            return {}
        kinds = table.columns.get(many.kind) if many.kind else None
        found: dict[str, list[int]] = defaultdict(list)
        for row, key in enumerate(keys):
            kind = kinds[row] if kinds else None
            if key and key.strip() and (not kind or table_named(kind) == parent):
                found[key.strip()].append(row)
        return found


def read_hsds_package(
    path: Path,
    *,
    record: Record = "location",
    limits: Limits = DEFAULT_LIMITS,
    progress: Progress = SILENT,
) -> SourceTable:
    """Return a row for each ``record`` of a package: a folder, its ``datapackage.json``, or a zip with one.

    Positions are the ``longitude`` and ``latitude`` (WGS 84, decimal degrees) of the location. ``lines`` are
    those of the record's own file. Raises ``InputError`` for what is no such package, lacks a file that it
    names, is damaged, hostile or over a limit of ``limits``; raises ``Cancelled``.
    """
    package = open_package(path, limits)
    tables: dict[str, _Table] = {}
    others: list[str] = []
    n_cells = 0
    for resource in package.resources:
        check(progress)
        name = table_named(resource.name) or table_named(Path(resource.path).stem)
        if name is None:
            others.append(resource.path)
        elif name not in tables:
            tables[name] = _table(package, resource, limits, progress)
            n_cells += len(tables[name].columns) * len(tables[name].lines)
            if n_cells > limits.cells:
                raise over_limit(package.where, CELLS, limits.cells, n_cells)
        progress.report(0.5 * (len(tables) + len(others)) / len(package.resources))
    if record not in tables or "id" not in tables[record].columns:
        raise wrong_kind(package.where, HSDS_NO_TABLE.format(table=record))
    root = tables[record]
    if len(root.lines) > limits.rows:
        raise over_limit(package.where, ROWS, limits.rows, len(root.lines))
    joined = _Joined(package.where, tables, limits, progress)
    joined.add(record, range(len(root.lines)))
    progress.report(1.0)
    return SourceTable(
        joined.columns,
        root.lines,
        Origin("hsds", package.where, package.sha256, crs="EPSG:4326"),
        _positions(joined.columns, "" if record == "location" else "location."),
        expected=len(root.lines),
        remarks=tuple(_remarks(package, record, tables, joined, others)),
    )


def _table(package: Package, resource: Resource, limits: Limits, progress: Progress) -> _Table:
    options = ReadOptions(
        encoding=resource.encoding, delimiter=resource.delimiter, header_line=1, limits=limits
    )
    where = f"{package.where}/{resource.path}"
    text = read_delimited(where, package.content(resource.path), options, progress=progress, most=None)
    found = tabulate(where, text.grid, options)
    return _Table(found.columns, found.lines, (*text.remarks, *found.remarks))


def _path(column: str) -> str:
    """A column of ours is a member of ``x_casp``."""
    return f"x_casp.{column[len(_OURS) :]}" if column.startswith(_OURS) else column


def _positions(columns: Mapping[str, Column], prefix: str) -> NDArray[np.float64] | None:
    longitudes, latitudes = columns.get(f"{prefix}longitude"), columns.get(f"{prefix}latitude")
    if longitudes is None or latitudes is None:
        return None
    pairs = [(read_degrees(x or ""), read_degrees(y or "")) for x, y in zip(longitudes, latitudes)]
    return np.array([pair if None not in pair else (None, None) for pair in pairs], dtype=np.float64)


def _remarks(
    package: Package, record: str, tables: Mapping[str, _Table], joined: _Joined, others: Sequence[str]
) -> Iterator[Remark]:
    root = tables[record]
    yield from root.remarks
    for name, table in tables.items():
        if table is not root:
            yield from (of_file(name, remark) for remark in table.remarks)
    ids = [(value or "").strip() for value in root.columns["id"]]
    again = [int(root.lines[row]) for row, key in enumerate(ids) if key and root.place_of[key] != row]
    yield from counted("repeated_ids", again)
    if joined.cut:
        lines = tuple(int(root.lines[row]) for row in sorted(joined.cut))
        yield Remark("lists_cut", LISTS_CUT.format(count=len(lines), most=MOST_ITEMS), lines)
    if others:
        yield Remark("tables_left_out", HSDS_LEFT_OUT.format(names=", ".join(others[:20])))
