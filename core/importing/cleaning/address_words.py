# SPDX-License-Identifier: GPL-2.0-or-later
"""The words that the parts of a Canadian address are known by, in both languages, without accents."""

from __future__ import annotations

import re

from ..street_words import DIRECTION_CODES

DIRECTIONS = frozenset(DIRECTION_CODES)
CITIES_WITH_DIRECTION = re.compile(
    r"(?:north (?:bay|vancouver|saanich|cowichan|york|battleford|sydney|gower|augusta|"
    r"rustico|perth|huron|dumfries)|"
    r"south (?:river|porcupine|brook|stormont|frontenac|huron|glengarry|mountain|lancaster)|"
    r"east (?:york|gwillimbury|garafraxa|zorra|ferris|hawkesbury|angus|broughton)|"
    r"west (?:vancouver|kelowna|lorne|nipissing|gwillimbury|hill|grey|perth|st paul|royalty)|"
    r"northwest (?:river|angle))\b"
)
"""Municipalities whose name begins like the direction of a street."""

BUILDING = re.compile(
    r"\b(?:building|bldg|centre|center|mall|plaza|tower|edifice|immeuble|pavillon|complexe?|carrefour|tour|hall|"
    r"library|bibliotheque|hotel de ville|square|place|wing|aile|entrance|entree|campus|"
    r"branch|succursale|armoury)\b"
)

UNIT = re.compile(
    r"(?<![a-z0-9])(?:"
    r"(?:units?|unites?|suites?|ste|apt|apartment|app|appartement|rooms?|rm|bureaux?|bur|local|locaux|porte|piece|"
    r"salle|office)\.? ?(?:no\.?|n°|#)? ?(?:[a-z]{0,2}-?[0-9]{1,5}[a-z]?(?:-[0-9a-z]{1,4})?|[a-z])"
    r"(?:(?: ?[&/] ?| and | et )[0-9]{1,5}[a-z]?){0,3}(?![a-z0-9'.-])"
    r"|# ?[0-9]{1,5}[a-z]?(?![a-z0-9])"
    r"|(?:floor|level|etage|niveau) (?:no\.? ?)?(?:[0-9]{1,3}|main|ground)(?![a-z0-9])"
    r"|(?:[0-9]{1,3}(?:st|nd|rd|th|er|re|e|eme)?|main|ground|grnd|first|second|third|fourth|fifth|lower|upper|premier|"
    r"deuxieme|troisieme) (?:floor|flr|fl|level|etage)(?![a-z])"
    r"|(?:basement|rez-de-chaussee|sous-sol|mezzanine)(?![a-z])"
    r")"
)
"""A unit, suite or floor, within an office or a building."""

BOX = re.compile(
    r"(?<![a-z0-9])(?:"
    r"(?:(?:p\.? ?o\.? ?|post office )?box|(?:p\.? ?o\.? ?|postal )bag|c\.? ?p\.?|case "
    r"postale|b\.p\.)\.? ?#? ?"
    r"(?:no\.? ?)?[0-9]{1,6}(?:,? (?:succ(?:ursale|\.)?|stn\.?|station|site|comp\.?) [a-z0-9-]{1,20})?"
    r"|(?:r\.? ?r\.?|rural route) ?#? ?[0-9]{1,2}(?![0-9])"
    r"|general delivery|poste restante"
    r")"
)
"""A post-office box or rural route: where letters go, not people."""

STATION = re.compile(r"(?:succ(?:ursale|\.)?|stn\.?|station) [a-z0-9-]{1,20}$")  # of a box, behind a comma
SHORT_ID = re.compile(r"#? ?[a-z]?[0-9]{1,5} ?[a-z]?")
UNIT_BEHIND_STREET = re.compile(
    r"[a-df-mp-rt-vx-z]|[0-9]{1,5} ?[-&/] ?[0-9]{1,5}"
)  # a letter that is no direction
ASIDE = re.compile(r"\(([^()\n]{3,100})\)")
CIVIC = re.compile(
    r"[0-9]{1,6} ?(?:(?:[a-z]|1/2|½)(?![a-z0-9']))? ?[ ,-] ?(?=[a-z0-9.'])|[0-9]{1,6} ?[a-z]?$"
)
ORDINAL_STREET = re.compile(r"[0-9]{1,3}(?:st|nd|rd|th|er|re|e|eme) [a-z]")
HYPHENED = re.compile(r"([0-9]{1,5}[a-z]?|[a-z][0-9]{0,4}) ?- ?([0-9]{1,6}[a-z]?) +(?=[a-z0-9.'])")
HYPHEN_BEFORE_ORDINAL = re.compile(r"([0-9]{1,6}[a-z]?) ?- ?(?=[0-9]{1,3}(?:st|nd|rd|th) )")
CITY_WITH_NUMBER = re.compile(r"[0-9]{2,3} mile\b")  # of the Cariboo: 100 Mile House
CIVIC_BEHIND_NAME = re.compile(r"[a-z][^0-9]{2,80} (?=[0-9]{1,6}[a-z]? [a-z.' -]{3,})")
WORD = re.compile(r"[^\s]+")
