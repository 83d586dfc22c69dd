# SPDX-License-Identifier: GPL-2.0-or-later
"""Archives of others: judged from their table of contents, read in memory, never unpacked to disk."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Sequence

from ...exchange.package_names import bad_name
from .kinds import refuse_declarations
from .options import Limits
from .problems import (
    BYTES,
    ENCRYPTED,
    NESTED,
    STRANGE_NAME,
    STRANGE_PACKING,
    ZIP_ENTRIES,
    ZIP_RATIO,
    damaged,
    over_limit,
    refused_archive,
)

_END = struct.Struct("<4s4H2LH")  # end of central directory record, APPNOTE.TXT 4.3.16
_LONGEST_COMMENT = 0xFFFF
_DIRECTORY_BYTES_PER_ENTRY = 1_024
_PROTECTED = 0x1 | 0x40 | 0x2000
_NESTED = (
    b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08", b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"BZh",
    b"\xfd7zXZ", b"\x28\xb5\x2f\xfd",
)  # fmt: skip
_MAGIC_LENGTH = 6
_ODS_FORMULA = re.compile(rb"table:formula=(?:\"[^\"]*\"|'[^']*')")


def members_of(where: str, data: bytes, limits: Limits) -> dict[str, bytes]:
    """Return the files of an archive by name. Raises ``InputError`` for one that is not safe to open."""
    return _opened(where, data, limits, None)


def check_archive(where: str, data: bytes, limits: Limits) -> None:
    """Raise ``InputError`` when a workbook is not safe to hand to GDAL.

    Its parts are unpacked once to see that they are as long as they claim, hold no archive, and that its
    XML declares no entities.
    """
    for name, content in _opened(where, data, limits, (".xml", ".rels")).items():
        refuse_declarations(content, f"{where}/{name}")


def without_formulas(content: bytes) -> bytes:
    """Return an OpenDocument workbook of this ``content.xml`` alone, its formulas taken out.

    GDAL computes the simple ones that were saved without a value; what is read is what was saved.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", _ODS_FORMULA.sub(b"", content))
    return stream.getvalue()


def workbook_parts(data: bytes) -> dict[str, bytes]:
    """Return the XML parts of a workbook that ``check_archive`` has found safe."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {
            name: archive.read(name)
            for name in archive.namelist()
            if name == "content.xml"
            or name.startswith(("xl/workbook.xml", "xl/_rels/workbook", "xl/worksheets/"))
        }


def _opened(where: str, data: bytes, limits: Limits, kept: tuple[str, ...] | None) -> dict[str, bytes]:
    _check_directory(where, data, limits)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            _check_members(where, archive.infolist(), len(data), limits)
            found = {}
            for member in members:
                with archive.open(member) as stream:
                    start = stream.read(_MAGIC_LENGTH)
                    if start.startswith(_NESTED):
                        raise refused_archive(where, NESTED, member.filename[:80])
                    if kept is None or member.filename.endswith(kept):
                        # stops at the length declared, and checks length and checksum there
                        found[member.filename] = start + stream.read(member.file_size + 1)
            return found
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, struct.error) as error:
        raise damaged(where, repr(error)) from error
    except (NotImplementedError, RuntimeError) as error:  # another way of packing, or encryption after all
        raise refused_archive(where, STRANGE_PACKING, repr(error)) from error


def _check_directory(where: str, data: bytes, limits: Limits) -> None:
    """Refuse a table of contents that is too long, before Python reads it into memory."""
    start = data.rfind(b"PK\x05\x06", max(0, len(data) - _LONGEST_COMMENT - _END.size))
    if start < 0 or start + _END.size > len(data):
        raise damaged(where, "no end of central directory")
    _, disk, first_disk, here, entries, length, offset, _ = _END.unpack_from(data, start)
    if disk or first_disk or here != entries:
        raise refused_archive(where, STRANGE_PACKING, "in several parts")
    if entries > limits.zip_entries or length > limits.zip_entries * _DIRECTORY_BYTES_PER_ENTRY:
        raise over_limit(where, ZIP_ENTRIES, limits.zip_entries, entries)
    if offset + length != start:  # zip64, or bytes that another reader sees otherwise
        raise damaged(where, f"{offset} + {length} ≠ {start}")


def _check_members(where: str, members: Sequence[zipfile.ZipInfo], size: int, limits: Limits) -> None:
    if len(members) > limits.zip_entries:
        raise over_limit(where, ZIP_ENTRIES, limits.zip_entries, len(members))
    seen: set[str] = set()
    for member in members:
        name = f"{member.orig_filename[:80]!r}"
        reason = bad_name(member, seen)
        if reason:
            raise refused_archive(where, STRANGE_NAME, f"{reason}: {name}")
        if member.flag_bits & _PROTECTED:
            raise refused_archive(where, ENCRYPTED, name)
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise refused_archive(where, STRANGE_PACKING, f"{member.compress_type}: {name}")
        is_large = member.file_size > limits.zip_ratio_from
        if is_large and member.file_size > limits.zip_ratio * max(1, member.compress_size):
            raise over_limit(where, ZIP_RATIO, limits.zip_ratio, f"{name} {member.file_size}")
    total = sum(member.file_size for member in members)
    if total > limits.bytes:
        raise over_limit(where, BYTES, limits.bytes, total)
    if sum(member.compress_size for member in members) > size:
        raise refused_archive(where, STRANGE_PACKING, "members overlap")
