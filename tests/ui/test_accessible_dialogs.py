# SPDX-License-Identifier: GPL-2.0-or-later
# ruff: noqa: F401, F811  (fixtures of other tests)
"""Windows beside the panel by ear and by keyboard, in both languages."""

import pytest
from qgis.core import QgsProject, QgsSettings
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QApplication, QTabWidget
from service_points.core.analysis.scenario import Scenario
from service_points.core.importing.lookups import Tally
from service_points.core.text import Text
from service_points.layers.scenarios import save_scenario
from service_points.ui.changes_motive import MotiveDialog
from service_points.ui.database_dialog import DatabaseDialog
from service_points.ui.diagnostics_dialog import DiagnosticsDialog
from service_points.ui.hours_editor import HoursEditor
from service_points.ui.hours_widget import HoursLine
from service_points.ui.import_filter_values import ValuesDialog
from service_points.ui.import_frame import DRAFT, REVIEW
from service_points.ui.options_page import OptionsPage
from service_points.ui.outbox_place import PlaceDialog
from service_points.ui.review_keys import KeysDialog
from service_points.ui.scale import scaled
from service_points.ui.scenario_compare import ScenarioComparison
from service_points.ui.shared_dialog import SharedDialog

from .listening import appearance, clean_settings, english, heard, language, needs_qaccessible
from .test_form_findings import findings_of, named, open_form, points
from .test_import_assistant import (
    HILLTOP,
    RIVERSIDE,
    UNSURE,
    assistant,
    go,
    linked_copy,
    look,
    map_fields,
    offices,
    sign,
)
from .test_import_ways import Mapping, folder, join, mapping
from .test_submission import answer, preview

pytestmark = needs_qaccessible


@pytest.fixture
def shown(qtbot):
    def show(dialog):
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return show


def test_the_pages_of_the_assistant(assistant, linked_copy, offices, heard, qtbot):
    window = assistant(linked_copy)
    heard(window, "source, empty")
    look(window, qtbot, offices(RIVERSIDE, HILLTOP, UNSURE))
    heard(window, "source")
    map_fields(window)
    window.map.phones.append({})
    window.map.filters.append({})
    heard(window, "fields")
    go(window, qtbot, REVIEW)
    assert window.step == REVIEW, window.frame.message.text()
    for outcome, rows in window.review._lists.items():
        if rows:
            window.review.outcomes.setCurrentRow(list(window.review._lists).index(outcome))
            heard(window, f"review, {outcome}")
    window.review.options.setCollapsed(False)
    heard(window, "review, options")
    go(window, qtbot, DRAFT)
    heard(window, "draft")


def test_the_ways_of_reading_a_field(mapping, heard, qtbot):
    for field in ("point_type", "verified_on"):
        dialog = mapping.ask(field)
        for place in range(dialog.way.count()):
            dialog.choose_way(dialog.way.itemData(place))
            mapping.tried(dialog)
            heard(dialog, f"{field}, {dialog.way.itemData(place)}")
        dialog.reject()


def test_a_join_and_a_choice_of_values(mapping, folder, heard, shown):
    heard(join(mapping, folder), "join")
    mapping.window.questions.dialog.reject()
    heard(shown(ValuesDialog([Tally("a", 2), Tally("b", 1)], ["a"], mapping.window)), "values")


def test_the_submission(dialog, edited, qtbot, heard):
    made = dialog(edited)
    heard(made, "form, empty")
    answer(made)
    heard(made, "form")
    preview(made, qtbot)
    heard(made, "preview")


def test_the_form_of_a_point(clean_settings, points, open_form, heard, qtbot):
    for state in ("reading", "editing"):
        assert state == "reading" or points.startEditing()
        form = open_form(points, named(points, "Riverside Service Centre"))
        form.resize(700, 700)
        tabs = form.findChild(QTabWidget)
        for page in range(tabs.count()):
            tabs.setCurrentIndex(page)
            qtbot.waitUntil(lambda: not findings_of(form)._timer.isActive())  # noqa: B023
            heard(form, f"{state}, {tabs.tabText(page)}")
    points.rollBack()


def test_the_comparison_of_scenarios(controller, shown, heard):
    for name, closed in (("A", "a"), ("B", "b")):
        save_scenario(QgsProject.instance(), Scenario(frozenset({closed}), name=name))
    heard(shown(ScenarioComparison(QgsProject.instance(), controller)), "comparison")


def test_small_dialogs(clean_settings, qgis_new_project, shown, heard):
    heard(shown(DiagnosticsDialog()), "diagnostics")
    heard(shown(MotiveDialog(Text("Office", "Bureau"), [], {"0" * 36: Text("Site", "Lieu")})), "reason")
    heard(shown(PlaceDialog("https://register.example.ca/exchange")), "place")
    heard(shown(KeysDialog()), "keys")


def test_the_database_dialog(clean_settings, shown, heard, qtbot):
    QgsSettings().setValue("PostgreSQL/connections/Nowhere/host", "127.0.0.1")
    QgsSettings().setValue("PostgreSQL/connections/Nowhere/port", "1")
    QgsSettings().setValue("PostgreSQL/connections/Nowhere/database", "none")
    try:
        dialog = shown(DatabaseDialog())
        qtbot.waitUntil(lambda: not dialog._tasks._tasks, timeout=30000)
        heard(dialog, "database")
    finally:
        QgsSettings().remove("PostgreSQL/connections/Nowhere")


def test_the_shared_layers(shared_layers, shown, heard):
    dialog = shown(SharedDialog(shared_layers))
    dialog.resize(scaled(dialog, 560), scaled(dialog, 390))  # on a screen that is high enough
    heard(dialog, "shared layer")


def test_the_options(clean_settings, shown, heard):
    page = OptionsPage(lambda _before, _after: None)
    page.resize(700, 900)
    heard(shown(page), "options")


def test_the_hours_of_a_week(clean_settings, shown, heard):
    editor = shown(HoursEditor())
    editor.resize(640, 640)
    for text in ("", "Mo-Fr 08:30-12:00,13:00-16:30; PH off", "24/7", '"by appointment"', "nonsense"):
        editor.set_text(text)
        heard(editor, text)
    editor.set_text("Mo-Fr 08:30-16:30")
    editor.grid.rows[1].add.click()
    editor.grid.rows[5].state.click()
    heard(editor, "a span and a day more")


def test_the_hours_in_a_dialog(clean_settings, qtbot, heard):
    line = HoursLine()
    qtbot.addWidget(line)
    line.show()
    QTimer.singleShot(
        50, lambda: (heard(dialog := QApplication.activeModalWidget(), "grid"), dialog.reject())
    )
    line.open_grid()
