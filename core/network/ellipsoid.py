# SPDX-License-Identifier: GPL-2.0-or-later
"""WGS 84, by pyproj, which is imported when it is first needed: workers of a cluster have none."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyproj


@cache
def wgs84() -> pyproj.Geod:
    """Return the ellipsoid, with its axes and its geodesics."""
    import pyproj  # noqa: PLC0415

    return pyproj.Geod(ellps="WGS84")
