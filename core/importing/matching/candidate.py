# SPDX-License-Identifier: GPL-2.0-or-later
"""What matching knows of one point, of a source or of the register."""

from __future__ import annotations

from dataclasses import dataclass

_FARTHEST_EAST, _FARTHEST_NORTH = 180.0, 90.0


@dataclass(frozen=True)
class Candidate:
    """One point; a text that is empty is not known.

    ``external_ids`` are (scheme, value). ``organization`` and ``channel`` are compared letter by letter: give
    identifiers, not names in one language. ``address`` is civic number and street as written, ``phones`` are
    in the schema's form (E.164), ``postal_code`` too; ``lonlat`` is in EPSG:4326 degrees, or None.
    """

    external_ids: tuple[tuple[str, str], ...] = ()
    organization: str = ""
    channel: str = ""
    names: tuple[str, ...] = ()
    address: str | None = None
    lonlat: tuple[float, float] | None = None
    phones: tuple[str, ...] = ()
    postal_code: str | None = None

    @property
    def position(self) -> tuple[float, float] | None:
        """``lonlat`` where it is on the Earth, else None."""
        if self.lonlat is None:
            return None
        lon, lat = self.lonlat
        return self.lonlat if abs(lon) <= _FARTHEST_EAST and abs(lat) <= _FARTHEST_NORTH else None

    @property
    def content(self) -> tuple[object, ...]:
        """All that it says, as far as matching hears it."""
        return (
            self.names,
            self.address or "",
            self.position or (),
            self.postal_code or "",
            self.phones,
            self.external_ids,
            self.organization,
            self.channel,
        )
