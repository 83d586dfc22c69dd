# SPDX-License-Identifier: GPL-2.0-or-later
"""The settlements and municipalities of the county: who lives where, in which language. All invented."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .frame import DISTRICT, UNIT_M, Swirl
from .ids import read_data

COUNTY_UID = "3599"
COUNTY_EN, COUNTY_FR = "Pine River County", "Comté de la rivière aux Pins"


@dataclass(frozen=True)
class Settlement:
    """A town, village or hamlet. ``x``, ``y`` on the lattice; ``reach`` in lattice units from there."""

    key: str
    name_en: str
    name_fr: str
    language: str  # of its street names and most of its people
    stratum: str
    x: int
    y: int
    reach: tuple[int, int]
    turn: float  # radians its streets are turned
    people: int
    french: float
    seniors: float
    low_income: float
    no_car: float
    postal: str  # first six characters of a rural code, or the FSA of a town
    municipality: str

    @property
    def swirl(self) -> Swirl:
        return self.x, self.y, max(self.reach) * UNIT_M * 1.5, self.turn


def _settlement(line: Mapping[str, str]) -> Settlement:
    return Settlement(
        **{name: line[name] for name in ("key", "name_en", "name_fr", "language", "stratum")},
        x=int(line["x"]),
        y=int(line["y"]),
        reach=(int(line["reach_x"]), int(line["reach_y"])),
        turn=float(line["turn"]),
        people=int(line["people"]),
        **{name: float(line[name]) for name in ("french", "seniors", "low_income", "no_car")},
        postal=line["postal"],
        municipality=line["municipality"],
    )


SETTLEMENTS = tuple(_settlement(line) for line in read_data("settlements"))
BY_KEY: Mapping[str, Settlement] = {place.key: place for place in SETTLEMENTS}


@dataclass(frozen=True)
class Municipality:
    """A census subdivision of the county; ``rural_people`` live outside its settlements."""

    uid: str
    name_en: str
    name_fr: str
    x: int  # a lattice position inside it
    y: int
    rural_people: int
    french: float


MUNICIPALITIES = (
    Municipality("3599010", "Town of Alderbridge", "Ville d’Alderbridge", 480, 448, 0, 0.14),
    Municipality(
        "3599020", "Town of Sainte-Mathilde-des-Pins", "Ville de Sainte-Mathilde-des-Pins", 920, 588, 0, 0.83
    ),
    Municipality("3599031", "Township of Wexcombe", "Canton de Wexcombe", 1150, 200, 1_540, 0.21),
    Municipality("3599033", "Township of Saint-Éloi", "Canton de Saint-Éloi", 1150, 600, 1_710, 0.77),
    Municipality("3599035", "Township of Val-Lavigne", "Canton de Val-Lavigne", 60, 700, 1_830, 0.52),
    Municipality("3599037", "Township of Stonefield", "Canton de Stonefield", 60, 300, 1_620, 0.13),
    Municipality(
        "3599090", "Cedar Shore First Nation Territory", "Territoire de la Première Nation de Cedar Shore",
        600, 240, 0, 0.04,
    ),
)  # fmt: skip

# Lines between the townships, and the First Nation's territory (left, bottom, right, top).
TOWNSHIP_CORNER = (640, 420)
TERRITORY = (560, 196, 640, 280)
BOUNDARY = ((0, 140), (160, 140), (160, 0), (1200, 0), (1200, 840), (1040, 840), (1040, 960), (0, 960))


def districts(town: Settlement, wobble: Mapping[int, float]) -> list[tuple[int, int]]:
    """Lower left corners of the districts of a town: those whose middle lies in its wobbly outline."""
    wide, high = DISTRICT
    rows = range(-town.reach[1] // high - 1, town.reach[1] // high + 2)
    columns = range(-town.reach[0] // wide - 1, town.reach[0] // wide + 2)
    found = []
    for i in columns:
        for j in rows:
            dx, dy = (i + 0.5) * wide / town.reach[0], (j + 0.5) * high / town.reach[1]
            if (dx * dx + dy * dy) ** 0.5 < wobble.get(_octant(dx, dy), 1.0):
                found.append((town.x + i * wide, town.y + j * high))
    return found


def _octant(dx: float, dy: float) -> int:
    return (dx > 0) * 4 + (dy > 0) * 2 + (abs(dx) > abs(dy))
