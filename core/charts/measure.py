# SPDX-License-Identifier: GPL-2.0-or-later
"""How wide a text will be, not knowing in which font it is drawn: in one of the widest, DejaVu Sans.

A text that fits by this measure fits in Arial, Noto Sans and Segoe UI too.
"""

from __future__ import annotations

import unicodedata

from .theme import FONT_SIZE

_EMS = {
    0.32: "ijlI|'’ \u00a0\u202f.,:;!J",
    0.42: 'ftr()[]-/\\“”"«»',
    0.56: "csvz?kxyL*_",
    0.65: "abdeghnopqu0123456789EFPTSYZ$–",
    0.79: "ABCDGHKNOQRUVX&+<>=~#",
    1.00: "mwMW%@…—",
}
_WIDTHS = {letter: width for width, letters in _EMS.items() for letter in letters}
ELLIPSIS = "…"


def text_width(text: str, size: float = FONT_SIZE) -> float:
    """Return the width of ``text``, in the unit of ``size``; rather too wide than too narrow."""
    return size * sum(map(_letter_width, unicodedata.normalize("NFD", text)))


def _letter_width(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    return _WIDTHS.get(letter, 1.0 if unicodedata.east_asian_width(letter) in "WF" else 0.85)


def shorten(text: str, width: float, size: float = FONT_SIZE) -> str:
    """Return ``text``, or as much of its beginning as ``width`` holds with an ellipsis."""
    if text_width(text, size) <= width:
        return text
    kept = text
    while kept and text_width(kept.rstrip() + ELLIPSIS, size) > width:
        kept = kept[:-1]
    return kept.rstrip() + ELLIPSIS


def wrap(text: str, width: float, *, lines: int = 3, size: float = FONT_SIZE) -> list[str]:
    """Return ``text`` in at most ``lines`` lines of ``width``; what does not fit ends in an ellipsis.

    Lines break at ordinary spaces only: a no-break space keeps a number with its unit.
    """
    words, rows = [word for word in text.split(" ") if word], [""]
    for i, word in enumerate(words):
        longer = f"{rows[-1]} {word}".strip()
        if not rows[-1] or text_width(longer, size) <= width:
            rows[-1] = longer
        elif len(rows) < lines:
            rows.append(word)
        else:
            rows[-1] = " ".join([rows[-1], *words[i:]])
            break
    return [shorten(row, width, size) for row in rows if row]
