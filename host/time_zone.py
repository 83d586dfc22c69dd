# SPDX-License-Identifier: GPL-2.0-or-later
"""Time zones by their IANA names. Qt knows them everywhere; Python has no list of them on Windows."""

from __future__ import annotations

from functools import lru_cache

from qgis.PyQt.QtCore import QTimeZone

_SAME = {"America/Atikokan": "America/Panama"}
"""Zones that Windows and its Qt 5 have under no name of their own, and one with the same clock all year: the
time zone database itself has them as one since 2022."""


@lru_cache(maxsize=256)  # Windows looks them up in its registry
def time_zone(name: str) -> QTimeZone | None:
    """Return the zone of that name; ``None`` where there is none."""
    for known in (name, _SAME.get(name)):
        zone = QTimeZone((known or "").encode("ascii", "replace"))
        if known and zone.isValid():
            return zone
    return None
