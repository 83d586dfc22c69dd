# SPDX-License-Identifier: GPL-2.0-or-later
"""Costs and labels found together against costs first and labels after, and what does not fit in a key."""

import importlib

import numpy as np
import pytest
from service_points.core.errors import Cancelled
from service_points.core.network import labelled, nearest, snap
from service_points.core.network.labelled import Seeds, labelled_search
from service_points.core.network.router import Arcs, each_once, lowest_of_each
from service_points.core.progress import SILENT, Silent

TOP = 2**19  # with labels up to here, costs from 8 on do not fit


class Case:
    """Arcs of whole costs, so that ties are common, some nodes with more than four; seeds with labels."""

    def __init__(self, seed):
        rng = np.random.default_rng(seed)
        self.n = int(rng.integers(2, 40))
        ends = rng.integers(0, self.n, (2, int(rng.integers(1, 160)))).astype(np.int32)
        self.arcs = Arcs.build(self.n, *ends, rng.integers(0, 4, ends.shape[1]).astype(float))
        k = int(rng.integers(1, 8))
        self.seeds = Seeds(
            rng.integers(0, self.n, k), rng.integers(0, 3, k).astype(float), rng.permutation(k)
        )

    def one_by_one(self):
        """The cost from each seed to each node (k, n), by Bellman and Ford's rounds over single arcs."""
        arcs = [
            (tail, int(head), float(cost))
            for tail in range(self.n)
            for row in self.arcs.rows_of(np.array([tail]))[0]
            for head, cost in zip(self.arcs.head[row], self.arcs.cost[row])
            if np.isfinite(cost)
        ]
        costs = np.full((len(self.seeds.node), self.n), np.inf)
        costs[np.arange(len(costs)), self.seeds.node] = self.seeds.cost
        for _ in range(self.n):
            for tail, head, cost in arcs:
                costs[:, head] = np.minimum(costs[:, head], costs[:, tail] + cost)
        return costs

    def expected(self, horizon):
        costs = self.one_by_one()
        costs[costs > horizon] = np.inf
        label = np.where(costs == costs.min(axis=0), self.seeds.label[:, None], TOP).min(axis=0)
        return costs.min(axis=0), np.where(np.isfinite(costs.min(axis=0)), label, -1)

    def found(self, horizon, seeds=None):
        return labelled_search(self.arcs, self.n, seeds or self.seeds, horizon, bucket=2.0, progress=SILENT)


@pytest.mark.parametrize("horizon", [0.0, 2.0, 5.0, np.inf])
def test_costs_and_lowest_labels(horizon):
    ties = 0
    for seed in range(80):
        case = Case(seed)
        cost, label = case.found(horizon)
        expected_cost, expected_label = case.expected(horizon)
        assert np.array_equal(cost, expected_cost), seed
        assert np.array_equal(label, expected_label), seed
        costs = case.one_by_one()
        ties += int(((costs == costs.min(axis=0)).sum(axis=0) > 1).sum())
    assert ties > 100


def test_costs_that_do_not_fit_are_refused_and_others_not():
    refused = 0
    for seed in range(80):
        case = Case(seed)
        high = Seeds(case.seeds.node, case.seeds.cost, case.seeds.label + TOP)
        cost, label = case.expected(np.inf)
        found = case.found(np.inf, high)
        if cost[np.isfinite(cost)].max() >= 4.0:  # 2^62 keys in steps of 2^-40 with 20 bits of label
            assert found is None, seed
            refused += 1
        elif found is not None:  # a way that is not the shortest may have been too long
            assert np.array_equal(found[0], cost), seed
            assert np.array_equal(found[1], np.where(label < 0, -1, label + TOP)), seed
        within = case.found(3.0, high)
        assert np.array_equal(within[0], case.expected(3.0)[0]), seed
    assert 10 < refused < 70


def test_nearest_is_the_same_when_nothing_fits(make_graph, random_roads, at, monkeypatch):
    module = importlib.import_module("service_points.core.network.nearest")
    two_steps, called = module._in_two_steps, []

    def in_two_steps(*arguments):
        called.append(arguments)
        return two_steps(*arguments)

    monkeypatch.setattr(module, "_in_two_steps", in_two_steps)
    graph = make_graph(*random_roads(3))
    origins = snap(graph, at((1, 2), (7, 3), (4, 8)), np.inf)
    usual = nearest(graph, origins, travel="to_point")
    assert not called
    monkeypatch.setattr(labelled, "_BITS", 41)  # up to half a minute with two bits of label
    tight = nearest(graph, origins, travel="to_point")
    assert called
    assert set(usual.node_label.tolist()) >= {0, 1, 2}
    assert np.array_equal(usual.node_cost, tight.node_cost)
    assert np.array_equal(usual.node_label, tight.node_label)


def test_a_request_to_stop():
    class Stop(Silent):
        def is_cancelled(self):
            return True

    case = Case(1)
    with pytest.raises(Cancelled):
        labelled_search(case.arcs, case.n, case.seeds, np.inf, bucket=1.0, progress=Stop())


def test_each_cell_once_with_its_lowest_value():
    rng = np.random.default_rng(5)
    for size in (0, 1, 5, 200):
        cell, value = rng.integers(0, 20, size), rng.integers(0, 9, size)
        room = rng.integers(0, 2**31 - 1, 20).astype(np.int32)
        cells, values = lowest_of_each(cell, value, room)
        assert dict(zip(cells.tolist(), values.tolist())) == {
            each: min(value[cell == each].tolist()) for each in set(cell.tolist())
        }
        assert len(cells) == len(set(cell.tolist()))
        assert sorted(each_once(cell, room).tolist()) == sorted(set(cell.tolist()))
