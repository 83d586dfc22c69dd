# SPDX-License-Identifier: GPL-2.0-or-later
# ruff: noqa: F401, F811  (fixtures of other tests)
"""Whatever the panel does can be done from the plugin's menu too, and by Processing where it computes."""

import pytest
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QAbstractButton, QMainWindow, QMenu
from service_points.host.resources import sample
from service_points.ui.analyse_tasks import TASKS
from service_points.ui.panel_entries import PanelEntries
from service_points.ui.print_menu import PrintMenu

from .accessible import is_inside_list, node_name
from .test_outbox import conflicting, exchange, submit, working
from .test_review import conflict, sitting

VIEW = "changes what the panel shows, nothing else"
ROW = "acts on the row that is chosen: the list's own keys and the form do the same"
HELP = "in QGIS's menu Help › Plugins"

BUTTONS = {
    # what a button of the panel says: what else leads there (an entry of the menu, an algorithm, or why none)
    "Open the sample": ("Store/Open the Sample",),
    "Open a store…": ("Store/Open a Store…", "loadstore"),
    "Quick guide": (HELP,),
    "Language, layers, import, print": (VIEW,),  # a menu: see MENUS
    "Load the layers again": ("Store/Load the Layers Again", "loadstore"),
    "Make a working copy…": ("Changes/Make a Working Copy…", "checkout"),
    "Check": ("Changes/Check", "validate"),
    "Submit…": ("Changes/Submit…", "exportsubmission"),
    "Import a source…": ("Import a Source…", "importsource"),
    "Save": ("Changes/Save All Edits",),
    "Look for receipts": ("Changes/Look for Receipts", "applyreceipts"),
    "Receive submissions…": ("Review/Receive Submissions…", "mergesubmissions"),
    "Wide window": ("Review/Review in a Wide Window",),
    "Zoom to the selected points": ("Points/Zoom to the Selected Points",),
    "Open the form of the selected point": ("Points/Open the Form of the Selected Point",),
    "Clear": ("Points/Clear Search and Filters",),
    "1 needs attention": ("Points/Points That Need Attention", "validate"),
    **{f"Filter: {name}": (VIEW,) for name in ("Jurisdiction", "Channel", "Type", "Service")},
    **{f"Filter: {name}": (VIEW,) for name in ("Needs attention", "Language", "Status")},
    **{name: (VIEW,) for name in ("More filters", "Only in the map view", "Handled ones too", "Back")},
    **{name: (VIEW,) for name in ("With a correction", "More")},
    **{name: (ROW,) for name in ("Reason…", "Revert", "Zoom", "Open form", "Correct", "Read the answer…")},
    **{name: (ROW,) for name in ("Send again", "Send", "Accept", "Keep ours", "Decide", "Decide later")},
    "For several": (ROW,),
    "Write receipt…": (ROW, "mergesubmissions"),
}  # fmt: skip
MENUS = {
    "Pine River County (sample)": "Store/Open the Sample",
    "Open a store…": "Store/Open a Store…",
    "PostGIS database…": "Store/PostGIS Database…",
    "Add a shared layer…": "Store/Add a Shared Layer…",
    "Close the store": "Store/Close the Store",
    "Read the Store Again": "Store/Read the Store Again",
    "Import a Source…": "Import a Source…",
    "Map for Print…": "Map for Print/Map for Print…",
    "Atlas by Jurisdiction…": "Map for Print/Atlas by Jurisdiction…",
    "Atlas by Catchment or Area…": "Map for Print/Atlas by Catchment or Area…",
}


class Iface:
    """The parts of QGIS's interface that count."""

    def __init__(self, window):
        self.window, self.actions = window, []

    def mainWindow(self):
        return self.window

    def addPluginToVectorMenu(self, title, action):
        assert title == "Service Points"
        self.actions.append(action)

    def removePluginVectorMenu(self, title, action):
        self.actions.remove(action)


@pytest.fixture
def entries(english, qtbot):
    """Make the menu of a panel; return its entries by their path."""
    parts = []

    def make(panel):
        window = QMainWindow()
        qtbot.addWidget(window)
        iface = Iface(window)
        parts.extend([PanelEntries(iface, "Service Points", lambda: panel), PrintMenu(iface)])
        found = {"Import a Source…": None}  # of MenuPart, whose tests are in test_desktop_parts
        for action in iface.actions:
            found |= {f"{action.text()}/{each.text()}": each for each in action.menu().actions()}
        return found

    yield make
    for part in parts:
        part.unload()


