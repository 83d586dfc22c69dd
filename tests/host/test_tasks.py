# SPDX-License-Identifier: GPL-2.0-or-later
"""Background work: one answer, on the main thread, also when it fails or is cancelled."""

import os
import threading
import time
from pathlib import Path

import pytest
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, QThreadPool
from service_points.core.errors import Cancelled
from service_points.core.progress import check
from service_points.host.tasks import LOOK_AGAIN_MS, TaskGroup, run_in_background


def test_the_result_arrives_on_the_main_thread(qgis_app, qtbot):
    seen = []
    run_in_background(
        "work",
        lambda progress: threading.get_ident(),
        lambda result: seen.append((result, threading.get_ident())),
        seen.append,
    )
    qtbot.waitUntil(lambda: bool(seen), timeout=5000)
    worker, main = seen[0]
    assert main == threading.main_thread().ident
    assert worker != main


def test_an_error_is_handed_over_and_not_lost(qgis_app, qtbot):
    seen = []

    def fail(progress):
        raise ValueError("broken")

    run_in_background("work", fail, lambda result: seen.append("done"), seen.append)
    qtbot.waitUntil(lambda: bool(seen), timeout=5000)
    assert [type(problem) for problem in seen] == [ValueError]


def test_what_failed_holds_no_file_open(qgis_app, qtbot, tmp_path):
    """Whoever shows an error keeps it; Windows would let nobody rename or replace the file meanwhile."""
    said = []

    def work(progress):
        file = (tmp_path / "store").open("wb")
        file.write(b"x")
        raise ValueError("damaged")

    run_in_background("test", work, said.append, said.append)
    qtbot.waitUntil(lambda: bool(said), timeout=5000)
    assert isinstance(said[0], ValueError)
    links = (Path("/proc/self/fd") / number for number in os.listdir("/proc/self/fd"))
    assert str(tmp_path / "store") not in [os.path.realpath(link) for link in links]


def test_g2_cancel_stops_the_work_and_says_so_once(qgis_app, qtbot):
    seen, started = [], threading.Event()

    def endless(progress):
        started.set()
        while True:
            check(progress)

    task = run_in_background("work", endless, lambda result: seen.append("done"), seen.append)
    qtbot.waitUntil(started.is_set, timeout=5000)
    task.cancel()
    qtbot.waitUntil(lambda: bool(seen), timeout=2000)
    assert [type(problem) for problem in seen] == [Cancelled]


class TestTaskGroup:
    """The tasks of one owner."""

    @pytest.fixture
    def owner(self, qgis_app):
        return QObject()

    def test_what_was_not_dropped_is_heard(self, owner, qtbot):
        seen = []
        TaskGroup(owner).run("work", lambda progress: 7, seen.append, seen.append)
        qtbot.waitUntil(lambda: bool(seen), timeout=5000)
        assert seen == [7]

    @pytest.mark.parametrize("drop", ["one", "all", "owner"])
    def test_what_was_dropped_is_stopped_and_not_heard(self, owner, qtbot, drop):
        seen, stopped, started, group = [], threading.Event(), threading.Event(), TaskGroup(owner)

        def endless(progress):
            started.set()
            while not progress.is_cancelled():
                time.sleep(0.01)
            stopped.set()

        task = group.run("work", endless, seen.append, seen.append)
        qtbot.waitUntil(started.is_set, timeout=5000)
        if drop == "owner":
            sip.delete(owner)
            group.cancel()
        else:
            group.drop(task) if drop == "one" else group.drop_all()
        qtbot.waitUntil(stopped.is_set, timeout=5000)
        qtbot.wait(100)
        assert seen == []

    def test_what_was_cancelled_says_so(self, owner, qtbot):
        seen, started, group = [], threading.Event(), TaskGroup(owner)

        def endless(progress):
            started.set()
            while True:
                check(progress)

        group.run("work", endless, seen.append, seen.append)
        qtbot.waitUntil(started.is_set, timeout=5000)
        group.cancel()
        qtbot.waitUntil(lambda: bool(seen), timeout=5000)
        assert [type(problem) for problem in seen] == [Cancelled]


