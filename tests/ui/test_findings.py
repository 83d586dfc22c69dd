# SPDX-License-Identifier: GPL-2.0-or-later
"""The findings in the panel: filters, corrections by a click, what is handled, what was not checked."""

import time
from datetime import date

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QGuiApplication
from qgis.PyQt.QtTest import QTest
from service_points.core.exchange import finding_key, open_working_copy, read_handled
from service_points.core.store import RowChange, open_store
from service_points.core.text import Text
from service_points.core.validation import Finding
from service_points.host.language import change_language
from service_points.layers.load import layers_of_store
from service_points.ui.findings_check import Checked, CheckedFinding, check_store
from service_points.ui.findings_model import FindingFilter, FindingRole, FindingsModel
from service_points.ui.findings_view import FindingsView


@pytest.fixture
def found(editing):
    """The view of the findings, in front."""
    editing.changes.show_findings()
    return editing.changes.findings


def choose(view, *rules):
    """Select the findings of these rules; return them."""
    model, selection = view.list.model(), view.list.selectionModel()
    selection.clear()
    for row in range(model.rowCount()):
        if model.index(row).data(FindingRole).finding.rule in rules:
            selection.select(model.index(row), selection.SelectionFlag.Select)
    return view.list.selected()


def layer_of(panel, table):
    return layers_of_store(panel.session.project, panel.session.loaded.path)[table]


def held(panel, table, key, field):
    return next(f[field] for f in layer_of(panel, table).getFeatures() if f["id"] == key)


def test_findings_of_changed_records_come_first(found, names):
    changed = {("service_point", names("riverside")), ("phone", names("phone"))}
    mine = [(i.finding.table, i.finding.record_id) in changed for i in found.list.model().items()]
    assert any(mine)
    assert not all(mine)
    assert mine == sorted(mine, reverse=True)
    assert [i.finding.rule for i in found.list.model().items()][:2] == ["A01", "P01"]


def test_rules_without_reference_say_not_checked(found):
    assert found.not_checked.isVisible()
    assert found.not_checked.text().startswith("Not checked: G03")
    assert "G04" in found.not_checked.text()


def test_a_correction_is_one_click_and_one_undo(editing, found, names, qtbot):
    (item,) = choose(found, "A01")
    assert found.advice.text().endswith("Correction: k1a0b1 → K1A 0B1")
    found.fix.click()
    layer = layer_of(editing, "service_point")
    assert held(editing, "service_point", names("riverside"), "postal_code") == "K1A 0B1"
    assert layer.undoStack().count() == 1
    assert layer.undoStack().text(0) == "Correct 1 value"
    assert found.list.model().state(item) == "corrected"
    assert editing.changes.save.isVisible()
    layer.undoStack().undo()
    assert held(editing, "service_point", names("riverside"), "postal_code") == "k1a0b1"
    qtbot.waitUntil(lambda: found.list.model().state(item) == "open", timeout=2000)


def test_many_are_corrected_at_once_and_saved(editing, found, names, qtbot):
    assert len(choose(found, "A01", "P01")) == 2
    assert found.fix.text() == "Correct (2)"
    found.fix.click()
    with qtbot.waitSignals(
        [editing.session.changes_counted, editing.session.attention_changed], timeout=60000
    ):
        editing.changes.save.click()
    with open_store(editing.session.register.path) as store:
        assert [row["number"] for row in store.rows("phone")] == ["+16135550101", "+16135550123"]
    rules = {item.finding.rule for item in found.list.model().items()}
    assert rules
    assert not rules & {"A01", "P01"}
    assert not editing.changes.save.isVisible()


def test_without_its_layer_the_file_is_corrected(editing, found, names, qtbot):
    editing.session.project.removeMapLayer(layer_of(editing, "phone").id())
    choose(found, "P01")
    with qtbot.waitSignal(editing.session.attention_changed, timeout=60000):
        found.fix.click()
    with open_store(editing.session.register.path) as store:
        assert [row["number"] for row in store.rows("phone")] == ["+16135550101", "+16135550123"]
    assert not editing.session.has_unsaved_edits()


def test_what_is_handled_is_remembered_in_the_copy(editing, found, qtbot):
    (item,) = choose(found, "A01")
    before = found.list.model().rowCount()
    found.mark.trigger()
    qtbot.waitUntil(lambda: found.list.model().rowCount() == before - 1, timeout=60000)
    with open_working_copy(editing.session.register.path) as copy:
        assert read_handled(copy.store) == {finding_key(item.finding)}
    assert item.key in check_store(editing.session.register.path, Quiet()).handled
    found.handled.click()
    assert choose(found, "A01") == [item]
    found.unmark.trigger()
    qtbot.waitUntil(lambda: found.list.model().state(item) == "open", timeout=60000)


