# SPDX-License-Identifier: GPL-2.0-or-later
"""The encoding of a Shapefile's texts: named by its ``.cpg``, or detected in its ``.dbf``."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ...text import Text
from .encoding import detect_encoding
from .options import Detected

_CODE_PAGE = re.compile(r"(?:ansi|oem|windows|cp|ibm)?[ _-]*(\d{3,5})", re.IGNORECASE)
_LATIN_1 = {"28591", "88591"}
_UTF_8 = {"65001"}
_HEADER_LENGTH = slice(8, 10)  # dBASE: little-endian length of the header, after which the records begin
_RECORDS, _RECORD_LENGTH = slice(4, 8), slice(10, 12)  # how many there are, and how long each is

_NAMED = Text("The .cpg file says so.", "Le fichier .cpg l’indique.")


def text_encoding(parts: Mapping[str, bytes], chosen: str | None) -> Detected:
    """Return the encoding to read the ``.dbf`` with, by a name that GDAL and Python both know.

    Raises ``InputError`` for a chosen one that is unknown.
    """
    if chosen is None and ".cpg" in parts:
        named = _gdal_name(parts[".cpg"][:60].decode("ascii", "replace").strip())
        if named:
            return Detected(named, _NAMED)
    table = parts[".dbf"]
    records = table[int.from_bytes(table[_HEADER_LENGTH], "little") :]
    found = detect_encoding(records.replace(b"\0", b" "), chosen)
    return Detected(_gdal_name(found.value) or "UTF-8", found.reason)


def n_deleted(table: bytes) -> int:
    """Return how many records of a ``.dbf`` are marked as deleted: GDAL counts them, but gives none."""
    start, count, length = (
        int.from_bytes(table[place], "little") for place in (_HEADER_LENGTH, _RECORDS, _RECORD_LENGTH)
    )
    return table[start : start + count * length : max(length, 1)].count(b"*")


def _gdal_name(name: str) -> str | None:
    plain = name.lower().replace("_", "-")
    if plain.startswith(("utf-8", "utf8")) or plain in _UTF_8:
        return "UTF-8"
    if plain in ("latin-1", "latin1") or re.sub(r"\D", "", plain) in _LATIN_1:
        return "ISO-8859-1"
    if plain == "iso-8859-15":
        return "ISO-8859-15"
    if plain == "mac-roman":
        return "MACINTOSH"
    page = _CODE_PAGE.fullmatch(name)
    return f"CP{page.group(1)}" if page else None
