# SPDX-License-Identifier: GPL-2.0-or-later
"""Run inside QGIS by ``--code``: what the plugin added to its start, and how long it takes, started again."""

import os
import sys
import time
from statistics import median

import qgis.utils
from driving import drive

NAME = "service_points"
CYCLES = int(os.environ["DRIVE_CYCLES"])


def started_again():
    """Milliseconds of this thread's work, and of the clock, from loading the plugin to its last entry."""
    qgis.utils.unloadPlugin(NAME)
    wall, work = time.perf_counter(), time.thread_time()
    if not (qgis.utils.loadPlugin(NAME) and qgis.utils.startPlugin(NAME)):
        raise RuntimeError("the plugin did not start")
    return 1000 * (time.thread_time() - work), 1000 * (time.perf_counter() - wall)


def left_after_use():
    """The jobs that Python still has after all were imported and the plugin was switched off."""
    from service_points.processing.provider import ALGORITHMS

    for algorithm in ALGORITHMS:
        algorithm().job  # noqa: B018  (imported by being asked for)
    qgis.utils.unloadPlugin(NAME)
    return sorted(name for name in sys.modules if name.startswith(NAME) and hasattr(sys.modules[name], "run"))


def facts():
    loaded = sorted(name for name in sys.modules if name.split(".")[0] == NAME)
    first = 1000 * float(qgis.utils.plugin_times[NAME].rstrip("s"))
    again = [started_again() for _ in range(CYCLES)]
    return {
        "ours": loaded,
        "first_ms": first,
        "work_ms": median(work for work, _ in again),
        "wall_ms": median(wall for _, wall in again),
        "left": left_after_use(),
        "plugins": dict(qgis.utils.plugin_times),
    }


drive(facts)
