# SPDX-License-Identifier: GPL-2.0-or-later
"""Work that QGIS allows on the main thread only, asked for from anywhere."""

from __future__ import annotations

from typing import Callable, Generic, TypeVar

from qgis.PyQt.QtCore import QCoreApplication, QObject, Qt, QThread, pyqtSignal

Result = TypeVar("Result")


class _Errand(QObject, Generic[Result]):
    """One piece of work that another thread waits for."""

    asked = pyqtSignal()

    def __init__(self, work: Callable[[], Result]) -> None:
        super().__init__()
        self._work = work
        self.result: Result | None = None
        self.problem: BaseException | None = None

    def run(self) -> None:
        try:
            self.result = self._work()
        except Exception as problem:  # raised again where it was asked for
            self.problem = problem


def on_main_thread(work: Callable[[], Result]) -> Result:
    """Do the work on the main thread, wait for it, and return what it returns or raise what it raises.

    The main thread must not be waiting for this one.
    """
    main = QCoreApplication.instance().thread()
    if QThread.currentThread() == main:
        return work()
    errand = _Errand(work)
    errand.moveToThread(main)
    errand.asked.connect(errand.run, Qt.ConnectionType.BlockingQueuedConnection)
    errand.asked.emit()
    errand.deleteLater()
    if errand.problem is not None:
        raise errand.problem
    return errand.result  # type: ignore[return-value]
