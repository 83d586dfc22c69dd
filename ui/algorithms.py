# SPDX-License-Identifier: GPL-2.0-or-later
"""Opens the Processing dialog of an algorithm, filled in from the open store."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from qgis.core import Qgis, QgsApplication
from qgis.PyQt import sip
from qgis.PyQt.QtWidgets import QDialog

from ..host.language import tr
from ..processing.provider import PROVIDER
from .preflight import add_preflight


def open_algorithm(
    iface: Any,  # noqa: ANN401  (QgisInterface, or a stand-in)
    name: str,
    parameters: Mapping[str, Any],
    finished: Callable[[Mapping[str, Any]], None] | None = None,
) -> QDialog | None:
    """Show an algorithm's dialog without waiting for it; ``finished`` hears the outputs of a good run.

    Parameters the algorithm does not have are left out, so that a caller may offer all it knows.
    """
    identifier = f"{PROVIDER}:{name}"
    algorithm = QgsApplication.processingRegistry().algorithmById(identifier)
    known = {definition.name() for definition in algorithm.parameterDefinitions()} if algorithm else set()
    filled = {key: value for key, value in parameters.items() if key in known and value is not None}
    dialog = open_dialog(iface, identifier, filled)

    def heard(successful: bool, results: Mapping[str, Any]) -> None:
        if successful and finished is not None:
            finished(dict(results))

    if dialog is not None:
        dialog.algorithmFinished.connect(heard)
    return dialog


def open_dialog(
    iface: Any,  # noqa: ANN401  (QgisInterface, or a stand-in)
    identifier: str,
    parameters: Mapping[str, Any],
) -> QDialog | None:
    """Show the dialog of an algorithm with these parameters; None, and a message, when there is none."""
    from qgis import processing  # noqa: PLC0415  (QGIS's own; absent without its Processing plugin)

    if QgsApplication.processingRegistry().algorithmById(identifier) is None:
        iface.messageBar().pushMessage(
            tr("Service points"),
            tr("This task needs QGIS’s Processing plugin. Turn it on in the plugin manager, then try again."),
            Qgis.MessageLevel.Warning,
            10,
        )
        return None
    dialog = processing.createAlgorithmDialog(identifier, dict(parameters))
    if dialog is None or sip.isdeleted(dialog):
        return None
    add_preflight(dialog, identifier)
    dialog.show()
    return dialog