def test_keys_and_copy(found, qtbot, names):
    assert len(choose(found, "A01")) == 1
    found.list.setCurrentIndex(found.list.model().index(0))
    with qtbot.waitSignal(found.zoom_asked, timeout=1000) as asked:
        QTest.keyClick(found.list, Qt.Key.Key_Space)
    assert asked.args == [[(-75.6972, 45.4305)]]
    with qtbot.waitSignal(found.form_asked, timeout=1000) as asked:
        QTest.keyClick(found.list, Qt.Key.Key_Return)
    assert asked.args == ["service_point", names("riverside")]
    QTest.keyClick(found.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == (
        "Error A01\nRiverside Service Centre – Service point – Postal code\n"
        "The postal code must look like K1A 0B1.\nWrite capital letters and one space in the middle."
    )


def test_a_shared_store_is_checked_but_not_corrected(opened, qtbot):
    view = opened.changes.findings
    assert view.list.model().rowCount() > 0
    view.list.selectAll()
    assert not view.fix.isEnabled()
    assert not view.mark.isEnabled()
    assert view.copy.isEnabled()


class Quiet:
    def is_cancelled(self):
        return False

    def report(self, fraction, text=None):
        pass


def many(count):
    """So many findings, every tenth an error of rule A01."""
    made = []
    for number in range(count):
        error = number % 10 == 0
        finding = Finding(
            rule="A01" if error else "T03",
            severity="error" if error else "warning",
            table="service_point",
            record_id=f"{number}",
            record_name=Text(f"Office {number}", f"Bureau {number}"),
            field="postal_code" if error else "verified_on",
            message=Text("<b>English</b>", "<b>Français</b>"),
            fix=None,
            lonlat=(-75.0, 45.0),
        )
        made.append(CheckedFinding(finding, f"k{number}", None, f"office {number}\nbureau {number}"))
    return Checked(tuple(made), frozenset(), {})


def test_filters_are_literal_and_counted(qtbot):
    model = FindingsModel()
    model.set_checked(many(1000))
    assert model.rules() == [("A01", 100), ("T03", 900)]
    for wanted, expected in (
        (FindingFilter(severity="error"), 100),
        (FindingFilter(rule="T03"), 900),
        (FindingFilter(text="BUREAU 99"), 11),
        (FindingFilter(text="Office 9", severity="error"), 11),
        (FindingFilter(text="%"), 0),
        (FindingFilter(correctable=True), 0),
    ):
        model.set_filter(wanted)
        assert model.rowCount() == expected, wanted
    model.set_filter(FindingFilter())
    model.set_handled(["k0", "k1"], handled=True)
    assert model.rowCount() == 998
    assert model.counts() == (99, 899, 2)


def test_a_hundred_thousand_findings_stay_usable(qtbot, qgis_app):
    """No widget for a row, and no wait a person would notice: each of these took under 0.3 s when written."""
    view = FindingsView()
    qtbot.addWidget(view)
    view.resize(300, 600)
    view.show()
    checked = many(100_000)
    times = {}
    for name, step in (
        ("show", lambda: view.show_checked(checked, can_edit=True)),
        ("type", lambda: view.search.setText("office 99999")),
        ("clear", view.search.clear),
        ("select", view.list.selectAll),
        ("scroll", view.list.scrollToBottom),
    ):
        start = time.process_time()
        step()
        view.repaint()
        times[name] = time.process_time() - start
    assert len(view.list.findChildren(type(view))) == 0
    assert len(view.list.selected()) == 100_000
    assert max(times.values()) < 3, times


def test_h11_data_are_plain_text(qtbot, qgis_app):
    view = FindingsView()
    qtbot.addWidget(view)
    view.show_checked(many(1), can_edit=False)
    view.list.selectAll()
    assert view.advice.text().startswith("<b>English</b>")
    assert view.advice.textFormat() == Qt.TextFormat.PlainText


def test_in_french(editing):
    change_language("fr")
    view = editing.changes.findings
    try:
        tip = view.list.model().index(0).data(Qt.ItemDataRole.ToolTipRole)
        assert view.counts.text().startswith("2 erreurs · ")
        assert "Le code postal doit avoir la forme" in tip
        assert view.not_checked.text().startswith("Non vérifiées\u00a0: ")
    finally:
        change_language("en")


def test_the_check_sees_moves_since_the_base(mistakes, names):
    """G07 needs the base: the point moved about a kilometre, the address stayed."""
    with open_store(mistakes, read_only=False) as store:
        same = {"postal_code": "K1A 0B1"}
        store.apply([RowChange("update", "service_point", names("riverside"), same)])
    checked = check_store(mistakes, Quiet(), today=date(2026, 11, 22))
    assert [item.finding.rule for item in checked.findings].count("G07") == 1
    assert "G07" not in checked.not_checked
