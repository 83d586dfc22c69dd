# SPDX-License-Identifier: GPL-2.0-or-later
"""What a layer remembers of its run prepares the same run; what is gone is named, the rest filled in."""

import json

import pytest
from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
    QgsProperty,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from service_points.processing.again import prepare_again
from service_points.processing.recorded import recorded_parameters, selections_of


@pytest.fixture
def project(qgis_new_project):
    return QgsProject.instance()


@pytest.fixture
def algorithm(provider):
    return QgsApplication.processingRegistry().createAlgorithmById("servicepoints:catchments")


def memory(name, geometry, wkts, project):
    layer = QgsVectorLayer(f"{geometry}?crs=EPSG:4326&field=id:string&field=kmh:double", name, "memory")
    features = []
    for number, wkt in enumerate(wkts):
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromWkt(wkt))
        feature.setAttributes([f"p{number}", 50.0])
        features.append(feature)
    assert layer.dataProvider().addFeatures(features)[0]
    project.addMapLayer(layer)
    return layer


@pytest.fixture
def offices(project):
    return memory("offices", "Point", ["POINT (0 0)", "POINT (1 0)", "POINT (2 0)"], project)


@pytest.fixture
def streets(project):
    return memory("streets", "LineString", ["LINESTRING (0 0, 1 0)"], project)


def saved(layer, path, project):
    """The layer as a GeoPackage in the project."""
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    result = QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), project.transformContext(), options)
    assert result[0] == QgsVectorFileWriter.WriterError.NoError, result
    opened = QgsVectorLayer(f"{path}|layername={path.stem}", path.stem, "ogr")
    assert opened.isValid()
    project.addMapLayer(opened)
    return opened


def recorded(algorithm, project, **parameters):
    """What a run with these parameters would write into its layers, as it is read back from them."""
    context = QgsProcessingContext()
    context.setProject(project)
    chosen = selections_of(algorithm, parameters, context)
    document = recorded_parameters(algorithm, parameters, context, chosen)
    return json.loads(json.dumps(document))


def test_every_parameter_is_recorded_defaults_included(algorithm, project, offices):
    document = recorded(algorithm, project, POINTS=offices.id())
    everything = {definition.name() for definition in algorithm.parameterDefinitions()}
    assert set(document) == everything - {
        "CHECKPOINT",
        "CLUSTER",
    }  # who computed it says something of the computers here
    assert (document["CUTOFFS"], document["OVERLAP"], document["SNAP_DISTANCE"]) == (
        "5,10,15",
        "overlap",
        2000.0,
    )
    assert document["POINTS"] == {
        "layer_id": offices.id(),
        "name": "offices",
        "provider": "memory",
        "source": offices.publicSource(),
    }


def test_the_same_parameters_come_back(algorithm, project, offices, streets):
    given = {
        "POINTS": offices.id(),
        "ID_FIELD": "id",
        "NETWORK": streets.id(),
        "METRIC": "distance",
        "SPEED_FIELD": "kmh",
        "NETWORK_FILTER": '"kmh" > 20 AND "id" <> \'offices\'',
        "CUTOFFS": "2,5; 5",
        "OVERLAP": "nearest",
        "SNAP_DISTANCE": 350.5,
    }
    again = prepare_again(algorithm, recorded(algorithm, project, **given), project)
    assert {name: again.parameters[name] for name in given} == given
    assert (again.missing, again.notes, again.in_the_way) == ([], [], {})


def test_a_text_that_equals_the_name_of_a_layer_stays_a_text(algorithm, project, offices):
    document = recorded(algorithm, project, POINTS="offices", VALUE_BOTH="offices")
    assert document["POINTS"]["layer_id"] == offices.id()
    assert document["VALUE_BOTH"] == "offices"


