# SPDX-License-Identifier: GPL-2.0-or-later
"""Where an address was placed, by which step and from which rows of the reference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from ...text import Text


class Step(Enum):
    """How an address was placed, best first; the last three are not placed."""

    EXACT = "exact"
    INTERPOLATED = "interpolated"
    NEAREST = "nearest"
    SERVICE = "service"
    STREET = "street"
    POSTAL_CODE = "postal_code"
    MUNICIPALITY = "municipality"
    AMBIGUOUS = "ambiguous"
    NOT_FOUND = "not_found"
    UNANSWERED = "unanswered"


GEO_METHODS = {
    Step.EXACT: "rooftop",
    Step.INTERPOLATED: "interpolated",
    Step.NEAREST: "interpolated",
    Step.SERVICE: "interpolated",
    Step.STREET: "interpolated",
    Step.POSTAL_CODE: "postal_code",
    Step.MUNICIPALITY: "municipality",
}
"""Step → code of the schema's list ``geo_method``, which has one code for all that is on the street."""

_TEXTS = {
    Step.EXACT: Text(
        "Same civic number in the reference", "Même numéro municipal dans le fichier de référence"
    ),
    Step.INTERPOLATED: Text(
        "Between two numbers of the same side of the street",
        "Entre deux numéros du même côté de la rue",
    ),
    Step.NEAREST: Text("Nearest number of the street", "Numéro le plus proche de la rue"),
    Step.SERVICE: Text(
        "Interpolated by the Geolocation Service of Natural Resources Canada",
        "Interpolée par le Service de géolocalisation de Ressources naturelles Canada",
    ),
    Step.STREET: Text("Middle of the street’s addresses", "Milieu des adresses de la rue"),
    Step.POSTAL_CODE: Text("Middle of the postal code’s addresses", "Milieu des adresses du code postal"),
    Step.MUNICIPALITY: Text(
        "Middle of the municipality’s addresses", "Milieu des adresses de la municipalité"
    ),
    Step.AMBIGUOUS: Text(
        "Not placed: the reference has several places for this address",
        "Non placée : le fichier de référence a plusieurs endroits pour cette adresse",
    ),
    Step.UNANSWERED: Text(
        "Not placed: the Geolocation Service failed on this address",
        "Non placée\u00a0: le Service de géolocalisation n’a pas pu traiter cette adresse",
    ),
    Step.NOT_FOUND: Text(
        "Not placed: nothing in the reference answers to this address",
        "Non placée : rien dans le fichier de référence ne répond à cette adresse",
    ),
}


@dataclass(frozen=True)
class Placement:
    """Where an address is, and how that is known.

    ``lon`` and ``lat`` are degrees in EPSG:4326, ``accuracy_m`` whole metres (see ``reference``); all three
    are None where the address is not placed. ``rows`` are the rows of the reference, from 0, that the place
    comes from: one, the two neighbours of an interpolated number, or the candidates that disagree.
    ``has_box``: mail goes to a post-office box or rural route, so that the place needs a look.
    """

    step: Step
    lon: float | None = None
    lat: float | None = None
    accuracy_m: int | None = None
    rows: tuple[int, ...] = ()
    has_box: bool = False

    @property
    def is_placed(self) -> bool:
        return self.lon is not None

    @property
    def geo_method(self) -> str | None:
        return GEO_METHODS.get(self.step)

    @property
    def text(self) -> Text:
        return _TEXTS[self.step]


def count_steps(placements: Iterable[Placement]) -> dict[Step, int]:
    """Return how many addresses each step placed, or left without a place, in the order of the steps."""
    counts = Counter(placement.step for placement in placements)
    return {step: counts[step] for step in Step}
