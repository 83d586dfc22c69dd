# SPDX-License-Identifier: GPL-2.0-or-later
"""Identifiers that two people who import the same record both arrive at (schema, section B1).

Every one is a UUID of version 5: of a record in the namespace of its scheme, of what belongs to a record in
the namespace of that record.
"""

from __future__ import annotations

import uuid
from functools import lru_cache

_SCHEMES = uuid.uuid5(uuid.NAMESPACE_URL, "urn:casp:scheme")


def record_id(scheme: str, value: str) -> str:
    """Return the id of the record that a source knows as ``value``."""
    return str(uuid.uuid5(_namespace(scheme), f"{scheme}|{value}"))


@lru_cache(maxsize=1_000)
def _namespace(scheme: str) -> uuid.UUID:
    return uuid.uuid5(_SCHEMES, scheme)


def part_id(owner: str, *kind: str) -> str:
    """Return the id of what belongs to the record ``owner`` (a telephone, a link): the same every time."""
    return str(uuid.uuid5(uuid.UUID(owner), "/".join(kind)))
