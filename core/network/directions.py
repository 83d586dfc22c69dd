# SPDX-License-Identifier: GPL-2.0-or-later
"""Which way a road may be driven, and whether it may be driven at all, from the values of its fields."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from .arrays import BoolArray
from .labels import FieldValues, Labels, field_text


@dataclass(frozen=True)
class DirectionValues:
    """The texts, case-folded, that mean driven as drawn only, against it only, and both ways."""

    forward: frozenset[str]
    backward: frozenset[str]
    both: frozenset[str]

    @classmethod
    def of(
        cls, forward: Collection[str], backward: Collection[str], both: Collection[str]
    ) -> DirectionValues:
        """Return the values as fields are read: without surrounding spaces, 1.0 as 1, in any case."""
        return cls(
            *(frozenset(field_text(v).casefold() for v in given) for given in (forward, backward, both))
        )


def resolve_directions(
    values: FieldValues, forward: str, backward: str, both: str
) -> tuple[BoolArray, BoolArray, int]:
    """Return (may be driven as drawn (m,), against it (m,), number of values that match none).

    ``values`` (m,) are compared as text, without surrounding spaces; a missing value is the empty text. A
    value that matches none counts as both ways.
    """
    is_forward, is_backward, is_both = _matches(values, forward, backward, both)
    return (
        is_forward | ~is_backward | is_both,
        is_backward | ~is_forward | is_both,
        int((~(is_forward | is_backward | is_both)).sum()),
    )


def unknown_directions(values: FieldValues, forward: str, backward: str, both: str) -> BoolArray:
    """Return which values (m,) match none of the three."""
    is_forward, is_backward, is_both = _matches(values, forward, backward, both)
    return ~(is_forward | is_backward | is_both)


def preset_directions(
    direction: Labels, meaning: DirectionValues, implied: BoolArray
) -> tuple[BoolArray, BoolArray, BoolArray]:
    """Return (as drawn (m,), against it (m,), unknown (m,)) by the values a kind of road data is known for.

    ``implied`` (m,): roads without a value that are one-way as drawn all the same, such as roundabouts.
    """
    forward = direction.test(lambda text: text.casefold() in meaning.forward)
    backward = direction.test(lambda text: text.casefold() in meaning.backward)
    known = direction.test(lambda text: text.casefold() in meaning.both) | forward | backward
    by_rule = implied & direction.test(lambda text: not text)
    forward = forward | by_rule
    return ~backward, ~forward, ~(known | by_rule)


def closed_to_cars(keys: Sequence[Labels], closed: Collection[str], count: int) -> BoolArray:
    """Return which of ``count`` roads are closed to the public's cars.

    ``keys``: access fields, the most specific first; the first of them that has a value decides. A list of
    values (``agricultural;forestry``) is closed when each of them is.
    """
    decided, shut = np.zeros(count, bool), np.zeros(count, bool)
    for labels in keys:
        says = labels.test(bool) & ~decided
        shut |= says & labels.test(
            lambda text: all(part.strip() in closed for part in text.casefold().split(";"))
        )
        decided |= says
    return shut


def _matches(
    values: FieldValues, forward: str, backward: str, both: str
) -> tuple[BoolArray, BoolArray, BoolArray]:
    """Compare; an empty forward or backward value was not given, so it matches nothing."""
    labels = Labels.of(values)
    # What people type is read as fields are: "1.0" stands for the 1 of an integer field, too.
    forward, backward, both = field_text(forward), field_text(backward), field_text(both)
    return (
        labels.test(lambda text: text == forward != ""),
        labels.test(lambda text: text == backward != ""),
        labels.test(lambda text: text == both),
    )
