# SPDX-License-Identifier: GPL-2.0-or-later
"""How likely two points are one: weighted evidence over what both have (schema, section E3, step 3)."""

from __future__ import annotations

import math
from collections.abc import Mapping

from ...earth import MEAN_RADIUS_M
from ...validation.similarity import name_similarity, name_words
from .candidate import Candidate
from .street import address_similarity, read_address

WEIGHTS = {"name": 0.35, "address": 0.25, "distance": 0.20, "phone": 0.10, "postal_code": 0.10}
SCALE_M = 250.0
SAME_AREA = 0.3
MOST_NAMES = 8
"""So many names of a candidate are looked at."""

_DECIMALS = 6
"""All that is compared is rounded to this, far above the last bits in which platforms' libraries differ."""


def distance_m(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the great-circle distance in metres of two positions in degrees (haversine)."""
    lon_a, lat_a, lon_b, lat_b = map(math.radians, (*a, *b))
    chord = (
        math.sin((lat_b - lat_a) / 2) ** 2
        + math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    )
    return 2 * MEAN_RADIUS_M * math.asin(min(1.0, math.sqrt(chord)))


def evidence_of(a: Candidate, b: Candidate) -> dict[str, float]:
    """Return the similarity (0…1) of each feature that both have, in the order of ``WEIGHTS``."""
    found = place_evidence(a, b)
    names = name_similarity(a.names[:MOST_NAMES], b.names[:MOST_NAMES])
    if names or (_is_named(a) and _is_named(b)):
        found["name"] = round(names, _DECIMALS)
    if a.phones and b.phones:
        found["phone"] = float(not set(a.phones).isdisjoint(b.phones))
    return {feature: found[feature] for feature in WEIGHTS if feature in found}


def _is_named(each: Candidate) -> bool:
    return any(name_words(name) for name in each.names[:MOST_NAMES])


def place_evidence(a: Candidate, b: Candidate) -> dict[str, float]:
    """Return the same of the features that say where a point is, whoever serves people there."""
    found: dict[str, float] = {}
    if a.address and b.address and read_address(a.address) and read_address(b.address):
        found["address"] = address_similarity(*sorted((a.address, b.address)))
    if a.position and b.position:
        found["distance"] = math.exp(-distance_m(a.position, b.position) / SCALE_M)
    if a.postal_code and b.postal_code:
        same_area = a.postal_code[:3] == b.postal_code[:3]
        found["postal_code"] = 1.0 if a.postal_code == b.postal_code else SAME_AREA * same_area
    return {feature: round(value, _DECIMALS) for feature, value in found.items()}


def known_weight(evidence: Mapping[str, float]) -> float:
    """Return the weight (0…1) of what both points have."""
    return round(sum(WEIGHTS[feature] for feature in evidence), _DECIMALS)


def score_of(evidence: Mapping[str, float]) -> float:
    """Return the weighted mean of what is known; 0 where nothing is."""
    total = sum(WEIGHTS[feature] for feature in evidence)
    found = sum(WEIGHTS[feature] * value for feature, value in evidence.items())
    return round(found / total, _DECIMALS) if total else 0.0
