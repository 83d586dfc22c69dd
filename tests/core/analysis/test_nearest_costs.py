# SPDX-License-Identifier: GPL-2.0-or-later
"""The nearest of any subset of points, from one placement, is what a search of these points alone gives."""

import numpy as np
import pytest
from service_points.core.analysis.matrix_rows import MatrixOptions
from service_points.core.analysis.nearest_costs import NearestCosts
from service_points.core.analysis.trips import find_trips
from service_points.core.errors import InputError
from service_points.core.network import build_graph


@pytest.fixture(scope="module")
def places(streets):
    """Two hundred units and seven points about the streets; the last point is far from all of them."""
    random = np.random.default_rng(2)
    units = streets.crossings[random.integers(0, 1600, 200)] + random.normal(0, 2e-4, (200, 2))
    points = streets.crossings[random.integers(0, 1600, 7)] + 1e-4
    points[6] += 1.0
    return units, points


@pytest.mark.parametrize("speed", [0.0, 5.0])
@pytest.mark.parametrize("travel", ["to_point", "from_point"])
def test_any_subset(graph, places, travel, speed):
    options = MatrixOptions(travel=travel, access_speed_kmh=speed)
    trips, search = find_trips(graph, *places, options), NearestCosts(graph, *places, options)
    assert search.point_placed.tolist() == [True] * 6 + [False]
    for allowed in (None, np.arange(7) % 2 == 0, np.arange(7) == 6):
        cost, point = search.least(allowed)
        expected_cost, expected_point = trips.least(allowed)
        assert cost == pytest.approx(expected_cost, abs=2e-9)
        assert np.array_equal(point, expected_point)


def test_a_horizon_hides_what_is_beyond(graph, places):
    search = NearestCosts(graph, *places, MatrixOptions())
    whole, near = search.least()[0], search.least(horizon=1.0)[0]
    assert np.array_equal(near, np.where(whole <= 1.0, whole, np.inf))
    assert 0 < np.isfinite(near).sum() < np.isfinite(whole).sum()


def test_another_metric_of_the_same_roads(streets, graph, places):
    """As if the graph had been built and everything placed for that metric, both ways."""
    lines = streets.lines()
    by_length = build_graph(lines, metric="distance")
    options = {metric: MatrixOptions(metric=metric) for metric in ("time", "distance")}
    searches = {
        "time": NearestCosts(graph, *places, options["time"]),
        "distance": NearestCosts(by_length, *places, options["distance"]),
    }
    km = searches["time"].remeasured(graph.remeasured("distance")).least()
    minutes = searches["distance"].remeasured(by_length.remeasured("time", lines.speed_kmh)).least()
    for found, expected in ((km, searches["distance"].least()), (minutes, searches["time"].least())):
        assert found[0] == pytest.approx(expected[0], abs=2e-9)
        assert np.array_equal(found[1], expected[1])


def test_in_a_straight_line(places):
    search = NearestCosts(None, *places, MatrixOptions(metric="straight"))
    trips = find_trips(None, *places, MatrixOptions(metric="straight"))
    for allowed in (None, np.arange(7) >= 5):
        cost, point = search.least(allowed)
        assert cost == pytest.approx(trips.least(allowed)[0], abs=2e-9)
        assert np.array_equal(point, trips.least(allowed)[1])
    cost, point = search.least(horizon=1.0)
    assert np.array_equal(point >= 0, trips.least()[0] <= 1.0)


def test_the_graph_must_fit(graph, places):
    with pytest.raises(InputError):
        NearestCosts(graph, *places, MatrixOptions(metric="distance"))
    with pytest.raises(InputError):
        NearestCosts(None, *places, MatrixOptions())
