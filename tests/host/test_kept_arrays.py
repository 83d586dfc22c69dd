# SPDX-License-Identifier: GPL-2.0-or-later
"""Arrays kept from run to run: the same to the last bit, never stale, never in the way."""

from dataclasses import replace

import numpy as np
import pytest
from service_points.core.analysis import CostSurface
from service_points.core.network import Placement, RoadLines, build_graph
from service_points.core.network.snapping import snap, snapped
from service_points.core.progress import SILENT
from service_points.host import kept_arrays, kept_files
from service_points.host.kept_arrays import KeptArrays
from service_points.host.kept_files import KeptFiles
from service_points.processing.geometry import delaunay

OF = [np.arange(5.0), np.arange(5)]


@pytest.fixture
def memory(qgis_app, tmp_path, monkeypatch):
    monkeypatch.setattr(kept_arrays, "LEAST_BYTES", 1)
    return KeptArrays(KeptFiles(tmp_path / "kept", 10 * 2**20), "1")


@pytest.fixture
def said(monkeypatch):
    lines = []
    for level in ("info", "warning"):
        monkeypatch.setattr(kept_arrays.log, level, lines.append)
    return lines


@pytest.fixture
def made():
    """How often something was computed, and what computes it."""

    class Maker:
        count = 0

        def __call__(self):
            self.count += 1
            return {"squares": np.arange(4.0) ** 2, "flags": np.array([True, False])}

    return Maker()


def same(one, other):
    return one.keys() == other.keys() and all(
        (a.dtype, a.shape, a.tobytes()) == (b.dtype, b.shape, b.tobytes())
        for a, b in zip(one.values(), other.values())
    )


def test_computed_once_and_then_remembered(memory, made):
    first, second = (memory.recall("squares", OF, made) for _ in range(2))
    assert made.count == 1
    assert same(first, second)
    again = KeptArrays(memory.files, "1").recall("squares", [each.copy() for each in OF], made)
    assert made.count == 1
    assert same(first, again)


@pytest.mark.parametrize(
    "of",
    [
        [np.nextafter(OF[0], 9.0), OF[1]],
        [OF[0], OF[1].astype(np.int32)],
        [OF[0].reshape(1, 5), OF[1]],
        [OF[1], OF[0]],
        OF[:1],
    ],
)
def test_any_change_is_computed_anew(memory, made, of):
    memory.recall("squares", OF, made)
    memory.recall("squares", of, made)
    assert made.count == 2


def test_kind_version_and_code_are_part_of_the_key(memory, made, monkeypatch):
    memory.recall("squares", OF, made)
    memory.recall("cubes", OF, made)
    KeptArrays(memory.files, "2").recall("squares", OF, made)
    monkeypatch.setattr(kept_arrays, "_code_hash", lambda: "other")
    memory.recall("squares", OF, made)
    assert made.count == 4


def test_the_code_is_that_of_the_plugin(monkeypatch, tmp_path):
    before = kept_arrays._code_hash()
    (tmp_path / "processing").mkdir()
    (tmp_path / "processing" / "wkb.py").write_text("changed = True\n", encoding="utf-8")
    monkeypatch.setattr(kept_arrays, "_CODE", tmp_path)
    kept_arrays._code_hash.cache_clear()
    after = kept_arrays._code_hash()
    kept_arrays._code_hash.cache_clear()
    assert after != before


