# SPDX-License-Identifier: GPL-2.0-or-later
import os
import shutil
import sqlite3

import pytest
from osgeo import gdal
from service_points.core.errors import StoreError
from service_points.core.store import RowChange, open_store


@pytest.fixture
def live(store, insert_point):
    """A store that another GDAL connection holds open in WAL mode with a committed row only in ``-wal``."""
    store.apply([insert_point(1)])
    store.close()
    other = gdal.OpenEx(str(store.path), gdal.OF_VECTOR | gdal.OF_UPDATE, allowed_drivers=["GPKG"])
    other.ReleaseResultSet(other.ExecuteSQL("PRAGMA journal_mode = WAL"))
    layer = other.GetLayerByName("jurisdiction")
    feature = layer.GetNextFeature().Clone()
    layer.ResetReading()
    feature.SetFID(-1)
    feature["code"] = "CA-QC"
    layer.StartTransaction()
    assert layer.CreateFeature(feature) == 0
    layer.CommitTransaction()
    assert os.path.getsize(f"{store.path}-wal") > 0
    yield store.path
    layer = other = None


def test_a7_a_row_that_is_only_in_the_wal_is_in_the_snapshot(live, tmp_path):
    plain = tmp_path / "plain.gpkg"
    shutil.copy(live, plain)
    connection = sqlite3.connect(plain)
    assert connection.execute("SELECT count(*) FROM jurisdiction").fetchone() == (2,)  # what a copy loses
    connection.close()
    with open_store(live) as store:
        store.snapshot(tmp_path / "snapshot.gpkg")
    with open_store(tmp_path / "snapshot.gpkg") as copy:
        assert [row["code"] for row in copy.rows("jurisdiction")] == ["CA", "CA-ON", "CA-QC"]
        assert copy.count("service_point") == 1
    connection = sqlite3.connect(tmp_path / "snapshot.gpkg")
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def test_a7_a_row_committed_by_qgis_is_in_the_snapshot(qgis_app, store, insert_point, point_id, tmp_path):
    from qgis.core import QgsVectorLayer

    store.apply([insert_point(1)])
    layer = QgsVectorLayer(f"{store.path}|layername=service_point", "points", "ogr")
    assert layer.isValid()
    assert layer.startEditing()
    feature = next(layer.getFeatures())
    layer.changeAttributeValue(feature.id(), layer.fields().indexOf("city"), "Casselman")
    assert layer.commitChanges(False)  # saved, and still editing
    layer.changeAttributeValue(feature.id(), layer.fields().indexOf("city"), "not saved")
    store.snapshot(tmp_path / "snapshot.gpkg")
    with open_store(tmp_path / "snapshot.gpkg") as copy:
        assert [row["city"] for row in copy.rows("service_point")] == ["Casselman"]
    layer.rollBack()


def test_a_snapshot_is_a_whole_store_that_can_be_changed(store, insert_point, point_id, tmp_path):
    store.apply([insert_point(1)])
    store.snapshot(tmp_path / "snapshot.gpkg")
    with open_store(tmp_path / "snapshot.gpkg", read_only=False) as copy:
        assert copy.info == store.info
        copy.apply([RowChange("update", "service_point", point_id(1), {"geom": None})])
        copy.apply([insert_point(2)])
    assert store.count("service_point") == 1
    assert store.rows("service_point")[0]["geom"] is not None


def test_a_snapshot_never_replaces_a_file(store, tmp_path):
    (tmp_path / "there.gpkg").write_text("precious")
    with pytest.raises(StoreError, match="already exists"):
        store.snapshot(tmp_path / "there.gpkg")
    with pytest.raises(StoreError, match="does not exist"):
        store.snapshot(tmp_path / "nowhere" / "x.gpkg")
    with pytest.raises(StoreError, match="already exists"):
        store.snapshot(store.path)
    assert (tmp_path / "there.gpkg").read_text() == "precious"
    assert sorted(os.listdir(tmp_path)) == ["store.gpkg", "there.gpkg"]
