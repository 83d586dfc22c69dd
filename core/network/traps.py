# SPDX-License-Identifier: GPL-2.0-or-later
"""Places that one-way streets let nobody leave, or let nobody reach."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..progress import SILENT, Progress
from .arrays import BoolArray, FloatArray, IntArray
from .components import component_roots
from .graph import RoadGraph
from .ways import Ways

_TRIES = 8


@dataclass(frozen=True, eq=False)
class Traps:
    """Connected places (t,), by their lowest ``node``: whether one gets ``out`` of them, and ``into`` them.

    ``edge``: one of their roads; ``roads``, ``km``: how many sections touch them, and how long those are.
    """

    node: IntArray
    out: BoolArray
    into: BoolArray
    edge: IntArray
    roads: IntArray
    km: FloatArray


def find_traps(graph: RoadGraph, progress: Progress = SILENT) -> Traps:
    """Return the places of the largest connected part outside its largest strongly connected part.

    The nodes from which one reaches some node and those that are reached from it have in common where one
    can drive from every node to every other: two searches find it, node by node is not needed (Fleischer,
    Hendrickson and Pınar 2000). Raises ``Cancelled`` when asked to stop.
    """
    n = graph.n_nodes
    into, out = _reach_of_largest(graph, progress)
    code = np.where(graph.component == 0, 2 * into + out, 3)  # 3: nobody is trapped
    u, v = graph.edge_u.astype(np.int64), graph.edge_v.astype(np.int64)
    alike = (code[u] == code[v]) & (code[u] < 3)  # noqa: PLR2004
    root = component_roots(n, u[alike], v[alike])
    place = np.flatnonzero((code < 3) & (root == np.arange(n)))  # noqa: PLR2004
    owner = np.where(code[u] < 3, root[u], root[v])  # noqa: PLR2004
    touching = np.flatnonzero((code[u] < 3) | (code[v] < 3))  # noqa: PLR2004
    at = np.searchsorted(place, owner[touching])
    edge = np.full(len(place), graph.n_edges, np.int64)
    np.minimum.at(edge, at, touching)
    return Traps(
        place,
        out[place],
        into[place],
        edge,
        np.bincount(at, minlength=len(place)),
        np.bincount(at, weights=graph.edge_length_m[touching], minlength=len(place)) / 1000.0,
    )


def _reach_of_largest(graph: RoadGraph, progress: Progress) -> tuple[BoolArray, BoolArray]:
    """Return which nodes the largest strongly connected part reaches, and which reach it (n,) each."""
    if (graph.forward & graph.backward).all():
        return np.ones(graph.n_nodes, bool), np.ones(graph.n_nodes, bool)
    ways, against = Ways.of(graph), Ways.of(graph, reverse=True)
    best = np.zeros(graph.n_nodes, bool), np.zeros(graph.n_nodes, bool)
    largest, left = 0, np.flatnonzero(graph.component == 0)
    for _ in range(_TRIES):
        if len(left) <= largest:
            break
        start = int(left[len(left) // 2])
        into, out = ways.reached(start, progress), against.reached(start, progress)
        together = into & out
        if together.sum() > largest:
            best, largest = (into, out), int(together.sum())
        left = left[~together[left]]
    return best
