# SPDX-License-Identifier: GPL-2.0-or-later
"""Whether those who may be served are people: QGIS fills a dialog with the first layer that fits."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingAlgorithm, QgsProcessingContext, QgsProcessingFeedback, QgsVectorLayer

from ..core.errors import InputError
from ..core.text import Text
from ..host.language import say
from ..layers.fields import POINTS, TABLE_PROPERTY
from .sources import demand_fields, label_of, project_layers


def check_demand(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> None:
    """Raise ``InputError`` for the register’s points as population units, unless a field says their people.

    To be called where layers live.
    """
    demand = _without_people(algorithm, parameters, context)
    if demand is not None and demand.customProperty(TABLE_PROPERTY) == POINTS:
        raise InputError(_POINTS.format(label=label_of(algorithm, "DEMAND"), layer=demand.name()))


def warn_of_points_counted(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> None:
    """Warn where the population units are another input, too: somebody may mean to count points, few do."""
    demand = _without_people(algorithm, parameters, context)
    for name, layer in project_layers(algorithm, parameters, context).items() if demand else ():
        if name != "DEMAND" and layer.id() == demand.id():
            labels = {"label": label_of(algorithm, "DEMAND"), "other": label_of(algorithm, name)}
            feedback.pushWarning(say(_COUNTED.format(**labels, layer=layer.name())))
            return


def _without_people(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> QgsVectorLayer | None:
    """Return the layer of population units, where no field says how many people they have."""
    if algorithm.parameterDefinition("DEMAND") is None or demand_fields(algorithm, parameters, context):
        return None
    return project_layers(algorithm, parameters, context).get("DEMAND")


_COUNTED = Text(
    "“{layer}” is both “{label}” and “{other}”: its points are counted, not people. If that is not meant, "
    "choose a layer of population units, such as dissemination blocks.",
    "«\u00a0{layer}\u00a0» est à la fois «\u00a0{label}\u00a0» et «\u00a0{other}\u00a0»\u00a0: ce sont ses "
    "points qui sont comptés, non des personnes. Si ce n’est pas voulu, choisissez une couche d’unités de "
    "population, comme des îlots de diffusion.",
)
_POINTS = Text(
    "“{label}” is “{layer}”: the points themselves, not people. Choose a layer of population units, such as "
    "dissemination blocks, or a field that says how many people each point stands for.",
    "«\u00a0{label}\u00a0» est «\u00a0{layer}\u00a0»\u00a0: les points eux-mêmes, non des personnes. "
    "Choisissez une couche d’unités de population, comme des îlots de diffusion, ou un champ qui dit combien "
    "de personnes chaque point représente.",
)
