# SPDX-License-Identifier: GPL-2.0-or-later
"""Values and changes in words: labels instead of codes, described hours, names instead of identifiers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from qgis.PyQt.QtCore import QDateTime, Qt

from ..core.exchange import Change, Motive, RecordKey
from ..core.hours import HoursError, describe, parse
from ..core.schema import Field, load_schema
from ..core.text import Text
from ..core.validation.position import lonlat_of
from ..host.language import locale, say, tr
from .words import SEPARATOR, code_label, date_text

NOTHING = "–"
LONGEST_VALUE = 200
HOURS = ("hours",)

Names = Mapping[RecordKey, Text]


def value_words(field: Field, value: Any, names: Names) -> str:  # noqa: ANN401  (any canonical value)
    """Return a canonical value as a person reads it, on one line."""
    if value is None or value == []:
        return NOTHING
    if isinstance(value, list):
        return _short(", ".join(_code(field, item) for item in value))
    if isinstance(value, bool):
        return tr("Yes") if value else tr("No")
    if field.references is not None:
        name = names.get((field.references[0], str(value)))
        return _short(say(name) if name else str(value))
    if field.name in HOURS:
        return _short(_hours(str(value)))
    return _short(_READERS.get(field.type, partial(_code, field))(str(value)))


def change_line(change: Change, motive: Motive | None) -> str:
    """Return what kind of record changed, what happened to it, and why."""
    schema = load_schema()
    parts = [say(schema.tables[change.table].label), operation_words(change)]
    if motive is not None and motive.reason is not None:
        parts.append(code_label("reason", motive.reason.code))
    if motive is not None and motive.evidence:
        parts.append(tr("%n piece(s) of evidence", len(motive.evidence)))
    return SEPARATOR.join(parts)


def operation_words(change: Change) -> str:
    """Return what happened to a record, in one word."""
    return {
        "insert": tr("added"),
        "update": tr("changed"),
        "delete": tr("removed"),
        "confirm": tr("confirmed"),
    }[change.op]


def field_words(change: Change, name: str, names: Names) -> tuple[str, str]:
    """Return the label of a changed field, and its old and new value."""
    field = load_schema().tables[change.table].by_name[name]
    sides = change.fields[name]
    label = label_words(field)
    old, new = (value_words(field, sides.get(side), names) for side in ("before", "after"))
    if change.op == "insert":
        return label, new
    if change.op == "delete":
        return label, old
    return label, tr("{before} → {after}").format(before=old, after=new)


def label_words(field: Field) -> str:
    """Return the label of a field whose value is shown in words."""
    label = say(field.label)
    return label.partition(" (")[0] if field.name in HOURS else label  # the notation is not what is shown


def _code(field: Field, code: str) -> str:
    return code_label(field.domain, code) if field.domain else str(code)


def _hours(text: str) -> str:
    """Return hours as a sentence; those that cannot be read, as they are."""
    try:
        return say(describe(parse(text)))
    except HoursError:
        return text


def _day(text: str) -> str:
    try:
        return date_text(date.fromisoformat(text))
    except ValueError:
        return text


def _moment(text: str) -> str:
    moment = QDateTime.fromString(text, Qt.DateFormat.ISODate)
    return str(locale().toString(moment.toLocalTime())) if moment.isValid() else text


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


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_VALUE else text[:LONGEST_VALUE] + "…"


_READERS = {"date": _day, "datetime": _moment, "point": _place, "multipolygon": _place}
"""How the types that are no plain text or code are read out."""
