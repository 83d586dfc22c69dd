# SPDX-License-Identifier: GPL-2.0-or-later
"""Zip files of others: judged from their table of contents, opened in memory, never unpacked to disk."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from .zip_names import bad_name

Why = Literal["entries", "ratio", "bytes", "damaged", "name", "encrypted", "packing", "nested"]
"""What is wrong: one of three limits is passed, it is damaged, or something in it could harm."""

_END = struct.Struct("<4s4H2LH")  # end of central directory record, APPNOTE.TXT 4.3.16
_LONGEST_COMMENT = 0xFFFF
_ZIP64 = 0xFFFF
_SHORTEST_LINE = 46  # of the table of contents
_LINE = 1024  # 46 and the name; a longer line is no name of ours
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_ARCHIVES = (
    b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08", b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"BZh",
    b"\xfd7zXZ", b"\x28\xb5\x2f\xfd",
)  # fmt: skip
_MAGIC_LENGTH = 6


@dataclass(frozen=True)
class ZipLimits:
    """At most so many members, so many bytes unpacked, and a member so many times smaller when packed.

    The ratio is asked of members larger than ``ratio_from`` bytes.
    """

    entries: int
    bytes: int
    ratio: int
    ratio_from: int = 0


class ZipFault(Exception):  # noqa: N818  (whoever opens it says what that means)
    """Why a zip file is not opened. ``details`` are for a report."""

    def __init__(self, why: Why, details: object) -> None:
        super().__init__(f"{details}")
        self.why, self.details = why, f"{details}"


@contextmanager
def opened_zip(data: bytes, limits: ZipLimits) -> Iterator[zipfile.ZipFile]:
    """Give an archive of which no member is unsafe to read. Raises ``ZipFault``, also while it is read.

    A member read to its end is as long as the table of contents says, and has its checksum.
    """
    _check_directory(data, limits)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_members(archive.infolist(), len(data), limits)
            for member in archive.infolist():
                with archive.open(member) as stream:
                    if stream.read(_MAGIC_LENGTH).startswith(_ARCHIVES):
                        raise ZipFault("nested", f"nested archive: {member.filename[:80]!r}")
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, struct.error) as error:
        raise ZipFault("damaged", repr(error)) from error
    except (NotImplementedError, RuntimeError) as error:  # a version of the format, or encryption after all
        raise ZipFault("packing", repr(error)) from error


def _check_directory(data: bytes, limits: ZipLimits) -> None:
    """Refuse a table of contents that is too long, before it is read into memory.

    Python takes as many lines as the table's *length* holds, whatever their declared number is.
    """
    if len(data) > limits.bytes:
        raise ZipFault("bytes", len(data))
    start = data.rfind(b"PK\x05\x06", max(0, len(data) - _LONGEST_COMMENT - _END.size))
    if start < 0 or start + _END.size > len(data):
        raise ZipFault("damaged", "no end of central directory")
    _, disk, first_disk, here, entries, length, offset, _ = _END.unpack_from(data, start)
    if disk or first_disk or here != entries:
        raise ZipFault("packing", "in several parts")
    if entries > limits.entries or length > limits.entries * _LINE:
        raise ZipFault("entries", "zip64" if entries == _ZIP64 else max(entries, length // _SHORTEST_LINE))
    if offset + length != start:  # something in between: zip64, or bytes that another reader sees otherwise
        raise ZipFault("damaged", f"{offset} + {length} ≠ {start}")


def _check_members(members: Sequence[zipfile.ZipInfo], size: int, limits: ZipLimits) -> None:
    if len(members) > limits.entries:
        raise ZipFault("entries", len(members))
    seen: set[str] = set()
    for member in members:
        reason, name = bad_name(member, seen), f"{member.orig_filename[:80]!r}"
        if reason:
            raise ZipFault("name", f"{reason}: {name}")
        if member.flag_bits & _ENCRYPTED:
            raise ZipFault("encrypted", f"encrypted: {name}")
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ZipFault("packing", f"compression {member.compress_type}: {name}")
        is_large = member.file_size > limits.ratio_from
        if is_large and member.file_size > limits.ratio * max(1, member.compress_size):
            raise ZipFault("ratio", f"{member.file_size} : {member.compress_size}")
    total = sum(member.file_size for member in members)
    if total > limits.bytes:
        raise ZipFault("bytes", total)
    if sum(member.compress_size for member in members) > size:
        raise ZipFault("packing", "members overlap")
