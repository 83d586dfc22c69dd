# SPDX-License-Identifier: GPL-2.0-or-later
"""What a rule is to the engine: which tables it looks at, and a function that finds what is wrong."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Callable, TypeVar

from ..schema import Table
from ..text import Text
from .record import Record
from .register import Register

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


@dataclass(frozen=True)
class Check:
    """One rule of the schema as code. ``gap`` says beforehand what cannot be checked, and why."""

    rule: str
    applies: Callable[[Table], bool]
    find: Callable[[Record], Iterable[Problem]]
    gap: Callable[[Register], Gap | None] = lambda register: None


def only(*tables: str) -> Callable[[Table], bool]:
    """The rule looks at these tables."""
    return lambda table: table.name in tables


def with_field(*fields: str) -> Callable[[Table], bool]:
    """The rule looks at every table that has one of these fields."""
    return lambda table: any(name in table.by_name for name in fields)


def everywhere(table: Table) -> bool:
    """The rule looks at every table."""
    return True


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
