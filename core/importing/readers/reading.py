# SPDX-License-Identifier: GPL-2.0-or-later
"""A file of whatever kind, as a ``SourceTable``; and the first rows of it with what was detected."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ...collector import collector_put_off
from ...progress import SILENT, Progress, check
from ..table import Origin, Remark, SourceTable
from .delimited import read_delimited
from .grid import Tabulated, tabulate
from .kinds import Kind
from .options import Detected, ReadOptions
from .problems import ROWS, over_limit
from .source_bytes import Source, open_source
from .vector import read_vector
from .workbook import read_workbook

_KIND = "open_data_file"  # of the schema's list ``source_kind``
_PREVIEWED = 50


@dataclass(frozen=True)
class LayerChoice:
    """A sheet or a layer that may be read instead."""

    name: str
    is_hidden: bool = False


@dataclass(frozen=True)
class Preview:
    """The first rows of a file, and all that a person may change about how it is read.

    ``members`` are the files of an archive. ``header_line`` is 0 where no line names the columns and
    ``None`` where columns have names of their own, as in GeoJSON.
    """

    kind: Kind
    table: SourceTable
    encoding: Detected | None = None
    delimiter: Detected | None = None
    header_line: int | None = None
    layer: str | None = None
    layers: tuple[LayerChoice, ...] = ()
    members: tuple[str, ...] = ()


DEFAULTS = ReadOptions()


def read_file(path: Path, options: ReadOptions = DEFAULTS, progress: Progress = SILENT) -> SourceTable:
    """Return all rows of a file.

    CSV and its kin, XLSX, ODS, GeoJSON, KML, GeoPackage and Shapefile, the last four and CSV also in a zip;
    the bytes decide which. Raises ``InputError`` for what is unreadable, damaged, hostile or over a limit of
    ``options.limits``: then nothing was read. Raises ``Cancelled``.
    """
    return _read(path, options, progress, None).table


def preview(
    path: Path, options: ReadOptions = DEFAULTS, progress: Progress = SILENT, *, rows: int = _PREVIEWED
) -> Preview:
    """Return the first ``rows`` rows of a file (fewer where it has fewer) and what was detected.

    The table's remarks are about these rows only. Raises as ``read_file``.
    """
    return _read(path, options, progress, rows)


def _read(path: Path, options: ReadOptions, progress: Progress, most: int | None) -> Preview:
    source = open_source(path, options)
    check(progress)
    read = {Kind.DELIMITED: _text, Kind.XLSX: _sheet, Kind.ODS: _sheet}.get(source.kind, _layer)
    with collector_put_off():
        found = read(source, options, progress, most)
    check(progress)
    return found


def _with_titles(most: int | None) -> int | None:
    """A preview needs more rows than it shows: those above the names, and enough to tell which these are."""
    return None if most is None else most + _PREVIEWED


def _text(source: Source, options: ReadOptions, progress: Progress, most: int | None) -> Preview:
    text = read_delimited(source.where, source.data, options, progress=progress, most=_with_titles(most))
    table = tabulate(source.where, text.grid, options)
    origin = Origin(_KIND, source.where, source.sha256, text.encoding.value, text.delimiter.value)
    rows = _rows(table, origin, (*source.remarks, *text.remarks), options, most)
    return Preview(
        source.kind, rows, text.encoding, text.delimiter, table.header_line, members=source.members
    )


def _sheet(source: Source, options: ReadOptions, progress: Progress, most: int | None) -> Preview:
    book = read_workbook(
        source.where, source.kind, source.data, options, progress=progress, most=_with_titles(most)
    )
    table = tabulate(source.where, book.grid, options)
    rows = _rows(table, Origin(_KIND, source.where, source.sha256), book.remarks, options, most)
    layers = tuple(LayerChoice(name, sheet.is_hidden) for name, sheet in book.sheets.items())
    return Preview(source.kind, rows, header_line=table.header_line, layer=book.layer, layers=layers)


def _rows(
    table: Tabulated, origin: Origin, remarks: tuple[Remark, ...], options: ReadOptions, most: int | None
) -> SourceTable:
    if len(table.lines) > options.limits.rows:
        raise over_limit(origin.where, ROWS, options.limits.rows, len(table.lines))
    columns = {name: values[:most] for name, values in table.columns.items()}
    return SourceTable(columns, table.lines[:most], origin, remarks=(*remarks, *table.remarks))


def _layer(source: Source, options: ReadOptions, progress: Progress, most: int | None) -> Preview:
    layer = read_vector(source, options, progress, most)
    encoding = layer.encoding.value if layer.encoding else None
    rows = SourceTable(
        layer.columns,
        layer.lines,
        Origin(_KIND, source.where, layer.sha256, encoding, crs=layer.crs),
        layer.positions,
        expected=layer.expected,
        is_complete=most is not None or len(layer.lines) == layer.expected,
        remarks=(*source.remarks, *layer.remarks),
    )
    choices = tuple(map(LayerChoice, layer.layers))
    return Preview(
        source.kind, rows, layer.encoding, layer=layer.layer, layers=choices, members=source.members
    )
