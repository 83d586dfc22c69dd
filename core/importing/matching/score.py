# SPDX-License-Identifier: GPL-2.0-or-later
"""How likely two points are one: weighted evidence over what both have (schema, section E3, step 3)."""

from __future__ import annotations

import math

from ...validation.similarity import name_similarity
from .candidate import Candidate
from .street import address_similarity

WEIGHTS = {"name": 0.35, "address": 0.25, "distance": 0.20, "phone": 0.10, "postal_code": 0.10}
_SCALE_M = 250.0
_SAME_FSA = 0.3
_EARTH_M = 6_371_008.8  # mean radius, GRS 80


def distance_m(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the great-circle distance in metres of two positions in degrees (haversine)."""
    lon_a, lat_a, lon_b, lat_b = map(math.radians, (*a, *b))
    chord = (
        math.sin((lat_b - lat_a) / 2) ** 2
        + math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    )
    return 2 * _EARTH_M * math.asin(min(1.0, math.sqrt(chord)))


def evidence_of(a: Candidate, b: Candidate) -> dict[str, float]:
    """Return the similarity (0…1) of each feature that both have."""
    found: dict[str, float] = {}
    if a.names and b.names:
        found["name"] = name_similarity(a.names, b.names)
    if a.address and b.address:
        found["address"] = address_similarity(*sorted((a.address, b.address)))
    if a.lonlat and b.lonlat:
        found["distance"] = math.exp(-distance_m(a.lonlat, b.lonlat) / _SCALE_M)
    if a.phones and b.phones:
        found["phone"] = float(not set(a.phones).isdisjoint(b.phones))
    if a.postal_code and b.postal_code:
        same_area = a.postal_code[:3] == b.postal_code[:3]
        found["postal_code"] = 1.0 if a.postal_code == b.postal_code else _SAME_FSA * same_area
    return found


def score_of(evidence: dict[str, float]) -> float:
    """Return the weighted mean of what is known; 0 where nothing is."""
    total = sum(WEIGHTS[feature] for feature in evidence)
    return sum(WEIGHTS[feature] * value for feature, value in evidence.items()) / total if total else 0.0
