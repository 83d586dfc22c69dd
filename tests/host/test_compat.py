# SPDX-License-Identifier: GPL-2.0-or-later
"""Fields are made the same way on every QGIS."""

import pytest
from qgis.core import QgsField
from qgis.PyQt.QtCore import QMetaType
from service_points.host.compat import field


@pytest.mark.parametrize(
    ("kind", "type_name"),
    [
        ("Int", "int"),
        ("LongLong", "qlonglong"),
        ("Double", "double"),
        ("String", "QString"),
        ("Bool", "bool"),
        ("Date", "QDate"),
        ("DateTime", "QDateTime"),
    ],
)
def test_a_field_has_the_type_asked_for(qgis_app, kind, type_name):
    made = field("people", kind)
    assert isinstance(made, QgsField)
    assert made.name() == "people"
    assert QMetaType.typeName(int(made.type())) == type_name


def test_an_unknown_kind_is_refused(qgis_app):
    with pytest.raises(ValueError, match="Point"):
        field("geom", "Point")
