# SPDX-License-Identifier: GPL-2.0-or-later
"""A shared store as a parameter: a GeoPackage, or a PostgreSQL connection saved in QGIS and a schema.

``postgis:County register/casp`` is the schema ``casp`` of the saved connection ``County register``;
``postgresql://host/database?schema=casp`` is an address, for machines without saved connections. What a
parameter says is kept in QGIS's history and in the provenance of results, so it must not hold a password.
"""

from __future__ import annotations

from ..core.errors import InputError
from ..core.store import PostgisAddress
from ..core.store.address import DEFAULT_SCHEMA, is_postgis
from ..core.text import Text
from ..host.databases import saved_address, saved_connections
from ..host.language import tr

_SAVED = "postgis:"
_PASSWORD = Text(
    "The address holds a password, which QGIS would keep in its history. Nothing was done. Save the "
    "connection in QGIS and write postgis:connection/schema, or put the password into PostgreSQL’s password "
    "file.",
    "L’adresse contient un mot de passe, que QGIS garderait dans son historique. Rien n’a été fait. "
    "Enregistrez la connexion dans QGIS et écrivez postgis:connexion/schéma, ou mettez le mot de passe dans "
    "le fichier de mots de passe de PostgreSQL.",
)


def store_filter() -> str:
    """Return the file filter of a parameter that takes a store. A database passes as “all files” only."""
    return ";;".join((tr("GeoPackage (*.gpkg)"), tr("All files") + " (*)"))


def database_help() -> str:
    """Return how a store in a database is named, for a parameter's help."""
    return tr("A store in PostgreSQL is written postgis:connection/schema, with a connection saved in QGIS.")


def store_place(text: str) -> str | PostgisAddress:
    """Return what ``open_store`` takes for the text of a parameter.

    Raises ``InputError`` for a connection that QGIS does not have, a login that is not available and an
    address with a password, ``StoreError`` for one that cannot be used.
    """
    text = text.strip()
    if is_postgis(text):
        address = PostgisAddress.parse(text)
        if address.secrets:
            raise InputError(_PASSWORD)
        return address
    if not text.startswith(_SAVED):
        return text
    name = text[len(_SAVED) :]
    if name in saved_connections():
        return saved_address(name, DEFAULT_SCHEMA)
    connection, _, schema = name.rpartition("/")
    return saved_address(connection or name, schema if connection else DEFAULT_SCHEMA)
