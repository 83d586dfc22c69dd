# SPDX-License-Identifier: GPL-2.0-or-later
"""Canadian addresses in one text, on one line or several, in English or French, to the parts of the schema.

Read from behind: country, postal code, province, municipality; then the part with the civic number; units,
floors and buildings around it are the second line. What is none of these is not thrown away: it is ``rest``.

Where an address has no commas, an English street ends behind its type (``201 King Street London``), and a
building may stand between it and the municipality (``1 Main Street Provincial Building Nelson``). A French
one begins with its type: it ends with a direction or before a municipality that is known
(``french_cities``); else (``69 avenue Morel Kamouraska``) only a person knows where, all of it stays in
``line1`` and there is no municipality.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from ..street_words import FRENCH_STREET_TYPES, NUMBERED_ROADS, STREET_TYPES
from .address_words import (
    ASIDE,
    BOX,
    BUILDING,
    CITIES_WITH_DIRECTION,
    CITY_WITH_NUMBER,
    CIVIC,
    CIVIC_BEHIND_NAME,
    DIRECTIONS,
    HYPHEN_BEFORE_ORDINAL,
    HYPHENED,
    ORDINAL_STREET,
    SHORT_ID,
    STATION,
    UNIT,
    UNIT_BEHIND_STREET,
    WORD,
)
from .french_cities import end_of_french_street
from .plain import plain
from .postal import last_postal
from .province import SPELLINGS

_LONGEST = 500
_LONGEST_CITY = 120
_SPACES = re.compile(r"[^\S\n]+")
_BREAKS = re.compile(r"\s*\n\s*")
_PARTS = re.compile(r"[,;\n]")
_COUNTRY = re.compile(r"[\s,(]*\bcanada[\s,.)]*$")
_EDGES = " ,;-\n()"
_NOT_A_SIGN = re.compile(r"[^a-z]+")
_LAST_WORDS = 4
_SHORT_CODE = 3
_BEFORE_A_NAME = FRENCH_STREET_TYPES | {"de", "du", "des", "la", "le", "of"}
_N_BEFORE_TYPE = 2  # a civic number and at least one word of the name


@dataclass(frozen=True)
class Address:
    """The parts of an address, each ``None`` where the text does not have it.

    ``line1`` civic number and street (or the post-office box, where there is no street); ``line2`` unit,
    floor, building; ``province`` and ``postal`` in the schema's form; ``rest`` what was not understood.
    """

    line1: str | None = None
    line2: str | None = None
    city: str | None = None
    province: str | None = None
    postal: str | None = None
    rest: str | None = None


@dataclass(frozen=True)
class _Part:
    """A piece of an address in the source's words; ``kind`` is ``text``, ``unit``, ``box`` or ``aside``.

    What stands in parentheses, or behind the end of the address, is an aside: it says how to find the place,
    and is no street or municipality.
    """

    kind: str
    text: str

    @cached_property
    def plain(self) -> str:
        return plain(self.text)


def read_address(text: str) -> Address:
    """Return the parts of an address in one text; one of more than 500 characters is all ``rest``."""
    if len(text) > _LONGEST:
        return Address(rest=text)
    said = _BREAKS.sub("\n", _SPACES.sub(" ", text.replace("\r", "\n").replace("\u2028", "\n")))
    said, asides = _without_asides(said)
    postal = last_postal(said)
    if postal:
        before, behind = said[: postal[1]].rstrip(_EDGES), said[postal[2] :].strip(_EDGES)
        behind = _without_country(behind)
        if behind and _without_province(before, follows_postal=True)[1]:  # the address has ended
            asides.append(_Part("aside", behind))
            behind = ""
        said = f"{before}\n{behind}".strip(_EDGES)
    said = _without_country(said).rstrip(_EDGES)
    said, province = _without_province(said, follows_postal=postal is not None)
    parts = _with_numbers([part for piece in _PARTS.split(said) for part in _split(piece.strip(_EDGES))])
    return _assembled([*parts, *asides], province, postal[0] if postal else None)


def _without_asides(text: str) -> tuple[str, list[_Part]]:
    """Take out what stands in parentheses, unless that is a province, the country or a postal code."""
    asides: list[_Part] = []

    def taken(found: re.Match[str]) -> str:
        key = _NOT_A_SIGN.sub("", plain(found.group(1)))
        if key in SPELLINGS or key == "canada" or last_postal(found.group(1)):
            return found.group()
        asides.append(_Part("aside", found.group(1).strip(_EDGES)))
        return ","

    return ASIDE.sub(taken, text).strip(_EDGES), asides


def _without_country(text: str) -> str:
    folded = plain(text)
    found = _COUNTRY.search(folded) if "canada" in folded else None
    return text[: found.start()] if found else text


def _without_province(text: str, *, follows_postal: bool) -> tuple[str, str | None]:
    """Cut the province off the end: its name of up to four words, or its abbreviation."""
    words = list(WORD.finditer(text))
    for n_words in range(min(_LAST_WORDS, len(words)), 0, -1):
        start = words[-n_words].start()
        raw = text[start:]
        if "," in raw.rstrip(_EDGES) or "\n" in raw:
            continue
        key = _NOT_A_SIGN.sub("", plain(raw)) if not any(map(str.isdigit, raw)) else ""
        if key in SPELLINGS and _is_province(text[:start], raw, key, follows_postal):
            return text[:start].rstrip(_EDGES + "("), SPELLINGS[key]
    return text, None


def _is_province(before: str, raw: str, key: str, follows_postal: bool) -> bool:
    """Whether the last words are a province, not the name of a street (“20, avenue Québec”, “Main St NE”)."""
    if key == "ne" and "." not in raw:  # north-east, in English
        return False
    if raw[0] == "(" or before.rstrip(" ")[-1:] in (",", "\n"):
        return True
    if not before.strip() or plain(WORD.findall(before)[-1]).strip(".") in _BEFORE_A_NAME:
        return False
    return len(key) > _SHORT_CODE or follows_postal or raw.isupper() or "." in raw


@lru_cache(maxsize=4_096)
def _split(piece: str) -> tuple[_Part, ...]:
    """Part a piece between commas; many addresses have the same municipality, building or unit."""
    return tuple(_parts_of(piece))


def _parts_of(piece: str) -> Iterator[_Part]:
    """Part a piece where units and boxes stand in it: “225 rue des Forges bureau 208”."""
    folded, at = plain(piece), 0
    marks = sorted(
        [(m.start(), m.end(), "box") for m in BOX.finditer(folded)]
        + [(m.start(), m.end(), "unit") for m in UNIT.finditer(folded) if _is_unit(folded, m.start())]
    )
    for start, end, kind in marks:
        if start < at:
            continue
        yield from _texts(piece[at:start].lstrip(".").strip(_EDGES))  # “2nd flr. 5120 45 Street”
        yield _Part(kind, piece[start:end].strip(_EDGES))
        at = end
    yield from _texts(piece[at:].lstrip(".").strip(_EDGES))


def _texts(text: str) -> Iterator[_Part]:
    """A text without units; a building before a civic number is one of its own: “The Armoury 2 Chapel St”."""
    named = CIVIC_BEHIND_NAME.match(plain(text))
    if named:
        words = [word.strip(".") for word in plain(text).split()]
        n_before = len(named.group().split())
        is_road = words[n_before - 1] in NUMBERED_ROADS | STREET_TYPES | FRENCH_STREET_TYPES
        if not is_road and (STREET_TYPES | FRENCH_STREET_TYPES) & set(words[n_before + 1 :]):
            yield _Part("text", text[: named.end()].strip(_EDGES))
            text = text[named.end() :]
    if text:
        yield _Part("text", text)


def _is_unit(folded: str, start: int) -> bool:
    """Within a name, “Land Registry Office #61” is no unit; behind a civic number or a comma it is."""
    is_name = folded.startswith(("#", "office"), start)
    return start == 0 or not is_name or (folded[0].isdigit() and not folded.startswith("office", start))


