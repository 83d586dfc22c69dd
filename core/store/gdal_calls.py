# SPDX-License-Identifier: GPL-2.0-or-later
"""GDAL called so that its errors are seen, whether or not the host switched its Python exceptions on.

QGIS, a plugin beside us or a worker of a cluster may have called ``gdal.UseExceptions()``. That switch is
shared by the whole process, so it is left alone: failures are collected from GDAL's error handler, which
belongs to the thread, and from the exceptions where they are on.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from osgeo import gdal, ogr

from .values import canonical_datetime


class GdalFailure(Exception):  # noqa: N818  (it never leaves this room)
    """A call to GDAL failed; the text is GDAL's own."""


DISK_FAILURES = ("disk I/O error", "disk is full")
"""SQLite's words for what is no record's fault."""

_UNREADABLE = "malformed: GDAL's message quotes bytes that are no text"


class Failures:
    """The failures GDAL reported since the last check."""

    def __init__(self) -> None:
        self.messages: list[str] = []

    def note(self, level: int = gdal.CE_Failure, number: int = 0, message: str = _UNREADABLE) -> None:
        """Keep a failure; warnings and debug lines are dropped.

        GDAL calls without arguments when its message is no UTF-8, as it is when it quotes a damaged file.
        """
        if level >= gdal.CE_Failure:
            self.messages.append(message)

    def check(self, code: int | None = 0) -> None:
        """Raise ``GdalFailure`` when GDAL reported a failure, or when ``code`` says so."""
        if self.messages or code:
            message = "; ".join(self.messages) or f"OGR error {code}"
            self.messages.clear()
            raise GdalFailure(message)


@contextmanager
def gdal_failures() -> Iterator[Failures]:
    """Run GDAL calls quietly and raise ``GdalFailure`` for what went wrong in them."""
    failures = Failures()
    gdal.PushErrorHandler(failures.note)
    try:
        yield failures
        failures.check()
    except (RuntimeError, SystemError, UnicodeError) as error:
        # GDAL's own exception, where exceptions are on; the other two for messages that are no text
        raise GdalFailure("; ".join([*failures.messages, str(error)])) from error
    finally:
        gdal.PopErrorHandler()


@contextmanager
def gdal_failures_ignored() -> Iterator[None]:
    """Run a GDAL call whose failure does not matter or is seen from its result."""
    try:
        with gdal_failures():
            yield
    except GdalFailure:
        return


@contextmanager
def file_date(now: datetime | None) -> Iterator[None]:
    """Let GDAL write ``now`` as the date of the tables it touches, in this thread only."""
    text = None if now is None else canonical_datetime(now).replace("Z", ".000Z")
    before = gdal.GetThreadLocalConfigOption("OGR_CURRENT_DATE", None)
    gdal.SetThreadLocalConfigOption("OGR_CURRENT_DATE", text)
    try:
        yield
    finally:
        gdal.SetThreadLocalConfigOption("OGR_CURRENT_DATE", before)


def open_dataset(path: Path, flags: int) -> gdal.Dataset | None:
    """Open a file with GDAL's GeoPackage driver and no other: names prove nothing about contents."""
    return gdal.OpenEx(str(path), gdal.OF_VECTOR | flags, allowed_drivers=["GPKG"])


def layer_of(dataset: gdal.Dataset, table: str) -> ogr.Layer | None:
    """Return a table's layer, or None when the file has no such table."""
    layer = None
    with gdal_failures_ignored():
        layer = dataset.GetLayerByName(table)
    return layer


def execute(dataset: gdal.Dataset, statement: str) -> None:
    """Run a statement that returns nothing."""
    result = dataset.ExecuteSQL(statement)
    if result is not None:
        dataset.ReleaseResultSet(result)


def sql_text(text: str) -> str:
    """Return a text as a literal, for the few statements that take no bound value."""
    return "'" + text.replace("'", "''") + "'"


def sql_name(name: str) -> str:
    """Return the name of a table or trigger as an identifier."""
    return '"' + name.replace('"', '""') + '"'
