# SPDX-License-Identifier: GPL-2.0-or-later
"""Polygons as oriented edges in a plane where areas are true, and how much of one lies in another."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import factorial

import numpy as np

from ..network.arrays import BoolArray, FloatArray, HilbertCurve, IntArray, concatenated_ranges
from ..network.segments import BoxTree

_E2 = 0.0066943799901413165
"""First eccentricity squared of WGS 84."""
_CHUNK = 1_000_000
_THIN = 1e-14
"""Degrees, a nanometre: edges that run from left to right by less count as upright."""
_POLYGON, _MULTIPOLYGON = 3, 6
_CORNERS = 4
_SINE = [(-1) ** i / factorial(2 * i + 1) for i in range(13)]
"""sin φ / φ in powers of φ²: what is left out is below 10⁻²¹ up to a right angle."""
_ARTANH = [1.0 / (2 * i + 1) for i in range(8)]
"""artanh(x) / x in powers of x²: what is left out is below 10⁻¹⁸ for the ellipsoid's eccentricity."""


def equal_area(lonlat: FloatArray) -> FloatArray:
    """Return positions (n, 2) of degrees, EPSG:4326, in the cylindrical equal-area plane of the ellipsoid.

    x is the longitude and y the authalic q, both in degrees (Snyder 1987, Map Projections, eq. 3-12 and
    10-15 without its constant factors): areas in this plane are those on the ellipsoid times one constant.

    Sine and inverse hyperbolic tangent are summed up here (Taylor, to the last bit of a double): numpy's own
    round as the processor does, and shares of areas would differ from one computer to another.
    """
    phi = lonlat[:, 1] * (np.pi / 180.0)
    sine = phi * _polynomial(phi * phi, _SINE)
    es2 = _E2 * (sine * sine)
    q = (1.0 - _E2) * sine * (1.0 / (1.0 - es2) + _polynomial(es2, _ARTANH))
    return np.stack([lonlat[:, 0], q * (90.0 / np.pi)], axis=1)


def _polynomial(x: FloatArray, coefficients: Sequence[float]) -> FloatArray:
    """Return Σ coefficients[i] xⁱ (Horner)."""
    total = np.full(len(x), coefficients[-1], np.float64)
    for each in coefficients[-2::-1]:
        total = total * x + each
    return total


@dataclass(frozen=True, eq=False)
class Shapes:
    """n polygons or multipolygons as edges with the inside on their left, in the equal-area plane.

    The edges of shape i are ``first[i] … first[i + 1]`` (n + 1,); ``start`` and ``end`` (e, 2) are their
    ends, ``box`` (n, 4) xmin, ymin, xmax, ymax, and ``area`` (n,). A shape without edges has no area and an
    empty box.
    """

    first: IntArray
    start: FloatArray
    end: FloatArray
    box: FloatArray
    area: FloatArray

    def __len__(self) -> int:
        return len(self.area)

    def meeting_box(self, box: FloatArray) -> IntArray:
        """Return the shapes, rising, whose boxes meet a ``box`` (4,)."""
        tree, shape = self._tree
        rows = np.sort(shape[tree.candidates(box[None, :2], box[None, 2:])[1]])
        low, high = self.box[rows, :2], self.box[rows, 2:]
        return np.asarray(rows[((low <= box[2:]) & (high >= box[:2])).all(axis=1)])

    @cached_property
    def _tree(self) -> tuple[BoxTree, IntArray]:
        """A tree over the boxes that are not empty, and the shape of each of its items."""
        shape = np.flatnonzero(np.isfinite(self.box).all(axis=1))
        middle = (self.box[shape, :2] + self.box[shape, 2:]) / 2
        shape = shape[np.argsort(HilbertCurve.over(middle).codes(middle), kind="stable")]
        return BoxTree.build(self.box[shape, :2], self.box[shape, 2:]), shape

    @classmethod
    def of_wkb(cls, polygons: Sequence[bytes]) -> Shapes:
        """Read valid polygons, WKB in degrees, EPSG:4326. Rings may turn either way."""
        rings: list[FloatArray] = []
        hole: list[bool] = []
        of: list[int] = []
        for i, wkb in enumerate(polygons):
            for number, ring in _rings(wkb):
                if len(ring) >= _CORNERS:
                    rings.append(ring)
                    hole.append(number > 0)
                    of.append(i)
        return _shapes(len(polygons), rings, np.array(hole, bool), np.array(of, np.int64))


