# SPDX-License-Identifier: GPL-2.0-or-later
"""What GDAL does not tell of a workbook: hidden sheets, merged cells, formulas, how far it claims to reach.

Its XML is searched for a few tags, not parsed: every pattern is linear, and nothing is resolved or expanded.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass

from .kinds import Kind
from .options import Limits
from .problems import COLUMNS, ROWS, SPARSE, over_limit, wrong_kind

_ATTRIBUTE = re.compile(rb"([\w:-]{1,60})\s*=\s*(?:\"([^\"<]*)\"|'([^'<]*)')")
_SHEET = re.compile(rb"<(?:\w{1,20}:)?sheet\s([^<>]*)>")
_RELATION = re.compile(rb"<(?:\w{1,20}:)?Relationship\s([^<>]*)>")
_MERGED = re.compile(
    rb"<(?:\w{1,20}:)?mergeCell\s[^<>]*?ref\s*=\s*[\"'][A-Z]{1,3}(\d{1,7}):[A-Z]{1,3}(\d{1,7})"
)
_FORMULA = re.compile(rb"<(?:\w{1,20}:)?f(?:\s[^<>]*)?>")
_NO_VALUE = re.compile(
    rb"(?:</(?:\w{1,20}:)?f>|<(?:\w{1,20}:)?f\s[^<>]*/>|<f/>)\s*"
    rb"(?:(?:<v\s{0,9}/>|<v>\s*</v>)\s*)?</(?:\w{1,20}:)?c>"
)
_FROM_1904 = re.compile(rb"<(?:\w{1,20}:)?workbookPr\s[^<>]*?date1904\s*=\s*[\"'](?:1|true|on)[\"']")
_ROW = re.compile(rb"<(?:\w{1,20}:)?row\s[^<>]*?\br\s*=\s*[\"'](\d{1,20})")
_FAR_CELL = re.compile(rb"<(?:\w{1,20}:)?c\s[^<>]*?\br\s*=\s*[\"']([A-Z]{3,9})\d")
_TABLE = re.compile(rb"<table:table\s([^<>]*)>")
_STYLE = re.compile(rb"<style:style\s([^<>]*)>\s*<style:table-properties\s([^<>]*)>")
_ODS_ROW = re.compile(rb"<table:table-row(?:\s([^<>]*))?>")
_SPANNED = re.compile(rb"table:number-(?:rows|columns)-spanned\s*=\s*[\"'](?:[2-9]|\d{2,7})[\"']")
_REPEATED_ROW = re.compile(rb"table:number-rows-repeated\s*=\s*[\"'](\d{1,20})")
_MOST_REPEATS = 10_000
"""GDAL ends an OpenDocument sheet where a row repeats more often, and says so as a failure."""
_ODS_FORMULA_CELL = re.compile(rb"<table:table-cell\s([^<>]*table:formula=[^<>]*)")
_REPEATED_CELL = re.compile(
    rb"<table:table-cell\s([^<>]*table:number-columns-repeated\s*=\s*[\"'](\d{1,20})[^<>]*)>"
)


@dataclass(frozen=True)
class Sheet:
    """What a sheet has beside its values; ``merged`` are rows."""

    is_hidden: bool = False
    merged: tuple[int, ...] = ()
    formulas: int = 0
    without_value: int = 0


def sheets_of(where: str, kind: Kind, parts: Mapping[str, bytes], limits: Limits) -> dict[str, Sheet]:
    """Return the sheets of a workbook by name.

    Raises ``InputError`` when one claims more rows or columns than are read: GDAL would fill them all.
    """
    if kind is Kind.ODS:
        return _ods(where, parts["content.xml"], limits)
    relations = {
        each.get("Id", ""): each.get("Target", "")
        for each in _tags(_RELATION, parts.get("xl/_rels/workbook.xml.rels", b""))
    }
    sheets = {}
    for tag in _tags(_SHEET, parts["xl/workbook.xml"]):
        target = next((relations.get(value, "") for key, value in tag.items() if key.endswith(":id")), "")
        xml = parts.get(posixpath.normpath(posixpath.join("/xl", target)).lstrip("/"), b"")
        furthest = max((int(row) for row in _ROW.findall(xml)), default=0)
        if furthest > limits.rows + 1:
            raise over_limit(where, ROWS, limits.rows, furthest)
        far = _FAR_CELL.search(xml)
        if far and _column_number(far.group(1)) > limits.columns:
            raise over_limit(where, COLUMNS, limits.columns, far.group(1).decode("ascii"))
        sheets[tag.get("name", "")] = Sheet(
            tag.get("state", "visible") != "visible",
            _rows_of(_MERGED.findall(xml), limits),
            sum(1 for _ in _FORMULA.finditer(xml)),
            sum(1 for _ in _NO_VALUE.finditer(xml)),
        )
    return sheets


def counts_from_1904(parts: Mapping[str, bytes]) -> bool:
    """Return whether a workbook's days are counted from 1904, which GDAL does not know."""
    return _FROM_1904.search(parts.get("xl/workbook.xml", b"")) is not None


