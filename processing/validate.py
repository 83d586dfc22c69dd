# SPDX-License-Identifier: GPL-2.0-or-later
"""``servicepoints:validate``: every rule of the shared schema on a store or a working copy."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputBoolean,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)

from ..host.language import tr
from .base import SpAlgorithm
from .parameters import choice, explained
from .stores import database_help, store_filter

SEVERITIES = ("warning", "error")


class Validate(SpAlgorithm):
    """Validate a register."""

    ID = "validate"
    GROUP = "register"
    TAGS = (
        "validate", "check", "rules", "quality", "register", "findings",
        "valider", "vérifier", "règles", "qualité", "registre", "constats",
    )  # fmt: skip

    def displayName(self) -> str:  # noqa: N802
        return tr("Validate a register")

    def shortDescription(self) -> str:  # noqa: N802
        return tr("Checks every record against the rules of the shared schema and says what to do.")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # noqa: N802
        self.addParameter(
            explained(
                QgsProcessingParameterFile(
                    "INPUT", tr("Shared store or working copy"), fileFilter=store_filter()
                ),
                " ".join((tr("It is only read."), database_help())),
            )
        )
        self.addParameter(
            explained(
                QgsProcessingParameterString("RULES", tr("Rules to check"), optional=True),
                tr(
                    "Rule ids or their first letters, separated by commas, for example R,G01. Empty: all "
                    "of them."
                ),
            )
        )
        self.addParameter(
            explained(
                choice("MIN_SEVERITY", tr("Mildest severity to list"), SEVERITIES, "warning"),
                tr("warning: list everything; error: list errors only. The counts always cover both."),
            )
        )
        self.addParameter(
            explained(
                QgsProcessingParameterBoolean(
                    "FAIL_ON_ERROR", tr("Fail when there are errors"), defaultValue=False
                ),
                tr("The results are written all the same; qgis_process then ends with status 1."),
            )
        )
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                "FINDINGS", tr("Findings"), QgsProcessing.SourceType.TypeVectorPoint, optional=True
            )
        )
        self.addParameter(
            QgsProcessingParameterFileDestination(
                "REPORT", tr("Report"), tr("HTML files (*.html)"), optional=True
            )
        )
        self.add_numbers({"ERRORS": tr("Errors"), "WARNINGS": tr("Warnings")})
        self.addOutput(QgsProcessingOutputBoolean("VALID", tr("Valid: no error was found")))
