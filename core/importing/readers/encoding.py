# SPDX-License-Identifier: GPL-2.0-or-later
"""How the bytes of a text are read as characters: detected with the reason, or chosen."""

from __future__ import annotations

import codecs
import io
import re

from ...text import Text
from ..table import Remark
from .options import CHOSEN, Detected
from .problems import unknown_encoding

ENCODINGS = (
    "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1", "iso-8859-15",
    "cp850", "cp437", "mac_roman",
)  # fmt: skip
"""What may be chosen. Python knows more, some of them slow enough on hostile bytes to stop the program."""

_SAMPLE = 4_096
_MOSTLY = 0.3  # text in Latin letters as UTF-16 has a NUL in nearly half of its bytes
_FEW = 10  # valid sequences for each damaged one: still UTF-8

# Between letters, cp1252 has punctuation where cp850 (DOS) and Mac OS Roman have é, à, ê, ç or ô.
_ODD_IN_WORD = re.compile(rb"[A-Za-z][\x82\x83\x85\x87\x88\x8d\x8e\x8f\x90\x93\x99][a-z]")
_UNDEFINED_1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_ONLY_1252 = re.compile(rb"[\x80-\x9f]")
_TWICE_ENCODED = re.compile("Ã[\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€[™œ\u009d“”¦]")


def detect_encoding(data: bytes, chosen: str | None = None) -> Detected:
    """Return the encoding of a text. Raises ``InputError`` for a chosen one that is not in ``ENCODINGS``."""
    if chosen is not None:
        for name in ENCODINGS:
            if _same(chosen, name):
                return Detected(name, CHOSEN)
        raise unknown_encoding(chosen, ENCODINGS)
    marked = _by_mark(data) or _by_nulls(data[:_SAMPLE])
    if marked:
        return marked
    return Detected("utf-8", _ASCII) if data.isascii() else _by_validity(data)


def _by_validity(data: bytes) -> Detected:
    """UTF-8 where its rules are kept, or nearly: texts in other encodings break them at every accent."""
    text = data.decode("utf-8", errors="replace")
    lost = text.count("\ufffd")
    if not lost:
        return Detected("utf-8", _VALID)
    whole = sum(map(len, re.findall("[^\x00-\x7f\ufffd]+", text)))
    if whole >= _FEW * lost:
        return Detected("utf-8", _NEARLY_VALID.format(lost=lost, whole=whole))
    if _UNDEFINED_1252.search(data):
        return Detected("latin-1", _UNDEFINED)
    return Detected("cp1252", _WINDOWS if _ONLY_1252.search(data) else _EITHER)


def decode(data: bytes, encoding: str) -> tuple[str, list[Remark]]:
    """Return the text, without byte order mark, and what looks wrong in it.

    Bytes that are no character become U+FFFD and their lines are remarked.
    """
    text = data.decode(encoding, errors="replace").lstrip("\ufeff")
    remarks = []
    if "\ufffd" in text:
        remarks.append(_remark("characters_lost", _LOST, _lines_with(text, re.compile("\ufffd"))))
    odd = _ODD_IN_WORD.search(data) if encoding in ("cp1252", "latin-1") else None
    if odd:
        word = data[max(0, odd.start() - 10) : odd.end() + 10].split(b"\n")[0].decode(encoding, "replace")
        remarks.append(Remark("encoding_doubtful", _DOUBTFUL.format(example=word.strip())))
    twice = _lines_with(text, _TWICE_ENCODED)
    if twice:
        remarks.append(_remark("encoded_twice", _TWICE, twice))
    return text, remarks


def _same(one: str, other: str) -> bool:
    try:
        return codecs.lookup(one).name == codecs.lookup(other).name
    except (LookupError, ValueError):  # a NUL in the name, for one
        return False


def _by_mark(data: bytes) -> Detected | None:
    marks = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
    return next((Detected(name, _MARK) for mark, name in marks if data.startswith(mark)), None)


def _by_nulls(sample: bytes) -> Detected | None:
    """UTF-16 without a mark: Latin letters have a NUL as every other byte."""
    pairs = len(sample) // 2
    if not pairs:
        return None
    even, odd = sample[::2].count(0) / pairs, sample[1::2].count(0) / pairs
    if odd > _MOSTLY and even < odd / _FEW:
        return Detected("utf-16-le", _NULLS)
    if even > _MOSTLY and odd < even / _FEW:
        return Detected("utf-16-be", _NULLS)
    return None


def _lines_with(text: str, pattern: re.Pattern[str]) -> tuple[int, ...]:
    if not pattern.search(text):
        return ()
    lines = enumerate(io.StringIO(text, newline=""), 1)
    return tuple(number for number, line in lines if pattern.search(line))


def _remark(code: str, text: Text, lines: tuple[int, ...]) -> Remark:
    return Remark(code, text.format(count=len(lines)), lines)


_MARK = Text(
    "The file begins with the mark of this encoding.", "Le fichier commence par la marque de cet encodage."
)
_NULLS = Text("Every other byte is zero, as in UTF-16.", "Un octet sur deux est nul, comme en UTF-16.")
_ASCII = Text(
    "Only unaccented characters: most encodings read it alike.",
    "Seulement des caractères sans accent\u00a0: la plupart des encodages le lisent de la même façon.",
)
_VALID = Text("All of it is valid UTF-8.", "Tout est de l’UTF-8 valide.")
_NEARLY_VALID = Text(
    "Places with valid UTF-8: {whole}; damaged: {lost}.",
    "Endroits en UTF-8 valide\u00a0: {whole}; endommagés\u00a0: {lost}.",
)
_UNDEFINED = Text(
    "It is no UTF-8, and has bytes that Windows-1252 does not define.",
    "Ce n’est pas de l’UTF-8, et certains octets ne sont pas définis en Windows-1252.",
)
_WINDOWS = Text(
    "It is no UTF-8, and has typographic characters of Windows-1252.",
    "Ce n’est pas de l’UTF-8, et il y a des caractères typographiques de Windows-1252.",
)
_EITHER = Text(
    "It is no UTF-8; Windows-1252 and Latin-1 read it alike.",
    "Ce n’est pas de l’UTF-8; Windows-1252 et Latin-1 le lisent de la même façon.",
)
_LOST = Text(
    "Lines with characters that could not be read: {count}. Try another encoding, or correct them in "
    "the source.",
    "Lignes dont des caractères n’ont pu être lus\u00a0: {count}. Essayez un autre encodage ou corrigez-les "
    "dans la source.",
)
_DOUBTFUL = Text(
    "Accented letters may be read wrongly, as in “{example}”. Try the encodings cp850 or mac_roman.",
    "Des lettres accentuées semblent mal lues, comme dans «\u00a0{example}\u00a0». Essayez les encodages "
    "cp850 ou mac_roman.",
)
_TWICE = Text(
    "Lines whose accents were spoiled before publication (Ã© for é): {count}. The source itself "
    "needs correcting.",
    "Lignes dont les accents ont été altérés avant la publication (Ã© pour é)\u00a0: {count}. La source "
    "elle-même est à corriger.",
)
