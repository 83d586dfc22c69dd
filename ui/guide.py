# SPDX-License-Identifier: GPL-2.0-or-later
"""The quick guide, a local page that needs no network."""

from __future__ import annotations

from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QDesktopServices

from ..host.language import official_language
from ..host.resources import resource


def open_guide(part: str = "") -> None:
    """Open the guide in the person's language, at a part of it."""
    page = QUrl.fromLocalFile(str(resource("help", official_language(), "index.html")))
    page.setFragment(part)
    QDesktopServices.openUrl(page)
