# SPDX-License-Identifier: GPL-2.0-or-later
"""Stores by name: a file, or a schema of a PostgreSQL connection that is saved in QGIS.

``postgis:County register/casp`` is the schema ``casp`` of the saved connection ``County register``;
``postgresql://host/database?schema=casp`` is an address, for machines without saved connections. Names are
kept in QGIS's history, in projects and in the provenance of results, so they must not hold a password.
"""

from __future__ import annotations

import os
from pathlib import Path

from qgis.core import QgsDataSourceUri, QgsProviderRegistry, QgsSettings

from ..core.errors import InputError, StoreError
from ..core.store import PostgisAddress, Store, open_store
from ..core.store.address import DEFAULT_SCHEMA, is_postgis
from ..core.text import Text

SAVED = "postgis:"
_CONNECTIONS = "PostgreSQL/connections"
_IDENTITIES = ("user", "password", "sslcert")
_IN_LAYERS = ("host", "port", "dbname", "user", "service", "sslmode")
"""What QGIS keeps of a connection in a layer's source."""
_SSL = {
    "disable": QgsDataSourceUri.SslMode.SslDisable,
    "allow": QgsDataSourceUri.SslMode.SslAllow,
    "prefer": QgsDataSourceUri.SslMode.SslPrefer,
    "require": QgsDataSourceUri.SslMode.SslRequire,
    "verify-ca": QgsDataSourceUri.SslMode.SslVerifyCa,
    "verify-full": QgsDataSourceUri.SslMode.SslVerifyFull,
}


def saved_connections() -> list[str]:
    """Return the names of the PostgreSQL connections saved in QGIS, sorted.

    From the settings: the list of the provider's metadata may be read on the main thread only.
    """
    stored = QgsSettings()
    stored.beginGroup(_CONNECTIONS)
    return sorted(stored.childGroups())


def is_database(name: str) -> bool:
    """Return whether a store's name is of one in a database, rather than of a file."""
    return name.strip().startswith(SAVED) or is_postgis(name.strip())


def store_name(name: str | Path) -> str:
    """Return the one name of a store that may be written in several ways. Raises ``StoreError``."""
    text = str(name).strip()
    if is_postgis(text):
        return PostgisAddress.parse(text).uri
    if text.startswith(SAVED):
        connection, schema = _parts(text)
        return database_name(connection, schema)
    return os.path.realpath(name)  # Path.resolve of Python 3.9 fails on some drives of Windows


def database_name(connection: str, schema: str) -> str:
    """Return the name of the store in a schema of a saved connection."""
    return f"{SAVED}{connection}/{schema}"


def store_title(name: str) -> str:
    """Return what people call a store by in a list: the file, or the connection and a schema of its own."""
    if is_postgis(name):
        try:
            return PostgisAddress.parse(name).label
        except StoreError:  # not shown: a password may stand in it
            return "PostgreSQL"
    if not name.startswith(SAVED):
        return Path(name).stem
    connection, schema = _parts(name)
    return connection if schema == DEFAULT_SCHEMA else f"{connection} – {schema}"


def store_place(name: str) -> str | PostgisAddress:
    """Return what ``open_store`` takes for a store's name. Raises as ``database_address``."""
    return database_address(name) if is_database(name) else name.strip()


def database_address(name: str) -> PostgisAddress:
    """Return where a store in a database is, with its login, in memory only.

    Raises ``InputError`` for a connection that QGIS does not have, a login that is not available and an
    address with a password, ``StoreError`` for one that cannot be used.
    """
    text = name.strip()
    if not is_postgis(text):
        return saved_address(*_parts(text))
    address = PostgisAddress.parse(text)
    if address.secrets:
        raise InputError(_PASSWORD)
    return address


def open_named(name: str | Path, *, read_only: bool = True) -> Store:
    """Open the store of a name. Raises ``InputError`` as ``store_place``, ``StoreError`` as ``open_store``.

    May take as long as a server takes to answer: not for the main thread when the store is in a database.
    """
    return open_store(store_place(str(name)), read_only=read_only)


def saved_address(name: str, schema: str) -> PostgisAddress:
    """Return where a schema of a saved connection is, logged in as QGIS would.

    The login comes from the connection, or from its authentication configuration. It is in memory only.
    Raises ``InputError`` when there is no such connection or its login cannot be read, ``StoreError`` when
    the connection cannot be used.
    """
    uri = _saved_uri(name)
    address = PostgisAddress.from_keywords(uri.connectionInfo(True), schema)
    if uri.authConfigId() and not any(address.options.get(k) or address.secrets.get(k) for k in _IDENTITIES):
        raise InputError(_NO_LOGIN.format(name=name))
    return address


