# SPDX-License-Identifier: GPL-2.0-or-later
"""``servicepoints:coverage``: the share of people who meet a standard, and who does not."""

from __future__ import annotations

from typing import Any

from ..host.language import tr
from .coverage_parameters import destinations, quality_parameters, standard_parameters
from .parameters import demand_parameters, id_parameter, network_parameters, points_parameter
from .spread import SpreadAlgorithm, cluster_parameter


class Coverage(SpreadAlgorithm):
    """Coverage against a standard."""

    ID = "coverage"
    GROUP = "catchment"
    TAGS = (
        "service points", "coverage", "standard", "gap", "unserved", "equity", "Gini", "Lorenz", "indicator",
        "points de service", "couverture", "norme", "lacune", "non desservie", "équité", "indicateur",
    )  # fmt: skip

    def displayName(self) -> str:  # noqa: N802
        return tr("Coverage against a standard")

    def shortDescription(self) -> str:  # noqa: N802
        return tr("What share of the people meets a standard of access, by area and group, and who does not.")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # noqa: N802
        self.add_parameters([points_parameter(), id_parameter(), *network_parameters()])
        self.add_parameters(demand_parameters(required=True, strata=True))
        self.add_parameters([*standard_parameters(), *quality_parameters(), cluster_parameter()])
        self.add_parameters(destinations())
        self.add_numbers(
            {
                "TOTAL": tr("Population read"),
                "SERVED_TOTAL": tr("Population covered"),
                "BEYOND": tr("Population beyond the cutoff"),
                "UNREACHABLE": tr("Population without a road to any point"),
                "OFF_NETWORK": tr("Population too far from any road"),
                "EXCLUDED": tr("Population left out for want of a position"),
                "COVERAGE_RATE": tr("Coverage rate (%)"),
                "TARGET_MET": tr("Standard met (1), missed (0), or not decided (-1)"),
                "STRATA": tr("Areas"),
                "STRATA_FLIPPED": tr("Areas that change sides under another assumption"),
                "MEAN_COST": tr("Mean cost to the nearest point"),
                "MEDIAN_COST": tr("Median cost to the nearest point"),
                "GINI": tr("Gini coefficient of the cost"),
                "EDGE_PEOPLE": tr("People not covered whom a point beyond the border could serve"),
                "POINTS_PLACED": tr("Service points on the network"),
                "POINTS_UNPLACED": tr("Service points too far from any road"),
            }
        )
