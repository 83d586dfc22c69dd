# SPDX-License-Identifier: GPL-2.0-or-later
"""What somebody else put into a store's file, beside it or into a project: none of it runs."""

import sqlite3

import pytest
from qgis.core import (
    QgsAction,
    QgsDefaultValue,
    QgsEditFormConfig,
    QgsProject,
    QgsVectorLayer,
    QgsVectorLayerUtils,
)
from service_points.core.store import open_store
from service_points.layers.fields import TABLE_PROPERTY
from service_points.layers.load import load_store, relabel_store, store_path_of, stores_in

CODE = "import os; os.environ['TAKEN'] = 'yes'"


@pytest.fixture
def hostile_style(working_copy):
    """A style with Python code, an action, a default value, a constraint and a map tip."""
    layer = QgsVectorLayer(f"{working_copy}|layername=service_point", "points", "ogr")
    config = layer.editFormConfig()
    config.setInitCodeSource(QgsEditFormConfig.PythonInitCodeSource.CodeSourceDialog)
    config.setInitFunction("steal")
    config.setInitCode(CODE)
    layer.setEditFormConfig(config)
    layer.actions().addAction(QgsAction(QgsAction.ActionType.GenericPython, "Look closer", CODE))
    city = layer.fields().lookupField("city")
    layer.setDefaultValueDefinition(city, QgsDefaultValue("env('HOME')", True))
    layer.setConstraintExpression(city, "eval('1')")
    layer.setMapTipTemplate("<script>alert(1)</script>[% env('HOME') %]")
    return layer


def assert_is_ours(points):
    config = points.editFormConfig()
    assert config.initCodeSource() == QgsEditFormConfig.PythonInitCodeSource.CodeSourceNone
    assert (config.initCode(), config.initFunction(), config.initFilePath(), config.uiForm()) == ("",) * 4
    city = points.fields().lookupField("city")
    assert points.defaultValueDefinition(city).expression() == ""
    assert "eval" not in points.constraintExpression(city)
    assert "script" not in points.mapTipTemplate()


@pytest.mark.parametrize("where", ["in the file", "beside the file"])
def test_h9_a_style_of_somebody_else_is_not_read(hostile_style, working_copy, project, where):
    if where == "in the file":
        assert hostile_style.saveStyleToDatabase("default", "", True, "") == ""
        connection = sqlite3.connect(working_copy)
        assert connection.execute("SELECT count(*) FROM layer_styles WHERE useAsDefault").fetchone() == (1,)
        connection.close()
    else:
        assert hostile_style.saveDefaultStyle()[1]
        assert working_copy.with_suffix(".qml").exists()
    tempted = QgsVectorLayer(f"{working_copy}|layername=service_point", "points", "ogr")
    assert tempted.editFormConfig().initCode() == CODE  # what QGIS would do by itself
    points = load_store(working_copy, project).layer("service_point", project)
    assert_is_ours(points)
    assert points.actions().actions() == []


def test_h9_code_that_a_project_brings_is_taken_out(working_copy, project):
    loaded = load_store(working_copy, project)
    points = loaded.layer("service_point", project)
    config = points.editFormConfig()
    config.setInitCodeSource(QgsEditFormConfig.PythonInitCodeSource.CodeSourceFile)
    config.setInitFilePath("nowhere/steal.py")
    config.setInitFunction("steal")
    config.setUiForm("nowhere/steal.ui")
    points.setEditFormConfig(config)
    city = points.fields().lookupField("city")
    points.setDefaultValueDefinition(city, QgsDefaultValue("env('HOME')", True))
    points.setConstraintExpression(city, "eval('1')")
    points.setMapTipTemplate("<script>alert(1)</script>")
    relabel_store(loaded, project)
    assert_is_ours(points)


@pytest.mark.parametrize(
    ("uri", "provider"),
    [
        ("Point?crs=EPSG:4326&field=id:string", "memory"),
        ("?query=SELECT 1 AS id", "virtual"),
        ("/vsicurl/http://127.0.0.1:9/store.gpkg|layername=service_point", "ogr"),
        ("/vsimem/none.gpkg|layername=service_point|option:LIST_ALL_TABLES=YES", "ogr"),
        ("dbname='/etc/passwd' table=\"x\" sql=DELETE FROM x", "spatialite"),
    ],
)
def test_h15_a_layer_that_only_says_it_is_of_a_store(project, uri, provider, tmp_path):
    """The mark of our layers is a property that anybody can set; what is behind it is looked at."""
    from service_points.core.errors import StoreError

    layer = QgsVectorLayer(uri, "points", provider)
    layer.setCustomProperty(TABLE_PROPERTY, "service_point")
    project.addMapLayer(layer)
    path = store_path_of(layer)
    assert provider == "ogr" or path is None
    for found in stores_in(project):
        with pytest.raises(StoreError, match="There is no file"):
            open_store(found)
    before = len(project.mapLayers())
    assert before == 1


