# SPDX-License-Identifier: GPL-2.0-or-later
"""What ``servicepoints:checkout`` does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingFeedback

from ..core.exchange import checkout
from ..core.store import open_store
from ..host.databases import store_place
from ..host.language import tr
from ..host.store_lock import check_allowed, check_jurisdiction
from .base import CoreProgress, SpAlgorithm


def run(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> dict[str, Any]:
    target = Path(algorithm.parameterAsFileOutput(parameters, "TARGET", context))
    code = algorithm.parameterAsString(parameters, "JURISDICTION", context).strip()
    name = algorithm.parameterAsFile(parameters, "STORE", context)
    check_jurisdiction(code)
    with open_store(store_place(name)) as store:
        check_allowed(name, store.info)
        checkout(store, code, target, progress=CoreProgress(feedback)).close()
    feedback.pushInfo(
        tr("The working copy of {jurisdiction} is ready: {path}").format(jurisdiction=code, path=target)
    )
    return {"TARGET": str(target), "WORKING_COPY": str(target)}
