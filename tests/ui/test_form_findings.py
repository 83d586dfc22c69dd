# SPDX-License-Identifier: GPL-2.0-or-later
"""What a form says while somebody types, and “verified today”."""

import time
from datetime import date

import pytest
from qgis.core import NULL, QgsFeature, QgsField, QgsProject
from qgis.gui import QgsAttributeForm, QgsGui
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QDate, QVariant
from qgis.PyQt.QtWidgets import QTabWidget
from service_points.core.validation import validate_record
from service_points.layers.load import layers_of_store, load_store
from service_points.ui.form_checker import read_register
from service_points.ui.form_checkers import checker_of
from service_points.ui.form_fields import (
    register_hours_widget,
    register_record_widget,
    withdraw_hours_widget,
    withdraw_record_widget,
)
from service_points.ui.form_findings import FormFindings
from service_points.ui.form_verified import VerifiedButton, verify_today
from service_points.ui.hours_editor import HoursEditor


@pytest.fixture
def points(form_context, copy_of_small):
    register_hours_widget()
    register_record_widget()
    yield copy_of_small.layer("service_point", QgsProject.instance())
    withdraw_record_widget()
    withdraw_hours_widget()


@pytest.fixture
def open_form(form_context, qtbot):
    """Open the form of a feature and wait until it has been checked once.

    It goes before its layers: QGIS 3.22 crashes when a list of records is filled after its layer is gone.
    """
    made = []

    def make(layer, feature):
        form = QgsAttributeForm(layer, feature, form_context)
        made.append(form)
        form.show()
        qtbot.waitUntil(lambda: findings_of(form) is not None, timeout=60000)
        checker = checker_of(layer, QgsProject.instance())
        qtbot.waitUntil(lambda: checker.findings(layer, feature) is not None, timeout=8000)
        findings_of(form).check()
        return form

    yield make
    for form in made:
        if not sip.isdeleted(form):
            sip.delete(form)


def findings_of(form):
    return next((child for child in form.children() if isinstance(child, FormFindings)), None)


def named(layer, name):
    return next(f for f in layer.getFeatures() if f["name_en"] == name)


def said(form, field):
    return findings_of(form).lines[field].texts


NO_HOLIDAYS = (
    "Warning: Say what happens on public holidays (for example “PH off”). Choose it in the form, or add "
    "“; PH off” or the hours of holidays to the text."
)


def test_a_finding_stands_under_its_field_and_goes_with_its_fix(points, open_form, qtbot):
    assert points.startEditing()
    form = open_form(points, named(points, "Riverside Service Centre"))
    assert said(form, "hours") == [NO_HOLIDAYS]
    editor = form.findChild(HoursEditor)
    lines = findings_of(form).lines["hours"]
    tabs = form.findChild(QTabWidget)
    when = [tabs.tabText(page) for page in range(tabs.count())].index("When")
    assert tabs.tabToolTip(when).startswith("1 finding")
    assert not tabs.tabIcon(when).isNull()
    tabs.setCurrentIndex(when)
    assert lines.isVisible()
    holidays = editor.grid.rows[7].state
    holidays.setCurrentIndex(1)
    holidays.activated.emit(1)
    qtbot.waitUntil(lambda: said(form, "hours") == [], timeout=2000)
    assert not lines.isVisible()
    assert tabs.tabIcon(when).isNull()
    assert points.rollBack()


def test_b8_a_wrong_value_is_said_while_typing_and_kept(points, open_form, qtbot):
    assert points.startEditing()
    form = open_form(points, named(points, "Riverside Service Centre"))
    form.changeAttribute("postal_code", "k1a0b1")
    qtbot.waitUntil(lambda: said(form, "postal_code") != [], timeout=2000)
    assert said(form, "postal_code") == [
        "Error: The postal code must look like K1A 0B1. Write capital letters and one space in the middle."
    ]
    assert form.currentFormFeature()["postal_code"] == "k1a0b1"
    assert points.rollBack()


