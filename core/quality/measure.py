# SPDX-License-Identifier: GPL-2.0-or-later
"""One figure of a register's quality, and how it is counted for each jurisdiction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..network.arrays import BoolArray, FloatArray, IntArray
from ..text import Text

PERCENT = 100.0


@dataclass(frozen=True)
class Measure:
    """A share: ``numerator`` of ``denominator``; ``excluded`` were not counted, for the reason ``why``.

    ``indicator``: its id. ``item``: what part of it this is about, empty for the whole. ``jurisdiction``: the
    code, ``None`` for all together.
    """

    indicator: str
    item: str
    jurisdiction: str | None
    numerator: int
    denominator: int
    excluded: int
    why: Text

    @property
    def value(self) -> float | None:
        """The share in percent; ``None`` where there is nothing to count."""
        return PERCENT * self.numerator / self.denominator if self.denominator else None


@dataclass(frozen=True, eq=False)
class Groups:
    """The jurisdictions of n things: ``codes`` in text order, and the place among them of each (n,)."""

    codes: tuple[str, ...]
    place: IntArray

    @classmethod
    def of(cls, codes: Sequence[str], known: Sequence[str] = ()) -> Groups:
        """Group things by code; ``known`` codes are groups even when nothing is in them."""
        names = tuple(sorted({*codes, *known}))
        places = {code: i for i, code in enumerate(names)}
        return cls(names, np.array([places[code] for code in codes], np.int64))

    def measures(
        self,
        indicator: str,
        part: IntArray | BoolArray,
        whole: IntArray | BoolArray,
        *,
        item: str = "",
        excluded: IntArray | BoolArray,
        why: Text,
    ) -> list[Measure]:
        """Return a measure of all together, then one of each jurisdiction. All arrays are (n,)."""
        parts, wholes, left_out = map(self._sums, (part, whole, excluded))
        return [
            Measure(indicator, item, code, int(parts[i]), int(wholes[i]), int(left_out[i]), why)
            for i, code in enumerate((None, *self.codes))
        ]

    def _sums(self, values: IntArray | BoolArray) -> FloatArray:
        by_code = np.bincount(self.place, weights=np.asarray(values, float), minlength=len(self.codes))
        return np.concatenate([[by_code.sum()], by_code])
