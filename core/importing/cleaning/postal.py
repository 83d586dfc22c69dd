# SPDX-License-Identifier: GPL-2.0-or-later
"""Canadian postal codes."""

from __future__ import annotations

import re

_LONGEST = 20
_BETWEEN = re.compile(r"[\s\u00a0\u202f.\u2010-\u2015_-]+")
_LETTER, _FIRST = "[ABCEGHJ-NPRSTV-Z]", "[ABCEGHJ-NPRSTVXY]"
_CODE = re.compile(f"({_FIRST}[0-9]{_LETTER})([0-9]{_LETTER}[0-9])")
_IN_TEXT = re.compile(
    rf"(?<![A-Za-z0-9])({_FIRST}[0-9OI]{_LETTER})[ "
    rf"\u00a0\u202f-]{{0,3}}([0-9OI]{_LETTER}[0-9OI])(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_DIGITS = str.maketrans("OI", "01")


def read_postal(text: str) -> str | None:
    """Return ``K1A 0B1`` for ``k1a0b1``, ``K1A-0B1`` and ``K1A OB1``; ``None`` for what is no postal code.

    Letters and digits take turns, and the letters O and I are in no postal code: where a digit belongs they
    are slips for 0 and 1.
    """
    if len(text) > _LONGEST:
        return None
    signs = _BETWEEN.sub("", text).upper()
    found = _CODE.fullmatch(signs) or _CODE.fullmatch(
        "".join(c.translate(_DIGITS) if n % 2 else c for n, c in enumerate(signs))
    )
    return f"{found.group(1)} {found.group(2)}" if found else None


def last_postal(text: str) -> tuple[str, int, int] | None:
    """Return the last postal code in a text, and from where to where it stands."""
    for found in reversed(list(_IN_TEXT.finditer(text))):
        code = read_postal(found.group())
        if code:
            return code, found.start(), found.end()
    return None
