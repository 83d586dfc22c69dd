# SPDX-License-Identifier: GPL-2.0-or-later
"""Which pairs are looked at at all (schema, section E3, steps 1 and 2), without trying each with each.

Pairs are arrays of places in the rows and in the held points, some hundred thousand at a time.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from .columns import Codes, Columns, Ints

NEAR_M = 3_000.0
FAR_M = 10_000.0
HERE_M = 250.0
MOST_SHARING = 100
"""A telephone or a name that more points of one organization have than this tells none of them apart."""

MISSING_WORDS = 0.2
"""Names as alike as a relocation asks share all words of the shorter one but this share of them."""

_AT_A_TIME = 100_000
_CELL_BITS = 18
_AROUND = tuple(itertools.product((-1, 0, 1), repeat=3))

Pairs = tuple[Ints, Ints]


def near(rows: Columns, held: Columns) -> Iterator[Pairs]:
    """Pairs of one organization and channel in the same or neighbouring cells of 3 km."""
    return _in_cells(rows, held, rows.group, held.group, NEAR_M)


def here(rows: Columns, held: Columns) -> Iterator[Pairs]:
    """Pairs of one channel and any organization in the same or neighbouring cells of 250 m."""
    return _in_cells(rows, held, rows.channel, held.channel, HERE_M)


def same_postal_code(rows: Columns, held: Columns) -> Iterator[Pairs]:
    """Pairs of one organization and channel with the same postal code."""
    places = np.flatnonzero(rows.postal_code >= 0), np.flatnonzero(held.postal_code >= 0)
    size = 1 + max(rows.postal_code.max(initial=0), held.postal_code.max(initial=0))
    keys_a, keys_b = (side.group[at] * size + side.postal_code[at] for side, at in zip((rows, held), places))
    return _equal(keys_a, keys_b, *places)


def same_phone(rows: Columns, held: Columns) -> Iterator[Pairs]:
    """Pairs of one organization and channel with a telephone in common."""
    return _with_code(rows, held, rows.phone_codes, held.phone_codes)


def same_name(rows: Columns, held: Columns) -> Iterator[Pairs]:
    """Pairs with the same name of which one has no position to find the other by."""
    if rows.has_place.all() and held.has_place.all():
        return
    known = Codes()
    codes = [[[known[name] for name in names] for names in side.words] for side in (rows, held)]
    for i, j in _with_code(rows, held, *codes):
        lost = ~(rows.has_place[i] & held.has_place[j])
        yield i[lost], j[lost]


def same_address(rows: Columns, held: Columns) -> Iterator[Pairs]:
    """Pairs with the same civic address, however far apart: one of their positions may be wrong."""
    codes = [[(code,) if code >= 0 else () for code in side.address.tolist()] for side in (rows, held)]
    return _with_code(rows, held, *codes)


def same_name_far(rows: Columns, held: Columns, i: Ints, j: Ints) -> Iterator[Pairs]:
    """Pairs of the given places in neighbouring cells of 10 km whose names may be nearly the same.

    Of a name of n words at most a fifth may be missing from the other: one of its n/5 + 1 rarest is there.
    """
    count = Counter(word for at in j.tolist() for word in {word for name in held.words[at] for word in name})
    known = Codes()

    def rare(name: Sequence[str]) -> list[str]:
        words = sorted(set(name), key=lambda word: (count[word], word))
        return words[: int(MISSING_WORDS * len(words)) + 1]

    sides = [(rows, i.tolist()), (held, j.tolist())]
    everything, few = (
        [
            [
                (at, known[word])
                for at in places
                for word in {word for name in side.words[at] for word in pick(name)}
            ]
            for side, places in sides
        ]
        for pick in (list, rare)
    )
    for left, right in ((few[0], everything[1]), (everything[0], few[1])):
        a, b = (np.array(found, np.int64).reshape(-1, 2) for found in (left, right))
        size = 1 + max(a[:, 1].max(initial=0), b[:, 1].max(initial=0))
        places = _in_cells(
            _Placed(rows, a[:, 0]),
            _Placed(held, b[:, 0]),
            rows.group[a[:, 0]] * size + a[:, 1],
            held.group[b[:, 0]] * size + b[:, 1],
            FAR_M,
        )
        for at_a, at_b in places:
            yield a[at_a, 0], b[at_b, 0]


class _Placed:
    """The positions of some of the candidates."""

    def __init__(self, side: Columns, at: Ints) -> None:
        self.xyz, self.has_place = side.xyz[at], side.has_place[at]


def _in_cells(
    rows: Columns | _Placed, held: Columns | _Placed, key_a: Ints, key_b: Ints, size_m: float
) -> Iterator[Pairs]:
    """Pairs with equal keys in the same or neighbouring cubes of ``size_m`` metres."""
    places = np.flatnonzero(rows.has_place), np.flatnonzero(held.has_place)
    cells = [np.floor(side.xyz[at] / size_m).astype(np.int64) for side, at in zip((rows, held), places)]
    occupied, right = np.unique(_packed(cells[1]), return_inverse=True)
    if not len(occupied):
        return
    keys_b = key_b[places[1]] * len(occupied) + right.ravel()
    for around in _AROUND:
        cell = _packed(cells[0] + np.array(around, np.int64))
        number = np.minimum(np.searchsorted(occupied, cell), len(occupied) - 1)
        inside = np.flatnonzero(occupied[number] == cell)
        if len(inside):
            at = places[0][inside]
            yield from _equal(key_a[at] * len(occupied) + number[inside], keys_b, at, places[1])


def _packed(cells: Ints) -> Ints:
    """Return one number per cube: no cube is 2^17 cubes of 250 m or more from the middle of the Earth."""
    shifted = cells + (1 << _CELL_BITS - 1)
    return (shifted[:, 0] << 2 * _CELL_BITS) | (shifted[:, 1] << _CELL_BITS) | shifted[:, 2]


def _with_code(
    rows: Columns, held: Columns, codes_a: Iterable[Sequence[int]], codes_b: Iterable[Sequence[int]]
) -> Iterator[Pairs]:
    """Pairs of one organization and channel that have a code in common which few of them have."""
    a, b = (
        np.array([(at, code) for at, found in enumerate(codes) for code in found], np.int64).reshape(-1, 2)
        for codes in (codes_a, codes_b)
    )
    if not len(a) or not len(b):
        return iter(())
    size = 1 + max(a[:, 1].max(), b[:, 1].max())
    keys_a, keys_b = rows.group[a[:, 0]] * size + a[:, 1], held.group[b[:, 0]] * size + b[:, 1]
    _, inverse, counts = np.unique(keys_b, return_inverse=True, return_counts=True)
    few = counts[inverse.ravel()] <= MOST_SHARING
    return _equal(keys_a, keys_b[few], a[:, 0], b[few, 0])


def _equal(keys_a: Ints, keys_b: Ints, places_a: Ints, places_b: Ints) -> Iterator[Pairs]:
    """Pairs of places whose keys are equal, at most some hundred thousand at a time."""
    order = np.argsort(keys_b, kind="stable")
    ordered = keys_b[order]
    start = np.searchsorted(ordered, keys_a, "left")
    count = np.searchsorted(ordered, keys_a, "right") - start
    some = np.flatnonzero(count)
    total = np.cumsum(count[some])
    begin = 0
    while begin < len(some):
        before = total[begin - 1] if begin else 0
        end = max(begin + 1, int(np.searchsorted(total, before + _AT_A_TIME, "right")))
        chosen = some[begin:end]
        counts = count[chosen]
        steps = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        yield (
            np.repeat(places_a[chosen], counts),
            places_b[order[np.repeat(start[chosen], counts) + steps]],
        )
        begin = end