def _shapes(number: int, rings: list[FloatArray], hole: BoolArray, of: IntArray) -> Shapes:
    box = np.tile([np.inf, np.inf, -np.inf, -np.inf], (number, 1))
    if not rings:
        none = np.zeros((0, 2))
        return Shapes(np.zeros(number + 1, np.int64), none, none, box, np.zeros(number))
    xy = equal_area(np.concatenate(rings))
    length = np.array([len(ring) for ring in rings])
    last = np.cumsum(length) - 1
    np.minimum.at(box[:, :2], of, np.minimum.reduceat(xy, last - length + 1))
    np.maximum.at(box[:, 2:], of, np.maximum.reduceat(xy, last - length + 1))
    begins = np.ones(len(xy), bool)
    begins[last] = False
    at = np.flatnonzero(begins)
    start, end = xy[at], xy[at + 1]
    ring = np.repeat(np.arange(len(rings)), length - 1)
    near = box[of[ring], :2]
    cross = (start - near)[:, 0] * (end - near)[:, 1] - (start - near)[:, 1] * (end - near)[:, 0]
    twice = np.bincount(ring, weights=cross, minlength=len(rings))
    turned = ((twice > 0) == hole)[ring]
    start[turned], end[turned] = end[turned], start[turned]
    edges = np.bincount(of[ring], minlength=number)
    size = np.where(hole, -0.5, 0.5) * np.abs(twice)
    area = np.bincount(of, weights=size, minlength=number).astype(np.float64)
    return Shapes(np.concatenate([[0], np.cumsum(edges)]), start, end, box, area)


def _rings(wkb: bytes) -> Iterator[tuple[int, FloatArray]]:
    """Yield the rings of a WKB Polygon or MultiPolygon, each with its number within its polygon."""
    order = "<" if wkb[:1] == b"\x01" else ">"
    kind, number = struct.unpack_from(order + "II", wkb, 1)
    at = 9 if kind == _MULTIPOLYGON else 0
    for _ in range(number if kind == _MULTIPOLYGON else int(kind == _POLYGON)):
        (rings,) = struct.unpack_from(order + "I", wkb, at + 5)
        at += 9
        for ring in range(rings):
            (count,) = struct.unpack_from(order + "I", wkb, at)
            xy = np.frombuffer(wkb, order + "f8", 2 * count, at + 4).reshape(-1, 2)
            yield ring, xy.astype(np.float64)
            at += 4 + 16 * count


@dataclass(frozen=True, eq=False)
class Pieces:
    """Edges within the boxes of shapes, seen from each box's lower left corner, from left to right.

    ``shape`` (p,) rising: whose box. ``x`` and ``y`` (p, 2): ends. ``weight`` (p,): summed over the pieces
    above a position in the box, they give 1 inside and 0 outside.
    """

    shape: IntArray
    x: FloatArray
    y: FloatArray
    weight: IntArray

    def __len__(self) -> int:
        return len(self.shape)

    def of(self, chosen: IntArray | BoolArray | slice) -> Pieces:
        """Return the chosen pieces."""
        return Pieces(self.shape[chosen], self.x[chosen], self.y[chosen], self.weight[chosen])

    @cached_property
    def slope(self) -> FloatArray:
        """Rise per run (p,)."""
        return np.asarray((self.y[:, 1] - self.y[:, 0]) / (self.x[:, 1] - self.x[:, 0]))

    @classmethod
    def joined(cls, parts: Sequence[Pieces]) -> Pieces:
        """Return all pieces of the parts by shape, those of one shape in the order of the parts."""
        shape = np.concatenate([part.shape for part in parts])
        order = np.argsort(shape, kind="stable")
        x, y = np.concatenate([part.x for part in parts]), np.concatenate([part.y for part in parts])
        weight = np.concatenate([part.weight for part in parts])
        return cls(shape[order], x[order], y[order], weight[order])


def outlines(shapes: Shapes, rows: IntArray) -> Pieces:
    """Return the edges of the shapes ``rows`` (r,), rising, as pieces within their own boxes."""
    begin = shapes.first[rows]
    counts = shapes.first[rows + 1] - begin
    at = concatenated_ranges(begin, counts)
    owner = np.repeat(rows, counts)
    return _from_left(shapes.start[at], shapes.end[at], owner, shapes.box[owner, :2])


def _from_left(start: FloatArray, end: FloatArray, owner: IntArray, corner: FloatArray) -> Pieces:
    """Turn edges to run from left to right; vertical ones bound nothing above or below."""
    turned = start[:, 0] > end[:, 0]
    left = np.where(turned[:, None], end, start) - corner
    right = np.where(turned[:, None], start, end) - corner
    pieces = Pieces(
        owner,
        np.stack([left[:, 0], right[:, 0]], axis=1),
        np.stack([left[:, 1], right[:, 1]], axis=1),
        np.where(turned, 1, -1),
    )
    return pieces.of(right[:, 0] - left[:, 0] > _THIN)


