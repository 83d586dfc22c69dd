# SPDX-License-Identifier: GPL-2.0-or-later
"""Counting pairs, against counting them one by one."""

import numpy as np
import pytest
from service_points.core.analysis.model import Demand
from service_points.core.analysis.tally import Tally

K, D, C = 7, 40, 4


def counted_one_by_one(pairs, weights):
    """Return units (K, C), sums (K, C, f), unique (K, C) and points reaching (D,), by their definitions."""
    units, sums = np.zeros((K, C), int), np.zeros((K, C, weights.shape[1]))
    unique, reaching = np.zeros((K, C)), np.zeros(D, int)
    for cutoff in range(C):
        for unit in range(D):
            who = [point for point, u, band in pairs if u == unit and band <= cutoff]
            for point in who:
                units[point, cutoff] += 1
                sums[point, cutoff] += weights[unit]
            if len(who) == 1:
                unique[who[0], cutoff] += weights[unit, 0]
            if cutoff == C - 1:
                reaching[unit] = len(who)
    return units, sums, unique, reaching


@pytest.mark.parametrize("seed", range(40))
def test_any_batches_give_what_one_by_one_gives(seed):
    rng = np.random.default_rng(seed)
    weights = rng.integers(0, 1000, (D, 2)).astype(float)
    share = rng.choice([0.02, 0.1, 0.5])
    there = np.argwhere(rng.random((K, D)) < share)
    pairs = [(int(point), int(unit), int(rng.integers(C))) for point, unit in there]
    tally = Tally(K, C, Demand(np.zeros((D, 2)), weights, ("people", "seniors")))
    for group in np.array_split(rng.permutation(K), rng.integers(1, K + 1)):
        mine = [pair for pair in pairs if pair[0] in group]
        rng.shuffle(mine)
        tally.add(*np.array(mine, dtype=np.int64).reshape(-1, 3).T)
    units, sums, unique, reaching = counted_one_by_one(pairs, weights)
    everyone = np.arange(K)
    assert tally.units(everyone).tolist() == units.tolist()
    assert tally.sums(everyone).tolist() == sums.tolist()
    assert tally.unique().tolist() == unique.tolist()
    assert tally.points_reaching().tolist() == reaching.tolist()


def test_without_fields_each_unit_counts_one():
    tally = Tally(2, 1, Demand(np.zeros((3, 2)), np.zeros((3, 0)), ()))
    tally.add(np.array([0, 0, 1]), np.array([0, 1, 1]), np.array([0, 0, 0]))
    assert tally.units(np.arange(2)).tolist() == [[2], [1]]
    assert tally.unique().tolist() == [[1], [0]]


def test_work_follows_the_pairs_not_the_units():
    """A hundred times the units, of which the same are reached, take about the same time."""
    import time

    def seconds(size):
        tally = Tally(3000, 3, Demand(np.zeros((size, 2)), np.ones((size, 1)), ("people",)))
        unit, band = np.arange(50), np.zeros(50, np.int64)
        start = time.process_time()
        for point in range(3000):
            tally.add(np.full(50, point), unit, band)
        return time.process_time() - start

    seconds(100)
    assert seconds(20_000) < 5 * seconds(200)
