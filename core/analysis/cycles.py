# SPDX-License-Identifier: GPL-2.0-or-later
"""The cycles of a permutation, found mostly without stepping through them one by one."""

from __future__ import annotations

import numpy as np

from ..network.arrays import BoolArray, IntArray, concatenated_ranges

_SPREAD, _WORD = np.int64(0x9E3779B1), np.int64(0xFFFFFFFF)
_ONE_IN = 10
"""One in so many members is a milestone: fewer make the ways between them long."""

_FEW = 4000  # members that are quicker to step through


def cycles(following: IntArray, leading: BoolArray) -> tuple[IntArray, IntArray]:
    """Return the cycles of the permutation ``following`` (n,): their members in a row, and where each begins
    and the last ends.

    A cycle begins with its lowest ``leading`` (n,) member, if it has one, else with its lowest; cycles rise
    by these.
    """
    return _begun(*_found(following), leading)


def _found(following: IntArray) -> tuple[IntArray, IntArray]:
    """Return the cycles as ``cycles`` does, in any order and turned in any way.

    From all milestones at once the way is followed to the next milestone. These are a permutation again, a
    tenth as long, of which the cycles are found likewise (list ranking with sparse rulers, Reid-Miller 1994).
    """
    if len(following) <= _FEW:
        return stepped(following)
    index = np.arange(len(following))
    milestone = ((index * _SPREAD) & _WORD) < _WORD // _ONE_IN
    at = np.flatnonzero(milestone)
    number = np.empty(len(following), np.int64)  # read only where written
    number[at] = np.arange(len(at))
    owner, steps = np.full(len(following), -1, np.int64), np.zeros(len(following), np.int64)
    owner[at] = number[at]
    length, onward = np.empty(len(at), np.int64), np.empty(len(at), np.int64)
    here, origin, step = at, np.arange(len(at)), 1
    while len(here):
        here = following.take(here)
        arrived = milestone.take(here)
        done, goes = np.flatnonzero(arrived), np.flatnonzero(~arrived)
        ended = origin.take(done)
        length[ended], onward[ended] = step, number.take(here.take(done))
        here, origin = here.take(goes), origin.take(goes)
        owner[here], steps[here] = origin, step
        step += 1
    row, first = _found(onward)
    length_in_row = length.take(row)
    start = np.empty(len(at), np.int64)
    start[row] = np.cumsum(length_in_row) - length_in_row
    members = np.empty(len(following), np.int64)
    met = np.flatnonzero(owner >= 0)
    members[start.take(owner.take(met)) + steps.take(met)] = met
    rest = np.flatnonzero(owner < 0)  # cycles without a milestone
    number[rest] = np.arange(len(rest))
    other, other_first = stepped(number.take(following.take(rest)))
    members[len(met) :] = rest.take(other)
    return members, np.concatenate([start.take(row.take(first[:-1])), len(met) + other_first])


def stepped(following: IntArray) -> tuple[IntArray, IntArray]:
    """Return the cycles of a permutation as ``cycles`` does, each from its lowest member, step by step."""
    successor = following.tolist()
    members: list[int] = []
    first: list[int] = []
    append = members.append
    for seed in range(len(successor)):
        onward = successor[seed]
        if onward < 0:
            continue
        first.append(len(members))
        append(seed)
        while onward != seed:
            append(onward)
            here, onward = onward, successor[onward]
            successor[here] = -1
    return np.array(members, dtype=np.int64), np.array([*first, len(members)], dtype=np.int64)


def _begun(members: IntArray, first: IntArray, leading: BoolArray) -> tuple[IntArray, IntArray]:
    """Turn the cycles to their first members, and sort them by these."""
    if not len(members):
        return members, first
    n = len(members)
    rank = np.where(leading.take(members), members, members + n)
    lowest = np.minimum.reduceat(rank, first[:-1])
    begin, length = first[:-1], np.diff(first)
    turn = np.flatnonzero(rank == np.repeat(lowest, length)) - begin
    order = np.argsort(lowest % n)
    begin, length, turn = begin[order], length[order], turn[order]
    before = concatenated_ranges(begin + turn, length)
    before -= np.where(before >= np.repeat(begin + length, length), np.repeat(length, length), 0)
    return members.take(before), np.concatenate([[0], np.cumsum(length)])
