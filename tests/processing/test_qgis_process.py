# SPDX-License-Identifier: GPL-2.0-or-later
"""Every algorithm for real, without a screen: ``qgis_process`` with the plugin in a profile of its own."""

import json
from pathlib import Path

import pytest
from qgis.core import QgsVectorLayer
from service_points.core.store import RowChange, open_store

pytestmark = pytest.mark.slow

FRENCH = {"LC_ALL": "fr_CA.UTF-8", "LANG": "fr_CA.UTF-8", "LANGUAGE": "fr"}
ORGANIZATION = "0a000000-0000-4000-8000-000000000001"


@pytest.mark.real_data
def test_catchments_of_ottawa(run_algorithm, ottawa, offices, network, tmp_path):
    given = {
        "POINTS": offices,
        **network,
        "CUTOFFS": "5,10,15,20",
        "DEMAND": ottawa / "dissemination_blocks.gpkg",
        "DEMAND_FIELDS": "dbpop2021",
        "OUTPUT": tmp_path / "out.gpkg",
        "SERVED": tmp_path / "served.gpkg",
        "DEMAND_OUT": tmp_path / "blocks.gpkg",
    }
    done = run_algorithm("catchments", given)
    assert done.rc == 0, done.stderr
    results = done.results
    assert results["TOTAL"] == 1_017_449  # the published count of 2021
    parts = [results[name] for name in ("SERVED_TOTAL", "BEYOND", "UNREACHABLE", "OFF_NETWORK")]
    assert sum(parts) == 1_017_449
    assert (results["POINTS_PLACED"], results["POINTS_UNPLACED"]) == (18, 0)
    polygons = QgsVectorLayer(str(tmp_path / "out.gpkg"), "o", "ogr")
    assert polygons.featureCount() == 72
    assert all(f.geometry().isGeosValid() for f in polygons.getFeatures())
    blocks = list(QgsVectorLayer(str(tmp_path / "blocks.gpkg"), "b", "ogr").getFeatures())
    assert len(blocks) == 8559
    assert sum(f["dbpop2021"] for f in blocks if f["status"] == "served") == results["SERVED_TOTAL"]


@pytest.mark.real_data
def test_nearest_split_of_ottawa_adds_up(run_algorithm, ottawa, offices, network, tmp_path):
    given = {
        "POINTS": offices,
        **network,
        "CUTOFFS": "20",
        "OVERLAP": "nearest",
        "DETAIL": "none",
        "DEMAND": ottawa / "dissemination_blocks.gpkg",
        "DEMAND_FIELDS": "dbpop2021",
        "OUTPUT": tmp_path / "out.gpkg",
    }
    done = run_algorithm("catchments", given)
    assert done.rc == 0, done.stderr
    shares = QgsVectorLayer(str(tmp_path / "out.gpkg"), "o", "ogr").getFeatures()
    assert sum(f["dbpop2021"] for f in shares) == done.results["SERVED_TOTAL"] > 900_000


@pytest.mark.real_data
def test_check_and_pairs_of_ottawa(run_algorithm, offices, network, tmp_path):
    check = run_algorithm("networkcheck", {"POINTS": offices, **network, "REPORT": tmp_path / "check.html"})
    assert check.rc == 0, check.stderr
    assert check.results["POINTS_OFF_NETWORK"] == 0
    assert check.results["LARGEST_COMPONENT_SHARE"] > 0.99
    assert (tmp_path / "check.html").stat().st_size > 1000
    given = {
        "POINTS": offices,
        **network,
        "GROUP_FIELD": "order_of_government",
        "MAX_COST": 2,
        "PAIRS": tmp_path / "pairs.gpkg",
    }
    pairs = run_algorithm("colocationpairs", given)
    assert pairs.rc == 0, pairs.stderr
    found = list(QgsVectorLayer(str(tmp_path / "pairs.gpkg"), "p", "ogr").getFeatures())
    assert len(found) == pairs.results["PAIRS_FOUND"]
    # The federal lease and ServiceOntario at 2339 Ogilvie Road are known to be 58 m apart.
    assert any("2339 Ogilvie" in f["a_name"] + f["b_name"] and abs(f["straight_m"] - 58) < 2 for f in found)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"CUTOFFS": "abc"}, "“abc”"),
        ({"NETWORK": None}, "No road network"),
        ({"POINTS": "/no/such.gpkg"}, "POINTS"),
    ],
)
def test_l2_refusal_ends_with_status_one(run_algorithm, road_files, tmp_path, changes, said):
    given = {**road_files, "METRIC": "distance", "OUTPUT": tmp_path / "out.gpkg", **changes}
    done = run_algorithm("catchments", given)
    assert done.rc == 1
    assert said in done.stderr
    assert not (tmp_path / "out.gpkg").exists()


def test_l2_refusal_in_french(run_algorithm, road_files, tmp_path):
    given = {**road_files, "METRIC": "distance", "CUTOFFS": "abc", "OUTPUT": tmp_path / "out.gpkg"}
    done = run_algorithm("catchments", given, env=FRENCH)
    assert done.rc == 1
    assert "n’est pas un nombre positif" in done.stderr


@pytest.fixture
def road_files(tmp_path):
    """A point and a road on the equator, as GeoJSON."""

    def write(name, geometry):
        feature = {"type": "Feature", "geometry": geometry, "properties": {"id": "a"}}
        path = tmp_path / f"{name}.geojson"
        path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
        return path

    return {
        "POINTS": write("points", {"type": "Point", "coordinates": [0, 0]}),
        "NETWORK": write("roads", {"type": "LineString", "coordinates": [[0, 0], [0.05, 0]]}),
    }


