# SPDX-License-Identifier: GPL-2.0-or-later
"""Algorithms whose long runs go on where they were stopped."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
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
    """An algorithm with a parameter CHECKPOINT; its work opens the folder with ``open_checkpoint``."""

    def __init__(self) -> None:
        super().__init__()
        self._held = ExitStack()
        self._checkpoint: Checkpoint | None = None

    def open_checkpoint(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Checkpoint | None:
        """Return the checkpoint of this run, ``None`` where none is wanted or needed.

        It is this run's alone until everything is written. Raises ``CheckpointError``.
        """
        from ..host.checkpoint import checkpoint_in  # noqa: PLC0415  (when it runs, not when QGIS starts)

        folder = self.parameterAsString(parameters, CHECKPOINT, context).strip()
        if folder and not self.can_spread(parameters, context):
            feedback.pushInfo(tr("In a straight line a run is soon over: the checkpoint folder is not used."))
        elif folder:
            self._checkpoint = self._held.enter_context(checkpoint_in(Path(folder)))
        return self._checkpoint

    def processAlgorithm(  # noqa: N802
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        with self._held:
            try:
                results = super().processAlgorithm(parameters, context, feedback)
            except QgsProcessingException:
                if self._checkpoint is not None and self._checkpoint.has_parts():
                    feedback.pushInfo(
                        tr(
                            "What was finished is kept in {folder}. Run again with the same inputs and "
                            "parameters to go on from there."
                        ).format(folder=self._checkpoint.folder)
                    )
                raise
            if self._checkpoint is not None:
                self._checkpoint.clear()
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
