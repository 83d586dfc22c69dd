# SPDX-License-Identifier: GPL-2.0-or-later
"""Results lie beneath the points of the shared stores beside them."""

import pytest
from qgis.core import QgsProject, QgsVectorLayer
from service_points.layers.beneath import lay_beneath, lay_beneath_later
from service_points.layers.fields import GROUP_PROPERTY


@pytest.fixture
def project():
    """Two stores with points, a base map below, as QGIS writes the tree from top to bottom."""
    project = QgsProject()
    root = project.layerTreeRoot()
    for name in ("Store", "Working copy"):
        group = root.addGroup(name)
        group.setCustomProperty(GROUP_PROPERTY, "store")
        points = QgsVectorLayer("Point?crs=EPSG:4326", f"Points of {name}", "memory")
        project.addMapLayer(points, False)
        group.addLayer(points)
    project.addMapLayer(QgsVectorLayer("Polygon?crs=EPSG:4326", "Base", "memory"), False)
    root.addLayer(project.mapLayersByName("Base")[0])
    return project


def result(project, kind="Polygon", group=None):
    """A layer that QGIS has just put on top."""
    layer = QgsVectorLayer(f"{kind}?crs=EPSG:4326", "Result", "memory")
    project.addMapLayer(layer, False)
    (group or project.layerTreeRoot()).insertLayer(0, layer)
    return layer


def names(project):
    return [node.name() for node in project.layerTreeRoot().children()]


def test_it_comes_below_the_last_store_and_stays_in_the_project(project):
    layer = result(project)
    assert lay_beneath(project, layer.id())
    assert names(project) == ["Store", "Working copy", "Result", "Base"]
    assert project.mapLayer(layer.id()) is layer
    node = project.layerTreeRoot().findLayer(layer.id())
    assert node.isVisible()
    newer = result(project)
    newer.setName("Newer")
    assert lay_beneath(project, newer.id())
    assert names(project) == ["Store", "Working copy", "Newer", "Result", "Base"]


def test_what_is_below_or_in_a_group_of_results_stays(project):
    layer = result(project)
    lay_beneath(project, layer.id())
    assert lay_beneath(project, layer.id())
    assert names(project) == ["Store", "Working copy", "Result", "Base"]
    group = project.layerTreeRoot().insertGroup(0, "My results")
    kept = result(project, group=group)
    assert lay_beneath(project, kept.id())
    assert [node.layerId() for node in group.findLayers()] == [kept.id()]


@pytest.mark.parametrize(("kind", "place"), [("Polygon", 2), ("LineString", 2), ("Point", 0)])
def test_qgis_may_put_it_into_the_tree_later(project, kind, place, qtbot):
    """Points stay on top: they are drawn beside those of the store."""
    layer = QgsVectorLayer(f"{kind}?crs=EPSG:4326", "Result", "memory")
    project.addMapLayer(layer, False)
    lay_beneath_later(project, layer)
    qtbot.wait(120)
    project.layerTreeRoot().insertLayer(0, layer)
    qtbot.wait(200)
    assert names(project).index("Result") == place


def test_a_layer_or_a_project_that_is_gone_is_no_failure(project, qtbot):
    layer = result(project)
    lay_beneath_later(project, layer)
    project.removeMapLayer(layer.id())
    qtbot.wait(50)
    lay_beneath_later(project, QgsVectorLayer("Polygon", "Elsewhere", "memory"))
    del project
    qtbot.wait(100)
