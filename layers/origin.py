# SPDX-License-Identifier: GPL-2.0-or-later
"""How a result layer was made, as the layer itself remembers it."""

from __future__ import annotations

import json
from typing import Any

from qgis.core import QgsMapLayer

PROPERTY = "service_points/provenance"
"""The layer's custom property: a JSON object with ``algorithm``, ``parameters``, ``created_at`` and more."""

PROVIDER = "servicepoints:"
"""How the names of our algorithms begin; a project from elsewhere may name any other, which is not heeded."""


def origin_of(layer: QgsMapLayer | None) -> dict[str, Any] | None:
    """Return the provenance document of a layer; None when none of our algorithms made it."""
    return None if layer is None else origin_in(layer.customProperty(PROPERTY))


def origin_in(text: object) -> dict[str, Any] | None:
    """Return the provenance document in a text that was kept; None where there is none of ours."""
    if not isinstance(text, str) or not text:
        return None
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(document, dict) or not isinstance(document.get("parameters"), dict):
        return None
    known = str(document.get("algorithm", "")).startswith(PROVIDER)
    return document if known else None


def parameter_of(layer: QgsMapLayer, name: str) -> str:
    """Return a parameter of the run that made a layer, as text; empty when it is not known."""
    document = origin_of(layer)
    value = document["parameters"].get(name) if document else None
    return value if isinstance(value, str) else ""
