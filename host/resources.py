# SPDX-License-Identifier: GPL-2.0-or-later
"""Files the plugin ships: icons, presets, help, templates, sample."""

from __future__ import annotations

import configparser
from functools import lru_cache
from pathlib import Path

from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QIcon

SAMPLE_STORE = "pine_river_store.gpkg"
"""Of the built-in sample."""

ROOT = Path(__file__).resolve().parents[1]


def resource(*parts: str) -> Path:
    """Return the path of a shipped file under ``resources/``."""
    return ROOT.joinpath("resources", *parts)


def help_text(language: str, name: str) -> str:
    """Return a help page as QGIS shows it beside a dialog, where pictures need their full address."""
    page = resource("help", language, f"{name}.html").read_text(encoding="utf-8")
    pictures = QUrl.fromLocalFile(str(resource("help", "img"))).toString(
        QUrl.ComponentFormattingOption.FullyEncoded
    )
    page = page.replace('src="../img/', f'src="{pictures}/')
    # QGIS writes <b> in a dark grey there that a dark theme swallows: bold in the colour of its paragraph
    return page.replace("<b>", '<span style="font-weight:600">').replace("</b>", "</span>")


def icon(name: str) -> QIcon:
    """Return one of the plugin's own icons (``resources/icons/<name>.svg``)."""
    return QIcon(str(resource("icons", f"{name}.svg")))


def sample(name: str) -> Path:
    """Return the path of a file of the built-in sample: ``pine_river_store.gpkg`` or ``…_base.gpkg``."""
    return resource("sample", name)


@lru_cache(maxsize=1)
def plugin_version() -> str:
    """Return the plugin's version from metadata.txt."""
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read(ROOT / "metadata.txt", encoding="utf-8")
    return metadata.get("general", "version")
