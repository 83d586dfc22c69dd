# SPDX-License-Identifier: GPL-2.0-or-later
"""Cycles of permutations against stepping through them in Python."""

import numpy as np
import pytest
from service_points.core.analysis import cycles as module
from service_points.core.analysis.cycles import cycles, stepped


def by_hand(following, leading):
    """Cycles as lists, each from its first member, rising."""
    left, found = set(range(len(following))), []
    while left:
        here, cycle = min(left), []
        while here in left:
            left.remove(here)
            cycle.append(here)
            here = following[here]
        first = min([each for each in cycle if leading[each]] or cycle)
        turn = cycle.index(first)
        found.append(cycle[turn:] + cycle[:turn])
    return sorted(found)


def local_permutation(rng, size, parts):
    """Cycles of neighbouring members, as those of outlines are."""
    following = np.arange(size)
    ends = np.unique([0, size, *rng.integers(0, size + 1, parts)])
    for begin, end in zip(ends[:-1], ends[1:]):
        members = begin + rng.permutation(end - begin)
        following[members] = np.roll(members, -1)
    return following


@pytest.mark.parametrize("few", [1, 10**9], ids=["milestones", "steps"])
@pytest.mark.parametrize("seed", range(30))
def test_cycles_are_those_found_by_hand(monkeypatch, seed, few):
    monkeypatch.setattr(module, "_FEW", few)
    rng = np.random.default_rng(seed)
    size = int(rng.integers(0, 400))
    following = rng.permutation(size) if seed % 2 else local_permutation(rng, size, seed)
    leading = rng.random(size) < rng.choice([0.0, 0.05, 0.5])
    members, first = cycles(following, leading)
    expected = by_hand(following.tolist(), leading)
    assert [members[a:b].tolist() for a, b in zip(first[:-1], first[1:])] == expected


def test_a_long_row_at_equal_distances_meets_milestones():
    """Members that are a power of two apart, as in a regular street grid, are found as well."""
    size, step = 2**16, 2**10
    following = (np.arange(size) + step) % size
    members, first = cycles(following, np.zeros(size, bool))
    assert len(first) - 1 == step
    assert np.array_equal(members.reshape(step, -1), np.arange(size).reshape(-1, step).T)


def test_milestones_of_milestones(monkeypatch):
    """One cycle of so many members that the milestones of their milestones are stepped through."""
    monkeypatch.setattr(module, "_FEW", 300)
    rng = np.random.default_rng(1)
    size, stepped_through = 100_000, []
    members = rng.permutation(size)
    following = np.empty(size, np.int64)
    following[members] = np.roll(members, -1)
    monkeypatch.setattr(module, "stepped", lambda each: stepped_through.append(len(each)) or stepped(each))
    found, first = cycles(following, np.zeros(size, bool))
    assert first.tolist() == [0, size]
    assert np.array_equal(found, np.roll(members, -int(np.flatnonzero(members == 0)[0])))
    assert max(stepped_through) <= 300


def test_stepping_begins_with_the_lowest():
    members, first = stepped(np.array([2, 1, 3, 0, 5, 4]))
    assert members.tolist() == [0, 2, 3, 1, 4, 5]
    assert first.tolist() == [0, 3, 4, 6]
