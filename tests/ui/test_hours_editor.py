# SPDX-License-Identifier: GPL-2.0-or-later
"""The editor of opening hours: grid, note and text follow each other; nothing is dropped."""

import pytest
from qgis.core import NULL, QgsFeature
from qgis.gui import QgsAttributeEditorContext, QgsAttributeForm, QgsGui, QgsMessageBar
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt, QTime
from qgis.PyQt.QtWidgets import QTableView, QTimeEdit, QWidget
from service_points.ui.form_fields import register_hours_widget, withdraw_hours_widget
from service_points.ui.hours_editor import ALWAYS, NOTE, TEXT, UNKNOWN, WEEKLY, HoursEditor
from service_points.ui.hours_widget import (
    HoursLine,
    HoursWrapper,
)

WIDGET = "ServicePointsHours"


@pytest.fixture
def editor(qgis_app, qtbot):
    made = HoursEditor()
    qtbot.addWidget(made)
    made.show()
    made.heard = []
    made.changed.connect(lambda: made.heard.append(made.text()))
    return made


def clocks(editor, day):
    return editor.grid.rows[day].box.findChildren(QTimeEdit)


def choose(editor, mode):
    editor.mode.setCurrentIndex(mode)
    editor.mode.activated.emit(mode)


def test_the_grid_shows_the_text(editor):
    editor.set_text("Mo-Fr 08:30-12:00,13:00-16:30; PH off")
    assert editor.mode.currentIndex() == WEEKLY
    assert [clock.time().toString("HH:mm") for clock in clocks(editor, 0)] == [
        "08:30", "12:00", "13:00", "16:30",
    ]  # fmt: skip
    assert [row.state.isChecked() for row in editor.grid.rows[:7]] == [True] * 5 + [False] * 2
    assert editor.grid.rows[7].state.currentText() == "Holidays: closed"
    assert editor.words.text() == ("Mon–Fri 8:30 am–noon, 1 pm–4:30 pm; public holidays: closed")
    assert editor.heard == []


def test_a_time_changed_in_the_grid_is_written_as_text(editor):
    editor.set_text("Mo-Fr 08:30-16:30; PH off")
    clocks(editor, 2)[1].setTime(QTime(20, 0))
    assert editor.text() == "Mo-Tu,Th-Fr 08:30-16:30; We 08:30-20:00; PH off"
    assert editor.heard == [editor.text()]


def test_days_open_close_and_are_copied(editor):
    editor.set_text("Mo 09:00-12:00")
    editor.grid.rows[5].state.click()
    assert editor.text() == "Mo,Sa 09:00-12:00"  # opens as the nearest open day does
    editor.grid.rows[0].copy_asked.emit([1, 2])
    editor.grid.rows[0].state.click()
    assert editor.text() == "Tu-We,Sa 09:00-12:00"
    editor.grid.rows[1].add.click()
    assert editor.text() == "Tu 09:00-12:00,13:00-16:00; We,Sa 09:00-12:00"


def test_what_the_grid_cannot_show_stays(editor):
    editor.set_text("Mo-Fr 08:30-16:30; We[1] 10:00-12:00; PH off")
    assert "We[1] 10:00-12:00" in editor.rest.text()
    assert editor.rest.isVisible()
    editor.grid.rows[4].state.click()
    assert editor.text() == "Mo-Th 08:30-16:30; PH off; We[1] 10:00-12:00"
    editor.set_text("Jun-Aug Mo-Fr 10:00-14:00")
    assert editor.mode.currentIndex() == TEXT
    choose(editor, WEEKLY)
    assert editor.text() == "Mo-Fr 08:30-16:30; Jun-Aug Mo-Fr 10:00-14:00"
    choose(editor, TEXT)
    choose(editor, WEEKLY)
    assert editor.text() == "Mo-Fr 08:30-16:30; Jun-Aug Mo-Fr 10:00-14:00"