def _ods(where: str, xml: bytes, limits: Limits) -> dict[str, Sheet]:
    hidden = set()
    for style, properties in _STYLE.findall(xml):
        if _attributes(properties).get("table:display") == "false":
            hidden.add(_attributes(style).get("style:name"))
    starts = list(_TABLE.finditer(xml))
    ends = [tag.start() for tag in starts[1:]] + [len(xml)]
    sheets = {}
    for tag, end in zip(starts, ends):
        attributes = _attributes(tag.group(1))
        part = xml[tag.end() : end]
        merged = _ods_rows(where, part, limits)
        formulas = _ODS_FORMULA_CELL.findall(part)
        without = sum(1 for cell in formulas if b"office:value-type" not in cell)
        is_hidden = attributes.get("table:style-name") in hidden
        sheets[attributes.get("table:name", "")] = Sheet(is_hidden, merged, len(formulas), without)
    return sheets


def _ods_rows(where: str, xml: bytes, limits: Limits) -> tuple[int, ...]:
    """Return the rows with merged cells, counting the repeated ones, after looking for impossible repeats.

    A sheet whose last rows repeat to the end of what is possible is a common one, and fine.
    """
    starts = list(_ODS_ROW.finditer(xml))
    ends = [tag.start() for tag in starts[1:]] + [len(xml)]
    number, merged, most = 1, [], 1
    for tag, end in zip(starts, ends):
        repeated = _REPEATED_ROW.search(tag.group(1) or b"")
        times = int(repeated.group(1)) if repeated else 1
        row = xml[tag.end() : end]
        has_values = b"office:value-type" in row or b"<text:p" in row
        if has_values and number + times > limits.rows + 2:
            raise over_limit(where, ROWS, limits.rows, number + times)
        most = max(most, times)
        if has_values and most > _MOST_REPEATS:
            raise wrong_kind(where, SPARSE)
        for cell, columns in _REPEATED_CELL.findall(row):
            if b"office:value-type" in cell and int(columns) > limits.columns:
                raise over_limit(where, COLUMNS, limits.columns, int(columns))
        if _SPANNED.search(row):
            merged.append(number)
        number += times
    return tuple(merged)


def ended_early(content: bytes) -> bytes:
    """Return a ``content.xml`` without the last, empty rows of its sheets that repeat too often for GDAL."""

    def fewer(repeated: re.Match[bytes]) -> bytes:
        whole, times = repeated[0], repeated[1]
        return whole if int(times) <= _MOST_REPEATS else whole[: -len(times)] + b"1"

    return _ODS_ROW.sub(lambda row: _REPEATED_ROW.sub(fewer, row[0]), content)


def _column_number(letters: bytes) -> int:
    """Return the number of a column, from 1: 703 for AAA."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _rows_of(ranges: list[tuple[bytes, bytes]], limits: Limits) -> tuple[int, ...]:
    rows: set[int] = set()
    for first, last in ranges:
        rows.update(range(int(first), min(int(last), int(first) + limits.columns) + 1))
    return tuple(sorted(row for row in rows if row <= limits.rows))


def _tags(pattern: re.Pattern[bytes], xml: bytes) -> list[dict[str, str]]:
    return [_attributes(found.group(1)) for found in pattern.finditer(xml)]


def _attributes(tag: bytes) -> dict[str, str]:
    return {
        name.decode("utf-8", "replace"): html.unescape((double or single).decode("utf-8", "replace"))
        for name, double, single in _ATTRIBUTE.findall(tag)
    }
