# SPDX-License-Identifier: GPL-2.0-or-later
import pickle
from dataclasses import fields

import numpy as np
import pytest
from service_points.core.network import Targets, build_graph, nearest, reach, snap
from service_points.core.network.storage import MAGIC, GraphFileError, load_graph, save_graph


@pytest.fixture
def graph(make_lines, random_roads):
    return build_graph(make_lines(*random_roads(5), ([(3, 3), (3, 3)], 1.0)), metric="time")


@pytest.fixture
def saved(graph, tmp_path):
    path = tmp_path / "roads.graph"
    save_graph(graph, path)
    return path


def same(one, other):
    for field in fields(one):
        a, b = getattr(one, field.name), getattr(other, field.name)
        assert type(a) is type(b), field.name
        if isinstance(a, np.ndarray):
            assert (a.dtype, a.shape) == (b.dtype, b.shape), field.name
            assert a.tobytes() == b.tobytes(), field.name
        else:
            assert a == b, field.name


def answers(graph, lonlat):
    """Everything a graph is asked, as bytes."""
    places = snap(graph, lonlat, 300.0)
    targets = Targets(graph, places)
    pairs = [batch.costs(targets) for batch in reach(graph, places, horizon=20.0, travel="to_point")]
    field = nearest(graph, places, travel="from_point")
    columns = [
        places.edge,
        places.fraction,
        *(column for pair in pairs for column in pair),
        *field.at(targets),
    ]
    return [column.tobytes() for column in columns]


def test_round_trip(graph, saved, at):
    loaded = load_graph(saved)
    same(graph, loaded)
    assert graph.skipped_lines.tolist() == [57]
    lonlat = at(*np.random.default_rng(1).uniform(0, 9, (40, 2)))
    assert answers(loaded, lonlat) == answers(graph, lonlat)


def test_nothing_else_is_left_in_the_folder(graph, saved):
    save_graph(graph, saved)  # again, over the old one
    assert [path.name for path in saved.parent.iterdir()] == ["roads.graph"]
    same(graph, load_graph(saved))


def test_every_flipped_bit_is_noticed(saved):
    raw = saved.read_bytes()
    rng = np.random.default_rng(3)
    places = np.concatenate((np.arange(len(MAGIC) + 200), rng.integers(0, len(raw), 300)))
    for place in places.tolist():
        changed = bytearray(raw)
        changed[place] ^= 1 << int(rng.integers(8))
        saved.write_bytes(changed)
        with pytest.raises(GraphFileError):
            load_graph(saved)


def test_every_missing_or_extra_byte_is_noticed(saved):
    raw = saved.read_bytes()
    for length in (*range(0, len(MAGIC) + 20), len(raw) // 2, len(raw) - 1):
        saved.write_bytes(raw[:length])
        with pytest.raises(GraphFileError):
            load_graph(saved)
    saved.write_bytes(raw + b"\0")
    with pytest.raises(GraphFileError):
        load_graph(saved)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", MAGIC.replace(b"2", b"3"), MAGIC + b"\xff" * 4000])
def test_foreign_files(tmp_path, content):
    path = tmp_path / "roads.graph"
    path.write_bytes(content)
    with pytest.raises(GraphFileError) as raised:
        load_graph(path)
    assert "Build it again" in raised.value.text.en
    assert "Reconstruisez-le" in raised.value.text.fr


def test_no_file_and_no_folder(graph, tmp_path):
    with pytest.raises(GraphFileError):
        load_graph(tmp_path / "none.graph")
    with pytest.raises(GraphFileError):
        load_graph(tmp_path)
    with pytest.raises(GraphFileError):
        save_graph(graph, tmp_path / "nowhere" / "roads.graph")


def test_what_a_worker_gets(graph, at):
    """A process pool sends graphs, placements and targets by pickle."""
    lonlat = at(*np.random.default_rng(1).uniform(0, 9, (40, 2)))
    expected = answers(graph, lonlat)
    size = len(pickle.dumps(graph))
    copy, places, targets = pickle.loads(
        pickle.dumps((graph, snap(graph, lonlat, 300.0), Targets(graph, snap(graph, lonlat, 300.0))))
    )
    same(graph, copy)
    assert answers(copy, lonlat) == expected
    assert np.array_equal(places.edge, snap(graph, lonlat, 300.0).edge)
    field = nearest(copy, places, travel="from_point")
    assert [column.tobytes() for column in field.at(targets)] == expected[-2:]
    assert len(pickle.dumps(graph)) == size  # what was derived meanwhile is not sent
