# SPDX-License-Identifier: GPL-2.0-or-later
"""``servicepoints:colocationquotient``: which types of points are found near which, beyond chance."""

from __future__ import annotations

from typing import Any

from ..host.language import tr
from .colocationquotient_parameters import (
    chance_parameters,
    destinations,
    neighbour_parameters,
    type_parameters,
)
from .parameters import id_parameter, network_parameters, points_parameter
from .spread import SpreadAlgorithm, cluster_parameter


class ColocationQuotient(SpreadAlgorithm):
    """Colocation quotient."""

    ID = "colocationquotient"
    GROUP = "colocation"
    TAGS = (
        "colocation quotient", "co-location", "nearest neighbour", "neighbor", "permutation", "p-value",
        "quotient de colocalisation", "colocalisation", "plus proche voisin", "permutation", "valeur p",
    )  # fmt: skip

    def displayName(self) -> str:  # noqa: N802
        return tr("Colocation quotient")

    def shortDescription(self) -> str:  # noqa: N802
        return tr(
            "Says which types of points are found near which, how much more often than chance, and where."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # noqa: N802
        self.add_parameters([points_parameter(), id_parameter(), *type_parameters()])
        self.add_parameters(neighbour_parameters())
        self.add_parameters(network_parameters())
        self.add_parameters([*chance_parameters(), cluster_parameter(), *destinations()])
        self.add_numbers(
            {
                "POINTS_USED": tr("Points with a type and a place"),
                "POINTS_WITHOUT_TYPE": tr("Points without a type"),
                "POINTS_UNPLACED": tr("Points too far from any road"),
                "POINTS_ALONE": tr("Points without any neighbour"),
                "TYPES_FOUND": tr("Types"),
                "PAIRS_SIGNIFICANT": tr("Pairs of types that chance alone can hardly explain"),
            }
        )
