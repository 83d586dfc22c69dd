# SPDX-License-Identifier: GPL-2.0-or-later
"""``servicepoints:siting``: where to open sites so that people are served best."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingOutputString

from ..host.language import tr
from .base import SpAlgorithm
from .parameters import demand_parameters, network_parameters
from .siting_parameters import (
    destinations,
    model_parameters,
    name_parameters,
    place_parameters,
    unit_parameters,
)


class SitingAlgorithm(SpAlgorithm):
    """Where to open sites."""

    ID = "siting"
    GROUP = "catchment"
    TAGS = (
        "siting", "location-allocation", "p-median", "maximal covering", "set covering", "p-center", "open",
        "localisation", "allocation", "p-médian", "couverture maximale", "p-centre", "ouvrir", "implantation",
    )  # fmt: skip

    def displayName(self) -> str:  # noqa: N802
        return tr("Where to open, merge or keep")

    def shortDescription(self) -> str:  # noqa: N802
        return tr("Chooses the sites that serve people best, and says how good the choice is at least.")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # noqa: N802
        self.add_parameters([*place_parameters(), *demand_parameters(required=True), *model_parameters()])
        self.add_parameters(network_parameters())
        self.add_parameters([*name_parameters(), *unit_parameters(), *destinations()])
        self.add_numbers(
            {
                "OBJECTIVE": tr("What the model makes best"),
                "BOUND": tr("What no choice of sites can exceed"),
                "GAP": tr("Gap between them (0 to 1)"),
                "SITES_CHOSEN": tr("Sites to open"),
                "MEAN_COST": tr("Mean trip of the people served"),
                "LARGEST_COST": tr("Longest trip of the people served"),
                "TOTAL": tr("People in all"),
                "SERVED_TOTAL": tr("People served"),
                "BEYOND": tr("People beyond the cutoff"),
                "UNREACHABLE": tr("People without a road to any open site"),
                "OFF_NETWORK": tr("People too far from any road"),
                "CANDIDATES_OFF_NETWORK": tr("Candidates too far from any road"),
            }
        )
        self.addOutput(QgsProcessingOutputString("STATUS", tr("“optimal”, or “feasible” with a gap")))
