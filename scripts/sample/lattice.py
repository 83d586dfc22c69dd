# SPDX-License-Identifier: GPL-2.0-or-later
"""Painting on the survey lattice: unit edges that are roads, and unit edges that are only lines on a map."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from .frame import Array
from .streets import Name

Spot = tuple[int, int]
Edge = tuple[int, int, int]  # x, y, 0 = to (x+1, y), 1 = to (x, y+1)

TWO_WAY, ONWARD, BACK = "both", "forward", "backward"


@dataclass(frozen=True)
class Way:
    """What a road is. ``place`` is the settlement it serves, or empty in the country."""

    road_class: int
    speed: int
    name: Name
    place: str = ""
    direction: str = TWO_WAY
    bridged: bool = False


@dataclass(frozen=True)
class Segment:
    """A chain of unit edges from node to node. ``way`` is None for a survey line."""

    spots: tuple[Spot, ...]
    way: Way | None
    limit: bool  # a municipal limit or the county line runs along it


def ends(edge: Edge) -> tuple[Spot, Spot]:
    x, y, upward = edge
    return (x, y), ((x, y + 1) if upward else (x + 1, y))


def between(a: Spot, b: Spot) -> Edge:
    """The unit edge between two neighbouring spots."""
    return (min(a[0], b[0]), min(a[1], b[1]), int(a[0] == b[0]))


def straight(a: Spot, b: Spot) -> Iterator[Edge]:
    """The unit edges of a straight line along the lattice."""
    (x1, y1), (x2, y2) = min(a, b), max(a, b)
    if x1 == x2:
        for y in range(y1, y2):
            yield (x1, y, 1)
    else:
        for x in range(x1, x2):
            yield (x, y1, 0)


class Lattice:
    """The drawing: roads and survey lines by unit edge."""

    def __init__(self) -> None:
        self.roads: dict[Edge, Way] = {}
        self.lines: dict[Edge, bool] = {}  # value: a municipal limit

    def pave(self, edges: Iterable[Edge], way: Way) -> None:
        """Lay a road; where one lies already, the more important (lower class) stays."""
        for edge in edges:
            old = self.roads.get(edge)
            if old is None or way.road_class < old.road_class:
                self.roads[edge] = way

    def survey(self, edges: Iterable[Edge], limit: bool) -> None:
        for edge in edges:
            self.lines[edge] = limit or self.lines.get(edge, False)

    def remove(self, edges: Iterable[Edge]) -> None:
        for edge in edges:
            self.roads.pop(edge, None)

    def neighbours(self) -> dict[Spot, list[Spot]]:
        """Road neighbours of each spot, in a fixed order."""
        found: dict[Spot, list[Spot]] = defaultdict(list)
        for edge in sorted(self.roads):
            a, b = ends(edge)
            found[a].append(b)
            found[b].append(a)
        return found

    def keep_connected(self, anchors: Iterable[Spot]) -> None:
        """Remove every road that cannot be reached from the road nearest to one of ``anchors``."""
        near = self.neighbours()
        spots = np.array(sorted(near))
        reached: set[Spot] = set()
        for anchor in anchors:
            nearest = int(np.argmin(((spots - anchor) ** 2).sum(axis=1)))
            stack = [(int(spots[nearest][0]), int(spots[nearest][1]))]
            while stack:
                spot = stack.pop()
                if spot not in reached:
                    reached.add(spot)
                    stack.extend(near[spot])
        self.remove([edge for edge in self.roads if ends(edge)[0] not in reached])

    def trim_stubs(self, longest: int) -> None:
        """Remove the ends of streets that stick out of a settlement by ``longest`` units or less."""
        near = self.neighbours()
        for spot in sorted(near):
            path = [spot]
            while len(near[path[-1]]) == (1 if len(path) == 1 else 2) and len(path) <= longest + 1:
                ahead = [other for other in near[path[-1]] if other not in path]
                if not ahead or not self.roads[between(path[-1], ahead[0])].place:
                    break
                path.append(ahead[0])
            if 1 < len(path) <= longest + 1 and len(near[path[-1]]) > 2:
                self.remove(between(a, b) for a, b in zip(path, path[1:]))

    def segments(self, extra_nodes: set[Spot]) -> list[Segment]:
        """Cut the drawing at junctions, ends, ``extra_nodes`` and where what runs there changes.

        A street that turns a corner with nothing else there stays one segment, with its first name.
        """
        around: dict[Spot, list[Edge]] = defaultdict(list)
        for edge in sorted(self.roads.keys() | self.lines.keys()):
            for spot in ends(edge):
                around[spot].append(edge)
        nodes = {spot for spot, edges in around.items() if self._is_node(edges)} | (
            extra_nodes & around.keys()
        )
        used: set[Edge] = set()
        found = []
        for node in sorted(nodes):
            for edge in around[node]:
                if edge not in used:
                    spots = self._follow(node, edge, around, nodes, used)
                    found.append(Segment(tuple(spots), self.roads.get(edge), self.lines.get(edge, False)))
        return found

    def _is_node(self, edges: list[Edge]) -> bool:
        if len(edges) != 2:
            return True
        a, b = edges
        if self.lines.get(a, False) != self.lines.get(b, False):
            return True
        one, two = self.roads.get(a), self.roads.get(b)
        if one is None or two is None:
            return one is not two
        turns = a[2] != b[2]
        same = (one.road_class, one.speed, one.direction) == (two.road_class, two.speed, two.direction)
        return not same or (one.name != two.name and not turns)

    @staticmethod
    def _follow(
        node: Spot, edge: Edge, around: dict[Spot, list[Edge]], nodes: set[Spot], used: set[Edge]
    ) -> list[Spot]:
        spots = [node]
        while True:
            used.add(edge)
            a, b = ends(edge)
            spots.append(b if a == spots[-1] else a)
            if spots[-1] in nodes:
                return spots
            edge = next(other for other in around[spots[-1]] if other != edge)


def spot_array(spots: Iterable[Spot]) -> Array:
    return np.array(list(spots), dtype=float)
