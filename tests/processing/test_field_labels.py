# SPDX-License-Identifier: GPL-2.0-or-later
"""Columns of results are called what the reference calls them, in the person's language; names stay."""

import csv

import pytest
from qgis.core import (
    QgsApplication,
    QgsProcessingFeedback,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingUtils,
    QgsProject,
)

SERVED = {
    "en": {
        "point_id": "Service point (identifier)",
        "cutoff": "Cutoff (km)",
        "unit": "Unit of measure",
        "units_served": "Population units served",
        "people": "Population 2021, served",
        "seniors": "seniors, served",
        "unique_people": "Population 2021, served by no other point",
    },
    "fr": {
        "point_id": "Point de service (identifiant)",
        "cutoff": "Seuil (km)",
        "unit": "Unité de mesure",
        "units_served": "Unités de population desservies",
        "people": "Population 2021, dans la zone desservie",
        "seniors": "seniors, dans la zone desservie",
        "unique_people": "Population 2021, qu’aucun autre point ne dessert",
    },
}
DEMAND = {
    "en": {"people": "Population 2021", "seniors": "", "cost": "Trip to the nearest point (km)"},
    "fr": {"people": "Population 2021", "seniors": "", "cost": "Trajet jusqu’au point le plus proche (km)"},
}


@pytest.fixture
def known_people(people):
    """The places with a population field that people call by more than its name."""
    people.setFieldAlias(people.fields().lookupField("people"), "Population 2021")
    return people


def aliases(layer):
    return {item.name(): item.alias() for item in layer.fields()}


def test_columns_have_names_in_words(reach, known_people, spoken):
    """Own fields by the documentation with their unit, those of an input by its own aliases."""
    done = reach()
    assert aliases(done.layer("SERVED")) == SERVED[spoken]
    found = aliases(done.layer("DEMAND_OUT"))
    assert {name: found[name] for name in DEMAND[spoken]} == DEMAND[spoken]


def test_time_is_in_minutes(reach, known_people):
    done = reach(METRIC="time", CUTOFFS="5")
    assert aliases(done.layer("SERVED"))["cutoff"] == "Cutoff (min)"


@pytest.mark.parametrize("ending", ["gpkg", "geojson"])
def test_a_layer_that_is_loaded_from_a_file_has_them(reach, known_people, tmp_path, spoken, ending):
    """Given to the layer in the project, whose file keeps the names: also beside a key that it adds."""
    there = QgsProcessingOutputLayerDefinition(str(tmp_path / f"served.{ending}"), QgsProject.instance())
    done = reach(SERVED=there)
    context, results = done.context, done.results
    layer = QgsProcessingUtils.mapLayerFromString(results["SERVED"], context)
    loading = context.layerToLoadOnCompletionDetails(results["SERVED"])
    loading.postProcessor().postProcessLayer(layer, context, QgsProcessingFeedback())
    found = aliases(layer)
    found.pop("fid", None)
    assert found == SERVED[spoken]
    widths = {column.name: column.width for column in layer.attributeTableConfig().columns()}
    assert widths["unique_people"] > widths["units_served"] > 150
    assert widths["unit"] < widths["units_served"]
    assert layer.attributeDisplayName(layer.fields().lookupField("cutoff")) == SERVED[spoken]["cutoff"]


STATUS = {"en": "Beyond the cutoff", "fr": "Au-delà du seuil"}


def test_codes_are_read_as_words_and_stay(reach, people, spoken):
    layer = reach(CUTOFFS="0.1").layer("DEMAND_OUT")
    index = layer.fields().lookupField("status")
    beyond = next(each for each in layer.getFeatures() if each["status"] == "beyond")
    formatter = QgsApplication.fieldFormatterRegistry().fieldFormatter("ValueMap")
    setup = layer.editorWidgetSetup(index)
    assert setup.type() == "ValueMap"
    assert formatter.representValue(layer, index, setup.config(), None, beyond["status"]) == STATUS[spoken]


def test_lists_of_codes_are_whole_and_used(repository):
    """Two codes of one list with one name would be one line of a form; every list names codes of a field."""
    folder = repository / "resources" / "schema"
    with (folder / "output_codes.csv").open(encoding="utf-8", newline="") as lines:
        codes = list(csv.DictReader(lines))
    with (folder / "output_fields.csv").open(encoding="utf-8", newline="") as lines:
        used = {row["codes"] for row in csv.DictReader(lines)} - {""}
    assert {row["list"] for row in codes} | {"channels", "counter", "match_band"} == used  # said in core
    for language in ("en", "fr"):
        seen = [(row["list"], row[f"name_{language}"]) for row in codes]
        assert sorted(set(seen)) == sorted(seen)
        assert not [key for key in seen if not key[1].strip() or key[1] != key[1].strip()]


def test_groups_are_called_as_their_fields(run, points, road, known_people):
    """The column of groups shows what people call the population fields; its values stay their names."""
    given = {"POINTS": points, "NETWORK": road, "METRIC": "distance", "CUTOFFS": "2", "DEMAND": known_people}
    done = run("coverage", **given, DEMAND_FIELDS=["people", "seniors"], INDICATORS="TEMPORARY_OUTPUT")
    layer = done.layer("INDICATORS")
    shown = layer.editorWidgetSetup(layer.fields().lookupField("group")).config()["map"]
    assert shown == [{"Population 2021": "people"}, {"seniors": "seniors"}]
    assert {group for (group,) in done.rows("INDICATORS", "group")} <= {"people", "seniors", None}


def test_names_of_one_table_differ(repository):
    """Two columns of one table with one name would be a riddle; every line is whole."""
    path = repository / "resources" / "schema" / "output_fields.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) > 250
    for language in ("en", "fr"):
        seen = [
            (row["algorithm"], row["output"], row[f"name_{language}"])
            for row in rows
            if not row["field"].startswith("*")
        ]
        assert sorted(set(seen)) == sorted(seen)
        assert not [key for key in seen if not key[2].strip() or key[2] != key[2].strip()]
