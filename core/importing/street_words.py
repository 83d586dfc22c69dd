# SPDX-License-Identifier: GPL-2.0-or-later
"""The words of Canadian streets, in both languages: types, directions and units, without accents.

The one list of them: addresses are taken apart (``cleaning``), placed (``placing``) and compared
(``matching``) by the same words.
"""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TYPES = {
    "st": ("street st", "rue"),
    "ave": ("avenue ave av", "avenue av"),
    "blvd": ("boulevard blvd", "boulevard boul bd"),
    "rd": ("road rd", "chemin ch"),
    "dr": ("drive dr", "promenade prom"),
    "cres": ("crescent cres cr", "croissant crois"),
    "crt": ("court crt ct", "cour"),
    "pl": ("place pl", "place pl"),
    "ln": ("lane ln", "ruelle"),
    "terr": ("terrace terr", "terrasse"),
    "priv": ("private priv pvt", "prive priv"),
    "way": ("way", "voie"),
    "cir": ("circle cir", "cercle"),
    "sq": ("square sq", "carre"),
    "pky": ("parkway pky pkwy", ""),
    "hwy": ("highway hwy", "route rte"),
    "trail": ("trail trl", "sentier"),
    "line": ("line", "ligne"),
    "conc": ("concession conc", "rang"),
    "gate": ("gate", ""),
    "grove": ("grove grv", ""),
    "impasse": ("", "impasse"),
    "montee": ("", "montee"),
    "allee": ("", "allee"),
    "cote": ("", "cote"),
}
"""Code that both languages share → the spellings of English (behind the name) and French (before it)."""

TYPES = {
    spelling: code
    for code, languages in _TYPES.items()
    for spellings in languages
    for spelling in spellings.split()
}
"""A street type as written → its code."""

TYPES_IN_FRONT = frozenset(
    word for _, french in _TYPES.values() for word in french.split() if word != "ligne"
)
"""Types that stand before the name, as French has them."""

STREET_TYPES = frozenset(word for english, _ in _TYPES.values() for word in english.split()) | _set(
    "alley close gardens heights hill loop mews parade plaza point promenade ridge row sideroad walk wynd "
    "kingsway queensway broadway esplanade"
)
"""Words an English street ends with. Those that have no code are part of its name: “Pleasant Hill”."""

FRENCH_STREET_TYPES = TYPES_IN_FRONT | _set("autoroute aut che cours mail passage quai rg")
"""Words a French street begins with."""

NUMBERED_ROADS = _set("highway hwy route rte road rd autoroute line concession rang rg")
"""Before a number that is the street's name: ``Highway 10``."""

DIRECTION_CODES = {
    spelling: code
    for code, spellings in {
        "n": "n north nord",
        "s": "s south sud",
        "e": "e east est",
        "w": "w west o ouest",
        "ne": "ne northeast nord-est",
        "nw": "nw no northwest nord-ouest",
        "se": "se southeast sud-est",
        "sw": "sw so southwest sud-ouest",
    }.items()
    for spelling in spellings.split()
}
"""A direction as written → its code."""

ARTICLES = _set("d de des du l la le les")
"""Between a French type and the name."""

UNITS = _set("# unit unite suite ste apt app bureau local room rm floor flr fl etage bldg")
"""Words with which a unit, a floor or a building begins."""

ORDINALS = {
    word: str(number)
    for number, words in enumerate(
        (
            "first premier premiere",
            "second deuxieme",
            "third troisieme",
            "fourth quatrieme",
            "fifth cinquieme",
            "sixth sixieme",
            "seventh septieme",
            "eighth huitieme",
            "ninth neuvieme",
            "tenth dixieme",
        ),
        start=1,
    )
    for word in words.split()
}
"""A street's number in words → in figures."""