def layer_uri(name: str) -> QgsDataSourceUri:
    """Return the connection of a store's layers, without a table: what a project may keep of it.

    A login is in it as the id of an authentication configuration only, or as a user name without a password.
    Raises ``InputError`` where the saved connection keeps its password as plain text, which QGIS would copy
    into every project, and for an address of which a layer cannot keep everything; ``StoreError`` as
    ``store_place``.
    """
    if is_postgis(name):
        return _address_uri(PostgisAddress.parse(name))
    connection, _ = _parts(name)
    uri = _saved_uri(connection)
    if uri.password():
        raise InputError(_PLAIN_PASSWORD.format(name=connection))
    if uri.authConfigId():
        uri.setUsername("")
    return uri


def schema_of(name: str) -> str:
    """Return the schema of a store in a database."""
    return PostgisAddress.parse(name).schema if is_postgis(name) else _parts(name)[1]


def is_in_schema(name: str, schema: str) -> bool:
    """Return whether a text, of whatever origin, is the name of a store in a schema of this name."""
    if name.startswith(SAVED):
        return name.endswith(f"/{schema}")
    try:
        return is_postgis(name) and PostgisAddress.parse(name).schema == schema
    except StoreError:
        return False


def _parts(name: str) -> tuple[str, str]:
    """Return connection and schema. A connection's name may have a slash in it, a missing schema is casp."""
    text = name.strip()[len(SAVED) :]
    connection, _, schema = text.rpartition("/")
    if text in saved_connections() or not connection:
        return text, DEFAULT_SCHEMA
    return connection, schema


def _saved_uri(name: str) -> QgsDataSourceUri:
    if name not in saved_connections():
        raise InputError(_UNKNOWN.format(name=name, known=", ".join(saved_connections()) or "–"))
    connection = QgsProviderRegistry.instance().providerMetadata("postgres").createConnection(name)
    return QgsDataSourceUri(connection.uri())


def _address_uri(address: PostgisAddress) -> QgsDataSourceUri:
    options = dict(address.options)
    unknown = sorted(set(options) - set(_IN_LAYERS))
    if address.secrets or unknown or options.get("sslmode", "prefer") not in _SSL:
        raise InputError(_NOT_FOR_LAYERS)
    uri, mode = QgsDataSourceUri(), _SSL[options.get("sslmode", "prefer")]
    host, port, dbname, user, service = (options.get(part, "") for part in _IN_LAYERS[:-1])
    if service:
        uri.setConnection(service, dbname, user, "", mode)
    else:
        uri.setConnection(host, port, dbname, user, "", mode)
    return uri


_UNKNOWN = Text(
    "QGIS has no saved PostgreSQL connection “{name}”. Create it in the Browser panel, or check its name; "
    "there are: {known}.",
    "Aucune connexion PostgreSQL «\u00a0{name}\u00a0» n’est enregistrée dans QGIS. Créez-la dans le panneau "
    "Explorateur ou vérifiez son nom; il existe\u00a0: {known}.",
)
_NO_LOGIN = Text(
    "The connection “{name}” needs a login that is not available: the master password was not given, or its "
    "authentication configuration is not on this computer. Open QGIS’s authentication options and try again.",
    "La connexion «\u00a0{name}\u00a0» exige une authentification qui n’est pas disponible\u00a0: le mot de "
    "passe principal n’a pas été saisi, ou sa configuration d’authentification n’existe pas sur cet "
    "ordinateur. Ouvrez les options d’authentification de QGIS et réessayez.",
)
_PASSWORD = Text(
    "The address holds a password, which QGIS would keep in its history. Nothing was done. Save the "
    "connection in QGIS and write postgis:connection/schema, or put the password into PostgreSQL’s password "
    "file.",
    "L’adresse contient un mot de passe, que QGIS garderait dans son historique. Rien n’a été fait. "
    "Enregistrez la connexion dans QGIS et écrivez postgis:connexion/schéma, ou mettez le mot de passe dans "
    "le fichier de mots de passe de PostgreSQL.",
)
_PLAIN_PASSWORD = Text(
    "The connection “{name}” keeps its password as plain text, and QGIS would copy it into every project "
    "with its layers. Nothing was loaded. Edit the connection in the Browser panel, choose “Convert to "
    "configuration” beside the password, and try again.",
    "La connexion «\u00a0{name}\u00a0» garde son mot de passe en clair, et QGIS le copierait dans chaque "
    "projet contenant ses couches. Rien n’a été chargé. Modifiez la connexion dans le panneau Explorateur, "
    "choisissez «\u00a0Convertir en configuration\u00a0» à côté du mot de passe, puis réessayez.",
)
_NOT_FOR_LAYERS = Text(
    "The layers of a project cannot keep this address of a database whole. Nothing was loaded. Save the "
    "connection in QGIS and write postgis:connection/schema.",
    "Les couches d’un projet ne peuvent pas conserver cette adresse de base de données en entier. Rien n’a "
    "été chargé. Enregistrez la connexion dans QGIS et écrivez postgis:connexion/schéma.",
)
