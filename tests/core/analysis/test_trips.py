# SPDX-License-Identifier: GPL-2.0-or-later
"""Trips asked many times give what a search of the same points gives."""

import numpy as np
import pytest
from service_points.core.analysis.matrix_rows import MatrixOptions
from service_points.core.analysis.trips import find_trips

STRAIGHT = MatrixOptions(metric="straight")


@pytest.fixture
def places():
    """Forty units and nine points, two of them at one place."""
    random = np.random.default_rng(5)
    units = np.array([-75.7, 45.4]) + random.uniform(0, 0.2, (40, 2))
    points = np.array([-75.7, 45.4]) + random.uniform(0, 0.2, (9, 2))
    points[4] = points[2]
    return units, points


@pytest.fixture
def trips(places):
    return find_trips(None, *places, STRAIGHT)


def dense(trips):
    """The same trips as a table (d, k), filled one by one."""
    table = np.full((trips.n_units, trips.n_points), np.inf)
    for i in range(trips.n_units):
        for j in range(trips.first[i], trips.first[i + 1]):
            table[i, trips.point[j]] = trips.cost[j]
    return table


def test_all_trips_are_there_in_order(trips):
    table = dense(trips)
    assert np.isfinite(table).all()
    for i in range(trips.n_units):
        own = slice(trips.first[i], trips.first[i + 1])
        pairs = list(zip(trips.cost[own].tolist(), trips.point[own].tolist()))
        assert pairs == sorted(pairs)


def test_the_nearest_of_the_points_allowed(trips):
    table = dense(trips)
    for allowed in (None, np.arange(9) % 2 == 0, np.arange(9) == 4):
        hidden = np.where(np.ones(9, bool) if allowed is None else allowed, table, np.inf)
        cost, point = trips.least(allowed)
        assert np.array_equal(cost, hidden.min(axis=1))
        assert np.array_equal(point, hidden.argmin(axis=1))  # of equal ones the first
    cost, point = trips.least(np.zeros(9, bool))
    assert np.isinf(cost).all()
    assert (point == -1).all()


def test_points_joined_later_are_as_if_they_had_been_there(places, trips):
    units, points = places
    joined = find_trips(None, units, points[:5], STRAIGHT).joined(
        find_trips(None, units, points[5:], STRAIGHT)
    )
    for name in ("first", "point", "cost", "unit_placed", "point_placed"):
        assert np.array_equal(getattr(joined, name), getattr(trips, name)), name


def test_some_of_the_trips(trips):
    near = trips.kept(trips.cost <= 5.0)
    table = dense(trips)
    assert np.array_equal(dense(near), np.where(table <= 5.0, table, np.inf))
    assert np.array_equal(near.least()[0], trips.least()[0]) == bool((trips.least()[0] <= 5.0).all())


def test_a_bound_keeps_what_is_within_it(places, trips):
    bounded = find_trips(None, *places, MatrixOptions(metric="straight", max_cost=5.0))
    table = dense(trips)
    assert np.array_equal(dense(bounded), np.where(table <= 5.0, table, np.inf))
