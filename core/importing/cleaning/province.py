# SPDX-License-Identifier: GPL-2.0-or-later
"""Provinces and territories: the two letters of the schema from names, abbreviations and census codes."""

from __future__ import annotations

import re
from types import MappingProxyType

from .plain import plain

_LONGEST = 40
_NOT_A_SIGN = re.compile(r"[^a-z0-9]+")

_SPELLINGS = {
    "NL": (
        "newfoundland and labrador|newfoundland & labrador|newfoundland|labrador|nfld|nfld and labrador|nf|"
        "terre-neuve-et-labrador|terre-neuve et labrador|terre-neuve|t.-n.-l.|t.-n.|10"
    ),
    "PE": "prince edward island|pei|ile-du-prince-edouard|ile du prince edouard|i.-p.-e.|11",
    "NS": "nova scotia|nouvelle-ecosse|n.-e.|12",
    "NB": "new brunswick|nouveau-brunswick|n.-b.|13",
    "QC": "quebec|que|pq|pque|province de quebec|24",
    "ON": "ontario|ont|35",
    "MB": "manitoba|man|46",
    "SK": "saskatchewan|sask|47",
    "AB": "alberta|alta|alb|48",
    "BC": "british columbia|colombie-britannique|c.-b.|59",
    "YT": "yukon|yukon territory|territoire du yukon|yuk|yk|60",
    "NT": "northwest territories|nwt|territoires du nord-ouest|t.n.-o.|61",
    "NU": "nunavut|nun|nvt|62",
}


def _key(text: str) -> str:
    return _NOT_A_SIGN.sub("", text)


SPELLINGS = MappingProxyType(
    {_key(name): code for code, names in _SPELLINGS.items() for name in (code.lower(), *names.split("|"))}
)
"""How a province is written, letters and digits only, without accents → its code in the schema."""


def read_province(text: str) -> str | None:
    """Return the code of a province: ``Ont.``, ``Nouvelle-Écosse``, ``C.-B.``, ``35``, ``pe``."""
    return SPELLINGS.get(_key(plain(text))) if len(text) <= _LONGEST else None
