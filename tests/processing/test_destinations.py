# SPDX-License-Identifier: GPL-2.0-or-later
"""No output goes over an input, into a shared store, or over another output; none is lost in silence."""

import pytest
from qgis.core import QgsCoordinateTransformContext, QgsVectorFileWriter, QgsVectorLayer


@pytest.fixture
def on_disk(points, tmp_path):
    """The two service points in a GeoPackage."""
    path = str(tmp_path / "points.gpkg")
    options = QgsVectorFileWriter.SaveVectorOptions()
    written = QgsVectorFileWriter.writeAsVectorFormatV3(
        points, path, QgsCoordinateTransformContext(), options
    )
    assert written[0] == QgsVectorFileWriter.WriterError.NoError
    return path


def layer_of(path, table):
    return f"ogr:dbname='{path}' table=\"{table}\" (geom)"


@pytest.fixture
def along(points, road, people):
    given = {"POINTS": points, "NETWORK": road, "DEMAND": people, "DEMAND_FIELDS": ["people"]}
    return {**given, "METRIC": "distance", "CUTOFFS": "1,2", "OUTPUT": "TEMPORARY_OUTPUT"}


@pytest.mark.parametrize("as_layer", [False, True], ids=["file", "layer of the file"])
def test_input_is_not_overwritten(refusal, along, on_disk, spoken, as_layer):
    output = layer_of(on_disk, "points") if as_layer else on_disk
    sentence = refusal("catchments", **{**along, "POINTS": f"{on_disk}|layername=points", "OUTPUT": output})
    assert {"en": "would overwrite the input", "fr": "écraserait l’entrée"}[spoken] in sentence
    kept = QgsVectorLayer(on_disk, "kept", "ogr")
    assert [feature["id"] for feature in kept.getFeatures()] == ["b", "a"]


def test_other_layer_of_the_input_file_is_fine(run, along, on_disk):
    given = {**along, "POINTS": f"{on_disk}|layername=points", "OUTPUT": layer_of(on_disk, "zones")}
    assert run("catchments", **given).layer("OUTPUT").featureCount() == 4
    assert QgsVectorLayer(f"{on_disk}|layername=points", "kept", "ogr").featureCount() == 2


@pytest.mark.parametrize("tables", [("", ""), ("a", "A"), ("a", "")])
def test_two_outputs_in_one_place(refusal, along, tmp_path, spoken, tables):
    path = tmp_path / "both.gpkg"
    outputs = [layer_of(path, table) if table else str(path) for table in tables]
    said = {"en": "would be written to the same place", "fr": "seraient écrits au même endroit"}
    assert said[spoken] in refusal("catchments", **{**along, "OUTPUT": outputs[0], "SERVED": outputs[1]})
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def store(run, tmp_path):
    path = tmp_path / "store.gpkg"
    run("createstore", TARGET=str(path), WITH_SAMPLE=True)
    return path


def test_results_do_not_go_into_a_store(refusal, along, store, spoken):
    before = store.read_bytes()
    said = {"en": "into a store of service points", "fr": "dans un dépôt de points de service"}
    for output in (str(store), layer_of(store, "zones")):
        assert said[spoken] in refusal("catchments", **{**along, "OUTPUT": output})
    assert store.read_bytes() == before


@pytest.mark.parametrize("output", ["REPORT", "FINDINGS"])
def test_validation_does_not_overwrite_what_it_reads(refusal, store, output):
    before = store.read_bytes()
    assert "would overwrite the input" in refusal("validate", INPUT=str(store), **{output: str(store)})
    assert store.read_bytes() == before


def test_l1_format_that_drops_a_table(refusal, along, tmp_path, spoken):
    """OGR writes a table without positions to .dbf, and QGIS finds no layer under the name it gave."""
    said = {"en": "cannot be read back", "fr": "ne peut être relu"}
    assert said[spoken] in refusal("catchments", **along, SERVED=str(tmp_path / "served.shp"))
    assert list(tmp_path.iterdir()) == []


def test_j6_shapefile_names_are_announced(run, along, tmp_path):
    done = run("catchments", **{**along, "OUTPUT": str(tmp_path / "zones.shp")})
    assert "after 10 characters: cutoff_from, units_served." in done.log
    assert done.layer("OUTPUT").featureCount() == 4


@pytest.mark.parametrize("ending", ["geojson", "csv", "xlsx"])
def test_formats_that_hold_everything(run, along, tmp_path, ending):
    names = {name: str(tmp_path / f"{name}.{ending}") for name in ("OUTPUT", "SERVED", "DEMAND_OUT")}
    done = run("catchments", **{**along, **names})
    assert [done.layer(name).featureCount() for name in names] == [4, 4, 4]


def test_report_is_not_written_when_the_run_is_stopped(provider, listener, road, tmp_path):
    from qgis import processing
    from qgis.core import QgsProcessingException

    path = tmp_path / "report.html"
    with pytest.raises(QgsProcessingException, match="Stopped at your request"):
        processing.run(
            "servicepoints:networkcheck",
            {"NETWORK": road, "REPORT": str(path)},
            feedback=listener(stop_at=85),
        )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["networkcheck", "colocationpairs", "validate", "catchments"])
def test_progress_rises_to_a_hundred(run, road, points, store, name):
    given = {
        "networkcheck": {"NETWORK": road},
        "colocationpairs": {"POINTS": points, "GROUP_FIELD": "level", "METRIC": "straight"},
        "validate": {"INPUT": str(store)},
        "catchments": {"POINTS": points, "METRIC": "straight", "OUTPUT": "TEMPORARY_OUTPUT"},
    }[name]
    sink = {"colocationpairs": {"PAIRS": "TEMPORARY_OUTPUT"}}.get(name, {})
    progress = run(name, **given, **sink).progress
    assert progress == sorted(progress)
    assert progress[-1] == 100
