# SPDX-License-Identifier: GPL-2.0-or-later
"""Shared layers of which not all records came: nobody computes with them without having been told.

Where people are, a run is refused until somebody says on the layer to use it as it is; where nobody is
(``qgis_process``), the log warns. A copy of another day, and a layer that cannot be verified, only warn.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qgis.core import (
    QgsApplication,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsVectorLayer,
)

from ..core.connections import State
from ..core.errors import InputError
from ..core.text import Text
from ..host.language import say, tr
from ..layers.shared_layer import is_offline, moment_text, reading_of
from .sources import project_layers

_NOBODY = "qgis_process"


def check_complete(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> None:
    """Raise ``InputError`` for an incomplete input that nobody accepted. To be called where layers live."""
    if QgsApplication.platform() == _NOBODY:
        return
    for layer in project_layers(algorithm, parameters, context).values():
        reading = reading_of(layer)
        if reading is not None and reading.asks_first:
            raise InputError(_ASKS.format(layer=layer.name(), what=reading.text))


def warn_of_incomplete(layers: Mapping[str, QgsVectorLayer], feedback: QgsProcessingFeedback) -> None:
    """Say in the log of a run what is not whole, or not of today, among its inputs."""
    for layer in {layer.id(): layer for layer in layers.values()}.values():
        reading = reading_of(layer)
        if reading is None:
            continue
        if reading.state is not State.COMPLETE:
            feedback.pushWarning(
                tr("“{layer}”: {what} The results rest on these.").format(
                    layer=layer.name(), what=say(reading.text)
                )
            )
        if is_offline(layer):
            feedback.pushWarning(
                tr("“{layer}” is a copy of {date}: its service could not be read.").format(
                    layer=layer.name(), date=moment_text(reading.taken_at)
                )
            )


_ASKS = Text(
    "“{layer}” is not whole. {what} Results would be wrong without saying so. Click the warning sign beside "
    "the layer: try again, show the last good copy, or choose “Use It As It Is”; then run again.",
    "«\u00a0{layer}\u00a0» n’est pas entière. {what} Les résultats seraient faux sans le dire. Cliquez sur "
    "le signe d’avertissement à côté de la couche\u00a0: réessayez, montrez la dernière bonne copie, ou "
    "choisissez «\u00a0L’utiliser telle quelle\u00a0»; relancez ensuite le traitement.",
)
