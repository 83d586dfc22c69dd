# SPDX-License-Identifier: GPL-2.0-or-later
"""How long work says how far it is, and hears that it should stop."""

from __future__ import annotations

from typing import Protocol

from .errors import Cancelled
from .text import Text


class Progress(Protocol):
    """What long work in ``core`` needs of its caller. QGIS feedback objects are adapted to it."""

    def is_cancelled(self) -> bool:
        """Return whether the user asked to stop."""

    def report(self, fraction: float, text: Text | None = None) -> None:
        """Say how much is done (0…1) and, when it changes, what is being done."""


class Silent:
    """Nobody listens and nobody cancels."""

    def is_cancelled(self) -> bool:
        return False

    def report(self, fraction: float, text: Text | None = None) -> None:
        return None


class Part:
    """The share ``start…end`` of another progress, for a stage that counts from 0 to 1 itself."""

    def __init__(self, whole: Progress, start: float, end: float) -> None:
        self._whole, self._start, self._end = whole, start, end

    def is_cancelled(self) -> bool:
        return self._whole.is_cancelled()

    def report(self, fraction: float, text: Text | None = None) -> None:
        self._whole.report(self._start + fraction * (self._end - self._start), text)


def check(progress: Progress) -> None:
    """Raise ``Cancelled`` when the user asked to stop."""
    if progress.is_cancelled():
        raise Cancelled


SILENT: Progress = Silent()
