# SPDX-License-Identifier: GPL-2.0-or-later
"""Which areas lie in the territory of a jurisdiction, or in a declared service area.

The code of the Standard Geographical Classification decides: province 2 digits, census division 4,
subdivision 7, each beginning with the one above. Dissemination areas and blocks begin with their division.
Where the code of an area does not reach that far down, its position decides, as far as the boundaries of
the store go (``geo_unit``); where neither can tell, it is not known.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np

from ..network.arrays import BoolArray, FloatArray
from ..network.ring_test import inside_rings
from ..schema import load_schema
from ..validation.boundaries import read_geometry
from ..validation.register import Row
from .answers import NO, UNKNOWN, YES, Answers

COUNTRY = ""
"""The digits of Canada: every area's begin with them."""

_DGUID = re.compile(r"[0-9]{4}(?:A000[235]([0-9]+)|S[0-9]{4}([0-9]{8}|[0-9]{11}))")
"""Of a province, division or subdivision, or of a dissemination area or block. Other areas have codes of the
same lengths that say something else: economic region 3510 is not division 3510."""
_JURISDICTION = re.compile(r"CA-([A-Z]{2})(?:-([0-9]{4}|[0-9]{7}))?")
_KNOWN_DIGITS = {2: 2, 4: 4, 7: 7, 8: 4, 11: 4}
"""Length of a code: how many of its digits are province, division and subdivision."""


def known_digits(text: object) -> str | None:
    """Return the province, division and subdivision in an area's code, as far as it has them.

    A code of the classification, one of dissemination areas or blocks, a DGUID, or the two letters of a
    province; ``None`` for anything else.
    """
    code = str(text).strip() if text is not None else ""
    province = load_schema().domains["province"].by_code.get(code.upper())
    if province is not None:
        return province.note
    found = _DGUID.fullmatch(code)
    digits = found.group(1) or found.group(2) if found else code
    count = _KNOWN_DIGITS.get(len(digits)) if digits.isascii() and digits.isdigit() else None
    return digits[:count] if count else None


class Territories:
    """Says of n areas whether they lie in a territory. ``codes`` (n,) may be ``None``; ``lonlat`` (n, 2)."""

    def __init__(
        self,
        codes: Sequence[object] | None,
        lonlat: FloatArray,
        jurisdictions: Sequence[Row],
        boundaries: Sequence[Row],
    ) -> None:
        self._lonlat = lonlat
        digits = [None] * len(lonlat) if codes is None else [known_digits(code) for code in codes]
        self.coded: BoolArray = np.array([each is not None for each in digits], bool)
        self._digits, place = np.unique([each or "" for each in digits], return_inverse=True)
        self._place = np.asarray(place).reshape(-1)
        self._rows = {str(row["code"]): row for row in jurisdictions}
        self._boundaries: Mapping[str, object] = {str(row["uid"]): row.get("geom") for row in boundaries}
        self._found: dict[str, Answers] = {}

    def of_jurisdiction(self, code: str) -> Answers:
        """Return whether each area lies in the territory of a jurisdiction."""
        known = self._found.get(code)
        if known is None:
            known = self._found[code] = self._of_digits(self._territory(code))
        return known

    def within(self, shapes: Sequence[object]) -> BoolArray:
        """Return whether each area's place is inside any of these polygons (WKT, degrees)."""
        inside = np.zeros(len(self._lonlat), bool)
        polygons = [rings for shape in shapes for rings in _polygons(shape)]
        if polygons:
            rings = [ring for polygon in polygons for ring in polygon]
            start, end = (np.concatenate(part) for part in zip(*((ring[:-1], ring[1:]) for ring in rings)))
            owner = np.repeat(np.arange(len(polygons)), [sum(len(r) - 1 for r in p) for p in polygons])
            placed = np.flatnonzero(np.isfinite(self._lonlat).all(axis=1))
            found, _ = inside_rings(start, end, owner, self._lonlat[placed])
            inside[placed[found]] = True
        return inside

    def _territory(self, code: str) -> str | None:
        """Return the digits of a jurisdiction; ``None`` where it is not known which land is its own."""
        if code == "CA":
            return COUNTRY
        found = _JURISDICTION.fullmatch(code)
        if found is None:
            row = self._rows.get(code, {})
            return row.get("csduid") or None
        province = load_schema().domains["province"].by_code.get(found.group(1))
        return found.group(2) or (None if province is None else province.note)

    def _of_digits(self, wanted: str | None) -> Answers:
        if wanted is None:
            return np.full(len(self._lonlat), UNKNOWN, np.int8)
        by_code = np.array([_compared(str(digits), wanted) for digits in self._digits], np.int8)
        found = by_code[self._place] if len(by_code) else np.zeros(0, np.int8)
        unsure = found == UNKNOWN
        if unsure.any() and read_geometry(self._boundaries.get(wanted)) is not None:
            inside = self.within([self._boundaries[wanted]])
            found[unsure] = np.where(inside[unsure], YES, NO)
            found[unsure & ~np.isfinite(self._lonlat).all(axis=1)] = UNKNOWN
        return found


def _compared(digits: str, wanted: str) -> np.int8:
    """Compare an area's digits, as far as they are known, with those of a territory."""
    if digits.startswith(wanted):
        return YES
    return UNKNOWN if wanted.startswith(digits) else NO


def _polygons(wkt: object) -> list[list[FloatArray]]:
    """Return the rings of each polygon of a shape."""
    geometry = read_geometry(wkt)
    if geometry is None or geometry.IsEmpty():
        return []
    parts = [geometry.GetGeometryRef(i) for i in range(geometry.GetGeometryCount())]
    polygons = parts if geometry.GetGeometryName() == "MULTIPOLYGON" else [geometry]
    return [
        [
            np.array(polygon.GetGeometryRef(i).GetPoints(), np.float64)[:, :2]
            for i in range(polygon.GetGeometryCount())
        ]
        for polygon in polygons
    ]
