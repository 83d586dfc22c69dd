# SPDX-License-Identifier: GPL-2.0-or-later
"""``servicepoints:applyreceipts``: what the stewards took is no longer a change of the working copy."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterAuthConfig,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFile,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterString,
)

from ..host.language import tr
from .base import SpAlgorithm
from .parameters import advanced, choice, explained
from .stores import database_help

RESOLUTIONS = ("ask", "mine", "theirs")


class ApplyReceipts(SpAlgorithm):
    """Apply receipts."""

    ID = "applyreceipts"
    GROUP = "register"
    TAGS = (
        "receipt", "working copy", "conflict", "submission", "answer",
        "accusé de traitement", "copie de travail", "conflit", "soumission", "réponse",
    )  # fmt: skip

    def displayName(self) -> str:  # noqa: N802
        return tr("Apply receipts")

    def shortDescription(self) -> str:  # noqa: N802
        return tr("Reads the stewards’ answers into a working copy and lists what is left to decide.")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # noqa: N802
        files = QgsProcessing.SourceType.TypeFile
        self.add_parameters(
            [
                explained(
                    QgsProcessingParameterFile(
                        "WORKING_COPY", tr("Working copy"), fileFilter=tr("GeoPackage (*.gpkg)")
                    ),
                    tr("The file in which the records were corrected; save the edits of its layers first."),
                ),
                explained(
                    QgsProcessingParameterMultipleLayers("RECEIPTS", tr("Receipts"), files, optional=True),
                    tr(
                        "The stewards’ answers (.receipt.json), or folders with such files. Not needed when "
                        "they are fetched."
                    ),
                ),
                explained(
                    QgsProcessingParameterMultipleLayers("SUBMISSIONS", tr("Submissions sent"), files),
                    tr("The documents they answer (.casp.json or .casp.zip), or folders with such files."),
                ),
                explained(
                    choice("RESOLVE", tr("Fields that others changed as well"), RESOLUTIONS, "ask"),
                    tr(
                        "ask: they are only listed; mine: your value stays and is submitted next time; "
                        "theirs: the store’s value is taken over."
                    ),
                ),
                *_transport_parameters(),
                QgsProcessingParameterFeatureSink(
                    "CONFLICTS",
                    tr("Fields that others changed as well"),
                    QgsProcessing.SourceType.TypeVector,
                    optional=True,
                ),
            ]
        )
        self.add_numbers(
            {
                "RECORDS_MOVED": tr("Records taken by the store"),
                "CONFLICTS_FOUND": tr("Fields that others changed as well"),
                "RECEIPTS_IGNORED": tr("Receipts ignored"),
            }
        )


def _transport_parameters() -> list[QgsProcessingParameterDefinition]:
    return [
        explained(
            QgsProcessingParameterString(
                "TRANSPORT", tr("Fetch the receipts from where they were sent"), optional=True
            ),
            " ".join(
                (
                    tr(
                        "The shared folder or the web address that the submissions were sent to. Their "
                        "receipts are fetched from there."
                    ),
                    database_help(),
                )
            ),
        ),
        advanced(
            explained(
                QgsProcessingParameterAuthConfig("AUTHCFG", tr("Login for the web address"), optional=True),
                tr("An authentication configuration of QGIS; never put a password in the address."),
            )
        ),
    ]
