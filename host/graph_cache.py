# SPDX-License-Identifier: GPL-2.0-or-later
"""Road graphs kept on disk from run to run, in the QGIS profile.

The key is a hash of everything the graph is made from: the positions, speeds and directions that were read,
the settings, and the code that builds it. Edits, filters, selections and barriers change what is read, so an
entry can be missing, never stale. Whatever goes wrong with the disk, the run goes on without the cache.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from contextlib import suppress
from dataclasses import fields, is_dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from qgis.core import QgsApplication

from ..core.network import Metric, RoadGraph, RoadLines
from ..core.network.storage import GraphFileError, load_graph, save_graph
from . import log
from .language import say, tr
from .settings import settings

SMALLEST = 20_000
"""Edges from which a graph is worth keeping: smaller ones are built as fast as they are read."""

_SUFFIX = ".graph"
_ABANDONED_S = 86_400.0  # a file that was not finished for a day is left from a crash
_CODE = Path(__file__).resolve().parents[1] / "core" / "network"


def graph_key(lines: RoadLines, metric: Metric, tolerance_m: float, version: str) -> str:
    """Return the key of the graph of ``lines``; ``version``: of the plugin."""
    digest = hashlib.blake2b(digest_size=32)
    digest.update(repr((metric, float(tolerance_m), version, _code_hash())).encode())
    for item in fields(lines):
        array = np.ascontiguousarray(getattr(lines, item.name))
        digest.update(repr((item.name, array.dtype.str, array.shape)).encode())
        digest.update(array.data if array.size else b"")
    return digest.hexdigest()


@lru_cache(maxsize=1)
def _code_hash() -> str:
    """Return a hash of the code that builds graphs, so that a change of it never meets an older graph."""
    digest = hashlib.blake2b(digest_size=16)
    for path in sorted(_CODE.glob("*.py")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


class GraphCache:
    """Graphs in a folder of at most ``limit`` bytes; those not used for the longest time go first."""

    def __init__(self, folder: Path, limit: int) -> None:
        self.folder, self.limit = folder, limit

    def load(self, key: str) -> RoadGraph | None:
        """Return the graph kept under ``key``; ``None`` when there is none. A damaged one is removed."""
        path = self._path(key)
        if not path.is_file():
            return None
        try:
            graph = load_graph(path)
        except GraphFileError as problem:
            log.warning(f"{say(problem.text)} {problem.details}")
            self._remove(path)
            return None
        with suppress(OSError):  # a profile that may only be read
            os.utime(path)
        return graph

    def store(self, key: str, graph: RoadGraph) -> None:
        """Keep a graph, if it is not too large. What cannot be written is only logged."""
        size = graph_bytes(graph)
        if size > self.limit // 2:
            return
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._make_room(size)
            if shutil.disk_usage(self.folder).free < 2 * size:
                log.info(tr("The road graph is not kept for the next run: the disk is nearly full."))
                return
            save_graph(graph, self._path(key))  # beside, then renamed: another QGIS sees all of it or none
        except GraphFileError as problem:
            log.info(f"{say(problem.text)} {problem.details}")
        except OSError as problem:
            log.info(tr("The road graph is not kept for the next run: {reason}").format(reason=problem))

    def _make_room(self, size: int) -> None:
        """Remove the entries used longest ago until ``size`` more bytes fit, and what crashes left behind."""
        kept = []
        for path in self.folder.iterdir():
            found = _stat(path)
            if found is None:
                continue
            if path.suffix == _SUFFIX:
                kept.append((found.st_mtime, found.st_size, path))
            elif time.time() - found.st_mtime > _ABANDONED_S:
                self._remove(path)
        room = self.limit - size - sum(length for _, length, _ in kept)
        for _, length, path in sorted(kept):
            if room >= 0:
                break
            self._remove(path)
            room += length

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}{_SUFFIX}"

    def _remove(self, path: Path) -> None:
        try:
            path.unlink(missing_ok=True)
        except OSError as problem:  # another QGIS reads it, or the folder is read-only
            log.info(str(problem))


def _stat(path: Path) -> os.stat_result | None:
    """Return what is known of a file; ``None`` when another QGIS has just removed it."""
    try:
        return path.stat()
    except OSError:
        return None


def graph_bytes(value: object) -> int:
    """Return the bytes of all arrays of a graph."""
    if isinstance(value, np.ndarray):
        return value.nbytes
    if isinstance(value, (tuple, list)):
        return sum(map(graph_bytes, value))
    if is_dataclass(value):
        return sum(graph_bytes(getattr(value, item.name)) for item in fields(value))
    return 0


def profile_cache() -> GraphCache | None:
    """Return the cache of this QGIS profile; ``None`` when the person wants none."""
    limit = settings().graph_cache_mb * 2**20
    folder = Path(QgsApplication.qgisSettingsDirPath()) / "service_points" / "graphs"
    return GraphCache(folder, limit) if limit > 0 else None
