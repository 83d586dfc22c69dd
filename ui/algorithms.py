# SPDX-License-Identifier: GPL-2.0-or-later
"""Opens the Processing dialog of an algorithm, filled in from the open store."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from qgis.core import Qgis, QgsApplication
from qgis.PyQt import sip
from qgis.PyQt.QtWidgets import QDialog

from ..host.language import tr

PROVIDER = "servicepoints"


def open_algorithm(
    iface: Any,  # noqa: ANN401  (QgisInterface, or a stand-in)
    name: str,
    parameters: Mapping[str, Any],
    finished: Callable[[Mapping[str, Any]], None] | None = None,
) -> QDialog | None:
    """Show an algorithm's dialog without waiting for it; ``finished`` hears the outputs of a good run.

    Parameters the algorithm does not have are left out, so that a caller may offer all it knows.
    """
    from qgis import processing  # noqa: PLC0415  (QGIS's own; absent without its Processing plugin)

    identifier = f"{PROVIDER}:{name}"
    algorithm = QgsApplication.processingRegistry().algorithmById(identifier)
    if algorithm is None:
        iface.messageBar().pushMessage(
            tr("Service points"),
            tr("This task needs QGIS’s Processing plugin. Turn it on in the plugin manager, then try again."),
            Qgis.MessageLevel.Warning,
            10,
        )
        return None
    known = {definition.name() for definition in algorithm.parameterDefinitions()}
    filled = {key: value for key, value in parameters.items() if key in known and value is not None}
    dialog = processing.createAlgorithmDialog(identifier, filled)

    def heard(successful: bool, results: Mapping[str, Any]) -> None:
        if successful and finished is not None:
            finished(dict(results))

    if dialog is None or sip.isdeleted(dialog):
        return None
    dialog.algorithmFinished.connect(heard)
    dialog.show()
    return dialog
