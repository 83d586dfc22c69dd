# SPDX-License-Identifier: GPL-2.0-or-later
"""The checkers of the stores whose forms are open: one for each store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt import sip

if TYPE_CHECKING:
    from .form_checker import RecordChecker


_checkers: dict[str, RecordChecker] = {}


def checker_of(layer: QgsVectorLayer, project: QgsProject) -> RecordChecker | None:
    """Return the checker of the store a layer shows, the same one each time; None for any other layer."""
    from ..layers.load import store_path_of
    from .form_checker import RecordChecker

    path = store_path_of(layer)
    if path is None:
        return None
    known = _checkers.get(path)
    if known is None or sip.isdeleted(known):
        known = _checkers[path] = RecordChecker(path, project)
    return known


def close_checkers() -> None:
    """Forget every store (the plugin is switched off, or the project is closed)."""
    while _checkers:
        _checkers.popitem()[1].close()
