# SPDX-License-Identifier: GPL-2.0-or-later
"""Edge effects on shapes whose border is known."""

import numpy as np
import pytest
from pyproj import Geod
from service_points.core.analysis.edges import Border, edge_effect, find_border, straight_pace
from service_points.core.errors import Cancelled

KM = 1 / 111.32  # degrees on the equator
GEOD = Geod(ellps="WGS84")


def block(width, height, step=0.5):
    """Places every ``step`` km over a rectangle on the equator, in km."""
    x, y = np.meshgrid(np.arange(0, width + step / 2, step), np.arange(0, height + step / 2, step))
    return np.stack([x.ravel(), y.ravel()], 1)


def degrees(xy):
    return np.asarray(xy, float) * KM


def test_distance_to_the_border_of_a_square():
    border = find_border(degrees(block(40, 40)), reach_km=6)
    assert border.radius_km == 3
    away = border.distance_km(degrees([(20, 20), (5, 20), (1, 20), (20, 38), (60, 20)]))
    assert away == pytest.approx([20, 5, 1, 2, 0], abs=border.radius_km / 3 + 0.5)


def test_the_border_follows_a_bay():
    """A U of three arms 10 km wide around a bay 20 km wide: its middle is outside, far from any hull."""
    places = block(40, 40)
    bay = (places[:, 0] > 10) & (places[:, 0] < 30) & (places[:, 1] > 10)
    border = find_border(degrees(places[~bay]), reach_km=6)
    away = border.distance_km(degrees([(20, 25), (20, 8), (8, 30)]))
    assert away == pytest.approx([0, 2, 2], abs=border.radius_km / 3 + 0.5)


def test_a_lake_is_no_border():
    places = block(60, 60)
    lake = np.hypot(*(places - 30).T) < 12
    border = find_border(degrees(places[~lake]), reach_km=6)
    assert border.distance_km(degrees([(30, 30)]))[0] == pytest.approx(30, abs=1.5)


def test_a_narrow_gap_is_no_border():
    """Between two towns 4 km apart there is no room for what a reach of 6 km would find."""
    places = np.concatenate([block(20, 20), block(20, 20) + np.array([24, 0])])
    border = find_border(degrees(places), reach_km=6)
    assert border.distance_km(degrees([(22, 10)]))[0] == pytest.approx(10, abs=1.5)


def test_who_is_concerned_by_hand():
    """Open land begins at x = 0. One km of road is one km straight; the cutoff is 5 km."""
    border = Border(degrees([(-3, 0)]), 3.0)
    units = degrees([(1, 0), (4, 0), (4, 0), (9, 0), (9, 0)])
    people = np.array([1.0, 10.0, 100.0, 1000.0, 0.0])
    cost = np.array([3.0, 3.0, 8.0, 8.0, 99.0])
    effect = edge_effect(border, units, people, cost=cost, cutoff=5.0, km_per_cost=1.0)
    assert effect.people == 1111
    assert effect.could_be_served == 100  # not served, and 4 km from the border
    assert effect.could_be_nearer == 101  # 3 km from a point but 1 from the border; 8 and 4
    assert effect.worth_a_warning


def test_people_without_a_road_may_be_served_from_beyond():
    border = Border(degrees([(-3, 0)]), 3.0)
    units = degrees([(2, 0), (20, 0)])
    effect = edge_effect(
        border, units, np.array([5.0, 7.0]), cost=np.full(2, np.inf), cutoff=5.0, km_per_cost=1.0
    )
    assert (effect.could_be_served, effect.could_be_nearer) == (5, 12)


def test_pace():
    units, points = degrees([(0, 0), (0, 0), (0, 0)]), degrees([(3, 0), (4, 0), (9, 0)])
    straight = [GEOD.inv(0, 0, x, 0)[2] / 1000 for x in points[:2, 0]]
    pace = straight_pace(units, points, np.array([6.0, 5.0, np.inf]), np.array([2.0, 1.0, 50.0]))
    assert pace == pytest.approx((2 * straight[0] + straight[1]) / 17)
    assert np.isnan(straight_pace(units, points, np.zeros(3), np.ones(3)))


def test_it_can_be_stopped():
    class Stop:
        def is_cancelled(self):
            return True

        def report(self, fraction, text=None):
            pass

    with pytest.raises(Cancelled):
        find_border(degrees(block(10, 10)), 6, Stop())
