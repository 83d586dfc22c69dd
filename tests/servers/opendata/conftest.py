# SPDX-License-Identifier: GPL-2.0-or-later
"""Real servers of open data on free ports, with the same 25 offices; where one cannot be had, why not."""

import json
import os
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
import requests
from osgeo import ogr, osr
from service_points.core.importing.services import Client

CHROOT = "/opt/venv"  # of scripts/in_chroot.sh
PYGEOAPI = "pygeoapi"  # beside the test environment: scripts/setup_test.sh
N_OFFICES = 25
UTM = 32618
PATIENCE_S = 60
OFFICES = [
    {
        "code": f"{number:03}",  # leading zeros
        "nom": f"Bureau de l’Été n° {number}" if number % 2 else f"Centre « Hull »\nétage {number}",
        "x": 445_000.0 + 250 * number,
        "y": 5_028_000.0 - 125 * number,
    }
    for number in range(N_OFFICES)
]
SERVE = """
from pygeoapi.flask_app import APP
from werkzeug.serving import make_server
made = make_server("127.0.0.1", {port}, APP, threaded=True)
made.serve_forever()
"""


def unavailable(reason):
    """Skip where a server cannot be had; CI, which installs them, fails."""
    if os.environ.get("CI") and sys.prefix != CHROOT:
        pytest.fail(reason)
    pytest.skip(reason)


def free_port():
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def in_degrees():
    """The offices' positions by PROJ, longitude first."""
    metres, degrees = osr.SpatialReference(), osr.SpatialReference()
    metres.ImportFromEPSG(UTM)
    degrees.ImportFromEPSG(4326)
    for each in (metres, degrees):
        each.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    turned = osr.CoordinateTransformation(metres, degrees)
    return [turned.TransformPoint(each["x"], each["y"])[:2] for each in OFFICES]


def wait_for(url, process, log):
    give_up = time.monotonic() + PATIENCE_S
    while time.monotonic() < give_up and process.poll() is None:
        try:
            if requests.get(url, timeout=5).ok:
                return
        except requests.RequestException:
            time.sleep(0.1)
    process.kill()
    unavailable(f"the server does not start here: {log.read_text(encoding='utf-8', errors='replace')[-500:]}")


@pytest.fixture(scope="session")
def offices():
    """Code, name and position of each office."""
    return [(each["code"], each["nom"], place) for each, place in zip(OFFICES, in_degrees())]


@pytest.fixture(scope="session")
def geopackage(tmp_path_factory):
    """The offices in metres."""
    path = tmp_path_factory.mktemp("qgis_server") / "bureaux.gpkg"
    source = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(UTM)
    layer = source.CreateLayer("bureaux", crs, ogr.wkbPoint)
    for name in ("code", "nom"):
        layer.CreateField(ogr.FieldDefn(name, ogr.OFTString))
    for each in OFFICES:
        feature = ogr.Feature(layer.GetLayerDefn())
        feature["code"], feature["nom"] = each["code"], each["nom"]
        feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POINT ({each['x']} {each['y']})"))
        layer.CreateFeature(feature)
    source.Destroy()
    return path


@pytest.fixture(scope="session")
def qgis_server(geopackage):
    """The address of a QGIS Server that publishes the offices."""
    if sys.prefix == CHROOT or "QGIS_PREFIX_PATH" in os.environ:
        pytest.skip("QGIS Server stands beside the installed QGIS only")
    folder, program = geopackage.parent, Path(__file__).with_name("qgis_server.py")
    log = folder / "log"
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTEST", "COV", "QGIS_CUSTOM"))
    }
    environment["QGIS_CUSTOM_CONFIG_PATH"] = str(folder / "profile")
    with log.open("w", encoding="utf-8") as said:
        process = subprocess.Popen(
            [sys.executable, "-P" if sys.version_info >= (3, 11) else "-s", program, geopackage, folder],
            stdout=subprocess.PIPE,
            stderr=said,
            env=environment,
            text=True,
        )
    try:
        port = process.stdout.readline().strip()
        if not port:
            process.wait(20)
            unavailable(f"QGIS Server does not start here: {log.read_text(encoding='utf-8')[-500:]}")
        address = f"http://127.0.0.1:{port}"
        answer = requests.get(f"{address}/?SERVICE=WFS&REQUEST=GetCapabilities", timeout=PATIENCE_S)
        if "WFS_Capabilities" not in answer.text:
            unavailable("this QGIS Server has no WFS (package qgis-server-wfs): run `make setup-test`")
        yield address
    finally:
        process.kill()
        process.wait(20)


