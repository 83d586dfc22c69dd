# SPDX-License-Identifier: GPL-2.0-or-later
"""Algorithms whose long runs go on where they were stopped."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFile,
)

from ..host.language import tr
from .parameters import advanced, explained
from .spread import SpreadAlgorithm

if TYPE_CHECKING:
    from ..core.checkpoint import Checkpoint

CHECKPOINT = "CHECKPOINT"


class ResumableAlgorithm(SpreadAlgorithm):
    """An algorithm with a parameter CHECKPOINT; its job opens the folder (``checkpoints.open_checkpoint``).

    ``held``: what is let go when everything is written, or nothing is.
    """

    def __init__(self) -> None:
        super().__init__()
        self.held = ExitStack()
        self.checkpoint: Checkpoint | None = None

    def processAlgorithm(  # noqa: N802
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        with self.held:
            try:
                results = super().processAlgorithm(parameters, context, feedback)
            except QgsProcessingException:
                if self.checkpoint is not None and self.checkpoint.has_parts():
                    feedback.pushInfo(
                        tr(
                            "What was finished is kept in {folder}. Run again with the same inputs and "
                            "parameters to go on from there."
                        ).format(folder=self.checkpoint.folder)
                    )
                raise
            if self.checkpoint is not None:
                self.checkpoint.clear()
            return results


def checkpoint_parameter() -> QgsProcessingParameterDefinition:
    """Return the parameter: no folder unless one is given."""
    parameter = QgsProcessingParameterFile(
        CHECKPOINT,
        tr("Checkpoint folder, to go on after an interruption"),
        QgsProcessingParameterFile.Behavior.Folder,
        optional=True,
    )
    return advanced(
        explained(
            parameter,
            tr(
                "For runs of many hours: finished parts are kept here, together about as large as the "
                "result, and removed at the end. The same run started again goes on from them, with the "
                "same result. Other inputs or parameters start from the beginning."
            ),
        )
    )
