# SPDX-License-Identifier: GPL-2.0-or-later
"""Processes for large analyses: how many, and which Python runs them."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from ..core.local_pool import LocalPool
from . import log
from .language import tr
from .settings import Settings

LEAST_POINTS = 1000
"""With fewer service points the start of the processes is not worth it."""

_MOST_BY_ITSELF = 4  # each holds the buffers of its own searches: up to 500 MB on the largest networks
_MOST = 60  # of Windows


@contextmanager
def executor_for(n_points: int) -> Iterator[LocalPool | None]:
    """Give processes for a run over ``n_points`` service points, or None where one is better or all there is.

    They start at once, since there is work to do before they are needed, and have ended when the block is
    left.
    """
    number = process_count(n_points, setting=Settings.load().processes, cores=_cores())
    python = python_program() if number > 1 else None
    if python is None:
        if number > 1:
            log.info(
                tr("No Python program was found beside QGIS, so the analysis runs in one process: slower.")
            )
        yield None
        return
    with LocalPool(python, number) as pool:
        pool.begin()
        yield pool


@contextmanager
def solver_process() -> Iterator[LocalPool | None]:
    """Give one process for work that cannot be interrupted, or None where there can be none.

    It starts when it is first given work, and has ended, at work or not, when the block is left.
    """
    python = None if Settings.load().processes == 1 else python_program()
    if python is None:
        yield None
        return
    with LocalPool(python, 1) as pool:
        yield pool


def process_count(n_points: int, *, setting: int, cores: int) -> int:
    """Return how many processes a run gets; ``setting`` 0 leaves it to us, 1 means never another one."""
    if n_points < LEAST_POINTS:
        return 1
    return min(setting, _MOST) if setting else min(cores, _MOST_BY_ITSELF)


def python_program(
    platform: str = sys.platform,
    executable: str | None = sys.executable,
    prefixes: Sequence[str] = (sys.exec_prefix, sys.base_exec_prefix),
    library: str = getattr(os, "__file__", ""),
) -> str | None:
    """Return the Python to start processes with, or None.

    In QGIS ``sys.executable`` may be QGIS itself (Windows, macOS): started as Python, it would open another
    window. Or it is whatever Python comes first in the PATH (Linux), with other libraries than those QGIS
    uses. So the one beside the standard ``library`` in use is taken first, and only a file that is called
    python; whether it works is seen when it has started.
    """
    for candidate in _candidates(platform, Path(executable or ""), prefixes, Path(library)):
        if candidate.name.lower().startswith("python") and candidate.is_file():
            return str(candidate)
    return None


def _candidates(platform: str, executable: Path, prefixes: Sequence[str], library: Path) -> Iterator[Path]:
    folders, above = [Path(prefix) for prefix in prefixes], list(library.parents)
    if platform == "win32":
        folders = [*above[1:2], *folders]  # ``Lib/os.py`` of its folder
        for folder in folders:
            # The first of them opens no console window.
            yield from (folder / name for name in ("pythonw.exe", "python.exe", "python3.exe"))
        yield executable
        return
    names = (f"python3.{sys.version_info.minor}", "python3")
    for folder in above[2:3]:  # ``lib/python3.x/os.py`` of its prefix
        yield from (folder / "bin" / name for name in names)
    yield executable
    folders = [folder / "bin" for folder in folders]
    if platform == "darwin":
        folders = [executable.parent / "bin", executable.parent, *folders]
    for folder in folders:
        yield from (folder / name for name in names)
    yield Path("/usr/bin/python3")
    yield Path(shutil.which("python3") or "")


def _cores() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
