# SPDX-License-Identifier: GPL-2.0-or-later
"""``servicepoints:partnershipbrief``: one page for those who decide whether points share a place."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMultipleLayers,
)

from ..host.language import tr
from .base import SpAlgorithm
from .brief_parameters import choice_parameters
from .loadstore import LANGUAGES
from .parameters import advanced, choice, demand_parameters, explained, network_parameters, number
from .stores import database_help, store_filter


class PartnershipBrief(SpAlgorithm):
    """Partnership brief."""

    ID = "partnershipbrief"
    GROUP = "colocation"
    TAGS = (
        "brief", "partnership", "co-location", "report", "decision", "map", "pdf",
        "note", "partenariat", "cohabitation", "rapport", "décision", "carte",
    )  # fmt: skip

    def displayName(self) -> str:  # noqa: N802
        return tr("Partnership brief")

    def shortDescription(self) -> str:  # noqa: N802
        return tr(
            "Writes a page for decision makers about points that could share a place: map, people, services, "
            "precedents."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # noqa: N802
        store = QgsProcessingParameterFile("STORE", tr("Shared store"), fileFilter=store_filter())
        told = tr("The store that the points come from.")
        self.add_parameters([*choice_parameters(), explained(store, f"{told} {database_help()}")])
        self.add_parameters(network_parameters())
        self.add_parameters(demand_parameters(strata=True))
        self.add_parameters(
            [
                explained(
                    number(
                        "OVERLAP_CUTOFF",
                        tr("Catchments for the population in common (min or km)"),
                        15.0,
                        0.001,
                    ),
                    tr("People within this travel cost of a point are counted as served by it."),
                ),
                advanced(
                    explained(
                        QgsProcessingParameterBoolean(
                            "SENSITIVITY", tr("Say how much the figures hang on the limit"), True
                        ),
                        tr("Also measures with a limit 20% smaller and 20% larger."),
                    )
                ),
                advanced(
                    explained(
                        QgsProcessingParameterMultipleLayers(
                            "BACKGROUND",
                            tr("Layers below the map"),
                            QgsProcessing.SourceType.TypeMapLayer,
                            optional=True,
                        ),
                        tr("Such as water or a base map, with their own symbols, the uppermost first."),
                    )
                ),
                explained(
                    choice("LANGUAGE", tr("Language of the brief"), LANGUAGES, "auto"),
                    tr("auto: the language of QGIS or of the plugin’s settings; en: English; fr: French."),
                ),
                QgsProcessingParameterFileDestination("OUTPUT", tr("Brief"), tr("HTML files (*.html)")),
                QgsProcessingParameterFileDestination(
                    "PDF", tr("Brief as PDF"), tr("PDF files (*.pdf)"), optional=True, createByDefault=False
                ),
            ]
        )
        self.add_numbers(
            {
                "POINTS_COUNT": tr("Points of the brief"),
                "PEOPLE_EITHER": tr("People within reach of at least one of the points"),
                "PEOPLE_BOTH": tr("People within reach of two or more of the points"),
                "PEOPLE_GAINING": tr("People who would gain a service"),
                "PRECEDENTS": tr("Precedents"),
            }
        )
