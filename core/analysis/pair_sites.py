# SPDX-License-Identifier: GPL-2.0-or-later
"""The service points to pair, and which of them stand at one address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from ..hours import Hours
from ..network.arrays import BoolArray, FloatArray, IntArray
from .model import Places
from .pair_precedents import Partnership

SAME_ADDRESS_KM = 0.25
"""Equal addresses farther apart than this are those of two places (a street name of two towns)."""

SAME_POSITION_KM = 0.001


@dataclass(frozen=True, eq=False)
class Sites:
    """The service points to pair: ``places``, the ``groups`` (k,) that pairs must cross, and what is known.

    ``addresses`` (k,): text, None or empty where unknown. ``services`` and ``languages`` (k,): codes,
    ``hours`` (k,): opening hours, None where unknown. ``accessible``, ``spacious`` and ``lease_ending`` (k,):
    1 for a point without barriers, with room to spare, whose lease ends soon; 0 for one that is not so; NaN
    where unknown. ``organizations`` (k,) of the points, and the group of any organization where it is known,
    ``organization_groups``, say between which groups ``partnerships`` are.
    """

    places: Places
    groups: tuple[str, ...]
    addresses: Sequence[str | None] | None = None
    services: Sequence[frozenset[str] | None] | None = None
    hours: Sequence[Hours | None] | None = None
    languages: Sequence[frozenset[str] | None] | None = None
    accessible: FloatArray | None = None
    spacious: FloatArray | None = None
    lease_ending: FloatArray | None = None
    organizations: Sequence[str | None] | None = None
    organization_groups: Mapping[str, str] = field(default_factory=dict)
    partnerships: Sequence[Partnership] | None = None

    def group_codes(self) -> IntArray:
        """Return a number (k,) per group, in the order of their text."""
        return np.unique(np.array(self.groups, dtype=np.str_), return_inverse=True)[1].reshape(-1)

    def address_codes(self) -> IntArray:
        """Return a number (k,) per address, -1 where unknown; case and punctuation do not count."""
        if self.addresses is None:
            return np.full(len(self.places), -1, dtype=np.int64)
        plain = ["".join(c if c.isalnum() else " " for c in (a or "").casefold()) for a in self.addresses]
        known = np.array([" ".join(text.split()) for text in plain], dtype=np.str_)
        codes = np.unique(known, return_inverse=True)[1].reshape(-1)
        return np.where(known == "", -1, codes)

    def groups_of(self) -> dict[str, frozenset[str]]:
        """Return the groups of each organization: as stated, else those of its points, else it is one."""
        found = {group: frozenset((group,)) for group in self.groups}
        for group, organization in zip(self.groups, self.organizations or ()):
            if organization:
                found[organization] = found.get(organization, frozenset()) | {group}
        found.update({name: frozenset((group,)) for name, group in self.organization_groups.items()})
        return found


def same_address(address: IntArray, a: IntArray, b: IntArray, km: FloatArray) -> BoolArray:
    """Equal addresses close together, or the same position where one of the addresses is not known."""
    known = (address[a] >= 0) & (address[b] >= 0)
    equal = known & (address[a] == address[b]) & (km <= SAME_ADDRESS_KM)
    return np.asarray(equal | (~known & (km <= SAME_POSITION_KM)))
