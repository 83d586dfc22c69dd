# SPDX-License-Identifier: GPL-2.0-or-later
"""Puts several choices of one field right before they are saved.

QGIS 3.44 takes a JSON field of a GeoPackage that holds lists for a list of texts. Its widget “Value Relation”
then gives PostgreSQL's text ``{"en","fr"}``, which would be saved as one text and not as a list.
"""

from __future__ import annotations

from typing import Any

from qgis.core import QgsPostgresStringUtils, QgsProject, QgsVectorLayer

from ..core.schema import load_schema
from ..layers.fields import TABLE_PROPERTY
from .layer_watch import LayerWatch


class ListGuard(LayerWatch):
    """Watches the layers of a project that come from GeoPackage stores."""

    def __init__(self, project: QgsProject) -> None:
        super().__init__(project)
        self.begin()

    def wants(self, layer: QgsVectorLayer) -> bool:
        """Return whether it is of a file, and has fields of several choices."""
        return layer.providerType() == "ogr" and bool(_lists(layer))

    def hears(self, layer: QgsVectorLayer) -> tuple[Any, Any]:
        """Return the moment before its edits are saved."""
        return layer.beforeCommitChanges, self._on_saving

    def _on_saving(self, *_stop: bool) -> None:
        layer = self.sender()
        if not isinstance(layer, QgsVectorLayer) or layer.editBuffer() is None:
            return
        lists, buffer = _lists(layer), layer.editBuffer()
        written = dict(buffer.changedAttributeValues())
        written.update(
            (fid, dict(enumerate(feature.attributes()))) for fid, feature in buffer.addedFeatures().items()
        )
        for fid, values in written.items():
            for index in lists & set(values):
                choices = _choices(values[index])
                if choices is not None:
                    layer.changeAttributeValue(fid, index, choices)


def _lists(layer: QgsVectorLayer) -> set[int]:
    """Return the positions of the fields that hold several choices; none in a layer of another kind."""
    table = load_schema().tables.get(str(layer.customProperty(TABLE_PROPERTY) or ""))
    fields = table.fields if table is not None else ()
    return {layer.fields().lookupField(field.name) for field in fields if field.type == "set"} - {-1}


def _choices(value: Any) -> list[str] | None:  # noqa: ANN401  (whatever is in the edit buffer)
    """Return what PostgreSQL's text for a list says; None when the value is anything else."""
    text = value[0] if isinstance(value, list) and len(value) == 1 else value
    if isinstance(text, str) and text.startswith("{") and text.endswith("}"):
        return [str(each) for each in QgsPostgresStringUtils.parseArray(text)]
    return None
