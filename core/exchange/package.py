# SPDX-License-Identifier: GPL-2.0-or-later
"""A submission as people send it around: a small zip they can look into, of which only the document counts.

What comes in is hostile until shown otherwise. Everything is judged from the table of contents and in memory,
before anything is unpacked; nothing is ever written to disk, and no member but ``submission.json`` is read
further than its first bytes.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

from ..errors import ExchangeError
from ..schema import load_schema
from ..zip_gate import ZipFault, ZipLimits, opened_zip
from .package_problems import (
    damaged_package,
    no_submission_inside,
    not_a_submission,
    other_format,
    refused_package,
    too_large,
    unreadable_file,
)
from .readme import readme_text
from .submission import Submission
from .summary import preview_geojson, summary_csv

DOCUMENT = "submission.json"
"""The one member that is read; the others are for people."""

_ZIP, _EMPTY_ZIP, _SPANNED_ZIP = b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"
_SQLITE, _OLE = b"SQLite format 3\x00", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DATABASES = (".gpkg", ".sqlite", ".sqlite3", ".db", "-wal", "-shm", "-journal")
_OFFICE = "[Content_Types].xml"

_LIMITS = {"entries": "zip_entries", "ratio": "zip_ratio", "bytes": "zip_uncompressed_bytes"}
"""What ``zip_gate`` finds too large → the schema's limit."""
_SPARE_RATIO = 2  # what is written stays well within what is read


def package_name(submission: Submission) -> str:
    """Return the name of the zip: that of the document, ending in ``.casp.zip``."""
    return submission.file_name[: -len(".json")] + ".zip"


def write_package(submission: Submission) -> bytes:
    """Return the zip of a submission: the document, a table, a map and a page that explains them (EN, FR).

    The same submission gives the same bytes (with the same zlib). Texts are in the language of the reply.
    """
    language = submission.document["manifest"]["reply_language"]
    members = (
        (DOCUMENT, submission.data),
        ("summary.csv", summary_csv(submission, language=language)),
        ("preview.geojson", preview_geojson(submission)),
        ("README.txt", readme_text(submission).encode("utf-8")),
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, content in members:
            member = zipfile.ZipInfo(name, _moment(submission))
            member.create_system = 3  # the same on every system
            member.external_attr = 0o100644 << 16
            member.compress_type = _compression(content)
            package.writestr(member, content, compresslevel=9)
    return stream.getvalue()


def read_package(data: bytes) -> bytes:
    """Return the submission document that ``data`` is, or holds: a ``.casp.json`` or a ``.casp.zip``.

    The bytes decide what it is, never its name. The document is not judged yet. Raises ``ExchangeError``
    that carries M06 for a package beyond a limit or with anything in it that could harm, M01 for what is
    damaged or no submission at all; a GeoPackage or a workbook is refused with what to do instead.
    """
    limits = load_schema().submission["limits"]
    if data.startswith(_SQLITE):
        raise other_format("GeoPackage, SQLite")
    if data.startswith(_OLE):
        raise other_format("Excel")
    if data.startswith((_EMPTY_ZIP, _SPANNED_ZIP)):
        raise no_submission_inside()
    if data.startswith(_ZIP):
        return _document(data)
    if len(data) > limits["document_bytes"]:
        raise too_large("document_bytes", len(data))
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        raise not_a_submission()
    return data


def read_file(path: Path) -> bytes:
    """Return the submission document in a file, as ``read_package``; a file too large is not even read.

    Nor is one that is named like a database: QGIS may have it open, and on Linux and macOS whoever closes a
    file takes the locks away that its own process holds on it.
    """
    if path.name.lower().endswith(_DATABASES):
        raise other_format("GeoPackage, SQLite")
    limit = load_schema().submission["limits"]["zip_uncompressed_bytes"]
    try:
        if not path.is_file():
            raise unreadable_file(path, "")
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
    except OSError as error:
        raise unreadable_file(path, str(error)) from error
    if len(data) > limit:
        raise too_large("zip_uncompressed_bytes", path.stat().st_size)
    return read_package(data)


def _moment(submission: Submission) -> tuple[int, int, int, int, int, int]:
    text = submission.document["manifest"]["created_at"]
    year, month, day, hour, minute, second = (
        int(text[start : start + length])
        for start, length in ((0, 4), (5, 2), (8, 2), (11, 2), (14, 2), (17, 2))
    )
    return year, month, day, hour, minute, second


def _compression(content: bytes) -> int:
    """Return how to pack: as it is where packing it would look like a bomb to the reader."""
    ratio = len(content) / max(1, len(zlib.compress(content, 9)))
    allowed = load_schema().submission["limits"]["zip_ratio"] / _SPARE_RATIO
    return zipfile.ZIP_STORED if ratio > allowed else zipfile.ZIP_DEFLATED


def _document(data: bytes) -> bytes:
    """Return ``submission.json`` of a zip that was found harmless."""
    limits = load_schema().submission["limits"]
    allowed = ZipLimits(limits["zip_entries"], limits["zip_uncompressed_bytes"], limits["zip_ratio"])
    try:
        with opened_zip(data, allowed) as package:
            members = package.infolist()
            found = [member for member in members if member.filename == DOCUMENT]
            if not found:
                raise _without_document(members)
            return _content(package, found[0])
    except ZipFault as fault:
        raise _refusal(fault) from fault


def _refusal(fault: ZipFault) -> ExchangeError:
    if fault.why == "damaged":
        return damaged_package(fault.details)
    limit = _LIMITS.get(fault.why)
    return refused_package(fault.details) if limit is None else too_large(limit, fault.details)


def _content(package: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    limit = load_schema().submission["limits"]["document_bytes"]
    if member.file_size > limit:
        raise too_large("document_bytes", member.file_size)
    with package.open(member) as stream:
        return stream.read(limit + 1)  # checks the length and the checksum at its end


def _without_document(members: Sequence[zipfile.ZipInfo]) -> ExchangeError:
    office = any(member.filename == _OFFICE for member in members)
    return other_format("Excel") if office else no_submission_inside()
