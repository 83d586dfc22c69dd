# SPDX-License-Identifier: GPL-2.0-or-later
"""Roads kept from run to run: what is read anew is what may have changed, and nothing else changes."""

import os
import shutil
import time

import numpy as np
import pytest
from osgeo import gdal, ogr, osr
from qgis.core import QgsCoordinateReferenceSystem, QgsVectorLayer
from service_points.host import kept_arrays
from service_points.host.kept_files import KeptFiles
from service_points.processing import graphs, kept_roads, roads

FIELDS = {"SPEED_FIELD": "kmh", "DIRECTION_FIELD": "way", "VALUE_FORWARD": "→", "VALUE_BOTH": "both"}


def write(path, speed=60.0, rows=40):
    """Write roads 100 m apart, some without a shape, some one-way; long ago, as far as anybody can see."""
    place = osr.SpatialReference()
    place.ImportFromEPSG(32618)
    driver = "GPKG" if path.suffix == ".gpkg" else "ESRI Shapefile"
    data = ogr.GetDriverByName(driver).CreateDataSource(str(path))
    layer = data.CreateLayer(
        "roads", place, ogr.wkbLineString, ["ENCODING=UTF-8"] if driver != "GPKG" else []
    )
    layer.CreateField(ogr.FieldDefn("kmh", ogr.OFTReal))
    layer.CreateField(ogr.FieldDefn("other", ogr.OFTReal))
    layer.CreateField(ogr.FieldDefn("way", ogr.OFTString))
    for i in range(rows):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetField("kmh", speed)
        feature.SetField("other", 30.0)
        feature.SetField("way", "→" if i % 5 == 0 and driver == "GPKG" else "both")
        if i % 11:
            wkt = f"LINESTRING (445000 {5_030_000 + 100 * i}, 445100 {5_030_000 + 100 * i})"
            feature.SetGeometry(ogr.CreateGeometryFromWkt(wkt))
        layer.CreateFeature(feature)
    del layer, data
    settle(path)
    return path


def settle(path):
    for each in path.parent.glob(f"{path.stem}.*"):
        os.utime(each, (time.time() - 100.0,) * 2)


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """A memory of its own, also for small files; gives the folder."""
    files = KeptFiles(tmp_path / "kept", 2**30)
    monkeypatch.setattr(kept_roads, "SMALLEST", 1)
    monkeypatch.setattr(kept_arrays, "LEAST_BYTES", 1)
    monkeypatch.setattr(kept_roads, "profile_files", lambda: files)
    return files.folder


@pytest.fixture
def reads(monkeypatch):
    """How often the layer itself was read."""
    count = []
    read_table = roads.read_table

    def counting(*arguments):
        count.append(None)
        return read_table(*arguments)

    monkeypatch.setattr(roads, "read_table", counting)
    return count


def parts_of(found):
    read, counted = found
    arrays = {name: value.tobytes() for name, value in vars(read.lines).items()}
    masks = (read.speed_missing.tobytes(), read.direction_unknown.tobytes())
    facts = (read.feature_count, read.one_way_count, read.factor_count, read.speeds, read.fields)
    return arrays, masks, facts, counted


@pytest.mark.parametrize("name", ["roads.gpkg", "roads.shp"])
def test_second_run_reads_nothing_and_finds_the_same(read_network, tmp_path, kept, reads, name):
    path = write(tmp_path / name)
    first, second = (parts_of(read_network(str(path), **FIELDS)) for _ in range(2))
    assert len(reads) == 1
    assert first == second
    assert first[3]["NETWORK.no_geometry"] == 4
    assert len(list(kept.iterdir())) == 1


def test_without_a_profile_nothing_is_kept(read_network, tmp_path, kept, reads, monkeypatch):
    monkeypatch.setattr(kept_roads, "profile_files", lambda: None)
    path = write(tmp_path / "roads.gpkg")
    for _ in range(2):
        read_network(str(path), **FIELDS)
    assert len(reads) == 2
    assert not kept.exists()