def cut_to_boxes(area: Shapes, shapes: Shapes, rows: IntArray) -> tuple[Pieces, IntArray]:
    """Cut one polygon ``area`` (``Shapes`` of one) to the boxes of the shapes ``rows`` (r,), rising.

    Returns its pieces in the boxes that its outline touches, and those of ``rows`` whose boxes lie wholly
    inside. What lies above a box comes back as pieces along its upper side.
    """
    box = shapes.box[rows]
    inside, crossing = _along_tops(area, box)
    near = _near(area, box)
    touched = np.zeros(len(rows), bool)
    touched[near.shape] = touched[crossing.shape] = True
    corner = np.flatnonzero(touched & (inside != 0))
    width, height = (box[:, 2:] - box[:, :2]).T
    tops = Pieces(
        corner,
        np.stack([np.zeros(len(corner)), width[corner]], axis=1),
        np.stack([height[corner]] * 2, axis=1),
        inside[corner],
    )
    pieces = Pieces.joined([near, crossing, tops])
    return (
        Pieces(rows[pieces.shape], pieces.x, pieces.y, pieces.weight),
        rows[~touched & (inside > 0)],
    )


def _along_tops(area: Shapes, box: FloatArray) -> tuple[IntArray, Pieces]:
    """Say whether the upper left corner of each box is inside, and where its upper side enters or leaves.

    An edge crosses the line of an upper side when it begins above it and does not end above it, or the
    other way round; one rule for corners and sides leaves no position out and none twice.
    """
    top = box[:, 3]
    order = np.argsort(top, kind="stable")
    low, high = np.minimum(area.start[:, 1], area.end[:, 1]), np.maximum(area.start[:, 1], area.end[:, 1])
    begin = np.searchsorted(top[order], low, "left")
    counts = np.searchsorted(top[order], high, "left") - begin
    edge = np.repeat(np.arange(len(low)), counts)
    which = order[concatenated_ranges(begin, counts)]
    x = _x_at(area.start[edge], area.end[edge], top[which])
    turn = np.where(area.end[edge, 1] > area.start[edge, 1], -1, 1)
    before = x <= box[which, 0]
    inside = np.bincount(which[before], weights=turn[before], minlength=len(box)).astype(np.int64)
    on = ~before & (box[which, 2] - x > _THIN)
    which, x, turn = which[on], x[on], turn[on]
    left, right = x - box[which, 0], box[which, 2] - box[which, 0]
    height = box[which, 3] - box[which, 1]
    return inside, Pieces(which, np.stack([left, right], 1), np.stack([height, height], 1), turn)


def _x_at(start: FloatArray, end: FloatArray, y: FloatArray) -> FloatArray:
    """Where edges that are not level reach the height ``y``, never beyond their ends."""
    low, high = np.minimum(start[:, 0], end[:, 0]), np.maximum(start[:, 0], end[:, 0])
    slope = (end[:, 0] - start[:, 0]) / (end[:, 1] - start[:, 1])
    return np.clip(start[:, 0] + (y - start[:, 1]) * slope, low, high)


def _near(area: Shapes, box: FloatArray) -> Pieces:
    """Return the parts of the edges that lie in the boxes."""
    low, high = np.minimum(area.start, area.end), np.maximum(area.start, area.end)
    edge, which = meeting(low[:, 1], high[:, 1], box[:, 1], box[:, 3])
    meet = (low[edge, 0] <= box[which, 2]) & (high[edge, 0] >= box[which, 0])
    edge, which = edge[meet], which[meet]
    whole = _from_left(area.start[edge], area.end[edge], which, box[which, :2])
    return _clipped(whole, box[whole.shape, 2:] - box[whole.shape, :2])


def _clipped(pieces: Pieces, size: FloatArray) -> Pieces:
    """Cut pieces to 0 … ``size`` (p, 2) in both directions."""
    x, y = pieces.x, pieces.y
    rise = y[:, 1] - y[:, 0]
    level = rise == 0.0
    pace = np.where(level, 0.0, (x[:, 1] - x[:, 0]) / np.where(level, 1.0, rise))
    within = np.clip(y, 0.0, size[:, 1:])
    across = np.clip(x[:, :1] + (within - y[:, :1]) * pace[:, None], x[:, :1], x[:, 1:])
    across = np.where(within == y, x, across)
    run = across[:, 1] - across[:, 0]
    slope = np.where(run > 0, (within[:, 1] - within[:, 0]) / np.where(run > 0, run, 1.0), 0.0)
    ends = np.clip(across, 0.0, size[:, :1])
    heights = np.where(ends == across, within, within[:, :1] + (ends - across[:, :1]) * slope[:, None])
    inside = (ends[:, 1] - ends[:, 0] > _THIN) & (y.max(axis=1) >= 0.0) & (y.min(axis=1) <= size[:, 1])
    cut = Pieces(pieces.shape, ends, np.clip(heights, 0.0, size[:, 1:]), pieces.weight)
    return cut.of(inside)


