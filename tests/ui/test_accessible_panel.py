# SPDX-License-Identifier: GPL-2.0-or-later
# ruff: noqa: F401, F811  (fixtures of other tests)
"""The panel by ear and by keyboard, in all its states and in both languages."""

import json

from qgis.core import QgsProject, QgsVectorLayer
from service_points.core.errors import InputError
from service_points.core.text import Text
from service_points.layers.origin import PROPERTY

from .listening import appearance, clean_settings, english, heard, language, needs_qaccessible
from .test_outbox import conflicting, exchange, other_submits, working
from .test_review import FIRST, conflict, sitting

pytestmark = needs_qaccessible


def test_without_a_store(panel, heard):
    heard(panel, "empty")
    panel.loading.start("store.gpkg")
    panel.pages.setCurrentWidget(panel.loading)
    heard(panel, "loading")
    panel.trouble.show_problem(InputError(Text("It is broken.", "Il est brisé.")))
    panel.pages.setCurrentWidget(panel.trouble)
    heard(panel, "trouble")


def test_points(opened, heard, names):
    heard(opened, "loaded")
    opened.points.filters.choose("channel", {"in_person", "call_centre"})
    opened.points.filters._more.setChecked(True)
    opened.points.sync.select([names("riverside")])
    heard(opened, "filtered")
    opened.points.layers_are_gone()
    opened.resize(320, 800)
    heard(opened, "without layers")


def test_the_list_under_a_filter(opened, heard):
    for facet, popup in opened.points.filters._popups.items():
        opened.points.filters._open(facet)
        heard(popup, facet)
        popup.close()


def test_analyses_with_results(opened, heard, qtbot):
    opened.tabs.setCurrentWidget(opened.analyse)
    heard(opened, "questions")
    for name, hour in (("catchments", 12), ("colocationpairs", 13), ("colocationpairs", 14)):
        layer = QgsVectorLayer("Point?crs=EPSG:4326", "result", "memory")
        document = {"algorithm": f"servicepoints:{name}", "created_at": f"2026-11-01T{hour}:00:00Z"}
        layer.setCustomProperty(PROPERTY, json.dumps({**document, "parameters": {}}))
        QgsProject.instance().addMapLayer(layer)
    opened.analyse.results.refresh()
    heard(opened, "results")


def test_what_if(opened, one_road, heard, qtbot):
    opened.tabs.setCurrentWidget(opened.analyse)
    opened.analyse.task_asked.emit("scenario")
    heard(opened, "set-up")
    page = opened.what_if
    with qtbot.waitSignal(opened.scenario.compared, timeout=60000):
        page.open(opened.tasks.points_to_use(), one_road)
        page.setup.start.click()
    heard(opened, "editor")


def test_changes(editing, heard):
    tree = editing.changes.changes.tree
    tree.expandAll()
    tree.setCurrentIndex(tree.model().index(0, 0))
    heard(editing, "changes")
    editing.changes.views.setCurrentWidget(editing.changes.findings)
    findings = editing.changes.findings.list
    findings.setCurrentIndex(findings.model().index(0))
    heard(editing, "findings")


def test_changes_of_a_shared_store(opened, heard):
    opened.tabs.setCurrentWidget(opened.changes)
    heard(opened, "shared")


def test_outbox(conflicting, heard):
    heard(conflicting.editing.outbox._dialog, "receipt with conflicts")
    conflicting.editing.outbox._dialog.reject()
    view = conflicting.changes.outbox
    view.list.setCurrentIndex(view.list.model().index(0))
    heard(conflicting, "outbox")


def test_review(sitting, heard):
    heard(sitting.panel, "empty inbox")
    sitting.receive()
    sitting.page.inbox.list.setFocus()  # the first is chosen by it, and read
    sitting.settle()
    heard(sitting.panel, "inbox")
    sitting.open(FIRST)
    heard(sitting.panel, "submission")


def test_review_of_a_conflict(conflict, heard, names, qtbot, appearance):
    conflict.change("service_point", names("riverside"))
    heard(conflict.panel, "conflict")
    if appearance.endswith("large"):
        return  # the screen of these tests has no room for a wide table in large letters
    conflict.panel.review.open_wide()
    qtbot.waitUntil(lambda: not conflict.page.change.table.conflicts.narrow, timeout=60000)
    heard(conflict.panel.review.wide_window, "own window")
    conflict.panel.review.bring_back()
