# SPDX-License-Identifier: GPL-2.0-or-later
"""GDAL's errors made visible, whether or not the host switched GDAL's Python exceptions on.

QGIS, a plugin beside us or a worker of a cluster may have called ``gdal.UseExceptions()``. That switch is
shared by the whole process, so it is left alone: failures are collected from GDAL's error handler, which
belongs to the thread, and from the exceptions where they are on.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import Iterator, List

from osgeo import gdal


class GdalFailure(Exception):  # noqa: N818  (it never leaves this room)
    """A call to GDAL failed; the text is GDAL's own."""


class Failures:
    """The failures GDAL reported since the last check."""

    def __init__(self) -> None:
        self.messages: List[str] = []

    def note(self, level: int, number: int, message: str) -> None:
        """Keep a failure; warnings and debug lines are dropped."""
        if level >= gdal.CE_Failure:
            self.messages.append(message)

    def check(self, code: int = 0) -> None:
        """Raise ``GdalFailure`` when GDAL reported a failure, or when ``code`` is not zero."""
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
    except RuntimeError as error:  # GDAL's own exception, where exceptions are on
        raise GdalFailure("; ".join([*failures.messages, str(error)])) from error
    finally:
        gdal.PopErrorHandler()
