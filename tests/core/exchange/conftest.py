# SPDX-License-Identifier: GPL-2.0-or-later
import importlib.util
import shutil
import subprocess
import sys
from datetime import datetime, timezone
from pathlib import Path

import pytest
from osgeo import gdal, ogr
from service_points.core.exchange import (
    Decision,
    Decisions,
    MergePolicy,
    Reason,
    Submitter,
    Tool,
    build_submission,
    checkout,
    decide,
    difference,
    merge,
    open_working_copy,
    read_document,
)
from service_points.core.schema import load_schema
from service_points.core.store import RowChange, create_store, open_store
from service_points.core.text import Text

NOW = datetime(2026, 11, 1, 12, 30, tzinfo=timezone.utc)
ORGANIZATION = "0a000000-0000-4000-8000-000000000001"
WRITTEN = {"row_version": 3, "changed_at": "2026-10-02T03:04:05Z"}


def ident(number):
    return f"{number:08d}-0000-4000-8000-000000000000"


def insert(table, serial, /, **values):
    row = {"custodian_code": "CA-ON", **WRITTEN, **values}
    return RowChange("insert", table, ident(serial), row)


def point(number, **values):
    return insert(
        "service_point",
        number,
        **{
            "organization_id": ORGANIZATION,
            "channel": "in_person",
            "point_type": "service_centre",
            "name_en": f"Office {number}",
            "name_fr": f"Bureau {number}",
            "geom": "POINT (-75.6972000 45.4215000)",
            "address_line1": "1 Elgin Street",
            "city": "Ottawa",
            "province": "ON",
            "postal_code": "K1A 0B1",
            "hours": "Mo-Fr 08:30-16:30; PH off",
            "languages": ["en"],
            "verified_on": "2026-10-01",
            "verified_method": "phone",
            **values,
        },
    )


AREA = (
    "MULTIPOLYGON (((-76.000000 45.000000, -75.000000 45.000000, -75.000000 46.000000, "
    "-76.000000 45.000000)))"
)
ROWS = [
    RowChange(
        "insert",
        "organization",
        ORGANIZATION,
        {"custodian_code": "CA-ON", "name_en": "ServiceOntario", "name_fr": "ServiceOntario", **WRITTEN},
    ),
    insert("service", 20, organization_id=ORGANIZATION, name_en="Health card", categories=["health.card"]),
    point(1),
    point(2, hours=None, languages=None),
    point(3, custodian_code="CA", name_en="Federal office", name_fr=None),
    insert("service_at_point", 30, service_id=ident(20), point_id=ident(1), delivery_level="full"),
    insert("phone", 40, point_id=ident(1), kind="voice", number="+16135550101"),
    insert("service_area", 50, point_id=ident(1), kind="delivery_region", geom=AREA),
]


@pytest.fixture(scope="session")
def originals(tmp_path_factory):
    """A store and a working copy of it for Ontario, made once; each test gets its own copies."""
    folder = tmp_path_factory.mktemp("exchange")
    with create_store(
        folder / "store.gpkg",
        title=Text("Pine River", "Rivière aux Pins"),
        jurisdictions=[
            {"code": "CA", "level": "federal", "name_en": "Canada", "name_fr": "Canada"},
            {"code": "CA-ON", "level": "provincial", "name_en": "Ontario", "name_fr": "Ontario"},
        ],
        store_id="5c1b1b0e-3c58-4d0a-9a55-0f3f4d8f0001",
        now=NOW,
    ) as store:
        revision = RowChange("update", "schema_info", store.info.store_id, {"store_revision": 12})
        store.apply([*ROWS, revision], now=NOW)
        checkout(store, "CA-ON", folder / "copy.gpkg", now=NOW).close()
    return folder


@pytest.fixture
def store(originals, tmp_path):
    shutil.copy(originals / "store.gpkg", tmp_path)
    with open_store(tmp_path / "store.gpkg", read_only=False) as opened:
        yield opened


@pytest.fixture
def path(originals, tmp_path):
    """The file of a working copy for Ontario."""
    shutil.copy(originals / "copy.gpkg", tmp_path)
    return tmp_path / "copy.gpkg"


