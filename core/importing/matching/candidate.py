# SPDX-License-Identifier: GPL-2.0-or-later
"""What matching knows of one point, of a source or of the register."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Candidate:
    """One point. ``external_ids`` are (scheme, value); ``lonlat`` is in EPSG:4326 degrees, or ``None``."""

    external_ids: tuple[tuple[str, str], ...] = ()
    organization: str = ""
    channel: str = ""
    names: tuple[str, ...] = ()
    address: str | None = None  # civic number and street, as written
    lonlat: tuple[float, float] | None = None
    phones: tuple[str, ...] = ()
    postal_code: str | None = None
