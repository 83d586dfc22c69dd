# SPDX-License-Identifier: GPL-2.0-or-later
"""What is edited in a layer and not in its file yet, as records of the schema."""

from __future__ import annotations

from collections.abc import Iterable

from qgis.core import QgsFeatureRequest, QgsVectorLayer

from ..core.schema import Table
from ..core.store import Row
from .draft import draft_row


def unsaved_rows(layer: QgsVectorLayer, table: Table) -> dict[str, Row | None]:
    """Return the records that differ from the file, by key: as they stand in the layer, None where deleted.

    A record without a key yet is not among them.
    """
    buffer = layer.editBuffer() if layer.isEditable() else None
    if buffer is None or not layer.isModified():
        return {}
    deleted = buffer.deletedFeatureIds()
    touched = {*buffer.changedAttributeValues(), *buffer.changedGeometries(), *buffer.addedFeatures()}
    rows: dict[str, Row | None] = {}
    for feature in layer.dataProvider().getFeatures(_these(deleted)) if deleted else ():
        rows[str(feature[table.key])] = None
    for feature in layer.getFeatures(_these(touched)) if touched else ():
        row = draft_row(feature, table)
        if row.get(table.key):
            rows[str(row[table.key])] = row
    return rows


def _these(fids: Iterable[int]) -> QgsFeatureRequest:
    return QgsFeatureRequest().setFilterFids(list(fids))