@pytest.mark.parametrize(
    "damage",
    [
        lambda raw: raw[: len(raw) // 2],
        lambda raw: b"",
        lambda raw: raw[:-1] + bytes([raw[-1] ^ 1]),
        lambda raw: raw.replace(b"arrays 1", b"arrays 9"),
        lambda raw: raw + b"\0",
    ],
)
def test_what_is_damaged_is_removed_and_computed_again(memory, made, said, damage):
    first = memory.recall("squares", OF, made)
    (path,) = memory.files.folder.iterdir()
    good = path.read_bytes()
    path.write_bytes(damage(good))
    second = memory.recall("squares", OF, made)
    assert (made.count, len(said)) == (2, 1)
    assert same(first, second)
    assert path.read_bytes() == good


def test_what_takes_no_time_is_not_kept(memory, made, monkeypatch):
    monkeypatch.setattr(kept_arrays, "LEAST_BYTES", 1000)
    memory.recall("squares", OF, made)
    assert not memory.files.folder.exists()


def test_a_disk_that_is_full_is_told_and_no_more(memory, made, said, monkeypatch):
    full = type("Usage", (), {"free": 1})
    monkeypatch.setattr(kept_files.shutil, "disk_usage", lambda folder: full)
    memory.recall("squares", OF, made)
    assert not list(memory.files.folder.iterdir())
    assert len(said) == 1


def test_a_folder_that_cannot_be_made(qgis_app, tmp_path, made, said, monkeypatch):
    monkeypatch.setattr(kept_arrays, "LEAST_BYTES", 1)
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    memory = KeptArrays(KeptFiles(tmp_path / "file" / "kept", 2**20), "1")
    assert same(memory.recall("squares", OF, made), made())
    assert len(said) == 1


class TestWhatIsRemembered:
    """A surface, and units on the network, from memory."""

    @pytest.fixture
    def graph(self):
        cells = [(x, y) for x in range(12) for y in range(12)]
        ends = [(c, d) for c in cells for d in ((c[0] + 1, c[1]), (c[0], c[1] + 1)) if max(d) < 12]
        lonlat = np.array(ends, float).reshape(-1, 2) * 0.002 + (-75.7, 45.4)
        lonlat += np.random.default_rng(4).uniform(-3e-4, 3e-4, (144, 2))[
            np.array([[x * 12 + y for x, y in pair] for pair in ends]).ravel()
        ]
        count = len(ends)
        both = np.ones(count, bool)
        offsets = np.arange(count + 1, dtype=np.int64) * 2
        return build_graph(
            RoadLines(lonlat, offsets, np.arange(count), np.full(count, 50.0), both, both), metric="time"
        )

    def surface(self, graph, memory, *, triangulate=delaunay, edges=(3, 40), **options):
        points = Placement(np.array(edges, np.int32), np.array([0.25, 0.5]), np.zeros(2))
        options = {"travel": "from_point", **options}
        return CostSurface.build(graph, triangulate, points=points, memory=memory, **options)

    def test_a_surface_without_triangulating(self, graph, memory):
        def refuse(xy):
            raise AssertionError("it was triangulated again")

        first = self.surface(graph, memory)
        assert len(first.tin.triangles) > 200
        second = self.surface(graph, memory, triangulate=refuse)
        parts = ((each, getattr(second, name)) for name, each in vars(first).items() if name != "graph")
        for one, other in ((first, second), *((a, b) for a, b in parts if hasattr(a, "__dict__"))):
            for name, value in vars(one).items():
                if isinstance(value, np.ndarray):
                    found = getattr(other, name)
                    assert (found.dtype, found.shape, found.tobytes()) == (
                        value.dtype,
                        value.shape,
                        value.tobytes(),
                    ), name
                    assert found.flags.f_contiguous == value.flags.f_contiguous, name
        assert (first.tin.trim, first.tin.width) == (second.tin.trim, second.tin.width)

    def test_points_in_another_order_are_the_same_surface(self, graph, memory):
        self.surface(graph, memory)
        points = Placement(np.array([40, -1, 3], np.int32), np.array([0.5, 0.0, 0.25]), np.zeros(3))
        CostSurface.build(graph, None, points=points, travel="from_point", memory=memory)
        assert len(list(memory.files.folder.iterdir())) == 1

    def test_another_surface_for_other_points_other_surroundings_and_another_graph(self, graph, memory):
        self.surface(graph, memory)
        self.surface(graph, memory, edges=(3, 41))
        self.surface(graph, memory, near=graph.node_xy[:, 0] > 0)
        other = build_graph_like(graph)
        self.surface(other, memory)
        self.surface(graph, memory, travel="to_point")
        self.surface(graph, memory, detail="generalised")
        assert len(list(memory.files.folder.iterdir())) == 6

    def test_units_on_the_network(self, graph, memory):
        lonlat = np.random.default_rng(2).uniform((-75.71, 45.39), (-75.67, 45.43), (300, 2))
        expected = snap(graph, lonlat, 500.0)
        for _ in range(2):
            found = snapped(graph, lonlat, 500.0, memory, SILENT)
            for name in ("edge", "fraction", "distance_m"):
                assert getattr(found, name).tobytes() == getattr(expected, name).tobytes()
        assert len(list(memory.files.folder.iterdir())) == 1
        nearer = snapped(graph, lonlat, 50.0, memory, SILENT)
        assert (nearer.edge < 0).sum() > (expected.edge < 0).sum()
        snapped(graph, lonlat + 1e-9, 500.0, memory, SILENT)
        assert len(list(memory.files.folder.iterdir())) == 3


def build_graph_like(graph):
    """The same roads, one of them a little slower."""
    cost = graph.edge_cost.copy()
    cost[7] += 2.0**-40
    return replace(graph, edge_cost=cost)
