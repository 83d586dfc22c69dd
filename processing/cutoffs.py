# SPDX-License-Identifier: GPL-2.0-or-later
"""The list of cutoffs a person types, with or without weights."""

from __future__ import annotations

import re

from ..core.errors import InputError
from ..core.text import Text

_NUMBER = re.compile(r"[0-9]{1,6}([.,][0-9]{1,6})?", re.ASCII)


def parse_cutoffs(text: str) -> tuple[float, ...]:
    """Return the cutoffs of ``text`` in ascending order.

    Values stand apart by commas (``5,10,15``) or, where a comma is the decimal sign, by semicolons
    (``2,5; 5; 7,5``); spaces may stand around them. Raises ``InputError`` for anything that is not a list
    of distinct positive numbers.
    """
    return tuple(sorted(_typed(text)))


def parse_zones(text: str, weights: str) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return the cutoffs of ``text`` in ascending order, each with its weight.

    ``weights`` are typed like the cutoffs, in the same order; they may be 0. Raises ``InputError`` for
    anything else, and when there are not as many weights as cutoffs.
    """
    cutoffs = _typed(text)
    values = []
    for piece in _pieces(weights):
        if not _NUMBER.fullmatch(piece):
            raise InputError(_NO_WEIGHT.format(piece=piece))
        values.append(float(piece.replace(",", ".")))
    if len(values) != len(cutoffs):
        raise InputError(_UNEVEN.format(zones=len(cutoffs), weights=len(values)))
    pairs = sorted(zip(cutoffs, values))
    return tuple(cutoff for cutoff, _ in pairs), tuple(weight for _, weight in pairs)


def _pieces(text: str) -> list[str]:
    return [piece.strip() for piece in re.split(";" if ";" in text else ",", text.strip().rstrip(";,"))]


def _typed(text: str) -> tuple[float, ...]:
    """Return the cutoffs of ``text`` in the order in which they were typed; see ``parse_cutoffs``."""
    pieces = _pieces(text)
    if pieces == [""]:
        raise InputError(
            Text(
                "No cutoff is given. Write for example 5,10,15.",
                "Aucun seuil n’est indiqué. Écrivez par exemple 5,10,15.",
            )
        )
    values = []
    for piece in pieces:
        if not _NUMBER.fullmatch(piece) or float(piece.replace(",", ".")) <= 0.0:
            raise InputError(
                Text(
                    "The cutoff “{piece}” is not a positive number. Write the cutoffs as numbers separated "
                    "by "
                    "commas, for example 5,10,15, or by semicolons.",
                    "Le seuil «\u00a0{piece}\u00a0» n’est pas un nombre positif. Écrivez les seuils sous "
                    "forme de "
                    "nombres "
                    "séparés par des virgules, par exemple 5,10,15, ou par des points-virgules.",
                ).format(piece=piece)
            )
        values.append(float(piece.replace(",", ".")))
    if len(set(values)) < len(values):
        raise InputError(
            Text(
                "A cutoff is given twice in “{text}”. Keep each one once.",
                "Un seuil figure deux fois dans «\u00a0{text}\u00a0». Ne gardez chacun qu’une fois.",
            ).format(text=text)
        )
    return tuple(values)


_NO_WEIGHT = Text(
    "The weight “{piece}” is not a number of at least 0. Write one weight for each cutoff, for example "
    "1,0.68,0.22, or with semicolons.",
    "Le poids «\u00a0{piece}\u00a0» n’est pas un nombre d’au moins 0. Écrivez un poids par seuil, par "
    "exemple 1; 0,68; 0,22.",
)
_UNEVEN = Text(
    "Each travel zone needs a weight (cutoffs: {zones}; weights: {weights}). Give as many weights as "
    "cutoffs.",
    "Chaque zone de déplacement exige un poids (seuils\u00a0: {zones}; poids\u00a0: {weights}). Indiquez "
    "autant de poids que de seuils.",
)
