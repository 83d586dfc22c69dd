# SPDX-License-Identifier: GPL-2.0-or-later
"""Records of one merge that take each other's unique keys: two links that swap, one deleted and made anew.

What the store holds in the end is sound; but a database looks at every statement by itself and would refuse
the first of two records that swap their keys, whatever their order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..schema import Table
from .judgement import Judgement

RecordKey = tuple[str, str]
_Held = tuple[str, tuple[str, ...], tuple[Any, ...]]


def has_unique_keys(table: Table) -> bool:
    """Return whether records of a table can meet each other's keys, identifiers aside.

    Nothing refers to these tables, so their deletions can go before everything else.
    """
    return bool(_unique_keys(table))


def in_the_way(applying: Sequence[Judgement]) -> frozenset[RecordKey]:
    """Return the updated records whose present key another record of the same merge is to have.

    They are taken out of the store first, and put back with what they become.
    """
    tables = {judgement.key[0]: judgement.change.table for judgement in applying}
    shared = {name for name, table in tables.items() if has_unique_keys(table)}
    applying = [judgement for judgement in applying if judgement.key[0] in shared]
    held: dict[_Held, RecordKey] = {}
    for judgement in applying:
        if judgement.effect == "update":
            new = _keys(judgement, _result(judgement))
            held.update((key, judgement.key) for key in _keys(judgement, judgement.current or {}) - new)
    wanted = {
        (held[key], judgement.key)
        for judgement in applying
        if judgement.effect in ("insert", "update")
        for key in _keys(judgement, _result(judgement))
        if key in held
    }
    return frozenset(owner for owner, taker in wanted if owner != taker)


def _result(judgement: Judgement) -> Mapping[str, Any]:
    return {**(judgement.current or {}), **judgement.written}


def _keys(judgement: Judgement, row: Mapping[str, Any]) -> set[_Held]:
    """The unique keys a row has; one with a null in it is nobody's."""
    table = judgement.change.table
    found = ((columns, tuple(row.get(name) for name in columns)) for columns in _unique_keys(table))
    return {(table.name, columns, values) for columns, values in found if None not in values}


def _unique_keys(table: Table) -> tuple[tuple[str, ...], ...]:
    single = tuple((field.name,) for field in table.fields if field.unique and field.name != table.key)
    return (*single, *table.unique)
