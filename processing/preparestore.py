# SPDX-License-Identifier: GPL-2.0-or-later
"""``servicepoints:preparestore``: what a large store in PostgreSQL needs to be searched by its server."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingParameterFile

from ..host.language import tr
from .base import SpAlgorithm
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