def test_beside_a_note_a_closed_day_is_written(editor):
    """Without it the day would be unknown."""
    editor.set_text('Mo-Fr 08:30-16:30; "ring the bell"')
    editor.grid.rows[4].state.click()
    assert editor.text() == 'Mo-Th 08:30-16:30; Fr-Su off; "ring the bell"'


def test_always_note_and_unknown(editor):
    choose(editor, ALWAYS)
    assert editor.text() == "24/7"
    assert not editor.grid.isVisible()
    choose(editor, NOTE)
    editor.note.setText("")
    for letter in 'by "appointment"':
        editor.note.insert(letter)
        editor.note.textEdited.emit(editor.note.text())
    assert editor.text() == '"by appointment"'
    choose(editor, UNKNOWN)
    assert editor.text() == ""
    choose(editor, ALWAYS)
    assert editor.text() == "24/7"


def test_b8_a_text_that_cannot_be_read_is_explained_in_place_and_kept(editor, qtbot):
    editor.set_text("Mo-Fr 08:30-16:30")
    editor.line.selectAll()
    qtbot.keyClicks(editor.line, "Mo-Fr 8:30")
    assert editor.heard[-1] == "Mo-Fr 8:30"
    assert "cannot be read from “8:30”" in editor.words.text()
    assert editor.sign.isVisible()
    qtbot.keyClicks(editor.line, "")
    editor.line.setText("Mo-Fr 08:30-16:00")
    editor.line.textEdited.emit(editor.line.text())
    assert editor.mode.currentIndex() == WEEKLY
    assert not editor.sign.isVisible()


def test_the_keyboard_alone_reaches_and_changes_everything(editor, qtbot):
    editor.set_text("Mo 09:00-12:00")
    editor.activateWindow()
    editor.mode.setFocus()
    reached = []
    for _ in range(60):
        focused = editor.focusWidget()
        if focused in reached:
            break
        reached.append(focused)
        editor.focusNextChild()
    row = editor.grid.rows[0]
    wanted = [editor.mode, row.state, *clocks(editor, 0), row.add, row.copy, editor.line]
    wanted += [other.state for other in editor.grid.rows]
    assert set(wanted) <= set(reached)
    opens = clocks(editor, 0)[0]
    opens.setFocus()
    opens.setCurrentSection(QTimeEdit.Section.HourSection)
    qtbot.keyClick(opens, Qt.Key.Key_Down)
    assert editor.text() == "Mo 08:00-12:00"
    qtbot.keyClick(editor.grid.rows[6].state, Qt.Key.Key_Space)
    assert editor.text() == "Mo,Su 08:00-12:00"


def test_everything_that_takes_the_focus_has_a_name(editor):
    editor.set_text("Mo-Su 09:00-12:00,13:00-17:00; PH off")
    nameless = [
        type(widget).__name__
        for widget in editor.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not (widget.accessibleName() or getattr(widget, "text", str)())
        and widget.objectName() not in ("qt_spinbox_lineedit", "qt_scrollarea_viewport")
    ]
    assert nameless == []


def test_french(qgis_app, french, qtbot):
    from service_points.host.language import install_translator, remove_translator

    install_translator()
    try:
        made = HoursEditor()
        qtbot.addWidget(made)
        made.set_text("Mo-Fr 08:30-16:30; PH off")
        assert made.grid.rows[0].state.text() == "Lundi"
        assert made.grid.rows[7].state.currentText() == "Jours fériés\u00a0: fermé"
        assert made.mode.currentText() == "Horaire hebdomadaire"
        assert made.words.text().startswith("Du lundi au vendredi, 8\u00a0h\u00a030 à 16\u00a0h\u00a030")
    finally:
        remove_translator()


@pytest.fixture
def registered(form_context):
    register_hours_widget()
    yield QgsGui.editorWidgetRegistry()
    withdraw_hours_widget()


@pytest.fixture
def points(registered, copy_of_small):
    from qgis.core import QgsProject

    return copy_of_small.layer("service_point", QgsProject.instance())


