# SPDX-License-Identifier: GPL-2.0-or-later
"""A generated country like Canada: the same number of edges gives the same roads on every machine.

Settlements (``country_places``) are street grids that thin out from the centre, with arterials and
expressways; highways join those of one group. Streets that chance left without a way to the centre and back
are taken out, places without a road to the rest stay. Lines and nodes are shuffled, since real layers are in
no helpful order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from .country_places import Settlements, settlements
from .networks import BACKWARD, BOTH, FORWARD, BoolArray, FloatArray, IntArray

SPACING_M = 100.0
JITTER_M = 25.0
BEND_M = 4.0
SECTION_M = 5000.0
"""Length of the pieces that a highway consists of."""

INNER = 2
"""Vertices inside every line."""

SPEEDS_KMH = (30.0, 50.0, 80.0, 100.0)
LOCAL, ARTERIAL, EXPRESSWAY, HIGHWAY = range(4)

DENSEST = 0.9
"""Share of the local streets that are there in the very centre."""

EXTENT = 2.5
"""Where a settlement ends, in standard deviations of the normal curve along which its streets thin out."""

EDGES_PER_BLOCK_SQUARED = 12.0
"""Edges of a settlement in which that standard deviation is a block long; measured."""

_NO_NODE = -1


@dataclass(frozen=True, eq=False)
class Country:
    """Roads as arrays, as ``networks.StreetNetwork``; ``settlement`` (m,): that of each edge, the larger of
    the two that a highway joins."""

    places: Settlements
    node_xy: FloatArray
    tail: IntArray
    head: IntArray
    road_class: IntArray
    one_way: IntArray
    settlement: IntArray
    vertices: FloatArray

    def __len__(self) -> int:
        return len(self.tail)


@dataclass(frozen=True, eq=False)
class _Piece:
    """Nodes and edges of a part of the country, its nodes numbered from 0; ``marks``: nodes known later."""

    xy: FloatArray
    tail: IntArray
    head: IntArray
    road_class: IntArray
    one_way: IntArray
    settlement: IntArray
    marks: IntArray

    def after(self, nodes: int) -> _Piece:
        """Return the same with nodes numbered from ``nodes``."""
        columns = (self.road_class, self.one_way, self.settlement)
        return _Piece(self.xy, self.tail + nodes, self.head + nodes, *columns, self.marks + nodes)


def country(edges: int, seed: int = 1) -> Country:
    """Return a country with about ``edges`` edges (a few percent more or less)."""
    random = np.random.default_rng(seed)
    places = settlements(edges, random)
    pieces, n_nodes = [], 0
    for number, share in enumerate(places.share.tolist()):
        pieces.append(_streets(places.centre[number], edges * share, number, random).after(n_nodes))
        n_nodes += len(pieces[-1].xy)
    gates = np.stack([piece.marks for piece in pieces])
    xy = np.concatenate([piece.xy for piece in pieces])
    for a, b in _joined(places):
        pieces.append(_highway(xy, gates[a], gates[b], n_nodes, settlement=min(a, b)))
        n_nodes += len(pieces[-1].xy)
    xy, tail, head, road_class, one_way, settlement = (
        np.concatenate([getattr(piece, name) for piece in pieces])
        for name in ("xy", "tail", "head", "road_class", "one_way", "settlement")
    )
    kept = _reached(tail, head, one_way, n_nodes, centres=gates[:, -1])
    columns = [column[kept] for column in (tail, head, road_class, one_way, settlement)]
    return _shuffled(places, xy, columns, random)


def _streets(centre: FloatArray, edges: float, settlement: int, random: np.random.Generator) -> _Piece:
    """Return the streets of one settlement; ``marks``: the ends of its axes east, north, west and south, and
    its centre."""
    length = np.sqrt(edges / EDGES_PER_BLOCK_SQUARED)
    half = max(3, int(np.ceil(EXTENT * length)))
    side = 2 * half + 1
    column, row = np.meshgrid(np.arange(-half, half + 1), np.arange(-half, half + 1), indexing="ij")
    grid = np.stack([column, row], axis=-1).reshape(-1, 2).astype(np.float64)
    xy = centre + grid * SPACING_M + random.uniform(-JITTER_M, JITTER_M, grid.shape)
    index = np.arange(side * side).reshape(side, side)
    found = [
        _lines(*ends, grid, across, length=length, random=random)
        for ends, across in (
            ((index[:-1].ravel(), index[1:].ravel()), 1),
            ((index[:, :-1].ravel(), index[:, 1:].ravel()), 0),
        )
    ]
    tail, head, road_class, one_way = (np.concatenate(pair) for pair in zip(*found))
    marks = np.array([index[-1, half], index[half, -1], index[0, half], index[half, 0], index[half, half]])
    return _Piece(xy, tail, head, road_class, one_way, np.full(len(tail), settlement), marks)


def _lines(
    tail: IntArray,
    head: IntArray,
    grid: FloatArray,
    across: int,
    *,
    length: float,
    random: np.random.Generator,
) -> tuple[IntArray, IntArray, IntArray, IntArray]:
    """Return the grid's lines of one direction that are there; ``across``: the coordinate they share."""
    line = np.abs(grid[tail, across]).astype(np.int64)
    away = np.sqrt((((grid[tail] + grid[head]) / 2) ** 2).sum(axis=1)) / length
    road_class = np.where(line % 40 == 0, EXPRESSWAY, np.where(line % 8 == 0, ARTERIAL, LOCAL))
    share = np.where(road_class == LOCAL, DENSEST * np.exp(-(away**2) / 2), (away <= EXTENT) | (line == 0))
    there = random.random(len(line)) < share
    central = (road_class == LOCAL) & (away < 1.0)
    one_way = np.where(
        central & (line % 5 == 1), FORWARD, np.where(central & (line % 5 == 3), BACKWARD, BOTH)
    )
    return tail[there], head[there], road_class[there], one_way[there]


