# SPDX-License-Identifier: GPL-2.0-or-later
"""Graphs kept from run to run: the same to the last byte, never stale, never in the way."""

import os
import time
from dataclasses import fields, is_dataclass, replace

import numpy as np
import pytest
from qgis.core import QgsApplication
from service_points.core.network import RoadLines, build_graph
from service_points.host import graph_cache, kept_files
from service_points.host.graph_cache import GraphCache, graph_bytes, graph_key, profile_files
from service_points.host.kept_files import KeptFiles
from service_points.host.settings import forget


def streets(n, seed=1):
    """A grid of n × n crossings with speeds of their own, some one-way."""
    dice = np.random.default_rng(seed)
    cells = [(x, y) for x in range(n) for y in range(n)]
    ends = [(c, d) for c in cells for d in ((c[0] + 1, c[1]), (c[0], c[1] + 1)) if max(d) < n]
    count = len(ends)
    return RoadLines(
        lonlat=np.array(ends, float).reshape(-1, 2) * 0.001 + (-75.7, 45.4),
        offsets=np.arange(count + 1, dtype=np.int64) * 2,
        feature_id=np.arange(count, dtype=np.int64) + 7,
        speed_kmh=dice.choice([30.0, 50.0, 80.0], count),
        forward=dice.random(count) < 0.9,
        backward=np.ones(count, bool),
    )


@pytest.fixture(scope="module")
def graph():
    return build_graph(streets(20), metric="time")


@pytest.fixture
def cache(qgis_app, tmp_path):
    return GraphCache(KeptFiles(tmp_path / "graphs", 10 * 2**20))


@pytest.fixture
def said(monkeypatch):
    lines = []
    monkeypatch.setattr(graph_cache.log, "info", lines.append)
    monkeypatch.setattr(graph_cache.log, "warning", lines.append)
    return lines


