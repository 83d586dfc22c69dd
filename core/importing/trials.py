# SPDX-License-Identifier: GPL-2.0-or-later
"""What an expression would make of a source: its first rows, and how many rows it reads."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Optional

import numpy as np

from ..progress import SILENT, Progress, check
from ..schema import Field
from .expressions import Expression
from .records import is_read
from .table import SourceTable

SHOWN_ROWS = 12
_SHOWN_UNREAD = 3
_AT_ONCE = 2_000
_BETWEEN = " · "

Cells = tuple[Optional[str], ...]


@dataclass(frozen=True)
class TrialRow:
    """One of the first rows: what stands in the columns that are read, and what it becomes (None: nothing).

    ``is_unread``: something stands there, and the field gets nothing of it.
    """

    line: int
    said: str
    value: str | None
    is_unread: bool


@dataclass(frozen=True)
class Trial:
    """How many rows get a value, are empty in the source, and cannot be read.

    ``unread`` are texts of the last kind, the most frequent first. ``n_repeated`` rows have a value that a
    row before has too.
    """

    rows: tuple[TrialRow, ...]
    n_given: int
    n_empty: int
    n_unread: int
    unread: tuple[str, ...]
    n_repeated: int = 0


def tried(
    expression: Expression, field: Field | None, table: SourceTable, progress: Progress = SILENT
) -> Trial:
    """Return what ``expression`` makes of ``table``; a field takes only what fits its type and its list.

    Rows with the same cells are read once. Raises ``InputError`` for a column that the table has not,
    ``Cancelled``.
    """
    expression.check_columns(table.columns)
    names = sorted(expression.columns, key=list(table.columns).index)
    rows: list[Cells] = list(zip(*(table.columns[name] for name in names))) if names else [()] * len(table)
    counts = Counter(rows)
    values = _values(expression, names, table, list(counts), progress)
    fits = is_read(field) if field is not None else lambda _text: True
    outcomes = {}
    for cells, value in values.items():
        is_given = value is not None and fits(value)
        outcomes[cells] = (value, not is_given and any(cell and cell.strip() for cell in cells))
    unread = Counter({cells: counts[cells] for cells, (_value, is_bad) in outcomes.items() if is_bad})
    n_unread = sum(unread.values())
    n_empty = sum(
        count for cells, count in counts.items() if outcomes[cells][0] is None and not outcomes[cells][1]
    )
    shown = [
        TrialRow(int(line), _said(cells), *outcomes[cells])
        for line, cells in zip(table.lines[:SHOWN_ROWS], rows)
    ]
    examples = tuple(_said(cells) for cells, _count in unread.most_common(_SHOWN_UNREAD))
    n_given = len(table) - n_empty - n_unread
    given = {value.strip() for value, is_bad in outcomes.values() if value is not None and not is_bad}
    return Trial(tuple(shown), n_given, n_empty, n_unread, examples, n_given - len(given))


def _values(
    expression: Expression,
    names: list[str],
    table: SourceTable,
    distinct: list[Cells],
    progress: Progress,
) -> dict[Cells, str | None]:
    found: dict[Cells, str | None] = {}
    for start in range(0, len(distinct), _AT_ONCE):
        check(progress)
        progress.report(start / len(distinct))
        cells = distinct[start : start + _AT_ONCE]
        columns = {name: [each[at] for each in cells] for at, name in enumerate(names)}
        part = replace(table, columns=columns, lines=np.arange(len(cells), dtype=np.int64), positions=None)
        found.update(zip(cells, expression.evaluate(part).values))
    return found


def _said(cells: Cells) -> str:
    return _BETWEEN.join(" ".join(cell.split()) for cell in cells if cell and cell.strip())
