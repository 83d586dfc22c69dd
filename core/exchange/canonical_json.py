# SPDX-License-Identifier: GPL-2.0-or-later
"""The one spelling of a JSON value that everybody hashes: RFC 8785, JSON Canonicalization Scheme."""

from __future__ import annotations

import hashlib
import json
from json.encoder import encode_basestring

from ..store.values import INT_LIMIT

MAX_DEPTH = 12
"""Nesting a submission may have (``limits`` of the schema)."""


def canonical_json(value: object) -> bytes:
    """Return the RFC 8785 form of ``value`` as UTF-8.

    Texts, integers within ±(2^53−1), True, False, None, lists, and dictionaries with ASCII names are
    allowed. Floats are not (a submission carries decimals as text), so Python's own encoder gives the
    canonical form: sorted names, no spaces, the escapes of RFC 8785 section 3.2.2.2. Raises ``ValueError``.
    """
    _verify(value, 1)
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


def _verify(value: object, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise ValueError(f"nested deeper than {MAX_DEPTH}")
    if type(value) is str or value is None:  # nearly everything
        return
    if isinstance(value, dict):
        for name, item in value.items():
            if not isinstance(name, str) or not name.isascii():
                raise ValueError(f"member name {name!r}")
            _verify(item, depth + 1)
    elif isinstance(value, list):
        for item in value:
            _verify(item, depth + 1)
    elif isinstance(value, bool) or value is None or isinstance(value, str):
        return
    elif not isinstance(value, int) or abs(value) > INT_LIMIT:
        raise ValueError(f"{value!r} is not allowed")
