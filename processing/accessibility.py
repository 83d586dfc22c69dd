# SPDX-License-Identifier: GPL-2.0-or-later
"""``servicepoints:accessibility``: what capacity people can reach, given who else can reach it."""

from __future__ import annotations

from typing import Any

from ..host.language import tr
from .accessibility_parameters import capacity_parameter, decay_parameters, destinations
from .base import SpAlgorithm
from .parameters import demand_parameters, id_parameter, network_parameters, points_parameter


class Accessibility(SpAlgorithm):
    """Floating-catchment accessibility."""

    ID = "accessibility"
    GROUP = "catchment"
    TAGS = (
        "accessibility", "floating catchment", "2SFCA", "E2SFCA", "Gaussian", "gravity", "capacity", "load",
        "accessibilité", "zone flottante", "gravitaire", "capacité", "charge", "offre et demande",
    )  # fmt: skip

    def displayName(self) -> str:  # noqa: N802
        return tr("Floating-catchment accessibility")

    def shortDescription(self) -> str:  # noqa: N802
        return tr(
            "How much capacity people can reach, shared with all others who can, and how busy points are."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # noqa: N802
        self.add_parameters([points_parameter(), id_parameter(), capacity_parameter()])
        self.add_parameters(demand_parameters(required=True, strata=True))
        self.add_parameters(network_parameters())
        self.add_parameters([*decay_parameters(), *destinations()])
        self.add_numbers(
            {
                "TOTAL": tr("People in all"),
                "SERVED_TOTAL": tr("People with access"),
                "BEYOND": tr("People with nothing within the largest cutoff"),
                "UNREACHABLE": tr("People without a road to any point"),
                "OFF_NETWORK": tr("People too far from any road"),
                "MEAN_ACCESS": tr("Mean access per person"),
                "GINI": tr("Gini coefficient of access"),
                "ACCESS_TOTAL": tr("Access of all people added up"),
                "CAPACITY_SHARED": tr("Capacity of the points that have demand"),
                "CAPACITY_TOTAL": tr("Capacity of all points used"),
                "EDGE_PEOPLE": tr("People whose access the border of the network may change"),
                "POINTS_PLACED": tr("Points on the network"),
                "POINTS_UNPLACED": tr("Points too far from any road"),
                "POINTS_WITHOUT_DEMAND": tr("Points on the network that nobody can reach"),
                "POINTS_WITHOUT_CAPACITY": tr("Points left out for want of a usable capacity"),
            }
        )