def _with_numbers(parts: list[_Part]) -> list[_Part]:
    """Join “29” and “rue Brissette”; a number alone is a unit behind a street, or before a civic number."""
    done: list[_Part] = []
    has_street = False
    at = 0
    while at < len(parts):
        part = parts[at]
        following = parts[at + 1] if at + 1 < len(parts) and parts[at + 1].kind == "text" else None
        at += 1
        if part.kind == "text" and SHORT_ID.fullmatch(part.plain):
            if has_street or following is None or _is_civic(following.plain):
                part = _Part("unit", part.text)
            elif part.text.strip()[0].isdigit():
                part = _Part("text", f"{part.text}, {following.text}")
                at += 1
        elif part.kind == "text" and has_street and UNIT_BEHIND_STREET.fullmatch(part.plain):
            part = _Part("unit", part.text)
        elif done and done[-1].kind == "box" and STATION.match(part.plain):
            part = _Part("box", f"{done.pop().text}, {part.text}")
        has_street = has_street or (part.kind == "text" and _is_civic(part.plain))
        done.append(part)
    return done


def _is_civic(folded: str) -> bool:
    is_name = ORDINAL_STREET.match(folded) or CITY_WITH_NUMBER.match(folded)
    return bool(CIVIC.match(folded)) and not is_name


def _street_of(parts: list[_Part]) -> int | None:
    """Which part is the street: the first with a civic number, else the first with a type of street."""
    texts = [(number, part.plain) for number, part in enumerate(parts) if part.kind == "text"]
    for number, folded in texts:
        if _is_civic(folded):
            return number
    for number, folded in texts:
        words = [word.strip(".") for word in folded.split()]
        if (
            words[0] in FRENCH_STREET_TYPES | NUMBERED_ROADS
            or STREET_TYPES & set(words[1:])
            or ORDINAL_STREET.match(folded)
        ):
            return number
    return None


