# SPDX-License-Identifier: GPL-2.0-or-later
"""What the panel does, as entries of the plugin’s menu: for the keyboard, and for shortcuts of one’s own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Callable

from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QAbstractButton, QMenu, QWidget

from ..host.language import tr
from ..host.resources import SAMPLE_STORE, icon, sample
from ..host.settings import settings
from .analyse_tasks import TASKS
from .mnemonics import menu_with_letters

if TYPE_CHECKING:
    from .panel import ServicePointsPanel

Entry = Callable[["ServicePointsPanel"], None]


class PanelEntries:
    """Submenus of the plugin's menu. Each entry brings the panel up, at the place where its button is."""

    def __init__(
        self,
        iface: Any,  # noqa: ANN401  (QgisInterface, or a stand-in)
        title: str,
        show_panel: Callable[[], ServicePointsPanel],
    ) -> None:
        self._iface, self._title, self._show_panel = iface, title, show_panel
        self.menus = [self._menu(words, entries) for words, entries in entries_of_panel().items()]
        for menu in self.menus:
            iface.addPluginToVectorMenu(title, menu.menuAction())

    def unload(self) -> None:
        """Take the submenus back."""
        for menu in self.menus:
            self._iface.removePluginVectorMenu(self._title, menu.menuAction())
            menu.deleteLater()

    def _menu(self, words: str, entries: Mapping[str, Entry]) -> QMenu:
        menu = menu_with_letters(self._iface.mainWindow(), words)
        menu.setIcon(icon("service_points"))
        for title, entry in entries.items():
            menu.addAction(title).triggered.connect(lambda _=False, wanted=entry: self._do(wanted))
        return menu

    def _do(self, entry: Entry) -> None:
        panel = self._show_panel()
        panel.activateWindow()
        entry(panel)


def entries_of_panel() -> dict[str, dict[str, Entry]]:
    """Return submenus by their titles, and what their entries do; of stewards' tools only where they are."""
    found: dict[str, dict[str, Entry]] = {
        tr("Store"): _of_store(),
        tr("Points"): {
            tr("Find Points"): lambda panel: _show(panel, panel.points, panel.points.search),
            tr("Points That Need Attention"): lambda panel: _press(panel, panel.points, panel.points.care),
            tr("Clear Search and Filters"): lambda panel: _press(panel, panel.points, panel.points.clear),
            tr("Zoom to the Selected Points"): lambda panel: _press(panel, panel.points, panel.points.zoom),
            tr("Open the Form of the Selected Point"): lambda panel: _press(
                panel, panel.points, panel.points.form
            ),
        },
        tr("Analyse"): {task.question(): _task(task.algorithm) for task in TASKS},
        tr("Changes"): _of_changes(),
    }
    if not settings().end_user:
        found[tr("Review")] = _of_review()
    return found


def _of_review() -> dict[str, Entry]:
    return {
        tr("Submissions"): lambda panel: _show(panel, panel.review, panel.review.page.inbox.list),
        tr("Receive Submissions…"): lambda panel: _press(
            panel, panel.review, panel.review.page.inbox.receive
        ),
        tr("Review in a Wide Window"): lambda panel: _press(panel, panel.review, panel.review.page.wide),
    }


def _of_store() -> dict[str, Entry]:
    """Where the organization set the store, others are not offered: as in the panel."""
    locked = bool(settings().locked_store)
    words = tr("Open a Working Copy…") if locked else tr("Open a Store…")
    found: dict[str, Entry] = {words: lambda panel: panel.store_button.browse_asked.emit()}
    if not locked:
        found[tr("PostGIS Database…")] = lambda panel: panel.store_button.database_asked.emit()
        found[tr("Open the Sample")] = lambda panel: panel.open_store(str(sample(SAMPLE_STORE)))
    return {
        **found,
        tr("Add a Shared Layer…"): lambda panel: panel.store_button.shared_asked.emit(),
        tr("Read the Store Again"): lambda panel: panel.session.read_again(),
        tr("Load the Layers Again"): lambda panel: _press(panel, panel.points, panel.points.gone_button),
        tr("Close the Store"): lambda panel: panel.close_store(),
    }


def _of_changes() -> dict[str, Entry]:
    return {
        tr("Make a Working Copy…"): lambda panel: _press(panel, panel.changes, panel.changes.copy),
        tr("Save All Edits"): lambda panel: _press(panel, panel.changes, panel.changes.save),
        tr("Changed Records"): _show_changed,
        tr("Check"): lambda panel: _press(panel, panel.changes, panel.changes.check),
        tr("Findings"): lambda panel: _show_part(panel, panel.changes.findings, panel.changes.findings.list),
        tr("Submit…"): lambda panel: _press(panel, panel.changes, panel.changes.submit),
        tr("Outbox"): lambda panel: _show_part(panel, panel.changes.outbox, panel.changes.outbox.list),
        tr("Look for Receipts"): _look_for_receipts,
    }


def _task(algorithm: str) -> Entry:
    def run(panel: ServicePointsPanel) -> None:
        _show(panel, panel.analyse, panel.analyse.card(algorithm))
        panel.analyse.task_asked.emit(algorithm)

    return run


def _look_for_receipts(panel: ServicePointsPanel) -> None:
    outbox = panel.changes.outbox
    panel.changes.views.setCurrentWidget(outbox)
    _press(panel, panel.changes, outbox.look)


def _show_changed(panel: ServicePointsPanel) -> None:
    _show_part(panel, panel.changes.changes, panel.changes.changes.tree)


def _show_part(panel: ServicePointsPanel, part: QWidget, focus: QWidget) -> None:
    panel.changes.views.setCurrentWidget(part)
    _show(panel, panel.changes, focus)


def _show(panel: ServicePointsPanel, tab: QWidget, focus: QWidget) -> None:
    """Bring a tab forward, the keyboard in it; where no store is open the panel says what to do first."""
    if panel.tabs.indexOf(tab) >= 0:
        panel.tabs.setCurrentWidget(tab)
        focus.setFocus()


def _press(panel: ServicePointsPanel, tab: QWidget, button: QAbstractButton) -> None:
    """Press a button of a tab if it can be pressed now; the tab says why where it cannot."""
    _show(panel, tab, button)
    if button.isVisible() and button.isEnabled():
        QTimer.singleShot(0, button.click)  # after the menu is closed: a button may open one of its own
