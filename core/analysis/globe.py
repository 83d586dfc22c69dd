# SPDX-License-Identifier: GPL-2.0-or-later
"""Places on the ellipsoid, found by their chords through the Earth: no seam at 180°, no edge at the poles.

A chord bounds the geodesic g between its ends: chord ≤ g ≤ 2r·asin(chord / 2r), with r the smallest radius of
curvature (Schur's comparison theorem). At 50 km the bounds are 13 cm apart, so only places that close to a
limit need the exact distance (Karney 2013, through pyproj).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from ..network.arrays import FloatArray, IntArray, concatenated_ranges
from ..network.ellipsoid import wgs84
from ..progress import SILENT, Progress, check

_KM = 1000.0
_SLACK_KM = 1e-9  # chords are known to a hundredth of that
_FANOUT = 8
_BITS = 20  # of the curve, per axis: 13 m
_QUERIES = 8192  # at once
_PAIRS = 2_000_000  # at once, but all of one query
_NEIGHBOURS = 4  # places looked at on either side along the curve for a first guess


_SPREAD = (
    (32, 0x1F00000000FFFF),
    (16, 0x1F0000FF0000FF),
    (8, 0x100F00F00F00F00F),
    (4, 0x10C30C30C30C30C3),
    (2, 0x1249249249249249),
)
"""Shifts and masks that put two zero bits after each of up to 21 bits."""


class Pairs(NamedTuple):
    """Pairs of a query and a place (p,) each, with their chords in km, for a run of whole ``queries``."""

    queries: range
    query: IntArray
    place: IntArray
    chord: FloatArray


def geodesic_km(a: FloatArray, b: FloatArray) -> FloatArray:
    """Return the exact distance in km between the rows of ``a`` and ``b`` (k, 2), degrees."""
    if not len(a):
        return np.zeros(0)
    lon_a, lat_a, lon_b, lat_b = (np.ascontiguousarray(c) for c in (a[:, 0], a[:, 1], b[:, 0], b[:, 1]))
    _, _, metres = wgs84().inv(lon_a, lat_a, lon_b, lat_b)
    return np.asarray(metres, dtype=np.float64) / _KM


def earth_centred_km(lonlat: FloatArray) -> FloatArray:
    """Return Earth-centred coordinates (k, 3) in km of points on the ellipsoid."""
    lon, lat = np.radians(lonlat).T
    ellipsoid = wgs84()
    normal = ellipsoid.a / _KM / np.sqrt(1 - ellipsoid.es * np.sin(lat) ** 2)
    level = normal * np.cos(lat)
    return np.stack([level * np.cos(lon), level * np.sin(lon), normal * (1 - ellipsoid.es) * np.sin(lat)], 1)


def longest_km(chord: FloatArray) -> FloatArray:
    """Return the largest distance (k,) in km that chords (k,) allow; infinite where there is no bound."""
    ellipsoid = wgs84()
    largest = 2 * ellipsoid.b**2 / ellipsoid.a / _KM  # twice the smallest radius of curvature
    half = chord / largest
    return np.where(half < 1, largest * np.arcsin(np.minimum(half, 1.0)), np.inf)


class Globe:
    """An index of ``places`` (k, 2), degrees: boxes of boxes along a Z-order curve through the Earth."""

    def __init__(self, places: FloatArray) -> None:
        xyz = earth_centred_km(places)
        codes = _z_order(xyz)
        self._items = np.argsort(codes, kind="stable")
        self._codes = codes[self._items]
        ordered = np.ascontiguousarray(xyz[self._items])
        self._low, self._high = [ordered], [ordered]
        while len(self._low[-1]) > 1:
            starts = np.arange(0, len(self._low[-1]), _FANOUT)
            self._low.append(np.minimum.reduceat(self._low[-1], starts, axis=0))
            self._high.append(np.maximum.reduceat(self._high[-1], starts, axis=0))

    def __len__(self) -> int:
        return len(self._items)

    def within(
        self, queries: FloatArray, chord_km: FloatArray, progress: Progress = SILENT
    ) -> Iterator[Pairs]:
        """Yield the pairs whose chord is at most that of their query; ``queries`` (q, 2), degrees.

        ``chord_km`` (q,), may be infinite. Every query is in exactly one block, blocks come in order and so
        do the queries of a block, whose places are in no order. Raises ``Cancelled``.
        """
        start, step = 0, _QUERIES
        while start < len(queries):
            check(progress)
            stop = min(start + step, len(queries))
            found = self._descend(earth_centred_km(queries[start:stop]), chord_km[start:stop])
            if found is None:
                step = (stop - start + 1) // 2
                continue
            query, place, chord = found
            yield Pairs(range(start, stop), query + start, place, chord)
            start, step = stop, min(2 * step, _QUERIES)
            progress.report(start / len(queries))

    def nearest(
        self, queries: FloatArray, k: int, limit_km: float = np.inf, progress: Progress = SILENT
    ) -> Iterator[Pairs]:
        """Yield, in blocks like ``within``, all pairs that by their chords may be among the ``k`` nearest.

        Pairs whose chord is longer than ``limit_km`` are left out.
        """
        bound = np.full(len(queries), limit_km, np.float64)
        for start in range(0, len(queries) if len(self) >= k else 0, _QUERIES):
            check(progress)
            part = slice(start, start + _QUERIES)
            bound[part] = np.minimum(limit_km, longest_km(self._guess(earth_centred_km(queries[part]), k)))
        for queried, query, place, chord in self.within(queries, bound, progress):
            order = np.lexsort((chord, query))
            rank = ranks(query[order])
            least = bound[queried.start : queried.stop].copy()
            last = order[rank == k - 1]
            least[query[last] - queried.start] = longest_km(chord[last])
            kept = chord <= least[query - queried.start] + _SLACK_KM
            yield Pairs(queried, query[kept], place[kept], chord[kept])

    def _guess(self, xyz: FloatArray, k: int) -> FloatArray:
        """Return chords (q,) within which ``k`` places lie: some of those next to each query on the curve."""
        window = min(len(self), 2 * max(k, _NEIGHBOURS))
        first = np.clip(np.searchsorted(self._codes, _z_order(xyz)) - window // 2, 0, len(self) - window)
        beside = self._low[0][first[:, None] + np.arange(window)]
        squared = ((beside - xyz[:, None, :]) ** 2).sum(axis=2)
        return np.asarray(np.sqrt(np.partition(squared, k - 1, axis=1)[:, k - 1]))

    def _descend(self, xyz: FloatArray, chord_km: FloatArray) -> tuple[IntArray, IntArray, FloatArray] | None:
        """Return query, place and chord of the pairs, or ``None`` when several queries have too many."""
        query = np.arange(len(xyz) if len(self) else 0)
        node = np.zeros(len(query), np.int64)
        squared = (chord_km + _SLACK_KM) ** 2
        gap = np.zeros(len(query))
        for level in range(len(self._low) - 1, -1, -1):
            if level < len(self._low) - 1:
                first = node * _FANOUT
                counts = np.minimum(_FANOUT, len(self._low[level]) - first)
                query, node = np.repeat(query, counts), concatenated_ranges(first, counts)
            if len(query) > _PAIRS and len(xyz) > 1:
                return None
            at = xyz[query]
            if level:
                away = np.maximum(self._low[level][node] - at, at - self._high[level][node])
                np.maximum(away, 0.0, out=away)
            else:
                away = self._low[0][node] - at
            gap = np.einsum("ij,ij->i", away, away)
            near = gap <= squared[query]
            query, node, gap = query[near], node[near], gap[near]
        return query, self._items[node], np.sqrt(gap)


def ranks(sorted_keys: IntArray) -> IntArray:
    """Return 0, 1, 2 … within each run of equal ``sorted_keys``."""
    first = np.flatnonzero(np.diff(sorted_keys, prepend=-1))
    at = np.arange(len(sorted_keys))
    return at - np.repeat(first, np.diff(np.append(first, len(at))))


def _z_order(xyz: FloatArray) -> IntArray:
    """Return the place of Earth-centred points (k, 3) along a Z-order curve, in 60 bits."""
    size = 2.0 * wgs84().a / _KM
    cell = np.clip((xyz / size + 0.5) * 2**_BITS, 0, 2**_BITS - 1).astype(np.int64)
    for shift, mask in _SPREAD:
        cell = (cell | (cell << shift)) & mask
    return np.asarray(cell[:, 0] | (cell[:, 1] << 1) | (cell[:, 2] << 2))
