# SPDX-License-Identifier: GPL-2.0-or-later
"""``servicepoints:preparestore``: what an older store lacks, what a server needs to search a large one."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingParameterFile

from ..host.language import tr
from .base import SpAlgorithm
from .parameters import explained
from .stores import database_help, store_filter


class PrepareStore(SpAlgorithm):
    """Prepare or update a register."""

    ID = "preparestore"
    GROUP = "register"
    FOR_STEWARDS = True
    TAGS = (
        "store", "register", "version", "upgrade", "PostgreSQL", "index", "search",
        "dépôt", "registre", "version", "mise à jour", "index", "recherche",
    )  # fmt: skip

    def displayName(self) -> str:  # noqa: N802
        return tr("Prepare or update a register")

    def shortDescription(self) -> str:  # noqa: N802
        return tr(
            "Gives an older store or working copy what the shared schema has gained since, and PostgreSQL "
            "the words and indexes with which it searches a large store."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # noqa: N802
        what = tr("A shared store or a working copy; in PostgreSQL your account must own its tables.")
        store = QgsProcessingParameterFile("STORE", tr("Shared store"), fileFilter=store_filter())
        self.addParameter(explained(store, " ".join((what, database_help()))))
        self.add_numbers(
            {
                "MADE": tr("Number of tables and indexes added"),
                "UPGRADED": tr("Number of tables, columns and codes added for this version"),
            }
        )
