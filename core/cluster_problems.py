# SPDX-License-Identifier: GPL-2.0-or-later
"""What can go wrong on a cluster, from the engine's exceptions to what a person is told."""

from __future__ import annotations

import sys
from concurrent.futures import CancelledError
from typing import Any

import numpy as np

from .cluster_words import LOST, NO_NUMPY, OTHER_NUMPY, OTHER_PYTHON, UNFIT, WORKERS_DIED
from .errors import ServicePointsError
from .remote import Unfit
from .text import Text


class ClusterError(ServicePointsError):
    """A cluster cannot be used, or was lost at work."""


def problem_of(problem: BaseException, address: str) -> BaseException:
    """Return what to raise for what came from the engine, or from the work itself."""
    if isinstance(problem, (ServicePointsError, MemoryError)):
        return problem
    kind = type(problem).__name__  # the engine's classes change their places between versions
    if kind == "KilledWorker":
        return ClusterError(WORKERS_DIED.format(address=address), str(problem))
    if isinstance(problem, (Unfit, ImportError)):
        return ClusterError(UNFIT.format(address=address), str(problem))
    from_engine = type(problem).__module__.startswith("distributed") or kind == "TimeoutError"
    if from_engine or isinstance(problem, (CancelledError, OSError)):
        return ClusterError(LOST.format(address=address), f"{kind}: {problem}")
    return problem


def unlike(versions: dict[str, Any], worker: str) -> Text | None:
    """Return why results of a worker could differ from those of this computer; ``versions`` of Dask."""
    python = str(versions["host"]["python"])
    own = f"{sys.version_info[0]}.{sys.version_info[1]}"
    if not python.startswith(f"{own}."):
        there = ".".join(python.split(".")[:2])
        return OTHER_PYTHON.format(worker=worker, there=there, here=own)
    numpy = versions["packages"].get("numpy")
    if numpy is None:
        return NO_NUMPY.format(worker=worker, here=np.__version__)
    if numpy != np.__version__:
        return OTHER_NUMPY.format(worker=worker, there=numpy, here=np.__version__)
    return None
