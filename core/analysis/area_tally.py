# SPDX-License-Identifier: GPL-2.0-or-later
"""Counting catchments by area share, band after band as they are emitted."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ..network.arrays import BoolArray, FloatArray, IntArray
from ..progress import Progress, check
from .area_shapes import Pieces, Shapes, cut_to_boxes, shared_area
from .area_union import Owned, united
from .model import Band, Demand, Shape
from .strata import StratumSums
from .sums import band_sums

_Owned = tuple[IntArray, IntArray, FloatArray]
"""Units, the one point in whose catchment a part of each lies, and the share of the unit's area."""

_TRACE = 1e-9
_DIGITS = 12


def area_shares(units: Shapes, wkb: bytes) -> tuple[IntArray, FloatArray]:
    """Return which units (rising) a polygon covers at all, and the share of each one's area, above 0 to 1.

    ``wkb``: Polygon or MultiPolygon in degrees, EPSG:4326.
    """
    area = Shapes.of_wkb([wkb])
    rows = units.meeting_box(area.box[0])
    share = np.zeros(len(rows))
    if not len(rows):
        return rows, share
    pieces, inside = cut_to_boxes(area, units, rows)
    share[np.searchsorted(rows, inside)] = 1.0
    part, common = shared_area(units, pieces)
    share[np.searchsorted(rows, part)] = _plain(common / units.area[part])
    some = share > 0.0
    return rows[some], share[some]


def _plain(share: FloatArray) -> FloatArray:
    share = np.round(share, _DIGITS)
    return np.where(share < _TRACE, 0.0, np.where(share > 1.0 - _TRACE, 1.0, share))