def _assembled(parts: list[_Part], province: str | None, postal: str | None) -> Address:
    at = _street_of(parts)
    has_end = bool(province or postal)
    city: str | None = None
    last_text = max((n for n, part in enumerate(parts) if part.kind == "text"), default=-1)
    if has_end and last_text > (-1 if at is None else at) and _may_be_city(parts[last_text].text):
        city = parts.pop(last_text).text
    street = None
    line2: list[str] = []
    rest: list[str] = []
    for number, part in enumerate(parts):
        if number == at:
            unit, street, building, behind = _street(part.text, has_city=city is not None or not has_end)
            line2 += [each for each in (unit, building) if each]
            city = city or behind
        elif street and part.kind == "text" and part.plain.strip(".") in DIRECTIONS:
            street = f"{street} {part.text}"
        elif part.kind in ("unit", "box") or _is_building(
            part, before_street=at is not None and number < at, at_end=has_end
        ):
            line2.append(part.text)
        else:
            rest.append(part.text)
    if street is None:  # a box is better than no first line, and rule A05 says that nobody can visit it
        box = next((part.text for part in parts if part.kind == "box"), None)
        if box:
            line2.remove(box)
            street = box
    return Address(street, _joined(line2), city, province, postal, _joined(rest))


def _is_building(part: _Part, *, before_street: bool, at_end: bool) -> bool:
    if part.kind == "aside":
        return bool(BUILDING.search(part.plain) or UNIT.search(part.plain))
    return before_street or at_end or bool(BUILDING.search(part.plain))


def _may_be_city(text: str) -> bool:
    if CITY_WITH_NUMBER.match(plain(text)):
        return True
    return len(text) <= _LONGEST_CITY and text[0].isalpha() and not any(map(str.isdigit, text))


def _joined(texts: Iterable[str]) -> str | None:
    return ", ".join(texts) or None


def _street(text: str, *, has_city: bool) -> tuple[str | None, str, str | None, str | None]:
    """Part “104-2951 Green Road” into unit, street, and a building and municipality without a comma."""
    unit = None
    folded = plain(text)
    hyphened = HYPHENED.match(folded)
    if hyphened:
        if _names_street(folded[hyphened.end() :]):  # "4807-50 Avenue": 50 is the street's name
            text = f"{text[: hyphened.end(1)]} {text[hyphened.start(2) :]}"
        else:
            unit, text = f"#{text[: hyphened.end(1)]}", text[hyphened.start(2) :]
    elif ordinal := HYPHEN_BEFORE_ORDINAL.match(folded):
        text = f"{text[: ordinal.end(1)]} {text[ordinal.end() :]}"
    if has_city:
        return unit, text, None, None
    words = list(WORD.finditer(text))
    end = _end_of_street([plain(word.group()).strip(".,") for word in words])
    if end is None or end >= len(words) or not _may_be_city(text[words[end].start() :]):
        return unit, text, None, None
    building, city = _building_of(text[words[end].start() :].strip(_EDGES))
    return unit, text[: words[end - 1].end()].rstrip(_EDGES), building, city


def _building_of(behind: str) -> tuple[str | None, str | None]:
    """Part “Provincial Building Nelson”; what only begins with such a word is a municipality."""
    last = max((found.end() for found in BUILDING.finditer(plain(behind)) if found.start()), default=0)
    return behind[:last] or None, behind[last:].strip(_EDGES) or None


def _names_street(behind: str) -> bool:
    """Whether a type of street follows at once, and no other number is the name: “Highway 10”, “rue …”."""
    words = [word.strip(".,") for word in behind.split()]
    if words[0] in NUMBERED_ROADS and len(words) > 1 and words[1][0].isdigit():
        return False
    # "av." and "boul." before a name are French; behind a number that ends the text, or a direction, are not
    is_last = len(words) == 1 or words[1] in DIRECTIONS
    return words[0] in STREET_TYPES and (words[0] not in FRENCH_STREET_TYPES or is_last)


def _end_of_street(words: list[str]) -> int | None:
    """How many words the street has, ``None`` where that cannot be known."""
    if len(words) > _N_BEFORE_TYPE and words[1] in NUMBERED_ROADS and words[2].isdigit():
        end = _N_BEFORE_TYPE + 1
    elif len(words) < _N_BEFORE_TYPE or words[0] in FRENCH_STREET_TYPES:
        return None
    elif words[1] in FRENCH_STREET_TYPES and words[0][0].isdigit():
        return end_of_french_street(words)
    else:
        n_before = _N_BEFORE_TYPE if words[0][0].isdigit() else 1
        first = next((n for n in range(n_before, len(words)) if words[n] in STREET_TYPES), None)
        if first is None:
            return None
        end = first + 1
        while end < len(words) and words[end] in STREET_TYPES - {"st", "point", "grove", "hill"}:
            end += 1  # "Park Lane Road"; but "St Catharines", "Point Edward" are municipalities
    if (
        end < len(words)
        and words[end] in DIRECTIONS
        and not CITIES_WITH_DIRECTION.match(" ".join(words[end:]))
    ):
        end += 1
    return end
