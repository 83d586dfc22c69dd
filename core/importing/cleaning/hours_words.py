# SPDX-License-Identifier: GPL-2.0-or-later
"""The words of opening hours in English and French, as a list of tokens. Linear in the length of the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Union

from .clock import DAY, HALF_DAY, Time, clock_time
from .plain import plain

WEEK = tuple(range(7))

Value = Union[int, str, Time, tuple[int, ...], None]


@dataclass(frozen=True)
class Token:
    """``kind`` of a word; ``value`` what it stands for; ``start`` and ``end`` where it is in the text."""

    kind: str
    value: Value
    start: int
    end: int


_DAY_NAMES = (
    "monday mondays lundi lundis", "tuesday tuesdays mardi mardis", "wednesday wednesdays mercredi mercredis",
    "thursday thursdays jeudi jeudis", "friday fridays vendredi vendredis",
    "saturday saturdays samedi samedis", "sunday sundays dimanche dimanches",
)  # fmt: skip
_SHORT_DAYS = (
    "mon mo lun lu", "tue tues tu", "wed weds we mer me", "thu thur thurs th jeu je",
    "fri fr ven ve", "sat sa sam", "sun su dim",
)  # fmt: skip
_MONTH_NAMES = (
    "january janvier", "february fevrier", "march mars", "april avril", "may mai", "june juin",
    "july juillet", "august aout", "september septembre", "october octobre",
    "november novembre", "december decembre",
)  # fmt: skip
_SHORT_MONTHS = (
    "jan janv", "feb fev fevr", "", "apr avr", "", "jun", "jul juil", "aug", "sep sept", "oct", "nov", "dec",
)  # fmt: skip
_FRENCH_DAY = re.compile(r"\b(?:lun|mer|jeu|ven|sam|dim)\b")  # then "mar" is a Tuesday, else it is in March


def _all(words: str, meaning: tuple[str, Value]) -> dict[str, tuple[str, Value]]:
    return dict.fromkeys(words.split(), meaning)


_WORDS: dict[str, tuple[str, Value]] = {
    **{word: ("day", (day,)) for day, words in enumerate(_DAY_NAMES) for word in words.split()},
    **{word: ("month", month + 1) for month, words in enumerate(_MONTH_NAMES) for word in words.split()},
    **_all("first premier premiers 1st 1er 1re", ("nth", 1)),
    **_all("second deuxieme deuxiemes 2nd 2e 2eme", ("nth", 2)),
    **_all("third troisieme troisiemes 3rd 3e 3eme", ("nth", 3)),
    **_all("fourth quatrieme quatriemes 4th 4e 4eme", ("nth", 4)),
    **_all("fifth cinquieme 5th 5e 5eme", ("nth", 5)),
    **_all("last dernier derniers", ("nth", -1)),
    **_all("noon midi", ("time", Time(HALF_DAY, full=True))),
    **_all("midnight minuit", ("time", Time(DAY, full=True))),
    **_all("closed ferme fermee fermes off", ("closed", None)),
    **_all("to a au through thru till until", ("to", None)),
    **_all("and et", ("and", None)),
    **_all("between entre", ("between", None)),
    **_all(
        "summer winter spring fall autumn season seasonal temporary temporarily alternate alternating other "
        "biweekly week weeks weekly varies vary unless while ete hiver printemps automne saison saisonnier "
        "temporaire temporairement semaine semaines variable variables aux selon",
        ("doubt", None),  # true for a part of the year, or of the weeks, that is not said
    ),
    **_all(
        "open opens opening hours hour hrs office offices business regular normal from on at the is are each "
        "every day days public of service services heures heure ouverture d'ouverture ouvert "
        "ouverte ouverts bureau bureaux de du des d' le les la l' en est sont chaque horaire "
        "horaires d'affaires reguliere regulieres",
        ("noise", None),
    ),
}
_ABBREVIATIONS: dict[str, tuple[str, Value]] = {
    **{word: ("day", (day,)) for day, words in enumerate(_SHORT_DAYS) for word in words.split()},
    **{word: ("month", month + 1) for month, words in enumerate(_SHORT_MONTHS) for word in words.split()},
}
_PHRASES = {
    "always": (
        r"24 ?/ ?7\b|24 ?h(?:ours|rs|eures)?,? ?(?:a day|per day|par jour|sur 24|/ ?24)?,? ?(?:and |et )?"
        r"7 ?(?:days a week|days per week|jours sur (?:7|sept)|jours par semaine|j ?/ ?7|/ ?7)"
    ),
    "allday": r"24 ?(?:hours|hrs|heures)(?: (?:a day|per day|par jour|sur 24))?|24 ?h ?/ ?24\b|all day\b",
    "week": (
        r"(?:7|seven) days (?:a|per) week|(?:7|sept) jours (?:sur|par) (?:7|sept|semaine)|"
        r"every ?day\b|daily\b|"
        r"tous les jours(?! (?:ferie|ouvrable))|chaque jour\b"
    ),
    "weekdays": r"week ?days?\b|(?:les )?jours? de (?:la )?semaine\b|en semaine\b|"
    r"(?:les )?jours? ouvrables?\b|"
    r"business days?\b|m ?- ?f\b",
    "weekend": r"week[ -]?ends?\b|(?:la |les )?fins? de semaine\b",
    "holiday": (
        r"(?:all )?(?:public |statutory |stat |legal |federal |provincial |national )*holidays?\b|"
        r"(?:les )?(?:jours? |conges? )?(?:feries?|statutaires)\b"
    ),
    "monthly": r"(?:of|in) (?:the|each|every) month\b|du mois\b|de chaque mois\b|each month\b",
    "note": r"(?:or |and |ou |et )?(?:by appointment|on appointment|sur rendez-vous)"
    r"(?: only| seulement| uniquement)?\b",
    "lunch": (
        r"(?:for |during )?lunch(?: hours?| break| time)?\b|"
        r"(?:pour |pendant |durant )?(?:le |l'heure du |l'heure de |la pause de |la pause "
        r"du )?(?:diner|lunch)\b"
    ),
    "except": r"except(?: for| on)?\b|excluding\b|sauf\b|excepte\b|a l'exception (?:de|des)\b",
    "noise": r"to the public\b|au public\b|in[ -]person\b|en personne\b|we are\b",
    "doubt": r"we open\b|est\b(?! ?:| ouvert| ferme| de | du )",  # Wednesday? Eastern Standard Time?
    "to": r"jusqu'(?:a|au)\b|-+",
    "military": r"(?:[01][0-9]|2[0-4])[0-5][05](?![0-9])(?: ?h(?:rs|ours)\b)?",
    "word": r"[0-9]{1,2}(?:st|nd|rd|th|er|re|e|eme)\b|[a-z]+(?:'[a-z]+)?",
    "clock": (
        r"[0-9]{1,2}(?![0-9])(?: ?[:h] ?[0-5][0-9](?![0-9]| ?h)"
        r"|\.[0-5][0-9](?![0-9])| ?(?:h|heures?)(?![a-z]))?"
        r"(?: ?[ap]\.? ?m\b\.?)?"
    ),
    "comma": r"[,&/+]",
    "end": r"[;\n|()\[\]\u2022*]",
    "stop": r"\.",
    "blank": r"[ :'\"]+",
}
"""Kind of token → its pattern; the first that fits is taken."""

_TOKEN = re.compile("|".join(f"(?P<{kind}>{_PHRASES[kind]})" for kind in _PHRASES))
_CLOCK = re.compile(r"([0-9]{1,2})(?: ?([:h.]|heures?) ?([0-9]{2})?)?(?: ?([ap])\.? ?m\.?)?")
_DAYS_OF = {"week": WEEK, "weekdays": WEEK[:5], "weekend": WEEK[5:]}


def words_of(text: str) -> list[Token]:
    """Return the tokens of a text; what is not known has the kind ``unknown``."""
    folded = plain(text)
    tuesday = ("day", (1,)) if _FRENCH_DAY.search(folded) else ("month", 3)
    tokens: list[Token] = []
    at = 0
    while at < len(folded):
        found = _TOKEN.match(folded, at)
        end = found.end() if found else at + 1
        kind, value = _meaning(found, tuesday) if found else ("unknown", None)
        if kind == "stop":  # the full stop of "Mon." ends nothing
            kind = (
                "blank"
                if at and folded[_start_of_word(folded, at) : at] in {*_ABBREVIATIONS, "mar"}
                else "end"
            )
        if kind != "blank":
            tokens.append(Token(kind, value, at, end))
        at = end
    return tokens


def _start_of_word(text: str, end: int) -> int:
    start = end
    while start and end - start < 10 and text[start - 1].isalpha():  # noqa: PLR2004 (longer than any abbreviation)
        start -= 1
    return start


def _meaning(found: re.Match[str], tuesday: tuple[str, Value]) -> tuple[str, Value]:
    kind, text = found.lastgroup or "unknown", found.group()
    if kind in _DAYS_OF:
        return "day", _DAYS_OF[kind]
    if kind == "word":
        if text == "mar":
            return tuesday
        return _WORDS.get(text) or _ABBREVIATIONS.get(text) or ("unknown", None)
    if kind == "military":
        return _time(clock_time(int(text[:2]), int(text[2:4]), full=True))
    if kind == "clock":
        return _clock(text)
    return kind, None


def _clock(text: str) -> tuple[str, Value]:
    parts = _CLOCK.fullmatch(text)
    if parts is None:
        return "unknown", None
    hour, sign, minute, half = parts.groups()
    if not sign and not half:
        return "number", int(hour)
    full = bool(sign and sign[0] == "h") or (hour[0] == "0" and not half)
    return _time(clock_time(int(hour), int(minute or 0), f"{half}m" if half else "", full and not half))


def _time(time: Time | None) -> tuple[str, Value]:
    return ("time", time) if time else ("unknown", None)
