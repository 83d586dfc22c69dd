# SPDX-License-Identifier: GPL-2.0-or-later
"""What separates the cells of a text: detected with the reason, or chosen."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from itertools import islice

from ...text import Text
from .options import CHOSEN, Detected
from .problems import bad_delimiter

_CANDIDATES = (",", ";", "\t", "|")
_SAMPLE_CHARS = 200_000
_SAMPLE_ROWS = 100
_DECLARED = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


def detect_delimiter(text: str, chosen: str | None = None) -> Detected:
    """Return the delimiter of a text. Raises ``InputError`` for a chosen one that cannot be one.

    The first rows are read with each candidate. Best is the one that the row of names has too (a decimal
    comma separates numbers as regularly as a delimiter, but not names), then the one that cuts most rows
    into the same number of cells, then the one that cuts them into most.
    """
    if chosen is not None:
        if len(chosen) != 1 or chosen in '"\r\n\0':
            raise bad_delimiter(chosen)
        return Detected(chosen, CHOSEN)
    declared = declared_delimiter(text)
    if declared:
        return Detected(declared, _SAID)
    scores = {candidate: _score(text[:_SAMPLE_CHARS], candidate) for candidate in _CANDIDATES}
    best = max(_CANDIDATES, key=lambda each: scores[each][:3])  # the first of equals
    _, _, width, alike, rows = scores[best]
    if width < 2:  # noqa: PLR2004
        return Detected(",", _SINGLE)
    return Detected(best, _REGULAR.format(alike=alike, rows=rows, width=width))


def declared_delimiter(text: str) -> str | None:
    """Return the delimiter of Excel's first line ``sep=;``, if there is one."""
    found = _DECLARED.match(text)
    return found.group(1) if found else None


def _score(sample: str, delimiter: str) -> tuple[bool, float, int, int, int]:
    """Return whether the names are cut, how regularly, into how many, and the counts said to a person."""
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    try:
        widths = [len(row) for row in islice(reader, _SAMPLE_ROWS) if row]
    except csv.Error:
        widths = []
    wide = Counter(width for width in widths if width > 1)
    if not wide:
        return False, 0.0, 1, 0, len(widths)
    width, alike = max(wide.items(), key=lambda item: (item[1], item[0]))
    # Titles above the names are narrower; the last row of the sample may be cut.
    first = next(number for number, each in enumerate(widths) if each == width)
    names_cut = all(each <= width for each in widths[:first]) and first <= len(widths) // 2
    share = alike / len(widths)
    return names_cut and (first == 0 or share > 0.5), share, width, alike, len(widths)  # noqa: PLR2004


_SAID = Text("The first line of the file says so.", "La première ligne du fichier l’indique.")
_SINGLE = Text(
    "Nothing separates cells regularly: one column.",
    "Rien ne sépare régulièrement des cellules\u00a0: une seule colonne.",
)
_REGULAR = Text(
    "Rows with {width} cells: {alike} of {rows}.",
    "Lignes ayant {width} cellules\u00a0: {alike} sur {rows}.",
)
