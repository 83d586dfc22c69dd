# SPDX-License-Identifier: GPL-2.0-or-later
"""The table of a ``lookup`` while it is being made: the values of a column, their counts, likely codes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..schema import Domain
from .cleaning.plain import plain
from .table import Column

_WORD = re.compile(r"[a-z0-9]+")
_SHORTEST = 3  # of words without an s of the plural: bus, pas
_SMALL = frozenset(("a", "an", "and", "at", "d", "de", "des", "du", "et", "for", "in", "l", "la", "le", "les",
                    "of", "on", "or", "ou", "the", "un", "une"))  # fmt: skip


@dataclass(frozen=True)
class Tally:
    """A value as the source (or the lookup's table) spells it, and the number of rows that have it."""

    value: str
    count: int


def tallied(values: Column, table: Mapping[str, str]) -> list[Tally]:
    """Return the distinct values of a column, the most frequent first.

    Values that a lookup takes for the same (spaces around, capitals) are one; those of ``table`` keep its
    spelling, and are there even where no row has them.
    """
    names = {name.strip(): name for name in table}
    folded = {name.casefold(): name for name in names}
    counts: Counter[str] = Counter()
    for text, count in Counter(values).most_common():
        said = (text or "").strip()
        if said:
            name = said if said in names else folded.setdefault(said.casefold(), said)
            counts[name] += count
    counts.update(dict.fromkeys(names, 0))
    ordered = sorted(counts.items(), key=lambda each: (-each[1], each[0].casefold(), each[0]))
    return [Tally(names.get(value, value), count) for value, count in ordered]


def guessed_codes(values: Iterable[str], domain: Domain) -> dict[str, str]:
    """Return the code of each value whose words match those of one code only, in either language.

    A value that is a code or a label is that code. Else all the words of one must be among the other's;
    of several codes the one with most words in common, none where two have as many.
    """
    codes = [code for code in domain.values if not code.deprecated]
    exact = {
        " ".join(_words(said)): code.code
        for code in reversed(codes)
        for said in (code.label.fr, code.label.en, code.code)
    }
    known = [
        (frozenset(words), code.code)
        for code in codes
        for said in (code.label.en, code.label.fr, code.code)
        if (words := _telling(said))
    ]
    found = {}
    for value in values:
        code = exact.get(" ".join(_words(value))) or _nearest(_telling(value), known)
        if code is not None:
            found[value] = code
    return found


def _nearest(words: frozenset[str], known: Iterable[tuple[frozenset[str], str]]) -> str | None:
    scores: dict[str, int] = {}
    for label, code in known:
        if words and (words <= label or label <= words):
            scores[code] = max(scores.get(code, 0), len(words & label))
    best = max(scores.values(), default=0)
    nearest = [code for code, score in scores.items() if score == best]
    return nearest[0] if len(nearest) == 1 else None


def _words(text: str) -> list[str]:
    """The words of a text without accents, capitals and the s of a plural."""
    words = _WORD.findall(plain(text.replace("_", " ")))
    return [word[:-1] if len(word) > _SHORTEST and word.endswith("s") else word for word in words]


def _telling(text: str) -> frozenset[str]:
    return frozenset(_words(text)) - _SMALL
