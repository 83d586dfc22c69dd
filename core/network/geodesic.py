# SPDX-License-Identifier: GPL-2.0-or-later
"""Geodesic lengths of the segments of lines on WGS 84."""

from __future__ import annotations

import numpy as np

from .arrays import FloatArray, IntArray
from .ellipsoid import wgs84

_SHORT_M = 3000.0
_NEAR_POLE = 85.0
_CHUNK = 2**14  # segments at once: what they need stays in the processor's cache
_QUANTUM_M = 2.0**-30


def segment_steps(lonlat: FloatArray, offsets: IntArray) -> FloatArray:
    """Return the geodesic metres (k,) from the vertex before it to each vertex, 0 at the start of a line.

    ``lonlat``: vertices (k, 2), degrees; line i has the vertices ``offsets[i]…offsets[i+1]-1``. Lengths are
    multiples of 2^-30 m (1 nm): sums of them up to 8000 km are exact, so they do not depend on their order,
    nor the result on how a processor rounds a sine.

    Segments under 3 km are measured by their chord, longer ones and those near a pole by Karney (2013). The
    two agree to 1e-9 of the length, or 10 nm if that is more: degrees in doubles resolve 3 nm.
    """
    steps = np.zeros(len(lonlat))
    inside = np.ones(len(lonlat), bool)  # vertices that have one before them on their line
    inside[offsets[:-1]] = False
    for first in range(1, len(lonlat), _CHUNK):
        last = min(first + _CHUNK, len(lonlat))
        lon, lat = lonlat[first - 1 : last].T
        metres = _by_chord(lon[:-1], lat[:-1], lon[1:], lat[1:])
        wrong = (metres > _SHORT_M) | (np.abs(lat[1:]) > _NEAR_POLE) | (np.abs(lat[:-1]) > _NEAR_POLE)
        exact = np.flatnonzero(wrong & inside[first:last])
        if len(exact):
            _, _, metres[exact] = wgs84().inv(lon[exact], lat[exact], lon[exact + 1], lat[exact + 1])
        steps[first:last] = np.where(inside[first:last], metres, 0.0)
    return np.asarray(np.rint(steps / _QUANTUM_M) * _QUANTUM_M)


def _by_chord(lon: FloatArray, lat: FloatArray, to_lon: FloatArray, to_lat: FloatArray) -> FloatArray:
    """Return the geodesic metres (k,) between near places, degrees.

    With radii of curvature M, N at the middle latitude φ, the chord is
    ``c² = 4 M² sin²(Δφ/2) + 4 N² (cos² φ - sin²(Δφ/2)) sin²(Δλ/2)`` but for terms of e² Δφ⁴, without any
    difference of large numbers, and whatever the side of the antimeridian. The geodesic is longer by
    ``c³ / 24MN`` (an arc over its chord).
    """
    half = np.radians((to_lat - lat) / 2)
    middle = np.radians(lat) + half
    sine, cosine = np.sin(middle) ** 2, np.cos(middle) ** 2
    height = np.sin(half) ** 2
    width = np.sin(np.radians((to_lon - lon) / 2)) ** 2
    ellipsoid = wgs84()
    es = ellipsoid.es
    inverse = 1.0 / (1.0 - es * sine)
    squared_n = ellipsoid.a**2 * inverse
    squared_m = squared_n * ((1.0 - es) * inverse) ** 2
    chord = 4.0 * (squared_m * height + squared_n * (cosine - height) * width)
    bend = chord / (24.0 * np.sqrt(squared_m * squared_n))
    return np.asarray(np.sqrt(np.maximum(chord, 0.0)) * (1.0 + bend))
