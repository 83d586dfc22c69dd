# SPDX-License-Identifier: GPL-2.0-or-later
"""What the steward reads: values as labels instead of codes, records as names, states as words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timezone
from html import escape
from typing import Any

from qgis.PyQt.QtCore import QUrl

from ..core.exchange.choices import Pick
from ..core.exchange.review import InboxLine, RecordKey, ReviewChange, ReviewField
from ..core.hours import HoursError, describe, parse
from ..core.schema import Field, load_schema
from ..core.text import Text
from ..core.validation.position import lonlat_of
from ..host.language import locale, say, tr
from .words import SEPARATOR, clock_text, code_label, date_text, number

NOTHING = "–"
LONGEST_VALUE = 400

Names = Mapping[RecordKey, Text]


def value_words(field: Field, value: Any, names: Names) -> str:  # noqa: ANN401  (any canonical value)
    """Return a canonical value as a person reads it."""
    if value is None or value == []:
        return NOTHING
    if field.is_geometry:
        return _place(value)
    if isinstance(value, list):
        return _short(", ".join(_code(field, str(item)) for item in value))
    if isinstance(value, bool):
        return tr("Yes") if value else tr("No")
    return _single(field, str(value), names)


def _single(field: Field, value: str, names: Names) -> str:
    if field.references is not None:
        name = names.get((field.references[0], value))
        return _short(say(name) if name else value)
    if field.type == "date":
        return day_words(value)
    if field.type == "datetime":
        return moment_words(value)
    return _short(_hours(value) if field.name == "hours" else _code(field, value))


def typed_text(field: Field, value: Any) -> str:  # noqa: ANN401
    """Return a canonical value as it would be typed."""
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(_code(field, str(item)) for item in value)
    if isinstance(value, bool):
        return tr("Yes") if value else tr("No")
    return str(value)


def moment_words(text: str) -> str:
    """Return a moment of a store in this computer's time: the date, and the hour."""
    try:
        moment = datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc).astimezone()
    except ValueError:
        return _short(text)
    return tr("{date}, {time}").format(date=date_text(moment.date()), time=clock_text(moment.time()))


def ours_words(each: ReviewField, names: Names, *, exists: bool) -> str:
    """Return what the store has, and who put it there when it is not what the editor saw."""
    if not exists:
        return tr("(no such record)")
    text = value_words(each.field, each.ours, names)
    if each.changed_by is None or not each.changed_at:
        return text
    return f"{text}\n" + tr("{who}, {date}").format(
        who=say(each.changed_by), date=day_words(each.changed_at[:10])
    )


def result_words(change: ReviewChange, each: ReviewField, pick: Pick | None, names: Names) -> str:
    """Return what a field will be: what is chosen, what became of it, or that it waits."""
    if not each.waits:
        return code_label("change_state", each.state)
    if pick is None:
        return tr("Choose…")
    if change.op == "delete":
        return tr("Kept") if pick.origin == "ours" else tr("Removed")
    if pick.origin == "ours" and not change.exists:
        return tr("Not added") if change.op == "insert" else tr("Stays removed")
    return value_words(each.field, pick.value, names)


def who_and_when(line: InboxLine) -> str:
    """Return who sent a submission, when it came, and whether it is signed."""
    parts = [line.submitter, line.organization if line.organization != say(line.jurisdiction) else ""]
    parts.append(tr("received {date}").format(date=day_words(line.received_at[:10])))
    parts.append(signature_words(line.signature))
    return SEPARATOR.join(part for part in parts if part)


def signature_words(state: str) -> str:
    """Return what was found of a signature."""
    return {
        "valid": tr("signed"),
        "invalid": tr("signature not valid"),
    }.get(state, tr("not signed"))


def counts_words(line: InboxLine) -> str:
    """Return how many changes of a submission are in which state, those that wait first."""
    order = ("conflict", "held", "applied", "partly_applied", "noop", "rejected")
    parts = [
        tr("{state}: {n}").format(state=code_label("change_state", code), n=number(line.summary[code]))
        for code in order
        if line.summary.get(code)
    ]
    return SEPARATOR.join(parts)


def change_words(change: ReviewChange) -> str:
    """Return what kind of record it is, what is asked of it, and why."""
    parts = [say(change.table.label), code_label("op", change.op)]
    parts.append(code_label("reason", str(change.reason.get("code") or "")))
    return SEPARATOR.join(parts)


def web_host(url: str) -> str:
    """Return the host a link leads to, nothing when it is no ordinary web link."""
    parsed = QUrl(url.strip(), QUrl.ParsingMode.StrictMode)
    return parsed.host() if parsed.isValid() and parsed.scheme() in ("http", "https") else ""


def plain_tip(text: str) -> str:
    """Return text of data for a tool tip, which would show it as HTML if it looked like some."""
    return "<qt>" + escape(text).replace("\n", "<br>") + "</qt>"


def _code(field: Field, code: str) -> str:
    if field.domain:
        return code_label(field.domain, code)
    if field.name in ("categories", "category", "broad_match"):
        term = next((each for each in load_schema().taxonomy if each.code == code), None)
        return say(term.name) if term else code
    return code


def _hours(text: str) -> str:
    """Return hours as a sentence; those that cannot be read, as they are."""
    try:
        return say(describe(parse(text)))
    except HoursError:
        return text


def day_words(text: str) -> str:
    """Return a day in words; what is no day, as it is."""
    try:
        return date_text(date.fromisoformat(text))
    except ValueError:
        return _short(text)


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
