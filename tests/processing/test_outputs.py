# SPDX-License-Identifier: GPL-2.0-or-later
"""An output layer takes every feature, or says which output did not and why."""

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFields,
    QgsProcessingException,
    QgsVectorFileWriter,
    QgsWkbTypes,
)


@pytest.fixture
def sink(qgis_app, tmp_path):
    """A table in a GeoPackage whose key comes from us."""
    from service_points.host.compat import field
    from service_points.processing.outputs import Sink

    fields = QgsFields()
    fields.append(field("fid", "LongLong"))
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    writer = QgsVectorFileWriter.create(
        str(tmp_path / "out.gpkg"),
        fields,
        QgsWkbTypes.Type.NoGeometry,
        QgsCoordinateReferenceSystem(),
        QgsCoordinateTransformContext(),
        options,
    )
    assert writer.hasError() == QgsVectorFileWriter.WriterError.NoError
    return Sink(writer, fields, "Roads to mend")


def test_l1_a_feature_that_the_format_refuses_is_an_error(sink):
    sink.add([1])
    sink.add([2])
    with pytest.raises(QgsProcessingException, match=r"“Roads to mend”: .*UNIQUE"):
        sink.add([1])
    assert sink.count == 2
