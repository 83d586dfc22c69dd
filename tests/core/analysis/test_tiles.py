# SPDX-License-Identifier: GPL-2.0-or-later
"""Triangulating piece by piece gives the triangles of the whole."""

import numpy as np
import pytest
from service_points.core.analysis import tiles
from service_points.core.errors import Cancelled
from service_points.core.progress import SILENT

spatial = pytest.importorskip("scipy.spatial")


class Counting:
    """A triangulation by qhull that notes how many points it was given."""

    def __init__(self):
        self.sizes = []

    def __call__(self, xy):
        self.sizes.append(len(xy))
        return spatial.Delaunay(xy).simplices


def canonical(triangles):
    return sorted(map(tuple, np.sort(triangles, axis=1).tolist()))


def town(seed, n_places=3000, side=10_000.0):
    """Places in clusters and along a line, then open land every 250 m around all of it."""
    r = np.random.default_rng(seed)
    clusters = r.uniform(0, side, (12, 2))
    places = clusters[r.integers(0, 12, n_places)] + r.normal(0, 300, (n_places, 2))
    places[: n_places // 10] = np.stack(
        [r.uniform(0, side, n_places // 10), np.full(n_places // 10, 50.0)], 1
    )
    places += r.uniform(-0.5, 0.5, places.shape)
    grid = np.stack(np.meshgrid(*2 * [np.arange(-2000.0, side + 2000.0, 250.0)]), axis=-1).reshape(-1, 2)
    land = grid + r.uniform(-20, 20, grid.shape)
    return np.concatenate([places, land]), np.arange(n_places + len(land)) >= n_places


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("margin", [1500.0, 20.0])  # 20 m is too little and has to grow
def test_pieces_are_the_whole(monkeypatch, seed, margin):
    xy, is_land = town(seed)
    whole = spatial.Delaunay(xy).simplices
    expected = canonical(whole[~is_land[whole].all(axis=1)])
    monkeypatch.setattr(tiles, "TILE_POINTS", 400)
    monkeypatch.setattr(tiles, "MARGIN_M", margin)
    triangulate = Counting()
    found = tiles.delaunay_triangles(xy, is_land, triangulate, SILENT)
    assert canonical(found) == expected
    assert len(triangulate.sizes) > 8
    assert max(triangulate.sizes) < len(xy)


def test_places_on_one_line_across(monkeypatch):
    """Half of the points share a coordinate, so that halving there separates nothing."""
    xy, is_land = town(0)
    xy[: 2 * len(xy) // 3, 0] = 5000.0
    xy[:, 1] += np.arange(len(xy)) * 1e-3
    monkeypatch.setattr(tiles, "TILE_POINTS", 400)
    whole = spatial.Delaunay(xy).simplices
    expected = canonical(whole[~is_land[whole].all(axis=1)])
    assert canonical(tiles.delaunay_triangles(xy, is_land, Counting(), SILENT)) == expected


def test_hears_between_pieces_that_it_should_stop(monkeypatch):
    class Listener:
        told = 0.0

        def is_cancelled(self):
            return self.told > 0.3

        def report(self, fraction, text=None):
            assert fraction >= self.told
            self.told = fraction

    xy, is_land = town(1)
    monkeypatch.setattr(tiles, "TILE_POINTS", 400)
    triangulate, listener = Counting(), Listener()
    with pytest.raises(Cancelled):
        tiles.delaunay_triangles(xy, is_land, triangulate, listener)
    assert 0.3 < listener.told < 0.7
