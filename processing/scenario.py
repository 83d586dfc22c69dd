# SPDX-License-Identifier: GPL-2.0-or-later
"""``servicepoints:scenario``: what closing, opening and moving points would do to people."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingContext

from ..host.language import tr
from .parameters import demand_parameters, id_parameter, network_parameters, points_parameter
from .scenario_parameters import change_parameters, destinations
from .spread import SpreadAlgorithm, cluster_parameter


class ScenarioAlgorithm(SpreadAlgorithm):
    """Before and after."""

    ID = "scenario"
    GROUP = "catchment"
    TAGS = (
        "what if", "close", "open", "move", "closure", "relocation", "before and after", "impact",
        "scénario", "fermer", "ouvrir", "déplacer", "fermeture", "avant et après", "incidence",
    )  # fmt: skip

    def displayName(self) -> str:  # noqa: N802
        return tr("Before and after")

    def shortDescription(self) -> str:  # noqa: N802
        return tr("Who gains and who loses when service points are closed, opened or moved.")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # noqa: N802
        self.add_parameters([points_parameter(), id_parameter(), *change_parameters()])
        self.add_parameters(demand_parameters(required=True, strata=True))
        self.add_parameters([*network_parameters(), cluster_parameter(), *destinations()])
        self.add_numbers(
            {
                "TOTAL": tr("Population considered"),
                "SERVED_BEFORE": tr("Population within the largest cutoff, before"),
                "SERVED_AFTER": tr("Population within the largest cutoff, after"),
                "UNREACHABLE_BEFORE": tr("Population without a road to any point, before"),
                "UNREACHABLE_AFTER": tr("Population without a road to any point, after"),
                "OFF_NETWORK": tr("Population too far from any road"),
                "MEAN_BEFORE": tr("Mean minutes or kilometres per person, before"),
                "MEAN_AFTER": tr("Mean minutes or kilometres per person, after"),
                "LOSING": tr("People with farther to go"),
                "LOSING_OVER_5": tr("People with more than 5 minutes or kilometres more"),
                "LOSING_OVER_15": tr("People with more than 15 minutes or kilometres more"),
                "LOSING_OVER_30": tr("People with more than 30 minutes or kilometres more"),
                "CUT_OFF": tr("People left without a way to any point"),
                "GAINING": tr("People with less far to go"),
                "POINTS_BEFORE": tr("Service points, before"),
                "POINTS_AFTER": tr("Service points, after"),
                "CHANGES": tr("Points closed, opened or moved"),
            }
        )

    def can_spread(self, parameters: dict[str, Any], context: QgsProcessingContext) -> bool:
        in_turn = self.parameterAsBool(parameters, "LEAVE_ONE_OUT", context)
        return bool(in_turn and super().can_spread(parameters, context))