class ShareTally:
    """Counts the bands of ``n_points`` points, or of all points as one. The bands of a point come together,
    from the innermost. ``divided``: the catchments do not overlap, so what rounding makes them share counts
    for the first of them only.

    ``sums`` (k, c, f) and ``units`` (k, c), the number of units with any share, are cumulative over the
    cutoffs. ``n_points`` (d,): points within whose largest catchment any part of a unit lies.
    ``first_band`` (d,): the first cutoff within which any part lies, -1 none.
    """

    def __init__(
        self,
        units: Shapes,
        demand: Demand,
        cutoffs: FloatArray,
        *,
        n_points: int,
        shape: Shape,
        divided: bool = False,
    ) -> None:
        d, c, f = len(demand), len(cutoffs), demand.weights.shape[1]
        self._shapes, self._demand, self._n_cutoffs = units, demand, c
        self._rings, self._divided = shape == "rings", divided
        self.sums, self.units = np.zeros((n_points, c, f)), np.zeros((n_points, c), np.int64)
        self.n_points, self._first = np.zeros(d, np.int64), np.full(d, c, np.int64)
        self._share = np.zeros(d)  # of the point that is being counted, up to its last band
        self._added = np.zeros(d)  # of all points together
        self._whole, self._whole_by = np.zeros((c, d), np.int64), np.zeros((c, d), np.int64)
        self._parts: list[_Parts] = []
        self._kept: list[_Kept] = []
        self._strata: list[StratumSums] = []
        self._point, self._bands = -1, 0
        self._reached = np.zeros(0, np.int64)

    @property
    def first_band(self) -> IntArray:
        return np.where(self._first < self._n_cutoffs, self._first, -1)

    def count(self, band: Band) -> Band:
        """Count a band; return it with its own sums and number of units by area share."""
        point = max(band.point, 0)
        if point != self._point:
            self.finish()
            self._point = point
        unit, share = np.zeros(0, np.int64), np.zeros(0)
        if band.wkb is not None and len(self._demand):
            unit, share = area_shares(self._shapes, band.wkb)
            if self._divided:
                share = np.minimum(share, 1.0 - self._added[unit] - self._rings * self._share[unit])
                some = _plain(share) > 0.0
                unit, share = unit[some], share[some]
            partly = unit[share < 1.0]
            if len(partly):
                self._kept.append(_Kept(point, self._bands, band.wkb, partly))
        self._share[unit] = _plain(self._share[unit] + share) if self._rings else share
        self._reached = np.union1d(self._reached, unit)
        self._note()
        return replace(band, units_served=len(unit), sums=self._sum(unit, share))

    def _sum(self, unit: IntArray, share: FloatArray) -> FloatArray:
        """Return the sum of each field (f,), added up in the order of the units."""
        weights = self._demand.weights[unit] * share[:, None]
        sums: FloatArray = band_sums(np.zeros(len(unit), np.int64), weights, 1)[1]
        return np.asarray(sums[0])

    def _note(self) -> None:
        """Write down the state of the point up to its next cutoff."""
        unit, c = self._reached, self._bands
        share = self._share[unit]
        self.sums[self._point, c] = self._sum(unit, share)
        self.units[self._point, c] = len(unit)
        if self._demand.stratum is not None:
            point, stratum = np.full(len(unit), self._point, np.int64), self._demand.stratum[unit]
            people = self._demand.weights[unit] * share[:, None]
            self._strata.append(StratumSums.of(point, np.full(len(unit), c, np.int64), stratum, people))
        self._first[unit] = np.minimum(self._first[unit], c)
        whole = unit[share >= 1.0]
        self._whole[c, whole] += 1
        self._whole_by[c, whole] += self._point
        self._parts.append(_Parts(c, self._point, unit[share < 1.0], share[share < 1.0]))
        self._bands += 1

    def finish(self) -> None:
        """Close the point that is being counted; its last band holds for the cutoffs above its maximum."""
        if self._point >= 0:
            while self._bands < self._n_cutoffs:
                self._note()
            self.n_points[self._reached] += 1
            self._added[self._reached] += self._share[self._reached]
        self._share[self._reached] = 0.0
        self._reached, self._point, self._bands = self._reached[:0], -1, 0

    def added(self) -> FloatArray:
        """Return the share (d,) of each unit within the largest catchments, which must not overlap."""
        return np.minimum(self._added, 1.0)

    def strata(self) -> StratumSums:
        """Return the same sums by stratum; nothing where units have no strata."""
        return StratumSums.joined(self._strata, self._demand.weights.shape[1])

    def merged(self, progress: Progress) -> Merged:
        """Return what the catchments make together."""
        demand, unique = self._demand, np.zeros(self.units.shape)
        union, strata = np.zeros(len(demand)), []
        for c in range(self._n_cutoffs):
            union, parts = self._merged_within(c, progress)
            for unit, point, share in parts:
                people = demand.first[unit] * share
                unique[:, c] += np.bincount(point, weights=people, minlength=len(unique))
            if demand.stratum is not None:
                strata.append(_alone(c, parts, demand.first, demand.stratum))
            progress.report((c + 1) / self._n_cutoffs)
        return Merged(union, unique, StratumSums.joined(strata, 1))

    def _merged_within(self, c: int, progress: Progress) -> tuple[FloatArray, list[_Owned]]:
        """Return the share (d,) of each unit within any catchment, and what lies in one of them alone."""
        check(progress)
        first = self._demand.first
        unit, point, share = _joined(self._parts, c)
        whole, whole_by = self._whole[c], self._whole_by[c]
        number = np.bincount(unit, minlength=len(first))
        several = (number > 1) & (whole < 2)  # noqa: PLR2004
        union = np.where(whole > 0, 1.0, np.bincount(unit, weights=share, minlength=len(first)))
        merged, (a_unit, a_point, a_share) = self._several(c, several, unit, point, progress)
        union[several & (whole == 0)] = merged[several & (whole == 0)]
        # one catchment holds the whole unit: its own is what no other one touches
        touched = np.where(several, merged, np.bincount(unit, weights=share, minlength=len(first)))
        one = whole == 1
        single = (number == 1)[unit] & (whole == 0)[unit]
        none = whole[a_unit] == 0
        return _plain(union), [
            (np.flatnonzero(one), whole_by[one], 1.0 - touched[one]),
            (unit[single], point[single], share[single]),
            (a_unit[none], a_point[none], a_share[none]),
        ]

    def _several(
        self, c: int, several: BoolArray, unit: IntArray, point: IntArray, progress: Progress
    ) -> tuple[FloatArray, _Owned]:
        """Overlay the units that several catchments cover in part; shares, as ``united`` gives areas."""
        d = np.int64(len(self._demand))
        wanted = np.unique((point * d + unit)[several[unit]])
        parts: list[Pieces] = []
        owner: list[IntArray] = []
        for kept in self._bands_within(c) if len(wanted) else ():
            rows = kept.unit[_among(kept.point * d + kept.unit, wanted)]
            if len(rows):
                check(progress)
                pieces, _ = cut_to_boxes(Shapes.of_wkb([kept.wkb]), self._shapes, rows)
                parts.append(pieces)
                owner.append(np.full(len(pieces), kept.point, np.int64))
        if not parts:
            none = np.zeros(0, np.int64)
            return np.zeros(int(d)), (none, none, np.zeros(0))
        order = np.argsort(np.concatenate([part.shape for part in parts]), kind="stable")
        owned = Owned(Pieces.joined(parts), np.concatenate(owner)[order])
        area, (a_unit, a_point, size) = united(self._shapes, owned, progress)
        size = size / self._shapes.area[a_unit]
        return area / self._shapes.area, (a_unit, a_point, size)

    def _bands_within(self, c: int) -> list[_Kept]:
        """Return the polygons that make each point's catchment within cutoff ``c``: rings, or one disk."""
        within = [kept for kept in self._kept if kept.band <= c]
        if self._rings:
            return within
        return list({kept.point: kept for kept in within}.values())


