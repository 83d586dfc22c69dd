# SPDX-License-Identifier: GPL-2.0-or-later
"""Values of records in words: labels instead of codes, described hours, names instead of identifiers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timezone
from typing import Any

from ..core.exchange import RecordKey
from ..core.hours import HoursError, describe, parse
from ..core.schema import Field, load_schema
from ..core.text import Text
from ..core.validation.position import lonlat_of
from ..host.language import locale, say, tr
from .words import clock_text, code_label, date_text

NOTHING = "–"
LONGEST_VALUE = 400
HOURS = "hours"
_TERMS = ("categories", "category", "broad_match")
"""Fields whose codes are terms of the taxonomy."""

Names = Mapping[RecordKey, Text]
"""Names of the records that values refer to."""


def value_words(
    field: Field,
    value: Any,  # noqa: ANN401  (any canonical value)
    names: Names,
    longest: int = LONGEST_VALUE,
) -> str:
    """Return a canonical value as a person reads it, cut after ``longest`` characters."""
    if value is None or value == []:
        return NOTHING
    if isinstance(value, list):
        return _short(", ".join(code_words(field, str(item)) for item in value), longest)
    if isinstance(value, bool):
        return tr("Yes") if value else tr("No")
    return _short(_single(field, str(value), names), longest)


def label_words(field: Field) -> str:
    """Return the label of a field whose value is shown in words."""
    label = say(field.label)
    return label.partition(" (")[0] if field.name == HOURS else label  # the notation is not what is shown


def code_words(field: Field, code: str) -> str:
    """Return the label of a code of a field; what is no code, as it is."""
    if field.domain:
        return code_label(field.domain, code)
    if field.name in _TERMS:
        term = next((each for each in load_schema().taxonomy if each.code == code), None)
        return say(term.name) if term else code
    return code


def day_words(text: str) -> str:
    """Return a day in words; what is no day, as it is."""
    try:
        return date_text(date.fromisoformat(text))
    except ValueError:
        return _short(text)


def moment_words(text: str) -> str:
    """Return a moment of a store in this computer's time: the date, and the hour."""
    try:
        moment = datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc).astimezone()
    except ValueError:
        return _short(text)
    return tr("{date}, {time}").format(date=date_text(moment.date()), time=clock_text(moment.time()))


def _single(field: Field, value: str, names: Names) -> str:
    if field.is_geometry:
        return _place(value)
    if field.references is not None:
        name = names.get((field.references[0], value))
        return say(name) if name else value
    if field.type == "date":
        return day_words(value)
    if field.type == "datetime":
        return moment_words(value)
    return _hours(value) if field.name == HOURS else code_words(field, value)


def _hours(text: str) -> str:
    """Return hours as a sentence; those that cannot be read, as they are."""
    try:
        return say(describe(parse(text)))
    except HoursError:
        return text


def _place(wkt: str) -> str:
    lonlat = lonlat_of(wkt)
    if lonlat is None:
        return tr("an area")
    lon, lat = lonlat
    return tr("{latitude}° {north}, {longitude}° {east}").format(
        latitude=locale().toString(abs(lat), "f", 5),
        north=tr("N") if lat >= 0 else tr("S"),
        longitude=locale().toString(abs(lon), "f", 5),
        east=tr("E") if lon >= 0 else tr("W"),
    )


def _short(text: str, longest: int = LONGEST_VALUE) -> str:
    return text if len(text) <= longest else text[:longest] + "…"
