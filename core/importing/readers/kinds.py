# SPDX-License-Identifier: GPL-2.0-or-later
"""What kind of file bytes are. The bytes decide, not the name: names prove nothing about contents."""

from __future__ import annotations

import io
import re
import zipfile
from enum import Enum

from .problems import (
    DECLARED_ENTITIES,
    NO_TEXT,
    OLD_OFFICE,
    OTHER_ARCHIVE,
    OTHER_JSON,
    OTHER_XML,
    WEB_PAGE,
    damaged,
    wrong_kind,
)

DATABASES = (".gpkg", ".sqlite", ".sqlite3", ".db")

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER_ARCHIVES = (b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd")
_SHAPE = b"\x00\x00\x27\x0a"
_SQLITE = b"SQLite format 3\x00"
_BINARIES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"PAR1", b"MZ\x90")
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_START = 4_096
_WEB = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_KML = re.compile(rb"<(?:\w{1,20}:)?kml\b")
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_GEOJSON = re.compile(rb'"type"\s*:\s*"Feature(?:Collection)?"')


class Kind(Enum):
    """A kind of file that is read."""

    DELIMITED = "csv"
    XLSX = "xlsx"
    ODS = "ods"
    GEOJSON = "geojson"
    KML = "kml"
    GEOPACKAGE = "gpkg"
    SHAPEFILE = "shp"
    ARCHIVE = "zip"


def recognise(data: bytes, where: str) -> Kind:
    """Return the kind of a file's bytes. Raises ``InputError`` that says what it is instead."""
    if data.startswith(_ZIP):
        return _zipped(data, where)
    if data.startswith(_SQLITE):
        return Kind.GEOPACKAGE
    if data.startswith(_SHAPE):
        return Kind.SHAPEFILE
    if data.startswith(_OLE):
        raise wrong_kind(where, OLD_OFFICE)
    if data.startswith(_OTHER_ARCHIVES):
        raise wrong_kind(where, OTHER_ARCHIVE)
    if data.startswith(_BINARIES):
        raise wrong_kind(where, NO_TEXT)
    return _text_kind(data, where)


def refuse_declarations(data: bytes, where: str) -> None:
    """Raise ``InputError`` for XML with a document type declaration, in UTF-8 or UTF-16.

    Entities are how a small file becomes a huge one or reads another, and no format read here uses them.
    """
    if _DECLARATION.search(data) or (b"\0" in data and _DECLARATION.search(data.replace(b"\0", b""))):
        raise wrong_kind(where, DECLARED_ENTITIES)


def _zipped(data: bytes, where: str) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "[Content_Types].xml" in names and "xl/workbook.xml" in names:
                return Kind.XLSX
            return Kind.ODS if {"mimetype", "content.xml"} <= names else Kind.ARCHIVE
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise damaged(where, repr(error)) from error


def _text_kind(data: bytes, where: str) -> Kind:
    start = data[:_START]
    is_wide = start.startswith(_MARKS[1:]) or start[1:2] == b"\0" or start[:1] == b"\0"
    narrow = start.replace(b"\0", b"") if is_wide else start
    for mark in _MARKS:
        narrow = narrow[len(mark) :] if narrow.startswith(mark) else narrow
    narrow = narrow.lstrip()
    if narrow.startswith((b"{", b"[")):
        if _GEOJSON.search(data.replace(b"\0", b"") if is_wide else data):
            return Kind.GEOJSON
        raise wrong_kind(where, OTHER_JSON)
    if narrow.startswith(b"<"):
        if _WEB.search(narrow):
            raise wrong_kind(where, WEB_PAGE)
        refuse_declarations(data, where)
        if _KML.search(narrow):
            return Kind.KML
        raise wrong_kind(where, OTHER_XML)
    if b"\0" in start and not is_wide:
        raise wrong_kind(where, NO_TEXT)
    return Kind.DELIMITED