def test_h15_what_follows_the_path_in_an_address_is_not_followed(working_copy, project):
    source = f"{working_copy}|layername=service_point|subset=\"city\" = 'x'|option:LIST_ALL_TABLES=YES"
    layer = QgsVectorLayer(source, "points", "ogr")
    layer.setCustomProperty(TABLE_PROPERTY, "service_point")
    project.addMapLayer(layer)
    assert store_path_of(layer) == str(working_copy.resolve())
    assert stores_in(project) == [str(working_copy.resolve())]
    loaded = load_store(working_copy, project)  # ours beside it, each by its file and table alone
    assert "LIST_ALL_TABLES" not in loaded.layer("phone", project).source()


@pytest.fixture
def points(working_copy, project):
    layer = load_store(working_copy, project).layer("service_point", project)
    yield layer
    if layer.isEditable():
        layer.rollBack()


def pasted(layer, features):
    """What QGIS makes of features in the clipboard."""
    data = [
        QgsVectorLayerUtils.QgsFeatureData(f.geometry(), dict(enumerate(f.attributes()))) for f in features
    ]
    return QgsVectorLayerUtils.createFeatures(layer, data, layer.createExpressionContext())


def test_b5_a_copy_pasted_while_a_filter_hides_the_original(points, working_copy):
    """QGIS looks for the identifier among the rows it shows; the store must not get it twice."""
    original = next(f for f in points.getFeatures() if f["name_en"] == "Riverside Service Centre")
    assert points.setSubsetString("\"status\" = 'planned'")
    assert points.startEditing()
    assert points.addFeatures(pasted(points, [original]))
    assert points.commitChanges(), points.commitErrors()
    with open_store(working_copy) as store:
        rows = store.rows("service_point")
    assert len(rows) == 5
    assert len({row["id"] for row in rows}) == 5
    assert sorted(row["name_en"] or "" for row in rows).count("Riverside Service Centre") == 2


def test_b5_rows_added_while_a_filter_hides_others(points, working_copy):
    assert points.setSubsetString("\"status\" = 'planned'")
    assert points.startEditing()
    made = QgsVectorLayerUtils.createFeature(points, context=points.createExpressionContext())
    for name, value in {
        "organization_id": "x", "channel": "digital", "point_type": "web_portal", "name_en": "New",
        "verified_on": "2026-11-01", "verified_method": "phone",
    }.items():  # fmt: skip
        made[name] = value
    assert points.addFeature(made)
    assert points.commitChanges(), points.commitErrors()
    with open_store(working_copy) as store:
        assert store.count("service_point") == 5


def test_b5_a_record_that_a_filter_hides_is_not_passed_over(points, working_copy, project):
    """Taken for one that is gone, it would keep what the person wanted to take back, without a word."""
    from service_points.core.errors import StoreError
    from service_points.core.store import RowChange
    from service_points.layers.edits import edit_layers
    from service_points.layers.load import layers_of_store

    layers = layers_of_store(project, working_copy)
    shown, hidden = (
        next(f["id"] for f in points.getFeatures() if f["name_en"] == name)
        for name in ("311 Contact Centre", "Riverside Service Centre")
    )
    changes = [RowChange("update", "service_point", key, {"city": "Casselman"}) for key in (shown, hidden)]
    assert points.setSubsetString(f"\"id\" = '{shown}'")
    with pytest.raises(StoreError, match="hides records") as caught:
        edit_layers(layers, changes, "Move")
    assert "masque des fiches" in caught.value.text.fr
    assert not points.isModified()
    assert edit_layers(layers, changes[:1], "Move") == []
    assert points.rollBack()


def test_b10_edits_in_a_transaction_group_are_told_from_the_data(working_copy, project):
    """QGIS writes into the file at once there, before anybody saves: the difference is asked of the file."""
    from service_points.core.exchange import difference, open_working_copy
    from service_points.core.store import RowChange
    from service_points.layers.edits import edit_layers
    from service_points.layers.load import layers_of_store

    project.setAutoTransaction(True)
    loaded = load_store(working_copy, project)
    layers = layers_of_store(project, working_copy)
    points = loaded.layer("service_point", project)
    key = next(f["id"] for f in points.getFeatures() if f["name_en"] == "Riverside Service Centre")
    left = edit_layers(layers, [RowChange("update", "service_point", key, {"city": "Casselman"})], "Move")
    assert left == []
    assert points.commitChanges(), points.commitErrors()
    with open_working_copy(working_copy) as copy:
        (change,) = difference(copy)
    assert change.fields["city"] == {"before": "Pine River", "after": "Casselman"}
    assert "geom" in change.fields  # the whole address, as a guard
    project.setAutoTransaction(False)
    assert QgsProject.instance() is project
