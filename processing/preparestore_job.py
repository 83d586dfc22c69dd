# SPDX-License-Identifier: GPL-2.0-or-later
"""What ``servicepoints:preparestore`` does."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingFeedback

from ..core.errors import StoreError
from ..core.store import PostgisAddress, upgrade_store
from ..host.databases import store_place
from ..host.language import say, tr
from .base import CoreProgress, SpAlgorithm


def run(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> dict[str, Any]:
    place = store_place(algorithm.parameterAsFile(parameters, "STORE", context))
    upgraded = upgrade_store(place, progress=CoreProgress(feedback, 0, 50))
    if upgraded:
        feedback.pushInfo(tr("Added for this version: {names}").format(names=", ".join(upgraded)))
    made: list[str] = []
    if isinstance(place, PostgisAddress):
        # psycopg2, only where it is needed
        from ..core.store.postgis.search_layout import add_search  # noqa: PLC0415

        try:
            made = add_search(place, CoreProgress(feedback, 50, 100))
        except StoreError as problem:
            if not upgraded:
                raise
            feedback.pushWarning(say(problem.text))  # the version is up to date all the same
        if made:
            feedback.pushInfo(tr("Added: {names}").format(names=", ".join(made)))
    if not (upgraded or made):
        feedback.pushInfo(tr("The store has everything already; nothing was added."))
    return {"MADE": len(made), "UPGRADED": len(upgraded)}
