# SPDX-License-Identifier: GPL-2.0-or-later
"""QGIS with nothing but numpy: no scipy, no shapely, none of the other packages that many installs lack."""

import json
import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow

SCRIPT = r"""
import json, os, sys

for name in sys.argv[2].split(","):
    if name:
        sys.modules[name] = None  # importing it fails from now on
sys.path[:0] = [sys.argv[1], "/usr/share/qgis/python", "/usr/share/qgis/python/plugins"]
from qgis.core import (
    QgsApplication, QgsFeature, QgsGeometry, QgsProcessingContext, QgsProcessingFeedback, QgsVectorLayer,
)

app = QgsApplication([], False)
app.initQgis()
import processing
from processing.core.Processing import Processing

Processing.initialize()
from service_points.processing.provider import ServicePointsProvider

provider = ServicePointsProvider()
QgsApplication.processingRegistry().addProvider(provider)
context, feedback = QgsProcessingContext(), QgsProcessingFeedback(False)


def layer(kind, rows):
    columns = "".join(
        f"&field={key}:{ {int: 'integer', float: 'double', str: 'string'}[type(value)] }"
        for key, value in rows[0][1].items()
    )
    made = QgsVectorLayer(f"{kind}?crs=EPSG:4326{columns}", kind, "memory")
    features = []
    for wkt, values in rows:
        feature = QgsFeature(made.fields())
        feature.setAttributes(list(values.values()))
        feature.setGeometry(QgsGeometry.fromWkt(wkt))
        features.append(feature)
    assert made.dataProvider().addFeatures(features)[0]
    return made


def dump(results):
    out = {}
    for key, value in sorted(results.items()):
        if isinstance(value, QgsVectorLayer):
            value = [
                [[str(a) for a in f.attributes()], bytes(f.geometry().asWkb()).hex()]
                for f in value.getFeatures()
            ]
        out[key] = value
    return out


given = json.load(sys.stdin)
layers = {name: layer(kind, rows) for name, (kind, rows) in given["layers"].items()}
found = {}
for title, (algorithm, parameters) in given["jobs"].items():
    for key, value in parameters.items():
        if isinstance(value, str) and value in layers:
            parameters[key] = layers[value]
    name = f"servicepoints:{algorithm}"
    found[title] = dump(processing.run(name, parameters, context=context, feedback=feedback))
loaded = [name for name in sys.argv[2].split(",") if sys.modules.get(name) is not None]
json.dump({"found": found, "loaded": loaded}, sys.stdout)
sys.stdout.flush()
os._exit(0)  # QGIS's own end is not what is tested
"""

BLOCKED = "scipy,shapely,networkx,pandas,geopandas,matplotlib,sklearn,numba,igraph,pandana,fiona,rasterio"


@pytest.fixture(scope="module")
def job(make_town):
    town = make_town(9, seed=4)
    travel = {"NETWORK": "roads", "SPEED_FIELD": "kmh", "DIRECTION_FIELD": "way", "VALUE_FORWARD": "F"}
    people = {"POINTS": "points", **travel, "DEMAND": "places", "DEMAND_FIELDS": ["people"], "CUTOFFS": "1,2"}
    sinks = dict.fromkeys(("OUTPUT", "SERVED", "DEMAND_OUT", "UNPLACED"), "TEMPORARY_OUTPUT")
    x, y = town.spots[0]
    block = f"POLYGON (({x} {y}, {x + 0.01} {y}, {x + 0.01} {y + 0.01}, {x} {y}))"
    shared = {"DEMAND": "blocks", "APPORTION": "area_share"}
    return {
        "layers": {
            "roads": ("LineString", town.roads),
            "points": ("Point", town.points),
            "places": ("Point", town.places),
            "blocks": ("Polygon", [(block, {"people": 1000})]),
        },
        "jobs": {
            "overlap": ("catchments", {**people, **sinks, "DETAIL": "precise"}),
            "nearest": ("catchments", {**people, **sinks, "OVERLAP": "nearest", "TRAVEL": "from_point"}),
            "straight": ("catchments", {**people, **sinks, "METRIC": "straight", "OVERLAP": "dissolve"}),
            "shares": ("catchments", {**people, **sinks, **shared}),
            "matrix": (
                "odmatrix",
                {"ORIGINS": "places", "DESTINATIONS": "points", **travel, "OUTPUT": "TEMPORARY_OUTPUT"},
            ),
            "check": ("networkcheck", {"POINTS": "points", **travel, "ISSUES": "TEMPORARY_OUTPUT"}),
        },
    }


@pytest.fixture
def outside(repository, tmp_path, job):
    """Run the job in a process of its own in which some packages cannot be imported."""
    script = tmp_path / "job.py"
    script.write_text(SCRIPT, encoding="utf-8")
    plugins = tmp_path / "plugins"
    plugins.mkdir()
    (plugins / "service_points").symlink_to(repository, target_is_directory=True)

    def call(blocked):
        env = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "COV_"))}
        env.update(
            QT_QPA_PLATFORM="offscreen",
            QGIS_CUSTOM_CONFIG_PATH=str(tmp_path / "profile"),
            PYTHONDONTWRITEBYTECODE="1",
        )
        done = subprocess.run(
            [sys.executable, str(script), str(plugins), blocked],
            input=json.dumps(job),
            env=env,
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout[done.stdout.index("{") :])

    return call


def test_same_results_with_numpy_alone(outside, job):
    without, with_all = outside(BLOCKED), outside("")
    assert without["loaded"] == []
    assert set(without["found"]) == set(job["jobs"])
    for found in (without["found"], with_all["found"]):
        _forget_estimates(found)  # of seconds, which depend on what else the machine does
    assert without["found"] == with_all["found"]
    assert without["found"]["overlap"]["SERVED_TOTAL"] > 0
    assert len(without["found"]["matrix"]["OUTPUT"]) > 100


def _forget_estimates(found):
    """Take the estimated seconds out of what was found, wherever they stand."""
    if isinstance(found, dict):
        found.pop("ESTIMATED_SECONDS", None)
    for each in found.values() if isinstance(found, dict) else found if isinstance(found, list) else ():
        _forget_estimates(each)
