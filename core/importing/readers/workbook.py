# SPDX-License-Identifier: GPL-2.0-or-later
"""Workbooks (XLSX, ODS) through GDAL: the values saved in them, as texts; no formula is computed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from osgeo import gdal, ogr

from ...progress import Progress, check
from ...store.gdal_calls import GdalFailure, gdal_failures
from ..table import Remark
from .archive import with_whole_texts, without_formulas, workbook_parts
from .grid import Cells, Grid, check_shape
from .kinds import Kind
from .memory_files import configured, memory_files
from .opendocument import clock_time, plain_cells
from .options import ReadOptions
from .problems import (
    CELL_CHARS,
    EMPTY,
    FROM_1904,
    ROWS,
    SPARSE,
    damaged,
    no_such_choice,
    over_limit,
    wrong_kind,
)
from .remarks import counted, formulas, hidden_sheets, other_layers
from .workbook_parts import Sheet, counts_from_1904, ended_early, sheets_of

_DRIVERS = {Kind.XLSX: "XLSX", Kind.ODS: "ODS"}
_SETTINGS = {
    "OGR_XLSX_HEADERS": "DISABLE",
    "OGR_XLSX_FIELD_TYPES": "STRING",
    "OGR_ODS_HEADERS": "DISABLE",
    "OGR_ODS_FIELD_TYPES": "STRING",
}
"""Rows as they are: GDAL's guess of a header and of types would lose zeros, and what is above the names."""

_STEP = 4_096
_SEVENTEEN_DIGITS = re.compile(r"-?\d{1,15}\.\d{1,20}(?:E-?\d{1,3})?")
_EXACT_DIGITS = 15
_DATE = re.compile(r"\d{4}/\d\d/\d\d")  # as GDAL writes a number that the sheet shows as a date
_CODED = re.compile(r"_x(000[1-9A-F]|001[0-9A-F]|005F)_", re.IGNORECASE)  # control characters, and “_” itself


@dataclass(frozen=True)
class Workbook:
    """The cells of the sheet that was read, and all sheets by name."""

    grid: Grid
    layer: str
    sheets: Mapping[str, Sheet]
    remarks: tuple[Remark, ...]


def read_workbook(
    where: str, kind: Kind, data: bytes, options: ReadOptions, *, progress: Progress, most: int | None
) -> Workbook:
    """Return the cells of a sheet: the chosen one, or the first that has rows and is not hidden.

    Raises ``InputError``, ``Cancelled``.
    """
    parts = workbook_parts(data)
    sheets = sheets_of(where, kind, parts, options.limits)
    if kind is Kind.ODS:
        data = without_formulas(plain_cells(where, ended_early(parts["content.xml"])))
    else:
        data = with_whole_texts(data)
    try:
        with (
            configured(**_SETTINGS),
            memory_files({f".{kind.value}": data}) as stem,
            gdal_failures() as failures,
        ):
            dataset = gdal.OpenEx(f"{stem}.{kind.value}", gdal.OF_VECTOR, allowed_drivers=[_DRIVERS[kind]])
            failures.check()
            if dataset is None:
                raise damaged(where, "GDAL does not recognise it")
            layers = [dataset.GetLayer(number) for number in range(dataset.GetLayerCount())]
            counts = {layer.GetName(): layer.GetFeatureCount() for layer in layers}
            failures.check()
            name = _choose(where, counts, sheets, options)
            grid = _cells(where, dataset.GetLayerByName(name), options, progress, most)
            del layers, dataset
    except GdalFailure as error:
        if "Too big gap" in str(error):
            raise wrong_kind(where, SPARSE) from error
        raise damaged(where, str(error)) from error
    if counts_from_1904(parts) and any(_DATE.match(cell) for row in grid.rows for cell in row if cell):
        raise wrong_kind(where, FROM_1904)
    return Workbook(grid, name, sheets, _remarks(name, counts, sheets))


def _choose(where: str, counts: Mapping[str, int], sheets: Mapping[str, Sheet], options: ReadOptions) -> str:
    if options.layer is not None:
        if options.layer not in counts:
            raise no_such_choice(where, options.layer, counts)
        return options.layer
    visible = [name for name, count in counts.items() if count and not sheets.get(name, Sheet()).is_hidden]
    if not visible:
        raise wrong_kind(where, EMPTY)
    return visible[0]


def _cells(where: str, layer: ogr.Layer, options: ReadOptions, progress: Progress, most: int | None) -> Grid:
    limits = options.limits
    width, count = layer.GetLayerDefn().GetFieldCount(), layer.GetFeatureCount()
    if count > limits.rows + 1:
        raise over_limit(where, ROWS, limits.rows, count)
    check_shape(where, count, width, limits)
    rows: list[Cells] = []
    lines: list[int] = []
    for feature in islice(layer, most):
        cells = [
            _as_saved(feature.GetFieldAsString(number)) if feature.IsFieldSetAndNotNull(number) else None
            for number in range(width)
        ]
        longest = max((len(cell) for cell in cells if cell), default=0)
        if longest > limits.cell_chars:
            raise over_limit(where, CELL_CHARS, limits.cell_chars, f"row {feature.GetFID()}")
        rows.append(cells)
        lines.append(feature.GetFID())
        if not len(rows) % _STEP:
            check(progress)
    return Grid(_without_empty_end(rows), lines[: len(rows)])


def _without_empty_end(rows: list[Cells]) -> list[Cells]:
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def _as_saved(text: str) -> str | None:
    """Return a cell; a fraction saved with the 17 digits of binary arithmetic gets back the 15 of Excel."""
    if len(text) > _EXACT_DIGITS + 1 and _SEVENTEEN_DIGITS.fullmatch(text):
        short = f"{float(text):.{_EXACT_DIGITS}g}"
        return short if "e" not in short else text
    if "_x" in text:
        text = _CODED.sub(lambda found: chr(int(found[1], 16)), text)
    return clock_time(text) or None


def _remarks(name: str, counts: Mapping[str, int], sheets: Mapping[str, Sheet]) -> tuple[Remark, ...]:
    hidden = [each for each, sheet in sheets.items() if sheet.is_hidden and each != name]
    others: Sequence[str] = [each for each, count in counts.items() if count and each not in (name, *hidden)]
    sheet = sheets.get(name, Sheet())
    remarks = [other_layers(name, others)] if others else []
    remarks += [hidden_sheets(hidden)] if hidden else []
    remarks += [formulas(sheet.formulas, sheet.without_value)] if sheet.formulas else []
    return (*remarks, *counted("merged_cells", sheet.merged))