def test_register_from_store_to_submission(run_algorithm, tmp_path):
    store, copy, out = tmp_path / "store.gpkg", tmp_path / "copy.gpkg", tmp_path / "out"
    done = run_algorithm(
        "createstore", {"TARGET": store, "TITLE_EN": "Store", "TITLE_FR": "Dépôt", "JURISDICTION": "CA-ON"}
    )
    assert done.rc == 0, done.stderr
    row = {
        "name_en": "Province",
        "name_fr": "Province",
        "custodian_code": "CA-ON",
        "changed_at": "2026-10-02T03:04:05Z",
    }
    with open_store(store, read_only=False) as opened:
        opened.apply([RowChange("insert", "organization", ORGANIZATION, row)])
    loaded = run_algorithm("loadstore", {"STORE": store})
    assert loaded.rc == 0, loaded.stderr
    assert loaded.results["POINT_COUNT"] == 0
    assert loaded.results["LAYER_COUNT"] > 5
    assert run_algorithm("checkout", {"STORE": store, "JURISDICTION": "CA-ON", "TARGET": copy}).rc == 0
    submit = {"WORKING_COPY": copy, "SUBMITTER": "A", "EMAIL": "a@example.ca", "TARGET": out}
    nothing = run_algorithm("exportsubmission", submit)
    assert nothing.rc == 1
    assert "nothing to submit" in nothing.stderr
    with open_store(copy, read_only=False) as opened:
        opened.apply([RowChange("update", "organization", ORGANIZATION, {"email": "info@example.ca"})])
    sent = run_algorithm("exportsubmission", submit)
    assert sent.rc == 0, sent.stderr
    assert sent.results["UPDATES"] == 1
    assert Path(sent.results["SUBMISSION"]).is_file()
    checked = run_algorithm("validate", {"INPUT": copy, "FAIL_ON_ERROR": True})
    assert checked.rc == 0, checked.stderr
    assert checked.results["VALID"] is True


def test_a_partnership_brief_in_french_without_a_screen(run_algorithm, sample_store, tmp_path):
    """Maps and a PDF are drawn where there is no window; a pair that is not there ends with status 1."""
    base = sample_store.with_name("pine_river_base.gpkg")
    pairs = run_algorithm(
        "colocationpairs",
        {
            "POINTS": f"{sample_store}|layername=v_in_person",
            "METRIC": "straight",
            "MAX_COST": 0.3,
            "PAIRS": tmp_path / "pairs.gpkg",
        },
    )
    assert pairs.rc == 0, pairs.stderr
    given = {
        "PAIRS": tmp_path / "pairs.gpkg",
        "RANK": 2,
        "STORE": sample_store,
        "METRIC": "straight",
        "OVERLAP_CUTOFF": 5,
        "DEMAND": f"{base}|layername=blocks",
        "DEMAND_FIELDS": "population",
        "LANGUAGE": "fr",
        "OUTPUT": tmp_path / "note.html",
        "PDF": tmp_path / "note.pdf",
    }
    done = run_algorithm("partnershipbrief", given)
    assert done.rc == 0, done.stderr
    assert done.results["POINTS_COUNT"] == 2
    assert 0 < done.results["PEOPLE_BOTH"] <= done.results["PEOPLE_EITHER"]
    page = (tmp_path / "note.html").read_text(encoding="utf-8")
    assert '<html lang="fr">' in page
    assert page.count("data:image/png;base64,") == 2
    assert (tmp_path / "note.pdf").read_bytes().startswith(b"%PDF-")
    none = run_algorithm("partnershipbrief", {**given, "RANK": 100000, "OUTPUT": tmp_path / "no.html"})
    assert none.rc == 1
    assert "100,000" in none.stderr
    assert not (tmp_path / "no.html").exists()


def test_functions_of_the_register_are_there(run_algorithm, tmp_path):
    """Without a window only the provider is loaded; a field calculator of QGIS itself uses the functions."""
    table = tmp_path / "hours.geojson"
    place = {"type": "Point", "coordinates": [-75.7, 45.4]}
    features = [
        {"type": "Feature", "geometry": place, "properties": {"hours": hours}}
        for hours in ("24/7", "Mo-Fr 08:30-16:30; PH off", "Tu,Th 10:00-15:00")
    ]
    table.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    done = run_algorithm(
        "native:fieldcalculator",
        {
            "INPUT": table,
            "FIELD_NAME": "weekly",
            "FIELD_TYPE": 0,
            "FORMULA": 'sp_weekly_hours("hours")',
            "OUTPUT": tmp_path / "weekly.gpkg",
        },
    )
    assert done.rc == 0, done.stderr
    made = QgsVectorLayer(str(tmp_path / "weekly.gpkg"), "weekly", "ogr")
    assert [feature["weekly"] for feature in made.getFeatures()] == [168.0, 40.0, 10.0]


def test_g7_end_user_mode_without_a_window(qgis_process, tmp_path):
    assert "servicepoints:mergesubmissions" in qgis_process.call("list").stdout
    file = tmp_path / "qgis_global_settings.ini"
    file.write_text("[service_points]\nend_user=true\n", encoding="utf-8")
    for setting in ({"SERVICE_POINTS_END_USER": "true"}, {"QGIS_GLOBAL_SETTINGS_FILE": str(file)}):
        hidden = qgis_process.call("list", env=setting).stdout
        assert "servicepoints:catchments" in hidden
        assert "servicepoints:mergesubmissions" not in hidden
        assert "servicepoints:createstore" not in hidden
