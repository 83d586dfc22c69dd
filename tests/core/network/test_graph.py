# SPDX-License-Identifier: GPL-2.0-or-later
import pickle

import networkx
import numpy as np
import pyproj
import pytest
from hypothesis import given
from hypothesis import strategies as st
from service_points.core.errors import Cancelled, InputError
from service_points.core.network import RoadLines, build_graph
from service_points.core.network.arrays import HilbertCurve
from service_points.core.network.components import component_labels
from service_points.core.network.geodesic import segment_steps
from service_points.core.network.plane import Plane


def lines_of(lonlat, counts, **changes):
    m = len(counts)
    columns = {
        "lonlat": np.array(lonlat, float).reshape(-1, 2),
        "offsets": np.concatenate(([0], np.cumsum(counts))).astype(np.int64),
        "feature_id": np.arange(m),
        "speed_kmh": np.full(m, 60.0),
        "forward": np.ones(m, bool),
        "backward": np.ones(m, bool),
    }
    return RoadLines(**{**columns, **changes})


class TestLengths:
    def test_published_geodesic(self):
        # Flinders Peak to Buninyong, 54 972.271 m: ICSM, GDA94 Technical Manual, chapter 4 (GRS 80).
        flinders = (144 + 25 / 60 + 29.52440 / 3600, -(37 + 57 / 60 + 3.72030 / 3600))
        buninyong = (143 + 55 / 60 + 35.38390 / 3600, -(37 + 39 / 60 + 10.15610 / 3600))
        steps = segment_steps(np.array([flinders, buninyong]), np.array([0, 2]))
        assert steps == pytest.approx([0.0, 54972.271], abs=0.001)

    def test_edge_costs_in_minutes_and_kilometres(self):
        # One degree along the equator: 6 378 137 m × π / 180 = 111 319.4908 m.
        lines = lines_of([(0, 0), (0.4, 0), (1, 0)], [3])
        by_time = build_graph(lines, metric="time")
        by_distance = build_graph(lines, metric="distance")
        assert by_time.edge_length_m == pytest.approx([111319.4908], abs=1e-3)
        assert by_time.edge_cost == pytest.approx([111.3194908], abs=1e-6)  # at 60 km/h a minute each
        assert by_distance.edge_cost == pytest.approx([111.3194908], abs=1e-6)


class TestPlane:
    def test_scale_is_that_of_the_projection(self):
        plane = Plane(-96.0, 62.0)
        lonlat = np.array([(-96.0, 62.0), (-82.9, 42.3), (-135.0, 60.7), (-52.7, 47.6), (-94.9, 74.7)])
        proj = pyproj.Proj("+proj=sterea +lat_0=62 +lon_0=-96 +ellps=WGS84")
        expected = proj.get_factors(lonlat[:, 0], lonlat[:, 1]).meridional_scale
        assert plane.scale(plane.to_xy(lonlat)) == pytest.approx(expected, rel=2e-4)

    def test_short_distances_are_geodesic_far_from_the_centre(self):
        plane = Plane(-75.7, 45.4)
        a, b = np.array([(-77.5, 46.5)]), np.array([(-77.49, 46.49)])
        xy_a, xy_b = plane.to_xy(a), plane.to_xy(b)
        _, _, metres = pyproj.Geod(ellps="WGS84").inv(*a[0], *b[0])
        planar = np.hypot(*(xy_a - xy_b)[0])
        assert planar / plane.scale((xy_a + xy_b) / 2)[0] == pytest.approx(metres, rel=1e-6)
        assert abs(planar / metres - 1) > 1e-4  # the scale matters here

    def test_there_and_back(self):
        lonlat = np.array([(-75.1, 45.1), (-76.3, 45.9)])
        plane = Plane.centred_on(lonlat)
        assert (plane.lon0, plane.lat0) == pytest.approx((-75.7, 45.5))
        assert plane.to_lonlat(plane.to_xy(lonlat)) == pytest.approx(lonlat, abs=1e-11)