def test_a_warning_does_not_keep_from_saving(points, open_form):
    assert points.startEditing()
    feature = named(points, "Riverside Service Centre")
    form = open_form(points, feature)
    form.changeAttribute("url_en", "http://example.org/")
    findings_of(form).check()
    assert any("not secure" in text for text in said(form, "url_en"))
    assert form.save()
    assert points.getFeature(feature.id())["url_en"] == "http://example.org/"
    assert points.rollBack()


def test_the_lines_come_again_when_qgis_makes_the_form_anew(points, open_form, qtbot):
    """QGIS does so when the fields of the layer change: by a join, a virtual field, on 3.44 by editing."""
    form = open_form(points, named(points, "Riverside Service Centre"))
    before = findings_of(form).lines["hours"]
    points.addExpressionField("1", QgsField("extra", QVariant.Int))
    assert sip.isdeleted(before)
    findings_of(form).check()  # at any moment in between
    qtbot.waitUntil(lambda: not sip.isdeleted(findings_of(form).lines["hours"]), timeout=60000)
    findings_of(form).check()
    assert said(form, "hours") == [NO_HOLIDAYS]


def test_h8_what_somebody_typed_is_shown_as_it_is(points, open_form, qtbot):
    from qgis.PyQt.QtCore import Qt
    from qgis.PyQt.QtWidgets import QLabel

    assert points.startEditing()
    form = open_form(points, named(points, "Riverside Service Centre"))
    typed = "[% env('HOME') %]<b>x</b>"
    form.changeAttribute("url_en", typed)
    qtbot.waitUntil(lambda: any(typed in text for text in said(form, "url_en")), timeout=2000)
    labels = [label for label in form.findChildren(QLabel) if typed in label.text()]
    assert labels
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
    assert points.rollBack()


def test_verified_today_in_the_form(points, open_form):
    feature = named(points, "Riverside Service Centre")
    form = open_form(points, feature)
    button = form.findChild(VerifiedButton)
    assert button.isHidden()  # nothing to edit yet
    assert points.startEditing()
    assert not button.isHidden()
    assert [action.text() for action in button.menu().actions()] == [
        "Site visit",
        "Confirmed by the custodian",
        "Telephone",
        "Official website",
        "Open data source",
    ]
    button.menu().actions()[0].trigger()
    assert form.save()
    saved = points.getFeature(feature.id())
    assert (saved["verified_on"], saved["verified_method"]) == (QDate.currentDate(), "site_visit")
    assert points.rollBack()


def test_b7_verified_today_for_many_is_one_named_step(points):
    fids = [f.id() for f in points.getFeatures()]
    before = {fid: points.getFeature(fid)["verified_on"] for fid in fids}
    assert verify_today(points, fids, "phone") == len(fids)
    assert {points.getFeature(fid)["verified_on"] for fid in fids} == {QDate.currentDate()}
    assert points.undoStack().count() == 1
    assert points.undoStack().undoText() == "Verified today"
    points.undoStack().undo()
    assert {fid: points.getFeature(fid)["verified_on"] for fid in fids} == before
    points.undoStack().redo()
    assert {points.getFeature(fid)["verified_method"] for fid in fids} == {"phone"}
    assert points.rollBack()


def test_b9_verified_today_does_nothing_on_a_read_only_layer(points):
    points.setReadOnly(True)
    assert verify_today(points, [f.id() for f in points.getFeatures()], "phone") == 0
    assert not points.isEditable()


def test_b9_g4_a_form_outlives_its_layer(points, open_form):
    form = open_form(points, named(points, "Riverside Service Centre"))
    watcher = findings_of(form)
    QgsProject.instance().removeAllMapLayers()
    watcher.check()
    sip.delete(form)


def test_children_have_their_findings(points, copy_of_small, open_form):
    phones = copy_of_small.layer("phone", QgsProject.instance())
    assert phones.startEditing()
    form = open_form(phones, next(phones.getFeatures()))
    form.changeAttribute("number", "613 555 0101")
    findings_of(form).check()
    assert [text.split(":")[0] for text in said(form, "number")] == ["Error"]
    assert phones.rollBack()