@pytest.fixture(scope="session")
def pygeoapi(tmp_path_factory, offices):
    """The address of a pygeoapi that publishes the offices."""
    programs = Path(sys.prefix).with_name(PYGEOAPI) / "bin"
    if not (programs / "pygeoapi").is_file():
        unavailable("pygeoapi is not installed: run `make setup-test`")
    folder, port = tmp_path_factory.mktemp("pygeoapi"), free_port()
    features = [
        {
            "type": "Feature",
            "id": code,
            "properties": {"code": code, "nom": name},
            "geometry": {"type": "Point", "coordinates": list(place)},
        }
        for code, name, place in offices
    ]
    (folder / "bureaux.geojson").write_text(
        json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8"
    )
    (folder / "config.yml").write_text(json.dumps(configuration(folder, port)), encoding="utf-8")
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "LC_ALL": "C.UTF-8",
        "PYGEOAPI_CONFIG": str(folder / "config.yml"),
        "PYGEOAPI_OPENAPI": str(folder / "openapi.yml"),
    }
    log = folder / "log"
    with log.open("w", encoding="utf-8") as said:
        made = subprocess.run(
            [programs / "pygeoapi", "openapi", "generate", "config.yml", "--output-file", "openapi.yml"],
            cwd=folder, env=environment, stdout=said, stderr=said, timeout=120, check=False,
        )  # fmt: skip
        if made.returncode:
            unavailable(f"pygeoapi does not start here: {log.read_text(encoding='utf-8')[-500:]}")
        process = subprocess.Popen(
            [programs / "python", "-c", SERVE.format(port=port)],
            cwd=folder, env=environment, stdout=said, stderr=said,
        )  # fmt: skip
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(f"{address}/collections", process, log)
        yield address
    finally:
        process.kill()
        process.wait(20)


def configuration(folder, port):
    """What pygeoapi asks for before it serves anything (YAML takes JSON)."""
    nowhere = "http://127.0.0.1"
    person = dict.fromkeys(("name", "position", "address", "city", "country", "phone", "hours"), "-")
    return {
        "server": {
            "bind": {"host": "127.0.0.1", "port": port},
            "url": f"http://127.0.0.1:{port}",
            "mimetype": "application/json; charset=UTF-8",
            "encoding": "utf-8",
            "languages": ["en-US"],
            "limits": {"default_items": 10, "max_items": 10, "on_exceed": "throttle"},
            "map": {"url": f"{nowhere}/{{z}}/{{x}}/{{y}}.png", "attribution": "-"},
        },
        "logging": {"level": "ERROR"},
        "metadata": {
            "identification": {
                "title": "t", "description": "d", "keywords": ["k"], "keywords_type": "theme",
                "terms_of_service": "-", "url": nowhere,
            },
            "license": {"name": "-", "url": nowhere},
            "provider": {"name": "-", "url": nowhere},
            "contact": {
                **person, "stateorprovince": "-", "postalcode": "-", "fax": "-", "email": "a@example.ca",
                "url": nowhere, "instructions": "-", "role": "pointOfContact",
            },
        },
        "resources": {
            "bureaux": {
                "type": "collection", "title": "Bureaux", "description": "d", "keywords": ["k"], "links": [],
                "extents": {"spatial": {
                    "bbox": [-180, -90, 180, 90], "crs": "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
                }},
                "providers": [
                    {
                        "type": "feature", "name": "GeoJSON", "data": str(folder / "bureaux.geojson"),
                        "id_field": "id",
                    }
                ],
            }
        },
    }  # fmt: skip


@pytest.fixture
def client():
    session = requests.Session()
    session.trust_env = False
    return Client(session, attempts=2)