@pytest.fixture
def make_form(form_context):
    made = []

    def make(layer, feature):
        made.append(QgsAttributeForm(layer, feature, form_context))
        return made[-1]

    yield make
    for form in made:  # before its layers: QGIS 3.22 fills its lists of records late
        if not sip.isdeleted(form):
            sip.delete(form)


def feature_named(layer, name):
    return next(f for f in layer.getFeatures() if f["name_en"] == name)


def hours_wrapper(form):
    return form.findChild(HoursWrapper)


def test_the_form_uses_it_and_saves_what_it_says(points, make_form):
    assert points.startEditing()
    feature = feature_named(points, "Riverside Service Centre")
    form = make_form(points, feature)
    editor = form.findChild(HoursEditor)
    assert editor.text() == "Mo-Fr 08:30-16:30"
    clocks(editor, 0)[0].setTime(QTime(9, 0))
    assert form.currentFormFeature()["hours"] == "Mo 09:00-16:30; Tu-Fr 08:30-16:30"
    assert form.save()
    assert points.getFeature(feature.id())["hours"] == "Mo 09:00-16:30; Tu-Fr 08:30-16:30"
    points.undoStack().undo()
    assert points.getFeature(feature.id())["hours"] == "Mo-Fr 08:30-16:30"
    assert points.rollBack()


def test_g6_null_is_an_empty_text(points, make_form):
    form = make_form(points, feature_named(points, "Passport office 100%_sure"))
    editor = form.findChild(HoursEditor)
    assert editor.text() == ""
    assert hours_wrapper(form).value() == NULL


def test_b9_a_form_that_only_reads_lets_copy(points, make_form):
    form = make_form(points, feature_named(points, "Riverside Service Centre"))
    editor = form.findChild(HoursEditor)
    assert editor.line.isReadOnly()
    assert editor.line.isEnabled()
    assert not editor.grid.isEnabled()


def test_a_table_gets_one_line(points, registered, qtbot):
    assert registered.findBest(points, "hours").type() == WIDGET
    table = QTableView()
    qtbot.addWidget(table)
    wrapper = HoursWrapper(points, points.fields().lookupField("hours"), None, table.viewport())
    line = wrapper.widget()
    assert isinstance(line, HoursLine)
    wrapper.setValues("24/7", [])
    assert line.line.text() == "24/7"
    assert line.line.toolTip() == "Open 24 hours a day, 7 days a week"
    line.line.setText("Mo 09:00-12:00")
    line.line.textEdited.emit("")
    assert wrapper.value() == "Mo 09:00-12:00"


def test_no_other_field_gets_it(points, registered):
    types = {field.name(): registered.findBest(points, field.name()).type() for field in points.fields()}
    assert [name for name, type_ in types.items() if type_ == WIDGET] == ["hours"]
    setup = points.editorWidgetSetup(points.fields().lookupField("hours"))
    assert setup.isNull()  # a project that names a widget nobody registered ends QGIS 3.22


def test_many_at_once(points, registered, make_form):
    assert points.startEditing()
    ids = [f.id() for f in points.getFeatures()]
    form = make_form(points, QgsFeature())
    bar = QgsMessageBar(form)
    form.setMessageBar(bar)
    form.setMode(QgsAttributeEditorContext.Mode.MultiEditMode)
    form.setMultiEditFeatureIds(ids)
    editor = form.findChild(HoursEditor)
    assert editor.text() == ""  # they differ
    choose(editor, ALWAYS)
    assert form.save()
    assert {points.getFeature(fid)["hours"] for fid in ids} == {"24/7"}
    assert points.rollBack()


def test_g3_without_the_plugin_it_is_a_text_line(points, registered, make_form):
    factory = registered.factories()[WIDGET]
    withdraw_hours_widget()
    assert registered.findBest(points, "hours").type() == "TextEdit"
    form = make_form(points, feature_named(points, "Riverside Service Centre"))
    assert form.findChild(HoursEditor) is None
    assert form.currentFormFeature()["hours"] == "Mo-Fr 08:30-16:30"
    register_hours_widget()
    assert registered.factories()[WIDGET] is factory
