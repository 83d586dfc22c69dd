# SPDX-License-Identifier: GPL-2.0-or-later
"""Identifiers that two people who import the same record both arrive at (schema, section B1).

Every one is a UUID of version 5: of a record in the namespace of its scheme, of what belongs to a record in
the namespace of that record.
"""

from __future__ import annotations

import uuid
from functools import lru_cache
from hashlib import sha1

_SCHEMES = uuid.uuid5(uuid.NAMESPACE_URL, "urn:casp:scheme")


def record_id(scheme: str, value: str) -> str:
    """Return the id of the record that a source knows as ``value``."""
    return _version_5(_namespace(scheme).bytes, f"{scheme}|{value}")


@lru_cache(maxsize=1_000)
def _namespace(scheme: str) -> uuid.UUID:
    return uuid.uuid5(_SCHEMES, scheme)


def part_id(owner: str, *kind: str) -> str:
    """Return the id of what belongs to the record ``owner`` (a telephone, a link): the same every time."""
    return _version_5(bytes.fromhex(owner.replace("-", "")), "/".join(kind))


def _version_5(namespace: bytes, name: str) -> str:
    """Return what ``uuid.uuid5`` does, as text: an import makes hundreds of thousands."""
    digest = bytearray(sha1(namespace + name.encode("utf-8"), usedforsecurity=False).digest()[:16])
    digest[6] = digest[6] & 0x0F | 0x50
    digest[8] = digest[8] & 0x3F | 0x80
    text = digest.hex()
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))