def same(one, other):
    if isinstance(one, np.ndarray):
        return one.dtype == other.dtype and one.shape == other.shape and one.tobytes() == other.tobytes()
    if isinstance(one, tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if is_dataclass(one):
        return all(same(getattr(one, item.name), getattr(other, item.name)) for item in fields(one))
    return one == other


def test_what_is_kept_comes_back_the_same(cache, graph):
    assert cache.load("key") is None
    cache.store("key", graph)
    found = cache.load("key")
    assert same(found, graph)
    assert same(found.arcs("to_point"), graph.arcs("to_point"))
    assert [path.name for path in cache.files.folder.iterdir()] == ["key.graph"]


class TestKey:
    lines = streets(5)

    def key(self, lines=None, metric="time", tolerance=0.0, version="1"):
        return graph_key(lines or self.lines, metric, tolerance, version)

    def test_same_data_same_key(self):
        assert self.key() == self.key(replace(self.lines, lonlat=self.lines.lonlat.copy(order="F")))

    @pytest.mark.parametrize("name", [item.name for item in fields(RoadLines)])
    def test_any_change_of_the_data_is_another_key(self, name):
        values = getattr(self.lines, name).copy()
        values.flat[3] = ~values.flat[3] if values.dtype == bool else np.nextafter(values.flat[3], 9e9)
        if values.dtype == np.int64:
            values.flat[3] = getattr(self.lines, name).flat[3] + 1
        assert self.key(replace(self.lines, **{name: values})) != self.key()

    def test_settings_are_part_of_it(self):
        keys = {
            self.key(),
            self.key(metric="distance"),
            self.key(tolerance=0.5),
            self.key(version="2"),
        }
        assert len(keys) == 4

    def test_the_code_that_builds_is_part_of_it(self, monkeypatch, tmp_path):
        before = self.key()
        (tmp_path / "graph.py").write_text("changed = True\n", encoding="utf-8")
        monkeypatch.setattr(graph_cache, "_CODE", tmp_path)
        graph_cache._code_hash.cache_clear()
        after = self.key()
        graph_cache._code_hash.cache_clear()
        assert after != before

    def test_values_cannot_move_from_one_column_to_the_next(self):
        """The border between columns is part of the hash."""
        other = replace(self.lines, forward=self.lines.backward, backward=self.lines.forward)
        assert self.key(other) != self.key()


class TestDamage:
    @pytest.mark.parametrize(
        "damage",
        [
            lambda raw: raw[: len(raw) // 2],
            lambda raw: b"",
            lambda raw: b"PK\x03\x04" + raw[4:],
            lambda raw: raw[:-1] + bytes([raw[-1] ^ 1]),
            lambda raw: raw[: len(raw) // 2] + bytes([raw[len(raw) // 2] ^ 4]) + raw[len(raw) // 2 + 1 :],
            lambda raw: raw + b"\0",
            lambda raw: raw.replace(b"road graph 2\n", b"road graph 9\n", 1),
        ],
    )
    def test_damaged_or_foreign_entries_are_removed(self, cache, graph, said, damage):
        cache.store("key", graph)
        path = cache.files.folder / "key.graph"
        path.write_bytes(damage(path.read_bytes()))
        assert cache.load("key") is None
        assert not path.exists()
        assert len(said) == 1
        cache.store("key", graph)
        assert same(cache.load("key"), graph)


class TestSize:
    def test_the_one_used_longest_ago_goes_first(self, qgis_app, tmp_path, graph):
        size = graph_bytes(graph)
        cache = GraphCache(KeptFiles(tmp_path / "graphs", int(3.5 * size)))
        now = time.time()
        for age, key in enumerate(("a", "b", "c")):
            cache.store(key, graph)
            os.utime(cache.files.folder / f"{key}.graph", (now - 100 + age, now - 100 + age))
        assert cache.load("a") is not None  # used now: the oldest is b
        cache.store("d", graph)
        assert sorted(path.stem for path in cache.files.folder.iterdir()) == ["a", "c", "d"]
        assert sum(path.stat().st_size for path in cache.files.folder.iterdir()) <= cache.files.limit

    def test_too_large_for_half_of_the_room(self, qgis_app, tmp_path, graph):
        cache = GraphCache(KeptFiles(tmp_path / "graphs", int(1.9 * graph_bytes(graph))))
        cache.store("key", graph)
        assert not cache.files.folder.exists()

    def test_what_a_crash_left_is_cleared_away(self, cache, graph):
        cache.files.folder.mkdir()
        old, new = cache.files.folder / "key.graphx7", cache.files.folder / "key.graphx8"
        for path in (old, new):
            path.write_bytes(b"half")
        os.utime(old, (time.time() - 1e6,) * 2)
        cache.store("key", graph)
        assert sorted(path.name for path in cache.files.folder.iterdir()) == ["key.graph", "key.graphx8"]

    def test_bytes_are_those_of_the_file(self, cache, graph):
        cache.store("key", graph)
        assert graph_bytes(graph) == pytest.approx(
            (cache.files.folder / "key.graph").stat().st_size, rel=0.02
        )


class TestTrouble:
    """The run goes on without the cache, and the log says so."""

    def test_folder_that_cannot_be_made(self, qgis_app, tmp_path, graph, said):
        (tmp_path / "file").write_text("not a folder", encoding="utf-8")
        cache = GraphCache(KeptFiles(tmp_path / "file" / "graphs", 2**30))
        cache.store("key", graph)
        assert (cache.load("key"), len(said)) == (None, 1)

    def test_disk_that_is_nearly_full(self, cache, graph, said, monkeypatch):
        full = type("Usage", (), {"free": graph_bytes(graph)})
        monkeypatch.setattr(kept_files.shutil, "disk_usage", lambda folder: full)
        cache.store("key", graph)
        assert (cache.load("key"), len(said), list(cache.files.folder.iterdir())) == (None, 1, [])

    def test_write_that_fails_half_way(self, cache, graph, said, monkeypatch):
        def fail(source, target):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("service_points.core.column_file.os.replace", fail)
        cache.store("key", graph)
        assert (len(said), list(cache.files.folder.iterdir())) == (1, [])

    def test_file_that_may_not_be_touched_is_still_used(self, cache, graph, monkeypatch):
        def refuse(path):
            raise PermissionError

        cache.store("key", graph)
        monkeypatch.setattr(kept_files.os, "utime", refuse)
        assert same(cache.load("key"), graph)


def test_place_and_setting(qgis_app, monkeypatch):
    files = profile_files()
    assert str(files.folder).startswith(QgsApplication.qgisSettingsDirPath().rstrip("/"))
    assert files.limit == 2 * 2**30
    monkeypatch.setenv("SERVICE_POINTS_GRAPH_CACHE_MB", "0")
    forget()
    assert profile_files() is None
    monkeypatch.undo()
    forget()
