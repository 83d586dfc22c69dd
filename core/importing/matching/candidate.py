# SPDX-License-Identifier: GPL-2.0-or-later
"""What matching knows of one point, of a source or of the register."""

from __future__ import annotations

from dataclasses import dataclass


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
    def content(self) -> tuple[object, ...]:
        """All of it in an order: what decides between equals, so that the order of rows does not."""
        return (
            self.names,
            self.address or "",
            self.lonlat or (),
            self.postal_code or "",
            self.phones,
            self.external_ids,
            self.organization,
            self.channel,
        )
