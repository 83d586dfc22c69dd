# SPDX-License-Identifier: GPL-2.0-or-later
"""The little that differs between QGIS 3.22 and 4."""

from __future__ import annotations

from qgis.core import Qgis, QgsField, QgsMapLayerType
from qgis.PyQt.QtCore import QMetaType, QVariant

VECTOR_LAYER = QgsMapLayerType.VectorLayer
"""The kind of layer; QGIS 3.30 and later give it another name and keep this one."""

FAST_ITEM = Qgis.BrowserItemCapability.Fast
"""What an item of the Browser says whose children are known at once."""

_FIRST_WITH_META_TYPES = 33800
_USES_META_TYPE = Qgis.QGIS_VERSION_INT >= _FIRST_WITH_META_TYPES
_KINDS = ("Int", "LongLong", "Double", "String", "Bool", "Date", "DateTime")
_META = {"String": "QString", "Date": "QDate", "DateTime": "QDateTime"}


def field(name: str, kind: str, length: int = 0) -> QgsField:
    """Make a field; ``kind`` is Int, LongLong, Double, String, Bool, Date or DateTime."""
    if kind not in _KINDS:
        raise ValueError(kind)
    if _USES_META_TYPE:
        return QgsField(name, getattr(QMetaType.Type, _META.get(kind, kind)), len=length)
    return QgsField(name, getattr(QVariant, kind), len=length)


def is_nested(column: QgsField) -> bool:
    """Return whether a field holds lists or objects (a JSON column), which most formats cannot take."""
    kind = QMetaType.Type
    return column.type() in (kind.QVariantMap, kind.QVariantList, kind.QStringList)
