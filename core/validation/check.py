# SPDX-License-Identifier: GPL-2.0-or-later
"""What a rule is to the engine: which tables it looks at, and a function that finds what is wrong."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Callable, TypeVar

from ..schema import Field, Table
from ..text import Text
from .position import LonLat, lonlat_of
from .record import Record
from .register import Register, Row

_Said = TypeVar("_Said")


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a record. ``values`` fill the placeholders of the rule's message.

    ``fix`` replaces the rule's usual advice where the function knows better.
    """

    field: str | None = None
    values: Mapping[str, object] = dataclasses.field(default_factory=dict)
    fix: Text | None = None
    level: int = 1


@dataclass(frozen=True)
class Gap:
    """Why a rule cannot be checked, for every record (``whole``) or for a part of them."""

    reason: Text
    whole: bool = True


def everywhere(table: Table) -> bool:
    """The rule looks at every table."""
    return True


class Cell:
    """One value of one field, apart from the record it stands in."""

    def __init__(self, register: Register, table: Table, field: Field, value: object, *, today: date) -> None:
        self.register = register
        self.table = table
        self.field = field
        self.value = value
        self.today = today

    @property
    def text(self) -> str | None:
        """The value where it is a text that says something."""
        return self.value if isinstance(self.value, str) and self.value.strip() else None

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of a set, or the one code of another field; none where they are no texts."""
        if self.field.type == "set":
            items = self.value if isinstance(self.value, list) else ()
            return tuple(item for item in items if isinstance(item, str))
        return () if self.text is None else (self.text,)


class Values:
    """Different values of one field, looked at together."""

    def __init__(self, register: Register, table: Table, field: Field, values: Sequence[object]) -> None:
        self.register = register
        self.table = table
        self.field = field
        self.all = values

    @cached_property
    def texts(self) -> list[str]:
        """Those that are texts."""
        return [value for value in self.all if isinstance(value, str)]

    @cached_property
    def are_texts(self) -> bool:
        """Whether all that are given are texts."""
        return len(self.texts) == sum(value is not None for value in self.all)

    @cached_property
    def joined(self) -> str:
        """The texts as one, a line each."""
        return "\n".join(self.texts)


class Records:
    """Records of one table, looked at together."""

    def __init__(self, register: Register, table: Table, rows: Sequence[Row]) -> None:
        self.register = register
        self.table = table
        self.rows = rows

    def different(self, *fields: str) -> Collection[tuple[Any, ...]]:
        """Return what stands in these fields, every combination once; all of them where one is a list."""
        combinations = list(zip(*([row.get(name) for row in self.rows] for name in fields)))
        try:
            return set(combinations)
        except TypeError:
            return combinations

    @cached_property
    def lonlats(self) -> list[LonLat]:
        """The positions of those that are places of their own and have one."""
        found = (lonlat_of(row.get("geom")) for row in self.rows)
        return [lonlat for lonlat in found if lonlat is not None]


def _no_fields(table: Table) -> tuple[str, ...]:
    return ()


def _nothing(place: Record | Cell) -> Iterable[Problem]:
    return ()


def _unsure(together: Values | Records) -> bool:
    return False


@dataclass(frozen=True)
class Check:
    """One rule of the schema as code: ``find`` looks at a record, ``judge`` at single values, or both.

    What ``judge`` says of a value of one of the ``fields`` is the same in whichever record it stands, so that
    every different value of a column is judged once, or not at all where ``sound`` is sure that nothing is
    wrong with any of them (it may be unsure, never mistaken). ``find`` is asked of tables for which ``asked``
    is true, and of records in which the field that ``needs`` names is given, or of none where ``clear`` is
    sure that nothing is wrong with any of them. ``gap`` says beforehand what cannot be checked, and why.
    """

    rule: str
    applies: Callable[[Table], bool]
    find: Callable[[Record], Iterable[Problem]] = _nothing
    gap: Callable[[Register], Gap | None] = lambda register: None
    fields: Callable[[Table], Sequence[str]] = _no_fields
    judge: Callable[[Cell], Iterable[Problem]] = _nothing
    sound: Callable[[Values], bool] = _unsure
    asked: Callable[[Table], bool] = everywhere
    needs: Callable[[Table], str | None] = lambda table: None
    clear: Callable[[Records], bool] = _unsure

    def asks_records(self, table: Table) -> bool:
        """Whether there is anything to ask of a record of this table as a whole."""
        return self.find is not _nothing and self.asked(table)

    @property
    def of_values(self) -> bool:
        """Whether it judges single values."""
        return self.judge is not _nothing


def only(*tables: str) -> Callable[[Table], bool]:
    """The rule looks at these tables."""
    return lambda table: table.name in tables


def with_field(*fields: str) -> Callable[[Table], bool]:
    """The rule looks at every table that has one of these fields."""
    return lambda table: any(name in table.by_name for name in fields)


def the_field(name: str) -> Callable[[Table], str | None]:
    """The rule needs this field."""
    return lambda table: name


def once_per_table(function: Callable[[Table], _Said]) -> Callable[[Table], _Said]:
    """Remember what ``function`` says of each table: rules ask it for every record.

    By identity, for the hash of a table is that of all its fields.
    """
    known: dict[int, tuple[Table, _Said]] = {}

    def look_up(table: Table) -> _Said:
        found = known.get(id(table))
        if found is None:
            found = known[id(table)] = (table, function(table))
        return found[1]

    return look_up
