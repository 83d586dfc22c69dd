# SPDX-License-Identifier: GPL-2.0-or-later
"""Dissemination blocks: faces merged until they are as many as a census would draw, and their people."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from . import places
from .faces import ISLAND, RIVER, ROAD, SHORE, Arrangement, ring_area
from .frame import Array, Frame, chance, to_lambert
from .places import BY_KEY, COUNTY_UID, MUNICIPALITIES
from .water import inside

_BLOCKS = {"alderbridge": 236, "sainte-mathilde": 150}
_VILLAGE_BLOCKS, _ISLAND_BLOCKS, _RURAL_BLOCKS = 10, 3, 27
_TOWN_FACE_M2 = 900_000.0  # a face larger than this is countryside, whatever streets bound it
_ENCLAVE_M2 = 2_500_000.0
_PEOPLE = {21: 0.45, 22: 0.8, 23: 1.0, 24: 0.6, 20: 0.35}  # along a metre of road, relative
_DENSE_M2 = 14_000.0
_BLOCKS_PER_AREA = 4  # blocks of a dissemination area


@dataclass(frozen=True)
class Tag:
    """Where a face belongs. ``community`` is a settlement's key or a municipality's uid."""

    csduid: str
    community: str
    stratum: str
    wet: bool = False


@dataclass(frozen=True)
class Block:
    """One block: rings in EPSG:3347 (the first is the outside), where it belongs and who lives there."""

    dbuid: str
    rings: tuple[Array, ...]
    tag: Tag
    population: int
    pop_65plus: int
    low_income: int
    french_speaking: int
    no_car: int


def make_blocks(arrangement: Arrangement, frame: Frame) -> list[Block]:
    """Merge faces to blocks, share people out and number the blocks."""
    tags = _tags(arrangement, frame)
    weights = _weights(arrangement)
    group = _merge(arrangement, tags, weights)
    rings = arrangement.rings(group)
    heads = sorted(rings)
    weight: dict[int, float] = defaultdict(float)
    for face, head in enumerate(group):
        weight[head] += weights[face]
    people = _people({head: (tags[head], weight[head]) for head in heads})
    order = _numbered({head: (tags[head], rings[head]) for head in heads})
    draw = chance("groups of people")
    return [
        Block(dbuid, tuple(sorted(rings[head], key=ring_area, reverse=True)), tags[head], people[head],
              *_groups(tags[head], people[head], draw.random))
        for dbuid, head in order
    ]  # fmt: skip


def municipal_limits(arrangement: Arrangement, frame: Frame) -> dict[str, list[Array]]:
    """Rings of every census subdivision, and of the county under its own uid."""
    tags = _tags(arrangement, frame)
    uids = sorted({tag.csduid for tag in tags})
    limits = arrangement.rings([uids.index(tag.csduid) for tag in tags])
    found = {uid: limits[i] for i, uid in enumerate(uids)}
    found[COUNTY_UID] = arrangement.rings([0] * len(tags))[0]
    return found


def _flood(arrangement: Arrangement, blocked: Iterable[bool]) -> list[int]:
    """Label faces that are one piece when ``blocked`` borders cannot be crossed: by their lowest face."""
    label = list(range(len(arrangement.areas)))

    def find(face: int) -> int:
        while label[face] != face:
            label[face] = label[label[face]]
            face = label[face]
        return face

    for i, closed in enumerate(blocked):
        a, b = arrangement.left[2 * i], arrangement.left[2 * i + 1]
        if not closed and a >= 0 and b >= 0 and find(a) != find(b):
            label[max(find(a), find(b))] = min(find(a), find(b))
    return [find(face) for face in range(len(label))]


def _tags(arrangement: Arrangement, frame: Frame) -> list[Tag]:
    borders = arrangement.borders
    township = _flood(arrangement, (border.limit for border in borders))
    shores = _flood(arrangement, (border.kind in (SHORE, ISLAND) for border in borders))
    left_of = [(b.kind, arrangement.left[2 * i]) for i, b in enumerate(borders) if b.kind in (SHORE, ISLAND)]
    lake = next(shores[face] for kind, face in left_of if kind == SHORE)
    island = next(shores[face] for kind, face in left_of if kind == ISLAND)
    uid_of = _municipality_of(arrangement, township, frame)
    base = [uid_of[label] for label in township]
    settled = _settled(arrangement, shores, lake, island)
    tags = []
    for face, uid in enumerate(base):
        if shores[face] == lake:
            tags.append(Tag(uid, uid, "rural", wet=True))
        elif settled[face]:
            place = BY_KEY[settled[face]]
            tags.append(Tag(place.municipality if place.stratum == "town" else uid, place.key, place.stratum))
        elif uid == BY_KEY["cedar-shore"].municipality:
            tags.append(Tag(uid, "cedar-shore", "rural"))
        else:
            tags.append(Tag(uid, uid, "rural"))
    return tags


def _municipality_of(arrangement: Arrangement, township: Sequence[int], frame: Frame) -> dict[int, str]:
    outlines = arrangement.rings(township)
    uids = {}
    for town in MUNICIPALITIES:
        if town.uid in {place.municipality for place in places.SETTLEMENTS if place.stratum == "town"}:
            continue
        spot = to_lambert(frame.plane([(town.x, town.y)]))
        for label, rings in outlines.items():
            if sum(bool(inside(spot, ring)[0]) for ring in rings) % 2:
                uids[label] = town.uid
    return uids


def _settled(arrangement: Arrangement, shores: Sequence[int], lake: int, island: int) -> list[str]:
    """Which settlement each face belongs to, by the streets around it; holes in a settlement are filled."""
    around: list[Counter[str]] = [Counter() for _ in arrangement.areas]
    beside: list[Counter[int]] = [Counter() for _ in arrangement.areas]
    for i, border in enumerate(arrangement.borders):
        for half in (2 * i, 2 * i + 1):
            face, other = arrangement.left[half], arrangement.left[half ^ 1]
            if face >= 0 and face != other:
                around[face][border.way.place if border.way else ""] += round(border.length)
                beside[face][other] += round(border.length)
    settled = []
    for face, area in enumerate(arrangement.areas):
        place, length = max(around[face].items(), key=lambda item: (bool(item[0]), item[1], item[0]))
        enough = place and 2 * length > sum(around[face].values()) and area < _TOWN_FACE_M2
        settled.append(place if enough else "")
        if shores[face] == island:
            settled[face] = "heron-island"
    dry = [shore != lake for shore in shores]
    _fill_holes(arrangement.areas, dry, beside, settled)
    return settled


def _fill_holes(
    areas: Sequence[float], dry: Sequence[bool], beside: Sequence[Counter[int]], settled: list[str]
) -> None:
    """A small face mostly surrounded by a settlement belongs to it."""
    for _ in range(4):
        for face, area in enumerate(areas):
            if settled[face] or area > _ENCLAVE_M2 or not dry[face]:
                continue
            near: Counter[str] = Counter()
            for other, length in beside[face].items():
                near[settled[other] if other >= 0 else ""] += length
            place, length = max(near.items(), key=lambda item: (item[1], item[0]))
            if place and 1.7 * length > sum(near.values()):
                settled[face] = place


def _weights(arrangement: Arrangement) -> list[float]:
    """People live along streets: what each face gets of the streets around and in it, relative."""
    weights = [0.0] * len(arrangement.areas)
    for i, border in enumerate(arrangement.borders):
        if border.kind != ROAD or border.way is None:
            continue
        share = border.length / 2 * _PEOPLE.get(border.way.road_class, 0.02)
        for half in (2 * i, 2 * i + 1):
            face = arrangement.left[half]
            if face >= 0:
                weights[face] += share * (1.25 if arrangement.areas[face] < _DENSE_M2 else 1.0)
    return weights


def _merge(arrangement: Arrangement, tags: Sequence[Tag], weights: Sequence[float]) -> list[int]:
    """Merge the smallest face or group with the neighbour it shares most border with, until few enough."""
    touching: list[dict[int, float]] = [defaultdict(float) for _ in tags]
    for i, border in enumerate(arrangement.borders):
        a, b = arrangement.left[2 * i], arrangement.left[2 * i + 1]
        if a < 0 or b < 0 or a == b or tags[a] != tags[b] or border.kind in (SHORE, ISLAND):
            continue
        length = border.length * (0.3 if border.kind == RIVER else 1.0)
        touching[a][b] += length
        touching[b][a] += length
    members: dict[Tag, list[int]] = defaultdict(list)
    for face, tag in enumerate(tags):
        members[tag].append(face)
    group = list(range(len(tags)))
    for tag, faces in sorted(members.items(), key=lambda item: item[1][0]):
        all_area = sum(arrangement.areas[face] for face in faces)
        all_weight = sum(weights[face] for face in faces) or 1.0
        size = {face: arrangement.areas[face] / all_area + 2.0 * weights[face] / all_weight for face in faces}
        _merge_down_to(_wanted(tag), size, touching, group)
    for face in range(len(group)):
        while group[group[face]] != group[face]:
            group[face] = group[group[face]]
    return group


def _wanted(tag: Tag) -> int:
    if tag.wet:
        return 1
    if tag.community == "heron-island":
        return _ISLAND_BLOCKS
    if tag.stratum == "rural":
        return _RURAL_BLOCKS if tag.community in {m.uid for m in MUNICIPALITIES} else 4
    return _BLOCKS.get(tag.community, _VILLAGE_BLOCKS)


def _merge_down_to(
    wanted: int, size: dict[int, float], touching: list[dict[int, float]], group: list[int]
) -> None:
    """Merge the faces that ``size`` names; ``touching`` holds the length of border with each neighbour."""
    alive = set(size)
    while len(alive) > wanted:
        mergeable = [face for face in alive if touching[face]]
        if not mergeable:
            return
        small = min(mergeable, key=lambda face: (size[face], face))
        into = max(touching[small], key=lambda face: (touching[small][face] / size[face] ** 0.8, face))
        keep, drop = min(small, into), max(small, into)
        size[keep] += size.pop(drop)
        alive.remove(drop)
        group[drop] = keep
        for other, length in touching[drop].items():
            del touching[other][drop]
            if other != keep:
                touching[keep][other] += length
                touching[other][keep] += length
        touching[drop].clear()


def _people(heads: dict[int, tuple[Tag, float]]) -> dict[int, int]:
    """Share every community's people over its blocks by weight; parts of a person go to the largest parts."""
    draw = chance("people")
    communities: dict[tuple[str, str], list[int]] = defaultdict(list)
    for head, (tag, _) in heads.items():
        rural = tag.stratum == "rural" and tag.community != "cedar-shore"
        communities[tag.community, "rural" if rural else "settled"].append(head)
    found: dict[int, int] = {}
    for (community, _), members in sorted(communities.items()):
        total = BY_KEY[community].people if community in BY_KEY else next(
            m.rural_people for m in MUNICIPALITIES if m.uid == community
        )  # fmt: skip
        parts = [0.0 if heads[h][0].wet else heads[h][1] * (0.45 + 1.1 * draw.random()) for h in members]
        exact = [part * total / sum(parts) for part in parts]
        whole = [int(value) for value in exact]
        rest = sorted(range(len(members)), key=lambda i: (whole[i] - exact[i], i))
        for i in rest[: total - sum(whole)]:
            whole[i] += 1
        found.update(zip(members, whole))
    return found


