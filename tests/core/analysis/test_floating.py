# SPDX-License-Identifier: GPL-2.0-or-later
"""Floating-catchment accessibility against hand computation and PySAL ``access``."""

from __future__ import annotations

import pytest


def test_the_oracle_is_heard_as_its_example_is_by_hand(oracle):
    """Three tracts of 100, 50 and 10 people; the first two are too far from each other."""
    trips = [
        [0, 0, 1],
        [1, 1, 1],
        [2, 2, 1],
        [0, 2, 40],
        [1, 2, 40],
        [2, 0, 40],
        [2, 1, 40],
        [0, 1, 80],
        [1, 0, 80],
    ]
    case = {"people": [100, 50, 10], "supply": [15, 20, 100], "trips": trips, "kind": "2sfca", "cutoff": 61}
    first, second, third = 15 / 110, 20 / 60, 100 / 160
    assert oracle("floating", [case]) == [
        pytest.approx([first + third, second + third, first + second + third], rel=1e-12)
    ]