class TestTopology:
    def test_lines_meet_at_ends_and_at_shared_vertices(self, make_graph, node_at):
        graph = make_graph(([(0, 0), (1, 0), (2, 0)], 2.0), ([(1, 0), (1, 1)], 1.0))
        assert (graph.n_nodes, graph.n_edges) == (4, 3)
        assert np.bincount(np.concatenate((graph.edge_u, graph.edge_v)))[node_at(graph, (1, 0))] == 3
        assert sorted(graph.edge_line) == [0, 0, 1]
        assert sorted(graph.edge_cost) == pytest.approx([1.0, 1.0, 1.0])

    def test_shared_interior_vertices_join_two_lines_in_the_middle(self, make_graph):
        graph = make_graph(([(0, 0), (1, 1), (2, 2)], 2.0), ([(0, 2), (1, 1), (2, 0)], 2.0))
        assert (graph.n_nodes, graph.n_edges) == (5, 4)

    def test_crossing_without_a_shared_vertex_does_not_join(self, make_graph):
        graph = make_graph(([(0, 0), (2, 2)], 2.0), ([(0, 2), (2, 0)], 2.0))
        assert (graph.n_nodes, graph.n_edges) == (4, 2)
        assert sorted(np.bincount(graph.component)) == [2, 2]

    def test_a_vertex_met_twice_by_one_line_is_a_node(self, make_graph):
        lasso = [(0, 0), (1, 0), (2, 0), (2, 1), (1, 0)]
        assert make_graph((lasso, 5.0)).n_nodes == 2
        assert make_graph((lasso, 5.0)).n_edges == 2

    def test_a_vertex_written_twice_in_a_row_is_not(self, make_graph):
        graph = make_graph(([(0, 0), (1, 0), (1, 0), (2, 0)], 2.0))
        assert (graph.n_nodes, graph.n_edges) == (2, 1)
        assert graph.edge_cost == pytest.approx([2.0])

    def test_a_line_without_length_leaves_no_node(self, make_graph):
        graph = make_graph(([(0, 0), (1, 0)], 1.0), ([(5, 5), (5, 5)], 1.0))
        assert (graph.n_nodes, graph.n_edges) == (2, 1)
        assert graph.skipped_lines.tolist() == [1]

    @pytest.mark.parametrize(("tolerance", "nodes"), [(0.0, 4), (0.5, 4), (1.0, 3)])
    def test_tolerance_joins_ends(self, make_lines, tolerance, nodes):
        # 0.00001 of the grid's 0.001° of latitude: the gap is 0.78 m (0.01 × 78.3 m).
        lines = make_lines(([(0, 0), (1, 0)], 1.0), ([(1.01, 0), (2, 0)], 1.0))
        graph = build_graph(lines, metric="time", tolerance_m=tolerance)
        assert graph.n_nodes == nodes
        assert len(np.unique(graph.component)) == (1 if nodes == 3 else 2)

    def test_tolerance_joins_an_end_to_a_vertex_in_mid_line(self, make_lines):
        lines = make_lines(([(0, 0), (1, 0), (2, 0)], 2.0), ([(1, 0.005), (1, 1)], 1.0))
        graph = build_graph(lines, metric="time", tolerance_m=1.0)  # the gap is 0.56 m
        assert (graph.n_nodes, graph.n_edges) == (4, 3)

    def test_tolerance_does_not_collapse_dense_lines(self, make_lines):
        dense = [(i / 200, 0) for i in range(401)]  # a vertex every 0.39 m
        graph = build_graph(make_lines((dense, 2.0)), metric="time", tolerance_m=1.0)
        assert np.unique(graph.component).tolist() == [0]
        assert graph.edge_cost.max() == pytest.approx(2.0, rel=0.02)

    def test_numbering_does_not_depend_on_the_order_of_lines(self, make_lines, random_roads):
        lines = make_lines(*random_roads(7))
        mixed = lines.select(np.random.default_rng(1).permutation(len(lines)))
        one, two = build_graph(lines, metric="time"), build_graph(mixed, metric="time")
        for column in ("node_xy", "edge_u", "edge_v", "edge_cost", "edge_length_m", "forward", "component"):
            assert np.array_equal(getattr(one, column), getattr(two, column)), column


def test_hilbert_curve_is_the_recursive_one():
    """Hilbert (1891): a quarter of the square is a smaller curve, the first and last ones turned."""

    def curve(order):
        if not order:
            return [(0, 0)]
        part, half = curve(order - 1), 2 ** (order - 1)
        return [
            *((y, x) for x, y in part),
            *((x, y + half) for x, y in part),
            *((x + half, y + half) for x, y in part),
            *((2 * half - 1 - y, half - 1 - x) for x, y in part),
        ]

    cells = np.array(curve(6), float)
    # A corner of a curve of 16 steps is one of six: the ten before it turn it an even number of times.
    assert HilbertCurve(0.0, 0.0, 65535.0).codes(cells).tolist() == list(range(4096))
    # In the opposite corner it is turned, but still goes from cell to neighbouring cell.
    codes = HilbertCurve(63.0 - 65535.0, 63.0 - 65535.0, 65535.0).codes(cells)
    assert (np.abs(np.diff(cells[np.argsort(codes)], axis=0)).sum(axis=1) == 1).all()
    assert len(np.unique(HilbertCurve.over(cells).codes(cells))) == 4096


