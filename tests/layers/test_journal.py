# SPDX-License-Identifier: GPL-2.0-or-later
"""A working copy in QGIS: who reads while editing begins reads all of it; a plain copy has what was saved."""

import os
import shutil
import threading

import pytest
from qgis.core import QgsVectorLayer, QgsVectorLayerFeatureSource
from qgis.PyQt.QtCore import QThread
from service_points.core.errors import StoreError
from service_points.core.store import settle_log
from service_points.layers.load import load_store


class Reader(QThread):
    """Reads a layer over and over, as drawing does, and keeps how many records it got each time."""

    def __init__(self, layer):
        super().__init__()
        self.source, self.counts, self.ended = QgsVectorLayerFeatureSource(layer), [], threading.Event()

    def run(self):
        while not self.ended.is_set():
            self.counts.append(sum(1 for _ in self.source.getFeatures()))


@pytest.mark.parametrize("opened_before", [False, True], ids=["added", "in the project already"])
def test_what_reads_while_editing_begins_reads_everything(working_copy, project, opened_before):
    load_store(working_copy, project)
    if opened_before:  # layers as a project brings them, which the panel then takes over
        project.write(str(working_copy.with_suffix(".qgz")))
        project.clear()
        project.read(str(working_copy.with_suffix(".qgz")))
    loaded = load_store(working_copy, project)
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


def test_a_plain_copy_has_what_was_saved(working_copy, project, tmp_path):
    points = load_store(working_copy, project).layer("service_point", project)
    feature = next(points.getFeatures())
    assert points.startEditing()
    points.changeAttributeValue(feature.id(), points.fields().lookupField("name_en"), "Renamed")
    assert points.commitChanges(False)
    shutil.copyfile(working_copy, tmp_path / "by_hand.gpkg")
    by_hand = QgsVectorLayer(f"{tmp_path / 'by_hand.gpkg'}|layername=service_point", "", "ogr")
    assert by_hand.getFeature(feature.id())["name_en"] == "Renamed"
    assert points.rollBack()


def test_a_file_that_cannot_be_opened_says_where_the_rest_is(working_copy):
    with pytest.raises(StoreError, match="-wal"):
        settle_log(working_copy.with_name("gone.gpkg"))


def test_what_is_still_read_is_moved_later(working_copy, project, qtbot):
    points = load_store(working_copy, project).layer("service_point", project)
    assert points.startEditing()
    reading = points.dataProvider().getFeatures()
    feature = next(reading)  # and holds the file as it was
    points.changeAttributeValue(feature.id(), points.fields().lookupField("name_en"), "Renamed")
    assert points.commitChanges()
    assert not settle_log(working_copy)
    reading.close()
    plain = working_copy.with_name("by_hand.gpkg")

    def moved():
        shutil.copyfile(working_copy, plain)
        by_hand = QgsVectorLayer(f"{plain}|layername=service_point", "", "ogr")
        assert by_hand.getFeature(feature.id())["name_en"] == "Renamed"

    qtbot.waitUntil(moved, timeout=10000)


def test_nothing_lies_beside_the_file_when_its_layers_are_gone(working_copy, project):
    load_store(working_copy, project)
    load_store(working_copy, project)
    assert working_copy.with_name("copy.gpkg-wal").exists()
    project.clear()
    assert [name for name in os.listdir(working_copy.parent) if name.startswith("copy.gpkg")] == ["copy.gpkg"]


def test_a_store_that_nobody_edits_is_read_without_a_log(small_store, project):
    load_store(small_store, project)
    assert not small_store.with_name(f"{small_store.name}-wal").exists()
