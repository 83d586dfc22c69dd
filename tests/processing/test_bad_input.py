# SPDX-License-Identifier: GPL-2.0-or-later
"""What cannot work is refused in the person's language, and nothing half-written stays."""

import os

import pytest
from qgis.core import QgsProcessingException, QgsVectorLayer

GOOD = {"METRIC": "distance", "CUTOFFS": "1,2", "OUTPUT": "TEMPORARY_OUTPUT"}


@pytest.fixture
def along(points, road, people):
    return {"POINTS": points, "NETWORK": road, "DEMAND": people, "DEMAND_FIELDS": ["people"]}


@pytest.fixture
def refused(refusal, along):
    def call(**changes):
        given = {**along, **GOOD, **changes}
        return refusal("catchments", **{name: value for name, value in given.items() if value is not None})

    return call


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("abc", {"en": "“abc” is not a positive number", "fr": "« abc » n’est pas un nombre positif"}),
        ("5,-10", {"en": "“-10” is not a positive", "fr": "« -10 » n’est pas"}),
        ("0", {"en": "“0” is not a positive", "fr": "« 0 » n’est pas"}),
        ("5,,10", {"en": "“” is not a positive", "fr": "«  » n’est pas"}),
        ("inf", {"en": "“inf” is not a positive", "fr": "« inf » n’est pas"}),
        ("5,10,5", {"en": "given twice", "fr": "figure deux fois"}),
        ("2;2,0", {"en": "given twice", "fr": "figure deux fois"}),
        (" ; ", {"en": "No cutoff is given", "fr": "Aucun seuil"}),
    ],
)
def test_cutoffs_that_are_no_list_of_numbers(refused, spoken, text, said):
    assert said[spoken] in refused(CUTOFFS=text)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("15,5,10", (5, 10, 15)),
        ("2,5;5;7,5", (2.5, 5, 7.5)),
        ("2.5, 5", (2.5, 5)),
        (" 5 ", (5,)),
        ("5,10,", (5, 10)),
        ("2,5;", (2.5,)),
    ],
)
def test_cutoffs_in_either_way_of_writing(qgis_app, text, values):
    from service_points.processing.cutoffs import parse_cutoffs

    assert parse_cutoffs(text) == values


def test_roads_are_missing(refused, spoken):
    said = {"en": "No road network is given", "fr": "Aucun réseau routier n’est indiqué"}
    assert said[spoken] in refused(NETWORK=None)


def test_path_that_does_not_exist(refused):
    assert "NETWORK" in refused(NETWORK="/nowhere/roads.gpkg")


def test_text_field_as_speed(refused, spoken):
    said = {"en": "“class” holds text, not numbers", "fr": "« class » contient du texte"}
    assert said[spoken] in refused(SPEED_FIELD="class")


def test_field_that_is_not_there(refused, spoken):
    said = {"en": "no field “vitesse”", "fr": "pas de champ « vitesse »"}
    assert said[spoken] in refused(SPEED_FIELD="vitesse")


def test_preset_without_its_field(refused, spoken):
    said = {"en": "needs the field that holds the road class", "fr": "exige le champ de classe"}
    assert said[spoken] in refused(SPEED_PRESET="osm")


@pytest.mark.parametrize("expression", ['"nothing" = 1', "1 +"])
def test_filter_that_cannot_be_read(refused, spoken, expression):
    said = {"en": "The expression that chooses the roads", "fr": "L’expression qui choisit les routes"}
    assert said[spoken] in refused(NETWORK_FILTER=expression)


def test_no_road_is_left(refused, spoken):
    said = {"en": "No road of “road” can be used", "fr": "Aucune route de « road » n’est utilisable"}
    assert said[spoken] in refused(NETWORK_FILTER="false")


def test_l3_empty_layer_of_points(refused, spoken, memory_layer):
    said = {
        "en": "“layer” has no usable point: none of the features",
        "fr": "« layer » ne contient aucun point",
    }
    assert said[spoken] in refused(POINTS=memory_layer("Point", []))


def test_table_without_positions(refused, tmp_path, spoken):
    (tmp_path / "points.csv").write_text("id,lat,lon\n1,45,-75\n", encoding="utf-8")
    said = {"en": "is a table without positions", "fr": "est un tableau sans positions"}
    assert said[spoken] in refused(POINTS=str(tmp_path / "points.csv"))


def test_l4_points_ten_kilometres_off_the_road(refused, memory_layer, spoken):
    far = memory_layer("Point", [("POINT (0 0.09)", {"id": "a"})])
    said = {
        "en": "No service point lies within 2,000 m of a road",
        "fr": "ne se trouve à moins de 2 000 m",
    }
    assert said[spoken] in refused(POINTS=far)