def meeting(
    low: FloatArray, high: FloatArray, bottom: FloatArray, top: FloatArray
) -> tuple[IntArray, IntArray]:
    """Return all pairs of intervals ``low … high`` (e,) and ``bottom … top`` (n,) that meet, as indices.

    The latter are taken in classes of like size, each sorted, so that few pairs are looked at in vain.
    """
    size = top - bottom
    _, sizes = np.frexp(size)
    first: list[IntArray] = []
    second: list[IntArray] = []
    for level in np.unique(sizes):
        rows = np.flatnonzero(sizes == level)
        rows = rows[np.argsort(bottom[rows], kind="stable")]
        begin = np.searchsorted(bottom[rows], low - size[rows].max(), "left")
        counts = np.searchsorted(bottom[rows], high, "right") - begin
        edge = np.repeat(np.arange(len(low)), counts)
        which = rows[concatenated_ranges(begin, counts)]
        meet = top[which] >= low[edge]
        first.append(edge[meet])
        second.append(which[meet])
    return np.concatenate(first), np.concatenate(second)


def shared_area(shapes: Shapes, pieces: Pieces) -> tuple[IntArray, FloatArray]:
    """Return the shapes (r,), rising, with ``pieces`` in their boxes, and the area (r,) each has in common
    with these.

    The area below an outline is the sum over its pieces of weight times the area below each. What two
    outlines have in common is thus the sum over all pairs of pieces of both weights times the integral of
    the lower of the two lines where both run. No case of touching or coinciding lines needs care.
    """
    rows, place = np.unique(pieces.shape, return_inverse=True)
    sides = outlines(shapes, rows)
    begin = np.searchsorted(sides.shape, rows, "left")
    counts = np.searchsorted(sides.shape, rows, "right") - begin
    place = place.reshape(-1)
    area = np.zeros(len(rows))
    for part in runs(counts[place]):
        number = counts[place[part]]
        mine = np.repeat(np.arange(part.start, part.stop), number)
        other = concatenated_ranges(begin[place[part]], number)
        common = _below_both(pieces, mine, sides, other)
        common *= pieces.weight[mine] * sides.weight[other]
        area += np.bincount(place[mine], weights=common, minlength=len(area))
    return rows, area


def runs(work: IntArray) -> Iterator[slice]:
    """Cut rows with so much ``work`` each into runs of bounded work."""
    mark = np.cumsum(work) // _CHUNK
    cuts = np.flatnonzero(np.diff(mark)) + 1
    for start, stop in zip([0, *cuts.tolist()], [*cuts.tolist(), len(work)]):
        if stop > start:
            yield slice(start, stop)


def _below_both(a: Pieces, i: IntArray, b: Pieces, j: IntArray) -> FloatArray:
    """Integrate the lower of two lines over where both run."""
    left, right = np.maximum(a.x[i, 0], b.x[j, 0]), np.minimum(a.x[i, 1], b.x[j, 1])
    area = np.zeros(len(i))
    meet = np.flatnonzero(right > left)
    i, j, left, right = i[meet], j[meet], left[meet], right[meet]
    one, two = (height(a, i, left), height(a, i, right)), (height(b, j, left), height(b, j, right))
    gap, other_gap = one[0] - two[0], one[1] - two[1]
    spread = np.abs(gap) + np.abs(other_gap)
    crossed = np.where(gap * other_gap < 0.0, gap**2 + other_gap**2, spread**2)
    apart = np.divide(crossed, spread, out=np.zeros(len(meet)), where=spread > 0.0)
    area[meet] = (right - left) * (one[0] + one[1] + two[0] + two[1] - apart) / 4.0
    return area


def height(pieces: Pieces, rows: IntArray, x: FloatArray) -> FloatArray:
    """Return how high pieces ``rows`` run at ``x``, between their ends."""
    found: FloatArray = x - pieces.x[rows, 0]
    found *= pieces.slope[rows]
    found += pieces.y[rows, 0]
    return found
