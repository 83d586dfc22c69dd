# SPDX-License-Identifier: GPL-2.0-or-later
"""The sample, generated once for the tests of this folder."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from osgeo import ogr
from shapely import wkb

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts" / "make_sample.py"


@pytest.fixture(scope="session")
def generate(tmp_path_factory):
    """Run the script in a process of its own; return the folder it wrote."""

    def run(cwd, hash_seed):
        folder = tmp_path_factory.mktemp("sample")
        environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
        subprocess.run([sys.executable, str(SCRIPT), str(folder)], cwd=cwd, env=environment, check=True)
        return folder

    return run


@pytest.fixture(scope="session")
def folder(generate):
    return generate(ROOT, "0")


@pytest.fixture(scope="session")
def features(folder):
    """Features of a base layer as (attributes, shapely geometry)."""

    def read(name):
        dataset = ogr.Open(str(folder / "pine_river_base.gpkg"))
        return [
            (feature.items(), wkb.loads(bytes(feature.GetGeometryRef().ExportToWkb())))
            for feature in dataset.GetLayer(name)
        ]

    return read


@pytest.fixture(scope="session")
def roads(features):
    return features("roads")


@pytest.fixture(scope="session")
def blocks(features):
    return features("blocks")


@pytest.fixture(scope="session")
def water(features):
    return features("water")


@pytest.fixture(scope="session")
def register(folder):
    """Rows of every table of the store."""
    from service_points.core.schema import load_schema
    from service_points.core.store import open_store

    with open_store(folder / "pine_river_store.gpkg") as store:
        return {name: store.rows(name) for name in load_schema().tables}


@pytest.fixture(scope="session")
def mistakes():
    """The list of deliberate mistakes, as the generator has it."""
    sys.path.append(str(SCRIPT.parent))
    try:
        from sample.mistakes import MISTAKES
    finally:
        sys.path.remove(str(SCRIPT.parent))
    return MISTAKES
