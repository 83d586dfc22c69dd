# SPDX-License-Identifier: GPL-2.0-or-later
"""New York City's roads from the files of the 9th DIMACS challenge.

``.gr.gz`` holds arcs (``a tail head weight``, nodes from 1), ``.co.gz`` coordinates (``v node lon lat`` in
millionths of a degree). Weights of the distance graph are decimetres; in the travel-time graph they are the
distance divided by 1.0, 0.8, 0.6 or 0.4, one factor for each of four road categories.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .networks import FloatArray, IntArray

FASTEST_KMH = 100.0
"""Speed taken for the category of factor 1.0; the others follow: 80, 60 and 40 km/h."""


@dataclass(frozen=True, eq=False)
class DimacsNetwork:
    """Two-way roads: positions ``node_lonlat`` (n, 2) in degrees; ``tail``, ``head``, ``speed_kmh`` (m,)."""

    node_lonlat: FloatArray
    tail: IntArray
    head: IntArray
    speed_kmh: FloatArray


def read_network(distance: Path, time: Path, coordinates: Path) -> DimacsNetwork:
    """Read one network; each road, given as two arcs, becomes one edge.

    Raises ``ValueError`` when the files do not belong together.
    """
    by_distance, by_time = read_arcs(distance), read_arcs(time)
    if not np.array_equal(by_distance[:, :2], by_time[:, :2]):
        raise ValueError(f"{distance.name} and {time.name} do not have the same arcs")
    ends = np.sort(by_distance[:, :2], axis=1)
    _, first = np.unique(ends, axis=0, return_index=True)
    first = np.sort(first[ends[first, 0] != ends[first, 1]])
    factor = by_distance[first, 2] / np.maximum(by_time[first, 2], 1)
    category = np.clip(np.round(factor * 5), 2, 5)  # 0.4, 0.6, 0.8, 1.0: whole numbers hide it on short arcs
    return DimacsNetwork(
        read_coordinates(coordinates),
        ends[first, 0] - 1,
        ends[first, 1] - 1,
        category / 5 * FASTEST_KMH,
    )


def read_arcs(path: Path) -> IntArray:
    """Return the arcs (a, 3): tail, head, weight; nodes from 1. ``ValueError`` when some are missing."""
    numbers, announced = _read(path, "a"), _announced(path)
    if len(numbers) != announced[1]:
        raise ValueError(f"{path.name} announces {announced[1]} arcs and has {len(numbers)}")
    return numbers


def read_coordinates(path: Path) -> FloatArray:
    """Return the positions (n, 2) of the nodes, in their order, in degrees."""
    numbers = _read(path, "v")
    lonlat = np.full((int(numbers[:, 0].max()), 2), np.nan)
    lonlat[numbers[:, 0] - 1] = numbers[:, 1:] / 1e6
    return lonlat


def _read(path: Path, letter: str) -> IntArray:
    """Return the three numbers of every line that starts with ``letter``."""
    with gzip.open(path, "rt", encoding="ascii") as stream:
        wanted = "".join(line[2:] for line in stream if line.startswith(f"{letter} "))
    return np.array(wanted.split(), dtype=np.int64).reshape(-1, 3)


def _announced(path: Path) -> tuple[int, int]:
    """Return the counts of nodes and arcs of the line ``p sp NODES ARCS``."""
    with gzip.open(path, "rt", encoding="ascii") as stream:
        for line in stream:
            if line.startswith("p sp "):
                nodes, arcs = line.split()[2:4]
                return int(nodes), int(arcs)
    raise ValueError(f"{path.name} has no line “p sp”")