def test_computed_values_stay_computed(algorithm, project):
    document = recorded(
        algorithm,
        project,
        SNAP_DISTANCE=QgsProperty.fromExpression("100 * 2"),
        DEFAULT_SPEED=QgsProperty.fromField("kmh"),
        TOLERANCE=QgsProperty.fromValue(1.5),
    )
    again = prepare_again(algorithm, document, project)
    assert again.parameters["SNAP_DISTANCE"].expressionString() == "100 * 2"
    assert again.parameters["DEFAULT_SPEED"].field() == "kmh"
    assert again.parameters["TOLERANCE"] == 1.5


def test_the_selection_of_that_run_is_selected_again(algorithm, project, offices):
    ids = [feature.id() for feature in offices.getFeatures()]
    offices.selectByIds(ids[:2])
    document = recorded(algorithm, project, POINTS=QgsProcessingFeatureSourceDefinition(offices.id(), True))
    offices.selectByIds(ids[2:])
    again = prepare_again(algorithm, document, project)
    source = again.parameters["POINTS"]
    assert source.selectedFeaturesOnly
    assert source.source.staticValue() == offices.id()
    assert sorted(offices.selectedFeatureIds()) == ids[:2]
    assert ["offices" in note for note in again.notes] == [True]


def test_a_feature_of_the_selection_that_is_gone_is_named(algorithm, project, offices):
    ids = [feature.id() for feature in offices.getFeatures()]
    offices.selectByIds(ids[:2])
    document = recorded(algorithm, project, POINTS=QgsProcessingFeatureSourceDefinition(offices.id(), True))
    offices.dataProvider().deleteFeatures(ids[:1])
    again = prepare_again(algorithm, document, project)
    assert offices.selectedFeatureIds() == ids[1:2]
    assert len(again.missing) == 1
    assert "offices" in again.missing[0]


def test_a_selection_nobody_recorded_is_said(algorithm, project, offices):
    document = {"POINTS": {"source": {"layer_id": offices.id()}, "selected_features_only": True}}
    again = prepare_again(algorithm, document, project)
    assert again.parameters["POINTS"].selectedFeaturesOnly
    assert len(again.notes) == 1


def test_a_layer_that_is_gone_is_named_and_the_rest_is_filled_in(algorithm, project, offices, streets):
    document = recorded(
        algorithm, project, POINTS=offices.id(), NETWORK=streets.id(), CUTOFFS="7", SPEED_FIELD="kmh"
    )
    project.removeMapLayer(streets.id())
    again = prepare_again(algorithm, document, project)
    assert again.missing == ["Road network (streets)"]
    assert again.parameters["NETWORK"] is None  # never read from the memory layer's source: that is empty
    assert (again.parameters["POINTS"], again.parameters["CUTOFFS"]) == (offices.id(), "7")
    assert again.parameters["SPEED_FIELD"] == "kmh"


def test_a_layer_is_found_by_its_source_under_another_id(algorithm, project, offices, tmp_path):
    first = saved(offices, tmp_path / "points.gpkg", project)
    document = recorded(algorithm, project, POINTS=first.id())
    project.removeMapLayer(first.id())
    second = QgsVectorLayer(f"{tmp_path / 'points.gpkg'}|layername=points", "other name", "ogr")
    project.addMapLayer(second)
    again = prepare_again(algorithm, document, project)
    assert again.parameters["POINTS"] == second.id()


def test_j1_a_file_is_read_where_it_was_and_named_when_it_moved(algorithm, project, offices, tmp_path):
    layer = saved(offices, tmp_path / "points.gpkg", project)
    source = layer.publicSource()
    document = recorded(algorithm, project, POINTS=layer.id())
    project.removeMapLayer(layer.id())
    assert prepare_again(algorithm, document, project).parameters["POINTS"] == source
    (tmp_path / "points.gpkg").rename(tmp_path / "moved.gpkg")
    again = prepare_again(algorithm, document, project)
    assert "POINTS" not in again.parameters
    assert again.missing == [f"Service points (points – {tmp_path / 'points.gpkg'})"]


