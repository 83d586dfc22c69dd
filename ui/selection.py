# SPDX-License-Identifier: GPL-2.0-or-later
"""Keeps the list and the map selecting the same points, in both directions and without loops."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from qgis.core import QgsFeature, QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, pyqtSignal

from .feature_ids import FeatureIds
from .point_list import PointListView


class SelectionSync(QObject):
    """Between one list and one layer. Without a layer the list selects by itself."""

    changed = pyqtSignal()

    def __init__(self, view: PointListView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._layer: QgsVectorLayer | None = None
        self._known: FeatureIds | None = None
        self._ids: list[str] = []
        self._busy = False
        view.selectionModel().selectionChanged.connect(self._on_list_changed)

    def set_layer(self, layer: QgsVectorLayer | None, *, large: bool = False) -> None:
        """Follow a layer of service points from now on, or none. A ``large`` one is never read whole."""
        old = self.layer()
        if old is not None:
            old.selectionChanged.disconnect(self._on_map_changed)
            for signal in self._renumbering(old):
                signal.disconnect(self._forget_fids)
        self._layer = layer
        self._known = FeatureIds(layer, large=large) if layer is not None else None
        if layer is not None:
            layer.selectionChanged.connect(self._on_map_changed)
            for signal in self._renumbering(layer):
                signal.connect(self._forget_fids)
        self._on_map_changed()

    def layer(self) -> QgsVectorLayer | None:
        """Return the layer that is followed, None when there is none any more."""
        gone = self._layer is None or sip.isdeleted(self._layer)
        return None if gone else self._layer

    def selected_ids(self) -> list[str]:
        """Return the ids of the selected points, also those the list does not show now."""
        return list(self._ids)

    def count(self) -> int:
        """Return how many points are selected; on the map there may be more than the list can tell."""
        layer = self.layer()
        return len(self._ids) if self._ids or layer is None else int(layer.selectedFeatureCount())

    def feature(self, point_id: str) -> QgsFeature | None:
        """Return the feature of a point as the layer has it now, edits included."""
        layer = self.layer()
        fids = self._known.of_points([point_id]) if layer is not None else []
        feature = layer.getFeature(fids[0]) if fids else None
        return feature if feature is not None and feature.isValid() else None

    def select(self, ids: Iterable[str]) -> None:
        """Select points by id, on the map and in the list."""
        layer = self.layer()
        self._ids = list(ids)
        if layer is not None:
            with self._quiet():
                layer.selectByIds(self._known.of_points(self._ids))
        self.show_in_list()
        self.changed.emit()

    def show_in_list(self) -> None:
        """Select in the list what is selected; needed after the list's rows changed."""
        with self._quiet():
            self._view.select_rows(self._view.model().rows_of(self._ids))

    @staticmethod
    def _renumbering(layer: QgsVectorLayer) -> tuple[Any, ...]:
        """The signals after which the layer may have other features than before."""
        edits = (layer.featureAdded, layer.featuresDeleted, layer.afterCommitChanges, layer.afterRollBack)
        return (*edits, layer.subsetStringChanged)

    def _forget_fids(self, *_changes: object) -> None:
        if self._known is not None:
            self._known.forget()

    def _on_list_changed(self, *_changes: object) -> None:
        if self._busy:
            return
        self._ids = self._view.selected_ids()
        layer = self.layer()
        if layer is not None:
            with self._quiet():
                layer.selectByIds(self._known.of_points(self._ids))
        self.changed.emit()

    def _on_map_changed(self, *_changes: object) -> None:
        layer = self.layer()
        if self._busy or layer is None:
            return
        self._ids = self._known.of_features(layer.selectedFeatureIds())
        self.show_in_list()
        self.changed.emit()

    @contextmanager
    def _quiet(self) -> Iterator[None]:
        """Changes made in here were asked for by the other side: they are not sent back."""
        before, self._busy = self._busy, True
        try:
            yield
        finally:
            self._busy = before
