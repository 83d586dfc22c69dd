# SPDX-License-Identifier: GPL-2.0-or-later
"""How many sites share a place today (indicator P1), and who has such a place within reach (P3)."""

from __future__ import annotations

import numpy as np

from ..choices import RATE_DISTANCES_M
from ..network.arrays import BoolArray, FloatArray, IntArray
from .overlaps import Reached
from .pair_sites import same_address
from .straight import pairs_within


def colocation_rates(
    lonlat: FloatArray, groups: IntArray, address: IntArray
) -> tuple[dict[str, float], BoolArray]:
    """Return indicator P1 along straight lines, and which points (k,) share an address with another group's.

    P1 is the share of all points that have a point of another group at the same address
    (``same_address``) or at most 100 m, 250 m, 1 km away (``within_100_m`` …).
    """
    placed = np.flatnonzero(np.isfinite(lonlat).all(axis=1))
    near_a, near_b, km = pairs_within(lonlat[placed], max(RATE_DISTANCES_M) / 1000.0)
    a, b = placed[near_a], placed[near_b]
    crossing = groups[a] != groups[b]
    a, b, km = a[crossing], b[crossing], km[crossing]
    met = {"same_address": same_address(address, a, b, km)}
    met.update({f"within_{metres:g}_m": km <= metres / 1000.0 for metres in RATE_DISTANCES_M})
    rates, sharing = {}, np.zeros(len(lonlat), bool)
    for name, pair in met.items():
        has_partner = np.zeros(len(lonlat), bool)
        has_partner[a[pair]] = has_partner[b[pair]] = True
        rates[name] = float(has_partner.mean()) if len(lonlat) else float("nan")
        if name == "same_address":
            sharing = has_partner
    return rates, sharing


def near_one_stop(reached: Reached, n_units: int, colocated: BoolArray) -> BoolArray:
    """Return which demand units (n,) are in the catchment of a co-located point (indicator P3)."""
    point = np.repeat(np.arange(len(colocated)), np.diff(reached.first))
    within = np.zeros(n_units, bool)
    within[reached.unit[colocated[point]]] = True
    return within
