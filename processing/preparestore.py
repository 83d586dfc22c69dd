# SPDX-License-Identifier: GPL-2.0-or-later
"""``servicepoints:preparestore``: what a large store in PostgreSQL needs to be searched by its server."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProcessingParameterFile

from ..core.errors import InputError
from ..core.text import Text
from ..host.databases import database_address, is_database
from ..host.language import tr
from .base import CoreProgress, SpAlgorithm
from .parameters import explained
from .stores import database_help, store_filter


class PrepareStore(SpAlgorithm):
    """Prepare a large register."""

    ID = "preparestore"
    GROUP = "register"
    FOR_STEWARDS = True
    TAGS = (
        "store", "register", "PostgreSQL", "index", "search",
        "dépôt", "registre", "index", "recherche",
    )  # fmt: skip

    def displayName(self) -> str:  # noqa: N802
        return tr("Prepare a large register")

    def shortDescription(self) -> str:  # noqa: N802
        return tr("Adds the words and indexes with which PostgreSQL searches a large shared store.")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # noqa: N802
        self.addParameter(
            explained(
                QgsProcessingParameterFile("STORE", tr("Shared store"), fileFilter=store_filter()),
                " ".join((tr("The store in PostgreSQL; your account must own its tables."), database_help())),
            )
        )
        self.add_numbers({"MADE": tr("Number of tables and indexes added")})

    def run_job(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        name = self.parameterAsFile(parameters, "STORE", context)
        if not is_database(name):
            raise InputError(_NO_DATABASE)
        from ..core.store.postgis.search_layout import add_search  # noqa: PLC0415  (psycopg2, where needed)

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
