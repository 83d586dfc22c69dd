# SPDX-License-Identifier: GPL-2.0-or-later
"""The one spelling of a JSON value that everybody hashes: RFC 8785, JSON Canonicalization Scheme."""

from __future__ import annotations

import hashlib
import json
from json.encoder import encode_basestring
from typing import Any

from ..store.values import INT_LIMIT

MAX_DEPTH = 12
"""Nesting a submission may have (``limits`` of the schema)."""


def canonical_json(value: object) -> bytes:
    """Return the RFC 8785 form of ``value`` as UTF-8.

    Texts, integers within ±(2^53−1), True, False, None, lists, and dictionaries with ASCII names are
    allowed. Floats are not (a submission carries decimals as text), so Python's own encoder gives the
    canonical form: sorted names, no spaces, the escapes of RFC 8785 section 3.2.2.2. Raises ``ValueError``.
    """
    _verify(value)
    return verified_json(value)


def verified_json(value: object) -> bytes:
    """Return the canonical form of what is part of a value that ``canonical_json`` took as a whole."""
    if type(value) is str:
        text = encode_basestring(value)
    elif type(value) is list and all(type(item) is str for item in value):
        text = f"[{','.join(map(encode_basestring, value))}]"
    else:
        text = _encode(value)
    return text.encode("utf-8")  # an unpaired surrogate raises UnicodeEncodeError, a ValueError


_encode = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
).encode  # made once: most of what is written is short


def sha256_hex(content: bytes) -> str:
    """Return the SHA-256 of ``content`` in lower-case hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def _verify(value: object) -> None:
    """Look at a value level by level; nearly everything in it is a text or null."""
    level: list[Any] = [value]
    for _ in range(MAX_DEPTH):
        others = [item for item in level if type(item) is not str and item is not None]
        level = []
        names: set[object] = set()
        for item in others:
            if isinstance(item, dict):
                names.update(item)
                level += item.values()
            elif isinstance(item, list):
                level += item
            elif isinstance(item, (bool, str)):
                continue
            elif not isinstance(item, int) or abs(item) > INT_LIMIT:
                raise ValueError(f"{item!r} is not allowed")
        for name in names:
            if not isinstance(name, str) or not name.isascii():
                raise ValueError(f"member name {name!r}")
        if not level:
            return
    raise ValueError(f"nested deeper than {MAX_DEPTH}")
