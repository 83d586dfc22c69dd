# SPDX-License-Identifier: GPL-2.0-or-later
"""Figures of a whole country where numpy's own integers have 32 bits: on Windows, before numpy 2."""

import numpy as np
import pytest
from service_points.core.analysis import area_tally, marching, probe
from service_points.core.analysis.marching import Costs, segments
from service_points.core.analysis.tin import Roads, build_tin

POINTS, UNITS = 20_000, 500_000
"""Service points and dissemination blocks of Canada."""


class NarrowNumpy:
    """numpy whose integers have 32 bits where nobody says how many they shall have."""

    def __getattr__(self, name):
        return getattr(np, name)

    @staticmethod
    def narrow(made, kind):
        return made.astype(np.int32) if kind is None and made.dtype == np.int64 else made

    def full(self, shape, value, dtype=None):
        return self.narrow(np.full(shape, value, dtype), dtype)

    def arange(self, *ends, dtype=None):
        return self.narrow(np.arange(*ends, dtype=dtype), dtype)

    def array(self, values, dtype=None):
        return self.narrow(np.array(values, dtype), dtype)


@pytest.fixture(autouse=True)
def windows(monkeypatch):
    for module in (area_tally, marching, probe):
        monkeypatch.setattr(module, "np", NarrowNumpy())


def test_units_are_tried_from_everywhere():
    places = probe._spread(np.arange(UNITS * 2), 3_000)
    assert places.tolist() == [number * UNITS * 2 // 3_000 for number in range(3_000)]


def test_units_of_many_points_are_told_apart():
    """The key of a point and a unit, as the tally makes it."""
    unit = np.array([UNITS - 1], np.int64)
    parts = [area_tally._Parts(0, point, unit, np.ones(1)) for point in (0, POINTS - 1)]
    units, points, _ = area_tally._joined(parts, 0)
    assert (points * np.int64(UNITS) + units).tolist() == [UNITS - 1, POINTS * UNITS - 1]


def test_cutoffs_and_triangles_are_counted_wide(delaunay):
    """Their product is the key by which the outlines of territories are found."""
    rng = np.random.default_rng(0)
    xy = rng.uniform(0.0, 1000.0, (60, 2))
    xy = xy[np.lexsort((xy[:, 1], xy[:, 0]))]
    roads = Roads(np.array([3]), np.array([7]), np.array([1.0]), np.zeros(1, np.int8))
    no_land = np.zeros(len(xy), bool)
    tin = build_tin(xy, xy / 100_000.0, roads, is_land=no_land, trim=40.0, triangulate=delaunay)
    found = segments(tin, [Costs(np.hypot(*(xy - 500.0).T), [220.0, 400.0])])
    for name in ("mark", "triangle", "entry", "following", "below", "lowest", "highest"):
        assert getattr(found, name).dtype == np.int64, name
