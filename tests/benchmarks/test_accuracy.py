# SPDX-License-Identifier: GPL-2.0-or-later
"""The judge of polygons is itself judged, on streets small enough for networkx."""

import networkx
import numpy as np
import pytest

pytest.importorskip("scipy")
pytest.importorskip("pyproj")

from service_points.benchmarks.networks import StreetNetwork, service_points, street_grid
from service_points.benchmarks.work_accuracy import Streets


def test_costs_of_samples_equal_networkx():
    net = street_grid(400)
    streets = Streets(net)
    place = service_points(net.node_xy, 1)[0]
    edge, share = streets.snapped(place)
    split = networkx.MultiDiGraph()
    for index, minutes in enumerate(streets.minutes.tolist()):
        stops = [(0.0, int(net.tail[index])), (0.5, ("middle", index)), (1.0, int(net.head[index]))]
        stops += [(share, "place")] if index == edge else []
        stops.sort(key=lambda stop: stop[0])
        for (f, a), (g, b) in zip(stops, stops[1:]):
            if net.forward[index]:
                split.add_edge(a, b, cost=(g - f) * minutes)
            if net.backward[index]:
                split.add_edge(b, a, cost=(g - f) * minutes)
    expected = networkx.single_source_dijkstra_path_length(split, "place", weight="cost")
    cost = streets.sample_costs(place, 1e6)
    nodes, middles = cost[: len(net.node_xy)], cost[len(net.node_xy) :]
    np.testing.assert_allclose(nodes, [expected[n] for n in range(len(nodes))], atol=1e-9)
    np.testing.assert_allclose(middles, [expected["middle", n] for n in range(len(middles))], atol=1e-9)


def test_snapping_and_middle_by_hand():
    """One bent street of 30 m and 10 m: the place beside its 12th metre, the middle at its 20th."""
    line = np.array([[[500_000.0, 5_000_000.0], [500_030.0, 5_000_000.0], [500_030.0, 5_000_010.0]]])
    zero, one = np.array([0]), np.array([1])
    net = StreetNetwork(line[0][[0, 2]], zero, one, zero, zero, line)
    streets = Streets(net)
    edge, share = streets.snapped(np.array([500_012.0, 5_000_005.0]))
    assert (edge, share) == (0, pytest.approx(12 / 40, abs=1e-6))
    assert streets.samples[-1] == pytest.approx((500_020.0, 5_000_000.0), abs=1e-3)
    # grid metres are 1 / 0.9996 metres on the central meridian; 30 km/h are 500 metres a minute
    assert streets.minutes[0] == pytest.approx(40 / 0.9996 / 500, rel=1e-6)