@given(
    st.integers(1, 40).flatmap(
        lambda n: st.tuples(
            st.just(n), st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)), max_size=60)
        )
    )
)
def test_components_are_those_of_networkx(case):
    n, links = case
    u, v = np.array(links, np.int64).reshape(-1, 2).T
    labels = component_labels(n, u, v)
    net = networkx.Graph(links)
    net.add_nodes_from(range(n))
    expected = list(networkx.connected_components(net))
    found = {frozenset(np.flatnonzero(labels == label).tolist()) for label in np.unique(labels)}
    assert found == {frozenset(part) for part in expected}
    sizes = np.bincount(labels)
    assert (np.diff(sizes) <= 0).all()


class TestBadInput:
    def test_no_lines(self):
        with pytest.raises(InputError, match="no lines") as raised:
            build_graph(lines_of([], []), metric="time")
        assert "aucune ligne" in raised.value.text.fr

    def test_nothing_driven(self):
        shut = np.zeros(1, bool)
        with pytest.raises(InputError, match="may be driven"):
            build_graph(lines_of([(0, 0), (1, 0)], [2], forward=shut, backward=shut), metric="time")

    @pytest.mark.parametrize("bad", [(np.nan, 45.0), (-75.0, np.inf), (400000.0, 5000000.0)])
    def test_impossible_coordinates(self, bad):
        with pytest.raises(InputError, match="usable geometry"):
            build_graph(lines_of([(-75.0, 45.0), bad], [2]), metric="time")

    def test_one_bad_line_is_left_out_and_listed(self):
        lines = lines_of([(0, 0), (1, 0), (1, 0), (np.nan, 1), (2, 0), (1, 0), (9, 9)], [2, 2, 2, 1])
        graph = build_graph(lines, metric="time")
        assert graph.n_edges == 2
        assert graph.skipped_lines.tolist() == [1, 3]

    def test_empty_and_single_vertex_lines_are_left_out(self):
        lines = lines_of([(0, 0), (1, 0), (5, 5), (1, 0), (1, 0), (2, 0)], [0, 2, 0, 1, 3, 0])
        graph = build_graph(lines, metric="time")
        assert graph.edge_line.tolist() == [1, 4]
        assert graph.skipped_lines.tolist() == [0, 2, 3, 5]

    @pytest.mark.parametrize("speed", [0.0, -5.0, np.nan, np.inf])
    def test_speed(self, speed):
        lines = lines_of([(0, 0), (1, 0)], [2], speed_kmh=np.array([speed]))
        with pytest.raises(InputError, match="speed above zero"):
            build_graph(lines, metric="time")
        assert build_graph(lines, metric="distance").n_edges == 1

    @pytest.mark.parametrize("tolerance", [-1.0, np.nan])
    def test_tolerance(self, tolerance):
        with pytest.raises(InputError, match="tolerance"):
            build_graph(lines_of([(0, 0), (1, 0)], [2]), metric="time", tolerance_m=tolerance)

    def test_cancel(self):
        class Stop:
            def is_cancelled(self):
                return True

            def report(self, fraction, text=None):
                pass

        with pytest.raises(Cancelled):
            build_graph(lines_of([(0, 0), (1, 0)], [2]), metric="time", progress=Stop())

    @pytest.mark.parametrize("asked_before", range(9))
    def test_cancel_is_heard_between_all_steps(self, asked_before):
        """On millions of edges a step takes seconds, and there are more steps than reports."""

        class StopLater:
            asked, told = 0, 0.0

            def is_cancelled(self):
                self.asked += 1
                return self.asked > asked_before

            def report(self, fraction, text=None):
                self.told = fraction

        later = StopLater()
        with pytest.raises(Cancelled):
            build_graph(lines_of([(0, 0), (1, 0)], [2]), metric="time", progress=later)
        assert later.told < 0.75


def test_graph_travels_to_a_worker(make_graph):
    graph = make_graph(([(0, 0), (1, 0)], 1.0))
    copy = pickle.loads(pickle.dumps(graph))
    assert copy.plane == graph.plane
    assert np.array_equal(copy.arcs_in.cost, graph.arcs_in.cost)


@pytest.mark.real_data
def test_ottawa_has_the_nodes_its_publisher_counts(ottawa):
    every = np.ones(len(ottawa), bool)
    all_roads = RoadLines(ottawa.lonlat, ottawa.offsets, ottawa.feature_id, ottawa.speed_kmh, every, every)
    graph = build_graph(all_roads, metric="distance")
    assert (graph.n_nodes, graph.n_edges) == (23_787, 33_983)  # shared/data/README.md
    assert np.bincount(graph.component).tolist() == [23_783, 2, 2]
    metres = np.zeros(len(ottawa))
    np.add.at(metres, graph.edge_line, graph.edge_length_m)
    geod = pyproj.Geod(ellps="WGS84")
    for line in range(0, len(ottawa), 997):
        part = ottawa.lonlat[ottawa.offsets[line] : ottawa.offsets[line + 1]]
        assert metres[line] == pytest.approx(geod.line_length(*part.T), rel=1e-9)
