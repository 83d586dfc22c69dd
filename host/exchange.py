# SPDX-License-Identifier: GPL-2.0-or-later
"""The outbox of a QGIS profile, and the way to the stewards that a person names."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from qgis.core import QgsApplication

from ..core.errors import ServicePointsError
from ..core.exchange.outbox import Outbox
from ..core.exchange.transports import (
    FolderTransport,
    HttpTransport,
    PostgisInbox,
    Transport,
    TransportError,
    is_url,
)
from ..core.progress import SILENT, Progress
from .databases import database_address, is_database, store_name
from .network import session


def profile_outbox() -> Outbox:
    """Return the outbox of this profile: it outlives the program and the plugin."""
    return Outbox(Path(QgsApplication.qgisSettingsDirPath()) / "service_points" / "outbox")


def open_transport(where: str, authcfg: str = "", progress: Progress = SILENT) -> Transport:
    """Return the way to ``where``: a folder, a web address reached with QGIS's network, or the inbox of a
    store in a database (``postgis:connection/schema``).

    ``authcfg`` is the id of an authentication configuration, for a web address; a database's login is that
    of its saved connection. Nothing is contacted yet. Raises ``TransportError`` for an address that must not
    be used and a connection that is not there.
    """
    place = where.strip()
    if is_database(place):
        return _inbox(place, progress)
    if is_url(place):
        return HttpTransport(session(authcfg, progress), place, progress=progress)
    return FolderTransport(Path(place), progress=progress)


def _inbox(name: str, progress: Progress) -> Transport:
    from ..core.store.postgis.session import connect  # noqa: PLC0415  (psycopg2, only where it is needed)

    try:
        address, shown = database_address(name), store_name(name)
    except ServicePointsError as problem:
        raise TransportError(problem.text, problem.details) from problem
    return PostgisInbox(partial(connect, address), shown, schema=address.schema, progress=progress)
