# SPDX-License-Identifier: GPL-2.0-or-later
"""Catchments computed by worker processes: the same bytes, a quick end, nothing left behind."""

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import BrokenExecutor
from pathlib import Path

import numpy as np
import pytest
from service_points.core.analysis import CatchmentOptions, Demand, Places, resumed
from service_points.core.errors import Cancelled
from service_points.core.local_pool import LocalPool
from service_points.core.network import build_graph
from service_points.core.parallel import in_order
from service_points.core.progress import Silent

HELPER = '''
"""Work of these tests, where worker processes find it."""
import os, signal, sys, time
from service_points.core.analysis.visits import visit

def without_scipy(visits, origins, progress):
    for name in ("scipy", "shapely"):
        assert name not in sys.modules or sys.modules[name] is None
        sys.modules[name] = None
    return visit(visits, origins, progress)

def end_in_the_middle(flag, task, progress):
    """The first process that comes to task 5 is killed, as by a system that is out of memory."""
    if task == 5 and not os.path.exists(flag):
        open(flag, "w").close()
        os.kill(os.getpid(), signal.SIGKILL)
    return task * task

def out_of_memory(flag, task, progress):
    if task == 3 and not os.path.exists(flag):
        open(flag, "w").close()
        raise MemoryError
    return task

def sleep(seconds, task, progress):
    time.sleep(seconds)

def environment(shared, task, progress):
    return os.environ["OPENBLAS_NUM_THREADS"], os.getpid(), hasattr(sys.modules["__main__"], "__file__")
'''

PLAIN_SCRIPT = """
import os, signal, sys, tempfile
sys.path.insert(0, {folder!r})
tempfile.tempdir = {temp!r}
print("once")
import pool_helper
from service_points.core.local_pool import LocalPool
from service_points.core.parallel import in_order
from service_points.core.progress import SILENT
with LocalPool(sys.executable, 2) as pool:
    found = list(in_order(pool_helper.environment, 0, range(4), executor=pool, progress=SILENT))
    print(found[0][0], found[0][2], *sorted({{pid for _, pid, _ in found}}), flush=True)
    if "crash" in sys.argv:
        os.kill(os.getpid(), signal.SIGKILL)
"""


class Listener(Silent):
    """Asks to stop ``after`` seconds from now, or once a ``share`` is done; says when it did."""

    def __init__(self, after=np.inf, share=np.inf):
        self.due, self.share, self.since, self.texts = time.monotonic() + after, share, None, []

    def is_cancelled(self):
        if self.since is None and time.monotonic() >= self.due:
            self.since = time.monotonic()
        return self.since is not None

    def report(self, fraction, text=None):
        self.texts += [] if text is None else [text]
        if fraction >= self.share and self.since is None:
            self.since = time.monotonic()


@pytest.fixture(scope="module")
def importable(repository, tmp_path_factory):
    """Let workers find the package under its name, as the plugin folder of QGIS does, and the helper."""
    folder = tmp_path_factory.mktemp("path")
    (folder / "service_points").symlink_to(repository, target_is_directory=True)
    (folder / "pool_helper.py").write_text(HELPER)
    sys.path.insert(0, str(folder))
    yield folder
    sys.path.remove(str(folder))
    sys.modules.pop("pool_helper", None)


@pytest.fixture
def helper(importable):
    import pool_helper

    return pool_helper


@pytest.fixture
def temp(tmp_path, monkeypatch):
    """A temporary folder of this test alone."""
    folder = tmp_path / "temp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def pool(importable, temp):
    """Two workers; when the test is over, none of them and no file may be left."""
    pool = LocalPool(sys.executable, 2)
    yield pool
    pool.__exit__(None, None, None)
    nothing_left(pool, temp)


def nothing_left(pool, temp):
    processes = pool._context._started
    assert not [process.pid for process in processes if process.pid and is_alive(process.pid)]
    assert list(temp.iterdir()) == []


