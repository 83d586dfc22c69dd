# SPDX-License-Identifier: GPL-2.0-or-later
"""The county's roads: highways, county and concession roads, the streets of towns and villages, lanes."""

from __future__ import annotations

import math
import random

from . import places, streets
from .frame import CONCESSION, DISTRICT, HEIGHT, TOWNSHIP, WIDTH, Frame, chance
from .highway import highways
from .lattice import BACK, ONWARD, TWO_WAY, Edge, Lattice, Spot, Way, between, ends, spot_array, straight
from .places import Settlement
from .water import Water

# What the districts of a town look like: spacing of its streets (across, up) and how many are missing.
_PLAN = {
    "core": (2, 2, 0.04),
    "grid": (4, 2, 0.10),
    "avenues": (2, 7, 0.12),
    "crescents": (4, 2, 0.50),
    "closes": (5, 2, 0.62),
    "works": (10, 7, 0.15),
}
_TOWN_BRIDGES = {
    "alderbridge": (("x", 460), ("x", 520), ("x", 480)),
    "sainte-mathilde": (("y", 588), ("x", 940)),
}
_NEAR_HIGHWAY = 7.0
_RAMP = 5


class Drawing:
    """All roads and survey lines on the lattice, with what cannot be read from it."""

    def __init__(self, frame: Frame, water: Water) -> None:
        self.frame, self.water = frame, water
        self.lattice = Lattice()
        self.highways = highways()
        self.moved: dict[Spot, tuple[float, float]] = {}
        self.crossing: Spot = (500, 406)

    def draw(self) -> Lattice:
        """Draw everything, most important first; then let the water take what it covers."""
        self._survey_lines()
        self._highways()
        self._country_roads()
        for place in places.SETTLEMENTS:
            (self._town if place.stratum == "town" else self._village)(place)
        self._lanes()
        self._room_for_ramps()
        self._cut_at_water()
        island = places.BY_KEY["heron-island"]
        self.lattice.keep_connected([(480, 448), (island.x, island.y)])
        self.lattice.trim_stubs(longest=2)
        return self.lattice

    def _survey_lines(self) -> None:
        for x in range(TOWNSHIP[0], WIDTH, TOWNSHIP[0]):
            self._survey((x, 0), (x, HEIGHT), x == places.TOWNSHIP_CORNER[0])
        for y in range(TOWNSHIP[1], HEIGHT, TOWNSHIP[1]):
            self._survey((0, y), (WIDTH, y), y == places.TOWNSHIP_CORNER[1])
        left, bottom, right, top = places.TERRITORY
        for a, b in (
            ((left, bottom), (right, bottom)), ((right, bottom), (right, top)),
            ((left, top), (right, top)), ((left, bottom), (left, top)),
        ):  # fmt: skip
            self._survey(a, b, True)
        corners = places.BOUNDARY
        for a, b in zip(corners, (*corners[1:], corners[0])):
            self.lattice.survey(straight(a, b), True)

    def _survey(self, a: Spot, b: Spot, limit: bool) -> None:
        self.lattice.survey((edge for edge in straight(a, b) if in_county(edge)), limit)

    def _highways(self) -> None:
        for highway in self.highways:
            spots = highway.spots()
            for a, b in zip(spots, spots[1:]):
                town = _town_at(a)
                way = Way(12, 60 if town else 90, highway.name, town, bridged=True)
                if in_county(between(a, b)):
                    self.lattice.pave([between(a, b)], way)
            self.moved.update({spot: highway.true_position(spot) for spot in spots})

    def _country_roads(self) -> None:
        draw = chance("country roads")
        for horizontal in (True, False):
            step, span = (CONCESSION[1], WIDTH) if horizontal else (CONCESSION[0], HEIGHT)
            stride, township = (CONCESSION[0], TOWNSHIP[1]) if horizontal else (CONCESSION[1], TOWNSHIP[0])
            for line in range(step, (HEIGHT if horizontal else WIDTH), step):
                county = line % township == 0
                for start in range(0, span, stride):
                    stop = min(start + stride, span)
                    a, b = ((start, line), (stop, line)) if horizontal else ((line, start), (line, stop))
                    middle = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
                    wanted = self._settled(middle) > (0.06 if county else 0.17 + 0.36 * draw.random())
                    if wanted:
                        self._country_road(a, b, line, horizontal, county)

    def _country_road(self, a: Spot, b: Spot, line: int, horizontal: bool, county: bool) -> None:
        if county:
            number = line // TOWNSHIP[1] * 2 if horizontal else line // TOWNSHIP[0] * 2 + 1
            way = Way(20, 80, streets.county_name(number), bridged=True)
        else:
            main = line % (2 * (CONCESSION[1] if horizontal else CONCESSION[0])) == 0
            way = Way(22 if main else 23, 70 if main else 60, streets.rural_name(horizontal, line))
        self.lattice.pave(
            [e for e in straight(a, b) if in_county(e) and not on_island(e) and not self._beside_highway(e)],
            way,
        )

    def _settled(self, spot: tuple[float, float]) -> float:
        """How settled the country is: near settlements and highways much, in the forest not at all."""
        value = 0.0
        for place in places.SETTLEMENTS:
            reach = 165.0 if place.stratum == "town" else 92.0
            away = math.hypot(spot[0] - place.x, spot[1] - place.y) / reach
            value = max(value, math.exp(-away * away))
        for highway in self.highways:
            value = max(value, 0.60 * math.exp(-((highway.gap(spot)[0] / 52.0) ** 2)))
        return value

    def _beside_highway(self, edge: Edge) -> bool:
        """Runs along a highway so near that nobody would have built it."""
        (x1, y1), (x2, y2) = ends(edge)
        for highway in self.highways:
            gap, slope = highway.gap(((x1 + x2) / 2, (y1 + y2) / 2))
            parallel = highway.eastward == (y1 == y2)
            if parallel and abs(slope) < 1.0 and 0 < abs(gap) < _NEAR_HIGHWAY:
                return True
        return False

    def _town(self, town: Settlement) -> None:
        draw = chance(f"town/{town.key}")
        outline = {octant: 0.86 + 0.26 * draw.random() for octant in range(8)}
        for x, y in places.districts(town, outline):
            self._town_frame(town, x, y)
            away = math.hypot((x + 10 - town.x) / town.reach[0], (y + 7 - town.y) / town.reach[1])
            self._district(town, x, y, _plan(away, draw), draw)

    def _town_frame(self, town: Settlement, x: int, y: int) -> None:
        wide, high = DISTRICT
        for horizontal, line, a, b in (
            (True, y, (x, y), (x + wide, y)), (True, y + high, (x, y + high), (x + wide, y + high)),
            (False, x, (x, y), (x, y + high)), (False, x + wide, (x + wide, y), (x + wide, y + high)),
        ):  # fmt: skip
            main = line % CONCESSION[1] == 0 if horizontal else line % CONCESSION[0] == 0
            name = streets.street_name(town.language, horizontal, line - (town.y if horizontal else town.x))
            bridged = ("y" if horizontal else "x", line) in _TOWN_BRIDGES[town.key]
            way = Way(21 if main else 22, 60 if main else 50, name, town.key, bridged=bridged)
            edges = list(straight(a, b))
            country = [e for e in edges if e in self.lattice.roads and not self.lattice.roads[e].place]
            above = 20 if main else 21  # a street takes the place of the country road it continues
            self.lattice.remove(e for e in country if self.lattice.roads[e].road_class >= above)
            self.lattice.pave(edges, way)

    def _district(self, town: Settlement, x: int, y: int, plan: str, draw: random.Random) -> None:
        """Local streets of a district, then as many of them removed as its plan says, none cut off."""
        across, up, missing = _PLAN[plan]
        wide, high = DISTRICT
        pieces: list[tuple[Spot, Spot, Way]] = []
        for dx in range(across, wide, across):
            way = self._local(town, False, x + dx, plan)
            pieces += [((x + dx, y + dy), (x + dx, y + dy + up), way) for dy in range(0, high, up)]
        for dy in range(up, high, up):
            way = self._local(town, True, y + dy, plan)
            pieces += [((x + dx, y + dy), (x + dx + across, y + dy), way) for dx in range(0, wide, across)]
        draw.shuffle(pieces)
        root: dict[Spot, Spot] = {}

        def find(spot: Spot) -> Spot:
            if spot[0] in (x, x + wide) or spot[1] in (y, y + high):
                return (x, y)  # the frame is one piece
            while root.get(spot, spot) != spot:
                spot = root[spot]
            return spot

        for a, b, way in pieces:
            one, two = sorted((find(a), find(b)), key=lambda spot: (spot != (x, y), spot))
            if one != two:
                root[two] = one
            elif draw.random() < missing:
                continue
            self.lattice.pave(straight(a, b), way)

    def _local(self, town: Settlement, horizontal: bool, line: int, plan: str) -> Way:
        offset = line - (town.y if horizontal else town.x)
        direction = TWO_WAY
        if plan == "core":
            direction = ONWARD if offset // 2 % 2 else BACK
        name = streets.street_name(town.language, horizontal, offset)
        return Way(23, 50 if plan == "works" else 40, name, town.key, direction)

    def _village(self, place: Settlement) -> None:
        draw = chance(f"village/{place.key}")
        wide, high = place.reach
        for dy in range(-high, high + 1, 2):
            self._village_street(
                place, True, dy, wide if dy == 0 else int(wide * (0.45 + 0.55 * draw.random()))
            )
        for dx in range(-wide, wide + 1, 3):
            self._village_street(
                place, False, dx, high if dx == 0 else int(high * (0.45 + 0.55 * draw.random()))
            )

    def _village_street(self, place: Settlement, horizontal: bool, offset: int, reach: int) -> None:
        x, y = place.x, place.y
        a, b = ((x - reach, y + offset), (x + reach, y + offset)) if horizontal else (
            (x + offset, y - reach), (x + offset, y + reach))  # fmt: skip
        name = streets.street_name(place.language, horizontal, offset)
        way = Way(22, 50, name, place.key) if offset == 0 else Way(23, 40, name, place.key)
        edges = list(straight(a, b))
        self.lattice.remove(
            e for e in edges if e in self.lattice.roads and self.lattice.roads[e].road_class > 20
        )
        self.lattice.pave(edges, way)

    def _lanes(self) -> None:
        """Dead-end lanes off the country roads: they wander, and stop before they meet another road."""
        draw = chance("lanes")
        roots = sorted(
            e for e, way in self.lattice.roads.items() if way.road_class in (20, 22, 23) and not way.place
        )
        taken = {spot for edge in self.lattice.roads for spot in ends(edge)}
        for number in range(1700):
            x, y, upward = roots[int(draw.random() * len(roots))]
            side = 1 if draw.random() < 0.5 else -1
            heading = (side, 0) if upward else (0, side)
            path = _wander((x, y), heading, draw, taken)
            if len(path) < 6 or not all(in_county(between(a, b)) for a, b in zip(path, path[1:])):
                continue
            taken.update((px + i, py + j) for px, py in path[1:] for i in (-1, 0, 1) for j in (-1, 0, 1))
            way = (
                Way(24, 30, streets.lane_name(number))
                if number % 3
                else Way(23, 50, streets.lane_name(number))
            )
            self.lattice.pave((between(a, b) for a, b in zip(path, path[1:])), way)

    def _room_for_ramps(self) -> None:
        x, y = self.crossing
        near = [
            edge for edge, way in self.lattice.roads.items()
            if way.road_class != 12
            and all(abs(sx - x) <= _RAMP and abs(sy - y) <= _RAMP for sx, sy in ends(edge))
        ]  # fmt: skip
        self.lattice.remove(near)

    def ramps(self) -> list[tuple[Spot, Spot, Spot]]:
        """(from, bend, to) of the four one-way ramps where the highways meet; traffic keeps to the right."""
        x, y = self.crossing
        r = _RAMP
        west, east, south, north = (x - r, y), (x + r, y), (x, y - r), (x, y + r)
        return [
            (west, (x - 1, y - 1), south), (south, (x + 1, y - 1), east),
            (east, (x + 1, y + 1), north), (north, (x - 1, y + 1), west),
        ]  # fmt: skip

    def _cut_at_water(self) -> None:
        edges = sorted(self.lattice.roads)
        spots = sorted({spot for edge in edges for spot in ends(edge)})
        plane = self.frame.plane(spot_array(spots))
        river = {spot for spot, wet in zip(spots, self.water.near_river(plane, 28.0)) if wet}
        lake = {spot for spot, wet in zip(spots, self.water.in_lake(plane, 45.0)) if wet}
        for edge in edges:
            touched = set(ends(edge))
            if touched & lake or (touched & river and not self.lattice.roads[edge].bridged):
                self.lattice.remove([edge])


