# SPDX-License-Identifier: GPL-2.0-or-later
"""Names of streets and roads in both languages, and the civic addresses made from them."""

from __future__ import annotations

from .frame import CONCESSION
from .ids import read_data

Name = tuple[str, str]  # English, French

_LISTS = {line["list"]: line["names"].split(",") for line in read_data("streets")}
_LANES = (
    ("Loon Lane", "chemin du Huard"), ("Beaver Pond Lane", "chemin de l’Étang-aux-Castors"),
    ("Sugar Bush Road", "chemin de l’Érablière"), ("Gravel Pit Road", "chemin de la Gravière"),
    ("Fire Tower Road", "chemin de la Tour-à-Feu"), ("Blueberry Hill Road", "chemin de la Côte-aux-Bleuets"),
    ("Old Mill Road", "chemin du Vieux-Moulin"), ("Moose Creek Road", "chemin du Ruisseau-à-l’Orignal"),
    ("Camp Road", "chemin du Camp"), ("Clearwater Lane", "chemin de l’Eau-Claire"),
    ("Portage Lane", "chemin du Portage"), ("Windfall Road", "chemin du Chablis"),
    ("Snowshoe Lane", "chemin de la Raquette"), ("Otter Slide Lane", "chemin de la Loutre"),
    ("Marten Road", "chemin de la Martre"), ("Stone Fence Road", "chemin du Muret"),
)  # fmt: skip


def street_name(language: str, horizontal: bool, offset: int) -> Name:
    """Name of a settlement's street from its place: the nearer the middle, the earlier in the list."""
    names = _LISTS[f"{language}_{'streets' if horizontal else 'avenues'}"]
    chosen = names[(2 * abs(offset) - (offset > 0)) % len(names)]
    kind_en, kind_fr = ("Street", "rue") if horizontal else ("Avenue", "avenue")
    return f"{chosen[0].upper()}{chosen[1:]} {kind_en}", f"{kind_fr} {chosen}"


def rural_name(horizontal: bool, position: int) -> Name:
    """Name of a concession road (across) or of a line (up and down) from its place on the lattice."""
    if horizontal:
        number = position // CONCESSION[1]
        return f"Concession Road {number}", f"chemin de la Concession {number}"
    number = position // CONCESSION[0]
    return f"Township Line {number}", f"chemin de la Ligne {number}"


def county_name(number: int) -> Name:
    return f"County Road {number}", f"chemin de comté {number}"


def highway_name(number: int) -> Name:
    return f"Highway {number}", f"route {number}"


def lane_name(number: int) -> Name:
    return _LANES[number % len(_LANES)]


def civic_number(metres: float, even: bool) -> int:
    """The number of a building by its metres from where the street begins, two for every 15 m."""
    return 2 * max(1, round(metres / 15.0)) - (0 if even else 1)


def civic_address(number: int, name: Name, language: str) -> str:
    """Number and street as the community itself writes them."""
    return f"{number}, {name[1]}" if language == "fr" else f"{number} {name[0]}"