def is_alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.fixture(scope="module")
def case(make_streets, delaunay):
    """A town, 130 points in it (several chunks), and people with fractional weights."""
    streets = make_streets(24, seed=21)
    rng = np.random.default_rng(1)
    here, homes = rng.choice(len(streets.crossings), 130), rng.choice(len(streets.crossings), 300)
    limits = np.where(rng.random(130) < 0.2, 2.0, np.nan)
    places = Places(tuple(f"{i:03}" for i in range(130)), streets.crossings[here], limits)
    weights, wards = rng.random((300, 2)) * 90, rng.integers(0, 7, 300)
    demand = Demand(streets.crossings[homes], weights, ("people", "seniors"), wards)
    known = {}

    def triangulate(xy):
        """What scipy says the first time, remembered."""
        key = xy.tobytes()
        if key not in known:
            known[key] = delaunay(xy)
        return known[key]

    return build_graph(streets.lines(), metric="time"), places, demand, triangulate


def run(case, collect, *, overlap="overlap", **more):
    """Every byte that comes out, in its order."""
    graph, places, demand, triangulate = case
    options = CatchmentOptions((1.0, 3.0), overlap=overlap, access_speed_kmh=5.0)
    result, bands = collect(graph, places, demand, options, triangulate=triangulate, **more)
    arrays = [*vars(result).values(), *vars(result.strata).values()]
    return (
        [array.tobytes() for array in arrays if isinstance(array, np.ndarray)],
        result.totals,
        [(b.point, b.cutoff_from, b.cutoff_to, b.units_served, b.sums.tobytes(), b.wkb) for b in bands],
    )


def test_the_same_bytes_with_scipy_and_shapely_blocked(case, collect, pool, helper, monkeypatch):
    here = {overlap: run(case, collect, overlap=overlap) for overlap in ("overlap", "nearest")}
    assert len(here["overlap"][2]) == 260
    assert [len(answer[0]) for answer in here.values()] == [12 + 6] * 2  # of points and units, and of strata
    monkeypatch.setattr(resumed, "visit", helper.without_scipy)
    for name in [name for name in sys.modules if name.partition(".")[0] in ("scipy", "shapely")]:
        monkeypatch.setitem(sys.modules, name, None)
    for overlap, expected in here.items():
        listener = Listener()
        assert run(case, collect, overlap=overlap, executor=pool, progress=listener) == expected
        assert listener.texts == []  # nobody said that the processes failed
    assert len(pool._context._started) == 2


def test_a_killed_worker_is_replaced_by_this_process(pool, helper, tmp_path):
    listener = Listener()
    work = helper.end_in_the_middle
    found = list(in_order(work, str(tmp_path / "flag"), range(20), executor=pool, progress=listener))
    assert found == [task * task for task in range(20)]
    assert len(listener.texts) == 1
    assert "processes" in listener.texts[0].en
    assert "processus" in listener.texts[0].fr


def test_l9_a_worker_out_of_memory_is_replaced_by_this_process(pool, helper, tmp_path):
    listener = Listener()
    work = helper.out_of_memory
    assert list(in_order(work, str(tmp_path / "f"), range(9), executor=pool, progress=listener)) == [
        *range(9)
    ]
    assert len(listener.texts) == 1


def test_cancel_kills_workers_at_work(importable, temp, helper):
    listener = Listener(after=1.5)
    with pytest.raises(Cancelled), LocalPool(sys.executable, 2) as pool:
        list(in_order(helper.sleep, 60, range(40), executor=pool, progress=listener))
    assert time.monotonic() - listener.since < 2
    nothing_left(pool, temp)


@pytest.mark.parametrize("share", [0.2, 0.41, 0.6])
def test_cancel_of_catchments(case, collect, importable, temp, share):
    listener = Listener(share=share)
    with pytest.raises(Cancelled), LocalPool(sys.executable, 2) as pool:
        run(case, collect, executor=pool, progress=listener)
    assert time.monotonic() - listener.since < 2
    nothing_left(pool, temp)


def test_cancel_while_a_wrong_program_starts(importable, temp, tmp_path, helper):
    hung = tmp_path / "python3"
    hung.write_text("#!/bin/sh\nexec sleep 60\n")
    hung.chmod(0o755)
    listener = Listener(after=0.5)
    with pytest.raises(Cancelled), LocalPool(str(hung), 2) as pool:
        list(in_order(helper.sleep, 0, range(4), executor=pool, progress=listener))
    assert time.monotonic() - listener.since < 2
    nothing_left(pool, temp)


