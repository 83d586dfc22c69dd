# SPDX-License-Identifier: GPL-2.0-or-later
"""Straight-line (geodesic) distances on the WGS 84 ellipsoid, few exact ones for many places.

A chord through the Earth bounds the geodesic g between its ends: chord ≤ g ≤ 2r·asin(chord / 2r), with r the
smallest radius of curvature (Schur's comparison theorem). At 50 km the bounds are 13 cm apart, so only places
that close to a limit need the exact distance (Karney 2013, through pyproj).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import numpy as np
import pyproj

from ..network import inclusive
from ..network.arrays import FloatArray, IntArray, concatenated_ranges
from ..progress import SILENT, Progress, check

_ELLIPSOID = pyproj.Geod(ellps="WGS84")
_SMALLEST_RADIUS_KM = _ELLIPSOID.b**2 / _ELLIPSOID.a / 1000.0
_KM = 1000.0
_BLOCK = 4_000_000
"""Distances held at once."""

_SMALLEST_CUBE_KM = 0.05  # keeps cube numbers of the whole Earth in 64 bits
_LARGEST_CHORD_KM = 2 * _SMALLEST_RADIUS_KM  # beyond it there is no upper bound: all distances are exact

_HALF_NEIGHBOURS = [offset for offset in itertools.product((-1, 0, 1), repeat=3) if offset >= (0, 0, 0)]
"""A cube itself and one of each two opposite neighbours, so that every pair is met once."""


def geodesic_km(a: FloatArray, b: FloatArray) -> FloatArray:
    """Return the exact distance in km between the rows of ``a`` and ``b`` (k, 2), degrees."""
    if not len(a):
        return np.zeros(0)
    lon_a, lat_a, lon_b, lat_b = (np.ascontiguousarray(c) for c in (a[:, 0], a[:, 1], b[:, 0], b[:, 1]))
    _, _, metres = _ELLIPSOID.inv(lon_a, lat_a, lon_b, lat_b)
    return np.asarray(metres, dtype=np.float64) / _KM


def circle(lonlat: FloatArray, radius_km: float, sides: int) -> FloatArray:
    """Return ``sides`` points (degrees) at exactly ``radius_km`` of one point, counter-clockwise."""
    azimuth = np.linspace(0.0, -360.0, sides, endpoint=False)
    lon, lat, _ = _ELLIPSOID.fwd(
        np.full(sides, lonlat[0]), np.full(sides, lonlat[1]), azimuth, np.full(sides, radius_km * _KM)
    )
    return np.stack([lon, lat], axis=1)


def earth_centred_km(lonlat: FloatArray) -> FloatArray:
    """Return Earth-centred coordinates (k, 3) in km of points on the ellipsoid."""
    lon, lat = np.radians(lonlat).T
    normal = _ELLIPSOID.a / _KM / np.sqrt(1 - _ELLIPSOID.es * np.sin(lat) ** 2)
    level = normal * np.cos(lat)
    return np.stack([level * np.cos(lon), level * np.sin(lon), normal * (1 - _ELLIPSOID.es) * np.sin(lat)], 1)


def _longest_km(chord: FloatArray) -> FloatArray:
    half = chord / _LARGEST_CHORD_KM
    return np.where(half < 1, _LARGEST_CHORD_KM * np.arcsin(np.minimum(half, 1.0)), np.inf)


def bands_within(
    points: FloatArray, places: FloatArray, limits: FloatArray, progress: Progress = SILENT
) -> Iterator[tuple[int, IntArray, IntArray]]:
    """For each of ``points`` (k, 2), yield its index, the places within the largest limit, and their bands.

    A band is the index of the first of the rising ``limits`` (km) that is at least the exact distance.
    """
    limits = inclusive(limits)
    point_xyz, place_xyz = earth_centred_km(points), earth_centred_km(places)
    for i in range(len(points)):
        check(progress)
        chord = np.sqrt(((place_xyz - point_xyz[i]) ** 2).sum(axis=1))
        near = np.flatnonzero(chord <= limits[-1])
        band = np.searchsorted(limits, chord[near], "left")
        unsure = np.flatnonzero(np.searchsorted(limits, _longest_km(chord[near]) + 1e-9, "left") != band)
        there = places[near[unsure]]
        exact = geodesic_km(np.broadcast_to(points[i], there.shape), there)
        band[unsure] = np.searchsorted(limits, exact, "left")
        inside = band < len(limits)
        yield i, near[inside], band[inside]
        progress.report((i + 1) / len(points))


def nearest_straight(
    points: FloatArray, places: FloatArray, progress: Progress = SILENT
) -> tuple[FloatArray, IntArray]:
    """Return the distance (d,) in km of each of ``places`` to its nearest point, and which point that is.

    Equal distances go to the lowest index. Without points: infinite and -1.
    """
    cost, label = np.full(len(places), np.inf), np.full(len(places), -1, dtype=np.int64)
    if not len(points):
        return cost, label
    point_xyz, place_xyz = earth_centred_km(points), earth_centred_km(places)
    step = max(1, _BLOCK // len(points))
    for start in range(0, len(places), step):
        check(progress)
        block = slice(start, start + step)
        offset = place_xyz[block, None, :] - point_xyz[None, :, :]
        chord = np.sqrt((offset**2).sum(axis=2))
        least = _longest_km(chord.min(axis=1))
        place, point = np.nonzero(chord <= least[:, None] + 1e-9)
        exact = geodesic_km(points[point], places[start + place])
        order = np.lexsort((point, exact, place))
        first = order[np.unique(place[order], return_index=True)[1]]
        cost[block], label[block] = exact[first], point[first]
        progress.report(min(1.0, (start + step) / len(places)))
    return cost, label


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
