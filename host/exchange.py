# SPDX-License-Identifier: GPL-2.0-or-later
"""The outbox of a QGIS profile, and the way to the stewards that a person names."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsApplication

from ..core.exchange.outbox import Outbox
from ..core.exchange.transports import FolderTransport, HttpTransport, Transport, is_url
from ..core.progress import SILENT, Progress
from .network import session


def profile_outbox() -> Outbox:
    """Return the outbox of this profile: it outlives the program and the plugin."""
    return Outbox(Path(QgsApplication.qgisSettingsDirPath()) / "service_points" / "outbox")


def open_transport(where: str, authcfg: str = "", progress: Progress = SILENT) -> Transport:
    """Return the way to ``where``: a folder, or a web address reached with QGIS's network.

    ``authcfg`` is the id of an authentication configuration, for a web address. Raises ``TransportError`` for
    an address that must not be used.
    """
    place = where.strip()
    if is_url(place):
        return HttpTransport(session(authcfg, progress), place, progress=progress)
    return FolderTransport(Path(place), progress=progress)
