# SPDX-License-Identifier: GPL-2.0-or-later
"""The faces between lines: roads, survey lines, rivers and shores cut the county into pieces that tile it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .frame import CENTIMETRE, Array, to_lambert
from .geometry import Line
from .lattice import Way
from .water import Water

Node = tuple[float, float]
ROAD, SURVEY, RIVER, SHORE, ISLAND = "road", "survey", "river", "shore", "island"
_BEYOND_M = 120.0  # rivers are drawn past the county line, so that they cross it


@dataclass(frozen=True)
class Border:
    """A piece of line between two nodes of the arrangement."""

    points: Array
    kind: str
    way: Way | None
    limit: bool

    @property
    def length(self) -> float:
        return float(np.hypot(*np.diff(self.points, axis=0).T).sum())


class Arrangement:
    """Borders and the faces they bound. Half-border 2i runs along border i, 2i + 1 against it.

    ``left[h]`` is the face left of half-border ``h``; ``OUTSIDE`` is everything beyond the county.
    """

    OUTSIDE = -1

    def __init__(self, borders: Sequence[Border]) -> None:
        self.borders = borders
        self._turns()
        self._trace()

    def _turns(self) -> None:
        leaving: dict[Node, list[tuple[float, int]]] = defaultdict(list)
        for i, border in enumerate(self.borders):
            for half, points in ((2 * i, border.points), (2 * i + 1, border.points[::-1])):
                dx, dy = points[1] - points[0]
                leaving[_node(points[0])].append((math.atan2(dy, dx), half))
        self.clockwise = [0] * (2 * len(self.borders))  # the next half-border leaving the same node
        for halves in leaving.values():
            ordered = [half for _, half in sorted(halves)]
            for half, after in zip(ordered, ordered[-1:] + ordered[:-1]):
                self.clockwise[half] = after

    def _trace(self) -> None:
        self.left = [-2] * (2 * len(self.borders))
        self.areas: list[float] = []
        for start in range(len(self.left)):
            if self.left[start] != -2:
                continue
            walk, half = [], start
            while not walk or half != start:
                walk.append(half)
                half = self.clockwise[half ^ 1]
            area = _area(self.outline(walk))
            face = len(self.areas) if area > 0 else self.OUTSIDE
            if area > 0:
                self.areas.append(area)
            for half in walk:
                self.left[half] = face

    def points(self, half: int) -> Array:
        points = self.borders[half // 2].points
        return points[::-1] if half & 1 else points

    def outline(self, walk: Sequence[int]) -> Array:
        """The closed line along half-borders (first point repeated at the end)."""
        parts = [self.points(half)[:-1] for half in walk]
        return np.vstack([*parts, parts[0][:1]])

    def rings(self, region_of: Sequence[int]) -> dict[int, list[Array]]:
        """Closed rings of regions of faces (``region_of[face]``); outer rings turn left, holes right.

        A ring that would touch itself is cut in two there, as polygons must be.
        """
        region = [region_of[face] if face != self.OUTSIDE else self.OUTSIDE for face in self.left]
        edge = [region[half] != region[half ^ 1] for half in range(len(region))]
        seen: set[int] = set()
        found: dict[int, list[Array]] = defaultdict(list)
        for start in range(len(region)):
            if start in seen or not edge[start] or region[start] == self.OUTSIDE:
                continue
            walk: list[int] = []
            half = start
            while not walk or half != start:
                walk.append(half)
                seen.add(half)
                half = self.clockwise[half ^ 1]
                while not edge[half]:
                    half = self.clockwise[half]
            found[region[start]] += [self.outline(loop) for loop in self._simple(walk)]
        return found

    def _simple(self, walk: list[int]) -> list[list[int]]:
        loops: list[list[int]] = []
        stack: list[int] = []
        where: dict[Node, int] = {}
        for half in walk:
            start = _node(self.points(half)[0])
            if start in where:
                cut = where[start]
                loops.append(stack[cut:])
                for dropped in stack[cut:]:
                    where.pop(_node(self.points(dropped)[0]), None)
                del stack[cut:]
            where[start] = len(stack)
            stack.append(half)
        return [*loops, stack]


def arrange(lines: Sequence[Line], water: Water) -> Arrangement:
    """Cut all lines where they cross and find the faces between them."""
    natural = [(RIVER, _past_the_ends(to_lambert(river.line), water)) for river in water.rivers]
    natural += [(SHORE, to_lambert(water.shore)), (ISLAND, to_lambert(water.island))]
    cuts = _crossings([points for _, points in natural], [line.points for line in lines])
    mouths = {_node(points[end]) for kind, points in natural if kind == RIVER for end in (0, -1)}
    borders = []
    for i, (kind, points) in enumerate(natural):
        borders += [Border(piece, kind, None, False) for piece in _split(points, cuts["natural", i], mouths)]
    for i, line in enumerate(lines):
        kind = ROAD if line.way is not None else SURVEY
        borders += [
            Border(piece, kind, line.way, line.limit) for piece in _split(line.points, cuts["line", i], set())
        ]
    return Arrangement(borders)


def _past_the_ends(points: Array, water: Water) -> Array:
    shore = {_node(point) for point in to_lambert(water.shore)}
    for end, inner in ((0, 1), (-1, -2)):
        if _node(points[end]) not in shore:
            along = points[end] - points[inner]
            points[end] = np.round(points[end] + along * (_BEYOND_M / np.hypot(*along)), CENTIMETRE)
    return points


def _crossings(
    natural: Sequence[Array], lines: Sequence[Array]
) -> dict[tuple[str, int], list[tuple[int, float, Array]]]:
    """Where natural lines meet the others: for each line, (part, share along the part, position)."""
    owner = np.concatenate([np.full(len(points) - 1, i) for i, points in enumerate(lines)])
    part = np.concatenate([np.arange(len(points) - 1) for points in lines])
    a = np.vstack([points[:-1] for points in lines])
    b = np.vstack([points[1:] for points in lines])
    low, high = np.minimum(a, b), np.maximum(a, b)
    cuts: dict[tuple[str, int], list[tuple[int, float, Array]]] = defaultdict(list)
    for i, points in enumerate(natural):
        for j, (p, q) in enumerate(zip(points[:-1], points[1:])):
            close = np.flatnonzero(((low <= np.maximum(p, q)) & (high >= np.minimum(p, q))).all(axis=1))
            along, edge, offset = q - p, b[close] - a[close], a[close] - p
            across = along[0] * edge[:, 1] - along[1] * edge[:, 0]
            parallel = across == 0
            across[parallel] = 1.0
            t = (offset[:, 0] * edge[:, 1] - offset[:, 1] * edge[:, 0]) / across
            s = (offset[:, 0] * along[1] - offset[:, 1] * along[0]) / across
            for k in np.flatnonzero((t > 0) & (t < 1) & (s > 0) & (s < 1) & ~parallel):
                position = np.round(p + along * t[k], CENTIMETRE)
                cuts["natural", i].append((j, float(t[k]), position))
                cuts["line", int(owner[close[k]])].append((int(part[close[k]]), float(s[k]), position))
    return cuts


def _split(points: Array, cuts: list[tuple[int, float, Array]], at_vertices: set[Node]) -> list[Array]:
    """Cut a line at positions on its parts, and at those of its inner vertices that are nodes already."""
    cuts = cuts + [
        (i, 0.0, point) for i, point in enumerate(points[:-1]) if i and _node(point) in at_vertices
    ]
    pieces, piece, done = [], [points[0]], 0
    for part, _, position in sorted(cuts, key=lambda cut: cut[:2]):
        piece += [point for point in points[done + 1 : part + 1] if _node(point) != _node(position)]
        done = part
        pieces.append(np.array([*piece, position]))
        piece = [position]
    pieces.append(np.array([*piece, *points[done + 1 :]]))
    return pieces


def _node(point: Array) -> Node:
    return round(float(point[0]), CENTIMETRE), round(float(point[1]), CENTIMETRE)


def _area(ring: Array) -> float:
    x, y = ring[:, 0] - ring[0, 0], ring[:, 1] - ring[0, 1]
    return float((x[:-1] * y[1:] - x[1:] * y[:-1]).sum() / 2)


def ring_area(ring: Array) -> float:
    """Signed area of a closed ring: positive when it turns left."""
    return _area(ring)
