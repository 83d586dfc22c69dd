# SPDX-License-Identifier: GPL-2.0-or-later
"""The layers of a catchment run: fields, names, styles, provenance, and their use in models."""

import gc
import json

import pytest
import qgis.utils
from qgis import processing
from qgis.core import (
    QgsApplication,
    QgsCoordinateTransformContext,
    QgsLayerTreeModel,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterVectorLayer,
    QgsProcessingUtils,
    QgsProject,
    QgsSymbolLayer,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from qgis.gui import QgsLayerTreeView
from service_points.layers.fields import GROUP_PROPERTY
from service_points.layers.load import load_store


def test_fields_that_clash_keep_ours_and_number_theirs(reach, memory_layer):
    rows = [("POINT (0 0)", {"id": "a", "UNIT": "office", "cutoff_to": 3, "people": 5, "fid": 9})]
    done = reach(POINTS=memory_layer("Point", rows), CUTOFFS="1.2")
    names = done.layer("OUTPUT").fields().names()
    assert names == [
        "point_id", "id", "UNIT_2", "cutoff_to_2", "people_2", "fid_2",
        "cutoff_from", "cutoff_to", "unit", "people", "seniors", "units_served", "snap_m",
    ]  # fmt: skip
    assert done.rows("OUTPUT", "UNIT_2", "cutoff_to_2", "unit", "people") == [("office", 3, "km", 10)]


def test_population_fields_named_like_ours(reach, memory_layer, tmp_path):
    """In a GeoPackage, whose own key is called fid; values that repeat and text would break it."""
    names = ["cutoff_to", "cost", "status", "fid", "point_id"]
    rows = [(f"POINT (0.0{i} 0)", {name: 10 * i if name != "fid" else 7 for name in names}) for i in (1, 2)]
    given = {name: str(tmp_path / f"{name}.gpkg") for name in ("OUTPUT", "SERVED", "DEMAND_OUT")}
    done = reach(DEMAND=memory_layer("Point", rows), DEMAND_FIELDS=names, CUTOFFS="1.2", **given)
    assert done.rows("SERVED", "point_id", "cutoff_to", "fid_2", "point_id_2") == [
        ("a", 10, 7, 10),
        ("b", 0, 0, 0),
    ]
    assert done.rows("DEMAND_OUT", "cost_2", "status_2", "fid_2", "status")[0] == (10, 10, 7, "served")


def test_points_with_a_text_in_a_field_fid(reach, memory_layer, tmp_path):
    rows = [
        (f"POINT (0 {y})", {"id": name, "fid": "x"}) for name, y in (("a", 0), ("far", 0.09), ("far 2", 1))
    ]
    given = {name: str(tmp_path / f"{name}.gpkg") for name in ("OUTPUT", "UNPLACED")}
    done = reach(POINTS=memory_layer("Point", rows), CUTOFFS="1.2", **given)
    assert done.rows("UNPLACED", "id", "fid_2") == [("far", "x"), ("far 2", "x")]


def test_style_of_the_population_is_by_its_own_field(reach, memory_layer, provider):
    """The dots are sized by people, also where that field is called as one of ours."""
    project, context = QgsProject.instance(), QgsProcessingContext()
    context.setProject(project)
    places = memory_layer("Point", [("POINT (0.01 0)", {"cost": 8}), ("POINT (0.02 0)", {"cost": 5})])
    points = memory_layer("Point", [("POINT (0 0)", {"id": "a"})])
    given = {
        "POINTS": points,
        "METRIC": "straight",
        "CUTOFFS": "9",
        "DEMAND": places,
        "DEMAND_FIELDS": ["cost"],
    }
    for name in ("OUTPUT", "DEMAND_OUT"):
        given[name] = QgsProcessingOutputLayerDefinition("memory:", project)
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("servicepoints:catchments")
    results, ok = algorithm.run(given, context, QgsProcessingFeedback())
    assert ok
    layer = QgsProcessingUtils.mapLayerFromString(results["DEMAND_OUT"], context)
    loading = context.layerToLoadOnCompletionDetails(results["DEMAND_OUT"])
    loading.postProcessor().postProcessLayer(layer, context, QgsProcessingFeedback())
    categories = layer.renderer().categories()  # kept: what hangs on them dies with them
    sizes = categories[0].symbol().symbolLayer(0).dataDefinedProperties()
    assert '"cost_2"' in sizes.property(QgsSymbolLayer.Property.PropertySize).expressionString()


def test_layers_of_scripts_have_names_in_words(reach):
    done = reach()
    assert done.layer("OUTPUT").name() == "Catchments"
    assert done.layer("SERVED").name() == "Population served by each point"


def test_log_says_what_the_figures_rest_on(reach):
    log = reach(METRIC="time", SPEED_FIELD="kmh", DIRECTION_FIELD="way", VALUE_BOTH="both").log
    assert "Measure: Travel time by road, in minutes, without traffic" in log
    assert "Cutoffs: 1.2\u00a0min; 2.3\u00a0min" in log
    assert "field “kmh”: 1; default of 50 km/h: 0" in log
    assert "Served: 100 (100.0%)" in log


def test_run_can_be_repeated_from_its_provenance(reach, run, provenance_of, *, points, road, people):
    """The parameters that were kept, defaults included, give the same layer."""
    QgsProject.instance().addMapLayers([points, road, people], False)

    def again(value):
        return value["layer_id"] if isinstance(value, dict) else value

    layers = []
    first = reach(METRIC="time", SPEED_FIELD="kmh")
    document = provenance_of(first, "OUTPUT")
    kept = document["parameters"]
    assert (kept["OVERLAP"], kept["SNAP_DISTANCE"], kept["TRAVEL"]) == ("overlap", 2000, "to_point")
    second = run("catchments", **{name: again(v) for name, v in kept.items() if v is not None})
    for done in (first, second):
        layers.append([(f.attributes(), f.geometry().asWkt(9)) for f in done.layer("OUTPUT").getFeatures()])
    assert layers[0] == layers[1]
    hashes = [[r["sha256"] for r in provenance_of(done, "OUTPUT")["inputs"]] for done in (first, second)]
    assert hashes[0] == hashes[1]
    for layer in (points, road, people):
        QgsProject.instance().takeMapLayer(layer)


def test_provenance_of_a_layer_that_is_made_again_is_replaced(reach, tmp_path):
    for cutoffs in ("1.2", "2.3"):
        reach(OUTPUT=f"ogr:dbname='{tmp_path / 'all.gpkg'}' table=\"zones\" (geom)", CUTOFFS=cutoffs)
    table = QgsVectorLayer(f"{tmp_path / 'all.gpkg'}|layername=service_points_provenance", "p", "ogr")
    (row,) = table.getFeatures()
    assert json.loads(row["document"])["parameters"]["CUTOFFS"] == "2.3"


def test_progress_rises_to_the_end(reach):
    progress = reach().progress
    assert progress == sorted(progress)
    assert progress[-1] == 100
    assert len(set(progress)) > 5


def test_provenance_says_how_the_layer_was_made(reach, points, provenance_of):
    done = reach()
    document = provenance_of(done, "OUTPUT")
    assert document["algorithm"] == "servicepoints:catchments"
    assert document["output"] == "OUTPUT"
    assert document["parameters"]["CUTOFFS"] == "1.2, 2.3"
    assert document["parameters"]["POINTS"]["layer_id"] == points.id()
    used = {record["parameter"]: (record["features"], record["used"]) for record in document["inputs"]}
    assert used == {"POINTS": (2, 2), "NETWORK": (1, 1), "DEMAND": (4, 4)}
    assert all(len(record["sha256"]) == 64 for record in document["inputs"])
    assert document["numbers"]["TOTAL"] == 100
    metadata = done.layer("OUTPUT").metadata()
    assert "Service Points" in metadata.abstract()
    assert any("SHA-256" in line for line in metadata.history())


def test_geopackage_carries_styles_ids_andprovenance_of(reach, tmp_path):
    path = tmp_path / "l'été 50%.gpkg"
    done = reach(OUTPUT=str(path), SERVED=f"ogr:dbname='{tmp_path / 'all.gpkg'}' table=\"served\" (geom)")
    assert done.layer("OUTPUT").featureCount() == 4
    table = QgsVectorLayer(f"{path}|layername=service_points_provenance", "p", "ogr")
    (row,) = table.getFeatures()
    assert json.loads(row["document"])["numbers"]["SERVED_TOTAL"] == 100
    served = QgsVectorLayer(f"{tmp_path / 'all.gpkg'}|layername=served", "s", "ogr")
    assert served.featureCount() == 4


def test_geopackage_points_with_fid_give_several_rows_each(reach, points, tmp_path):
    path = str(tmp_path / "points.gpkg")
    options = QgsVectorFileWriter.SaveVectorOptions()
    written = QgsVectorFileWriter.writeAsVectorFormatV3(
        points, path, QgsCoordinateTransformContext(), options
    )
    assert written[0] == QgsVectorFileWriter.WriterError.NoError
    done = reach(POINTS=path, OUTPUT=str(tmp_path / "out.gpkg"))
    assert done.layer("OUTPUT").featureCount() == 4


def test_layer_that_is_loaded_is_styled_and_knows_its_origin(provider, points, road, listener):
    """The post-processor lives on although the algorithm and its run are gone."""
    project, context, feedback = QgsProject.instance(), QgsProcessingContext(), listener()
    context.setProject(project)
    given = {"POINTS": points, "NETWORK": road, "METRIC": "distance", "CUTOFFS": "1,2"}
    given["OUTPUT"] = QgsProcessingOutputLayerDefinition("memory:", project)
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("servicepoints:catchments")
    results, ok = algorithm.run(given, context, feedback)
    assert ok, feedback.said
    del algorithm
    gc.collect()
    layer = QgsProcessingUtils.mapLayerFromString(results["OUTPUT"], context)
    loading = context.layerToLoadOnCompletionDetails(results["OUTPUT"])
    loading.postProcessor().postProcessLayer(layer, context, feedback)
    assert layer.renderer().type() == "RuleRenderer"
    assert json.loads(layer.customProperty("service_points/provenance"))["output"] == "OUTPUT"


def test_l10_numbers_can_steer_a_model(provider, points, road, people):
    """The buffer's distance is the number of points placed (2)."""

    source = QgsProcessingModelChildParameterSource
    model = QgsProcessingModelAlgorithm("model", "test")
    for name in ("points", "roads"):
        model.addModelParameter(QgsProcessingParameterVectorLayer(name), QgsProcessingModelParameter(name))
    reach = QgsProcessingModelChildAlgorithm("servicepoints:catchments")
    reach.setChildId("reach")
    reach.addParameterSources("POINTS", [source.fromModelParameter("points")])
    reach.addParameterSources("NETWORK", [source.fromModelParameter("roads")])
    reach.addParameterSources("METRIC", [source.fromStaticValue("distance")])
    model.addChildAlgorithm(reach)
    buffer = QgsProcessingModelChildAlgorithm("native:buffer")
    buffer.setChildId("buffer")
    buffer.addParameterSources("INPUT", [source.fromModelParameter("points")])
    buffer.addParameterSources("DISTANCE", [source.fromChildOutput("reach", "POINTS_PLACED")])
    output = QgsProcessingModelOutput("rings", "rings")
    output.setChildId("buffer")
    output.setChildOutputName("OUTPUT")
    buffer.setModelOutputs({"rings": output})
    model.addChildAlgorithm(buffer)
    # The name of a model's output: with its step in QGIS 3.22, without it later.
    rings = {"buffer:rings": "memory:", "rings": "memory:"}
    results = processing.run(model, {"points": points, "roads": road, **rings})
    layer = next(results[name] for name in rings if name in results)
    ring = next(layer.getFeatures()).geometry()
    assert ring.boundingBox().width() == pytest.approx(4)


def test_catchments_that_qgis_loads_lie_beneath_the_points_of_the_store(
    memory_layer, sample_store, provider, qtbot, monkeypatch
):
    """As the dialog does it: QGIS's own code adds the results to the project."""
    from processing.gui.Postprocessing import handleAlgorithmResults

    view = QgsLayerTreeView()
    view.setModel(QgsLayerTreeModel(QgsProject.instance().layerTreeRoot(), view))
    qtbot.addWidget(view)
    monkeypatch.setattr(qgis.utils.iface, "layerTreeView", lambda: view)

    project, context = QgsProject.instance(), QgsProcessingContext()
    context.setProject(project)
    load_store(sample_store, project)
    points = memory_layer("Point", [("POINT (0 0)", {"id": "a"})])
    output = QgsProcessingOutputLayerDefinition("memory:", project)
    given = {"POINTS": points, "METRIC": "straight", "CUTOFFS": "9", "OUTPUT": output}
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("servicepoints:catchments")
    _, ok = algorithm.run(given, context, QgsProcessingFeedback())
    assert ok
    handleAlgorithmResults(algorithm, context, QgsProcessingFeedback(), parameters=given)
    qtbot.wait(300)
    first, second = project.layerTreeRoot().children()[:2]
    assert first.customProperty(GROUP_PROPERTY) == "store"
    assert second.name() == "Catchments"
    project.clear()
