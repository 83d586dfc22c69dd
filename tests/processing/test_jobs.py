# SPDX-License-Identifier: GPL-2.0-or-later
"""What an algorithm does is imported when it first runs: in its task’s thread, from the module beside it."""

import subprocess
import sys

PROGRAM = """
import gc, importlib, importlib.util, pkgutil, sys, threading
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QObject
root, = sys.argv[1:]
application = QgsApplication([], False)
spec = importlib.util.spec_from_file_location(
    "service_points", root + "/__init__.py", submodule_search_locations=[root]
)
sys.modules["service_points"] = package = importlib.util.module_from_spec(spec)
spec.loader.exec_module(package)
from service_points import processing
from service_points.processing import provider

before = {id(each) for each in gc.get_objects() if isinstance(each, QObject)}
jobs = [each for each in pkgutil.iter_modules(processing.__path__, "service_points.processing.")]
thread = threading.Thread(target=lambda: [importlib.import_module(each.name) for each in jobs])
thread.start()
thread.join()
made = [each for each in gc.get_objects() if isinstance(each, QObject) and id(each) not in before]
print(len(jobs), [repr(each) for each in made])
"""


def test_importing_in_a_thread_makes_nothing_that_belongs_to_one(repository, tmp_path):
    """A QObject belongs to the thread that made it, and this thread ends with the task."""
    program = [sys.executable, "-c", PROGRAM, str(repository)]
    done = subprocess.run(program, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == 0, done.stderr
    count, made = done.stdout.splitlines()[-1].split(" ", 1)
    assert int(count) > 100
    assert made == "[]"


def test_every_algorithm_has_a_job():
    from service_points.processing.provider import ALGORITHMS

    jobs = {algorithm.ID: algorithm().job for algorithm in ALGORITHMS}
    assert [name for name, job in jobs.items() if not callable(getattr(job, "run", None))] == []
