# SPDX-License-Identifier: GPL-2.0-or-later
"""The estimate must be about right where it was measured, and grow with the work."""

from service_points.core.analysis import estimated_seconds


def test_about_the_measured_times():
    # Measured: reading, graph and generalised polygons took 1.6 s for Ottawa, 3.4 s for the street grid.
    assert 0.8 <= estimated_seconds(33_840, 18, 4, n_units=8_559) <= 3.2
    assert 1.7 <= estimated_seconds(103_271, 40, 3, n_units=25_817) <= 6.8


def test_more_work_takes_longer():
    one = estimated_seconds(100_000, 10, 3)
    assert estimated_seconds(100_000, 20, 3) > one
    assert estimated_seconds(100_000, 10, 4) > one
    assert estimated_seconds(200_000, 10, 3) > one
    assert estimated_seconds(100_000, 10, 3, n_units=1000) > one
    assert estimated_seconds(100_000, 10, 3, polygons=False) < one
