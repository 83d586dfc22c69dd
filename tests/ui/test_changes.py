# SPDX-License-Identifier: GPL-2.0-or-later
"""The changes in the panel: in words, taken back whole, with reasons that survive; tab label; drawing."""

import pytest
from osgeo import gdal
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QMessageBox
from service_points.core.exchange import (
    Evidence,
    Motive,
    Reason,
    difference,
    open_working_copy,
    read_motives,
)
from service_points.core.schema import load_schema
from service_points.core.text import Text
from service_points.layers.load import layers_of_store
from service_points.ui.changes_map import round_length
from service_points.ui.changes_model import ChangeRole, ErrorRole, FindingsRole, LineRole
from service_points.ui.changes_motive import MotiveDialog
from service_points.ui.value_words import value_words

POINT = "service_point"
PAGE = Evidence("https://example.gc.ca/hours", "2026-10-30")


@pytest.fixture
def tree(editing):
    return editing.changes.changes.tree


def records(tree):
    model = tree.model()
    return [model.index(row, 0) for row in range(model.rowCount())]


def rows(tree):
    """{table: {label: words}} as they are shown."""
    model = tree.model()
    found = {}
    for record in records(tree):
        children = [model.index(n, 0, record) for n in range(model.rowCount(record))]
        found[record.data(ChangeRole).table] = {child.data(): child.data(LineRole) for child in children}
    return found


def index_of(tree, table, label=None):
    model = tree.model()
    record = next(index for index in records(tree) if index.data(ChangeRole).table == table)
    if label is None:
        return record
    children = (model.index(row, 0, record) for row in range(model.rowCount(record)))
    return next(child for child in children if child.data() == label)


def pick(tree, *indexes):
    tree.selectionModel().clear()
    for index in indexes:
        tree.selectionModel().select(index, tree.selectionModel().SelectionFlag.Select)
    tree.setCurrentIndex(indexes[-1]) if len(indexes) == 1 else None


def saved(panel, qtbot):
    with qtbot.waitSignals([panel.session.changes_counted, panel.session.checked_anew], timeout=60000):
        panel.changes.save.click()
    with open_working_copy(panel.session.register.path) as copy:
        return {(change.table, change.id): set(change.changed_fields) for change in difference(copy)}


def test_changes_are_told_in_words(editing, tree):
    shown = rows(tree)
    point, phone = shown[POINT], shown["phone"]
    assert point["Opening hours"] == "Mon–Fri 8:30 am–4:30 pm → Mon–Fri 8 am–5 pm; public holidays: closed"
    assert point["Position"] == "45.42150° N, 75.69720° W → 45.43050° N, 75.69720° W"
    assert point["Postal code"] == "K1A 0B1 → k1a0b1"
    assert phone["Kind"] == load_schema().domains["phone_kind"].by_code["voice"].label.en
    assert editing.changes.changes.counts.text() == "1 added · 1 changed"
    assert editing.tabs.tabText(2) == "Changes (2)"


def test_records_with_errors_are_marked(tree):
    record = index_of(tree, POINT)
    assert record.data(ErrorRole)
    assert record.data(FindingsRole) >= 1
    assert "finding" in record.data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_move_is_drawn(editing, tree):
    """0.009 of a degree of latitude: 1,000.2 m by the meridian radius at 45.4° (Snyder 1987, eq. 4-18)."""
    view = editing.changes.changes
    assert not view.map.isVisible()
    pick(tree, index_of(tree, POINT))
    assert view.map.isVisible()
    assert view.map.text == "Moved 1.0\u00a0km"
    assert not view.map.grab().toImage().isNull()


@pytest.mark.parametrize(
    ("metres", "expected"), [(1, 1), (4.9, 2), (5, 5), (99, 50), (100, 100), (2500, 2000)]
)
def test_the_bar_has_a_round_length(metres, expected):
    assert round_length(metres) == expected


def test_b7_one_field_goes_back_with_its_group(editing, tree, qtbot, names):
    pick(tree, index_of(tree, POINT, "Position"))
    assert editing.changes.changes.revert.text() == "Revert 2 fields"
    editing.changes.changes.revert.click()
    layer = editing.session.points_layer()
    assert layer.undoStack().text(0) == "Revert to the shared store"
    left = saved(editing, qtbot)
    assert left[("service_point", names("riverside"))] == {"hours"}


def test_b7_reverting_is_undone(editing, tree, qtbot, names):
    pick(tree, index_of(tree, POINT))
    QTest.keyClick(tree, Qt.Key.Key_Delete)
    layer = editing.session.points_layer()
    assert layer.undoStack().count() == 1
    layer.undoStack().undo()
    assert not layer.isModified()


def test_everything_goes_back_after_a_question(editing, tree, qtbot, monkeypatch):
    view = editing.changes.changes
    monkeypatch.setattr(QMessageBox, "question", lambda *a: QMessageBox.StandardButton.Cancel)
    view.revert_all.trigger()
    assert not editing.session.has_unsaved_edits()
    monkeypatch.setattr(QMessageBox, "question", lambda *a: QMessageBox.StandardButton.Yes)
    view.revert_all.trigger()
    assert saved(editing, qtbot) == {}
    assert editing.tabs.tabText(2) == "Changes"
    assert view.guidance.isVisible()
    assert "Nothing has changed yet" in view.guidance.text()


