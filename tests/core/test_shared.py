# SPDX-License-Identifier: GPL-2.0-or-later
"""Objects written to a file and read back: the same arrays, the same sharing, mapped or not."""

from dataclasses import replace

import numpy as np
import pytest
from service_points.core.analysis.tally import Counts
from service_points.core.errors import Cancelled
from service_points.core.network import Placement
from service_points.core.progress import Silent
from service_points.core.shared import SharedFile, load, perform, store

ARRAYS = [
    np.arange(5, dtype=np.int32),
    np.linspace(0, 1, 12).reshape(3, 4),
    np.linspace(0, 1, 12).reshape(3, 4).T,
    np.arange(20)[::3],
    np.array([True, False]),
    np.zeros((0, 2)),
    np.zeros((3, 0)),
    np.float64(np.nan) * np.ones(1),
    np.array(["é", "abc"]),
    np.array([None, "text"], dtype=object),
]


@pytest.mark.parametrize("mapped", [True, False])
def test_arrays_come_back_as_they_were(tmp_path, mapped):
    store(tuple(ARRAYS), tmp_path / "a")
    for array, back in zip(ARRAYS, load(tmp_path / "a", mapped=mapped)):
        assert (back.dtype, back.shape) == (array.dtype, array.shape)
        assert type(back) is np.ndarray
        assert back.flags.fnc == array.flags.fnc
        np.testing.assert_array_equal(back, array)


def test_objects_keep_what_they_share_and_are_stored_once(tmp_path):
    big = np.arange(100_000)
    placement = Placement(big, big, np.zeros(1))
    store((placement, (placement, big), None, "text", 3.5, [1, 2]), tmp_path / "a")
    assert (tmp_path / "a").stat().st_size < 1.1 * big.nbytes
    first, (second, other), *rest = load(tmp_path / "a", mapped=True)
    assert first is second
    assert type(first) is Placement
    assert np.shares_memory(first.edge, other)
    assert rest == [None, "text", 3.5, [1, 2]]
    assert first.on_network.sum() == 100_000


def test_what_is_handed_over_is_not_changed(tmp_path):
    placement = Placement(np.arange(3), np.zeros(3), np.zeros(3))
    edge = placement.edge
    store(placement, tmp_path / "a")
    assert placement.edge is edge
    assert edge.flags.writeable
    with pytest.raises(ValueError, match="read-only"):
        load(tmp_path / "a", mapped=True).edge[0] = 1


def test_objects_of_others_pass_through(tmp_path):
    foreign = (np.ma.masked_array([1, 2], [True, False]).filled(9), slice(1, 2))
    store(foreign, tmp_path / "a")
    back = load(tmp_path / "a", mapped=False)
    assert back[0].tolist() == [9, 2]
    assert back[1] == slice(1, 2)


def test_a_graph_and_a_surface_survive(tmp_path, make_graph_and_surface):
    graph, surface = make_graph_and_surface
    store((graph, surface), tmp_path / "a")
    back, again = load(tmp_path / "a", mapped=True)
    assert again.graph is back
    np.testing.assert_array_equal(back.arcs_in.head, graph.arcs_in.head)
    np.testing.assert_array_equal(again.tin.triangles, surface.tin.triangles)
    assert back.plane == graph.plane
    for name in ("triangles", "across", "road", "way"):  # columns in a row, as ``Tin`` goes through them
        assert getattr(again.tin, name).flags.f_contiguous


def test_what_is_derived_is_not_stored(tmp_path, make_graph_and_surface):
    graph, _ = make_graph_and_surface
    fresh = replace(graph)
    store(fresh, tmp_path / "before")
    assert len(fresh.arcs_out.head) + len(fresh.segments.xy) > 0
    store(fresh, tmp_path / "after")
    assert (tmp_path / "after").stat().st_size == (tmp_path / "before").stat().st_size


@pytest.fixture
def make_graph_and_surface():
    from scipy.spatial import Delaunay
    from service_points.core.analysis import CostSurface
    from service_points.core.network import RoadLines, build_graph, snap

    grid = np.stack(np.meshgrid(np.arange(4) * 0.01, np.arange(4) * 0.01), -1)
    ends = np.concatenate(
        [
            np.stack([grid[:, :-1].reshape(-1, 2), grid[:, 1:].reshape(-1, 2)], 1),
            np.stack([grid[:-1].reshape(-1, 2), grid[1:].reshape(-1, 2)], 1),
        ]
    )
    both = np.ones(len(ends), bool)
    lines = RoadLines(
        ends.reshape(-1, 2),
        np.arange(len(ends) + 1) * 2,
        np.arange(len(ends)),
        np.full(len(ends), 50.0),
        both,
        both,
    )
    graph = build_graph(lines, metric="time")
    points = snap(graph, np.array([[0.015, 0.01]]), 500.0)
    return graph, CostSurface.build(
        graph, lambda xy: Delaunay(xy).simplices, points=points, travel="from_point"
    )


def test_a_worker_loads_a_shared_file_once(tmp_path, monkeypatch):
    from service_points.core import shared

    loads, real = [], shared.load
    monkeypatch.setattr(shared, "load", lambda path, mapped: loads.append(path) or real(path, mapped=mapped))
    store((np.arange(4),), tmp_path / "in")
    for i in range(3):
        perform(tmp_path / f"out{i}", lambda value, by: value[0] * by, (SharedFile(tmp_path / "in"), i))
        assert real(tmp_path / f"out{i}", mapped=False).tolist() == [0, i, 2 * i, 3 * i]
    assert loads == [tmp_path / "in"]


def test_cancel_between_arrays(tmp_path):
    class Stopped(Silent):
        def is_cancelled(self):
            return True

    with pytest.raises(Cancelled):
        store(np.arange(3), tmp_path / "a", Stopped())


def test_what_a_visit_finds_is_small(tmp_path):
    """Numbers of points and of units found, not of all there are."""
    none = np.zeros(0, np.int64)
    counts = Counts(np.arange(48), np.zeros((48, 3), np.int64), np.zeros((48, 3, 1)), *[none] * 5)
    store(counts, tmp_path / "a")
    assert (tmp_path / "a").stat().st_size < 5000
