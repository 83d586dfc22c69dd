# SPDX-License-Identifier: GPL-2.0-or-later
"""What a worker process runs before any work. Nothing here may import numpy: ``begin`` sets it up."""

from __future__ import annotations

import os
import sys
import threading
from multiprocessing import parent_process
from multiprocessing.context import SpawnProcess

_starting = threading.Lock()
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


class WorkerProcess(SpawnProcess):
    """A fresh interpreter that does not run the main program of its parent again.

    ``multiprocessing`` re-runs the parent's main module in the child. In QGIS there is none or it is somebody
    else's, and a script without a main guard would start everything anew; so while the child's start-up
    data are put together, the main module is one without a file.
    """

    def start(self) -> None:
        with _starting:
            main = sys.modules["__main__"].__dict__
            kept: dict[str, object] = {
                name: main.pop(name) for name in ("__file__", "__spec__") if name in main
            }
            main["__spec__"] = None
            try:
                super().start()
            finally:
                main.update(kept)


def begin() -> None:
    """Prepare this worker: one thread for linear algebra, libraries of QGIS in reach, an end in any case."""
    os.environ.update(dict.fromkeys(_ONE_THREAD, "1"))  # the processes themselves are the parallelism
    root = os.environ.get("OSGEO4W_ROOT")
    if root and hasattr(os, "add_dll_directory"):
        # On Windows extension modules find PROJ and GDAL there only because QGIS has already loaded them.
        os.add_dll_directory(os.path.join(root, "bin"))
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Wait for the parent's end: one that crashed could no longer end its workers."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
