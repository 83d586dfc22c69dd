# SPDX-License-Identifier: GPL-2.0-or-later
"""A working copy in QGIS: who reads while editing begins reads all of it; a plain copy has what was saved."""

import os
import shutil
import threading

import pytest
from qgis.core import QgsProject, QgsVectorLayer, QgsVectorLayerFeatureSource
from qgis.PyQt.QtCore import QThread
from service_points.core.exchange import checkout
from service_points.core.store import open_store, settle_log
from service_points.layers.load import load_store


@pytest.fixture
def copy(small_store, tmp_path):
    target = tmp_path / "copy.gpkg"
    with open_store(small_store) as store:
        checkout(store, "CA-ON", target).close()
    return target


class Reader(QThread):
    """Reads a layer over and over, as drawing does, and keeps how many records it got each time."""

    def __init__(self, layer):
        super().__init__()
        self.source, self.counts, self.ended = QgsVectorLayerFeatureSource(layer), [], threading.Event()

    def run(self):
        while not self.ended.is_set():
            self.counts.append(sum(1 for _ in self.source.getFeatures()))


@pytest.mark.parametrize("opened_before", [False, True], ids=["added", "in the project already"])
def test_what_reads_while_editing_begins_reads_everything(copy, project, opened_before):
    load_store(copy, project)
    if opened_before:  # layers as a project brings them, which the panel then takes over
        project.write(str(copy.with_suffix(".qgz")))
        project.clear()
        project.read(str(copy.with_suffix(".qgz")))
    loaded = load_store(copy, project)
    points = loaded.layer("service_point", project)
    n_points = points.featureCount()
    assert n_points > 0
    readers = [Reader(points) for _ in range(2)]
    for reader in readers:
        reader.start()
    try:
        for _ in range(100):
            assert points.startEditing()
            assert sum(1 for _ in points.getFeatures()) == n_points
            assert points.rollBack()
    finally:
        for reader in readers:
            reader.ended.set()
            reader.wait()
    assert {count for reader in readers for count in reader.counts} == {n_points}
    assert loaded.layer("phone", project).featureCount() >= 0


def test_a_plain_copy_has_what_was_saved(copy, project, tmp_path):
    points = load_store(copy, project).layer("service_point", project)
    feature = next(points.getFeatures())
    assert points.startEditing()
    points.changeAttributeValue(feature.id(), points.fields().lookupField("name_en"), "Renamed")
    assert points.commitChanges(False)
    shutil.copyfile(copy, tmp_path / "by_hand.gpkg")
    by_hand = QgsVectorLayer(f"{tmp_path / 'by_hand.gpkg'}|layername=service_point", "", "ogr")
    assert by_hand.getFeature(feature.id())["name_en"] == "Renamed"
    assert points.rollBack()


def test_what_is_still_read_is_moved_later(copy, project, qtbot):
    points = load_store(copy, project).layer("service_point", project)
    assert points.startEditing()
    reading = points.dataProvider().getFeatures()
    feature = next(reading)  # and holds the file as it was
    points.changeAttributeValue(feature.id(), points.fields().lookupField("name_en"), "Renamed")
    assert points.commitChanges()
    assert not settle_log(copy)
    reading.close()
    plain = copy.with_name("by_hand.gpkg")

    def moved():
        shutil.copyfile(copy, plain)
        by_hand = QgsVectorLayer(f"{plain}|layername=service_point", "", "ogr")
        assert by_hand.getFeature(feature.id())["name_en"] == "Renamed"

    qtbot.waitUntil(moved, timeout=10000)


def test_nothing_lies_beside_the_file_when_its_layers_are_gone(copy, project):
    load_store(copy, project)
    load_store(copy, project)
    assert copy.with_name("copy.gpkg-wal").exists()
    project.clear()
    assert [name for name in os.listdir(copy.parent) if name.startswith("copy.gpkg")] == ["copy.gpkg"]


def test_a_store_that_nobody_edits_is_read_without_a_log(small_store, project):
    load_store(small_store, project)
    assert not small_store.with_name(f"{small_store.name}-wal").exists()
    assert QgsProject.instance() is project
