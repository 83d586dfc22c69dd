# SPDX-License-Identifier: GPL-2.0-or-later
"""Which column is probably which field: from its name in either language and from what its cells hold.

A guess is offered with its reason, never applied by itself. A name counts only where the cells agree with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..progress import SILENT, Progress, check
from ..text import Text
from .cleaning.coordinates import read_degrees
from .cleaning.dates import find_format
from .cleaning.languages import read_languages
from .cleaning.phone import read_phone
from .cleaning.plain import plain
from .cleaning.postal import read_postal
from .cleaning.province import read_province
from .table import SourceTable

KEY = "key"
PHONE = "phone"
"""What is guessed beside fields: the identifier of the record, and its telephone."""

_N_SAMPLE = 500
_MOST_OF_THEM = 0.8
_NAMES = {
    KEY: "id|identifiant|local_id|objectid|index|ogf_id|globalid|guid|no|numero|code",
    "name_en": "name_en|en_name|name|facility_name|title|title_en|english_name|office_name|nom_en|label",
    "name_fr": "name_fr|fr_name|nom|nom_fr|titre|title_fr|french_name|nom_topogr|nom_etablissement",
    "organization": "organization|organisation|owner|organisme|proprietaire|ministere|department|agency",
    "address": "address|adresse|full_address|adresse_complete|adr_comple|civic_address|source_format_address",
    "address_line1": "address_line1|address_1|address1|adresse_1|street_address|adresse_ligne1",
    "address_line2": "address_line2|address_2|address2|adresse_2|unit|suite|bureau|unite|adresse_ligne2",
    "city": "city|ville|municipality|municipalite|town|locality|localite|community|csd_name",
    "province": "province|prov|prov_terr|state|province_territory|province_territoire",
    "postal_code": "postal_code|postalcode|code_postal|postal|zip|cp|codepostal",
    "csduid": "csduid|sdridu|csd|csd_uid",
    "latitude": "latitude|lat|y",
    "longitude": "longitude|lon|long|lng|x",
    PHONE: "phone|telephone|tel|phone_number|numero_de_telephone|phone_no",
    "email": "email|e_mail|courriel|mail",
    "url_en": "url|url_en|website|web|link|lien|site_web|web_page",
    "url_fr": "url_fr|site_web_fr|lien_fr|link_fr",
    "languages": "languages|language|langues|langue|langues_de_service|service_languages",
    "verified_on": "verified_on|updated|last_updated|date_updated|mise_a_jour|date_de_mise_a_jour|geo_upt_dt",
}  # fmt: skip
_BY_NAME = {
    name: (field, rank) for field, names in _NAMES.items() for rank, name in enumerate(names.split("|"))
}
_NOT_OF_A_NAME = re.compile(r"[^a-z0-9]+")
_EMAIL = re.compile(r"(?:mailto:)?[^@\s]{1,64}@[^@\s]{1,190}", re.IGNORECASE)
_URL = re.compile(r"(?:https?://|www\.)\S{3,500}", re.IGNORECASE)
_CSDUID = re.compile(r"[0-9]{7}")
_LATITUDES, _LONGITUDES = (41.0, 84.0), (-142.0, -52.0)

_BY_BOTH = Text(
    "The column is called “{column}”, and {share}% of its values have the form.",
    "La colonne s’appelle «\u00a0{column}\u00a0» et {share}\u00a0% de ses valeurs ont la forme voulue.",
)
_BY_TITLE = Text("The column is called “{column}”.", "La colonne s’appelle «\u00a0{column}\u00a0».")
_BY_VALUES = Text(
    "{share}% of the values have the form, whatever the column “{column}” is called.",
    "{share}\u00a0% des valeurs ont la forme voulue, quel que soit le nom de la colonne "
    "«\u00a0{column}\u00a0».",
)
_UNIQUE = Text(
    "The column “{column}” has another value on every row.",
    "La colonne «\u00a0{column}\u00a0» a une valeur différente à chaque ligne.",
)
_WHICH_DATE = Text(
    "“{example}” can be read in several ways ({formats}). Choose how the source writes its dates.",
    "«\u00a0{example}\u00a0» peut se lire de plusieurs façons ({formats}). Précisez comment la source "
    "écrit ses dates.",
)


@dataclass(frozen=True)
class Guess:
    """A field, the expression (EXPR) it would have, and why. ``question`` must be answered first."""

    field: str
    column: str
    spec: Mapping[str, Any]
    reason: Text
    question: Text | None = None


@dataclass(frozen=True)
class _Candidate:
    field: str
    column: str
    has_name: bool
    rank: int
    share: float


def guess_mapping(table: SourceTable, progress: Progress = SILENT) -> tuple[Guess, ...]:
    """Return at most one guess for each field and each column, in the order of the fields.

    The first 500 distinct values of a column are looked at, for a key all of them. Raises ``Cancelled``.
    """
    candidates: list[_Candidate] = []
    for number, (column, values) in enumerate(table.columns.items()):
        check(progress)
        progress.report(number / len(table.columns))
        candidates += _candidates(column, values)
    candidates.sort(key=lambda each: (not each.has_name, each.rank, -each.share, each.column))
    chosen: dict[str, _Candidate] = {}
    taken: set[str] = set()
    for each in candidates:
        if each.field not in chosen and each.column not in taken:
            chosen[each.field] = each
            taken.add(each.column)
    if "address" in chosen and "address_line1" in chosen:
        del chosen["address"]  # the parts are there already
    return tuple(_guess(chosen[field], table) for field in _NAMES if field in chosen)


def _candidates(column: str, values: Sequence[str | None]) -> list[_Candidate]:
    sample = _sample(values)
    if not sample:
        return []
    named, rank = _BY_NAME.get(_NOT_OF_A_NAME.sub("_", plain(column)).strip("_"), (None, 0))
    if named == KEY:
        return [_Candidate(KEY, column, True, rank, 1.0)] if _is_unique(values) else []
    found = []
    for field, fits in _FORMS.items():
        if field != named and field not in _TELLING:
            continue
        share = sum(map(fits, sample)) / len(sample)
        if share >= _MOST_OF_THEM:
            found.append(_Candidate(field, column, field == named, rank if field == named else 0, share))
    if named is not None and named not in _FORMS:
        found.append(_Candidate(named, column, True, rank, 1.0))
    return found


def _sample(values: Sequence[str | None]) -> list[str]:
    distinct: dict[str, None] = {}
    for value in values:
        if value and value.strip():
            distinct[value.strip()] = None
            if len(distinct) == _N_SAMPLE:
                break
    return list(distinct)


def _is_unique(values: Sequence[str | None]) -> bool:
    filled = [value.strip() for value in values if value and value.strip()]
    return len(filled) == len(values) == len(set(filled))


def _guess(found: _Candidate, table: SourceTable) -> Guess:
    share = int(100 * found.share)
    words = _BY_VALUES if not found.has_name else _BY_BOTH if found.field in _FORMS else _BY_TITLE
    reason = (_UNIQUE if found.field == KEY else words).format(column=found.column, share=share)
    if found.field != "verified_on":
        return Guess(found.field, found.column, usual_expression(found.field, found.column), reason)
    form = find_format(_sample(table.columns[found.column]))
    spec = {"date": {"col": found.column, "format": form.format}}
    if not form.rivals:
        return Guess(found.field, found.column, spec, reason)
    formats = ", ".join((str(form.format), *form.rivals))
    return Guess(
        found.field, found.column, spec, reason, _WHICH_DATE.format(example=form.example, formats=formats)
    )


def usual_expression(field: str, column: str) -> dict[str, Any]:
    """Return the expression (EXPR) that reads a column as a field: cleaned where its form is known."""
    source = {"col": column}
    if field == "email":
        return {"strip": {**source, "prefix": "mailto:"}}
    operation = {
        "postal_code": "postal",
        "province": "province",
        "languages": "languages",
        "address": "address",
    }
    return {operation[field]: source} if field in operation else source


def _is_within(text: str, bounds: tuple[float, float]) -> bool:
    number = read_degrees(text)
    return number is not None and bounds[0] <= number <= bounds[1]


def _is_date(text: str) -> bool:
    return find_format((text,)).format is not None


_FORMS: Mapping[str, Callable[[str], bool]] = {
    "province": lambda text: read_province(text) is not None,
    "postal_code": lambda text: read_postal(text) is not None,
    "csduid": lambda text: _CSDUID.fullmatch(text) is not None,
    "latitude": lambda text: _is_within(text, _LATITUDES),
    "longitude": lambda text: _is_within(text, _LONGITUDES),
    PHONE: lambda text: read_phone(text) is not None,
    "email": lambda text: _EMAIL.fullmatch(text) is not None,
    "url_en": lambda text: _URL.fullmatch(text) is not None,
    "url_fr": lambda text: _URL.fullmatch(text) is not None,
    "languages": lambda text: not read_languages(text).unread,
    "verified_on": _is_date,
}
"""Field → whether a text has its form."""
_TELLING = ("postal_code", "email", PHONE)
"""Forms that nothing else has, so that the name of the column does not matter."""