class Editor:
    """Edits a working copy as any GIS program would: through OGR, without our own code."""

    def __init__(self, path):
        self.path = path

    def _layer(self, table, ident):
        dataset = gdal.OpenEx(str(self.path), gdal.OF_VECTOR | gdal.OF_UPDATE)
        layer = dataset.GetLayerByName(table)
        layer.SetAttributeFilter(f"id = '{ident}'")
        feature = layer.GetNextFeature()
        layer.SetAttributeFilter(None)
        return dataset, layer, feature

    def update(self, table, ident, **values):
        dataset, layer, feature = self._layer(table, ident)
        for name, value in values.items():
            if name == "geom":
                feature.SetGeometry(value and ogr.CreateGeometryFromWkt(value))
            elif value is None:
                feature.SetFieldNull(name)
            else:
                feature[name] = value
        assert layer.SetFeature(feature) == 0
        del feature, layer, dataset

    def insert(self, table, ident, **values):
        dataset, layer, _ = self._layer(table, ident)
        feature = ogr.Feature(layer.GetLayerDefn())
        for name, value in {"id": ident, **values}.items():
            if name == "geom":
                feature.SetGeometry(ogr.CreateGeometryFromWkt(value))
            else:
                feature[name] = value
        assert layer.CreateFeature(feature) == 0
        del feature, layer, dataset

    def delete(self, table, ident):
        dataset, layer, feature = self._layer(table, ident)
        assert layer.DeleteFeature(feature.GetFID()) == 0
        del feature, layer, dataset


@pytest.fixture
def editor(path):
    return Editor(path)


@pytest.fixture
def changes(path):
    """Return what changed in the working copy so far."""

    def find():
        with open_working_copy(path) as copy:
            return difference(copy)

    return find


@pytest.fixture
def submit(path):
    """Build a submission of the working copy with fixed identity, time and people."""

    def build(**options):
        arguments = {
            "submitter": Submitter("Ada Tremblay", "registre@example.ca", "data editor", "ServiceOntario"),
            "reason": Reason("correction"),
            "tool": Tool("Service Points", "0.1.0", "test"),
            "submission_id": "7d9f2c1e-0000-4000-8000-00000000abcd",
            "created_at": datetime(2026, 11, 5, 9, 0, 7, tzinfo=timezone.utc),
            **options,
        }
        with open_working_copy(path) as copy:
            return build_submission(copy, **arguments)

    return build


@pytest.fixture(name="ident")
def ident_fixture():
    return ident


@pytest.fixture
def now():
    return NOW


@pytest.fixture
def area():
    return AREA


@pytest.fixture(scope="session")
def documents():
    """The module that writes documents by hand."""
    spec = importlib.util.spec_from_file_location("documents", Path(__file__).with_name("documents.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_CHILD = """
import importlib.util, sys
spec = importlib.util.spec_from_file_location("service_points", sys.argv[1] + "/__init__.py",
                                              submodule_search_locations=[sys.argv[1]])
sys.modules["service_points"] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(sys.modules["service_points"])
"""


@pytest.fixture(scope="session")
def child():
    """Run Python code in a process of its own, in which the plugin can be imported."""
    root = Path(__file__).resolve().parents[3]

    def run(code, *arguments):
        return subprocess.run(
            [sys.executable, "-c", _CHILD + code, str(root), *map(str, arguments)],
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    return run


OPEN = MergePolicy(signature="none", auto_accept=True, mass_share=1.0)
"""Lets through whatever breaks no rule."""


class Steward:
    """Merges documents written by hand into a store, and looks at what came of it."""

    def __init__(self, store, documents, policy=OPEN):
        self.store = store
        self.documents = documents
        self.policy = policy
        self.now = MERGED

    def document(self, *changes, **manifest):
        sha256 = self.store.info.schema_sha256
        content = self.documents.content(*changes, **{"schema_sha256": sha256, **manifest})
        return read_document(self.documents.as_bytes(content))

    def merge(self, *changes, decisions=None, policy=None, signature="absent", **manifest):
        return merge(
            self.store,
            self.document(*changes, **manifest),
            policy=policy or self.policy,
            decisions=decisions,
            signature=signature,
            now=self.now,
        )

    def decide(self, submission_id, *items, policy=None, **options):
        decisions = Decisions(tuple(Decision(submission_id, *item) for item in items), **options)
        return decide(
            self.store, submission_id, policy=policy or self.policy, decisions=decisions, now=self.now
        )

    def row(self, table, key):
        return next((row for row in self.store.rows(table) if row["id"] == key), None)

    def exchanged(self, table, key):
        names = {field.name for field in load_schema().tables[table].exchanged_fields}
        return {name: value for name, value in self.row(table, key).items() if name in names}

    def everything(self):
        """All rows of all tables: what must not change when nothing may."""
        return {table: self.store.rows(table) for table in load_schema().tables}


MERGED = datetime(2026, 11, 6, 8, 0, tzinfo=timezone.utc)


@pytest.fixture
def steward(store, documents):
    return Steward(store, documents)


@pytest.fixture(scope="session")
def open_policy():
    return OPEN


@pytest.fixture(scope="session")
def make_steward(documents):
    """Return a steward of another store."""
    return lambda store: Steward(store, documents)
