# SPDX-License-Identifier: GPL-2.0-or-later
"""One side of a comparison: ``child.py WORK JSON``. Prepares, then works once for every line it reads."""

from __future__ import annotations

import importlib
import json
import os
import resource
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
MARK = "@@"


def main() -> None:
    """Run the work that the command line names until there is nothing more to read."""
    # Neither this folder nor the root may hide modules of others: QGIS has a `processing` of its own.
    sys.path[:] = [p for p in sys.path if Path(p or ".").resolve() not in (HERE, HERE.parent)]
    job = json.loads(sys.argv[2])
    sys.path.append(str(_plugins(Path(job["folder"]))))
    room, name = sys.argv[1].split(".")
    work = getattr(importlib.import_module(f"service_points.benchmarks.work_{room}"), name)(job)
    print(MARK + json.dumps({"peak_mb": peak_mb()}), flush=True)
    for _ in sys.stdin:
        start, cpu = time.perf_counter(), time.process_time()
        said = work()
        measured = {"seconds": time.perf_counter() - start, "cpu": time.process_time() - cpu, **said}
        print(MARK + json.dumps({**measured, "peak_mb": peak_mb()}), flush=True)
    os._exit(0)  # QGIS's own exit handlers are not what is measured


def _plugins(folder: Path) -> Path:
    """Return a folder in which the plugin has its own name, as in QGIS: its own processes look there."""
    plugins = folder / "plugins"
    plugins.mkdir()
    (plugins / "service_points").symlink_to(HERE.parent, target_is_directory=True)
    return plugins


def peak_mb() -> float:
    """Return the peak memory of this process in MB.

    ``ru_maxrss`` will not do on Linux: a new process inherits that of the one that started it.
    """
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


if __name__ == "__main__":
    main()
