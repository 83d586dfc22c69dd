# SPDX-License-Identifier: GPL-2.0-or-later
"""Run inside QGIS by ``--code``: open the panel on a store, note what is there, take a picture, leave.

DRIVE_STORE is the store; DRIVE_OUT the folder for facts.json and the pictures; with DRIVE_STAY QGIS stays.
"""

import json
import os
import time
import traceback
from collections.abc import Callable
from pathlib import Path

import qgis.utils
from qgis.core import Qgis, QgsApplication, QgsProject
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLabel, QLineEdit
from qgis.utils import iface

STORE = os.environ["DRIVE_STORE"]
STAY = bool(os.environ.get("DRIVE_STAY"))
WAIT_SECONDS = 60
QUIET_SECONDS = 1.5  # nothing runs and nothing is added for this long: loading is over


def guarded(step: Callable[[], None]) -> Callable[[], None]:
    """Let a failure end QGIS with its traceback instead of an endless event loop."""

    def run() -> None:
        try:
            step()
        except BaseException:
            traceback.print_exc()
            if not STAY:
                os._exit(3)

    return run


def later(milliseconds: int, step: Callable[[], None]) -> None:
    QTimer.singleShot(milliseconds, guarded(step))


class Driver:
    def __init__(self) -> None:
        self.plugin = qgis.utils.plugins["service_points"]
        self.started = time.monotonic()
        self.state, self.since = None, self.started

    def open_panel(self) -> None:
        self.plugin.action.setChecked(True)
        if not STAY:
            later(1000, self.picture_empty)
            return
        self.plugin.panel.open_store(STORE)

    def picture_empty(self) -> None:
        self.empty = self.texts()
        self.grab("empty")
        self.plugin.panel.open_store(STORE)
        self.started = self.since = time.monotonic()
        later(200, self.wait)

    def wait(self) -> None:
        """Go on when no task runs and the layers and rows have been the same for a while."""
        now = time.monotonic()
        busy = QgsApplication.taskManager().countActiveTasks()
        state = (busy, len(QgsProject.instance().mapLayers()), self.rows())
        if state != self.state:
            self.state, self.since = state, now
        if now - self.started > WAIT_SECONDS:
            raise TimeoutError(f"still loading after {WAIT_SECONDS} s: {state}")
        if busy or not state[1] or now - self.since < QUIET_SECONDS:
            later(200, self.wait)
            return
        self.loaded = self.since - self.started
        iface.mapCanvas().waitWhileRendering()
        later(1500, self.note)

    def panel_children(self, kind: type) -> list:
        return [widget for widget in self.plugin.panel.findChildren(kind) if widget.isVisible()]

    def rows(self) -> int:
        views = self.plugin.panel.findChildren(QAbstractItemView)
        return max((view.model().rowCount() for view in views if view.model() is not None), default=0)

    def texts(self) -> list:
        texts = [widget.text() for widget in self.panel_children(QLabel)]
        texts += [widget.text() or widget.toolTip() for widget in self.panel_children(QAbstractButton)]
        texts += [widget.placeholderText() for widget in self.panel_children(QLineEdit)]
        return [text for text in texts if text]

    def grab(self, name: str) -> None:
        iface.mainWindow().grab().save(os.path.join(os.environ["DRIVE_OUT"], f"{name}.png"))

    def note(self) -> None:
        panel = self.plugin.panel
        self.grab("window")
        panel.grab().save(os.path.join(os.environ["DRIVE_OUT"], "panel.png"))
        registry = QgsApplication.processingRegistry()
        provider = registry.providerById("servicepoints")
        facts = {
            "qgis": Qgis.QGIS_VERSION,
            "title": panel.windowTitle(),
            "visible": panel.isVisible(),
            "width": panel.width(),
            "empty_texts": self.empty,
            "texts": self.texts(),
            "rows": self.rows(),
            "seconds": round(self.loaded, 2),
            "layers": sorted(layer.name() for layer in QgsProject.instance().mapLayers().values()),
            "invalid_layers": sorted(
                layer.name() for layer in QgsProject.instance().mapLayers().values() if not layer.isValid()
            ),
            "algorithms": sorted(algorithm.id() for algorithm in provider.algorithms()) if provider else [],
            "messages": [f"{item.title()}: {item.text()}" for item in iface.messageBar().items()],
        }
        text = json.dumps(facts, ensure_ascii=False, indent=1)
        Path(os.environ["DRIVE_OUT"], "facts.json").write_text(text, encoding="utf-8")
        QgsProject.instance().setDirty(False)
        iface.actionExit().trigger()


def refuse_dialogs() -> None:
    """A question that nobody answers would hold QGIS until the time is over: say which it is, and end."""
    dialog = QApplication.activeModalWidget()
    if dialog is not None:
        words = [label.text()[:200] for label in dialog.findChildren(QLabel) if label.text()]
        print("a dialog is in the way:", type(dialog).__name__, dialog.windowTitle(), words, flush=True)
        os._exit(4)


def start() -> None:
    if not STAY:
        watch = QTimer(iface.mainWindow())
        watch.timeout.connect(refuse_dialogs)
        watch.start(1000)
        iface.mainWindow().showNormal()
        iface.mainWindow().setGeometry(0, 0, 1590, 990)
    Driver().open_panel()


later(2500, start)
