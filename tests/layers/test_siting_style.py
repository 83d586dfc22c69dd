# SPDX-License-Identifier: GPL-2.0-or-later
"""The map of siting: the lines from people to their site."""

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsVectorLayer
from service_points.layers.siting_style import style_allocation


def strength(lines):
    """The opacity, from 0 to 255, of one of so many lines."""
    layer = QgsVectorLayer("LineString?crs=EPSG:4326", "rays", "memory")
    features = []
    for i in range(lines):
        feature = QgsFeature()
        feature.setGeometry(QgsGeometry.fromWkt(f"LINESTRING (0 0, {1 + i / 1000} 1)"))
        features.append(feature)
    assert layer.dataProvider().addFeatures(features)[0]
    style_allocation(layer)
    return layer.renderer().symbol().symbolLayer(0).color().alpha()


@pytest.mark.parametrize(("lines", "alpha"), [(0, 110), (1, 110), (500, 110), (1125, 73), (8000, 55)])
def test_rays_are_fainter_the_more_there_are(qgis_app, lines, alpha):
    assert strength(lines) == alpha
