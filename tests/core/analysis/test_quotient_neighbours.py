# SPDX-License-Identifier: GPL-2.0-or-later
"""Neighbours in a straight line and over roads, against all pairs."""

import numpy as np
import pytest
from pyproj import Geod
from service_points.core.analysis import MatrixOptions, cost_matrix
from service_points.core.analysis import quotient_neighbours as module
from service_points.core.analysis.quotient_neighbours import (
    NeighbourOptions,
    find_neighbours,
    placed_points,
    weighted,
)
from service_points.core.errors import Cancelled, InputError

CASES = (
    NeighbourOptions(k=1),
    NeighbourOptions(k=7, kernel="gaussian"),
    NeighbourOptions(k=500, kernel="bisquare"),
    NeighbourOptions("distance", bandwidth=0.8, kernel="gaussian"),
)


def same(one, two):
    np.testing.assert_array_equal(one.start, two.start)
    np.testing.assert_array_equal(one.place, two.place)
    np.testing.assert_allclose(one.weight, two.weight, atol=1e-9)


@pytest.fixture(scope="module")
def scattered():
    """Many points at one place, many at equal distances on either side of the equator and of 180°."""
    draw = np.random.default_rng(11)
    lonlat = draw.integers(-6, 7, (250, 2)) * [0.003, 0.003]
    lonlat[:, 0] = np.where(lonlat[:, 0] > 0, lonlat[:, 0] - 180, lonlat[:, 0] + 180)
    return np.concatenate([lonlat, np.repeat(lonlat[:1], 60, axis=0), [[10.0, 50.0]]])


@pytest.mark.parametrize("options", CASES)
def test_straight_against_all_pairs(scattered, options):
    n = len(scattered)
    a, b = np.divmod(np.arange(n * n), n)
    _, _, metres = Geod(ellps="WGS84").inv(*scattered[a].T, *scattered[b].T)
    expected = weighted(n, a, b, metres / 1000, options)
    same(find_neighbours(None, scattered, MatrixOptions(metric="straight"), options), expected)


@pytest.fixture(scope="module")
def offices(streets):
    """Places beside the roads of a town, forty of them at one address."""
    draw = np.random.default_rng(12)
    spots = draw.choice(streets.crossings[:1600], 120, replace=False) + draw.normal(0, 3e-4, (120, 2))
    return np.concatenate([spots, np.repeat(spots[:1], 39, axis=0)])


@pytest.mark.parametrize("options", CASES)
@pytest.mark.parametrize("travel", ["to_point", "from_point"])
def test_by_road_against_all_pairs(graph, offices, options, travel):
    lonlat = offices
    how = MatrixOptions(metric="time", travel=travel, access_speed_kmh=5.0)
    assert placed_points(graph, lonlat, how).all()
    rows = [r.pairs for r in cost_matrix(graph, lonlat, lonlat, how).rows()]
    pairs = [np.concatenate([getattr(r, name) for r in rows]) for name in ("origin", "destination", "cost")]
    same(find_neighbours(graph, lonlat, how, options), weighted(len(lonlat), *pairs, options))


def test_too_many_pairs_are_refused(scattered, monkeypatch):
    monkeypatch.setattr(module, "MOST_PAIRS", 2000)
    straight = MatrixOptions(metric="straight")
    for options in (NeighbourOptions(k=3), NeighbourOptions("distance", bandwidth=50.0)):
        with pytest.raises(InputError, match="20 million pairs"):  # sixty at one place are 3,600 pairs
            find_neighbours(None, scattered, straight, options)


def test_stops_when_asked(scattered):
    class Stop:
        def is_cancelled(self):
            return True

        def report(self, fraction, text=None):
            pass

    with pytest.raises(Cancelled):
        find_neighbours(None, scattered, MatrixOptions(metric="straight"), NeighbourOptions(), Stop())
