# SPDX-License-Identifier: GPL-2.0-or-later
"""Searches one after the other in the same room: networkx, whatever was there before, however it ended."""

import pickle

import numpy as np
import pytest
from service_points.core.errors import Cancelled
from service_points.core.network import Placement, Targets, reach, router, snap
from service_points.core.network.router import Rooms


class StopsAfter:
    """Is cancelled at the nth time it is asked."""

    def __init__(self, times):
        self.left = times

    def is_cancelled(self):
        self.left -= 1
        return self.left < 0

    def report(self, fraction, text=None):
        pass


def some(places, index):
    return Placement(places.edge[index], places.fraction[index], places.distance_m[index])


@pytest.fixture
def made(monkeypatch):
    """The cells of all rooms that are made from now on."""
    sizes, whole = [], router.Room.__init__

    def noted(self, cells):
        sizes.append(cells)
        whole(self, cells)

    monkeypatch.setattr(router.Room, "__init__", noted)
    return sizes


@pytest.mark.parametrize("seed", range(8))
def test_each_search_finds_what_networkx_does(make_graph, random_roads, at, oracle, made, seed):  # noqa: PLR0917
    graph, rng, rooms = make_graph(*random_roads(seed)), np.random.default_rng(seed), Rooms()
    places, targets = (snap(graph, at(*rng.uniform(0, 9, (40, 2))), 1e9) for _ in range(2))
    expected = {travel: oracle(graph, places, targets, travel) for travel in ("from_point", "to_point")}
    prepared, stopped = Targets(graph, targets), 0
    for _ in range(30):
        travel = str(rng.choice(["from_point", "to_point"]))
        chosen = rng.permutation(40)[: rng.integers(1, 40)]
        horizon = float(rng.choice([3.0, 12.5, np.inf]))
        options = {"horizon": horizon, "travel": travel, "rooms": rooms}
        if rng.random() < 0.4:
            try:
                list(reach(graph, some(places, chosen), progress=StopsAfter(rng.integers(0, 12)), **options))
            except Cancelled:
                stopped += 1
            continue
        found = np.full((len(chosen), 40), np.inf)
        for batch in reach(graph, some(places, chosen), **options):
            row, target, cost = batch.costs(prepared)
            found[batch.origins[row], target] = cost
        wanted = expected[travel][chosen]
        assert found == pytest.approx(np.where(wanted <= horizon, wanted, np.inf), rel=1e-9, abs=1e-9)
    assert stopped > 3
    assert len(made) < 5  # each larger than the one before: at most 16 searches have room together
    assert made == sorted(set(made))


def test_two_at_a_time_have_a_room_each(make_graph, random_roads, at, made):
    graph, rooms = make_graph(*random_roads(3)), Rooms()
    places = snap(graph, at(*np.random.default_rng(1).uniform(0, 9, (40, 2))), 1e9)

    def costs(batches):
        return [batch.node_cost.copy() for batch in batches]

    alone = costs(reach(graph, places, horizon=9.0, travel="to_point"))
    made.clear()
    both = [reach(graph, places, horizon=9.0, travel="to_point", rooms=rooms) for _ in range(2)]
    found = [[], []]
    for pair in zip(*both):
        for own, batch in zip(found, pair):
            own.append(batch.node_cost.copy())
    assert len(alone) == len(found[0]) == 3
    for own in found:
        assert all(np.array_equal(*pair) for pair in zip(own, alone))
    assert len(made) == 2


def test_a_search_that_nobody_ends_gives_its_room_back(make_graph, random_roads, at, made):
    graph, rooms = make_graph(*random_roads(3)), Rooms()
    places = snap(graph, at(*np.random.default_rng(1).uniform(0, 9, (40, 2))), 1e9)
    options = {"horizon": 9.0, "travel": "to_point"}
    batches = reach(graph, places, rooms=rooms, **options)
    assert np.isfinite(next(batches).node_cost).any()
    batches.close()
    again = next(reach_of := reach(graph, places, rooms=rooms, **options)).node_cost.copy()
    assert np.array_equal(again, next(iter(reach(graph, places, **options))).node_cost)
    reach_of.close()
    assert len(made) == 2  # one is that of the search without ``rooms``


def test_no_room_is_sent_to_another_process(make_graph, random_roads, at):
    graph, rooms = make_graph(*random_roads(3)), Rooms()
    places = snap(graph, at((1, 1), (2, 2)), 1e9)
    list(reach(graph, places, horizon=9.0, travel="to_point", rooms=rooms))
    assert len(pickle.dumps(rooms)) < 200
    list(reach(graph, places, horizon=9.0, travel="to_point", rooms=pickle.loads(pickle.dumps(rooms))))
