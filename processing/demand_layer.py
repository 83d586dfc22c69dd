# SPDX-License-Identifier: GPL-2.0-or-later
"""Whether those who may be served are people: QGIS fills a dialog with the first layer that fits."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingAlgorithm, QgsProcessingContext

from ..core.errors import InputError
from ..core.text import Text
from ..layers.fields import POINTS, TABLE_PROPERTY
from .sources import demand_fields, label_of, project_layers


def check_demand(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> None:
    """Raise ``InputError`` for service points as population units, unless a field says their people.

    To be called where layers live.
    """
    if algorithm.parameterDefinition("DEMAND") is None or demand_fields(algorithm, parameters, context):
        return
    layers = project_layers(algorithm, parameters, context)
    demand = layers.pop("DEMAND", None)
    if demand is None:
        return
    twice = next((name for name, layer in layers.items() if layer.id() == demand.id()), None)
    if twice is not None or demand.customProperty(TABLE_PROPERTY) == POINTS:
        raise InputError(_POINTS.format(label=label_of(algorithm, "DEMAND"), layer=demand.name()))


_POINTS = Text(
    "“{label}” is “{layer}”: the points themselves, not people. Choose a layer of population units, such as "
    "dissemination blocks, or a field that says how many people each point stands for.",
    "«\u00a0{label}\u00a0» est «\u00a0{layer}\u00a0»\u00a0: les points eux-mêmes, non des personnes. "
    "Choisissez une couche d’unités de population, comme des îlots de diffusion, ou un champ qui dit combien "
    "de personnes chaque point représente.",
)
