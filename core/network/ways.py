# SPDX-License-Identifier: GPL-2.0-or-later
"""The ways out of each node, with the edge that each one follows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..progress import SILENT, Progress, check
from .arrays import BoolArray, IntArray, concatenated_ranges
from .graph import RoadGraph


@dataclass(frozen=True, eq=False)
class Ways:
    """Ways by tail node.

    Those out of node i are ``first[i]…first[i]+degree[i]-1``, each to ``head`` along ``edge`` (w,).
    """

    first: IntArray
    degree: IntArray
    head: IntArray
    edge: IntArray

    @classmethod
    def of(cls, graph: RoadGraph, *, reverse: bool = False) -> Ways:
        """Return the ways as driven, or with ``reverse`` against that."""
        u, v = graph.edge_u.astype(np.int64), graph.edge_v.astype(np.int64)
        tail = np.concatenate((u[graph.forward], v[graph.backward]))
        head = np.concatenate((v[graph.forward], u[graph.backward]))
        edge = np.concatenate((np.flatnonzero(graph.forward), np.flatnonzero(graph.backward)))
        if reverse:
            tail, head = head, tail
        order = np.argsort(tail, kind="stable")
        degree = np.bincount(tail, minlength=graph.n_nodes)
        return cls(np.cumsum(degree) - degree, degree, head[order], edge[order])

    def onward(self, node: IntArray) -> tuple[IntArray, IntArray]:
        """Return all ways out of ``node`` (k,): the position in ``node`` and the way (w,) each."""
        count = self.degree[node]
        return np.repeat(np.arange(len(node)), count), concatenated_ranges(self.first[node], count)

    def reached(self, start: int, progress: Progress = SILENT) -> BoolArray:
        """Return which nodes can be reached from ``start`` (n,). Raises ``Cancelled``."""
        found = np.zeros(len(self.first), bool)
        found[start] = True
        front = np.array([start])
        while len(front):
            check(progress)
            head = self.head[self.onward(front)[1]]
            front = np.unique(head[~found[head]])
            found[front] = True
        return found
