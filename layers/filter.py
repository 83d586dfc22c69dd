# SPDX-License-Identifier: GPL-2.0-or-later
"""Find points by text and by facets, fast enough to do it at every key.

Text is compared without accents, case and typographic marks; it is always taken literally. Within one facet
the chosen values are alternatives, between facets all must hold.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from ..core.text import LANGUAGES
from .register import PointSummary

ATTENTION = "yes"

_PLAIN = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "“": '"',
        "”": '"',
        "–": "-",
        "—": "-",
        "‑": "-",
        "œ": "oe",
        "æ": "ae",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ı": "i",
        "\u00a0": " ",
        "\u202f": " ",
    }
)


def fold(text: str) -> str:
    """Return text for comparison: lower case, without accents, with plain quotes, hyphens and spaces."""
    if text.isascii():
        return " ".join(text.lower().split())
    lowered = unicodedata.normalize("NFD", text.casefold())
    bare = "".join(char for char in lowered if not unicodedata.combining(char))
    return " ".join(bare.translate(_PLAIN).split())


@dataclass(frozen=True)
class Criteria:
    """What is looked for: words, and chosen codes per facet (an empty or missing facet asks for nothing)."""

    text: str = ""
    chosen: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))

    def with_text(self, text: str) -> Criteria:
        return replace(self, text=text)

    def with_facet(self, facet: str, codes: Collection[str]) -> Criteria:
        """Return the criteria with the chosen codes of one facet replaced."""
        chosen = {name: values for name, values in self.chosen.items() if name != facet}
        if codes:
            chosen[facet] = frozenset(codes)
        return replace(self, chosen=MappingProxyType(chosen))

    @property
    def is_empty(self) -> bool:
        return not self.chosen and not fold(self.text)


@dataclass(frozen=True)
class _Membership:
    """Which points have which code: pairs of (point index, code index), by code."""

    codes: tuple[str, ...]
    point: NDArray[np.int32]
    code: NDArray[np.int32]

    def mask(self, wanted: frozenset[str], n: int) -> NDArray[np.bool_]:
        chosen = np.isin(self.codes, list(wanted)) if self.codes else np.zeros(0, bool)
        mask = np.zeros(n, dtype=bool)
        mask[self.point[chosen[self.code]]] = True
        return mask

    def counts(self, mask: NDArray[np.bool_]) -> dict[str, int]:
        found = np.bincount(self.code[mask[self.point]], minlength=len(self.codes))
        return {code: int(n) for code, n in zip(self.codes, found)}


class PointIndex:
    """The points of a register, prepared for searching. Made once per register, in the background."""

    def __init__(self, points: Sequence[PointSummary], attention: Mapping[str, int] | None = None) -> None:
        self._n = len(points)
        self._texts = [_haystack(point) for point in points]
        codes = {
            "order": [(point.order,) for point in points],
            "jurisdiction": [(point.jurisdiction,) for point in points],
            "channel": [(point.channel,) for point in points],
            "point_type": [(point.point_type,) for point in points],
            "service": [point.services for point in points],
            "language": [point.languages for point in points],
            "status": [(point.status,) for point in points],
        }
        self._facets = {facet: _membership(values) for facet, values in codes.items()}
        self._ids = [point.id for point in points]
        self._by_name = {language: _by_name(points, language) for language in LANGUAGES}
        lonlat = [point.lonlat or (np.nan, np.nan) for point in points]
        self._lonlat = np.array(lonlat, dtype=float).reshape(-1, 2)
        self.set_attention(attention or {})

    def set_attention(self, attention: Mapping[str, int]) -> None:
        """Say which points need care (id → number of reasons)."""
        flags = [(ATTENTION,) if attention.get(key) else () for key in self._ids]
        self._facets["attention"] = _membership(flags)

    def by_name(self, language: str) -> NDArray[np.intp]:
        """Return the points (their positions) in the order of their names in ``en`` or ``fr``."""
        return self._by_name[language]

    def matches(self, criteria: Criteria) -> NDArray[np.bool_]:
        """Return which points meet all the criteria."""
        mask = self._text_mask(criteria.text)
        for facet, wanted in criteria.chosen.items():
            mask &= self._facets[facet].mask(wanted, self._n)
        return mask

    def counts(self, criteria: Criteria) -> dict[str, dict[str, int]]:
        """Return, per facet and code, how many points would be found if only that code were chosen.

        The facet's own choice is left out, all others hold: a list of jurisdictions keeps its counts while
        some of them are ticked.
        """
        text = self._text_mask(criteria.text)
        masks = {facet: self._facets[facet].mask(w, self._n) for facet, w in criteria.chosen.items()}
        counted = {}
        for facet, membership in self._facets.items():
            mask = text.copy()
            for other, chosen in masks.items():
                if other != facet:
                    mask &= chosen
            counted[facet] = membership.counts(mask)
        return counted

    def within(self, box: tuple[float, float, float, float]) -> NDArray[np.bool_]:
        """Return which points lie in a box (west, south, east, north); those without position do too."""
        west, south, east, north = box
        lon, lat = self._lonlat[:, 0], self._lonlat[:, 1]
        inside = (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
        return inside | np.isnan(lon)

    def _text_mask(self, text: str) -> NDArray[np.bool_]:
        mask = np.ones(self._n, dtype=bool)
        for word in fold(text).split():
            mask &= np.fromiter((word in hay for hay in self._texts), dtype=bool, count=self._n)
        return mask


def _haystack(point: PointSummary) -> str:
    """All that is searched of a point. A word that is looked for has no space, so spaces keep parts apart."""
    postal = point.address.rsplit(", ", 1)[-1].replace(" ", "")
    own = (*point.other_names, point.address, postal, point.id, point.organization.en, point.organization.fr)
    return fold(" ".join(own))


def _by_name(points: Sequence[PointSummary], language: str) -> NDArray[np.intp]:
    names = [fold(point.name.in_(language)) for point in points]
    return np.array(sorted(range(len(names)), key=names.__getitem__), dtype=np.intp)


def _membership(values: Sequence[Sequence[str]]) -> _Membership:
    codes = tuple(sorted({code for row in values for code in row}))
    place = {code: number for number, code in enumerate(codes)}
    points = [number for number, row in enumerate(values) for _ in row]
    found = [place[code] for row in values for code in row]
    return _Membership(codes, np.array(points, dtype=np.int32), np.array(found, dtype=np.int32))
