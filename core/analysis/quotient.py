# SPDX-License-Identifier: GPL-2.0-or-later
"""Colocation quotients: how much more often points of one type have neighbours of another than chance gives.

The null hypothesis keeps all points where they are and deals their types out anew, so a quotient says what is
special about two types given all the points; another choice of points (a third type more or less) is another
question. It is not symmetric: A may need B and B not A.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ..errors import InputError
from ..network.arrays import BoolArray, FloatArray, IntArray, concatenated_ranges
from ..parallel import Executor, in_order
from ..progress import SILENT, Progress, check
from ..text import Text
from .quotient_chance import SIGNIFICANT, Block, Tally, blocks, permutations
from .quotient_neighbours import Neighbours

CLASSES = ("colocated_significant", "colocated", "isolated", "isolated_significant", "undefined")
"""Classes of a local quotient; codes are positions in it."""

_GATHERED = 400_000  # neighbours times permutations looked at together: stays in the processor's cache


@dataclass(frozen=True)
class Chance:
    """How chance is simulated: this many ``permutations`` (≥ 1), drawn from ``seed`` (≥ 0)."""

    permutations: int = 999
    seed: int = 1


@dataclass(frozen=True, eq=False)
class Quotients:
    """Colocation quotients of pairs of types (p,), and of all types together.

    ``a`` and ``b``: codes of the types; ``n_a``, ``n_b``: their points; ``alone``: points of A without any
    neighbour, which do not count. ``clq`` and ``p_value``: NaN where there is nothing to compare. ``above``:
    the upper tail is the smaller. ``overall``: neighbours of the own type, whatever the type.
    """

    a: IntArray
    b: IntArray
    n_a: IntArray
    n_b: IntArray
    alone: IntArray
    clq: FloatArray
    p_value: FloatArray
    above: BoolArray
    overall: float
    overall_p: float

    def __len__(self) -> int:
        return len(self.a)


@dataclass(frozen=True, eq=False)
class LocalQuotients:
    """Local quotients towards type ``b`` of some ``point`` (r,); NaN without neighbours or without ``b``."""

    point: IntArray
    b: int
    lclq: FloatArray
    p_value: FloatArray
    above: BoolArray

    def classes(self, p_value: FloatArray | None = None) -> IntArray:
        """Return the class (r,) of each, by ``p_value`` (r,) when another one (adjusted) is to decide."""
        p = self.p_value if p_value is None else p_value
        near = self.lclq >= 1.0
        sure = (p <= SIGNIFICANT) & (self.above == near)
        found = np.where(near, np.where(sure, 0, 1), np.where(sure, 3, 2))
        return np.where(np.isnan(self.lclq), CLASSES.index("undefined"), found)


def quotients(
    neighbours: Neighbours,
    types: IntArray,
    pairs: Sequence[tuple[int, int]],
    chance: Chance | None = None,
    progress: Progress = SILENT,
    *,
    executor: Executor | None = None,
) -> Quotients:
    """Return the quotients A→B of ``pairs`` of codes, given the code ``types`` (n,) ≥ 0 of every point.

    CLQ(A→B) = (C(A→B) / N_A) / (N'_B / (N − 1)), C the neighbours of type B summed over A by their weight,
    N'_B the other points of type B: N_B, or N_B − 1 where A is B. Of all types together:
    (Σ C(A→A) / N) / (Σ N_A (N_A − 1) / (N (N − 1))). Leslie & Kronenfeld (2011), eq. 1–4. N_A (and the N that
    C is divided by) counts points that have a neighbour. With an ``executor`` others deal the types out.
    Raises ``InputError`` for fewer than two points, ``Cancelled`` when asked to stop.
    """
    chance = chance or Chance()
    _check(neighbours, types)
    a, b = np.array(pairs, np.int64).reshape(-1, 2).T
    figures = _Figures(neighbours, types, a, b)
    tally = Tally(figures.of(types))
    dealing, tasks = _Dealing(figures, types, tally, chance.seed), blocks(len(types), chance.permutations)
    for part in in_order(_dealt, dealing, tasks, executor=executor, progress=progress):
        tally.merge(part)
    clq, (p, above) = figures.of(types), tally.p_values()
    n_types = max(int(types.max()), int(max(a.max(initial=0), b.max(initial=0)))) + 1
    count = np.bincount(types, minlength=n_types)
    linked = np.bincount(types[neighbours.linked], minlength=n_types)
    return Quotients(
        a,
        b,
        count[a],
        count[b],
        (count - linked)[a],
        clq[:-1],
        p[:-1],
        above[:-1],
        float(clq[-1]),
        float(p[-1]),
    )


@dataclass(frozen=True, eq=False)
class _Dealing:
    """What it takes to deal the types out anew and compare. ``tally``: of the observed figures."""

    figures: _Figures
    types: IntArray
    tally: Tally
    seed: int


def _dealt(dealing: _Dealing, block: Block, progress: Progress) -> Tally:
    """Return how often a block of permutations reaches the observed figures: what a worker does."""
    orders = permutations(len(dealing.types), block, dealing.seed)
    columns = []
    for order in orders:
        check(progress)
        columns.append(dealing.figures.of(dealing.types[order]))
    progress.report(1.0)
    return dealing.tally.counted(np.stack(columns, axis=1))


class _Figures:
    """The quotients of pairs of types, then that of all types together, for any way to deal out the types."""

    def __init__(self, neighbours: Neighbours, types: IntArray, a: IntArray, b: IntArray) -> None:
        n = len(types)
        self._neighbours, self._row, self._linked = neighbours, neighbours.row, neighbours.linked
        used = np.unique(np.concatenate([a, b]))
        highest = max(int(types.max()), int(used.max(initial=0)))
        self._code = np.full(highest + 1, len(used), np.int64)
        self._code[used] = np.arange(len(used))
        self._size = len(used) + 1  # the last stands for all types that nobody asks for
        self._a, self._b = self._code[a], self._code[b]
        count = np.bincount(types, minlength=len(self._code)).astype(np.float64)
        self._share = (count[b] - (a == b)) / (n - 1)
        self._own = float((count * (count - 1)).sum()) / (n * (n - 1))

    def of(self, types: IntArray) -> FloatArray:
        """Return the figures (p + 1,), NaN where they are not defined."""
        near, code = self._neighbours, self._code[types]
        key = code[self._row] * self._size + code[near.place]
        weight = np.bincount(key, near.weight, self._size**2)[self._a * self._size + self._b]
        linked = np.bincount(code[self._linked], minlength=self._size)[self._a]
        own = float(near.weight[types[self._row] == types[near.place]].sum())
        share = np.append(weight, own), np.append(linked, self._linked.sum())
        return _ratio(_ratio(*share), np.append(self._share, self._own))


def local_quotients(
    neighbours: Neighbours,
    types: IntArray,
    points: IntArray,
    others: Sequence[int],
    *,
    chance: Chance | None = None,
    progress: Progress = SILENT,
    executor: Executor | None = None,
) -> list[LocalQuotients]:
    """Return for each type of ``others`` the local quotients of ``points`` (r,), indices, towards it.

    LCLQ(i→B) = Σ w_ij f_ij / Σ w_ij / (N_B / (N − 1)): Cromley, Hanink & Bentley (2014); Wang, Hu, Wang & Li
    (2017), eq. 1–3, with N_B all points of type B, where i is one of them too. Chance deals the types of the
    other points out anew; a point keeps its own. Raises as ``quotients``.
    """
    chance = chance or Chance()
    _check(neighbours, types)
    n = len(types)
    check(progress)
    chosen = _Rows(neighbours, points)
    count = np.bincount(types, minlength=max(others, default=0) + 1)
    expected = [count[b] / (n - 1) for b in others]
    own = [types == b for b in others]
    observed = [_full(chosen, chosen.shares(is_b[:, None], progress)[:, 0]) for is_b in own]
    tallies = [Tally(share) for share in observed]
    dealing = _LocalDealing(chosen, tuple(own), tuple(tallies), n, chance.seed)
    tasks = blocks(n, chance.permutations)
    for parts in in_order(_dealt_locally, dealing, tasks, executor=executor, progress=progress):
        for tally, part in zip(tallies, parts):
            tally.merge(part)
    results = []
    for b, share, tally, rate in zip(others, observed, tallies, expected):
        p, above = tally.p_values()
        lclq = _ratio(share, np.full(len(share), rate, np.float64))
        results.append(LocalQuotients(points, b, lclq, np.where(np.isnan(lclq), np.nan, p), above))
    return results


@dataclass(frozen=True, eq=False)
class _LocalDealing:
    """As ``_Dealing``, for the neighbours of some points and several types: who ``is_b`` of each (n,)."""

    chosen: _Rows
    own: tuple[BoolArray, ...]
    tallies: tuple[Tally, ...]
    n: int
    seed: int


def _dealt_locally(dealing: _LocalDealing, block: Block, progress: Progress) -> list[Tally]:
    """Return how often a block of permutations reaches the observed shares of each type."""
    chosen = dealing.chosen
    item = np.ascontiguousarray(permutations(dealing.n, block, dealing.seed).T)
    moved = chosen.own_label_met(item, progress)
    found = [
        tally.counted(_full(chosen, chosen.simulated(is_b, item, moved, progress)))
        for is_b, tally in zip(dealing.own, dealing.tallies)
    ]
    progress.report(1.0)
    return found


_Met = tuple[IntArray, IntArray, FloatArray]


class _Rows:
    """The neighbours of some points (r,), and shares of a type among them in many permutations at once."""

    def __init__(self, neighbours: Neighbours, points: IntArray) -> None:
        self.linked = neighbours.linked[points]
        self.points = points[self.linked]
        first, count = neighbours.start[self.points], np.diff(neighbours.start)[self.points]
        index = concatenated_ranges(first, count)
        self._end = np.cumsum(count)
        self._place, self._weight = neighbours.place[index], neighbours.weight[index]
        self._row = np.repeat(np.arange(len(self.points)), count)

    def _parts(self, width: int, progress: Progress) -> Iterator[tuple[slice, slice]]:
        """Yield slices of rows and of their neighbours that are handled together. Raises ``Cancelled``."""
        row, most = 0, max(1, _GATHERED // width)
        while row < len(self._end):
            start = int(self._end[row - 1]) if row else 0
            stop = max(row + 1, int(np.searchsorted(self._end, start + most, "right")))
            check(progress)
            yield slice(row, stop), slice(start, int(self._end[stop - 1]))
            row = stop

    def shares(self, is_b: BoolArray, progress: Progress) -> FloatArray:
        """Return the weight of type B among each row's neighbours, (rows, b), given who (n, b) is of it."""
        value = is_b.astype(np.float64)
        found = np.empty((len(self.points), value.shape[1]))
        for rows, near in self._parts(value.shape[1], progress):
            part = value[self._place[near]]
            part *= self._weight[near, None]
            begin = self._end[rows] - np.diff(self._end[rows], prepend=near.start)
            np.add.reduceat(part, begin - near.start, axis=0, out=found[rows])
        return found

    def own_label_met(self, item: IntArray, progress: Progress) -> _Met:
        """Return row, permutation and weight where a point's own label fell to one of its neighbours.

        ``item`` (n, b): whose label each place got.
        """
        found = []
        for _, near in self._parts(item.shape[1], progress):
            at, column = np.nonzero(item[self._place[near]] == self.points[self._row[near], None])
            at += near.start
            found.append((self._row[at], column, self._weight[at]))
        if not found:
            return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0)
        row, column, weight = (np.concatenate(parts) for parts in zip(*found))
        return row, column, weight

    def simulated(self, is_b: BoolArray, item: IntArray, met: _Met, progress: Progress) -> FloatArray:
        """Return the shares (rows, b) when labels are dealt out anew but each point keeps its own.

        The place that got the point's own label has that which the point got instead: the two are swapped,
        which makes every arrangement of the other labels equally likely.
        """
        dealt = is_b[item]
        share = self.shares(dealt, progress)
        row, column, weight = met
        point = self.points[row]
        share[row, column] += weight * (dealt[point, column].astype(np.float64) - is_b[point])
        return share


def _full(chosen: _Rows, share: FloatArray) -> FloatArray:
    """Return shares for all chosen points, NaN for those without neighbours."""
    full = np.full((len(chosen.linked), *share.shape[1:]), np.nan)
    full[chosen.linked] = share
    return full


def _ratio(a: FloatArray, b: FloatArray) -> FloatArray:
    return np.divide(a, b, out=np.full(len(a), np.nan), where=b > 0)


def _check(neighbours: Neighbours, types: IntArray) -> None:
    if neighbours.n != len(types):
        raise ValueError((neighbours.n, len(types)))
    if len(types) < 2:  # noqa: PLR2004
        raise InputError(_TOO_FEW)


_TOO_FEW = Text(
    "A colocation quotient needs at least two points with a type. Check the layer, its filter, and the field "
    "of the type.",
    "Un quotient de colocalisation exige au moins deux points ayant un type. Vérifiez la couche, son filtre "
    "et le champ du type.",
)