def test_a_removed_record_returns_through_its_layer(editing, tree, qtbot, names, mistakes):
    layer = layers_of_store(editing.session.project, mistakes)["organization"]
    assert layer.startEditing()
    key = names("prov")
    layer.deleteFeature(next(f.id() for f in layer.getFeatures() if f["id"] == key))
    left = saved(editing, qtbot)
    assert ("organization", key) in left
    pick(tree, index_of(tree, "organization"))
    editing.changes.changes.revert.click()
    assert ("organization", key) not in saved(editing, qtbot)
    with open_working_copy(mistakes) as copy:
        row = next(row for row in copy.store.rows("organization") if row["id"] == key)
    assert (row["name_fr"], row["row_version"]) == ("Servicesplus", 1)


def test_b4_a_reason_for_many_survives_a_restart(editing, qtbot, mistakes, names, monkeypatch):
    tree = editing.changes.changes.tree
    motive = Motive(Reason("hours", "Autumn hours", "en"), (PAGE,), None, "2026-12-01")

    def answered(dialog):
        dialog.motive = motive
        return 1

    monkeypatch.setattr(MotiveDialog, "exec", answered)
    editing.changes.changes.motive_all.trigger()
    qtbot.waitUntil(lambda: "Hours changed" in index_of(tree, POINT).data(LineRole), timeout=60000)
    assert "1 piece of evidence" in index_of(tree, POINT).data(LineRole)
    with open_working_copy(mistakes) as copy:
        kept = read_motives(copy.store)
    assert kept == {("service_point", names("riverside")): motive, ("phone", names("phone")): motive}
    with qtbot.waitSignal(editing.session.changes_counted, timeout=60000):
        editing.open_store(str(mistakes))
    assert "Hours changed" in index_of(tree, POINT).data(LineRole)


@pytest.fixture
def ask(qtbot, qgis_app):
    def make(*known, sources=None):
        dialog = MotiveDialog(Text("Office", "Bureau"), known, sources or {})
        qtbot.addWidget(dialog)
        return dialog

    return make


def test_the_dialog_gives_back_what_it_was_given(ask):
    source = "0c000000-0000-4000-8000-000000000001"
    motive = Motive(
        Reason("other", "Un motif", "en"),
        (PAGE, Evidence(PAGE.url, "2026-01-31", "p. 2")),
        source,
        "2027-01-01",
    )
    dialog = ask(motive, motive, sources={source: Text("City list", "Liste de la ville")})
    dialog.accept()
    assert dialog.motive == motive


def test_different_motives_are_not_mixed(ask):
    dialog = ask(Motive(Reason("hours")), Motive(Reason("moved")))
    dialog.accept()
    assert dialog.motive == Motive()


def test_m13_what_cannot_be_sent_is_said_at_once(ask):
    dialog = ask(Motive())
    dialog.reason.setCurrentIndex(dialog.reason.findData("other"))
    dialog.accept()
    assert dialog.result() == 0
    assert "reason is required" in dialog.complaint.text()
    dialog.text.setText("The mailbox was renamed.")
    dialog.add.click()
    dialog.evidence[0].url.setText("javascript:alert(1)")
    dialog.accept()
    assert dialog.result() == 0
    assert "no web address" in dialog.complaint.text()
    dialog.evidence[0].url.setText(PAGE.url)
    for _ in range(9):
        dialog.add.click()
    assert len(dialog.evidence) == 5
    dialog.accept()
    assert dialog.result() == 1
    assert len(dialog.motive.evidence) == 1


@pytest.mark.parametrize(
    ("table", "field", "value", "words"),
    [
        ("service_point", "status", "active", "Active"),
        ("service_point", "languages", ["en", "fr"], "English, French"),
        ("service_point", "languages", None, "–"),
        ("service_point", "verified_on", "2026-11-01", "November 1, 2026"),
        ("service_point", "hours", "no hours <b>", "no hours <b>"),
        ("service_point", "organization_id", "a", "ServicePlus"),
        ("service_point", "organization_id", "b", "b"),
        ("service_point", "name_en", "x" * 300, "x" * 200 + "…"),
    ],
)
@pytest.mark.usefixtures("clean_settings")
def test_values_in_words(table, field, value, words):
    names = {("organization", "a"): Text("ServicePlus", "ServicesPlus")}
    assert value_words(load_schema().tables[table].by_name[field], value, names, 200) == words


def test_g4_the_tab_outlives_its_layers(editing, tree, qtbot):
    editing.session.project.removeAllMapLayers()
    qtbot.wait(50)
    pick(tree, index_of(tree, POINT, "Opening hours"))
    with qtbot.waitSignal(editing.session.changes_counted, timeout=60000):
        editing.changes.changes.revert.click()
    assert "Opening hours" not in rows(tree)[POINT]


def test_c6_a_lost_base_is_told_and_nothing_can_be_sent(panel, mistakes, qtbot):
    """The edits stay in the file; what changed is not guessed."""
    dataset = gdal.OpenEx(str(mistakes), gdal.OF_VECTOR | gdal.OF_UPDATE)
    dataset.ExecuteSQL("UPDATE base_row SET canonical_json = '{' WHERE fid = 1")
    del dataset
    with qtbot.waitSignal(panel.session.changes_counted, timeout=60000):
        panel.open_store(str(mistakes))
    said = panel.changes.changes.guidance.text()
    assert "lost what its records were at checkout" in said
    assert "make a new working copy" in said
    assert not panel.changes.submit.isEnabled()
    assert "k1a0b1" in [f["postal_code"] for f in panel.session.points_layer().getFeatures()]
