# SPDX-License-Identifier: GPL-2.0-or-later
"""Work of matching: a large source against a large register, made up the same every time."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from ..core.importing.matching import Candidate, match

TOWNS, OFFICES_PER_TOWN, ORGANIZATIONS = 60, 2_000, 8
_KINDS = (
    ("{} Public Library", "Bibliothèque publique {}"),
    ("{} Community Centre", "Centre communautaire {}"),
    ("{} Employment and Social Services", "Emploi et services sociaux {}"),
    ("{} Client Service Counter", "Comptoir de service à la clientèle {}"),
    ("Land Registry Office {}", "Bureau d’enregistrement immobilier {}"),
)
_FIRST = [
    "Maple",
    "Cedar",
    "Elm",
    "Pine",
    "Oak",
    "Birch",
    "River",
    "Lake",
    "Hill",
    "Mill",
    "Stone",
    "Bell",
    "Rose",
    "Fox",
    "Wolf",
    "Eagle",
    "North",
    "Grand",
]
_SECOND = [
    "view",
    "dale",
    "wood",
    "field",
    "brook",
    "ridge",
    "side",
    "haven",
    "ford",
    "mont",
    "crest",
    "land",
    "bourne",
    "gate",
    "stead",
]
_TYPES = (("", "St"), ("", "Ave"), ("", "Rd"), ("rue ", ""), ("boul. ", ""), ("ch. ", ""))


def matched(job: Mapping[str, Any]) -> Callable[[], dict[str, Any]]:
    """Match ``rows`` rows with ``held`` points: half of the rows are points of the register, written in
    another way in one of the languages and placed elsewhere; the others are new."""
    rows, held = made(job["rows"], job["held"])

    def run() -> dict[str, Any]:
        bands = Counter(found.band.value for found in match(rows, held))
        return {"bands": dict(sorted(bands.items()))}

    return run


def made(count: int, held_count: int) -> tuple[list[Candidate], list[Candidate]]:
    """Return the rows of a source and the points of a register that half of them are."""
    chance = random.Random(2026)
    offices = [_office(chance, number) for number in range(held_count + count - count // 2)]
    held = offices[:held_count]
    known = [_as_another_writes(chance, point) for point in held[: count // 2]]
    rows = [*known, *offices[held_count:]]
    chance.shuffle(rows)
    return rows, held


def _office(chance: random.Random, number: int) -> Candidate:
    """Return an office of one of the towns, which lie 50 km apart and are 12 km wide."""
    town = number // OFFICES_PER_TOWN % TOWNS
    name = chance.choice(_FIRST) + chance.choice(_SECOND)
    front, behind = chance.choice(_TYPES)
    street = chance.choice(_FIRST) + chance.choice(_SECOND)
    return Candidate(
        organization=f"organization {number % ORGANIZATIONS}",
        channel="in_person",
        names=tuple(kind.format(name) for kind in chance.choice(_KINDS)),
        address=f"{chance.randrange(1, 3_000)} {front}{street} {behind}".strip(),
        lonlat=(
            -110 + town % 10 * 0.65 + chance.uniform(-0.08, 0.08),
            49 + town // 10 * 0.45 + chance.uniform(-0.054, 0.054),
        ),
        phones=(f"+1{chance.randrange(2_000_000_000, 9_999_999_999)}",),
        postal_code=f"K{town % 10}A {chance.randrange(10)}B{chance.randrange(10)}",
    )


def _as_another_writes(chance: random.Random, point: Candidate) -> Candidate:
    lon, lat = point.lonlat or (0.0, 0.0)
    name = chance.choice(point.names).replace("Community", "Comm.").replace("Service", "Serv.")
    return replace(
        point,
        names=(name.upper() if chance.random() < 0.3 else name,),
        lonlat=(lon + chance.gauss(0, 0.001), lat + chance.gauss(0, 0.001)),
        address=point.address if chance.random() < 0.8 else None,
        phones=point.phones if chance.random() < 0.6 else (),
        postal_code=point.postal_code if chance.random() < 0.6 else None,
    )
