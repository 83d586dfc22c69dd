# SPDX-License-Identifier: GPL-2.0-or-later
"""``servicepoints:colocationpairs``: points of different governments that could share a roof."""

from __future__ import annotations

from typing import Any

from ..core.choices import RATE_DISTANCES_M
from ..host.language import tr
from .base import SpAlgorithm
from .pair_parameters import destinations, group_parameters, score_parameters
from .parameters import (
    demand_parameters,
    explained,
    id_parameter,
    network_parameters,
    number,
    points_parameter,
)
from .wording import reach_text


class ColocationPairs(SpAlgorithm):
    """Co-location opportunities."""

    ID = "colocationpairs"
    GROUP = "colocation"
    TAGS = (
        "co-location", "colocation", "pairs", "partnership", "share", "clusters",
        "cohabitation", "colocalisation", "paires", "partenariat", "partager", "grappes",
    )  # fmt: skip

    def displayName(self) -> str:  # noqa: N802
        return tr("Co-location opportunities")

    def shortDescription(self) -> str:  # noqa: N802
        return tr(
            "Finds service points of different governments that could share a roof, and ranks the pairs."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # noqa: N802
        self.add_parameters([points_parameter(), id_parameter(), *group_parameters()])
        self.add_parameters(network_parameters())
        self.add_parameters(
            [
                explained(
                    number("MAX_COST", tr("Largest cost of a pair (minutes or kilometres)"), 5.0, 0.001),
                    tr(
                        "Pairs farther apart are left out. Minutes for travel time, kilometres for distances."
                    ),
                ),
                *demand_parameters(strata=True),
                *score_parameters(),
                *destinations(),
            ]
        )
        self.add_numbers(
            {
                "PAIRS_FOUND": tr("Pairs"),
                "CLUSTERS_FOUND": tr("Clusters"),
                "POINTS_COLOCATED": tr("Points at the address of another group’s point"),
                "POINTS_PLACED": tr("Service points on the network"),
                "POINTS_UNPLACED": tr("Service points too far from any road"),
                **_rate_labels(),
                "ONE_STOP_RATE": tr("Share of the people within reach of a place shared today"),
            }
        )


def _rate_labels() -> dict[str, str]:
    """Return the number outputs of indicator P1, in the order of the rates."""
    shared = tr("Share of the points with another group’s point within {distance}")
    return {
        "RATE_SAME_ADDRESS": tr("Share of the points at the address of another group’s point"),
        **{f"RATE_{metres:g}_M": shared.format(distance=reach_text(metres)) for metres in RATE_DISTANCES_M},
    }
