# SPDX-License-Identifier: GPL-2.0-or-later
import numpy as np
import pyproj
import pytest
import shapely.geometry
from hypothesis import given, settings
from hypothesis import strategies as st
from service_points.core.errors import Cancelled
from service_points.core.network import build_graph, snap
from service_points.core.network.segments import BoxTree, SegmentIndex

GEOD = pyproj.Geod(ellps="WGS84")


def position(graph, placement, index):
    """The place on the network as shapely sees it, planar."""
    edge = placement.edge[index]
    line = shapely.geometry.LineString(graph.vertex_xy[graph.edge_first[edge] : graph.edge_last[edge] + 1])
    return line.interpolate(placement.fraction[index], normalized=True)


class TestSnap:
    def test_fraction_and_distance(self, make_graph, at, node_at):
        graph = make_graph(([(0, 0), (4, 0)], 4.0))
        placed = snap(graph, at((1, 1), (4, 0), (5, 0)), 2000.0)
        from_start = np.where(graph.edge_u[0] == node_at(graph, (0, 0)), placed.fraction, 1 - placed.fraction)
        assert placed.edge.tolist() == [0, 0, 0]
        assert from_start == pytest.approx([0.25, 1.0, 1.0], abs=1e-4)
        for index, (one, other) in enumerate([((1, 1), (1, 0)), ((4, 0), (4, 0)), ((5, 0), (4, 0))]):
            _, _, metres = GEOD.inv(*at(one)[0], *at(other)[0])
            assert placed.distance_m[index] == pytest.approx(metres, abs=0.01)

    def test_ends_are_exact(self, make_graph, at):
        placed = snap(make_graph(([(0, 0), (1, 0.3), (2, 0)], 1.0)), at((-1, 0), (3, 0)), 2000.0)
        assert sorted(placed.fraction) == [0.0, 1.0]

    def test_off_network_keeps_its_distance(self, make_graph, at):
        graph = make_graph(([(0, 0), (1, 0)], 1.0))
        _, _, metres = GEOD.inv(*at((0, 0))[0], *at((0, -100))[0])  # 11.1 km
        nowhere = [(np.nan, 45.0), (-75.0, np.inf), (-75.0, 5_000_000.0)]
        placed = snap(graph, np.vstack((at((0, -100), (0, 0)), nowhere)), 2000.0)
        assert placed.edge.tolist() == [-1, 0, -1, -1, -1]
        assert placed.on_network.tolist() == [False, True, False, False, False]
        assert placed.distance_m[:2] == pytest.approx([metres, 0.0], rel=1e-6, abs=1e-6)
        assert np.isnan(placed.distance_m[2:]).all()

    def test_limit_is_inclusive(self, make_graph, at):
        graph = make_graph(([(0, 0), (1, 0)], 1.0))
        metres = snap(graph, at((0, -3)), 1e9).distance_m[0]
        assert snap(graph, at((0, -3)), metres).edge.tolist() == [0]
        assert snap(graph, at((0, -3)), metres * (1 - 1e-8)).edge.tolist() == [-1]

    def test_only_driven_roads(self, make_lines, at):
        lines = make_lines(([(0, 0), (1, 0)], 1.0), ([(0, 1), (1, 1)], 1.0))
        lines.forward[1] = lines.backward[1] = False
        graph = build_graph(lines, metric="time")
        placed = snap(graph, at((0.5, 0.9)), 2000.0)
        assert graph.edge_line[placed.edge].tolist() == [0]

    def test_order_of_lines_does_not_matter(self, make_lines, random_roads, at):
        lines = make_lines(*random_roads(3))
        mixed = lines.select(np.random.default_rng(5).permutation(len(lines)))
        points = at(*np.random.default_rng(6).uniform(-1, 11, (200, 2)))
        one, two = (snap(build_graph(it, metric="time"), points, 300.0) for it in (lines, mixed))
        assert np.array_equal(one.edge, two.edge)
        assert np.array_equal(one.fraction, two.fraction)
        assert np.array_equal(one.distance_m, two.distance_m)

    def test_cancel(self, make_graph, at):
        class Stop:
            def is_cancelled(self):
                return True

            def report(self, fraction, text=None):
                pass

        with pytest.raises(Cancelled):
            snap(make_graph(([(0, 0), (1, 0)], 1.0)), at((0, 0)), 1.0, Stop())

    def test_no_places(self, make_graph, at):
        assert len(snap(make_graph(([(0, 0), (1, 0)], 1.0)), at(), 1.0)) == 0


