# SPDX-License-Identifier: GPL-2.0-or-later
"""``servicepoints:registerquality``: is the register complete, current and without contradictions?"""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMultipleLayers,
)

from ..host.language import tr
from .base import SpAlgorithm
from .parameters import advanced, explained
from .stores import database_help, store_filter


class RegisterQuality(SpAlgorithm):
    """Quality of a register."""

    ID = "registerquality"
    GROUP = "register"
    TAGS = (
        "quality", "completeness", "currency", "verified", "duplicates", "bilingual", "scorecard", "trend",
        "qualité", "complétude", "actualité", "vérifié", "doublons", "bilingue", "bulletin", "tendance",
    )  # fmt: skip

    def displayName(self) -> str:  # noqa: N802
        return tr("Quality of a register")

    def shortDescription(self) -> str:  # noqa: N802
        return tr(
            "Completeness in both languages, currency, positions, duplicates, agreement of sources: by "
            "jurisdiction, and which records to mend first."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # noqa: N802
        self.add_parameters([*_inputs(), *_destinations()])
        self.add_numbers(
            {
                "POINTS": tr("Service points"),
                "COMPLETE_EN": tr("Complete for readers of English (%)"),
                "COMPLETE_FR": tr("Complete for readers of French (%)"),
                "VERIFIED_12": tr("Verified within 12 months (%)"),
                "VERIFIED_24": tr("Verified within 24 months (%)"),
                "POSITIONED": tr("Position known to the building or the street (%)"),
                "DUPLICATES": tr("Points with a possible duplicate"),
                "WAITING": tr("Changes that wait for a decision"),
                "CONFLICTS": tr("Changes in conflict"),
                "SEVERAL_SOURCES": tr("Points known to two or more sources"),
                "DISPUTED": tr("Points on which sources differ"),
                "POINTS_TO_MEND": tr("Points with something to mend"),
            }
        )


def _inputs() -> list[Any]:
    return [
        explained(
            QgsProcessingParameterFile("STORE", tr("Shared store"), fileFilter=store_filter()),
            " ".join((tr("It is only read."), database_help())),
        ),
        explained(
            QgsProcessingParameterMultipleLayers(
                "EARLIER",
                tr("Earlier snapshots of this store"),
                QgsProcessing.SourceType.TypeFile,
                optional=True,
            ),
            tr(
                "For the trend: copies of the same store from earlier, such as the files of the shared "
                "folder. Each is measured in the same way, as of the day of its last change."
            ),
        ),
        advanced(
            explained(
                QgsProcessingParameterDateTime(
                    "AS_OF",
                    tr("Judge currency as of"),
                    QgsProcessingParameterDateTime.Type.Date,
                    optional=True,
                ),
                tr("The day from which 12 and 24 months are counted back. Empty: today."),
            )
        ),
    ]


def _destinations() -> list[Any]:
    return [
        explained(
            QgsProcessingParameterFeatureSink(
                "SCORECARD", tr("Scorecard"), QgsProcessing.SourceType.TypeVector
            ),
            tr("A row for each figure: of the whole register, and of each jurisdiction."),
        ),
        explained(
            QgsProcessingParameterFeatureSink(
                "MEND",
                tr("Points to mend"),
                QgsProcessing.SourceType.TypeVectorPoint,
                optional=True,
                createByDefault=False,
            ),
            tr("Every point with something to mend, the most pressing first, and what it is."),
        ),
        explained(
            QgsProcessingParameterFileDestination(
                "REPORT", tr("Report"), tr("HTML files (*.html)"), optional=True
            ),
            tr("A page to read, print and keep."),
        ),
    ]
