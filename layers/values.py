# SPDX-License-Identifier: GPL-2.0-or-later
"""What the styles ask of a layer's fields."""

from __future__ import annotations

from typing import Any

from qgis.core import NULL, QgsVectorLayer


def different_values(layer: QgsVectorLayer, field: str) -> list[Any]:
    """Return the different values of a field, nulls as None; none at all when there is no such field."""
    index = layer.fields().lookupField(field)
    if index < 0:
        return []
    return [None if value is None or value == NULL else value for value in layer.uniqueValues(index)]


def largest_value(layer: QgsVectorLayer, field: str) -> float:
    """Return the largest value of a field; 0 when there is none."""
    index = layer.fields().lookupField(field)
    value = layer.maximumValue(index) if index >= 0 else None
    return 0.0 if value is None or value == NULL else float(value)
