# SPDX-License-Identifier: GPL-2.0-or-later
"""Several choices of one field are saved as a list, whatever the widgets of a version of QGIS give."""

import json
import sqlite3

import pytest
from qgis.core import QgsFeature, QgsProject, QgsVectorLayerUtils
from service_points.ui.form_lists import ListGuard


@pytest.fixture
def edited(copy_of_small):
    """The points layer of a working copy being edited, and the file."""
    points = copy_of_small.layer("service_point", QgsProject.instance())
    guard = ListGuard(QgsProject.instance())
    assert points.startEditing()
    yield points, points.source().split("|")[0]
    guard.unload()
    QgsProject.instance().removeAllMapLayers()


def in_the_file(path, name):
    with sqlite3.connect(path) as data:
        (text,) = data.execute("SELECT languages FROM service_point WHERE name_en = ?", (name,)).fetchone()
    return json.loads(text)


@pytest.mark.parametrize(
    ("written", "saved"),
    [
        ('{"en","fr"}', ["en", "fr"]),
        ("{fr}", ["fr"]),
        ("{}", []),
        (["fr", "en"], ["fr", "en"]),
        (["en"], ["en"]),
    ],
)
def test_a_change_is_saved_as_a_list(edited, written, saved):
    """The text is what QGIS 3.44's widget gives: QgsPostgresStringUtils::buildArray."""
    points, path = edited
    fid = next(f.id() for f in points.getFeatures() if f["name_en"] == "Riverside Service Centre")
    points.changeAttributeValue(fid, points.fields().lookupField("languages"), written)
    assert points.commitChanges(), points.commitErrors()
    assert in_the_file(path, "Riverside Service Centre") == saved


def test_a_new_record_is_saved_with_a_list(edited):
    points, path = edited
    old = next(f for f in points.getFeatures() if f["name_en"] == "Riverside Service Centre")
    values = {i: old[i] for i in range(1, points.fields().count())}
    values[points.fields().lookupField("id")] = "0f0f0f0f-0000-4000-8000-000000000001"
    values[points.fields().lookupField("name_en")] = "New Counter"
    values[points.fields().lookupField("languages")] = '{"fr"}'
    new = QgsVectorLayerUtils.createFeature(points, old.geometry(), values)
    assert isinstance(new, QgsFeature)
    assert points.addFeature(new)
    assert points.commitChanges(), points.commitErrors()
    assert in_the_file(path, "New Counter") == ["fr"]
