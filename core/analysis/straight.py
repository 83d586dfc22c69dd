# SPDX-License-Identifier: GPL-2.0-or-later
"""Straight-line (geodesic) distances on the WGS 84 ellipsoid, few exact ones for many places."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import numpy as np

from ..network import inclusive
from ..network.arrays import FloatArray, IntArray, concatenated_ranges
from ..network.ellipsoid import wgs84
from ..progress import SILENT, Progress
from .globe import Globe, earth_centred_km, geodesic_km, longest_km, ranks

_KM = 1000.0
_SMALLEST_CUBE_KM = 0.05  # keeps cube numbers of the whole Earth in 64 bits
_MANY = 16  # share of the places from which it pays to look at each of them

_HALF_NEIGHBOURS = [offset for offset in itertools.product((-1, 0, 1), repeat=3) if offset >= (0, 0, 0)]
"""A cube itself and one of each two opposite neighbours, so that every pair is met once."""


def circle(lonlat: FloatArray, radius_km: float, sides: int) -> FloatArray:
    """Return ``sides`` points (degrees) at exactly ``radius_km`` of one point, counter-clockwise."""
    azimuth = np.linspace(0.0, -360.0, sides, endpoint=False)
    lon0, lat0, metres = (np.full(sides, each, np.float64) for each in (*lonlat, radius_km * _KM))
    lon, lat, _ = wgs84().fwd(lon0, lat0, azimuth, metres)
    return np.stack([lon, lat], axis=1)


def bands_within(
    points: FloatArray, places: FloatArray, limits: FloatArray, progress: Progress = SILENT
) -> Iterator[tuple[int, IntArray, IntArray]]:
    """For each of ``points`` (k, 2), yield its index, the places within the largest limit, and their bands.

    Places are in rising order. A band is the index of the first of the rising ``limits`` (km) that is at
    least the exact distance.
    """
    limits = inclusive(limits)
    reach_km = np.full(len(points), limits[-1], np.float64)
    seen = np.full(len(places), -1, dtype=np.int64)
    for found in Globe(places).within(points, reach_km, progress):
        band = np.searchsorted(limits, found.chord, "left")
        unsure = np.flatnonzero(np.searchsorted(limits, longest_km(found.chord) + 1e-9, "left") != band)
        exact = geodesic_km(points[found.query[unsure]], places[found.place[unsure]])
        band[unsure] = np.searchsorted(limits, exact, "left")
        inside = band < len(limits)
        place, band = found.place[inside], band[inside]
        ends = np.searchsorted(found.query[inside], np.arange(found.queries.start, found.queries.stop + 1))
        for i, start, stop in zip(found.queries, ends[:-1], ends[1:]):
            near, own = place[start:stop], band[start:stop]
            if len(near) * _MANY > len(places):
                seen[near] = own
                near = np.flatnonzero(seen >= 0)
                own = seen[near]
                seen[near] = -1
            else:
                order = np.argsort(near)
                near, own = near[order], own[order]
            yield i, near, own


def nearest_straight(
    points: FloatArray, places: FloatArray, progress: Progress = SILENT
) -> tuple[FloatArray, IntArray]:
    """Return the distance (d,) in km of each of ``places`` to its nearest point, and which point that is.

    Equal distances go to the lowest index. Without points: infinite and -1.
    """
    cost, label = np.full(len(places), np.inf), np.full(len(places), -1, dtype=np.int64)
    for place, point, km in nearest_within(places, points, 1, np.inf, progress):
        cost[place], label[place] = km, point
    return cost, label


def nearest_within(
    queries: FloatArray, places: FloatArray, k: int, limit_km: float, progress: Progress = SILENT
) -> Iterator[tuple[IntArray, IntArray, FloatArray]]:
    """Yield query, place and exact distance in km (p,) each of the ``k`` nearest places of each query.

    Only places within ``limit_km`` (inclusive); ``k`` = 0: all of those. Pairs come by query, then by
    distance, equal distances by place. Raises ``Cancelled``.
    """
    limit_km = inclusive(limit_km)
    globe = Globe(places)
    if not len(places):
        return
    if k:
        found = globe.nearest(queries, k, limit_km, progress)
    else:
        found = globe.within(queries, np.full(len(queries), limit_km, np.float64), progress)
    for _, query, place, _ in found:
        km = geodesic_km(queries[query], places[place])
        order = np.lexsort((place, km, query))
        order = order[km[order] <= limit_km]
        if k:
            order = order[ranks(query[order]) < k]
        yield query[order], place[order], km[order]


def pairs_within(points: FloatArray, radius_km: float) -> tuple[IntArray, IntArray, FloatArray]:
    """Return all pairs a < b of ``points`` (k, 2), degrees, at most ``radius_km`` apart, and their distance.

    Candidates come from cubes of that size in Earth-centred coordinates, found by sorting.
    """
    radius_km = inclusive(radius_km)
    xyz = earth_centred_km(points)
    cube = np.floor(xyz / max(radius_km, _SMALLEST_CUBE_KM)).astype(np.int64)
    cube -= cube.min(axis=0, initial=0) - 1
    span = cube.max(axis=0, initial=0) + 2
    key = (cube[:, 0] * span[1] + cube[:, 1]) * span[2] + cube[:, 2]
    order = np.argsort(key, kind="stable")
    ordered = key[order]
    a_parts, b_parts = [], []
    for dx, dy, dz in _HALF_NEIGHBOURS:
        wanted = ordered + (dx * span[1] + dy) * span[2] + dz
        low = np.searchsorted(ordered, wanted, "left")
        if (dx, dy, dz) == (0, 0, 0):
            low = np.arange(1, len(ordered) + 1)
        count = np.searchsorted(ordered, wanted, "right") - low
        a = np.repeat(order, count)
        b = order[concatenated_ranges(low, count)]
        near = ((xyz[a] - xyz[b]) ** 2).sum(axis=1) <= radius_km**2 * (1 + 1e-12)
        a_parts.append(a[near])
        b_parts.append(b[near])
    a, b = np.concatenate(a_parts), np.concatenate(b_parts)
    a, b = np.minimum(a, b), np.maximum(a, b)
    order = np.lexsort((b, a))
    a, b = a[order], b[order]
    distance = geodesic_km(points[a], points[b])
    kept = distance <= radius_km
    return a[kept], b[kept], distance[kept]
