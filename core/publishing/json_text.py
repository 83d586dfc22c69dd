# SPDX-License-Identifier: GPL-2.0-or-later
"""JSON as text: the same bytes for the same values, and nothing that could end a script it is pasted into."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

_ACTIVE = re.compile("[<>&\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


def json_text(value: object) -> str:
    """Return a value on one line. Signs that mean something in HTML or turn the direction are escaped."""
    return _inert(_encode(value))


def write_json(path: Path, value: object) -> None:
    """Write a document for people to read, too: indented, with a line end."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1)
    path.write_bytes(_inert(text).encode("utf-8") + b"\n")


def write_lines(path: Path, head: str, items: Iterable[object], tail: str) -> None:
    """Write a document with a long list, an item a line, without holding it whole."""
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(head)
        stream.writelines(_separated(items))
        stream.write(tail)


def _separated(items: Iterable[object]) -> Iterator[str]:
    before = "\n"
    for item in items:
        yield before + json_text(item)
        before = ",\n"


def _inert(text: str) -> str:
    return _ACTIVE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)
