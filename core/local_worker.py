# SPDX-License-Identifier: GPL-2.0-or-later
"""What a worker process runs before any work. Nothing here may import numpy: ``begin`` sets it up."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing import parent_process, spawn
from multiprocessing.context import SpawnProcess

_starting = threading.Lock()
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


@contextmanager
def started_with(python: str) -> Iterator[None]:
    """Let ``multiprocessing`` start its processes with ``python``, and without the parent's main program.

    It would run the parent's main module again in the child. In QGIS there is none or it is somebody else's,
    and a script without a main guard would do all its work anew; so while a process starts, the main module
    is one without a file. Which program is started is one setting for all, hence put back at once too.
    """
    with _starting:
        main, former = sys.modules["__main__"].__dict__, spawn.get_executable()
        kept: dict[str, object] = {name: main.pop(name) for name in ("__file__", "__spec__") if name in main}
        main["__spec__"] = None
        spawn.set_executable(python)
        try:
            yield
        finally:
            spawn.set_executable(former)
            main.update(kept)


class WorkerProcess(SpawnProcess):
    """A process that ``python`` runs."""

    python = ""

    def start(self) -> None:
        with started_with(self.python):
            super().start()


def begin() -> None:
    """Prepare this worker: one thread for linear algebra, libraries of QGIS in reach, an end in any case."""
    os.environ.update(dict.fromkeys(_ONE_THREAD, "1"))  # the processes themselves are the parallelism
    root = os.environ.get("OSGEO4W_ROOT")
    if root and hasattr(os, "add_dll_directory"):
        # On Windows extension modules find PROJ and GDAL there only because QGIS has already loaded them.
        with suppress(OSError):  # a variable that another installation left
            os.add_dll_directory(os.path.join(root, "bin"))
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Wait for the parent's end: one that crashed could no longer end its workers."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
