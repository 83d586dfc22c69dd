# SPDX-License-Identifier: GPL-2.0-or-later
"""Languages of service: codes of the schema from what people write in either official language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType

from .plain import plain

_LONGEST = 500
_SEPARATORS = re.compile(r"[,;/|&+\n\u2022]|\band\b|\bet\b")
_MARKS = re.compile(r"[().:]")
_DROPPED = re.compile(
    r"\b(?:only|seulement|uniquement|services?|available|disponibles?|offerts?|offered|provided|spoken|langues?|"
    r"languages?|in|en|l'(?=anglais|inuktitut|innu)|le(?= francais)|dialect)\b"
)
_SPELLINGS = {
    "en": "english|anglais|anglaise|en|eng|ang|an|e|a",
    "fr": "french|francais|francaise|fr|fra|fre|f",
    "ase": "american sign language|american sign language asl|asl|ase|langue des signes americaine",
    "fcs": "quebec sign language|quebec sign language lsq|langue des signes quebecoise|"
    "langue des signes quebecoise lsq|lsq|fcs",
    "iu": "inuktitut|iu|iku",
    "ikt": "inuinnaqtun|ikt",
    "cr": "cree|cri|cr|cre|nehiyawewin",
    "oj": "ojibwe|ojibway|ojibwa|ojibwee|anishinaabemowin|oj|oji",
    "moe": "innu|innu-aimun|montagnais|moe",
    "mic": "mi'kmaq|mikmaq|mi'kmaw|micmac|mic",
    "chp": "dene|chipewyan|dene chipewyan|dene suline|chp",
    "scs": "north slavey|esclave du nord|scs",
    "xsl": "south slavey|esclave du sud|xsl",
    "dgr": "tlicho|tłicho|tłı cho|dogrib|dgr",
    "gwi": "gwich'in|gwichin|gwi",
    "zh": "chinese|chinois|mandarin|cantonese|cantonais|zh|zho|chi",
    "pa": "punjabi|panjabi|pendjabi|pa|pan",
    "es": "spanish|espagnol|es|spa|espanol",
    "ar": "arabic|arabe|ar|ara",
    "tl": "tagalog|filipino|tl|tgl",
    "uk": "ukrainian|ukrainien|uk|ukr",
}
_CODES = MappingProxyType(
    {name: (code,) for code, names in _SPELLINGS.items() for name in names.split("|")}
    | dict.fromkeys(
        ("bilingual", "bilingue", "both", "les deux", "both official", "officielles", "b"), ("en", "fr")
    )
)
_SPACES = re.compile(" {2,}")


@dataclass(frozen=True)
class Languages:
    """``codes`` of the schema's list ``language``, sorted; ``unread`` are the words for no code."""

    codes: tuple[str, ...]
    unread: tuple[str, ...] = ()


def read_languages(text: str) -> Languages:
    """Return the languages that a text names: ``English & French``, ``bilingue``, ``en;fr``, ``Anglais/LSQ``.

    What negates (“no French”) is not read, as is any name outside the list: both stay in ``unread``.
    """
    if len(text) > _LONGEST:
        return Languages((), (text,))
    codes: set[str] = set()
    unread: list[str] = []
    folded, at = plain(text), 0
    for gap in [*_SEPARATORS.finditer(folded), None]:
        end = gap.start() if gap else len(folded)
        if folded[at:end].strip():
            found = _codes(folded[at:end])
            codes.update(found)
            if not found:
                unread.append(text[at:end].strip())
        at = gap.end() if gap else end
    return Languages(tuple(sorted(codes)), tuple(unread))


def _codes(piece: str) -> tuple[str, ...]:
    """Return the codes of one name: as it stands (``en``), else without the words that say nothing."""
    whole = _plain_words(_MARKS, piece)
    return _CODES.get(whole, _CODES.get(_plain_words(_DROPPED, whole), ()))


def _plain_words(dropped: re.Pattern[str], text: str) -> str:
    return _SPACES.sub(" ", dropped.sub(" ", text)).strip()
