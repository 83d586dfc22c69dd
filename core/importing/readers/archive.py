# SPDX-License-Identifier: GPL-2.0-or-later
"""Archives and workbooks of others, whose files are read in memory once ``zip_gate`` finds them harmless."""

from __future__ import annotations

import io
import re
import zipfile

from ...errors import InputError
from ...zip_gate import ZipFault, ZipLimits, opened_zip
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

_REASONS = {
    "encrypted": ENCRYPTED,
    "name": STRANGE_NAME,
    "nested": NESTED,
    "packing": STRANGE_PACKING,
}
_NEXT_RUN = re.compile(
    rb"</(?:\w{1,20}:)?t>\s*</(?:\w{1,20}:)?r>\s*<(?:\w{1,20}:)?r>\s*"
    rb"(?:<(?:\w{1,20}:)?rPr\s*/>|<(?:\w{1,20}:)?rPr>(?:\s*<[^<>]{1,300}>){0,60}?\s*</(?:\w{1,20}:)?rPr>)?\s*"
    rb"<(?:\w{1,20}:)?t(?:\s[^<>]*)?>"
)
"""Between two differently written parts of a text that a cell holds itself."""
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


def with_whole_texts(data: bytes) -> bytes:
    """Return an Excel workbook whose cells hold no text in several parts, of which GDAL reads the first."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        if not any(_NEXT_RUN.search(archive.read(name)) for name in names):
            return data
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as whole:
            for name in archive.namelist():
                content = archive.read(name)
                whole.writestr(name, _NEXT_RUN.sub(b"", content) if name in names else content)
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
    allowed = ZipLimits(limits.zip_entries, limits.bytes, limits.zip_ratio, limits.zip_ratio_from)
    try:
        with opened_zip(data, allowed) as archive:
            return {
                member.filename: archive.read(member)
                for member in archive.infolist()
                if not member.is_dir() and (kept is None or member.filename.endswith(kept))
            }
    except ZipFault as fault:
        raise _refusal(where, fault, limits) from fault


def _refusal(where: str, fault: ZipFault, limits: Limits) -> InputError:
    if fault.why == "damaged":
        return damaged(where, fault.details)
    if fault.why in _REASONS:
        return refused_archive(where, _REASONS[fault.why], fault.details)
    limit, most = {
        "entries": (ZIP_ENTRIES, limits.zip_entries),
        "ratio": (ZIP_RATIO, limits.zip_ratio),
    }.get(fault.why, (BYTES, limits.bytes))
    return over_limit(where, limit, most, fault.details)
