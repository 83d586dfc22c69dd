# SPDX-License-Identifier: GPL-2.0-or-later
"""Where the store and an editor both changed a record: what a receipt tells of it, and how it is settled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ..schema import Table
from ..store import Row

Choice = Literal["mine", "theirs"]
Whole = Literal["insert", "delete", "removed"]


@dataclass(frozen=True)
class FieldConflict:
    """A field that others changed as well. ``mine`` is in the working copy, ``theirs`` in the store.

    ``base`` is what both started from; ``changed_by`` and ``changed_at`` say who the store's value is from,
    where the receipt knows. ``whole`` says that the record is decided on as a whole: both added it
    (``insert``), I removed what they changed (``delete``), or they removed what I changed (``removed``).
    ``row_version`` is the record's version in the store, as far as it is known.
    """

    table: str
    id: str
    field: str
    base: Any
    mine: Any
    theirs: Any
    changed_by: str | None = None
    changed_at: str | None = None
    whole: Whole | None = None
    row_version: int | None = None


@dataclass(frozen=True)
class ConflictUnit:
    """What is decided at once: a field, a merge group (an address), or a whole record."""

    table: str
    id: str
    whole: Whole | None
    conflicts: tuple[FieldConflict, ...]

    @property
    def differing(self) -> tuple[FieldConflict, ...]:
        """The fields in which there is something to choose."""
        return tuple(each for each in self.conflicts if each.mine != each.theirs)


@dataclass(frozen=True)
class Standing:
    """A record as it stands in the working copy: its values, its base and that base's version."""

    row: Row | None
    base: Mapping[str, Any] | None
    version: int | None


def conflicts_in(
    record: Mapping[str, Any], result: Mapping[str, Any], standing: Standing
) -> Iterator[FieldConflict]:
    """Yield what a receipt leaves for the editor to settle about one change, unless it was settled since.

    A value that the stewards rejected because the store has another one is settled like a conflict: it would
    else be submitted again and again.
    """
    states = result.get("fields") or {}
    names = [name for name in record["fields"] if _is_open(record, result, name, states.get(name))]
    whole = _whole(record, result)
    told = result.get("row_version")
    version = told if isinstance(told, int) else None
    theirs = {name: _theirs(record, result, name, whole) for name in names}
    if _is_settled(whole, theirs, version, standing):
        return
    row = standing.row or {}
    for name in names:
        known = current_value(result, name) or {}
        found = FieldConflict(
            record["table"],
            record["id"],
            name,
            record["fields"][name].get("before"),
            row.get(name),
            theirs[name],
            known.get("changed_by"),
            known.get("changed_at"),
            whole,
            version,
        )
        if whole is not None or not is_past(found, standing):
            yield found


def is_past(conflict: FieldConflict, standing: Standing) -> bool:
    """Return whether a conflict was settled since, or a later receipt moved the base of its field.

    What it says of the store is of its ``row_version``; to take that over would be to go back.
    """
    base = standing.base
    if conflict.whole is not None:
        back = conflict.whole == "delete" and standing.row is not None
        return back or (base is None) == (conflict.whole != "insert")
    now = (base or {}).get(conflict.field)
    if now in (conflict.theirs, conflict.base):
        return bool(now == conflict.theirs)
    told, known = conflict.row_version, standing.version
    return told is not None and known is not None and known > told


def conflict_units(conflicts: Iterable[FieldConflict], tables: Mapping[str, Table]) -> list[ConflictUnit]:
    """Put together what can only be decided at once, in the order in which it was found."""
    units: dict[tuple[str, ...], list[FieldConflict]] = {}
    for each in conflicts:
        group = tables[each.table].by_name[each.field].merge_group
        part = "" if each.whole else f"group {group}" if group else f"field {each.field}"
        units.setdefault((each.table, each.id, part), []).append(each)
    return [ConflictUnit(key[0], key[1], found[0].whole, tuple(found)) for key, found in units.items()]


def current_value(result: Mapping[str, Any], name: str) -> Mapping[str, Any] | None:
    """Return ``{value, changed_by, changed_at}`` of the store's field; only where it is not what was sent."""
    current = (result.get("current") or {}).get(name)
    return current if isinstance(current, Mapping) else None


def _is_open(record: Mapping[str, Any], result: Mapping[str, Any], name: str, state: str | None) -> bool:
    if state == "rejected" and record["op"] == "update":
        return current_value(result, name) is not None
    return state == "conflict"


def _whole(record: Mapping[str, Any], result: Mapping[str, Any]) -> Whole | None:
    if record["op"] == "insert":
        return "insert"
    if record["op"] == "delete":
        return "delete"
    # A receipt says the version of every record there is, and null for one that is not.
    return "removed" if "row_version" in result and result["row_version"] is None else None


def _theirs(ours: Mapping[str, Any], result: Mapping[str, Any], name: str, whole: Whole | None) -> Any:  # noqa: ANN401
    """Return the store's value: the receipt leaves it out where it is what was submitted."""
    if whole == "removed":
        return None
    current = current_value(result, name)
    if current is not None:
        return current.get("value")
    sides = ours["fields"][name]
    return sides.get("before") if whole == "delete" else sides.get("after")


def _is_settled(
    whole: Whole | None, theirs: Mapping[str, Any], version: int | None, standing: Standing
) -> bool:
    if whole == "insert":
        return standing.base is not None
    if whole == "removed":
        return standing.base is None
    if whole == "delete":
        if standing.base is None or standing.row is not None:
            return True
        same = all(standing.base.get(name) == value for name, value in theirs.items())
        return same and (version is None or standing.version == version)
    return False
