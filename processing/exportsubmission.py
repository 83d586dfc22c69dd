# SPDX-License-Identifier: GPL-2.0-or-later
"""``servicepoints:exportsubmission``: what changed in a working copy, as one submission document."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingOutputFile,
    QgsProcessingOutputString,
    QgsProcessingParameterAuthConfig,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFile,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterString,
)

from ..core.schema import load_schema
from ..host.language import tr
from .base import SpAlgorithm
from .parameters import advanced, choice, explained
from .stores import database_help
from .submitter_parameters import who_parameters


class ExportSubmission(SpAlgorithm):
    """Export a submission."""

    ID = "exportsubmission"
    GROUP = "register"
    TAGS = (
        "submission", "export", "edits", "changes", "working copy",
        "soumission", "exporter", "modifications", "changements", "copie de travail",
    )  # fmt: skip

    def displayName(self) -> str:  # noqa: N802
        return tr("Export a submission")

    def shortDescription(self) -> str:  # noqa: N802
        return tr("Puts what changed in a working copy into one document for the stewards.")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # noqa: N802
        domains = load_schema().domains
        reasons = tuple(code.code for code in domains["reason"].values if not code.deprecated)
        licences = tuple(code.code for code in domains["licence"].values if not code.deprecated)
        self.add_parameters(
            [
                explained(
                    QgsProcessingParameterFile(
                        "WORKING_COPY", tr("Working copy"), fileFilter=tr("GeoPackage (*.gpkg)")
                    ),
                    tr("The file in which the records were corrected; save the edits of its layers first."),
                ),
                *who_parameters(),
                explained(
                    choice("REASON", tr("Reason for the changes"), reasons, "correction"),
                    tr(
                        "Goes with the changes that were given none in the working copy. The reason "
                        "“other” needs a comment."
                    ),
                ),
                explained(
                    QgsProcessingParameterString("COMMENT", tr("Comment"), optional=True, multiLine=True),
                    tr("What the stewards should know about these changes."),
                ),
                advanced(
                    explained(
                        choice("LICENCE", tr("Licence of the contributed data"), licences, "unknown"),
                        tr("The licence under which the contributed data may be published."),
                    )
                ),
                self._target(),
                *_transport_parameters(),
            ]
        )
        self.addOutput(QgsProcessingOutputFile("SUBMISSION", tr("Submission document")))
        self.addOutput(QgsProcessingOutputFile("SUMMARY_CSV", tr("Table of the changes")))
        self.addOutput(QgsProcessingOutputFile("PREVIEW", tr("Map preview of the changes")))
        self.addOutput(QgsProcessingOutputFile("PACKAGE", tr("Package with all of them")))
        self.addOutput(QgsProcessingOutputString("STATE", tr("State of the submission")))
        self.add_numbers(
            {
                "INSERTS": tr("Records added"),
                "UPDATES": tr("Records changed"),
                "DELETES": tr("Records removed"),
                "CONFIRMS": tr("Records confirmed without change"),
            }
        )

    def _target(self) -> QgsProcessingParameterFolderDestination:
        folder = QgsProcessingParameterFolderDestination(
            "TARGET", tr("Folder for the submission"), optional=True, createByDefault=False
        )
        return explained(
            folder,
            tr(
                "Receives the document, a table of the changes and a map preview, under new names. Not "
                "needed when the submission is sent."
            ),
        )


def _transport_parameters() -> list[QgsProcessingParameterDefinition]:
    return [
        explained(
            QgsProcessingParameterString("TRANSPORT", tr("Send to"), optional=True),
            " ".join(
                (
                    tr(
                        "A shared folder or a web address (WebDAV, or one that ends in /submissions), as the "
                        "steward gave it. The submission is kept in the outbox until its receipt is read."
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
        advanced(
            explained(
                QgsProcessingParameterAuthConfig("KEY", tr("Key to sign with"), optional=True),
                tr(
                    "The authentication configuration that holds the key you share with the steward; its "
                    "name is your jurisdiction’s code."
                ),
            )
        ),
        advanced(
            explained(
                QgsProcessingParameterBoolean("WRITE_PACKAGE", tr("Also write a package (.casp.zip)"), False),
                tr(
                    "One zip file with the document, the table, the map preview and a page that explains "
                    "them."
                ),
            )
        ),
    ]
