# SPDX-License-Identifier: GPL-2.0-or-later
"""Work in order, whoever does it: here or by an executor that may be slow, broken or asked to stop."""

import threading
import time
from concurrent.futures import BrokenExecutor, Future, ThreadPoolExecutor

import pytest
from service_points.core.errors import Cancelled, InputError
from service_points.core.parallel import in_order
from service_points.core.progress import Silent
from service_points.core.text import Text


class Watcher(Silent):
    """Remembers what was reported; asks to stop when ``stop`` is set."""

    def __init__(self):
        self.stop, self.fractions, self.texts = False, [], []

    def is_cancelled(self):
        return self.stop

    def report(self, fraction, text=None):
        self.fractions.append(fraction)
        self.texts += [] if text is None else [text]


class Threads(ThreadPoolExecutor):
    """A standard executor that shares nothing in particular; it counts what is under way."""

    in_flight = 16

    def __init__(self):
        super().__init__(3)
        self.under_way, self.most = 0, 0

    def share(self, value, progress):
        return value

    def submit(self, fn, /, *args):
        self.under_way += 1
        self.most = max(self.most, self.under_way)
        return super().submit(fn, *args)


class Broken(Threads):
    """Loses its workers after ``good`` tasks."""

    def __init__(self, good, problem):
        super().__init__()
        self.good, self.problem = good, problem

    def submit(self, fn, /, *args):
        if self.good:
            self.good -= 1
            return super().submit(fn, *args)
        future = Future()
        future.set_exception(self.problem)
        return future


class Unable(Threads):
    def share(self, value, progress):
        raise BrokenExecutor


def add(shared, task, progress):
    progress.report(0.5)
    return shared + task


def late_first(shared, task, progress):
    time.sleep(0.05 if task % 7 == 0 else 0)
    return task


def test_here_with_smooth_progress():
    watcher = Watcher()
    assert list(in_order(add, 100, [1, 2, 3, 4], executor=None, progress=watcher)) == [101, 102, 103, 104]
    assert watcher.fractions == [0.125, 0.375, 0.625, 0.875]


def test_by_others_in_order_with_progress_per_task():
    watcher = Watcher()
    with Threads() as threads:
        found = list(in_order(late_first, None, list(range(40)), executor=threads, progress=watcher))
    assert found == list(range(40))
    assert watcher.fractions == [(i + 1) / 40 for i in range(40)]


def test_few_tasks_are_under_way_however_many_there_are():
    with Threads() as threads:
        for _ in in_order(add, 0, list(range(200)), executor=threads, progress=Silent()):
            threads.under_way -= 1
    assert threads.most <= 17


def test_nothing_to_do_asks_nobody():
    assert list(in_order(add, 0, [], executor=Unable(), progress=Silent())) == []


@pytest.mark.parametrize("good", [0, 1, 20])
@pytest.mark.parametrize("problem", [BrokenExecutor(), MemoryError(), OSError(28, "No space left")])
def test_the_rest_is_done_here_when_the_others_are_lost(good, problem):
    watcher = Watcher()
    with Broken(good, problem) as threads:
        found = list(in_order(add, 0, list(range(40)), executor=threads, progress=watcher))
    assert found == list(range(40))
    assert [isinstance(text, Text) for text in watcher.texts] == [True]
    assert watcher.fractions == sorted(watcher.fractions)


def test_without_workers_all_is_done_here():
    watcher = Watcher()
    assert list(in_order(add, 1, [1, 2], executor=Unable(), progress=watcher)) == [2, 3]
    assert len(watcher.texts) == 1


def test_an_error_of_the_work_is_an_error():
    def refuse(shared, task, progress):
        raise InputError(Text("no", "non"))

    with Threads() as threads, pytest.raises(InputError):
        list(in_order(refuse, 0, [1], executor=threads, progress=Silent()))


def test_cancel_while_waiting_for_others():
    watcher, going_on = Watcher(), threading.Event()

    def long(shared, task, progress):
        going_on.wait(30)

    with Threads() as threads:
        threading.Timer(0.3, lambda: setattr(watcher, "stop", True)).start()
        start = time.monotonic()
        with pytest.raises(Cancelled):
            list(in_order(long, 0, list(range(40)), executor=threads, progress=watcher))
        assert time.monotonic() - start < 1.5
        going_on.set()
    assert threads.most <= 17


def test_a_consumer_that_stops_early_leaves_nothing_waiting():
    done = []

    def note(shared, task, progress):
        time.sleep(0.02)
        done.append(task)
        return task

    with Threads() as threads:
        results = in_order(note, 0, list(range(100)), executor=threads, progress=Silent())
        assert next(results) == 0
        results.close()
    assert len(done) < 10
