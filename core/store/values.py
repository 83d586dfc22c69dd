# SPDX-License-Identifier: GPL-2.0-or-later
"""Canonical values: what a cell is, the same in every file and on every machine (``types`` of the schema).

======== =====================================================================================
uuid     lower-case text
text     NFC, trimmed; an empty text is None
int      integer
real     decimal text, at most 3 decimals, no trailing zeros: a submission never carries a float
bool     True or False
date     ``YYYY-MM-DD``
datetime ``YYYY-MM-DDThh:mm:ssZ``
set      sorted list of unique codes; an empty set is None
json     dictionary
geometry see ``geometry``
======== =====================================================================================

A stored value that cannot be read as its type stays the text it is: validation then names it (R04)
instead of a reader that refuses the whole table.
"""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal, InvalidOperation
from typing import Any, Callable, Union

from .geometry import is_canonical

_UUID = re.compile(r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")
_OGR_DATETIME = re.compile(
    r"^(\d{4})[/-](\d\d)[/-](\d\d)[ T](\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:Z|([+-])(\d\d):?(\d\d)?)?$"
)
_MILLI = Decimal("0.001")
_REAL_LIMIT = Decimal(10) ** 12
INT_LIMIT = 2**53 - 1
"""The largest integer every JSON reader keeps exactly (RFC 8785, I-JSON)."""

Stored = Union[str, int, float]


def is_uuid(text: object) -> bool:
    """Return whether ``text`` is a UUID in canonical form."""
    return isinstance(text, str) and _UUID.match(text) is not None


def canonical_text(text: str) -> str | None:
    """Return ``text`` composed (NFC) and trimmed, or None when nothing is left."""
    return (text if text.isascii() else unicodedata.normalize("NFC", text)).strip() or None


def canonical_real(number: str | int | float) -> str:
    """Return a number as decimal text with at most 3 decimals. Raises ``ValueError`` if it is none."""
    try:
        value = Decimal(str(number))
        if not value.is_finite() or abs(value) >= _REAL_LIMIT:
            raise ValueError(str(number))
        text = format(value.quantize(_MILLI), "f").rstrip("0").rstrip(".")
    except InvalidOperation as error:
        raise ValueError(str(number)) from error
    return "0" if text == "-0" else text


def canonical_datetime(moment: datetime) -> str:
    """Return a moment in UTC, to the second; a naive one is taken as UTC."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)
    # not strftime: its %Y has fewer than four digits before the year 1000 on some systems
    return aware.astimezone(timezone.utc).isoformat(timespec="seconds").replace("+00:00", "Z")


def canonical_set(items: object) -> list[str] | None:
    """Return codes sorted and unique, None when there is none. Raises ``ValueError`` if they are no texts."""
    if not isinstance(items, (list, tuple, set, frozenset)) or not all(isinstance(i, str) for i in items):
        raise ValueError(str(items))
    codes = {code for code in map(canonical_text, items) if code}
    return sorted(codes) or None


def _read_uuid(text: str) -> str | None:
    return canonical_text(text.strip("{} ").lower())


def _read_datetime(text: str) -> str:
    match = _OGR_DATETIME.match(text)
    if match is None:
        raise ValueError(text)
    *parts, sign, hours, minutes = match.groups()
    offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    moment = datetime(*map(int, parts), tzinfo=timezone.utc)  # type: ignore[misc, arg-type]
    return canonical_datetime(moment + offset if sign == "-" else moment - offset)


def _read_date(text: str) -> str:
    return date.fromisoformat(text[:10].replace("/", "-")).isoformat()


def _read_json(text: str) -> dict[str, Any]:
    value = json.loads(text)
    if not isinstance(value, dict):
        raise ValueError(text)
    return value


READERS: dict[str, Callable[[str], Any]] = {
    "uuid": _read_uuid,
    "text": canonical_text,
    "int": int,
    "real": canonical_real,
    "bool": lambda text: bool(int(text)),
    "date": _read_date,
    "datetime": _read_datetime,
    "set": lambda text: canonical_set(json.loads(text)),
    "json": _read_json,
}
"""Type → reader of the text OGR gives for a stored value; raises ``ValueError`` where it is not one."""


def to_stored(kind: str, value: object) -> Stored:
    """Return what OGR stores for a canonical value that is not None.

    Raises ``ValueError`` when the value is not canonical for its type, so nothing else ever gets stored.
    """
    return _WRITERS[kind](value)


def _same(read: Callable[[str], object]) -> Callable[[object], str]:
    """Return a writer that takes only texts which reading gives back as they are."""

    def write(value: object) -> str:
        if not isinstance(value, str) or read(value) != value:
            raise ValueError(str(value))
        if "\0" in value:  # GDAL would cut the text there without a word
            raise ValueError(repr(value))
        value.encode("utf-8")  # an unpaired surrogate is no text: UnicodeEncodeError is a ValueError
        return value

    return write


def _write_uuid(value: object) -> str:
    if not is_uuid(value):
        raise ValueError(str(value))
    return str(value)


def _write_int(value: object) -> int:
    if type(value) is not int or abs(value) > INT_LIMIT:
        raise ValueError(str(value))
    return int(value)


def _write_bool(value: object) -> int:
    if type(value) is not bool:
        raise ValueError(str(value))
    return int(value)


def _write_set(value: object) -> str:
    if not isinstance(value, list) or canonical_set(value) != value:
        raise ValueError(str(value))
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _write_json(value: object) -> str:
    if not isinstance(value, dict):
        raise ValueError(str(value))
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def _write_geometry(kind: str) -> Callable[[object], str]:
    def write(value: object) -> str:
        if not isinstance(value, str) or not is_canonical(kind, value):
            raise ValueError(str(value)[:200])
        return value

    return write


_WRITERS: dict[str, Callable[[object], Stored]] = {
    "uuid": _write_uuid,
    "text": _same(canonical_text),
    "int": _write_int,
    "real": lambda value: float(_same(canonical_real)(value)),
    "bool": _write_bool,
    "date": _same(_read_date),
    "datetime": _same(_read_datetime),
    "set": _write_set,
    "json": _write_json,
    "point": _write_geometry("point"),
    "multipolygon": _write_geometry("multipolygon"),
}
