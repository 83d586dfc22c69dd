# SPDX-License-Identifier: GPL-2.0-or-later
"""What ``servicepoints:preparestore`` does."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingFeedback

from ..core.errors import InputError
from ..core.text import Text
from ..host.databases import database_address, is_database
from ..host.language import tr
from .base import CoreProgress, SpAlgorithm


def run(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> dict[str, Any]:
    name = algorithm.parameterAsFile(parameters, "STORE", context)
    if not is_database(name):
        raise InputError(_NO_DATABASE)
    # psycopg2, only where it is needed
    from ..core.store.postgis.search_layout import add_search  # noqa: PLC0415

    made = add_search(database_address(name), CoreProgress(feedback))
    if made:
        feedback.pushInfo(tr("Added: {names}").format(names=", ".join(made)))
    else:
        feedback.pushInfo(tr("The store has everything already; nothing was changed."))
    return {"MADE": len(made)}


_NO_DATABASE = Text(
    "Only a store in PostgreSQL is searched by its server; a file needs nothing of this. Give the store as "
    "postgis:connection/schema.",
    "Seul un dépôt dans PostgreSQL est fouillé par son serveur; un fichier n’en a pas besoin. Indiquez le "
    "dépôt sous la forme postgis:connexion/schéma.",
)
