# SPDX-License-Identifier: GPL-2.0-or-later
"""Road lines as plain arrays: what the network is built from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .arrays import BoolArray, FloatArray, IntArray, concatenated_ranges

_MIN_VERTICES = 2
_MAX_LON, _MAX_LAT = 360.0, 90.0


@dataclass(frozen=True, eq=False)
class RoadLines:
    """Road lines, one entry per line part, with speeds and directions already resolved.

    ``lonlat``: vertices (n, 2) in degrees, EPSG:4326. ``offsets`` (m+1,): line i has the vertices
    ``lonlat[offsets[i]:offsets[i+1]]``. ``feature_id`` (m,): the feature a line part comes from.
    ``speed_kmh`` (m,) above zero; ``forward``, ``backward`` (m,): may be driven as drawn, against it.
    A line with neither direction is not driven: nothing travels on it or snaps to it.
    """

    lonlat: FloatArray
    offsets: IntArray
    feature_id: IntArray
    speed_kmh: FloatArray
    forward: BoolArray
    backward: BoolArray

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def vertex_counts(self) -> IntArray:
        """Return the number of vertices of each line (m,)."""
        return np.diff(self.offsets)

    def usable(self) -> BoolArray:
        """Return which lines have at least two vertices and only finite, possible coordinates (m,)."""
        lon, lat = self.lonlat[:, 0], self.lonlat[:, 1]
        bad = ~((np.abs(lon) <= _MAX_LON) & (np.abs(lat) <= _MAX_LAT))  # NaN is not below either
        bad_before = np.concatenate(([0], np.cumsum(bad)))
        n_bad = bad_before[self.offsets[1:]] - bad_before[self.offsets[:-1]]
        return np.asarray((n_bad == 0) & (self.vertex_counts() >= _MIN_VERTICES))

    def has_extent(self) -> BoolArray:
        """Return which lines have two vertices in different places (m,)."""
        moves = np.zeros(len(self.lonlat), bool)
        moves[1:] = (self.lonlat[1:] != self.lonlat[:-1]).any(axis=1)
        moves[self.offsets[:-1][self.vertex_counts() > 0]] = False
        moved = np.concatenate(([0], np.cumsum(moves)))
        return np.asarray(moved[self.offsets[1:]] > moved[self.offsets[:-1]])

    def select(self, lines: IntArray) -> RoadLines:
        """Return the lines at the indices ``lines``, in that order."""
        counts = self.vertex_counts()[lines]
        return RoadLines(
            lonlat=self.lonlat[concatenated_ranges(self.offsets[lines], counts)],
            offsets=np.concatenate(([0], np.cumsum(counts))),
            feature_id=self.feature_id[lines],
            speed_kmh=self.speed_kmh[lines],
            forward=self.forward[lines],
            backward=self.backward[lines],
        )
