# SPDX-License-Identifier: GPL-2.0-or-later
"""Road graphs kept on disk from run to run, in the QGIS profile.

The key is a hash of everything the graph is made from: the positions, speeds and directions that were read,
the settings, and the code that builds it. Edits, filters, selections and barriers change what is read, so an
entry can be missing, never stale.
"""

from __future__ import annotations

import hashlib
from dataclasses import fields, is_dataclass
from functools import lru_cache, partial
from pathlib import Path

import numpy as np
from qgis.core import QgsApplication

from ..core.network import Metric, RoadGraph, RoadLines
from ..core.network.storage import GraphFileError, load_graph, save_graph
from . import log
from .kept_files import KeptFiles
from .language import say, tr
from .settings import settings

SMALLEST = 20_000
"""Edges from which a graph is worth keeping: smaller ones are built as fast as they are read."""

_SUFFIX = ".graph"
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
    """Graphs among the files that are kept."""

    def __init__(self, files: KeptFiles) -> None:
        self.files = files

    def load(self, key: str) -> RoadGraph | None:
        """Return the graph kept under ``key``; ``None`` when there is none. A damaged one is removed."""
        path = self.files.find(f"{key}{_SUFFIX}")
        if path is None:
            return None
        try:
            return load_graph(path)
        except GraphFileError as problem:
            log.warning(f"{say(problem.text)} {problem.details}")
            self.files.remove(path)
            return None

    def store(self, key: str, graph: RoadGraph) -> None:
        """Keep a graph, if it is not too large. What cannot be written is only logged."""
        try:
            self.files.add(f"{key}{_SUFFIX}", graph_bytes(graph), partial(save_graph, graph))
        except GraphFileError as problem:
            log.info(f"{say(problem.text)} {problem.details}")
        except OSError as problem:
            log.info(tr("The road graph is not kept for the next run: {reason}").format(reason=problem))


def graph_bytes(value: object) -> int:
    """Return the bytes of all arrays of a graph."""
    if isinstance(value, np.ndarray):
        return value.nbytes
    if isinstance(value, (tuple, list)):
        return sum(map(graph_bytes, value))
    if is_dataclass(value):
        return sum(graph_bytes(getattr(value, item.name)) for item in fields(value))
    return 0


def profile_files() -> KeptFiles | None:
    """Return what is kept in this QGIS profile; ``None`` when the person wants nothing kept."""
    limit = settings().graph_cache_mb * 2**20
    folder = Path(QgsApplication.qgisSettingsDirPath()) / "service_points" / "graphs"
    return KeptFiles(folder, limit) if limit > 0 else None
