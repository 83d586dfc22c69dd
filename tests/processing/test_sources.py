# SPDX-License-Identifier: GPL-2.0-or-later
"""Layers of the project are looked up where they live, before the run goes to another thread."""

import pytest
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingFeedback,
    QgsProject,
)
from service_points.processing.sources import layer_of, open_source


@pytest.fixture
def prepared(provider, qgis_new_project, points):
    """Prepare catchments on the layer of points named in some way; return it with its context and layer."""

    def make(name_it):
        QgsProject.instance().addMapLayer(points)
        points.selectByIds([1])
        algorithm = QgsApplication.processingRegistry().createAlgorithmById("servicepoints:catchments")
        context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
        context.setProject(QgsProject.instance())
        assert algorithm.prepare({"POINTS": name_it(points)}, context, feedback)
        return algorithm, context

    return make


@pytest.mark.parametrize(
    ("name_it", "count"),
    [
        (lambda layer: layer, None),
        (lambda layer: layer.id(), None),
        (lambda layer: layer.name(), None),
        (lambda layer: QgsProcessingFeatureSourceDefinition(layer.id(), True), 1),
    ],
    ids=["layer", "id", "name", "selection"],
)
def test_run_looks_no_layer_of_the_project_up(prepared, points, name_it, count):
    """QGIS 3.22 crashes when it does so while the map is drawn; without a value, nothing can be looked up."""
    algorithm, context = prepared(name_it)
    source = open_source(algorithm, {}, "POINTS", context)
    assert source.featureCount() == (points.featureCount() if count is None else count)
    assert layer_of(algorithm, {"POINTS": points.id()}, "POINTS", context) is points


def test_file_is_opened_where_it_is_read(prepared, tmp_path):
    algorithm, context = prepared(lambda layer: str(tmp_path / "none.gpkg"))
    with pytest.raises(QgsProcessingException):
        open_source(algorithm, {}, "POINTS", context)
