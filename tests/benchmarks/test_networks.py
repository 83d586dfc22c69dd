# SPDX-License-Identifier: GPL-2.0-or-later
"""The generated streets: the same everywhere, strongly connected, with what the benchmarks say of them."""

import networkx
import numpy as np
import pytest

pytest.importorskip("scipy")

from service_points.benchmarks.networks import (
    BACKWARD,
    BOTH,
    FORWARD,
    population,
    service_points,
    street_grid,
)


@pytest.fixture(scope="module")
def streets():
    return street_grid(3000)


def test_same_seed_same_streets(streets):
    again, other = street_grid(3000), street_grid(3000, seed=2)
    for name in ("node_xy", "tail", "head", "road_class", "one_way", "vertices"):
        assert np.array_equal(getattr(streets, name), getattr(again, name))
    assert not np.array_equal(streets.node_xy[:10], other.node_xy[:10])


def test_every_place_reaches_every_other(streets):
    net = networkx.DiGraph()
    net.add_nodes_from(range(len(streets.node_xy)))
    net.add_edges_from(zip(streets.tail[streets.forward], streets.head[streets.forward]))
    net.add_edges_from(zip(streets.head[streets.backward], streets.tail[streets.backward]))
    assert networkx.is_strongly_connected(net)


@pytest.mark.parametrize(("edges", "inner"), [(3000, 0), (3000, 2), (20_000, 2)])
def test_size_and_shape(edges, inner):
    streets = street_grid(edges, inner)
    assert len(streets) == pytest.approx(edges, rel=0.07)
    assert streets.vertices.shape == (len(streets), inner + 2, 2)
    np.testing.assert_array_equal(streets.vertices[:, 0], streets.node_xy[streets.tail])
    np.testing.assert_array_equal(streets.vertices[:, -1], streets.node_xy[streets.head])
    assert np.mean(streets.one_way != BOTH) == pytest.approx(0.16, abs=0.02)
    assert {FORWARD, BACKWARD} < set(streets.one_way.tolist())
    assert set(streets.speed_kmh.tolist()) == {30.0, 50.0, 100.0}


def test_nodes_are_in_no_helpful_order(streets):
    steps = np.abs(np.diff(streets.node_xy, axis=0)).max(axis=1)
    assert np.median(steps) > 10 * 100.0  # blocks


def test_fewer_points_are_the_first_of_more(streets):
    many = service_points(streets.node_xy, 50)
    assert np.array_equal(service_points(streets.node_xy, 20), many[:20])
    low, high = streets.node_xy.min(axis=0), streets.node_xy.max(axis=0)
    assert (many > low + 0.1 * (high - low) - 40).all()
    assert (many < high - 0.1 * (high - low) + 40).all()


def test_population_has_seventy_people_a_unit(streets):
    places, people = population(streets.node_xy, 5000)
    assert places.shape == (5000, 2)
    assert people.mean() == pytest.approx(70, abs=1)
