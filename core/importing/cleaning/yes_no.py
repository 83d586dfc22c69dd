# SPDX-License-Identifier: GPL-2.0-or-later
"""Yes and no, as spreadsheets of both languages say it."""

from __future__ import annotations

from collections.abc import Iterable

from .plain import plain

_YES = frozenset({"yes", "y", "true", "t", "1", "1.0", "oui", "o", "vrai", "x", "✓", "✔", "☑"})
_NO = frozenset({"no", "n", "false", "f", "0", "0.0", "non", "faux", "✗", "✘", "☐"})
_LONGEST = 60


def read_yes_no(text: str, true: Iterable[str] = (), false: Iterable[str] = ()) -> bool | None:
    """Return what a text answers; ``None`` for an empty one and for what is neither yes nor no.

    ``true`` and ``false`` are what the source writes, whatever the words usually mean; words that neither
    has are read as usual in English and French. Accents, capitals and spaces around make no difference.
    """
    if len(text) > _LONGEST:
        return None
    said = _word(text)
    for words, answer in ((true, True), (false, False)):
        if any(_word(word) == said for word in words):
            return answer
    return True if said in _YES else False if said in _NO else None


def _word(text: str) -> str:
    return plain(text).strip().rstrip(".!")
