# SPDX-License-Identifier: GPL-2.0-or-later
"""The list of cutoffs a person types."""

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
    pieces = [piece.strip() for piece in re.split(";" if ";" in text else ",", text.strip().rstrip(";,"))]
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
    return tuple(sorted(values))
