# SPDX-License-Identifier: GPL-2.0-or-later
"""Connected components of an undirected graph, vectorised."""

from __future__ import annotations

import numpy as np

from .arrays import Int32Array, IntArray


def component_roots(n: int, u: IntArray | Int32Array, v: IntArray | Int32Array) -> IntArray:
    """Return for each of ``n`` nodes the lowest node of its component (n,), given the links ``u``-``v``.

    Every tree of roots hooks onto a lower neighbouring root, then paths are compressed, until no link joins
    two trees (Shiloach and Vishkin 1982). The lowest node never hooks, so it is the root in the end.
    """
    root = np.arange(n, dtype=np.int64)
    while len(u):
        ru, rv = root[u], root[v]
        apart = ru != rv
        u, v = u[apart], v[apart]
        low, high = np.minimum(ru, rv)[apart], np.maximum(ru, rv)[apart]
        root[high] = low
        while True:
            parent = root[root]
            if np.array_equal(parent, root):
                break
            root = parent
    return root


def component_labels(n: int, u: IntArray | Int32Array, v: IntArray | Int32Array) -> Int32Array:
    """Return component labels (n,): 0 is the component with most nodes, ties by the lowest node."""
    roots, inverse, counts = np.unique(component_roots(n, u, v), return_inverse=True, return_counts=True)
    rank = np.empty(len(roots), np.int32)
    rank[np.argsort(-counts, kind="stable")] = np.arange(len(roots), dtype=np.int32)
    labels: Int32Array = rank[inverse.reshape(-1)]
    return labels
