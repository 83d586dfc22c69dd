# SPDX-License-Identifier: GPL-2.0-or-later
"""Lines and points out of many well-known binaries at once, without a Python loop over features."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..core.network.arrays import concatenated_ranges
from .geometry import FloatArray, IntArray

EMPTY, LINE, CURVE, OTHER = 0, 1, 2, 3
"""Kinds of geometry: none or without a position, line, curved line, anything else."""

_POINT, _LINE, _MULTI_LINE = 1, 2, 5
_CURVES = (8, 9, 11, 13)  # circular string, compound curve, multi curve, curve
_PREFIX, _HEADER = 5, 9  # byte order and type; and count
_EXTENDED = 0x20000000 | 0x40000000 | 0x80000000  # PostGIS's and OGR's flags for SRID, M and Z
_LITTLE = 1


class UnreadableWkb(Exception):  # noqa: N818  (the caller takes another way)
    """Bytes that are no well-known binary in little-endian order."""


@dataclass(frozen=True, eq=False)
class LineParts:
    """The line parts of n geometries, in their order.

    ``xy``: vertices of all parts (k, 2); ``sizes`` (p,): vertices of each part; ``owner`` (p,): its geometry.
    ``kind`` (n,): what each geometry is. Parts without a vertex are left out.
    """

    xy: FloatArray
    sizes: IntArray
    owner: IntArray
    kind: NDArray[np.uint8]


def line_parts(data: NDArray[np.uint8], start: IntArray, end: IntArray) -> LineParts:
    """Return the lines of the geometries at ``data[start[i]:end[i]]``; z and m are dropped.

    Lines and multi-lines, with or without z and m, ISO or extended codes. The bytes may go on behind a
    geometry. Raises ``UnreadableWkb`` for what is cut short or big-endian.
    """
    kind = np.full(len(start), EMPTY, np.uint8)
    given = np.flatnonzero(end - start >= _HEADER)
    base, _, count = _headers(data, start[given], end[given])
    empty = (count == 0) & (base != _POINT)  # a point has its x where the others have a count
    is_line = (base == _LINE) | (base == _MULTI_LINE)
    kind[given] = np.select([empty, is_line, np.isin(base, _CURVES)], [EMPTY, LINE, CURVE], OTHER)
    single = given[(base == _LINE) & (count > 0)]
    many = base == _MULTI_LINE
    at, owner = _members(data, start[given[many]], end[given[many]], count[many])
    at, owner = np.concatenate((start[single], at)), np.concatenate((single, given[many][owner]))
    order = np.argsort(owner, kind="stable")
    at, owner = at[order], owner[order]
    base, size, count = _headers(data, at, end[owner])
    if (base != _LINE).any() or (at + _HEADER + 8 * size * count > end[owner]).any():
        raise UnreadableWkb
    filled = count > 0
    at, owner, size, count = at[filled], owner[filled], size[filled], count[filled]
    lines = np.zeros(len(start), bool)
    lines[owner] = True
    kind[(kind == LINE) & ~lines] = EMPTY
    return LineParts(_positions(data, at + _HEADER, size, count), count, owner, kind)


def point_positions(data: NDArray[np.uint8], start: IntArray, end: IntArray) -> FloatArray:
    """Return the positions (n, 2) of the points at ``data[start[i]:end[i]]``; NaN where there is nothing.

    Raises ``UnreadableWkb`` for anything that is not one point.
    """
    xy = np.full((len(start), 2), np.nan)
    given = np.flatnonzero(end > start)
    base, size, _ = _headers(data, start[given], end[given])
    if (base != _POINT).any() or (end[given] - start[given] != _PREFIX + 8 * size).any():
        raise UnreadableWkb
    if len(given):
        xy[given] = _numbers_at(data, (start[given] + _PREFIX)[:, None] + (0, 8), "<f8")
    return xy


def _headers(data: NDArray[np.uint8], at: IntArray, end: IntArray) -> tuple[IntArray, IntArray, IntArray]:
    """Return type without dimensions, number of dimensions, and count of what stands at each place."""
    if (at + _HEADER > end).any() or (len(at) and int(end.max()) > len(data)):
        raise UnreadableWkb
    if (data[at] != _LITTLE).any():
        raise UnreadableWkb
    code, count = _unsigned(data, at + 1), _unsigned(data, at + 5)
    flags, iso = code & _EXTENDED, (code & ~_EXTENDED) // 1000
    if (flags & 0x20000000).any():
        raise UnreadableWkb
    has_z = ((flags & 0x80000000) > 0) | (iso == 1) | (iso == 3)  # noqa: PLR2004
    has_m = ((flags & 0x40000000) > 0) | (iso == 2) | (iso == 3)  # noqa: PLR2004
    return (code & ~_EXTENDED) % 1000, 2 + has_z + has_m.astype(np.int64), count


def _unsigned(data: NDArray[np.uint8], at: IntArray) -> IntArray:
    return _numbers_at(data, at, "<u4").astype(np.int64) if len(at) else np.zeros(0, np.int64)


def _numbers_at(data: NDArray[np.uint8], at: IntArray, kind: str) -> NDArray:
    """Return the numbers that begin at these bytes, which may be any: the view has one for every byte."""
    width = np.dtype(kind).itemsize
    view = np.ndarray((len(data) - width + 1,), kind, buffer=np.ascontiguousarray(data), strides=(1,))
    return view[at]


def _members(
    data: NDArray[np.uint8], start: IntArray, end: IntArray, count: IntArray
) -> tuple[IntArray, IntArray]:
    """Return where each member of multi-lines begins, and which multi-line it is of."""
    places: list[IntArray] = [np.zeros(0, np.int64)]
    owners: list[IntArray] = [np.zeros(0, np.int64)]
    at, active, seen = start + _HEADER, np.flatnonzero(count > 0), 0
    while len(active):
        places.append(at[active])
        owners.append(active)
        _, size, vertices = _headers(data, at[active], end[active])
        at[active] += _HEADER + 8 * size * vertices
        seen += 1
        active = active[count[active] > seen]
    owner = np.concatenate(owners)
    order = np.argsort(owner, kind="stable")
    return np.concatenate(places)[order], owner[order]


def _positions(data: NDArray[np.uint8], at: IntArray, size: IntArray, count: IntArray) -> FloatArray:
    """Return x and y of all vertices: ``count[i]`` of ``size[i]`` numbers each, from byte ``at[i]``."""
    if not len(at):
        return np.zeros((0, 2))
    place = np.repeat(at, count)
    place += concatenated_ranges(np.zeros(len(count), np.int64), count) * np.repeat(8 * size, count)
    return np.column_stack((_numbers_at(data, place, "<f8"), _numbers_at(data, place + 8, "<f8")))
