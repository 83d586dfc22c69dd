# SPDX-License-Identifier: GPL-2.0-or-later
"""Where a French street ends in an address without commas: ``200 rue Notre-Dame Ouest Montréal``.

A French street begins with its type, so nothing in it marks its end but a direction, or the name of a
municipality that is known. Those listed are the ones with more than some 20,000 people where addresses are
written in French (Statistics Canada, 2021 Census, table 98-10-0002), and former cities still in use.
"""

from __future__ import annotations

from collections.abc import Sequence

_CITIES = frozenset(
    [
        "alma",
        "amos",
        "anjou",
        "aylmer",
        "baie-comeau",
        "bathurst",
        "beauport",
        "beloeil",
        "blainville",
        "boisbriand",
        "boucherville",
        "brossard",
        "candiac",
        "cap-de-la-madeleine",
        "caraquet",
        "chambly",
        "charlesbourg",
        "chateauguay",
        "chicoutimi",
        "clarence-rockland",
        "cote-saint-luc",
        "cowansville",
        "deux-montagnes",
        "dieppe",
        "dolbeau-mistassini",
        "dollard-des-ormeaux",
        "dorval",
        "drummondville",
        "edmundston",
        "gaspe",
        "gatineau",
        "granby",
        "grand-mere",
        "hawkesbury",
        "hull",
        "joliette",
        "jonquiere",
        "kirkland",
        "l'assomption",
        "la-prairie",
        "la-tuque",
        "lachine",
        "lasalle",
        "laval",
        "levis",
        "longueuil",
        "magog",
        "maniwaki",
        "mascouche",
        "matane",
        "mercier",
        "mirabel",
        "moncton",
        "mont-laurier",
        "mont-royal",
        "mont-saint-hilaire",
        "montmagny",
        "montreal",
        "pointe-claire",
        "prevost",
        "quebec",
        "repentigny",
        "rimouski",
        "riviere-du-loup",
        "roberval",
        "rosemere",
        "rouyn-noranda",
        "saguenay",
        "saint-augustin-de-desmaures",
        "saint-basile-le-grand",
        "saint-bruno-de-montarville",
        "saint-constant",
        "saint-eustache",
        "saint-georges",
        "saint-hubert",
        "saint-hyacinthe",
        "saint-jean-sur-richelieu",
        "saint-jerome",
        "saint-lambert",
        "saint-laurent",
        "saint-lazare",
        "saint-leonard",
        "saint-lin-laurentides",
        "sainte-anne-des-plaines",
        "sainte-catherine",
        "sainte-foy",
        "sainte-julie",
        "sainte-marie",
        "sainte-marthe-sur-le-lac",
        "sainte-therese",
        "salaberry-de-valleyfield",
        "sept-iles",
        "shawinigan",
        "sherbrooke",
        "sorel-tracy",
        "sudbury",
        "terrebonne",
        "thetford-mines",
        "tracadie",
        "trois-rivieres",
        "val-d'or",
        "valleyfield",
        "varennes",
        "vaudreuil-dorion",
        "verdun",
        "victoriaville",
        "westmount",
    ]
)
_LONGEST = 5  # words of a name written without hyphens: Saint Jean sur Richelieu
_SHORT = {"st": "saint", "ste": "sainte"}
_PARTICLES = frozenset({"a", "au", "aux", "d", "de", "des", "du", "l", "la", "le", "les", "saint", "sainte"})
_DIRECTIONS = frozenset({"e", "est", "n", "nord", "o", "ouest", "s", "sud"})
_N_BEFORE_CITY = 3  # a civic number, a type, a word of the name


def end_of_french_street(words: Sequence[str]) -> int | None:
    """Return how many of ``words`` are the street, ``None`` where that cannot be known.

    ``words`` are folded by ``plain`` and begin with the civic number and the type of the street.
    """
    for n_words in range(min(_LONGEST, len(words) - _N_BEFORE_CITY), 0, -1):
        start = len(words) - n_words
        if _key(words[start:]) in _CITIES and words[start - 1] not in _PARTICLES:
            return start
    for number in range(_N_BEFORE_CITY, len(words) - 1):
        if words[number] in _DIRECTIONS and words[number - 1] not in _PARTICLES:
            return number + 1
    return None


def _key(words: Sequence[str]) -> str:
    parts = "-".join(words).split("-")
    return "-".join(_SHORT.get(part.strip("."), part) for part in parts)
