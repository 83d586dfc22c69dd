# SPDX-License-Identifier: GPL-2.0-or-later
"""One place that writes to QGIS's log panel."""

from __future__ import annotations

from qgis.core import Qgis, QgsMessageLog

from ..core.errors import ServicePointsError
from .language import say

TAG = "Service Points"


def info(message: str) -> None:
    QgsMessageLog.logMessage(message, TAG, Qgis.MessageLevel.Info, False)


def warning(message: str) -> None:
    QgsMessageLog.logMessage(message, TAG, Qgis.MessageLevel.Warning, False)


def error(problem: BaseException) -> str:
    """Write the problem with its details to the log; return the sentence to show to the person."""
    if isinstance(problem, ServicePointsError):
        sentence, details = say(problem.text), problem.details
    else:
        sentence, details = str(problem) or type(problem).__name__, repr(problem)
    QgsMessageLog.logMessage(f"{sentence}\n{details}".strip(), TAG, Qgis.MessageLevel.Critical, False)
    return sentence
