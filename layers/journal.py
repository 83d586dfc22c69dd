# SPDX-License-Identifier: GPL-2.0-or-later
"""One journal for a working copy from opening to closing, and a file that is whole after every save.

QGIS reads a GeoPackage without locks (GDAL's ``NOLOCK``) and changes it to a write-ahead log when editing
begins. What is reading at that moment, the map or the layer itself, then finds nothing ("unable to open
database file"). Layers that are in update mode from the start never meet the change. Where a write-ahead log
does not work, on a network drive, QGIS does not use one either way.
"""

from __future__ import annotations

from collections.abc import Iterable

from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import QObject, QTimer

from ..core.errors import StoreError
from ..core.store import settle_log
from ..host import log

_AGAIN_MS = 500  # while the map is drawn from what was before


def keep_journal(layers: Iterable[QgsVectorLayer], path: str) -> None:
    """Keep the layers of the working copy at ``path`` in update mode. Again is harmless."""
    for layer in layers:
        if layer.findChild(_Settler) is None and layer.dataProvider().enterUpdateMode():
            layer.afterCommitChanges.connect(_Settler(layer, path).settle)


class _Settler(QObject):
    """Moves what was saved from the log into the file itself, so that a plain copy of it has everything."""

    def __init__(self, layer: QgsVectorLayer, path: str) -> None:
        super().__init__(layer)
        self._path = path
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self.settle)

    def settle(self) -> None:
        try:
            if not settle_log(self._path):
                self._again.start()
        except StoreError as problem:  # nothing is lost: QGIS moves it when the layers are closed
            log.error(problem)
