# SPDX-License-Identifier: GPL-2.0-or-later
"""What the governments of a pair do together already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..network.arrays import IntArray


@dataclass(frozen=True)
class Partnership:
    """An arrangement between the organizations of a host and of a partner; ``active``: in force today."""

    id: str
    host: str
    partner: str
    active: bool


def precedents(
    partnerships: Sequence[Partnership],
    groups: Sequence[str],
    groups_of: Mapping[str, frozenset[str]],
    a: IntArray,
    b: IntArray,
) -> tuple[tuple[str, ...], ...]:
    """Return for each pair (p) the partnerships between the same two groups, those in force first, by id.

    ``groups`` (k,) of the points; ``groups_of`` each organization. An arrangement within a group is no
    precedent for a pair, which crosses groups.
    """
    between: dict[frozenset[str], list[Partnership]] = {}
    for one in partnerships:
        hosts, partners = (groups_of.get(name, frozenset[str]()) for name in (one.host, one.partner))
        for both in {frozenset((h, p)) for h in hosts for p in partners if h != p}:
            between.setdefault(both, []).append(one)
    ids = {
        both: tuple(one.id for one in sorted(found, key=lambda one: (not one.active, one.id)))
        for both, found in between.items()
    }
    return tuple(ids.get(frozenset((groups[i], groups[j])), ()) for i, j in zip(a.tolist(), b.tolist()))
