# SPDX-License-Identifier: GPL-2.0-or-later
"""What the steward chooses for ``servicepoints:mergesubmissions``."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterString,
)

from ..host.language import tr
from .parameters import advanced, choice, explained
from .stores import database_help, store_filter

POLICIES = {"jurisdiction": None, "apply": True, "hold": False}
"""Who decides about changes that break no rule: each jurisdiction's record in the store, or this run."""

SIGNATURES = ("accept", "require", "none")


def merge_parameters() -> list[QgsProcessingParameterDefinition]:
    """Return all of them, in their order."""
    return [*_inputs(), *_signatures(), *_destinations()]


def _inputs() -> list[QgsProcessingParameterDefinition]:
    return [
        explained(
            QgsProcessingParameterFile("STORE", tr("Shared store"), fileFilter=store_filter()),
            " ".join(
                (
                    tr("The store the submissions are merged into; each one whole, or not at all."),
                    database_help(),
                )
            ),
        ),
        explained(
            QgsProcessingParameterMultipleLayers(
                "SUBMISSIONS",
                tr("Submissions"),
                QgsProcessing.SourceType.TypeFile,
                optional=True,
            ),
            tr(
                "Submission documents (.casp.json or .casp.zip), or folders with such files. One "
                "that was merged before changes nothing. Without any, only what waits is decided."
            ),
        ),
        explained(
            choice("POLICY", tr("Changes that break no rule"), tuple(POLICIES), "jurisdiction"),
            tr(
                "jurisdiction: applied at once or held, as the store says of each jurisdiction; "
                "apply: applied at once; hold: every change waits for a decision."
            ),
        ),
        explained(
            QgsProcessingParameterFile(
                "DECISIONS",
                tr("Decisions"),
                fileFilter=tr("Decisions (*.json)"),
                optional=True,
            ),
            tr("What a steward decided about changes that wait: a JSON file as the help describes."),
        ),
    ]


def _signatures() -> list[QgsProcessingParameterDefinition]:
    return [
        advanced(
            explained(
                choice("SIGNATURE", tr("Signature"), SIGNATURES, "accept"),
                tr(
                    "accept: an unsigned submission waits for a decision; require: it is refused; "
                    "none: nobody asks for one."
                ),
            )
        ),
        advanced(
            explained(
                QgsProcessingParameterString(
                    "KEYS", tr("Keys that signatures are checked with"), optional=True
                ),
                tr(
                    "Ids of authentication configurations, separated by commas. A key named CA-ON, "
                    "or CA-ON.2, counts for submissions of CA-ON only."
                ),
            )
        ),
    ]


def _destinations() -> list[QgsProcessingParameterDefinition]:
    return [
        QgsProcessingParameterFeatureSink(
            "CONFLICTS", tr("What waits for a decision"), QgsProcessing.SourceType.TypeVector, optional=True
        ),
        QgsProcessingParameterFileDestination(
            "REPORT", tr("Report"), tr("HTML files (*.html)"), optional=True
        ),
        explained(
            QgsProcessingParameterFolderDestination("RECEIPTS", tr("Folder for the receipts")),
            tr("One answer per submission, to be sent back to who submitted it."),
        ),
    ]
