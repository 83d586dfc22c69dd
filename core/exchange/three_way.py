# SPDX-License-Identifier: GPL-2.0-or-later
"""The three-way merge of one record: what the editor started from, what the editor made of it, what the store
has now (section C5 of the schema). Pure: no store, no policy, no people.

Fields are merged in *units*: a field of its own, or a merge group, which is taken or left as a whole so that
no record ever has one editor's street and another's postal code.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ..schema import Table
from .difference import Sides

UnitState = Literal["applied", "noop", "conflict"]
LATEST_WINS = "verified"
"""The group of which the later date wins, whoever came first."""

_DATE = "verified_on"


@dataclass(frozen=True)
class Unit:
    """What becomes of the fields ``names`` of one change.

    ``values`` are what the store would hold for them after the merge when the unit is ``applied`` (for a
    set that both sides changed, neither side's own); they are empty otherwise. ``differing`` are the fields
    in which the store is neither as the editor saw it nor as the editor wants it.
    """

    names: tuple[str, ...]
    state: UnitState
    values: Mapping[str, Any]
    differing: tuple[str, ...] = ()


def three_way(table: Table, current: Mapping[str, Any], fields: Mapping[str, Sides]) -> list[Unit]:
    """Merge the ``before``/``after`` pairs of one update into the ``current`` row of ``table``.

    - current = after: nothing to do; current = before: the change applies, also when the value went away
      and came back meanwhile, for what the editor saw still holds.
    - Two changes of a set are both kept: ``(current ∪ (after − before)) − (before − after)``.
    - Anything else is a conflict, and so is a group in which one member conflicts or a guard (a member the
      editor left alone) is not what the editor saw.
    """
    units = []
    for names in units_of(table, fields):
        group = table.by_name[names[0]].merge_group
        if group == LATEST_WINS:
            units.append(_latest(current, fields, names))
        elif group is not None:
            units.append(_group(current, fields, names))
        else:
            units.append(_field(table, current, fields, names[0]))
    return units


def units_of(table: Table, names: Mapping[str, Any] | Sequence[str]) -> list[tuple[str, ...]]:
    """Return the field names in units, in the order they are given."""
    units: dict[str, list[str]] = {}
    for name in names:
        group = table.by_name[name].merge_group
        units.setdefault(f"group {group}" if group else name, []).append(name)
    return [tuple(members) for members in units.values()]


def merge_sets(
    current: Sequence[str] | None, before: Sequence[str] | None, after: Sequence[str] | None
) -> list[str] | None:
    """Return a set with both sides' additions and removals, ``None`` when nothing is left."""
    now, old, new = (frozenset(codes or ()) for codes in (current, before, after))
    return sorted((now | (new - old)) - (old - new)) or None


def _field(table: Table, current: Mapping[str, Any], fields: Mapping[str, Sides], name: str) -> Unit:
    before, after, now = fields[name].get("before"), fields[name].get("after"), current.get(name)
    if after in (now, before):
        return Unit((name,), "noop", {})
    if now == before:
        return Unit((name,), "applied", {name: after})
    if table.by_name[name].type == "set" and all(_is_set(value) for value in (now, before, after)):
        merged = merge_sets(now, before, after)
        return Unit((name,), "noop", {}) if merged == now else Unit((name,), "applied", {name: merged})
    return Unit((name,), "conflict", {}, (name,))


def _group(current: Mapping[str, Any], fields: Mapping[str, Sides], names: tuple[str, ...]) -> Unit:
    changed = [name for name in names if fields[name].get("before") != fields[name].get("after")]
    if all(current.get(name) == fields[name].get("after") for name in changed):
        return Unit(names, "noop", {})
    differing = tuple(
        name
        for name in names
        if current.get(name) != fields[name].get("before")
        and not (name in changed and current.get(name) == fields[name].get("after"))
    )
    if differing:
        return Unit(names, "conflict", {}, differing)
    return Unit(names, "applied", {name: fields[name].get("after") for name in names})


def _latest(current: Mapping[str, Any], fields: Mapping[str, Sides], names: tuple[str, ...]) -> Unit:
    after = {name: fields[name].get("after") for name in names}
    if all(current.get(name) == after[name] for name in names):
        return Unit(names, "noop", {})
    as_seen = all(current.get(name) == fields[name].get("before") for name in names)
    if as_seen or str(after.get(_DATE) or "") > str(current.get(_DATE) or ""):
        return Unit(names, "applied", after)
    return Unit(names, "noop", {})


def _is_set(value: object) -> bool:
    return value is None or isinstance(value, list)
