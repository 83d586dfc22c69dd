# SPDX-License-Identifier: GPL-2.0-or-later
"""Delimited text: CSV, TSV and their kin."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from itertools import islice

from ...progress import Progress, check
from ..table import Remark
from .delimiter import declared_delimiter, detect_delimiter
from .encoding import decode, detect_encoding
from .grid import Cells, Grid
from .options import Detected, ReadOptions
from .problems import CELL_CHARS, CELLS, NO_TEXT, ROWS, damaged, over_limit, wrong_kind
from .remarks import counted

_STEP = 4_096


@dataclass(frozen=True)
class Delimited:
    """The cells of a text, and how it was read."""

    grid: Grid
    encoding: Detected
    delimiter: Detected
    remarks: tuple[Remark, ...]


def read_delimited(
    where: str, data: bytes, options: ReadOptions, *, progress: Progress, most: int | None
) -> Delimited:
    """Return the cells of a text, ``most`` rows of them where that is given.

    A row's line is the one it begins on, however many lines its cells hold. Raises ``InputError`` for what
    is no text or over a limit, ``Cancelled``.
    """
    encoding = detect_encoding(data, options.encoding)
    text, remarks = decode(data, encoding.value)
    if "\0" in text:
        raise wrong_kind(where, NO_TEXT)
    delimiter = detect_delimiter(text, options.delimiter)
    grid, last = _cells(where, text, delimiter.value, options, progress=progress, most=most)
    if last:
        remarks += counted("unclosed_quote", last)
    return Delimited(grid, encoding, delimiter, tuple(remarks))


def _cells(
    where: str, text: str, delimiter: str, options: ReadOptions, *, progress: Progress, most: int | None
) -> tuple[Grid, list[int]]:
    """Return the cells, and the line of a last row whose quotation mark is never closed."""
    limits = options.limits
    rows: list[Cells] = []
    lines: list[int] = []
    end, total = 0, 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        if declared_delimiter(text):
            next(reader)
            end = reader.line_num
        for cells in islice(reader, most):
            if cells:
                total += len(cells)
                if max(map(len, cells)) > limits.cell_chars:
                    raise over_limit(where, CELL_CHARS, limits.cell_chars, f"line {end + 1}")
                rows.append([cell or None for cell in cells])
                lines.append(end + 1)
                if len(rows) > limits.rows + 1:  # one of them names the columns
                    raise over_limit(where, ROWS, limits.rows)
                if total > limits.cells:
                    raise over_limit(where, CELLS, limits.cells)
                if not len(rows) % _STEP:
                    check(progress)
            begin, end = end, reader.line_num
    except csv.Error as error:
        if "field limit" in str(error):  # Python's own, which other plugins may have set
            raise over_limit(where, CELL_CHARS, limits.cell_chars, f"line {end + 1}: {error}") from error
        raise damaged(where, f"line {end + 1}: {error}") from error
    is_open = bool(rows) and most is None and end - begin > 1 and _is_unclosed(text, begin)
    return Grid(rows, lines), lines[-1:] if is_open else []


def _is_unclosed(text: str, begin: int) -> bool:
    """Return whether the text from line ``begin`` (from 0) on has an odd number of quotation marks."""
    tail = islice(io.StringIO(text, newline=""), begin, None)
    return sum(line.count('"') for line in tail) % 2 == 1