def in_county(edge: Edge) -> bool:
    """Is the middle of a unit edge inside the county line (not on it)?"""
    (x1, y1), (x2, y2) = ends(edge)
    x, y = (x1 + x2) / 2, (y1 + y2) / 2
    notched = (x <= 160 and y <= 140) or (x >= 1040 and y >= 840)
    return 0 < x < WIDTH and 0 < y < HEIGHT and not notched


def on_island(edge: Edge) -> bool:
    """Near enough to the island's settlement that no road of the mainland goes there."""
    island = places.BY_KEY["heron-island"]
    return math.hypot(edge[0] - island.x, edge[1] - island.y) < 40


def _town_at(spot: Spot) -> str:
    for place in places.SETTLEMENTS[:2]:
        if abs(spot[0] - place.x) <= place.reach[0] and abs(spot[1] - place.y) <= place.reach[1]:
            return place.key
    return ""


def _plan(away: float, draw: random.Random) -> str:
    if away < 0.28:
        return "core"
    if away < 0.55:
        return "grid" if draw.random() < 0.65 else "avenues"
    return ("crescents", "closes", "crescents", "grid", "works")[int(draw.random() * 5)]


def _wander(start: Spot, heading: Spot, draw: random.Random, taken: set[Spot]) -> list[Spot]:
    path, length = [start], 7 + int(draw.random() * 16)
    first = heading
    while len(path) < length:
        x, y = path[-1]
        ahead = (x + heading[0], y + heading[1])
        if (
            any((ahead[0] + i * heading[0], ahead[1] + i * heading[1]) in taken for i in range(3))
            or ahead in taken
        ):
            return path
        path.append(ahead)
        if len(path) > 3 and draw.random() < 0.22:
            turned = (heading[1], heading[0]) if draw.random() < 0.5 else (-heading[1], -heading[0])
            if turned != (-first[0], -first[1]):
                heading = turned
    return path