def test_a_field_that_is_gone_is_named(algorithm, project, offices, streets):
    document = recorded(algorithm, project, POINTS=offices.id(), NETWORK=streets.id(), SPEED_FIELD="kmh")
    streets.dataProvider().deleteAttributes([streets.fields().lookupField("kmh")])
    streets.updateFields()
    again = prepare_again(algorithm, document, project)
    assert again.parameters["SPEED_FIELD"] is None
    assert again.missing == ["Speed field (km/h) (field “kmh” of “streets”)"]


def test_a_choice_that_no_longer_exists_is_named(algorithm, project):
    again = prepare_again(algorithm, {"SPEED_PRESET": "mars_roads", "OVERLAP": "dissolve"}, project)
    assert again.missing == ["Speeds by road class (mars_roads)"]
    assert again.parameters == {"OVERLAP": "dissolve"}


@pytest.mark.parametrize(
    "text",
    ["TEMPORARY_OUTPUT", "memory:zones", "/x/processing_AbCdEf/0123456789abcdef0123456789abcdef/OUTPUT.gpkg"],
)
def test_temporary_outputs_stay_temporary(algorithm, project, text):
    given = QgsProcessingOutputLayerDefinition(text, project)
    again = prepare_again(algorithm, recorded(algorithm, project, OUTPUT=given), project)
    assert again.parameters["OUTPUT"] == "TEMPORARY_OUTPUT"
    assert again.in_the_way == {}


def test_an_output_that_was_skipped_is_skipped(algorithm, project):
    again = prepare_again(algorithm, recorded(algorithm, project, SERVED=None), project)
    assert again.parameters["SERVED"] is None


def test_files_that_exist_are_not_overwritten(algorithm, project, tmp_path):
    first, second = tmp_path / "zones.gpkg", tmp_path / "served.csv"
    for path in (first, tmp_path / "zones_2.gpkg"):
        path.write_text("here")
    document = recorded(algorithm, project, OUTPUT=str(first), SERVED=str(second))
    again = prepare_again(algorithm, document, project)
    assert again.in_the_way == {"OUTPUT": str(first)}
    assert again.parameters["SERVED"] == str(second)
    again.write_beside()
    assert again.parameters["OUTPUT"] == str(tmp_path / "zones_3.gpkg")
    again.write_temporary()
    assert again.parameters["OUTPUT"] == "TEMPORARY_OUTPUT"


def test_a_table_that_exists_gets_a_table_beside_it(algorithm, project, offices, tmp_path):
    saved(offices, tmp_path / "all.gpkg", project)  # holds the table "all"
    taken, free = (f"ogr:dbname='{tmp_path / 'all.gpkg'}' table=\"{name}\" (geom)" for name in ("all", "new"))
    again = prepare_again(algorithm, recorded(algorithm, project, OUTPUT=taken, UNPLACED=free), project)
    assert again.in_the_way == {"OUTPUT": taken}
    assert again.parameters["UNPLACED"] == free
    again.write_beside()
    assert again.parameters["OUTPUT"] == taken.replace('"all"', '"all_2"')


def test_a_folder_that_is_gone_makes_the_output_temporary_and_says_so(algorithm, project, tmp_path):
    path = tmp_path / "gone" / "zones.gpkg"
    again = prepare_again(algorithm, recorded(algorithm, project, OUTPUT=str(path)), project)
    assert again.parameters["OUTPUT"] == "TEMPORARY_OUTPUT"
    assert str(path) in again.notes[0]


def test_passwords_are_not_recorded(algorithm, project):
    uri = "postgres://dbname='x' user='me' password='s3cret' table=\"t\""
    document = recorded(algorithm, project, NETWORK=uri, OUTPUT=uri)
    assert "s3cret" not in json.dumps(document)


def test_a_document_of_an_older_version_is_understood(algorithm, project, offices):
    """Before, a layer was recorded without its provider, and a selection without its features."""
    document = {
        "POINTS": {"layer_id": offices.id(), "name": "offices", "source": "x"},
        "CUTOFFS": "5",
        "GONE_PARAMETER": 3,
    }
    again = prepare_again(algorithm, document, project)
    assert again.parameters == {"POINTS": offices.id(), "CUTOFFS": "5"}