def test_tasks_that_are_stopped_while_they_begin_each_say_so_once(qgis_app, qtbot):
    """QGIS 3.22 deletes a waiting task that is cancelled under the thread that begins it, and crashes."""
    said = []
    for number in range(300):
        group = TaskGroup(qgis_app)
        group.run("short", lambda progress: None, said.append, said.append)
        if number % 3:
            qtbot.wait(0)
        group.cancel()
    qtbot.waitUntil(lambda: len(said) == 300, timeout=60000)
    assert all(answer is None or isinstance(answer, Cancelled) for answer in said)


def test_qgis_has_let_go_of_a_task_before_what_follows_from_it_begins(qgis_app, qtbot):
    """Else QGIS may take what follows for the runnable of the task that ended, and it never begins."""
    known = []

    def heard(_):
        known.append([each.description() for each in qgis_app.taskManager().tasks()])

    run_in_background("what ended", lambda progress: None, heard, heard)
    qtbot.waitUntil(lambda: bool(known), timeout=5000)
    assert "what ended" not in known[0]


class TestLost:
    """Tasks that QGIS's queue lost, which it then would never begin."""

    @pytest.fixture
    def lose(self, qgis_app, qtbot):
        """``lose(work, heard)`` is a task that was taken from the queue while it waited."""
        manager = qgis_app.taskManager()
        pool = manager.threadPool() if hasattr(manager, "threadPool") else QThreadPool.globalInstance()
        go_on, begun, ended = threading.Event(), [], []

        def busy(progress):
            begun.append(1)
            go_on.wait(20)

        def make(work, heard):
            qtbot.waitUntil(lambda: pool.activeThreadCount() == 0, timeout=20000)
            for _ in range(pool.maxThreadCount()):
                run_in_background("busy", busy, ended.append, ended.append)
            qtbot.waitUntil(lambda: len(begun) == pool.maxThreadCount(), timeout=5000)
            task = run_in_background("lost", work, heard, heard)
            pool.clear()
            return task

        make.go_on = go_on
        yield make
        go_on.set()
        qtbot.waitUntil(lambda: len(ended) == len(begun), timeout=20000)

    def test_its_work_is_done_all_the_same(self, lose, qgis_app, qtbot):
        heard, reported = [], []
        task = lose(lambda progress: progress.report(0.25) or threading.get_ident(), heard.append)
        task.progressChanged.connect(reported.append)
        qtbot.wait(2 * LOOK_AGAIN_MS + 500)
        assert heard == []  # no thread was idle: it might only wait
        lose.go_on.set()
        qtbot.waitUntil(lambda: bool(heard), timeout=10000)
        assert isinstance(heard[0], int)
        assert heard[0] != threading.main_thread().ident
        assert 25.0 in reported
        qtbot.waitUntil(lambda: qgis_app.taskManager().count() == 0, timeout=5000)
        qtbot.wait(100)
        assert len(heard) == 1

    def test_its_error_is_handed_over(self, lose, qtbot):
        heard = []

        def fail(progress):
            raise ValueError("broken")

        lose(fail, heard.append)
        lose.go_on.set()
        qtbot.waitUntil(lambda: bool(heard), timeout=10000)
        assert [type(problem) for problem in heard] == [ValueError]

    def test_it_can_be_stopped(self, lose, qtbot):
        heard, started = [], threading.Event()

        def endless(progress):
            started.set()
            while True:
                check(progress)

        task = lose(endless, heard.append)
        lose.go_on.set()
        qtbot.waitUntil(started.is_set, timeout=10000)
        task.stop()
        qtbot.waitUntil(lambda: bool(heard), timeout=5000)
        assert [type(problem) for problem in heard] == [Cancelled]

    def test_cancelled_in_the_list_of_qgis_it_says_so_once(self, lose, qtbot):
        heard, started, go_on = [], threading.Event(), threading.Event()

        def work(progress):
            started.set()
            go_on.wait(20)

        task = lose(work, heard.append)
        lose.go_on.set()
        qtbot.waitUntil(started.is_set, timeout=10000)
        with pytest.MonkeyPatch.context() as patch:
            broken = []
            patch.setattr(threading, "excepthook", broken.append)
            task.cancel()
            qtbot.waitUntil(lambda: sip.isdeleted(task), timeout=5000)
            go_on.set()
            qtbot.wait(300)
        assert [type(problem) for problem in heard] == [Cancelled]
        assert broken == []
