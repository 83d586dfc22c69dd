# SPDX-License-Identifier: GPL-2.0-or-later
"""Generated street networks: the same numbers give the same streets on every machine.

A jittered grid of 100 m blocks. Every eighth street is an arterial, every fortieth a highway; of the local
streets a third is missing and some are one-way. Only the largest strongly connected part is kept, so that
every place can be reached from every other, and nodes and edges are shuffled, since real layers are in no
helpful order. Positions are metres, EPSG:32618, around Ottawa.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]

EPSG = 32618
SPACING_M = 100.0
JITTER_M = 25.0
BEND_JITTER_M = 4.0
ORIGIN = (400_000.0, 5_000_000.0)
SPEEDS_KMH = (30.0, 50.0, 100.0)
"""Of a local street, an arterial and a highway: the positions are the values of ``road_class``."""

BOTH, FORWARD, BACKWARD = range(3)
"""Values of ``one_way``."""

KEPT_SHARE = 0.64
"""Share of the local streets that are there; with the others that makes 1.36 edges for each grid node."""

EDGES_PER_GRID_NODE = 1.36


@dataclass(frozen=True, eq=False)
class StreetNetwork:
    """Streets as arrays. ``node_xy`` (n, 2); edge e leads from ``tail[e]`` to ``head[e]`` along the vertices
    ``vertices[e]`` (m, 2 + inner, 2); ``road_class`` and ``one_way`` (m,) are codes of this module."""

    node_xy: FloatArray
    tail: IntArray
    head: IntArray
    road_class: IntArray
    one_way: IntArray
    vertices: FloatArray

    def __len__(self) -> int:
        return len(self.tail)

    @property
    def speed_kmh(self) -> FloatArray:
        return np.asarray(SPEEDS_KMH)[self.road_class]

    @property
    def forward(self) -> BoolArray:
        return np.asarray(self.one_way != BACKWARD)

    @property
    def backward(self) -> BoolArray:
        return np.asarray(self.one_way != FORWARD)


def street_grid(edges: int, inner: int = 2, seed: int = 1) -> StreetNetwork:
    """Return streets with about ``edges`` edges and ``inner`` vertices inside each."""
    random = np.random.default_rng(seed)
    side = int(np.ceil(np.sqrt(edges / EDGES_PER_GRID_NODE)))
    column, row = np.meshgrid(np.arange(side), np.arange(side), indexing="ij")
    jitter = [random.uniform(-JITTER_M, JITTER_M, (side, side)) for _ in range(2)]
    xy = np.stack([column * SPACING_M + jitter[0], row * SPACING_M + jitter[1]], axis=-1).reshape(-1, 2)
    columns = _grid_edges(side, random)
    columns = _strongly_connected(columns, len(xy))
    tail, head, road_class, one_way = columns
    nodes = random.permutation(np.unique(np.concatenate([tail, head])))
    number = np.full(len(xy), -1)
    number[nodes] = np.arange(len(nodes))
    order = random.permutation(len(tail))
    node_xy = xy[nodes] + ORIGIN
    tail, head = number[tail[order]], number[head[order]]
    return StreetNetwork(
        node_xy,
        tail,
        head,
        road_class[order],
        one_way[order],
        _bent(node_xy[tail], node_xy[head], inner, random),
    )


def _grid_edges(side: int, random: np.random.Generator) -> tuple[IntArray, ...]:
    """Return tail, head, class and one-way code of the grid's edges, missing streets left out."""
    index = np.arange(side * side).reshape(side, side)
    found = []
    for tail, head, street in (
        (index[:-1, :], index[1:, :], np.broadcast_to(np.arange(side), (side - 1, side))),
        (index[:, :-1], index[:, 1:], np.broadcast_to(np.arange(side)[:, None], (side, side - 1))),
    ):
        line = street.ravel()
        road_class = np.where(line % 40 == 20, 2, np.where(line % 8 == 4, 1, 0))
        one_way = np.zeros(len(line), np.int64)
        one_way[(road_class == 0) & (line % 9 == 3)] = FORWARD
        one_way[(road_class == 0) & (line % 9 == 6)] = BACKWARD
        there = (road_class > 0) | (random.random(len(line)) < KEPT_SHARE)
        found.append([each[there] for each in (tail.ravel(), head.ravel(), road_class, one_way)])
    return tuple(np.concatenate(pair) for pair in zip(*found))


def _strongly_connected(columns: tuple[IntArray, ...], n: int) -> tuple[IntArray, ...]:
    """Keep the edges inside the largest strongly connected part of ``n`` nodes."""
    # A benchmark may need scipy; imported here so that the readers of generated files do not.
    from scipy.sparse import coo_matrix  # noqa: PLC0415
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415

    tail, head, _, one_way = columns
    ahead, back = one_way != BACKWARD, one_way != FORWARD
    start = np.concatenate([tail[ahead], head[back]])
    end = np.concatenate([head[ahead], tail[back]])
    graph = coo_matrix((np.ones(len(start)), (start, end)), shape=(n, n))
    _, label = connected_components(graph, directed=True, connection="strong")
    largest = label == np.bincount(label).argmax()
    kept = largest[tail] & largest[head]
    return tuple(column[kept] for column in columns)


def _bent(start: FloatArray, end: FloatArray, inner: int, random: np.random.Generator) -> FloatArray:
    """Return lines (m, 2 + inner, 2) from ``start`` to ``end`` that bend a little on the way."""
    share = np.linspace(0.0, 1.0, inner + 2)[:, None]
    lines = start[:, None] * (1 - share) + end[:, None] * share
    lines[:, 1:-1] += random.uniform(-BEND_JITTER_M, BEND_JITTER_M, (len(start), inner, 2))
    return np.asarray(lines)


def service_points(node_xy: FloatArray, count: int, seed: int = 7, inside: float = 0.8) -> FloatArray:
    """Return ``count`` positions near nodes, in the middle ``inside`` of the extent so that none is at its
    border. Fewer points are the first of more points."""
    random = np.random.default_rng(seed)
    low, high = node_xy.min(axis=0), node_xy.max(axis=0)
    middle, half = (low + high) / 2, (high - low) / 2 * inside
    central = np.flatnonzero((np.abs(node_xy - middle) < half).all(axis=1))
    order = random.permutation(central)
    chosen = order[np.arange(count) % len(order)]
    shift = random.uniform(-40.0, 40.0, (count, 2))
    return np.asarray(node_xy[chosen] + shift)


def population(node_xy: FloatArray, count: int, seed: int = 9) -> tuple[FloatArray, FloatArray]:
    """Return ``count`` positions near nodes and how many people live there, 70 on average."""
    random = np.random.default_rng(seed)
    chosen = random.integers(0, len(node_xy), count)
    shift = random.uniform(-60.0, 60.0, (count, 2))
    return node_xy[chosen] + shift, random.poisson(70, count).astype(np.float64)