def _joined(places: Settlements) -> Iterator[tuple[int, int]]:
    """Yield the pairs of settlements with a highway: all of a group are joined, and each to its nearest."""
    from scipy.sparse.csgraph import minimum_spanning_tree  # noqa: PLC0415

    for group in np.unique(places.group).tolist():
        own = np.flatnonzero(places.group == group)
        if len(own) == 1:
            continue
        between = np.sqrt(((places.centre[own, None] - places.centre[own]) ** 2).sum(axis=-1))
        tree = minimum_spanning_tree(between).tocoo()
        near = np.argsort(between, axis=1, kind="stable")[:, 1:3]
        ends = [np.stack([tree.row, tree.col], axis=1)]
        ends += [np.stack([np.arange(len(own)), each], axis=1) for each in near.T]
        pairs = np.unique(np.sort(np.concatenate(ends), axis=1), axis=0)
        yield from map(tuple, own[pairs].tolist())


def _highway(xy: FloatArray, a: IntArray, b: IntArray, first: int, *, settlement: int) -> _Piece:
    """Return a highway between the gates (5,) of two settlements that face each other, its own nodes numbered
    from ``first``."""
    gates = [own[_facing(xy[other[-1]] - xy[own[-1]])] for own, other in ((a, b), (b, a))]
    start, end = xy[gates[0]], xy[gates[1]]
    along = end - start
    metres = float(np.sqrt((along**2).sum()))
    sections = max(1, int(np.ceil(metres / SECTION_M)))
    t = np.arange(1, sections)[:, None] / sections
    bow = 0.15 * t * (1 - t) * np.array([-along[1], along[0]])
    nodes = np.concatenate([[gates[0]], first + np.arange(sections - 1), [gates[1]]])
    same = np.ones(sections, np.int64)
    own = (HIGHWAY * same, BOTH * same, settlement * same)
    return _Piece(start + t * along + bow, nodes[:-1], nodes[1:], *own, np.zeros(0, np.int64))


def _facing(direction: FloatArray) -> int:
    """Return which gate looks that way: east, north, west or south."""
    axis = int(abs(direction[1]) > abs(direction[0]))
    return axis + 2 * int(direction[axis] < 0)


def _reached(tail: IntArray, head: IntArray, one_way: IntArray, n: int, *, centres: IntArray) -> BoolArray:
    """Return which edges lie in a strongly connected part with a centre in it."""
    from scipy.sparse import coo_matrix  # noqa: PLC0415
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415

    ahead, back = one_way != BACKWARD, one_way != FORWARD
    start = np.concatenate([tail[ahead], head[back]])
    end = np.concatenate([head[ahead], tail[back]])
    graph = coo_matrix((np.ones(len(start), np.int8), (start, end)), shape=(n, n))
    _, label = connected_components(graph, directed=True, connection="strong")
    wanted = np.zeros(label.max() + 1, bool)
    wanted[label[centres]] = True
    return np.asarray(wanted[label[tail]] & (label[tail] == label[head]))


def _shuffled(
    places: Settlements, xy: FloatArray, columns: list[IntArray], random: np.random.Generator
) -> Country:
    """Put nodes and edges in an order by chance, and bend the lines a little."""
    tail, head = columns[:2]
    nodes = random.permutation(np.unique(np.concatenate([tail, head])))
    number = np.full(len(xy), _NO_NODE)
    number[nodes] = np.arange(len(nodes))
    order = random.permutation(len(tail))
    tail, head, road_class, one_way, settlement = (column[order] for column in columns)
    tail, head, node_xy = number[tail], number[head], xy[nodes]
    share = np.linspace(0.0, 1.0, INNER + 2)[:, None]
    vertices = node_xy[tail][:, None] * (1 - share) + node_xy[head][:, None] * share
    vertices[:, 1:-1] += random.uniform(-BEND_M, BEND_M, (len(tail), INNER, 2))
    return Country(places, node_xy, tail, head, road_class, one_way, settlement, vertices)
