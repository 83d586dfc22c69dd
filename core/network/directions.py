# SPDX-License-Identifier: GPL-2.0-or-later
"""Which way a road may be driven, from the values of a field."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from .arrays import BoolArray


def resolve_directions(
    values: npt.NDArray[Any], forward: str, backward: str, both: str
) -> tuple[BoolArray, BoolArray, int]:
    """Return (may be driven as drawn (m,), against it (m,), number of values that match none).

    ``values`` (m,) are compared as text, without surrounding spaces; a missing value is the empty text. A
    value that matches none counts as both ways.
    """
    text = field_text(values)
    is_forward, is_backward, is_both = _matches(text, forward, backward, both)
    return (
        is_forward | ~is_backward | is_both,
        is_backward | ~is_forward | is_both,
        int((~(is_forward | is_backward | is_both)).sum()),
    )


def unknown_directions(values: npt.NDArray[Any], forward: str, backward: str, both: str) -> BoolArray:
    """Return which values (m,) match none of the three."""
    is_forward, is_backward, is_both = _matches(field_text(values), forward, backward, both)
    return np.asarray(~(is_forward | is_backward | is_both))


def field_text(values: npt.NDArray[Any]) -> npt.NDArray[np.str_]:
    """Return field values (m,) as stripped text; None, NaN and SQL's NULL become the empty text.

    Whole numbers read the same whether the field is an integer, a real number or text: ``23``.
    """
    text = np.char.strip(np.asarray(values).astype(str))
    text = np.where(np.isin(text, ("None", "nan", "NULL", "<NA>")), "", text)
    number = np.char.rpartition(text, ".0")[:, 0]
    whole = np.char.endswith(text, ".0") & np.char.isdigit(np.char.lstrip(number, "-"))
    return np.asarray(np.where(whole, number, text))


def _matches(
    text: npt.NDArray[np.str_], forward: str, backward: str, both: str
) -> tuple[BoolArray, BoolArray, BoolArray]:
    """Compare; an empty forward or backward value was not given, so it matches nothing."""
    none = np.zeros(len(text), bool)
    # What people type is read as fields are: "1.0" stands for the 1 of an integer field, too.
    forward, backward, both = field_text(np.array([forward, backward, both], object)).tolist()
    return (
        text == forward if forward else none,
        text == backward if backward else none,
        np.asarray(text == both),
    )