def test_the_identifier_can_be_copied_and_not_changed(points, open_form):
    assert points.startEditing()
    feature = named(points, "Riverside Service Centre")
    form = open_form(points, feature)
    assert QgsGui.editorWidgetRegistry().findBest(points, "id").type() == "ServicePointsRecord"
    assert form.currentFormFeature()["id"] == feature["id"]
    form.changeAttribute("name_en", "Riverside")
    assert form.save()
    assert points.getFeature(feature.id())["id"] == feature["id"]
    assert points.rollBack()


def test_a_new_record_gets_its_identifier(points):
    from qgis.core import QgsVectorLayerUtils

    feature = QgsVectorLayerUtils.createFeature(points, context=points.createExpressionContext())
    assert isinstance(feature, QgsFeature)
    assert feature["id"] not in (None, NULL, "")


def test_checking_while_typing_is_quick(large_store):
    """A guard against a check that reads every row; the figure for 50,000 points is measured apart."""
    from service_points.core.progress import SILENT

    register = read_register(str(large_store), SILENT)
    rows = register.rows("service_point")
    best = 1e9
    for row in rows[:20]:
        begun = time.process_time()
        validate_record(
            register, "service_point", row["id"], draft={**row, "hours": "Mo-Fr 8"}, today=date(2026, 11, 22)
        )
        best = min(best, time.process_time() - begun)
    assert best < 0.05


def test_verified_today_from_the_list(opened, copy_of_small, names, qtbot):
    """In the menu of the points: off in a shared store, one step for all the chosen in a working copy."""

    def entry(panel):
        (found,) = [a for a in panel.points._menu(panel.points.selected_points()).actions() if a.menu()]
        return found

    opened.points.sync.select([names("riverside")])
    assert entry(opened).text() == "Verified Today"
    assert not entry(opened).isEnabled()
    with qtbot.waitSignal(opened.store_opened, timeout=60000):
        opened.open_store(copy_of_small.path)
    opened.points.sync.select([names("riverside"), names("passport")])
    menu = entry(opened)
    assert menu.isEnabled()
    menu.menu().actions()[2].trigger()
    layer = opened.session.points_layer()
    verified = [f["name_en"] for f in layer.getFeatures() if f["verified_on"] == QDate.currentDate()]
    assert sorted(verified) == ["Passport office 100%_sure", "Riverside Service Centre"]
    assert layer.undoStack().count() == 1
    layer.rollBack()


@pytest.fixture
def found(qtbot):
    """What a checker finds in a feature, once it has read what it was told to read."""

    def ask(layer, feature):
        checker = checker_of(layer, QgsProject.instance())
        qtbot.waitUntil(lambda: checker.findings(layer, feature) is not None, timeout=8000)
        qtbot.waitUntil(lambda: not (checker._reading or checker._stale), timeout=8000)
        return {finding.rule for finding in checker.findings(layer, feature)}

    return ask


def test_layers_that_were_loaded_again_are_followed(points, copy_of_small, found, qtbot):
    """Else forms are checked against what the store was before."""
    assert "U02" not in found(points, named(points, "Riverside Service Centre"))
    project = QgsProject.instance()
    project.removeMapLayers([layer.id() for layer in project.mapLayers().values()])
    again = load_store(copy_of_small.path, project).layer("service_point", project)
    feature = named(again, "Riverside Service Centre")
    found(again, feature)
    phones = layers_of_store(project, copy_of_small.path)["phone"]
    asked = checker_of(again, project)
    with qtbot.waitSignal(asked.ready, timeout=8000):
        assert phones.startEditing()
        phones.changeAttributeValue(
            next(phones.getFeatures()).id(), phones.fields().lookupField("label_en"), "Line"
        )
    phones.rollBack()


def test_a_store_that_could_not_be_read_is_read_when_it_can_be(points, found, monkeypatch, qtbot):
    from service_points.ui import form_checker

    reading = form_checker.read_register
    failed = []

    def fail_once(*asked):
        if not failed:
            failed.append(True)
            raise OSError("locked")
        return reading(*asked)

    monkeypatch.setattr(form_checker, "read_register", fail_once)
    assert "R01" not in found(points, named(points, "Riverside Service Centre"))
    assert failed
