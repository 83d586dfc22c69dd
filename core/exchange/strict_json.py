# SPDX-License-Identifier: GPL-2.0-or-later
"""JSON read so that nothing in it is guessed, dropped or large: what strangers send passes here first."""

from __future__ import annotations

import json
from typing import Any

from ..schema import Schema
from ..store.values import INT_LIMIT
from .canonical_json import MAX_DEPTH
from .problems import breaks_rule, limit_exceeded

MOST_CONTAINERS = 300_000
MOST_COMMAS = 450_000
MOST_VERTICES = 500_000
"""A document of the largest size allowed stays below them; what is nothing but brackets or commas does not,
and would take a hundred times its size in memory. Commas between the vertices of a shape, before the minus
sign of every longitude in Canada, are counted apart."""

_SAFE_DIGITS = 16  # fewer are below 2^53 for certain
_DIGITS = 17  # of ±(2^53−1), with its sign; Python 3.9 needs minutes for a million of them


_CONTAINERS = (dict, list)  # what the parser makes, and no kind of them


def read_object(schema: Schema, data: bytes) -> dict[str, Any]:
    """Return the JSON object in ``data``.

    Raises ``ExchangeError`` with rule M06 for what is too large (before it is parsed) and M01 for what is no
    UTF-8 JSON object, or has a duplicate name, a float, an integer beyond ±(2^53−1) or more than 12 levels.
    """
    check_bytes(schema, data)
    try:
        value = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=unique_names,
            parse_float=refuse_constant,
            parse_constant=refuse_constant,
            parse_int=_integer,
        )
        _check_depth(value)
    except (ValueError, RecursionError) as error:
        raise breaks_rule(schema, "M01", str(error)[:200]) from error
    if not isinstance(value, dict):
        raise breaks_rule(schema, "M01", "not an object")
    return value


def check_bytes(schema: Schema, data: bytes) -> None:
    """Raise ``ExchangeError`` (M06) when parsing ``data`` would take more than it is worth."""
    most = schema.submission["limits"]["document_bytes"]
    if len(data) > most:
        raise limit_exceeded(schema, "document_bytes", f"{len(data)}")
    containers = data.count(b"{") + data.count(b"[")
    vertices = data.count(b", -")
    commas = data.count(b",") - vertices
    if containers > MOST_CONTAINERS or commas > MOST_COMMAS or vertices > MOST_VERTICES:
        most = f"values ≤ {MOST_COMMAS}, objects ≤ {MOST_CONTAINERS}, vertices ≤ {MOST_VERTICES}"
        raise breaks_rule(schema, "M06", limit=most)


def unique_names(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object; for ``object_pairs_hook``. Raises ``ValueError`` for a name twice."""
    value = dict(pairs)
    if len(value) != len(pairs):
        raise ValueError("duplicate names")
    return value


def refuse_constant(text: str) -> None:
    """Refuse NaN and infinities; for ``parse_constant``. Raises ``ValueError``."""
    raise ValueError(f"the number {text[:40]}")


def _integer(text: str) -> int:
    if len(text) < _SAFE_DIGITS:  # nearly all of them, and a document may have half a million
        return int(text)
    value = int(text) if len(text) <= _DIGITS else INT_LIMIT + 1
    if abs(value) > INT_LIMIT:
        raise ValueError(f"the number {text[:40]}")
    return value


def _check_depth(value: object) -> None:
    """Count levels without recursion: the parser itself allows about a thousand."""
    level: list[Any] = [value] if type(value) in _CONTAINERS else []
    for _ in range(MAX_DEPTH):
        level = [
            item
            for container in level
            for item in (container.values() if type(container) is dict else container)
            if type(item) in _CONTAINERS
        ]
    if level:
        raise ValueError(f"nested deeper than {MAX_DEPTH}")
