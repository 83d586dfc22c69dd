# SPDX-License-Identifier: GPL-2.0-or-later
"""Work for the main thread, asked for from elsewhere."""

import threading

import pytest
from service_points.host.main_thread import on_main_thread
from service_points.host.tasks import run_in_background


def test_on_the_main_thread_it_is_done_at_once(qgis_app):
    assert on_main_thread(threading.get_ident) == threading.main_thread().ident


def test_from_another_thread_it_is_done_on_the_main_one(qgis_app, qtbot):
    seen = []
    run_in_background(
        "work",
        lambda progress: (threading.get_ident(), on_main_thread(threading.get_ident)),
        seen.append,
        seen.append,
    )
    qtbot.waitUntil(lambda: bool(seen), timeout=5000)
    worker, where = seen[0]
    assert where == threading.main_thread().ident != worker


def test_an_error_comes_back_to_whoever_asked(qgis_app, qtbot):
    seen = []

    def fail():
        raise ValueError("broken")

    def work(progress):
        with pytest.raises(ValueError, match="broken"):
            on_main_thread(fail)
        return "heard"

    run_in_background("work", work, seen.append, seen.append)
    qtbot.waitUntil(lambda: bool(seen), timeout=5000)
    assert seen == ["heard"]
