# SPDX-License-Identifier: GPL-2.0-or-later
"""Gathers the records of a service, page by page, into the table that every reader returns."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np

from ...progress import check
from ...text import Plural, Text
from ...web.addresses import redacted
from ..table import Origin, Remark, SourceTable
from .client import Client
from .limits import Limits
from .problems import LimitError, ServiceError, too_much

Position = tuple[float, float]


class Record(NamedTuple):
    """One row: values by column, longitude and latitude, the key by which it is known when it comes again."""

    values: Mapping[str, object]
    position: Position | None = None
    key: str | None = None
    shape: str = "none"  # point, none, or what has no single position: other


class Page(NamedTuple):
    """The records of one answer, and how many the service says there are altogether."""

    records: list[Record]
    expected: int | None = None


_ROWS = Text("at most {most} rows", "au plus {most} lignes")
_COLUMNS = Text("at most {most} columns", "au plus {most} colonnes")
_CELLS = Text("at most {most} cells", "au plus {most} cellules")
_CELL = Text("at most {most} characters in a cell", "au plus {most} caractères dans une cellule")
_READING = Text("Rows read: {done}.", "Lignes lues\u00a0: {done}.")
_SHORT = Text(
    "Rows that came: {got}; the source says it has {expected}. The rest is missing.",
    "Lignes reçues\u00a0: {got}; la source en annonce {expected}. Il manque le reste.",
)
_STOPPED = Plural(
    Text(
        "Reading stopped after {n} row; it is kept, the rest is missing. {reason}",
        "La lecture s’est arrêtée après {n} ligne; elle est conservée, le reste manque. {reason}",
    ),
    Text(
        "Reading stopped after {n} rows; they are kept, the rest is missing. {reason}",
        "La lecture s’est arrêtée après {n} lignes; elles sont conservées, le reste manque. {reason}",
    ),
)
_REPEATS = Text(
    "The service gave the same page again instead of the next one.",
    "Le service a redonné la même page au lieu de la suivante.",
)
_TWICE = Plural(
    Text(
        "{n} record came more than once and was taken once: the service does not keep an order between "
        "pages, so others may be missing.",
        "{n} enregistrement reçu plus d’une fois a été retenu une seule fois\u00a0: le service ne garde pas "
        "d’ordre entre les pages; d’autres peuvent donc manquer.",
    ),
    Text(
        "{n} records came more than once and were taken once: the service does not keep an order between "
        "pages, so others may be missing.",
        "{n} enregistrements reçus plus d’une fois ont été retenus une seule fois\u00a0: le service ne "
        "garde pas d’ordre entre les pages; d’autres peuvent donc manquer.",
    ),
)
_MORE = Text(
    "Rows that came: {got}; the source says it has {expected}. It may have changed while it was read.",
    "Lignes reçues\u00a0: {got}; la source en annonce {expected}. Elle a peut-être changé pendant la "
    "lecture.",
)
_OTHER_SHAPES = Plural(
    Text(
        "{n} record has a line, an area or several points, which is no single position; it is read without "
        "one.",
        "{n} enregistrement a pour forme une ligne, une surface ou plusieurs points, donc pas de position "
        "unique; il est lu sans position.",
    ),
    Text(
        "{n} records have a line, an area or several points, which is no single position; they are read "
        "without one.",
        "{n} enregistrements ont pour forme une ligne, une surface ou plusieurs points, donc pas de "
        "position unique; ils sont lus sans position.",
    ),
)
_NO_SHAPES = Plural(
    Text(
        "{n} record has no position, or one that is no number.",
        "{n} enregistrement n’a pas de position, ou en a une qui n’est pas un nombre.",
    ),
    Text(
        "{n} records have no position, or one that is no number.",
        "{n} enregistrements n’ont pas de position, ou en ont une qui n’est pas un nombre.",
    ),
)


class Rows:
    """Columns that grow row by row, within limits."""

    def __init__(self, url: str, limits: Limits) -> None:
        self._url, self._limits = url, limits
        self._columns: dict[str, list[str | None]] = {}
        self._positions: list[Position] = []
        self._keys: set[str] = set()
        self._shapes: list[str] = []
        self.repeated = 0

    def __len__(self) -> int:
        return len(self._positions)

    def add(self, record: Record) -> bool:
        """Add a row unless its key was there. Raises ``ServiceError`` beyond a limit."""
        if record.key is not None:
            if record.key in self._keys:
                self.repeated += 1
                return False
            self._keys.add(record.key)
        row = len(self._positions)
        if row >= self._limits.rows:
            raise too_much(self._url, _ROWS.format(most=self._limits.rows))
        for name, value in record.values.items():
            column = self._column(_plain(name))
            if len(column) > row:  # two names that differ by what cannot be written
                continue
            column.extend([None] * (row - len(column)))
            column.append(self._text(value))
        self._positions.append(record.position or (math.nan, math.nan))
        self._shapes.append(record.shape)
        return True

    def _column(self, name: str) -> list[str | None]:
        column = self._columns.get(name)
        if column is None:
            column = self._columns[name] = []
            if len(self._columns) > self._limits.columns:
                raise too_much(self._url, _COLUMNS.format(most=self._limits.columns))
        return column

    def _text(self, value: object) -> str | None:
        if value is None:
            return None
        # What is no text is true, false, or nested: digits came as texts.
        text = _plain(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
        if len(text) > self._limits.cell_chars:
            raise too_much(self._url, _CELL.format(most=self._limits.cell_chars))
        return text

    def table(self, origin: Origin, expected: int | None, remarks: list[Remark]) -> SourceTable:
        """Return the table; positions only where the source has shapes. Raises ``ServiceError``."""
        rows = len(self)
        if rows * len(self._columns) > self._limits.cells:
            raise too_much(self._url, _CELLS.format(most=self._limits.cells))
        for column in self._columns.values():
            column.extend([None] * (rows - len(column)))
        has_shapes = any(shape != "none" for shape in self._shapes)
        return SourceTable(
            columns=self._columns,
            lines=np.arange(1, rows + 1, dtype=np.int64),
            origin=origin,
            positions=np.array(self._positions, dtype=np.float64).reshape(rows, 2) if has_shapes else None,
            expected=expected,
            is_complete=not any(each.code in _INCOMPLETE for each in remarks),
            remarks=(*remarks, *(self._shape_remarks() if has_shapes else ())),
        )

    def _shape_remarks(self) -> Iterator[Remark]:
        for code, shape, text in (
            ("other_shapes", "other", _OTHER_SHAPES),
            ("no_shapes", "none", _NO_SHAPES),
        ):
            lines = tuple(line for line, each in enumerate(self._shapes, 1) if each == shape)
            if lines:
                yield Remark(code, text.of(len(lines)), lines)


_INCOMPLETE = ("incomplete", "repeated")


def read_pages(
    client: Client, url: str, kind: str, pages: Iterator[Page], *, crs: str | None = "EPSG:4326"
) -> SourceTable:
    """Return the rows of all pages.

    A failure of the first page is raised; one of a later page ends the reading, keeps what came and makes
    the table an incomplete one, as do fewer rows than the service says it has. ``kind`` is a code of
    ``source_kind``. A limit that is exceeded is always raised, and so is ``Cancelled``.
    """
    rows, expected, reason = Rows(url, client.limits), None, None
    previous: list[Record] = []
    number = 0
    while True:
        check(client.progress)
        try:
            page = next(pages, None)
        except ServiceError as problem:
            if number == 0 or isinstance(problem, LimitError):
                raise
            reason = problem.text
            break
        if page is None:
            break
        number += 1
        expected = page.expected if page.expected is not None else expected
        news = 0 if page.records == previous else sum(map(rows.add, page.records))
        if page.records and not news:
            reason = _REPEATS
            break
        previous = page.records
        if expected:
            client.progress.report(min(1.0, len(rows) / expected), _READING.format(done=len(rows)))
    remarks = list(_verdict(rows, expected, reason))
    origin = Origin(kind=kind, where=redacted(url), sha256=client.sha256, crs=crs)
    return rows.table(origin, expected, remarks)


def _verdict(rows: Rows, expected: int | None, reason: Text | None) -> Iterator[Remark]:
    got = len(rows)
    if expected is not None and got >= expected and reason is _REPEATS:
        reason = None  # all that was advertised was there before the service began again
    elif rows.repeated and reason is not _REPEATS and (expected is None or got < expected):
        yield Remark("repeated", _TWICE.of(rows.repeated))
    if reason is not None:
        yield Remark("incomplete", _STOPPED.of(got, reason=reason))
    if expected is not None and got < expected:
        yield Remark("incomplete", _SHORT.format(got=got, expected=expected))
    if expected is not None and got > expected:
        yield Remark("more_than_expected", _MORE.format(got=got, expected=expected))


def _plain(text: str) -> str:
    """Return a text without lone surrogates, which no file could be written with."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")
