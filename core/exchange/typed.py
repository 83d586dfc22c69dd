# SPDX-License-Identifier: GPL-2.0-or-later
"""A value that a person typed for a field, in the canonical form of its type."""

from __future__ import annotations

import re
from typing import Any

from ..errors import InputError
from ..hours import HoursError, parse
from ..schema import Domain, Field, load_schema
from ..store.values import canonical_real, canonical_set, canonical_text
from ..text import Text
from .document_members import is_canonical_value

_YES = ("true", "yes", "oui", "1")
_NO = ("false", "no", "non", "0")
_HOURS = "hours"


def typed_value(field: Field, text: str) -> Any:  # noqa: ANN401  (any canonical value)
    """Return the canonical value of what was typed for a field; nothing typed is null.

    A code may be typed by its label in either language; the codes of a set are separated by commas. Raises
    ``InputError`` for what is no value of the field: wrong type, not in a closed list, hours that cannot be
    read. Other rules are the merge's.
    """
    found = canonical_text(text)
    if found is None:
        return None
    try:
        value = _value(field, found)
    except HoursError as error:
        raise InputError(error.text) from error
    except (ValueError, TypeError):
        value = None
    if value is None or not is_canonical_value(field.type, value):
        raise _unsuitable(field, found)
    return value


def _value(field: Field, text: str) -> Any:  # noqa: ANN401
    domain = load_schema().domains[field.domain] if field.domain else None
    if field.type == "set":
        return canonical_set([_code(field, domain, part) for part in text.split(",")])
    if field.type == "bool":
        known = {**dict.fromkeys(_YES, True), **dict.fromkeys(_NO, False)}
        return known.get(text.casefold())
    if field.type == "int":
        return int(text)
    if field.type == "real":
        return canonical_real(re.sub(r"\s", "", text).replace(",", "."))
    if field.name == _HOURS:
        parse(text)
    return _code(field, domain, text)


def _code(field: Field, domain: Domain | None, text: str) -> str | None:
    text = canonical_text(text) or ""
    if domain is None or text in domain.by_code or not text:
        return text
    folded = text.casefold()
    for code in domain.values:
        if folded in (code.label.en.casefold(), code.label.fr.casefold()):
            return code.code
    if not domain.open:
        raise ValueError(f"{field.name}: {text}")
    return text


def _unsuitable(field: Field, text: str) -> InputError:
    expected = _EXPECTED.get(field.type)
    if field.domain is not None:
        labels = [code.label for code in load_schema().domains[field.domain].values if not code.deprecated]
        listed = Text.join(", ", labels)
        expected = Text("one of: {labels}", "l’une de ces valeurs\u00a0: {labels}").format(labels=listed)
    return InputError(
        Text(
            "“{value}” is not a value of “{field}”. It takes {expected}.",
            "«\u00a0{value}\u00a0» n’est pas une valeur de «\u00a0{field}\u00a0». Ce champ accepte "
            "{expected}.",
        ).format(value=text[:80], field=field.label, expected=expected or Text("a text", "un texte"))
    )


_EXPECTED = {
    "bool": Text("yes or no", "oui ou non"),
    "int": Text("a whole number", "un nombre entier"),
    "real": Text("a number", "un nombre"),
    "date": Text("a date, as 2026-11-28", "une date, comme 2026-11-28"),
    "datetime": Text("a moment, as 2026-11-28T16:30:00Z", "un moment, comme 2026-11-28T16:30:00Z"),
    "uuid": Text("an identifier (UUID)", "un identifiant (UUID)"),
    "point": Text(
        "a position with seven decimals, as POINT (-75.6972000 45.4215000)",
        "une position à sept décimales, comme POINT (-75.6972000 45.4215000)",
    ),
    "multipolygon": Text("an area as text (WKT)", "une zone sous forme de texte (WKT)"),
    "set": Text("codes separated by commas", "des codes séparés par des virgules"),
}
