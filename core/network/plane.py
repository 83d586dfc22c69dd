# SPDX-License-Identifier: GPL-2.0-or-later
"""The plane the network is measured in: conformal, centred on the data."""

from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from .arrays import FloatArray
from .ellipsoid import wgs84

_HALF_TURN = 180.0
_GRID = 1024.0


@dataclass(frozen=True)
class Plane:
    """Oblique stereographic projection (WGS 84, scale 1 at the centre), metres.

    It is conformal, so the nearest road in the plane is the nearest road on the ground, and its scale is
    known in closed form, so planar distances turn into geodesic ones. ``lon0``, ``lat0``: centre, degrees.
    """

    lon0: float
    lat0: float

    @classmethod
    def centred_on(cls, lonlat: FloatArray) -> Plane:
        """Return the plane whose centre is the middle of the extent of ``lonlat`` (n, 2), degrees.

        Data on both sides of the antimeridian have their centre there, not on the other side of the Earth.
        """
        lon, lat = lonlat[:, 0], lonlat[:, 1]
        east = np.mod(lon, 360.0)
        if np.ptp(lon) > _HALF_TURN and np.ptp(east) < np.ptp(lon):
            lon = east
        return cls(float(lon.min() + lon.max()) / 2, float(lat.min() + lat.max()) / 2)

    def to_xy(self, lonlat: FloatArray) -> FloatArray:
        """Project degrees (n, 2) to planar metres (n, 2). What cannot be projected becomes infinite."""
        return self._transform(lonlat, forward=True)

    def to_grid(self, lonlat: FloatArray) -> FloatArray:
        """Project as ``to_xy``, rounded to 2^-10 m (1 mm).

        Differences of such numbers are exact, and so are their products within 64 km: which of two roads is
        nearer, and a triangulation, then do not depend on the last bits of a version of PROJ or numpy.
        """
        xy = self.to_xy(lonlat)
        xy *= _GRID
        np.rint(xy, out=xy)
        xy /= _GRID
        return xy

    def to_lonlat(self, xy: FloatArray) -> FloatArray:
        """Return the degrees (n, 2) of planar metres (n, 2).

        Longitudes are within 180° of the centre, so that a shape over the antimeridian stays in one piece.
        """
        lonlat = self._transform(xy, forward=False)
        turns = np.round((lonlat[:, 0] - self.lon0) / 360.0)
        lonlat[:, 0] -= 360.0 * turns
        return lonlat

    def scale(self, xy: FloatArray) -> FloatArray:
        """Return planar metres per geodesic metre at each point (n,).

        ``k = 1 + ρ² / 4R²`` with ρ the distance from the centre and R the Gaussian radius of curvature there:
        exact for the sphere (Snyder 1987, eq. 21-4); on the ellipsoid within 3e-7 over 500 km and 2e-4 over
        all of Canada.
        """
        ellipsoid = wgs84()
        gaussian = 1.0 - ellipsoid.es * math.sin(math.radians(self.lat0)) ** 2
        radius = ellipsoid.a * math.sqrt(1.0 - ellipsoid.es) / gaussian
        return np.asarray(1.0 + (xy**2).sum(axis=1) / (4.0 * radius**2))

    def _transform(self, points: FloatArray, *, forward: bool) -> FloatArray:
        return _PROJ.submit(_run_pipeline, self.lat0, self.lon0, points, forward).result()


_PROJ = ThreadPoolExecutor(max_workers=1, thread_name_prefix="proj")
"""All calls of PROJ by pyproj, in one thread of Python's own. pyproj keeps a context for each thread, and
with pyproj 3.7 it is gone when a thread of Qt's pool runs a second task: the process then crashes."""


def _run_pipeline(lat0: float, lon0: float, points: FloatArray, forward: bool) -> FloatArray:
    import pyproj  # noqa: PLC0415  (see ``ellipsoid``)

    # A pipeline needs no PROJ database; making it takes 0.1 ms.
    pipeline = pyproj.Transformer.from_pipeline(
        "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad "
        f"+step +proj=sterea +lat_0={float(lat0)!r} +lon_0={float(lon0)!r} +ellps=WGS84"
    )
    direction = "FORWARD" if forward else "INVERSE"
    x, y = pipeline.transform(points[:, 0], points[:, 1], direction=direction)
    return np.column_stack((x, y)).astype(np.float64, copy=False)