def test_layer_without_a_coordinate_system(refused, memory_layer, spoken):
    said = {
        "en": "“layer” has no coordinate reference system",
        "fr": "« layer » n’a pas de système de coordonnées",
    }
    assert said[spoken] in refused(POINTS=memory_layer("Point", [("POINT (0 0)", {"id": "a"})], crs=""))


@pytest.mark.parametrize(
    ("ids", "said"),
    [
        (("x", "x"), {"en": "are not unique: x", "fr": "ne sont pas uniques : x"}),
        ((None, "x"), {"en": "has no value in the id field “id”", "fr": "aucune valeur dans le champ"}),
    ],
)
def test_ids_that_do_not_identify(refused, memory_layer, spoken, ids, said):
    rows = [(f"POINT (0.0{i} 0)", {"id": value}) for i, value in enumerate(ids)]
    assert said[spoken] in refused(POINTS=memory_layer("Point", rows))


def test_nobody_in_the_population(refused, memory_layer, spoken):
    nobody = memory_layer("Point", [("POINT (0 0)", {"people": "many"})])
    said = {
        "en": "No population unit of “layer” can be used",
        "fr": "Aucune unité de population de « layer »",
    }
    assert said[spoken] in refused(DEMAND=nobody)


def test_population_fields_without_a_layer(refused, spoken):
    said = {"en": "given without their layer", "fr": "indiqués sans leur couche"}
    assert said[spoken] in refused(DEMAND=None)


@pytest.mark.parametrize("name", ["SNAP_DISTANCE", "ACCESS_SPEED", "DEFAULT_SPEED", "TOLERANCE"])
def test_number_that_is_none(refused, spoken, name):
    said = {"en": "must be a number", "fr": "doit être un nombre"}
    assert said[spoken] in refused(**{name: "nan"})


def test_cutoff_field_that_is_not_there(refused, spoken):
    said = {"en": "has no field “nothing”", "fr": "n’a pas de champ « nothing »"}
    assert said[spoken] in refused(CUTOFF_FIELD="nothing")


@pytest.fixture
def locked(tmp_path):
    """A folder nobody may write in; also root, for whom a missing parent stands in."""
    folder = tmp_path / "locked"
    folder.mkdir()
    folder.chmod(0o500)
    yield folder if not os.access(folder, os.W_OK) else tmp_path / "file" / "below"
    folder.chmod(0o700)


def test_folder_nobody_may_write_in(refused, locked, tmp_path):
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    assert "The output “Catchments” cannot be written" in refused(OUTPUT=str(locked / "out.gpkg"))


def test_failed_run_takes_its_files_back(refused, memory_layer, tmp_path):
    """The outputs are open when it turns out that no point is near a road."""
    far = memory_layer("Point", [("POINT (0 0.09)", {"id": "a"})])
    refused(POINTS=far, OUTPUT=str(tmp_path / "out.gpkg"))
    assert list(tmp_path.iterdir()) == []


def test_failed_run_leaves_the_other_layers_of_a_geopackage(run, refused, along, memory_layer, tmp_path):
    path = tmp_path / "all.gpkg"
    run(
        "catchments",
        **{**along, **GOOD, "OUTPUT": f"ogr:dbname='{path}' table=\"good\" (geom)"},
    )
    far = memory_layer("Point", [("POINT (0 0.09)", {"id": "a"})])
    refused(POINTS=far, OUTPUT=f"ogr:dbname='{path}' table=\"bad\" (geom)")
    assert QgsVectorLayer(f"{path}|layername=good", "good", "ogr").featureCount() == 4
    assert not QgsVectorLayer(f"{path}|layername=bad", "bad", "ogr").isValid()


@pytest.mark.parametrize("stop_at", [1, 20, 60])
def test_g2_cancel_stops_and_leaves_nothing(run, along, tmp_path, stop_at):
    with pytest.raises(QgsProcessingException, match="Stopped at your request"):
        run(
            "catchments",
            stop_at=stop_at,
            **{**along, **GOOD, "OUTPUT": str(tmp_path / "out.gpkg")},
        )
    assert list(tmp_path.iterdir()) == []


def test_names_with_apostrophes_and_percent_signs(run, memory_layer, road, tmp_path):
    points = memory_layer("Point", [("POINT (0 0)", {"id": 'L\'Orignal 100 % "x"; DROP TABLE'})])
    done = run(
        "catchments", POINTS=points, NETWORK=road, **{**GOOD, "OUTPUT": str(tmp_path / "o'ut 5%.gpkg")}
    )
    assert done.rows("OUTPUT", "point_id")[0] == ('L\'Orignal 100 % "x"; DROP TABLE',)
