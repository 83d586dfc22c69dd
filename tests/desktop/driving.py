# SPDX-License-Identifier: GPL-2.0-or-later
"""What the scripts that QGIS runs by ``--code`` have in common: waiting, pictures, and how they end.

``desktop.drive_window`` puts this folder on Python's path inside QGIS and names the folder DRIVE_OUT.
"""

import json
import os
import time
import traceback
from pathlib import Path

from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import QCoreApplication, Qt, QTimer
from qgis.PyQt.QtWidgets import QApplication, QLabel, QMenu, QTextEdit
from qgis.utils import iface, plugins

OUT = Path(os.environ["DRIVE_OUT"])
SIZE = (1590, 990)


def settle(seconds):
    """Let QGIS work for a while."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QCoreApplication.processEvents()
        time.sleep(0.01)


def until(condition, what, seconds=60):
    """Let QGIS work until something holds; ``what`` says in the log what never did."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(what)
        settle(0.05)


def idle():
    """Wait for every task, those included that saving starts a moment later."""
    for pause in (0.6, 0):
        until(lambda: not QgsApplication.taskManager().countActiveTasks(), "tasks")
        settle(pause)


def picture(widget, name, pause=0.3):
    """Keep what a widget looks like."""
    settle(pause)
    widget.grab().save(str(OUT / f"{name}.png"))


def open_panel(store, width=None):
    """Open the panel with a store, as a click on the toolbar and a choice of a file do."""
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
    return plugin.panel


def cut_texts(page):
    """Return the labels that do not show all of their text."""
    return [
        label.text()
        for label in page.findChildren(QLabel)
        if label.isVisible() and label.text() and label.heightForWidth(label.width()) > label.height() + 2
    ]


def drive(main, *, expected=lambda _dialog: False):
    """Run ``main() -> facts`` in a window of a known size; write the facts and leave QGIS.

    A modal dialog that is not ``expected`` would hold QGIS until its time is over: it is named, QGIS ends.
    """

    def guarded():
        try:
            facts = main()
            (OUT / "facts.json").write_text(json.dumps(facts, ensure_ascii=False, indent=1), encoding="utf-8")
            QgsProject.instance().clear()  # QGIS would ask about layers of files in a temporary folder
            QgsProject.instance().setDirty(False)
            iface.actionExit().trigger()
        except BaseException:
            traceback.print_exc()
            shown = (widget for widget in QApplication.topLevelWidgets() if widget.isVisible())
            for number, widget in enumerate(shown):
                widget.grab().save(str(OUT / f"failed_{number}.png"))
            os._exit(3)

    def refuse_dialogs():
        dialog = QApplication.activeModalWidget()
        if dialog is not None and not isinstance(dialog, QMenu) and not expected(dialog):
            words = [label.text()[:300] for label in dialog.findChildren(QLabel) if label.text()]
            words += [text.toPlainText()[-2000:] for text in dialog.findChildren(QTextEdit)]
            print("a dialog is in the way:", type(dialog).__name__, dialog.windowTitle(), *words, flush=True)
            os._exit(4)

    iface.mainWindow().showNormal()
    iface.mainWindow().setGeometry(0, 0, *SIZE)
    watch = QTimer(iface.mainWindow())
    watch.timeout.connect(refuse_dialogs)
    watch.start(1000)
    QTimer.singleShot(2500, guarded)