class TestReadAnew:
    def speeds(self, read_network, layer, **parameters):
        found, _ = read_network(layer, **{**FIELDS, **parameters})
        return set(found.lines.speed_kmh.tolist())

    @pytest.mark.parametrize("name", ["roads.gpkg", "roads.shp"])
    def test_another_content_of_the_same_size_and_time(self, read_network, tmp_path, kept, name):
        path = write(tmp_path / name)
        assert self.speeds(read_network, str(path)) == {60.0}
        other = tmp_path / "other"
        other.mkdir()
        write(other / name, speed=70.0)
        for each in other.iterdir():
            target, before = tmp_path / each.name, (tmp_path / each.name).stat()
            shutil.copyfile(each, target)
            os.utime(target, ns=(before.st_atime_ns, before.st_mtime_ns))
            assert target.stat().st_size == before.st_size
        assert self.speeds(read_network, str(path)) == {70.0}

    def test_other_fields(self, read_network, tmp_path, kept):
        path = write(tmp_path / "roads.gpkg")
        assert self.speeds(read_network, str(path)) == {60.0}
        assert self.speeds(read_network, str(path), SPEED_FIELD="other") == {30.0}

    def test_another_crs(self, read_network, tmp_path, kept):
        path = write(tmp_path / "roads.gpkg")
        layer = QgsVectorLayer(str(path), "roads", "ogr")
        first, _ = read_network(layer, **FIELDS)
        layer.setCrs(QgsCoordinateReferenceSystem("EPSG:32617"))
        second, _ = read_network(layer, **FIELDS)
        assert np.allclose(second.lines.lonlat[:, 0] - first.lines.lonlat[:, 0], -6.0)

    def test_a_filter_and_edits(self, read_network, tmp_path, kept, reads):
        layer = QgsVectorLayer(str(write(tmp_path / "roads.gpkg")), "roads", "ogr")
        whole, _ = read_network(layer, **FIELDS)
        layer.setSubsetString("fid <= 10")
        some, _ = read_network(layer, **FIELDS)
        layer.setSubsetString("")
        layer.startEditing()
        layer.changeAttributeValue(2, layer.fields().lookupField("kmh"), 99.0)
        edited, _ = read_network(layer, **FIELDS)
        layer.rollBack()
        assert (len(whole.lines), len(some.lines)) == (36, 9)
        assert 99.0 in edited.lines.speed_kmh
        assert 99.0 not in read_network(layer, **FIELDS)[0].lines.speed_kmh

    def test_what_is_committed_to_the_log_of_a_geopackage(self, read_network, tmp_path, kept):
        path = write(tmp_path / "roads.gpkg")
        assert self.speeds(read_network, str(path)) == {60.0}
        data = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_UPDATE)
        data.ExecuteSQL("PRAGMA journal_mode = WAL")
        data.ExecuteSQL("PRAGMA wal_autocheckpoint = 0")
        data.ExecuteSQL("UPDATE roads SET kmh = 80")
        assert (tmp_path / "roads.gpkg-wal").stat().st_size > 0
        settle(path)
        assert self.speeds(read_network, str(path)) == {80.0}
        del data

    def test_a_file_written_a_moment_ago(self, read_network, tmp_path, kept, reads):
        path = write(tmp_path / "roads.gpkg")
        os.utime(path)
        for _ in range(2):
            read_network(str(path), **FIELDS)
        assert len(reads) == 2
        assert not kept.exists()

    def test_a_file_that_changes_while_it_is_read(self, read_network, tmp_path, kept, monkeypatch):
        path = write(tmp_path / "roads.gpkg")
        read_table = roads.read_table

        def slow(*arguments):
            found = read_table(*arguments)
            os.utime(path)
            return found

        monkeypatch.setattr(roads, "read_table", slow)
        read_network(str(path), **FIELDS)
        assert not kept.exists()

    def test_what_is_damaged(self, read_network, tmp_path, kept, reads):
        path = write(tmp_path / "roads.gpkg")
        first = parts_of(read_network(str(path), **FIELDS))
        (entry,) = kept.iterdir()
        raw = entry.read_bytes()
        entry.write_bytes(raw[:-1] + bytes([raw[-1] ^ 1]))
        second = parts_of(read_network(str(path), **FIELDS))
        assert len(reads) == 2
        assert first == second
        assert entry.read_bytes() == raw


def test_whole_runs_give_the_same_bytes(run, tmp_path, kept, reads, memory_layer, monkeypatch):  # noqa: PLR0917
    """Graph, surface, units and roads from memory: nothing is computed again, and nothing differs."""
    from service_points.host import graph_cache
    from service_points.processing import catchments_job

    path = write(tmp_path / "roads.gpkg", rows=60)
    points = memory_layer("Point", [(f"POINT (445050 {5_030_000 + 1000 * i})", {"id": i}) for i in (1, 2)])
    points.setCrs(QgsCoordinateReferenceSystem("EPSG:32618"))
    monkeypatch.setattr(graph_cache, "SMALLEST", 1)
    for module in (graphs, catchments_job):
        monkeypatch.setattr(module, "SMALLEST", 1)
        monkeypatch.setattr(module, "profile_files", kept_roads.profile_files)
    given = {"POINTS": points, "NETWORK": str(path), "DEMAND": points, "CUTOFFS": "0.05,0.1", **FIELDS}

    def shapes():
        done = run("catchments", **given, OUTPUT="TEMPORARY_OUTPUT")
        return sorted(feature.geometry().asWkb().data() for feature in done.layer("OUTPUT").getFeatures())

    def refuse(xy):
        raise AssertionError("it was triangulated again")

    first = shapes()
    monkeypatch.setattr(graphs, "build_graph", None)
    monkeypatch.setattr(catchments_job, "delaunay", refuse)
    assert shapes() == first
    assert len(reads) == 1
    assert len(first) == 4
    assert sorted(entry.suffix for entry in kept.iterdir()) == [".arrays"] * 3 + [".graph"]


def test_brackets_in_a_name_are_part_of_it(tmp_path):
    """Else another Shapefile would be asked whether this one has changed."""
    for name in ("roads [new].shp", "roads [new].dbf", "roads n.shp", "roads n.dbf"):
        (tmp_path / name).write_bytes(b"x")
    found = kept_roads._parts(tmp_path / "roads [new].shp")
    assert [path.name for path in found] == ["roads [new].dbf", "roads [new].shp"]
