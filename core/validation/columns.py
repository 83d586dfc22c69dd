# SPDX-License-Identifier: GPL-2.0-or-later
"""What the rules about single values find in some records: every different value of a column is judged once.

A register has few different provinces, postal codes or opening hours, and most columns have nothing wrong in
them; those are not looked at again record by record.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date
from operator import itemgetter

from ..schema import Table
from .check import Cell, Check, Problem, Values
from .register import Register, Row

Said = tuple[int, int, Problem]
"""Number of the rule among the checks, place of the field among those of the rule, what is wrong."""

_TOGETHER = 2_000  # values looked at together, between two looks at the cancel button
_PLAIN = {str, type(None)}


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
    cells = _columns(rows, list(judges))
    for done, (name, judging) in enumerate(judges.items()):
        field = table.by_name[name]
        wrong: dict[Hashable, list[Said]] = {}
        values = _different(cells[done])
        for start in range(0, len(values), _TOGETHER):
            tick((done + start / len(values)) / len(judges))
            some = values[start : start + _TOGETHER]
            together = Values(register, table, field, some)
            unsure = [judge for judge in judging if not judge[2].sound(together)]
            for value in some if unsure else ():
                said = _judged(Cell(register, table, field, value, today=today), unsure)
                if said:
                    wrong[identity(value)] = said
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


def _columns(rows: Sequence[Row], names: Sequence[str]) -> list[list[object]]:
    """Return what stands in the columns with these names; one None for all rows that lack a field.

    Rows with the same fields are read together: a store gives every field, an import those that it fills.
    """
    alike: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        alike[tuple(row)].append(row)
    found: dict[str, list[object]] = {name: [] for name in names}
    for fields, some in alike.items():
        given = set(fields)
        known = [name for name in names if name in given]
        for name in found.keys() - given:
            found[name].append(None)
        if len(known) == 1:  # with one name, ``itemgetter`` gives no tuples
            found[known[0]] += [row[known[0]] for row in some]
        elif known:
            for name, column in zip(known, zip(*map(itemgetter(*known), some))):
                found[name] += column
    return list(found.values())


def _different(column: Sequence[object]) -> list[object]:
    """Return the values of a column that rules can tell apart, each once."""
    if _PLAIN.issuperset(map(type, column)):
        return list(dict.fromkeys(column))
    return list({identity(value): value for value in column}.values())


def _judged(cell: Cell, judging: Sequence[tuple[int, int, Check]]) -> list[Said]:
    return [(number, place, problem) for number, place, found in judging for problem in found.judge(cell)]
