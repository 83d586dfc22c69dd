# SPDX-License-Identifier: GPL-2.0-or-later
"""The checkpoint folder that a run is given, opened for this run alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingFeedback

from ..core.checkpoint import Checkpoint
from ..host.checkpoint import checkpoint_in
from ..host.language import tr
from .resumable import CHECKPOINT, ResumableAlgorithm


def open_checkpoint(
    algorithm: ResumableAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> Checkpoint | None:
    """Return the checkpoint of this run, ``None`` where none is wanted or needed.

    The algorithm holds it until everything is written. Raises ``CheckpointError``.
    """
    folder = algorithm.parameterAsString(parameters, CHECKPOINT, context).strip()
    if folder and not algorithm.can_spread(parameters, context):
        feedback.pushInfo(tr("In a straight line a run is soon over: the checkpoint folder is not used."))
    elif folder:
        algorithm.checkpoint = algorithm.held.enter_context(checkpoint_in(Path(folder)))
    return algorithm.checkpoint
