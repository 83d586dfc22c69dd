# SPDX-License-Identifier: GPL-2.0-or-later
"""Whether a value is what its field says it is: type, form, length, size (schema ``types``)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Callable

from ..days import to_date
from ..schema import Field
from .position import lonlat_of

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_REAL = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,3})?")
_DATETIME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})Z")
_MULTIPOLYGON = re.compile(r"MULTIPOLYGON ?(?:\(\(|EMPTY)")


def is_valid(value: object, field: Field, pattern: str | None, patterns: Mapping[str, str]) -> bool:
    """Return whether a value that is given suits its field. ``patterns`` are the schema's named ones."""
    if not _TYPES[field.type](value):
        return False
    if isinstance(value, str):
        if field.max_length is not None and len(value) > field.max_length:
            return False
        if pattern is not None and not compiled(pattern).fullmatch(value):
            return False
    if field.domain is not None and isinstance(value, list):
        return all(may_be_in(item, field.domain, patterns) for item in value)
    if field.type in ("int", "real"):
        number = float(value)  # type: ignore[arg-type]
        return not (
            (field.minimum is not None and number < field.minimum)
            or (field.maximum is not None and number > field.maximum)
        )
    return True


def are_valid(texts: Sequence[str], field: Field, pattern: str | None) -> bool:
    """Return whether texts surely suit their field: numbers, which have limits, are left to ``is_valid``."""
    return (
        field.type not in ("int", "real")
        and all(map(_TYPES[field.type], texts))
        and (field.max_length is None or max(map(len, texts), default=0) <= field.max_length)
        and (pattern is None or all(map(compiled(pattern).fullmatch, texts)))
    )


def may_be_in(code: str, domain: str, patterns: Mapping[str, str]) -> bool:
    """Return whether a code has the form an open list may be extended with: languages are ISO 639 codes."""
    return domain != "language" or compiled(patterns["lang_open"]).fullmatch(code) is not None


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern of the schema compiled once; ``\\d`` and ``\\w`` mean ASCII, as in JSON Schema."""
    return re.compile(pattern, re.ASCII)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_uuid(value: object) -> bool:
    return isinstance(value, str) and _UUID.fullmatch(value) is not None


def _is_int(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_real(value: object) -> bool:
    return isinstance(value, str) and _REAL.fullmatch(value) is not None


def _is_bool(value: object) -> bool:
    return isinstance(value, bool)


def _is_date(value: object) -> bool:
    return to_date(value) is not None


def _is_datetime(value: object) -> bool:
    found = _DATETIME.fullmatch(value) if isinstance(value, str) else None
    if not found:
        return False
    try:
        datetime.fromisoformat(found.group(1))
    except ValueError:
        return False
    return True


def _is_set(value: object) -> bool:
    return (
        isinstance(value, list)
        and all(isinstance(item, str) and item for item in value)
        and len(set(value)) == len(value)
    )


def _is_json(value: object) -> bool:
    return isinstance(value, dict)


def _is_point(value: object) -> bool:
    return lonlat_of(value) is not None


def _is_multipolygon(value: object) -> bool:
    # only the kind of shape: whether it is sound is rule G08's
    return isinstance(value, str) and _MULTIPOLYGON.match(value) is not None


_TYPES: Mapping[str, Callable[[object], bool]] = {
    "uuid": _is_uuid,
    "text": _is_text,
    "int": _is_int,
    "real": _is_real,
    "bool": _is_bool,
    "date": _is_date,
    "datetime": _is_datetime,
    "set": _is_set,
    "json": _is_json,
    "point": _is_point,
    "multipolygon": _is_multipolygon,
}
