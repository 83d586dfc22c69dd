# SPDX-License-Identifier: GPL-2.0-or-later
"""What an imported record would change in the register's record, and what it must leave alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ..schema import Table

Why = Literal["edited_here", "corrected_since", "lower_rank"]
"""Why the register's value stays: it was edited in this working copy and not sent yet; the source says the
same as at the last import, so that somebody corrected it since; a better source has said it."""


@dataclass(frozen=True)
class Withheld:
    """A value of the source that the draft does not carry, beside the one that stays."""

    table: str
    id: str
    field: str
    stays: Any
    offered: Any
    why: Why


@dataclass(frozen=True)
class Standing:
    """What is known of a record of the register before it is compared.

    ``current`` is its row in the working copy, ``base`` its values at checkout, ``outranks`` whether the
    import's source may replace what stands there, ``is_news`` whether the source's record is another than at
    the last import.
    """

    current: Mapping[str, Any]
    base: Mapping[str, Any]
    outranks: bool
    is_news: bool

    def is_edited(self, field: str) -> bool:
        """Whether the working copy has another value than at checkout."""
        return bool(self.current.get(field) != self.base.get(field))


def compared(
    table: Table, key: str, offered: Mapping[str, Any], standing: Standing
) -> tuple[dict[str, Any], list[Withheld]]:
    """Return the values a draft should carry, and those it must not.

    A value that is None says nothing and erases nothing. Members of a merge group go together: when one of
    them must stay, all of them stay.
    """
    differing = {
        name: value
        for name, value in offered.items()
        if value is not None and value != standing.current.get(name)
    }
    reasons = {name: _why(name, standing) for name in differing}
    held_groups = _held_groups(table, reasons, standing)
    taken: dict[str, Any] = {}
    withheld: list[Withheld] = []
    for name, value in differing.items():
        why = reasons[name] or held_groups.get(table.by_name[name].merge_group or "")
        if why is None:
            taken[name] = value
        else:
            withheld.append(Withheld(table.name, key, name, standing.current.get(name), value, why))
    return taken, withheld


def _held_groups(table: Table, reasons: Mapping[str, Why | None], standing: Standing) -> dict[str, Why]:
    """Return the merge groups that stay, with the reason: one member must stay, or is being edited."""
    held: dict[str, Why] = {}
    for name in table.with_groups(reasons):
        group = table.by_name[name].merge_group
        if group is not None and standing.is_edited(name):
            held[group] = "edited_here"
    for name, why in reasons.items():
        group = table.by_name[name].merge_group
        if why is not None and group is not None:
            held.setdefault(group, why)
    return held


def _why(name: str, standing: Standing) -> Why | None:
    if standing.is_edited(name):
        return "edited_here"
    if not standing.is_news:
        return "corrected_since"
    if standing.current.get(name) is not None and not standing.outranks:
        return "lower_rank"
    return None