def _groups(tag: Tag, population: int, random: object) -> tuple[int, int, int, int]:
    place = BY_KEY.get(tag.community)
    if place is not None:
        shares = (place.seniors, place.low_income, place.french, place.no_car)
    else:
        french = next(m.french for m in MUNICIPALITIES if m.uid == tag.community)
        shares = (0.238, 0.124, french, 0.028)
    counts = []
    for share in shares:
        spread = 0.55 + 0.9 * random()  # type: ignore[operator]
        odds = share / (1 - share) * spread
        counts.append(min(population, round(population * odds / (1 + odds))))
    return tuple(counts)  # type: ignore[return-value]


def _numbered(heads: dict[int, tuple[Tag, list[Array]]]) -> list[tuple[str, int]]:
    """Give blocks their numbers: county, dissemination area, block; from north-west to south-east."""

    def place(head: int) -> tuple[str, str, float, float]:
        tag, rings = heads[head]
        x, y = rings[0][:-1].mean(axis=0)
        band = 600.0 if tag.stratum != "rural" else 6_000.0
        return tag.csduid, tag.community, -(y // band), x

    ordered = sorted(heads, key=place)
    found, area, block, before = [], 0, 0, ("", "")
    for head in ordered:
        here = place(head)[:2]
        block += 1
        if here != before or block > _BLOCKS_PER_AREA:
            area, block, before = area + 1, 1, here
        found.append((f"{COUNTY_UID}{area:04d}{block:03d}", head))
    return found