@dataclass(frozen=True, eq=False)
class Merged:
    """What catchments make together.

    ``share`` (d,) of each unit within any of the largest. ``unique`` (k, c): the first demand field of what
    lies in each point's catchment and in no other's within the same cutoff; ``strata``: that by stratum.
    """

    share: FloatArray
    unique: FloatArray
    strata: StratumSums


@dataclass(frozen=True, eq=False)
class _Parts:
    """Units that one point covers in part within a cutoff, and the shares."""

    cutoff: int
    point: int
    unit: IntArray
    share: FloatArray


@dataclass(frozen=True, eq=False)
class _Kept:
    """A band that cuts units, kept until it is known which other points cut them too."""

    point: int
    band: int
    wkb: bytes
    unit: IntArray


def _among(values: IntArray, rising: IntArray) -> BoolArray:
    """Return which ``values`` (n,) are among others, which are ``rising``; there are some."""
    place = np.minimum(np.searchsorted(rising, values), len(rising) - 1)
    return np.asarray(rising[place] == values)


def _joined(parts: list[_Parts], cutoff: int) -> tuple[IntArray, IntArray, FloatArray]:
    here = [part for part in parts if part.cutoff == cutoff]
    unit = [part.unit for part in here] or [np.zeros(0, np.int64)]
    point = [np.full(len(part.unit), part.point, np.int64) for part in here] or [np.zeros(0, np.int64)]
    share = [part.share for part in here] or [np.zeros(0)]
    return np.concatenate(unit), np.concatenate(point), np.concatenate(share)


def _alone(cutoff: int, parts: list[_Owned], first: FloatArray, stratum: IntArray) -> StratumSums:
    """Add up what one point alone covers of units, by stratum; a trace of a unit is none of it."""
    unit, point, share = (np.concatenate(column) for column in zip(*parts))
    some = share > _TRACE
    unit, people = unit[some], (first[unit] * share)[some, None]
    return StratumSums.of(point[some], np.full(len(unit), cutoff, np.int64), stratum[unit], people)
