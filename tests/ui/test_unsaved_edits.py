# SPDX-License-Identifier: GPL-2.0-or-later
"""Edits of a working copy that are not saved when the store is closed, the plugin goes or QGIS crashes."""

import os
import shutil
import signal
import subprocess
import sys

import pytest
from service_points.core.exchange import difference, open_working_copy


def edited(panel):
    """Change a city in the layer of the panel's working copy, without saving it."""
    layer = panel.session.points_layer()
    assert layer.startEditing()
    feature = next(f for f in layer.getFeatures() if f["name_en"] == "Riverside Service Centre")
    assert layer.changeAttributeValue(feature.id(), layer.fields().lookupField("city"), "Casselman")
    return layer, feature.id()


def test_b3_closing_the_store_keeps_unsaved_edits(editing):
    layer, fid = edited(editing)
    editing.close_store()
    assert layer.id() in editing.project.mapLayers()
    assert layer.isModified()  # QGIS itself asks about them when the layer or the project goes
    assert layer.getFeature(fid)["city"] == "Casselman"


def test_b3_another_store_keeps_unsaved_edits(editing, small_store, qtbot):
    layer, fid = edited(editing)
    with qtbot.waitSignal(editing.store_opened, timeout=60000):
        editing.open_store(str(small_store))
    assert layer.getFeature(fid)["city"] == "Casselman"
    assert layer.isModified()


def test_b1_what_cannot_be_saved_is_told_and_stays_in_the_layer(editing):
    """QGIS does not save a layer whole or not at all; what it refuses it keeps to be corrected."""
    layer, fid = edited(editing)
    custodian, name = (layer.fields().lookupField(field) for field in ("custodian_code", "name_en"))
    assert layer.changeAttributeValue(fid, custodian, None)  # NOT NULL in the file
    assert layer.changeAttributeValue(fid, name, "Kept")
    assert not editing.tasks.save_edits()
    assert layer.isModified()
    found = layer.getFeature(fid)
    assert (found["name_en"], found["city"]) == ("Kept", "Casselman")


_EDIT_AND_DIE = """
import os, signal, sys
from qgis.core import QgsApplication, QgsVectorLayer
app = QgsApplication([], False)
app.initQgis()
layer = QgsVectorLayer(sys.argv[1] + "|layername=service_point", "points", "ogr")
layer.startEditing()
feature = next(f for f in layer.getFeatures() if f["name_en"] == "Riverside Service Centre")
layer.changeAttributeValue(feature.id(), layer.fields().lookupField("city"), "Casselman")
print(layer.commitChanges(False), flush=True)
layer.changeAttributeValue(feature.id(), layer.fields().lookupField("city"), "not saved")
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.slow
def test_b4_a6_what_was_saved_before_a_crash_is_a_change(mistakes, tmp_path):
    """QGIS is killed while it edits. What it had saved lies beside the file and is found."""
    path = tmp_path / "crash" / "copy.gpkg"
    path.parent.mkdir()
    shutil.copy(mistakes, path)
    done = subprocess.run(
        [sys.executable, "-c", _EDIT_AND_DIE, str(path)],
        capture_output=True,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=False,
    )
    assert (done.returncode, done.stdout.split()) == (-signal.SIGKILL, ["True"]), done.stderr
    with open_working_copy(path) as copy:
        changed = [c for c in difference(copy) if c.table == "service_point"]
    assert changed[0].fields["city"]["after"] == "Casselman"
