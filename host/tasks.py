# SPDX-License-Identifier: GPL-2.0-or-later
"""Work in the background: plain data in, plain data out, widgets and layers only on the main thread."""

from __future__ import annotations

import threading
import weakref
from contextlib import suppress
from typing import Any, Callable, Generic, TypeVar

from qgis.core import QgsApplication, QgsTask
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, QThreadPool, QTimer, pyqtSignal

from ..core.errors import Cancelled
from ..core.file_moves import let_go
from ..core.progress import Progress
from ..core.text import Text

Result = TypeVar("Result")

LOOK_AGAIN_MS = 1000  # how long a task may wait beside an idle thread before we look whether QGIS lost it

_running: set[_Task[Any]] = set()


class _Task(QgsTask, Generic[Result]):
    """Runs ``work(progress)`` off the main thread and hands its result, or its error, back on it.

    QGIS remembers where in memory the runnable of a task was, also after it has run and is gone. When it lets
    go of the task, it takes from its queue whatever lies there by now: another task, which then waits for
    ever (qgis/QGIS#53806, frequent on Windows). So we queue nothing before QGIS has let go of what ended, and
    run what was lost all the same.
    """

    _ran_alone = pyqtSignal()

    def __init__(
        self,
        title: str,
        work: Callable[[Progress], Result],
        done: Callable[[Result], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        super().__init__(title, QgsTask.Flag.CanCancel)
        self._work, self._done, self._failed = work, done, failed
        self._result: Result | None = None
        self._problem: BaseException | None = None
        self._is_stopped = self._has_run = self._ended_well = False
        self._once = threading.Lock()
        self._ran_alone.connect(self._end_alone)

    def stop(self) -> None:
        """Ask the task to stop; it says so once it was begun.

        QGIS deletes at once what is cancelled while it waits, though a thread may be about to begin it: QGIS
        3.22 crashes then. So only what runs is cancelled, and the rest ends as soon as it begins.
        """
        self._is_stopped = True
        if self.status() == QgsTask.TaskStatus.Running:
            self.cancel()

    def run(self) -> bool:
        with self._once:
            if not self._has_run:
                self._has_run = True
                self._try_work()
        return self._problem is None and not self.is_cancelled()

    def _try_work(self) -> None:
        try:
            if not self.is_cancelled():
                self._result = self._work(self)
        except Exception as problem:  # whatever it is, the main thread decides
            self._problem = problem

    def finished(self, result: bool) -> None:
        QTimer.singleShot(0, lambda: self._tell(result or self._ended_well))

    def _tell(self, result: bool) -> None:
        _running.discard(self)
        answer, problem = self._result, self._problem
        self._result = self._problem = None  # QGIS keeps the task: a layer in it would outlive QGIS
        if problem is not None:
            let_go(problem)  # whoever shows it may keep it, and with it the files that were open
        if result:
            self._done(answer)
        else:
            self._failed(problem or Cancelled())

    def look_whether_lost(self, was_idle: bool = False) -> None:
        """Run without QGIS's queue what waits in vain: a thread was idle both times we looked."""
        if sip.isdeleted(self) or self.status() != QgsTask.TaskStatus.Queued:
            return
        is_idle = _is_a_thread_idle()
        if is_idle and was_idle:
            threading.Thread(target=self._run_alone, daemon=True).start()
        else:
            QTimer.singleShot(LOOK_AGAIN_MS, lambda: self.look_whether_lost(is_idle))

    def _run_alone(self) -> None:
        with suppress(RuntimeError):  # cancelled in QGIS's own list: QGIS deleted it and told so
            self._ended_well = self.run()
            self._ran_alone.emit()

    def _end_alone(self) -> None:
        if self.status() == QgsTask.TaskStatus.Queued:
            self.cancel()  # the one way to have QGIS let go of a task it never began; it calls finished()

    def is_cancelled(self) -> bool:
        return self._is_stopped or bool(self.isCanceled())

    def report(self, fraction: float, text: Text | None = None) -> None:
        self.setProgress(100.0 * fraction)


def run_in_background(
    title: str,
    work: Callable[[Progress], Result],
    done: Callable[[Result], None],
    failed: Callable[[BaseException], None],
) -> _Task[Result]:
    """Start ``work`` as a cancellable task; then call one of ``done`` and ``failed``, on the main thread.

    ``work`` must touch neither layers nor widgets. A cancelled task calls ``failed(Cancelled())``.
    """
    task = _Task(title, work, done, failed)
    _running.add(task)
    QgsApplication.taskManager().addTask(task)
    QTimer.singleShot(LOOK_AGAIN_MS, task.look_whether_lost)
    return task


def _is_a_thread_idle() -> bool:
    manager = QgsApplication.taskManager()  # which has a pool of its own since QGIS 3.34
    pool = manager.threadPool() if hasattr(manager, "threadPool") else QThreadPool.globalInstance()
    return bool(pool.activeThreadCount() < pool.maxThreadCount())


class TaskGroup:
    """The tasks of one owner. What a task says after it was dropped, or its owner is gone, is not heard."""

    def __init__(self, owner: QObject) -> None:
        # In a cycle with its owner it would be for the garbage collector to delete a QObject, in any thread.
        self._owner = weakref.ref(owner)
        self._tasks: set[_Task[Any]] = set()

    def run(
        self,
        title: str,
        work: Callable[[Progress], Result],
        done: Callable[[Result], Any],
        failed: Callable[[BaseException], Any],
    ) -> _Task[Result]:
        """Start a task as ``run_in_background`` does."""
        mine: list[_Task[Any]] = []

        def if_wanted(then: Callable[[Any], Any]) -> Callable[[Any], None]:
            def heard(answer: object) -> None:
                owner = self._owner()
                if owner is not None and not sip.isdeleted(owner) and mine[0] in self._tasks:
                    self._tasks.discard(mine[0])
                    then(answer)

            return heard

        mine.append(run_in_background(title, work, if_wanted(done), if_wanted(failed)))
        self._tasks.add(mine[0])
        return mine[0]

    def cancel(self) -> None:
        """Ask all to stop; each says that it did."""
        for task in tuple(self._tasks):
            _stop(task)

    def drop(self, task: _Task[Any]) -> None:
        """Ask a task to stop; nothing more is heard of it."""
        self._tasks.discard(task)
        _stop(task)

    def drop_all(self) -> None:
        """Ask all to stop; nothing more is heard of them."""
        for task in tuple(self._tasks):
            self.drop(task)


def _stop(task: _Task[Any]) -> None:
    if not sip.isdeleted(task):
        task.stop()


def cancel_all() -> None:
    """Ask every task of the plugin to stop (used when the plugin is unloaded)."""
    for task in tuple(_running):
        _stop(task)
