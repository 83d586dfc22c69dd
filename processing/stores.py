# SPDX-License-Identifier: GPL-2.0-or-later
"""A shared store as a parameter: a GeoPackage, or a store in a database by its name (``host.databases``)."""

from __future__ import annotations

from ..host.language import tr


def store_filter() -> str:
    """Return the file filter of a parameter that takes a store. A database passes as “all files” only."""
    return ";;".join((tr("GeoPackage (*.gpkg)"), tr("All files") + " (*)"))


def database_help() -> str:
    """Return how a store in a database is named, for a parameter's help."""
    return tr("A store in PostgreSQL is written postgis:connection/schema, with a connection saved in QGIS.")
