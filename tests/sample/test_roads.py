# SPDX-License-Identifier: GPL-2.0-or-later
"""The road network: noded, one piece but for the island, one-way streets that lead out again."""

import re
from collections import Counter

import networkx as nx
import pytest
from shapely.ops import unary_union

CLASSES = {"12", "20", "21", "22", "23", "24", "25"}


@pytest.fixture(scope="module")
def graph(roads):
    """Streets in the directions they are driven; nodes are exact end positions."""
    graph = nx.MultiDiGraph()
    for row, line in roads:
        start, stop = line.coords[0], line.coords[-1]
        if row["direction"] in ("both", "forward"):
            graph.add_edge(start, stop, length=line.length, **row)
        if row["direction"] in ("both", "backward"):
            graph.add_edge(stop, start, length=line.length, **row)
    return graph


def test_number_and_classes(roads):
    assert 8_000 <= len(roads) <= 12_000
    assert {row["road_class"] for row, _ in roads} == CLASSES
    assert len({row["road_id"] for row, _ in roads}) == len(roads)


def test_every_road_has_a_speed_a_direction_and_two_names(roads):
    assert all(20 <= row["speed_kmh"] <= 100 for row, _ in roads)
    assert {row["direction"] for row, _ in roads} == {"both", "forward", "backward"}
    assert all(row["name_en"] and row["name_fr"] for row, _ in roads)


def test_mainland_and_island_are_the_only_pieces(graph):
    pieces = sorted(nx.weakly_connected_components(graph), key=len)
    assert len(pieces) == 2
    assert len(pieces[0]) < 100
    assert len(pieces[1]) > 5_000
    names = {data["road_class"] for *_, data in graph.subgraph(pieces[0]).edges(data=True)}
    assert names <= {"22", "23", "24"}


def test_one_way_streets_leave_no_trap(graph):
    assert nx.number_strongly_connected_components(graph) == nx.number_weakly_connected_components(graph)


def test_lines_meet_only_at_their_ends(roads):
    """Noding all lines anew finds nothing to cut and no line twice."""
    lines = [line for _, line in roads]
    assert all(line.is_simple and line.length > 5 for line in lines)
    assert len(unary_union(lines).geoms) == len(lines)


def test_ramps_are_one_way(roads):
    ramps = [row for row, _ in roads if row["road_class"] == "25"]
    assert len(ramps) == 4
    assert all(row["direction"] == "forward" for row in ramps)


def test_only_main_roads_cross_the_rivers_and_none_the_lake(roads, water):
    lake = next(shape for row, shape in water if row["name_en"] == "Heron Lake")
    rivers = [shape.buffer(0) for row, shape in water if row["name_en"].endswith("River")]
    bridges = [row for row, line in roads if any(line.intersects(river) for river in rivers)]
    assert 10 <= len(bridges) <= 50
    assert {row["road_class"] for row in bridges} <= {"12", "20", "21", "22"}
    assert not any(line.intersects(lake) for _, line in roads)


def test_there_are_dead_ends_and_junctions(graph):
    neighbours = nx.Graph(graph).degree
    degrees = Counter(degree for _, degree in neighbours)
    assert degrees[1] > 500
    assert degrees[3] > 1_000
    assert degrees[4] > 500


def test_long_roads_bend(roads):
    long = [line for _, line in roads if line.length > 400]
    assert sum(len(line.coords) > 2 for line in long) > 0.7 * len(long)


def test_names_are_typographically_right(roads):
    for row, _ in roads:
        assert not re.search(r"['\"]", row["name_en"] + row["name_fr"])
        assert re.match(r"(rue|avenue|chemin|route) ", row["name_fr"])
