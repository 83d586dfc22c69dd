# SPDX-License-Identifier: GPL-2.0-or-later
"""How a shared layer is told from others, without anything that opens one."""

from __future__ import annotations

from qgis.core import QgsMapLayer

SHARED_PROPERTY = "service_points/shared"
"""Custom property of a layer: its connection."""


def seems_shared(layer: QgsMapLayer) -> bool:
    """Return whether a layer says that it is shared; whether it can be believed is seen when it is read."""
    return bool(layer.customProperty(SHARED_PROPERTY))
