# SPDX-License-Identifier: GPL-2.0-or-later
"""The settlements and municipalities of the county: who lives where, in which language. All invented."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Mapping

from .frame import DISTRICT, Swirl, UNIT_M

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


def _place(key: str, names: str, *values: object) -> Settlement:
    name_en, _, name_fr = names.partition("|")
    return Settlement(key, name_en, name_fr or name_en, *values)  # type: ignore[arg-type]


SETTLEMENTS = (
    # fmt: off
    _place(
        "alderbridge",
        "Alderbridge",
        "en",
        "town",
        480,
        448,
        (60, 58),
        -0.30,
        21_450,
        0.14,
        0.205,
        0.148,
        0.112,
        "P4Z",
        "3599010",
    ),
    _place(
        "sainte-mathilde",
        "Sainte-Mathilde-des-Pins",
        "fr",
        "town",
        920,
        588,
        (48, 46),
        0.26,
        13_620,
        0.83,
        0.228,
        0.139,
        0.098,
        "P6Z",
        "3599020",
    ),
    _place(
        "wexcombe",
        "Wexcombe",
        "en",
        "village",
        1040,
        336,
        (17, 13),
        0.35,
        1_310,
        0.09,
        0.262,
        0.131,
        0.058,
        "P0Z 1A0",
        "3599031",
    ),
    _place(
        "lantern-bay",
        "Lantern Bay",
        "en",
        "village",
        720,
        112,
        (16, 11),
        -0.20,
        940,
        0.12,
        0.331,
        0.104,
        0.041,
        "P0Z 1B0",
        "3599031",
    ),
    _place(
        "anse-aux-bouleaux",
        "L’Anse-aux-Bouleaux",
        "fr",
        "village",
        760,
        364,
        (16, 11),
        0.15,
        780,
        0.74,
        0.301,
        0.117,
        0.052,
        "P0Z 1C0",
        "3599031",
    ),
    _place(
        "saint-eloi",
        "Saint-Éloi",
        "fr",
        "village",
        1000,
        756,
        (16, 12),
        -0.40,
        1_150,
        0.88,
        0.254,
        0.128,
        0.049,
        "P0Z 1E0",
        "3599033",
    ),
    _place(
        "riviere-a-l-ours",
        "Rivière-à-l’Ours",
        "fr",
        "village",
        760,
        700,
        (17, 12),
        0.30,
        1_020,
        0.79,
        0.247,
        0.142,
        0.061,
        "P0Z 1G0",
        "3599033",
    ),
    _place(
        "val-lavigne",
        "Val-Lavigne",
        "fr",
        "village",
        280,
        728,
        (17, 13),
        -0.25,
        1_480,
        0.81,
        0.239,
        0.136,
        0.055,
        "P0Z 1H0",
        "3599035",
    ),
    _place(
        "notre-dame-des-aulnes",
        "Notre-Dame-des-Aulnes",
        "fr",
        "village",
        600,
        616,
        (14, 11),
        0.20,
        690,
        0.85,
        0.243,
        0.121,
        0.047,
        "P0Z 1J0",
        "3599035",
    ),
    _place(
        "birch-hollow",
        "Birch Hollow",
        "en",
        "village",
        160,
        560,
        (15, 11),
        0.42,
        860,
        0.17,
        0.271,
        0.149,
        0.066,
        "P0Z 1K0",
        "3599035",
    ),
    _place(
        "stonefield",
        "Stonefield",
        "en",
        "village",
        240,
        280,
        (17, 13),
        -0.35,
        1_390,
        0.11,
        0.249,
        0.126,
        0.051,
        "P0Z 1L0",
        "3599037",
    ),
    _place(
        "harlows-landing",
        "Harlow’s Landing",
        "en",
        "village",
        400,
        168,
        (15, 11),
        0.22,
        820,
        0.08,
        0.284,
        0.133,
        0.054,
        "P0Z 1M0",
        "3599037",
    ),
    _place(
        "cedar-shore",
        "Cedar Shore First Nation|Première Nation de Cedar Shore",
        "en",
        "village",
        600,
        224,
        (15, 11),
        0.18,
        1_060,
        0.04,
        0.121,
        0.198,
        0.142,
        "P0Z 1N0",
        "3599090",
    ),
    _place(
        "heron-island",
        "Heron Island|Île-aux-Hérons",
        "en",
        "village",
        800,
        252,
        (10, 6),
        0.10,
        236,
        0.31,
        0.352,
        0.110,
        0.190,
        "P0Z 1P0",
        "3599031",
    ),
    # fmt: on
)
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
