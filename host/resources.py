# SPDX-License-Identifier: GPL-2.0-or-later
"""Files the plugin ships: icons, presets, help, templates, sample."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtGui import QIcon

ROOT = Path(__file__).resolve().parents[1]


def resource(*parts: str) -> Path:
    """Return the path of a shipped file under ``resources/``."""
    return ROOT.joinpath("resources", *parts)


def icon(name: str) -> QIcon:
    """Return one of the plugin's own icons (``resources/icons/<name>.svg``)."""
    return QIcon(str(resource("icons", f"{name}.svg")))


def sample(name: str) -> Path:
    """Return the path of a file of the built-in sample: ``pine_river_store.gpkg`` or ``…_base.gpkg``."""
    return resource("sample", name)
