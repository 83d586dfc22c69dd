# SPDX-License-Identifier: GPL-2.0-or-later
"""What the scripts that QGIS runs by ``--code`` have in common: waiting, clicks, pictures, how they end.

``desktop.drive_window`` puts this folder on Python's path inside QGIS and names the folder DRIVE_OUT.
Scripts wait for what they need to see, never for a time in which it should have happened.
"""

import json
import os
import sys
import time
import traceback
from contextlib import contextmanager
from pathlib import Path

from qgis.core import QgsApplication, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication, Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QTextEdit
from qgis.utils import iface, plugins

OUT = Path(os.environ["DRIVE_OUT"])
SIZE = (1590, 990)
ROUNDS = 5
LONG = 90


def settle(seconds=0.1):
    """Let QGIS lay out and draw, for some rounds however long each takes on a busy machine."""
    end, rounds = time.monotonic() + seconds, 0
    while rounds < ROUNDS or time.monotonic() < end:
        QCoreApplication.processEvents()
        time.sleep(0.01)
        rounds += 1


def until(condition, what, seconds=LONG):
    """Let QGIS work until something holds, and return it; ``what`` says in the log what never did."""
    end = time.monotonic() + seconds
    while not (held := condition()):
        if time.monotonic() > end:
            raise TimeoutError(what)
        QCoreApplication.processEvents()
        time.sleep(0.01)
    return held


def is_busy():
    """Whether a task has something to say yet, or the panel waits for the moment to read what was saved.

    QGIS stops counting a task when its thread is through, before anybody hears of it: ours are asked for
    themselves. One that starts another does so in its last word, so there is no gap between them.
    """
    tasks = sys.modules.get("service_points.host.tasks")
    panel = getattr(plugins.get("service_points"), "panel", None)
    return bool(
        QgsApplication.taskManager().countActiveTasks()
        or (tasks is not None and tasks._running)
        or (panel is not None and panel.session._timer.isActive())
    )


def idle():
    """Wait until nothing is left to do, and what it led to is shown."""
    until(lambda: not is_busy(), "tasks")
    settle()
    until(lambda: not is_busy(), "tasks")


@contextmanager
def checked_anew(panel):
    """Wait until the edits that are saved meanwhile were read, checked and compared with the base."""
    idle()  # what an earlier edit started would be taken for the answer
    session, heard = panel.session, set()
    signals = {"checked": session.checked_anew}
    if session.is_working_copy:
        signals["compared"] = session.changes_counted
    slots = {name: lambda name=name: heard.add(name) for name in signals}
    for name, signal in signals.items():
        signal.connect(slots[name])
    try:
        yield
        until(lambda: heard == set(signals), "the check and the comparison after saving")
    finally:
        for name, signal in signals.items():
            signal.disconnect(slots[name])
    idle()


def save(panel):
    """Save on the Changes tab as a person does; go on when what was saved is checked and compared."""
    with checked_anew(panel):
        press(panel.changes.save)


def press(button):
    """Click a button with the mouse."""
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def press_row(view, row):
    """Click a row of a list with the mouse; wait for what it opens."""
    index = view.model().index(row, 0)
    view.scrollTo(index)
    press_place(view, index)
    idle()


def press_place(view, index):
    """Click a cell of a table or a row of a list with the mouse."""
    where = view.visualRect(index).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)


@contextmanager
def answering(answer):
    """Call ``answer(dialog)`` when what is done meanwhile opens a modal dialog, which holds it up."""
    timer, answered = QTimer(), []

    def look():
        dialog = QApplication.activeModalWidget()
        if dialog is None or not dialog.isVisible():
            return
        timer.stop()
        try:
            answer(dialog)
            answered.append(dialog)
        except BaseException:  # it is raised in Qt, where nobody hears it
            end_badly()

    timer.timeout.connect(look)
    timer.start(20)
    yield
    timer.stop()
    if not answered:
        raise LookupError("no dialog was opened")


def picture(widget, name, pause=0.3):
    """Keep what a widget looks like."""
    settle(pause)
    widget.grab().save(str(OUT / f"{name}.png"))


def open_panel(store, width=None):
    """Open the panel with a store, as a click on the toolbar and a choice of a file do.

    Goes on when the store is checked, and a working copy is compared with its base.
    """
    plugin = plugins["service_points"]
    plugin.action.setChecked(True)
    opened = []
    plugin.panel.store_opened.connect(opened.append)
    plugin.panel.open_store(str(store))
    until(lambda: opened, "opening the store")
    plugin.panel.store_opened.disconnect(opened.append)
    if width is not None:
        iface.mainWindow().resizeDocks([plugin.panel], [width], Qt.Orientation.Horizontal)
    idle()
    session = plugin.panel.session
    until(lambda: session.checked is not None, "the check")
    until(lambda: session.compared is not None or not session.is_working_copy, "the comparison")
    return plugin.panel


def cut_texts(page):
    """Return the texts of labels and buttons that do not show all of them."""
    labels = [
        label.text()
        for label in page.findChildren(QLabel)
        if label.isVisible() and label.text() and label.heightForWidth(label.width()) > label.height() + 2
    ]
    return labels + [
        button.text()
        for button in page.findChildren(QPushButton)
        if button.isVisible() and button.sizeHint().width() > button.width() + 2
    ]


def end_badly():
    """Say what went wrong, keep what is to be seen, and end QGIS."""
    traceback.print_exc()
    shown = (widget for widget in QApplication.topLevelWidgets() if widget.isVisible())
    for number, widget in enumerate(shown):
        widget.grab().save(str(OUT / f"failed_{number}.png"))
    os._exit(3)


def drive(main, *, expected=lambda _dialog: False):
    """Run ``main() -> facts`` in a window of a known size; write the facts and leave QGIS.

    A modal dialog that is not ``expected`` would hold QGIS until its time is over: it is named, QGIS ends.
    """

    def guarded():
        try:
            idle()
            facts = main()
            (OUT / "facts.json").write_text(json.dumps(facts, ensure_ascii=False, indent=1), encoding="utf-8")
            leave()
        except BaseException:
            end_badly()

    def refuse_dialogs():
        dialog = QApplication.activeModalWidget()
        if dialog is not None and not isinstance(dialog, QMenu) and not expected(dialog):
            words = [label.text()[:300] for label in dialog.findChildren(QLabel) if label.text()]
            words += [text.toPlainText()[-2000:] for text in dialog.findChildren(QTextEdit)]
            print("a dialog is in the way:", type(dialog).__name__, dialog.windowTitle(), *words, flush=True)
            os._exit(4)

    def begin():
        iface.mainWindow().showNormal()
        iface.mainWindow().setGeometry(0, 0, *SIZE)
        watch.start(1000)
        QTimer.singleShot(0, guarded)

    watch = QTimer(iface.mainWindow())
    watch.timeout.connect(refuse_dialogs)
    iface.initializationCompleted.connect(begin)


def leave():
    """Close QGIS without its questions about edits and about layers in a temporary folder."""
    project = QgsProject.instance()
    for layer in project.mapLayers().values():
        if isinstance(layer, QgsVectorLayer) and layer.isEditable():
            layer.rollBack()
    project.clear()
    project.setDirty(False)
    iface.actionExit().trigger()
