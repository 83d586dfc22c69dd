# SPDX-License-Identifier: GPL-2.0-or-later
"""What matching says of one row of a source: the band it falls in, with which point, and why, in words."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from ...text import Text, number
from .score import SAME_AREA


class Band(Enum):
    """What a row is to the register, from the surest to nothing at all (schema, section E3)."""

    SAME_ID = "same_id"
    PROPOSED = "proposed"
    REVIEW = "review"
    RELOCATION = "relocation"
    CO_LOCATION = "co_location"
    NEW = "new"

    @property
    def text(self) -> Text:
        return _BANDS[self]


class Doubt(Enum):
    """Why a row with a score high enough is not proposed but left to a person."""

    IDENTIFIER = "identifier"
    TOLD_APART = "told_apart"
    NUMBER = "number"
    NAME = "name"
    LITTLE = "little"
    TAKEN = "taken"
    RIVAL = "rival"

    @property
    def text(self) -> Text:
        return _DOUBTS[self]


@dataclass(frozen=True)
class Match:
    """What one row is. ``held`` is the point's place among the held ones, None for a new point.

    In the band ``co_location`` ``held`` is the point of another organization that is there, and the row is a
    new point; its score is 0 and its evidence is of the place only. ``score`` and ``evidence`` (feature →
    0…1) are about ``held``; ``distance_m`` is None where one has no position. ``runner_up`` is the score of
    the next best point, ``others`` the points that score at least 0.5 (of a relocation: those of the same
    name), best first, without ``held``: at most five.
    """

    band: Band
    held: int | None = None
    score: float = 0.0
    evidence: Mapping[str, float] = field(default_factory=dict)
    runner_up: float | None = None
    others: tuple[int, ...] = ()
    distance_m: float | None = None
    doubt: Doubt | None = None

    @property
    def is_open(self) -> bool:
        """Whether a person has to decide before the row can become anything."""
        return self.band in (Band.REVIEW, Band.RELOCATION)

    @property
    def text(self) -> Text:
        """The evidence in words: “same name, 40 m apart, other telephone”."""
        parts = [_words(feature, self.evidence[feature]) for feature in _WORDS if feature in self.evidence]
        if self.distance_m is not None:
            parts.insert("name" in self.evidence, _apart(self.distance_m))
        if self.doubt is not None:
            parts.append(self.doubt.text)
        return joined(parts) if parts else self.band.text


def joined(parts: Sequence[Text]) -> Text:
    """Return the parts with commas between them, in both languages."""
    return Text.join(", ", parts)


_METRES_IN_KM = 1000.0
_TENS_FROM = 100.0


def _apart(metres: float) -> Text:
    if metres < 1:
        return Text("at the same place", "au même endroit")
    if metres < _METRES_IN_KM:
        shown = round(metres) if metres < _TENS_FROM else round(metres, -1)
        return Text("{shown}\u00a0m apart", "à {shown}\u00a0m").format(shown=number(shown))
    km = number(metres / _METRES_IN_KM, 1)
    return Text("{shown}\u00a0km apart", "à {shown}\u00a0km").format(shown=km)


_ALMOST, _SIMILAR = 0.85, 0.5
_WORDS = {
    "name": (
        (1.0, Text("same name", "même nom")),
        (_ALMOST, Text("almost the same name", "presque le même nom")),
        (_SIMILAR, Text("similar name", "nom semblable")),
        (-math.inf, Text("other name", "autre nom")),
    ),
    "address": (
        (1.0, Text("same address", "même adresse")),
        (_ALMOST, Text("almost the same address", "presque la même adresse")),
        (-math.inf, Text("other address", "autre adresse")),
    ),
    "phone": (
        (1.0, Text("same telephone", "même téléphone")),
        (-math.inf, Text("other telephone", "autre téléphone")),
    ),
    "postal_code": (
        (1.0, Text("same postal code", "même code postal")),
        (SAME_AREA, Text("same postal area", "même région postale")),
        (-math.inf, Text("other postal code", "autre code postal")),
    ),
}
"""Feature → the least similarity for each wording, best first. The distance is said in metres."""


def _words(feature: str, value: float) -> Text:
    return next(text for least, text in _WORDS[feature] if value >= least)


_BANDS = {
    Band.SAME_ID: Text("same identifier", "même identifiant"),
    Band.PROPOSED: Text("the same point", "le même point de service"),
    Band.REVIEW: Text("perhaps the same point", "peut-être le même point de service"),
    Band.RELOCATION: Text("perhaps moved", "peut-être déménagé"),
    Band.CO_LOCATION: Text(
        "new, where another organization serves people",
        "nouveau, là où une autre organisation sert le public",
    ),
    Band.NEW: Text("new: nothing like it nearby", "nouveau\u00a0: rien de semblable à proximité"),
}
_DOUBTS = {
    Doubt.IDENTIFIER: Text(
        "the identifier is also that of another", "l’identifiant est aussi celui d’un autre point de service"
    ),
    Doubt.TOLD_APART: Text(
        "the source gave this point another identifier",
        "la source a donné à ce point de service un autre identifiant",
    ),
    Doubt.NUMBER: Text("other number in the name", "autre numéro dans le nom"),
    Doubt.NAME: Text("the names are too different to be sure", "les noms diffèrent trop pour en être sûr"),
    Doubt.LITTLE: Text("too little is known to be sure", "trop peu de renseignements pour en être sûr"),
    Doubt.TAKEN: Text(
        "another row of the source is more like this point",
        "une autre ligne de la source ressemble davantage à ce point de service",
    ),
    Doubt.RIVAL: Text(
        "another pair is as likely or nearly so", "une autre paire est aussi probable, ou presque"
    ),
}
