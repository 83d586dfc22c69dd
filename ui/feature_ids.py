# SPDX-License-Identifier: GPL-2.0-or-later
"""Which feature of a layer is which point: by a list read once, or asked for where the layer is too large."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from qgis.core import QgsExpression, QgsFeatureRequest, QgsVectorLayer

MOST_ASKED = 1000
"""Points that are looked up at once in a large layer."""


class FeatureIds:
    """Of a layer of service points. A ``large`` one is asked for single points only."""

    def __init__(self, layer: QgsVectorLayer, *, large: bool = False) -> None:
        self._layer, self._large = layer, large
        self._fids: dict[str, int] | None = None

    def forget(self) -> None:
        """Read again after edits."""
        self._fids = None

    def of_points(self, ids: Iterable[str]) -> list[int]:
        """Return the feature ids of points that the layer has."""
        wanted = list(ids)
        known = self._asked(wanted[:MOST_ASKED]) if self._large else self._all()
        return [known[key] for key in wanted if key in known]

    def of_features(self, fids: Collection[int]) -> list[str]:
        """Return the ids of the points of features; none where there are too many to look up."""
        if not fids or (self._large and len(fids) > MOST_ASKED):
            return []
        if self._large:
            return list(self._read(QgsFeatureRequest().setFilterFids(list(fids))))
        chosen = set(fids)
        return [key for key, fid in self._all().items() if fid in chosen]

    def _all(self) -> dict[str, int]:
        if self._fids is None:
            self._fids = self._read(QgsFeatureRequest())
        return self._fids

    def _asked(self, ids: list[str]) -> dict[str, int]:
        if not ids:
            return {}
        listed = ", ".join(map(QgsExpression.quotedValue, ids))
        return self._read(QgsFeatureRequest(QgsExpression(f'"id" IN ({listed})')))

    def _read(self, request: QgsFeatureRequest) -> dict[str, int]:
        request.setFlags(QgsFeatureRequest.Flag.NoGeometry)
        request.setSubsetOfAttributes(["id"], self._layer.fields())
        return {feature["id"]: feature.id() for feature in self._layer.getFeatures(request)}
