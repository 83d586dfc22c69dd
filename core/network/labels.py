# SPDX-License-Identifier: GPL-2.0-or-later
"""A field of texts, kept as its few different texts and which of them each road has."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Any, Callable, Union

import numpy as np
import numpy.typing as npt

from .arrays import BoolArray, FloatArray, Int32Array

_NOTHING = ("None", "nan", "NULL", "<NA>")


@dataclass(frozen=True, eq=False)
class Labels:
    """The values of a field of n roads: road i has the text ``texts[code[i]]``; missing is the empty text.

    ``texts`` (k,) may hold a text twice. What is done once per text instead of once per road costs next to
    nothing: road data have a dozen classes and three directions.
    """

    texts: tuple[str, ...]
    code: Int32Array

    @classmethod
    def of(cls, values: FieldValues) -> Labels:
        """Return the labels of one value per road: text, whole or decimal numbers, ``None``."""
        if isinstance(values, Labels):
            return values
        collector = LabelCollector()
        collector.extend(None if v != v else v for v in np.asarray(values).tolist())  # noqa: PLR0124  (NaN)
        return collector.labels()

    def __len__(self) -> int:
        return len(self.code)

    def map(self, change: Callable[[str], str]) -> Labels:
        """Return the labels with every text changed."""
        return Labels(tuple(change(text) for text in self.texts), self.code)

    def test(self, accept: Callable[[str], bool]) -> BoolArray:
        """Return which roads (n,) have a text that is accepted."""
        return np.array([accept(text) for text in self.texts], bool)[self.code]

    def measure(self, number: Callable[[str], float]) -> FloatArray:
        """Return a number per road (n,) that follows from its text."""
        return np.array([number(text) for text in self.texts], np.float64)[self.code]


FieldValues = Union[Labels, npt.NDArray[Any]]
"""One value per road, as an array or as labels."""


class LabelCollector:
    """Makes labels of values that come one chunk after the other."""

    def __init__(self) -> None:
        self._place: dict[Hashable, int] = {}
        self._codes: list[Int32Array] = []

    def extend(self, values: Iterable[Hashable]) -> None:
        """Add one value per road."""
        place = self._place
        self._codes.append(np.fromiter((place.setdefault(v, len(place)) for v in values), np.int32))

    def extend_coded(self, values: Iterable[Hashable], code: npt.NDArray[Any]) -> None:
        """Add roads that have the values ``values[code[i]]``."""
        place = self._place
        places = np.fromiter((place.setdefault(v, len(place)) for v in values), np.int32)
        self._codes.append(places[code])

    def labels(self) -> Labels:
        """Return everything added, in the order in which it came."""
        code = np.concatenate(self._codes) if self._codes else np.zeros(0, np.int32)
        return Labels(tuple(field_text(value) for value in self._place), code)


def field_text(value: object) -> str:
    """Return a field's value as stripped text; None, NaN and SQL's NULL become the empty text.

    Whole numbers read the same whether the field is an integer, a real number or text: ``23``.
    """
    text = str(value).strip()
    if text in _NOTHING:
        return ""
    whole = text.endswith(".0") and text[:-2].lstrip("-").isdigit()
    return text[:-2] if whole else text
