# SPDX-License-Identifier: GPL-2.0-or-later
"""One record of a source in the terms of the shared schema: cleaned and placed, not yet compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ..exchange.canonical_json import sha256_hex, verified_json
from ..text import Text


@dataclass(frozen=True)
class Part:
    """What belongs to a point: a record of ``table`` with canonical ``values``, without the point's id.

    ``tag`` tells the parts of a point apart and stays the same from one import to the next (the place of the
    telephone in the profile, the code of the service).
    """

    table: str
    tag: str
    values: Mapping[str, Any]


@dataclass(frozen=True)
class ImportedPoint:
    """A service point as a source has it.

    ``line`` is the row's number in the source, ``value`` what identifies it there (within the scheme of the
    import). ``values`` are canonical values of ``service_point``; a field the source does not speak of, or
    leaves empty, is absent or None and says nothing. ``placed`` is where its address was found (position,
    method, accuracy): not the source's word, so that it replaces no position of the same address.
    """

    line: int
    value: str
    values: Mapping[str, Any]
    parts: tuple[Part, ...] = field(default=())
    placed: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def sha256(self) -> str:
        """The hash of all that the source says, to recognise a record that has not changed since."""
        content = {
            "values": {name: value for name, value in self.values.items() if value is not None},
            "parts": [[part.table, part.tag, dict(part.values)] for part in self.parts],
        }
        return sha256_hex(verified_json(content))


@dataclass(frozen=True)
class Rejected:
    """A row that goes no further, with everything that stands in its way. ``value`` may be empty."""

    line: int
    value: str
    reasons: tuple[Text, ...]
