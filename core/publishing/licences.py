# SPDX-License-Identifier: GPL-2.0-or-later
"""Licences and what has to be said of a source. A licence that no list has is no licence to publish."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..errors import InputError
from ..schema import Schema
from ..store import Row
from ..text import Text
from ..validation.rules.safety import CLOSED_LICENCES
from .publication import Attribution, Licence

_FRENCH_ADDRESSES = {
    "OGL-CA-2.0": "https://ouvert.canada.ca/fr/licence-du-gouvernement-ouvert-canada",
    "OGL-ON-1.0": "https://www.ontario.ca/fr/page/licence-du-gouvernement-ouvert-ontario",
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/deed.fr",
}
"""The list's note is the English address; the licence of British Columbia has no French page."""

_LINE = Text(
    "{title}, {publisher}. Licence: {licence}.",
    "{title}, {publisher}. Licence\u00a0: {licence}.",
)
_NOT_OPEN = Text(
    "“{code}” is not an open licence of this store, so nothing can be published under it. Choose one of: "
    "{codes}.",
    "«\u00a0{code}\u00a0» n’est pas une licence ouverte de ce dépôt; rien ne peut être publié sous cette "
    "licence. Choisissez parmi\u00a0: {codes}.",
)


def open_licences(schema: Schema, domain_values: Sequence[Mapping[str, Any]]) -> dict[str, Licence]:
    """Return the licences that allow publication: those of the schema, and those the store adds."""
    found = {
        code.code: Licence(code.code, code.label, _address(code.code, code.note))
        for code in schema.domains["licence"].values
    }
    for row in domain_values:
        code, name = row.get("code"), Text(row.get("label_en") or "", row.get("label_fr") or "")
        if row.get("domain") == "licence" and isinstance(code, str) and code not in found:
            found[code] = Licence(code, name, _address(code, row.get("note")))
    return {code: licence for code, licence in found.items() if code not in CLOSED_LICENCES}


def chosen_licence(licences: Mapping[str, Licence], code: str) -> Licence:
    """Return a licence by its code. Raises ``InputError`` for one that is not open or not in the lists."""
    if code not in licences:
        raise InputError(_NOT_OPEN.format(code=code, codes=", ".join(licences)))
    return licences[code]


def attribution_of_source(source: Row, licence: Licence) -> Attribution:
    """Return what must be said of a source: its own words, else title, publisher and licence."""
    title = Text(source["title_en"], source["title_fr"])
    standard = _LINE.format(title=title, publisher=source["publisher"], licence=licence.name)
    english, french = source["attribution_en"], source["attribution_fr"]
    line = Text(english or french or standard.en, french or english or standard.fr)
    return Attribution(source["id"], title, source["publisher"], licence, line, source["url"])


def _address(code: str, note: object) -> Text:
    english = note if isinstance(note, str) and note.startswith(("https://", "http://")) else ""
    return Text(english, _FRENCH_ADDRESSES.get(code, english))
