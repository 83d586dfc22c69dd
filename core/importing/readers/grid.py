# SPDX-License-Identifier: GPL-2.0-or-later
"""Rows of cells, as a text or a sheet has them, turned into named columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest
from typing import Optional

import numpy as np
from numpy.typing import NDArray

from ..table import Column, Remark
from .options import Limits, ReadOptions
from .problems import (
    CELLS,
    COLUMNS,
    EMPTY,
    NAME_CHARS,
    no_such_header,
    over_limit,
    wrong_kind,
)
from .remarks import counted, header_found, names_made

Cells = Sequence[Optional[str]]

_LOOKED_AT = 50
_TITLES = 20  # rows above the names, at most
_NUMBER = re.compile(r"\s*[-+]?[\d\u00a0\u202f]{1,20}(?:[.,]\d{1,20})?\s*")
_LONGEST_NUMBER = 50
_FAILED = frozenset(
    ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#N/D", "#VALEUR!", "#NOM?",
     "#NOMBRE!", "#NUL!")
)  # fmt: skip
"""What spreadsheets in both languages write where a formula has no result."""


@dataclass(frozen=True)
class Grid:
    """Rows of cells with their line numbers; cells are ``None`` where they are empty."""

    rows: list[Cells]
    lines: list[int]


@dataclass(frozen=True)
class Tabulated:
    """Named columns; ``header_line`` is 0 where no line names them."""

    columns: Mapping[str, Column]
    lines: NDArray[np.int64]
    header_line: int
    remarks: tuple[Remark, ...]


def tabulate(where: str, grid: Grid, options: ReadOptions) -> Tabulated:
    """Return the columns of a grid. Raises ``InputError`` when it has none or is over a limit."""
    header, remarks = _header(where, grid, options)
    names = [] if header is None else grid.rows[header]
    first = 0 if header is None else header + 1
    rows, lines, found = _body(grid, first, names)
    width = max(map(len, rows), default=0)
    check_shape(where, len(rows), max(width, len(names)), options.limits)
    if not names and not rows:
        raise wrong_kind(where, EMPTY)
    unique, made = unique_names([*names, *[None] * (width - len(names))], options.limits, where)
    values: list[Column] = list(zip_longest(*rows)) if rows else []
    values += [(None,) * len(rows)] * (len(unique) - len(values))
    failed = sorted({row for column in values for row in _failures(column)})
    if failed:
        values = [_without_failures(column) for column in values]
        found += counted("cell_errors", [lines[row] for row in failed])
    given = [*names, *[None] * (len(unique) - len(names))]
    columns = {
        name: column for name, column, own in zip(unique, values, given) if own or not rows or any(column)
    }
    made = [name for name in made if name in columns]
    if made:
        remarks.append(names_made(made))
    if header is not None and _is_second_header(rows[:_LOOKED_AT]):
        remarks += counted("second_header", lines[:1])
    remarks += found + duplicate_rows(columns, lines)
    header_line = 0 if header is None else grid.lines[header]
    return Tabulated(columns, np.array(lines, np.int64), header_line, tuple(remarks))


def _failures(column: Column) -> list[int]:
    """Return the rows (from 0) in which a formula failed."""
    return [] if _FAILED.isdisjoint(column) else [row for row, cell in enumerate(column) if cell in _FAILED]


def _without_failures(column: Column) -> Column:
    return column if _FAILED.isdisjoint(column) else tuple(None if c in _FAILED else c for c in column)


def check_shape(where: str, n_rows: int, n_columns: int, limits: Limits) -> None:
    """Raise ``InputError`` for more columns or cells than are read."""
    if n_columns > limits.columns:
        raise over_limit(where, COLUMNS, limits.columns, n_columns)
    if n_rows * n_columns > limits.cells:
        raise over_limit(where, CELLS, limits.cells, n_rows * n_columns)


def unique_names(names: Cells, limits: Limits, where: str) -> tuple[list[str], list[str]]:
    """Return a name for each column, no two alike, and those of them that were made.

    Blanks around a name are no part of it; a repeated one gets ``(2)``, a missing one ``column 3``.
    """
    given = [(name or "").strip() for name in names]
    if max(map(len, given), default=0) > limits.name_chars:
        raise over_limit(where, NAME_CHARS, limits.name_chars)
    taken, unique, made = set(given), [], []
    used: set[str] = set()
    times: Counter[str] = Counter()
    for number, name in enumerate(given, 1):
        own = name or f"column {number}"
        times[own] += 1
        new = own
        while new in used or (new != name and new in taken):
            times[own] += 1
            new = f"{own} ({times[own]})"
        if new != name:
            made.append(new)
        used.add(new)
        unique.append(new)
    return unique, made


def duplicate_rows(columns: Mapping[str, Column], lines: Sequence[int]) -> list[Remark]:
    """Return the remark on rows that are equal to an earlier one, if there are any."""
    seen: set[Cells] = set()
    repeated = []
    for line, row in zip(lines, zip(*columns.values())):
        if row in seen:
            repeated.append(line)
        seen.add(row)
    return counted("duplicate_rows", repeated)


def _header(where: str, grid: Grid, options: ReadOptions) -> tuple[int | None, list[Remark]]:
    """Return which row names the columns: the chosen one, or the first that is not narrower than the rows."""
    chosen = options.header_line
    if chosen == 0:
        return None, []
    if chosen is not None:
        if chosen not in grid.lines:
            raise no_such_header(where, chosen)
        return grid.lines.index(chosen), []
    filled = [sum(cell is not None for cell in row) for row in islice(grid.rows, _LOOKED_AT)]
    wide = [number for number in filled if number > 0]
    if not wide:
        raise wrong_kind(where, EMPTY)
    usual = max(Counter(wide).items(), key=lambda item: (item[1], item[0]))[0]
    enough = min(usual, max(2, (usual + 1) // 2))
    for number, count in enumerate(filled[:_TITLES]):
        if count >= enough:
            above = any(filled[:number])
            return number, [header_found(grid.lines[number])] if above else []
    return 0, []


def _body(grid: Grid, first: int, names: Cells) -> tuple[list[Cells], list[int], list[Remark]]:
    """Return the rows of data, their lines, and the remarks on what was odd or left out."""
    rows: list[Cells] = []
    lines: list[int] = []
    odd: dict[str, list[int]] = {
        key: [] for key in ("empty_rows", "header_repeated", "short_rows", "long_rows")
    }
    known = len(names)
    for cells, line in zip(grid.rows[first:], grid.lines[first:]):
        row = cells
        if known and len(row) > known:
            row = row[:known] if not any(row[known:]) else row
        if not any(row):
            odd["empty_rows"].append(line)
        elif known > 1 and list(row) == list(names):
            odd["header_repeated"].append(line)
        else:
            rows.append(row)
            lines.append(line)
            if known and len(row) != known:
                odd["short_rows" if len(row) < known else "long_rows"].append(line)
    return rows, lines, [remark for code, found in odd.items() for remark in counted(code, found)]


def _is_second_header(rows: Sequence[Cells]) -> bool:
    """Return whether the first row has words in a column that has only numbers below."""
    if len(rows) < 3 or any(cell is None or _is_number(cell) for cell in rows[0]):  # noqa: PLR2004
        return False
    for number in range(len(rows[0])):
        below = [row[number] for row in rows[1:] if number < len(row) and row[number] is not None]
        if len(below) > 1 and all(_is_number(cell) for cell in below):
            return True
    return False


def _is_number(cell: str | None) -> bool:
    return cell is not None and len(cell) < _LONGEST_NUMBER and _NUMBER.fullmatch(cell) is not None