@pytest.mark.parametrize("program", ["exec sleep 60", "exit 3", None], ids=["hangs", "ends", "is not there"])
def test_a_wrong_program_is_found_out(importable, temp, tmp_path, helper, program):
    python = tmp_path / "python3"
    if program:
        python.write_text(f"#!/bin/sh\n{program}\n")
        python.chmod(0o755)
    from multiprocessing import spawn

    listener, before = Listener(), spawn.get_executable()
    with LocalPool(str(python), 2, start_seconds=0.5) as pool:
        assert [*in_order(helper.sleep, 0, range(3), executor=pool, progress=listener)] == [None] * 3
    assert len(listener.texts) == 1
    assert spawn.get_executable() == before
    nothing_left(pool, temp)


def test_workers_begun_early_are_those_that_work(importable, temp, helper):
    with LocalPool(sys.executable, 2) as pool:
        pool.begin()
        begun = [process.pid for process in pool._context._started]
        assert len(begun) == 2
        found = [*in_order(helper.sleep, 0, range(3), executor=pool, progress=Listener())]
        assert found == [None] * 3
        assert [process.pid for process in pool._context._started] == begun
    nothing_left(pool, temp)


def test_workers_begun_early_and_never_used_end(importable, temp):
    with LocalPool(sys.executable, 2) as pool:
        pool.begin()
        begun = [process.pid for process in pool._context._started]
    assert not any(is_alive(pid) for pid in begun)
    nothing_left(pool, temp)


def test_a_program_that_cannot_begin_is_told_of_when_work_is_given(importable, temp, tmp_path, helper):
    listener = Listener()
    with LocalPool(str(tmp_path / "python3"), 2, start_seconds=0.5) as pool:
        pool.begin()
        assert listener.texts == []
        assert [*in_order(helper.sleep, 0, range(3), executor=pool, progress=listener)] == [None] * 3
    assert len(listener.texts) == 1
    nothing_left(pool, temp)


def test_a_pool_that_was_never_used_starts_nothing(temp):
    with LocalPool(sys.executable, 2) as pool, pytest.raises(BrokenExecutor):
        pool.submit(len, ())
    nothing_left(pool, temp)
    assert pool._context._started == []


def test_a_script_without_a_main_guard_and_one_that_crashes(importable, temp, tmp_path):
    """The workers neither run the script again nor outlive it, and see one thread for linear algebra."""
    script = tmp_path / "plain.py"
    script.write_text(PLAIN_SCRIPT.format(folder=str(importable), temp=str(temp)))
    calm, crashed = (
        subprocess.run(
            [sys.executable, str(script), *more], capture_output=True, text=True, timeout=60, check=False
        )
        for more in ([], ["crash"])
    )
    assert calm.returncode == 0, calm.stderr
    assert crashed.returncode == -signal.SIGKILL
    for done in (calm, crashed):
        first, second = done.stdout.splitlines()
        assert first == "once"
        threads, main_run_again, *pids = second.split()
        assert (threads, main_run_again) == ("1", "False")
        deadline = time.monotonic() + 5
        while any(is_alive(int(pid)) for pid in pids) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not any(is_alive(int(pid)) for pid in pids)


def test_two_pools_at_once_in_threads(importable, temp, helper):
    """Two algorithms may run side by side in QGIS."""
    main, found = dict(sys.modules["__main__"].__dict__), {}

    def one(name):
        with LocalPool(sys.executable, 1) as pool:
            work = helper.environment
            found[name] = list(in_order(work, 0, range(3), executor=pool, progress=Silent()))

    threads = [threading.Thread(target=one, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert {len(answers) for answers in found.values()} == {3}
    assert not {pid for _, pid, _ in found["a"]} & {pid for _, pid, _ in found["b"]}
    assert os.getpid() not in {pid for answers in found.values() for _, pid, _ in answers}
    assert {name: sys.modules["__main__"].__dict__.get(name) for name in ("__file__", "__spec__")} == {
        name: main.get(name) for name in ("__file__", "__spec__")
    }
