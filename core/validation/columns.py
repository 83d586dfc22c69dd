# SPDX-License-Identifier: GPL-2.0-or-later
"""What the rules about single values find in some records: every different value of a column is judged once.

A register has few different provinces, postal codes or opening hours, and most columns have nothing wrong in
them; those are not looked at again record by record.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date

from ..schema import Table
from .check import Cell, Check, Problem
from .register import Register, Row

Said = tuple[int, int, Problem]
"""Number of the rule among the checks, place of the field among those of the rule, what is wrong."""

_PER_TICK = 2_000  # values judged between two looks at the cancel button


def judged_columns(
    register: Register,
    table: Table,
    rows: Sequence[Row],
    checks: Sequence[Check],
    *,
    today: date,
    tick: Callable[[float], None],
) -> list[tuple[str, Mapping[Hashable, Sequence[Said]]]]:
    """Return the columns of ``rows`` with something wrong in them: name, and what is wrong by ``identity``.

    ``tick`` is told which share of the work is done; what it raises ends the work.
    """
    judges: dict[str, list[tuple[int, int, Check]]] = {}
    for number, found in enumerate(checks):
        for place, name in enumerate(found.fields(table)):
            judges.setdefault(name, []).append((number, place, found))
    columns: list[tuple[str, Mapping[Hashable, Sequence[Said]]]] = []
    for done, (name, judging) in enumerate(judges.items()):
        tick(done / len(judges))
        field = table.by_name[name]
        wrong: dict[Hashable, list[Said]] = {}
        values = {identity(value): value for value in [row.get(name) for row in rows]}
        for number, (key, value) in enumerate(values.items(), start=1):
            if number % _PER_TICK == 0:
                tick((done + number / len(values)) / len(judges))
            said = _judged(Cell(register, table, field, value, today=today), judging)
            if said:
                wrong[key] = said
        if wrong:
            columns.append((name, wrong))
    return columns


def is_wrong(cell: Cell, checks: Sequence[Check]) -> bool:
    """Return whether one of the rules finds something wrong with a value."""
    table, name = cell.table, cell.field.name
    return any(
        problem.field == name
        for found in checks
        if found.applies(table) and name in found.fields(table)
        for problem in found.judge(cell)
    )


def identity(value: object) -> Hashable:
    """Return what two values share only when no rule can tell them apart: ``True`` is not ``1``."""
    return value if value is None or type(value) is str else (type(value), repr(value))


def _judged(cell: Cell, judging: Sequence[tuple[int, int, Check]]) -> list[Said]:
    return [(number, place, problem) for number, place, found in judging for problem in found.judge(cell)]