def buttons_of(panel):
    """What the buttons of the panel that can be seen say; those of lists made of data are left out."""
    return {
        node_name(each)
        for each in panel.findChildren(QAbstractButton)
        if each.isVisibleTo(panel)
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not is_inside_list(each)
    }


def known(panel):
    chips = {each for each in buttons_of(panel) if each.startswith("Remove the filter")}
    tasks = {task.question() for task in TASKS}
    return {*BUTTONS, *tasks, *chips, node_name(panel.store_button)}


def test_of_the_points_and_questions(english, opened, names):
    opened.points.filters.choose("channel", {"in_person"})
    assert buttons_of(opened) - known(opened) == set()
    opened.tabs.setCurrentWidget(opened.analyse)
    assert buttons_of(opened) - known(opened) == set()
    opened.tabs.setCurrentWidget(opened.changes)
    assert buttons_of(opened) - known(opened) == set()


def test_of_the_changes(editing):
    for view in (editing.changes.changes, editing.changes.findings, editing.changes.outbox):
        editing.changes.views.setCurrentWidget(view)
        assert buttons_of(editing) - known(editing) == set()


def test_of_the_review(conflict):
    for depth in range(3):
        conflict.page.go_to(depth)
        assert buttons_of(conflict.panel) - known(conflict.panel) == set()


def test_each_entry_and_algorithm_is_there(panel, entries, provider):
    found = entries(panel)
    algorithms = {each.name() for each in provider.algorithms()}
    for name, ways in BUTTONS.items():
        for way in ways:
            assert way in {VIEW, ROW, HELP, *algorithms, *found}, name
    assert {*MENUS.values()} <= {*found}
    for task in TASKS:
        assert f"Analyse/{task.question()}" in found
        assert task.algorithm in algorithms


def test_the_menus_of_the_panel_are_in_the_plugin_s(panel, entries):
    panel.store_button.menu().aboutToShow.emit()
    offered = [*panel.store_button.menu().actions(), *panel.menu_button.menu().actions()]
    titles = {each.text().replace("&", "") for each in offered if not each.isSeparator()}
    languages = {"Language of QGIS", "English", "Français"}  # in the options of QGIS
    assert titles - languages == {*MENUS}


def test_an_entry_presses_the_button(opened, entries, names, qtbot):
    found = entries(opened)
    pressed = []
    for button in (opened.points.zoom, opened.points.form, opened.points.clear, opened.changes.check):
        button.clicked.connect(lambda _=False, each=button: pressed.append(each))
    opened.points.sync.select([names("riverside")])
    opened.points.filters.choose("channel", {"in_person"})
    opened.points.form.clicked.disconnect(opened.points._on_form_clicked)
    for path in (
        "Points/Zoom to the Selected Points",
        "Points/Open the Form of the Selected Point",
        "Points/Clear Search and Filters",
    ):
        found[path].trigger()
        assert opened.tabs.currentWidget() is opened.points
    qtbot.waitUntil(lambda: len(pressed) == 3)
    found["Changes/Outbox"].trigger()
    assert opened.tabs.currentWidget() is opened.changes
    assert opened.changes.views.currentWidget() is opened.changes.outbox
    asked = []
    opened.analyse.task_asked.disconnect()
    opened.analyse.task_asked.connect(asked.append)
    for task in TASKS:
        found[f"Analyse/{task.question()}"].trigger()
    assert asked == [task.algorithm for task in TASKS]


def test_without_a_store_an_entry_brings_up_the_panel_and_does_nothing_else(panel, entries):
    found = entries(panel)
    panel.hide()
    panel.show()
    for path in ("Changes/Submit…", "Changes/Look for Receipts", "Review/Receive Submissions…"):
        found[path].trigger()
    assert panel.pages.currentWidget() is panel.empty


def test_the_sample_is_opened_from_the_menu(panel, entries, qtbot):
    with qtbot.waitSignals([panel.store_opened, panel.session.attention_changed], timeout=60000):
        entries(panel)["Store/Open the Sample"].trigger()
    assert panel.session.register.path == str(sample("pine_river_store.gpkg"))
