# SPDX-License-Identifier: GPL-2.0-or-later
"""One place that writes to QGIS's log panel."""

from __future__ import annotations

from collections import deque
from datetime import datetime

from qgis.core import Qgis, QgsMessageLog

from ..core.errors import ServicePointsError
from .language import say

TAG = "Service Points"
KEPT = 500

_recent: deque[str] = deque(maxlen=KEPT)


def info(message: str) -> None:
    _write(message, Qgis.MessageLevel.Info, "info")


def warning(message: str) -> None:
    _write(message, Qgis.MessageLevel.Warning, "warning")


def error(problem: BaseException) -> str:
    """Write the problem with its details to the log; return the sentence to show to the person."""
    if isinstance(problem, ServicePointsError):
        sentence, details = say(problem.text), problem.details
    else:
        sentence, details = str(problem) or type(problem).__name__, repr(problem)
    _write(f"{sentence}\n{details}".strip(), Qgis.MessageLevel.Critical, "error")
    return sentence


def recent() -> list[str]:
    """Return the last messages of this session, each with its time and kind; the oldest first."""
    return list(_recent)


def _write(message: str, level: Qgis.MessageLevel, kind: str) -> None:
    _recent.append(f"{datetime.now():%H:%M:%S} {kind}: {message}")
    QgsMessageLog.logMessage(message, TAG, level, False)
