# SPDX-License-Identifier: GPL-2.0-or-later
"""The PostgreSQL connections a person has saved in QGIS, with QGIS's own authentication."""

from __future__ import annotations

from qgis.core import QgsDataSourceUri, QgsProviderRegistry

from ..core.errors import InputError
from ..core.store import PostgisAddress
from ..core.text import Text

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
_IDENTITIES = ("user", "password", "sslcert")


def saved_connections() -> list[str]:
    """Return the names of the PostgreSQL connections saved in QGIS, sorted."""
    return sorted(QgsProviderRegistry.instance().providerMetadata("postgres").connections(False))


def saved_address(name: str, schema: str) -> PostgisAddress:
    """Return where a schema of a saved connection is, logged in as QGIS would.

    The login comes from the connection, or from its authentication configuration. It is in memory only.
    Raises ``InputError`` when there is no such connection or its login cannot be read, ``StoreError`` when
    the connection cannot be used.
    """
    if name not in saved_connections():
        raise InputError(_UNKNOWN.format(name=name, known=", ".join(saved_connections()) or "–"))
    connection = QgsProviderRegistry.instance().providerMetadata("postgres").createConnection(name)
    uri = QgsDataSourceUri(connection.uri())
    address = PostgisAddress.from_keywords(uri.connectionInfo(True), schema)
    if uri.authConfigId() and not any(address.options.get(k) or address.secrets.get(k) for k in _IDENTITIES):
        raise InputError(_NO_LOGIN.format(name=name))
    return address
