# SPDX-License-Identifier: GPL-2.0-or-later
"""Run inside QGIS by ``--code``: edit scenarios of the sample with mouse and keys; a picture of each step.

DRIVE_STORE is the store; DRIVE_OUT takes the pictures and facts.json: what the page says, and how long the
figures took after each edit.
"""

import json
import os
import time
import traceback
from collections.abc import Iterator
from pathlib import Path

import qgis.utils
from qgis.core import QgsPointXY, QgsProject
from qgis.PyQt.QtCore import QPoint, Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QTableWidget
from qgis.utils import iface
from service_points.ui.map_view import lonlat_transform
from service_points.ui.scenario_tools import CloseTool, MoveTool, OpenTool

OUT = Path(os.environ["DRIVE_OUT"])
WAIT_SECONDS = 60


class Driver:
    def __init__(self) -> None:
        self.plugin = qgis.utils.plugins["service_points"]
        self.facts: dict = {"seconds": {}}
        self.steps = self.work()

    def go(self) -> None:
        """Do the next step; each ends by asking for the next one when the window had time to draw."""
        try:
            pause = next(self.steps) or 300
            QTimer.singleShot(pause, self.go)
        except StopIteration:
            QgsProject.instance().setDirty(False)
            (OUT / "facts.json").write_text(json.dumps(self.facts, ensure_ascii=False, indent=1), "utf-8")
            iface.actionExit().trigger()
        except BaseException:
            traceback.print_exc()
            os._exit(3)

    def work(self) -> Iterator[int | None]:
        window = iface.mainWindow()
        window.showNormal()
        window.setGeometry(0, 0, 1590, 990)
        self.plugin.action.setChecked(True)
        yield 800
        panel = self.plugin.panel
        panel.open_store(os.environ["DRIVE_STORE"])
        yield from self.until(lambda: panel.session.loaded is not None)
        yield 2500
        panel.tabs.setCurrentWidget(panel.analyse)
        yield
        self.grab("questions")
        panel.analyse.findChild(QPushButton, "Task_scenario").click()
        yield
        self.grab("setup")
        page, controller = panel.what_if, panel.scenario
        page.setup.strata.setField("stratum")
        page.setup.start.click()
        yield from self.until(lambda: controller.result is not None)
        iface.mapCanvas().waitWhileRendering()
        yield 1200
        self.grab("begin")
        yield from self.edit(page, controller)
        yield from self.compare(page, controller)

    def edit(self, page: object, controller: object) -> Iterator[int | None]:
        """Close two points and open one by clicking, move one by dragging; undo and redo."""
        first, second, third = self.central(controller)[:3]
        buttons = {type(tool): button for button, tool in page.editor._tools.items()}
        buttons[CloseTool].click()
        for name, point in (("close", first), ("close_2", second)):
            self.click(self.shown(controller.position(point)))
            yield from self.answered(name, controller)
        buttons[OpenTool].click()
        self.click(self.shown(controller.position(first)) + QPoint(40, -30))
        yield from self.answered("open", controller)
        buttons[MoveTool].click()
        start = self.shown(controller.position(third))
        viewport, left = iface.mapCanvas().viewport(), Qt.MouseButton.LeftButton
        QTest.mousePress(viewport, left, pos=start)
        QTest.mouseMove(viewport, start + QPoint(30, 30))
        yield
        self.grab("dragging")
        QTest.mouseRelease(viewport, left, pos=start + QPoint(70, 60))
        yield from self.answered("move", controller)
        QTest.keyClick(viewport, Qt.Key.Key_Escape)
        yield 500
        scenario = controller.scenario
        self.facts["edits"] = {
            "closed": len(scenario.closed), "opened": len(scenario.opened), "moved": len(scenario.moved)
        }  # fmt: skip
        self.facts["tool_left"] = not any(button.isChecked() for button in buttons.values())
        self.grab("edited")
        bar = page._editor_area.verticalScrollBar()
        for i, share in enumerate((0.5, 1.0)):
            bar.setValue(int(share * bar.maximum()))
            yield 400
            self.grab(f"edited_{i + 2}")
        self.note(page)

    def compare(self, page: object, controller: object) -> Iterator[int | None]:
        """Save three scenarios and put them side by side."""
        shelf = page.editor.shelf
        for name in ("A", "B", "C"):
            shelf.name.setText("")
            QTest.keyClicks(shelf.name, f"Plan {name}")
            shelf.save.click()
            if name != "C":
                controller.undo.undo()
            yield from self.answered(f"undo_{name}", controller)
        shelf.compare.click()
        yield 1500
        (dialog,) = (child for child in page.findChildren(QDialog) if child.isVisible())
        dialog.grab().save(str(OUT / "compare.png"))
        self.facts["compared"] = dialog.table.columnCount() - 2
        dialog.reject()
        shelf.run.click()
        yield 2000
        (dialog,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible())
        dialog.grab().save(str(OUT / "run.png"))
        value = dialog.mainWidget().wrappers["SCENARIO"].parameterValue()
        self.facts["scenario_file"] = Path(str(value)).is_file()
        dialog.reject()

    def answered(self, name: str, controller: object) -> Iterator[int | None]:
        """Wait for the figures of the last edit, and note how long they took."""
        start = time.monotonic()
        yield from self.until(lambda: controller.result is not None, pause=5)
        self.facts["seconds"][name] = round(time.monotonic() - start, 3)
        yield 300

    def until(self, true: object, pause: int = 100) -> Iterator[int | None]:
        start = time.monotonic()
        while not true():
            if time.monotonic() - start > WAIT_SECONDS:
                raise TimeoutError(f"not after {WAIT_SECONDS} s")
            yield pause

    def central(self, controller: object) -> list[str]:
        """The points that stand apart from others on the screen, the most central first."""
        middle = QPoint(iface.mapCanvas().width() // 2, iface.mapCanvas().height() // 2)
        places = {key: self.shown(place) for key, place in controller.places.items()}

        def apart(key: str) -> int:
            return min((places[key] - p).manhattanLength() for other, p in places.items() if other != key)

        alone = [key for key in places if apart(key) > 45]
        return sorted(alone, key=lambda key: (places[key] - middle).manhattanLength())

    def shown(self, lonlat: tuple[float, float]) -> QPoint:
        canvas = iface.mapCanvas()
        place = lonlat_transform(canvas, to_map=True).transform(QgsPointXY(*lonlat))
        pixel = canvas.getCoordinateTransform().transform(place)
        return QPoint(round(pixel.x()), round(pixel.y()))

    def click(self, place: QPoint) -> None:
        QTest.mouseClick(iface.mapCanvas().viewport(), Qt.MouseButton.LeftButton, pos=place)

    def note(self, page: object) -> None:
        self.facts["texts"] = [label.text() for label in page.findChildren(QLabel) if label.text()]
        self.facts["tables"] = [
            [[table.item(i, j).text() for j in range(table.columnCount())] for i in range(table.rowCount())]
            for table in page.findChildren(QTableWidget)
        ]

    def grab(self, name: str) -> None:
        iface.mainWindow().grab().save(str(OUT / f"{name}.png"))
        self.plugin.panel.grab().save(str(OUT / f"{name}_panel.png"))


driver = Driver()  # kept: a timer does not keep whose method it calls
QTimer.singleShot(2500, driver.go)
