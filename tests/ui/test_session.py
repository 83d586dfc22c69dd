# SPDX-License-Identifier: GPL-2.0-or-later
"""The open store is shown as it is now, in whatever order the background hands its answers back."""

import threading

import pytest
from service_points.core.errors import Cancelled
from service_points.host import tasks
from service_points.ui import session as module


class Held:
    """A check of which the first is held up until a later one is through, or until it is told to stop."""

    def __init__(self):
        self.real, self.calls, self.later_is_through = module.check_store, 0, threading.Event()
        self.results, self.lock = [], threading.Lock()

    def __call__(self, path, progress):
        with self.lock:
            self.calls += 1
            is_first = self.calls == 1
        checked = self.real(path, progress)
        if not is_first:
            self.results.append(checked)
            self.later_is_through.set()
            return checked
        while not self.later_is_through.wait(0.02):
            if progress.is_cancelled():
                raise Cancelled
        return checked


@pytest.fixture
def held(monkeypatch):
    made = Held()
    monkeypatch.setattr(module, "check_store", made)
    yield made
    made.later_is_through.set()


def test_a_late_check_of_what_was_before_is_not_shown(panel, mistakes, held, qtbot):
    """Saved twice in a row, the first check may take longer than the second: it knows only the first."""
    session, shown = panel.session, []
    session.checked_anew.connect(lambda: shown.append(session.checked))
    with qtbot.waitSignal(session.opened, timeout=60000):
        panel.open_store(str(mistakes))
    qtbot.waitUntil(lambda: held.calls == 1, timeout=60000)
    session.read_again()
    qtbot.waitUntil(lambda: held.calls > 1 and not tasks._running, timeout=60000)
    assert shown == held.results
    assert session.checked is held.results[0]


def test_reading_again_twice_reads_once_more(panel, mistakes, qtbot):
    """The second asks for all that the first would have said: the first says nothing."""
    session, said = panel.session, []
    with qtbot.waitSignals([session.checked_anew, session.changes_counted], timeout=60000):
        panel.open_store(str(mistakes))
    for name in ("reread", "checked_anew", "changes_counted"):
        getattr(session, name).connect(lambda name=name: said.append(name))
    session.read_again()
    session.read_again()
    qtbot.waitUntil(lambda: not tasks._running, timeout=60000)
    assert sorted(said) == ["changes_counted", "checked_anew", "reread"]
