# SPDX-License-Identifier: GPL-2.0-or-later
"""Background work: one answer, on the main thread, also when it fails or is cancelled."""

import threading
import time

import pytest
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject
from service_points.core.errors import Cancelled
from service_points.core.progress import check
from service_points.host.tasks import TaskGroup, run_in_background


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
