# SPDX-License-Identifier: GPL-2.0-or-later
"""Records that a layer does not show, edits that stand elsewhere: said, never passed over in silence."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from qgis.core import QgsProject
from service_points.core.analysis.scenario import Scenario
from service_points.core.errors import StoreError
from service_points.core.store import RowChange, open_store
from service_points.core.text import Text
from service_points.layers.load import layers_of_store
from service_points.ui import store_tasks


@pytest.fixture
def said(qgis_iface, monkeypatch):
    """What the message bar said."""
    messages = []
    bar = SimpleNamespace(pushMessage=lambda _title, text, *_rest: messages.append(text))
    monkeypatch.setattr(qgis_iface, "messageBar", lambda: bar)
    return messages


@pytest.fixture
def forms(qgis_iface, monkeypatch):
    """The ids of the records whose forms were opened."""
    shown = []
    show = lambda _layer, feature, *_rest: shown.append(feature["id"])  # noqa: E731
    monkeypatch.setattr(qgis_iface, "openFeatureForm", show, raising=False)
    return shown


@pytest.fixture
def asked(monkeypatch):
    calls = []
    monkeypatch.setattr(
        store_tasks, "open_algorithm", lambda _iface, name, *rest: calls.append((name, *rest))
    )
    return calls


def hide(panel, point):
    assert panel.session.points_layer().setSubsetString(f"\"id\" <> '{point}'")


def test_the_form_of_a_hidden_point(english, opened, said, forms, names):
    opened.points.sync.select([names("riverside")])
    hide(opened, names("riverside"))
    opened.open_form(names("riverside"))
    assert said == [
        "The filter of “Service points” hides records that were chosen. Take the filter off the layer and "
        "try again."
    ]
    opened.session.points_layer().setSubsetString("")
    opened.open_form(names("riverside"))
    assert forms == [names("riverside")]


def test_the_form_of_a_finding_or_change(editing, said, forms, names):
    controller = editing.editing
    hide(editing, names("riverside"))
    controller.open_form("service_point", names("riverside"))
    controller.open_form("service_point", "00000000-0000-4000-8000-00000000dead")
    editing.session.points_layer().setSubsetString("")
    controller.open_form("service_point", "00000000-0000-4000-8000-00000000dead")
    project = editing.session.project
    project.removeMapLayer(layers_of_store(project, editing.session.loaded.path)["phone"].id())
    controller.open_form("phone", names("phone"))
    assert forms == []
    assert [text.split(".")[0] for text in said] == [
        "The filter of “Service points” hides records that were chosen",
        "The filter of “Service points” hides records that were chosen",
        "Records that were chosen are no longer in “Service points”",
        "The layer of these records is not in the project any more",
    ]


def test_verified_today_says_that_a_point_is_hidden(editing, said, names):
    layer = editing.session.points_layer()
    points = [point.id for point in editing.session.register.points][:2]
    editing.points.sync.select(points)
    hide(editing, points[0])
    editing.points.sync.select(points)
    editing.points._on_verified_chosen("site_visit")
    assert "hides records" in said[0]
    assert not layer.isModified()


def test_a_scenario_of_hidden_points_is_not_run(opened, said, asked, names):
    points = [point.id for point in opened.session.register.points if point.lonlat]
    hide(opened, names("riverside"))
    opened.tasks.run_scenario(Scenario(), points, {})
    assert asked == []
    assert "hides records" in said[0]


def test_without_an_open_counter_nothing_is_taken_for_one(panel, small_store, qtbot, said, asked):
    """Else every point would be one: call centres, closed counters."""
    with open_store(small_store, read_only=False) as store:
        shut = {"status": "temporarily_closed"}
        store.apply(
            [RowChange("update", "service_point", r["id"], shut) for r in store.rows("service_point")]
        )
    with qtbot.waitSignal(panel.store_opened, timeout=60000):
        panel.open_store(str(small_store))
    panel.tasks.analyse("catchments")
    assert asked == []
    assert said[0].startswith("No point is an open counter")


def test_edits_in_a_duplicated_layer_count(editing, names):
    layer = editing.session.points_layer()
    twins = [layer.clone(), layer.clone()]
    QgsProject.instance().addMapLayers(twins)
    for twin in twins:
        assert not editing.session.has_unsaved_edits()
        assert twin.startEditing()
        feature = next(f for f in twin.getFeatures() if f["id"] == names("riverside"))
        twin.changeAttributeValue(feature.id(), twin.fields().lookupField("address_line1"), "14 New Street")
        assert editing.session.has_unsaved_edits()
        assert editing.tasks.save_edits()
        assert twin.rollBack()


def test_what_was_typed_since_the_check_stays(editing, said, names):
    """A correction is of the value that was checked."""
    item = next(i for i in editing.session.checked.findings if i.finding.rule == "A01")
    layer = editing.session.points_layer()
    feature = next(f for f in layer.getFeatures() if f["id"] == names("riverside"))
    assert layer.isEditable() or layer.startEditing()
    layer.changeAttributeValue(feature.id(), layer.fields().lookupField("postal_code"), "K2P 1L4")
    editing.editing.correct([item])
    assert layer.getFeature(feature.id())["postal_code"] == "K2P 1L4"
    assert said[0].startswith("1 value(s) were edited") or said[0].startswith("1 value was edited")
    layer.rollBack()


def test_data_in_a_message_are_plain_text(editing, said):
    """QGIS's message bar reads HTML: a picture in a name would be fetched from wherever it says."""
    name = "<img src=//example.net/x> & Co"
    editing.session.points_layer().setName(name)
    hide(editing, "x")
    editing.editing.open_form("service_point", "x")
    assert "“&lt;img src=//example.net/x&gt; &amp; Co”" in said[0]
    editing.editing._tell(StoreError(Text(name, name)))
    assert said[1] == "&lt;img src=//example.net/x&gt; &amp; Co"


def test_another_store_ends_the_figures_of_a_scenario(opened, tmp_path, small_store, qtbot):
    with open_store(small_store) as store:
        store.snapshot(tmp_path / "other.gpkg")
    opened._on_task_asked("scenario")
    assert opened.what_if.isVisibleTo(opened.analyse)
    opened.scenario.study = object()
    with qtbot.waitSignal(opened.store_opened, timeout=60000):
        opened.open_store(str(tmp_path / "other.gpkg"))
    assert opened.scenario.study is None
    assert not opened.what_if.isVisibleTo(opened.analyse)


def test_a_store_that_cannot_be_read_again_is_said(opened, said, qtbot):
    opened.session.project.removeAllMapLayers()
    Path(opened.session.register.path).unlink()
    with qtbot.waitSignal(opened.session.check_failed, timeout=60000):
        opened.session.read_again()
    assert len(said) == 1
