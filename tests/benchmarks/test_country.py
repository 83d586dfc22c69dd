# SPDX-License-Identifier: GPL-2.0-or-later
"""The generated country: the same bytes each time, and what the benchmarks say of it."""

import hashlib

import networkx
import numpy as np
import pytest

pytest.importorskip("scipy")

from osgeo import ogr
from service_points.benchmarks import country_people
from service_points.benchmarks.bulk import write_points
from service_points.benchmarks.country import HIGHWAY, LOCAL, SPEEDS_KMH, Country, country
from service_points.benchmarks.country_places import ISLAND, MAINLAND, PROVINCES
from service_points.benchmarks.files import write_country
from service_points.benchmarks.networks import BACKWARD, FORWARD

EDGES = 20_000


@pytest.fixture(scope="module")
def land() -> Country:
    return country(EDGES)


@pytest.fixture(scope="module")
def folder(land, tmp_path_factory):
    made = tmp_path_factory.mktemp("country")
    write_country(made, land, (50,))
    return made


def digests(folder):
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def test_the_same_bytes_each_time(folder, tmp_path):
    write_country(tmp_path, country(EDGES), (50,))
    assert digests(tmp_path) == digests(folder)
    assert set(digests(folder)) == {"roads.gpkg", "population.gpkg", "points_50.gpkg", "facts.json"}


def test_another_seed_is_another_country(land):
    assert not np.array_equal(country(EDGES, seed=2).places.centre, land.places.centre)


@pytest.mark.parametrize("edges", [EDGES, 100_000])
def test_as_large_as_asked(edges):
    made = country(edges)
    assert len(made) == pytest.approx(edges, rel=0.1)
    assert len(made.node_xy) == len(np.unique(np.concatenate([made.tail, made.head])))


def test_sizes_follow_the_rank_size_law(land):
    share = land.places.share
    np.testing.assert_allclose(share[0] / share, np.arange(1, len(share) + 1))
    streets = np.bincount(land.settlement[land.road_class != HIGHWAY], minlength=len(share))
    # Streets as asked, as far as the smallest grids allow: the second has half of the first's.
    assert streets[1] / streets[0] == pytest.approx(1 / 2, rel=0.15)
    assert streets[3] / streets[0] == pytest.approx(1 / 4, rel=0.2)


def test_streets_thin_out_from_the_centre(land):
    largest = (land.settlement == 0) & (land.road_class == LOCAL)
    metres = np.sqrt(((land.vertices[largest].mean(axis=1) - land.places.centre[0]) ** 2).sum(axis=1))
    ring = np.histogram(metres, bins=[0, 1000, 2000, 3000, 4000])[0] / (np.pi * np.diff([0, 1, 4, 9, 16]))
    assert (np.diff(ring) < 0).all()
    assert ring[0] > 2 * ring[-1]


def test_who_is_joined_to_whom(land):
    """Places of a group reach one another and nobody else, by another implementation."""
    net = networkx.DiGraph()
    for tail, head, one_way in zip(land.tail.tolist(), land.head.tolist(), land.one_way.tolist()):
        if one_way != BACKWARD:
            net.add_edge(tail, head)
        if one_way != FORWARD:
            net.add_edge(head, tail)
    parts = list(networkx.strongly_connected_components(net))
    assert len(parts) == len(list(networkx.weakly_connected_components(net)))
    group = land.places.group[land.settlement]
    assert len(parts) == len(np.unique(land.places.group)) > 1
    for part in parts:
        inside = np.isin(land.tail, list(part))
        assert len(np.unique(group[inside])) == 1


def test_a_larger_country_has_islands_and_fly_in_places():
    group = country(100_000).places.group
    codes = np.array([each.code for each in PROVINCES])[country(100_000).places.province]
    assert (group == MAINLAND).mean() > 0.8
    assert set(codes[group == ISLAND]) <= {"NL"}
    assert (group > ISLAND).sum() >= 2


def test_the_layers_hold_what_was_generated(folder, land):
    roads = ogr.Open(str(folder / "roads.gpkg"))
    layer = roads.GetLayer(0)
    assert layer.GetSpatialRef().GetAuthorityCode(None) == "3347"
    assert layer.GetFeatureCount() == len(land)
    for number in (0, 1, len(land) - 1):
        feature = layer.GetFeature(number + 1)
        assert feature.GetGeometryRef().GetPoints() == [tuple(p) for p in land.vertices[number].tolist()]
        assert feature["speed"] == SPEEDS_KMH[land.road_class[number]]
        assert feature["dir"] == "BFT"[land.one_way[number]]
    blocks = country_people.blocks(land)
    people = ogr.Open(str(folder / "population.gpkg"))
    rows = [(f["people"], f["province"]) for f in people.GetLayer(0)]
    assert [row[0] for row in rows] == blocks.people.tolist()
    assert [row[1] for row in rows] == [PROVINCES[k].code for k in blocks.province.tolist()]


def test_blocks_and_points_follow_the_people(land):
    blocks = country_people.blocks(land)
    assert len(blocks.xy) == len(land) // 4
    streets = land.road_class != HIGHWAY
    assert blocks.people.mean() == pytest.approx(74 * (streets.mean() + 0.2 * (1 - streets.mean())), rel=0.02)
    many, few = country_people.points(blocks, 5000), country_people.points(blocks, 50)
    np.testing.assert_array_equal(few.xy, many.xy[:50])
    people = np.bincount(blocks.province, weights=blocks.people, minlength=len(PROVINCES))
    own = np.bincount(many.province, minlength=len(PROVINCES))
    np.testing.assert_allclose(own / own.sum(), people / people.sum(), atol=0.02)
    assert np.bincount(many.government).tolist() == pytest.approx([500, 1500, 3000], rel=0.1)


def test_numbers_stay_numbers(tmp_path):
    xy = np.array([[0.0, 1.0], [2.5, -3.0]])
    write_points(
        tmp_path / "few.gpkg", 3347, xy, {"n": np.array([-5, 123_456]), "code": np.array([b"A", b"BC"])}
    )
    source = ogr.Open(str(tmp_path / "few.gpkg"))
    rows = [(f["n"], f["code"], f.GetGeometryRef().GetPoint_2D(0)) for f in source.GetLayer(0)]
    assert rows == [(-5, "A", (0.0, 1.0)), (123_456, "BC", (2.5, -3.0))]
    assert isinstance(rows[0][0], int)
