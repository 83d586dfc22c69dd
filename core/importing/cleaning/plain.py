# SPDX-License-Identifier: GPL-2.0-or-later
"""A text to look for words in: no accents, no capitals, plain spaces, dashes and apostrophes."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_SPACES = frozenset("\t\x0b\x0c\u00a0\u1680\u2007\u2008\u2009\u200a\u200b\u202f\u205f\u3000\ufeff")
_DASHES = frozenset("\u2010\u2011\u2012\u2013\u2014\u2015\u2212")
_APOSTROPHES = frozenset("\u2018\u2019\u02bc\u00b4`")

_OF_ASCII = bytes.maketrans(
    b"\t\x0b\x0c\r`ABCDEFGHIJKLMNOPQRSTUVWXYZ", b"   \n'abcdefghijklmnopqrstuvwxyz"
)  # most texts are ASCII, and bytes are translated several times faster


def plain(text: str) -> str:
    """Return ``text`` folded letter by letter: as long as before, so that a place in one is one in the other.

    ``Été – 8 h`` becomes ``ete - 8 h``. Line breaks stay; marks that stand alone become spaces.
    """
    if text.isascii():
        return text.encode("ascii").translate(_OF_ASCII).decode("ascii")
    return "".join(map(_folded, text))


@lru_cache(maxsize=4096)
def _folded(letter: str) -> str:
    if letter in "\r\n\x85\u2028\u2029":
        return "\n"
    if letter in _SPACES:
        return " "
    if letter in _DASHES:
        return "-"
    if letter in _APOSTROPHES:
        return "'"
    first = unicodedata.normalize("NFD", letter)[0]
    return " " if unicodedata.combining(first) else first.lower()[0]