def index_of(ends):
    """The index of lines of one segment each (s, 2, 2)."""
    return SegmentIndex.build(ends.reshape(-1, 2), np.arange(2 * len(ends)) % 2 == 1)


coordinates = st.integers(-50, 50).map(float)
points = st.tuples(coordinates, coordinates)


class TestIndex:
    @settings(max_examples=200)
    @given(
        st.lists(st.tuples(points, points), min_size=1, max_size=40), st.lists(points, min_size=1, max_size=8)
    )
    def test_nearest_is_that_of_brute_force(self, segments, queries):
        ends = np.array(segments)
        found, t, squared = index_of(ends).nearest(np.array(queries))
        assert (found % 2 == 0).all()  # the end of a line is nearest as a part of its segment
        found //= 2
        for query, segment, share, gap in zip(queries, found, t, squared):
            every = [
                shapely.geometry.LineString([a, b]).distance(shapely.geometry.Point(query))
                for a, b in segments
            ]
            foot = ends[segment, 0] * (1 - share) + ends[segment, 1] * share
            assert np.sqrt(gap) == pytest.approx(min(every), abs=1e-9)
            assert np.hypot(*(foot - query)) == pytest.approx(min(every), abs=1e-9)

    @given(
        st.lists(st.tuples(points, points), min_size=1, max_size=40),
        st.lists(st.tuples(points, points), min_size=1, max_size=8),
    )
    def test_overlaps_are_those_of_brute_force(self, boxes, queries):
        low, high = np.sort(np.array(boxes), axis=1).transpose(1, 0, 2)
        from_, to = np.sort(np.array(queries), axis=1).transpose(1, 0, 2)
        query, box = index_of(np.stack((low, high), axis=1)).overlaps(from_, to)
        query, box = query[box % 2 == 0], box[box % 2 == 0] // 2
        expected = {
            (q, b)
            for q in range(len(queries))
            for b in range(len(boxes))
            if (low[b] <= to[q]).all() and (high[b] >= from_[q]).all()
        }
        assert len(query) == len(expected)
        assert set(zip(query.tolist(), box.tolist())) == expected
        query, box = BoxTree.build(low, high).candidates(from_, to)
        assert set(zip(query.tolist(), box.tolist())) >= expected

    def test_far_queries_over_many_segments(self):
        # Enough segments and distance that the search has to tighten its bound on the way.
        rng = np.random.default_rng(2)
        start = rng.uniform(0, 1e4, (20_000, 2))
        end = start + rng.normal(0, 50, start.shape)
        queries = np.concatenate((rng.uniform(-1e6, 1e6, (300, 2)), rng.uniform(0, 1e4, (100, 2))))
        _, _, squared = index_of(np.stack((start, end), axis=1)).nearest(queries)
        for query, gap in zip(queries[::20], squared[::20]):
            along = end - start
            t = np.clip(((query - start) * along).sum(1) / (along**2).sum(1), 0, 1)
            assert gap == pytest.approx(((start + along * t[:, None] - query) ** 2).sum(1).min(), rel=1e-9)


@pytest.mark.real_data
def test_ottawa_against_shapely(ottawa):
    graph = build_graph(ottawa, metric="time")
    rng = np.random.default_rng(4)
    lonlat = np.column_stack((rng.uniform(-76.4, -75.2, 60), rng.uniform(44.9, 45.6, 60)))
    placed = snap(graph, lonlat, 1e6)
    lines = shapely.geometry.MultiLineString(
        [graph.vertex_xy[a : b + 1] for a, b in zip(graph.edge_first, graph.edge_last)]
    )
    for index, xy in enumerate(graph.plane.to_xy(lonlat)):
        planar = lines.distance(shapely.geometry.Point(xy))
        foot = position(graph, placed, index)
        assert foot.distance(shapely.geometry.Point(xy)) == pytest.approx(planar, abs=0.05)
        degrees = graph.plane.to_lonlat(np.array([[foot.x, foot.y]]))[0]
        _, _, metres = GEOD.inv(*lonlat[index], *degrees)
        assert placed.distance_m[index] == pytest.approx(metres, abs=0.05)
