# SPDX-License-Identifier: GPL-2.0-or-later
"""Which service points lie near a position: a grid over the register, so that no pair is tried in vain."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .position import LonLat, metres_between

SAME_PLACE_M = 50.0
URBAN_M = 250.0
RURAL_M = 1000.0
_METRES_PER_DEGREE = 110_000.0  # less than any degree of latitude, so cells are never too small
_POLAR = 89.0


@dataclass(frozen=True)
class NamedPoint:
    """A service point's row and its position."""

    row: Mapping[str, Any]
    lonlat: LonLat

    @property
    def rural(self) -> bool:
        """A postal code with a zero in second place is rural (schema, section D2)."""
        code = self.row.get("postal_code")
        return isinstance(code, str) and code[1:2] == "0"


class _Grid:
    """Points in cells of ``size_m``; ``group`` keeps points apart that are never compared."""

    def __init__(self, size_m: float) -> None:
        self._size_m = size_m
        self._height = size_m / _METRES_PER_DEGREE
        self._groups: dict[object, dict[int, dict[int, list[NamedPoint]]]] = {}
        self._widths: dict[int, float] = {}

    def add(self, group: object, point: NamedPoint) -> None:
        lon, lat = point.lonlat
        row = math.floor(lat / self._height)
        column = math.floor(lon / self._width(row))
        rows = self._groups.setdefault(group, {})
        rows.setdefault(row, {}).setdefault(column, []).append(point)

    def within(self, group: object, lonlat: LonLat) -> list[tuple[float, NamedPoint]]:
        """Return the points of ``group`` at most ``size_m`` away, with their distance."""
        found: list[tuple[float, NamedPoint]] = []
        rows = self._groups.get(group)
        if rows is None:
            return found
        lon, lat = lonlat
        middle = math.floor(lat / self._height)
        reach = self._width(middle + 1 if lat >= 0 else middle - 1)
        for row in (middle - 1, middle, middle + 1):
            columns = rows.get(row)
            if columns is None:
                continue
            width = self._width(row)
            for column in range(math.floor((lon - reach) / width), math.floor((lon + reach) / width) + 1):
                for point in columns.get(column, ()):
                    distance = metres_between(lonlat, point.lonlat)
                    if distance <= self._size_m:
                        found.append((distance, point))
        return found

    def _width(self, row: int) -> float:
        """Degrees of longitude that are at least ``size_m`` long everywhere in the row."""
        width = self._widths.get(row)
        if width is None:
            edge = min(_POLAR, max(abs(row), abs(row + 1)) * self._height)
            width = self._widths[row] = self._height / math.cos(math.radians(edge))
        return width


class Neighbours:
    """The points of a register, ready for “who else is here?”."""

    def __init__(self, points: Iterable[NamedPoint]) -> None:
        self._here = _Grid(SAME_PLACE_M)
        self._near = _Grid(URBAN_M)
        self._far = _Grid(RURAL_M)
        self._rural = _Grid(RURAL_M)
        for point in points:
            if point.row.get("channel") == "in_person":
                self._here.add(None, point)
            group = _kind(point.row)
            self._near.add(group, point)
            self._far.add(group, point)
            if point.rural:
                self._rural.add(group, point)

    def alike(self, point: NamedPoint) -> list[tuple[float, NamedPoint]]:
        """The other points of the same organization and channel within 250 m, or within 1,000 m where one
        of the two has a rural postal code; nearest first."""
        group = _kind(point.row)
        if point.rural:
            found = self._far.within(group, point.lonlat)
        else:
            found = self._near.within(group, point.lonlat)
            found += [pair for pair in self._rural.within(group, point.lonlat) if pair[0] > URBAN_M]
        return _others(point, found)

    def here(self, point: NamedPoint) -> list[tuple[float, NamedPoint]]:
        """The other in-person points within 50 m, nearest first."""
        return _others(point, self._here.within(None, point.lonlat))


def _kind(row: Mapping[str, Any]) -> tuple[str, str]:
    # as text: a value of the wrong type is rule R04's, and must not break the grid
    return str(row.get("organization_id")), str(row.get("channel"))


def _others(point: NamedPoint, found: list[tuple[float, NamedPoint]]) -> list[tuple[float, NamedPoint]]:
    own = point.row.get("id")
    others = [pair for pair in found if pair[1].row.get("id") != own]
    return sorted(others, key=lambda pair: (pair[0], str(pair[1].row.get("id"))))
