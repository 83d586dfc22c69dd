# SPDX-License-Identifier: GPL-2.0-or-later
"""Background work: one answer, on the main thread, also when it fails or is cancelled."""

import threading

from service_points.core.errors import Cancelled
from service_points.core.progress import check
from service_points.host.tasks import run_in_background


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
