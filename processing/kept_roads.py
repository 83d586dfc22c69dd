# SPDX-License-Identifier: GPL-2.0-or-later
"""Roads read from a plain file, kept for the next run under a hash of the file's content.

Only what ``plain_files`` reads is kept: a layer that is nothing but its file, without edits, filter,
selection or join. The file is hashed whole before it is read, so a changed file is another key, whatever its
size and time say. A file that changes meanwhile, was written a moment ago, or has changes to be undone is
read as ever.
"""

from __future__ import annotations

import glob
import hashlib
import json
import time
from pathlib import Path

import numpy as np
from osgeo import gdal
from qgis.core import (
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
)

from ..core.errors import Cancelled
from ..core.network.labels import Labels
from ..host.graph_cache import profile_files
from ..host.kept_arrays import KeptArrays
from ..host.resources import plugin_version
from .geometry import FloatArray, wgs84
from .plain_files import PlainFile
from .road_reader import Columns, RoadTable

SMALLEST = 8 * 2**20
"""Bytes from which a file is worth hashing."""

_SETTLED_NS = 2 * 10**9  # a second change within one tick of the clock would not show in the time
_BLOCK = 2**20
_LOG, _JOURNAL = "-wal", "-journal"  # of SQLite: what is to be added to the file, what is to be undone


class KeptRoads:
    """The road table of one file and the positions in degrees, as they were when the file was hashed."""

    def __init__(self, memory: KeptArrays, file: PlainFile, state: tuple[object, ...], key: str) -> None:
        self._memory, self._file, self._state, self._key = memory, file, state, key

    @classmethod
    def of(
        cls,
        file: PlainFile | None,
        columns: Columns,
        source: QgsProcessingFeatureSource,
        transforms: QgsCoordinateTransformContext,
        feedback: QgsProcessingFeedback,
    ) -> KeptRoads | None:
        """Return what is kept of a file, ``None`` where nothing is to be kept. Raises ``Cancelled``."""
        files = profile_files()
        state = None if file is None else _state(file.path)
        content = "" if file is None or files is None or state is None else _content(file.path, feedback)
        if not content:
            return None
        how = QgsCoordinateTransform(source.sourceCrs(), wgs84(), transforms)
        asked = (
            file.layer,
            file.driver,
            columns.numbers,
            columns.texts,
            source.sourceCrs().toWkt(),
            how.coordinateOperation(),
            how.instantiatedCoordinateOperationDetails().proj,
            gdal.VersionInfo(),
        )
        return cls(KeptArrays(files, plugin_version()), file, state, repr((asked, content)))

    def load(self) -> tuple[RoadTable, FloatArray] | None:
        """Return table and positions; ``None`` when they are not kept. The table has no positions then."""
        found = self._memory.find(self._key, [])
        if found is None:
            return None
        texts = json.loads(bytes(found["texts"]).decode("utf-8"))
        table = RoadTable(
            xy=np.empty((0, 2)),
            offsets=found["offsets"],
            owner=found["owner"],
            fids=found["fids"],
            kind=found["kind"],
            numbers={name: found[f"number {name}"] for name in json.loads(bytes(found["numbers"]))},
            texts={name: Labels(tuple(own), found[f"code {name}"]) for name, own in texts.items()},
            direct=True,
        )
        return table, found["lonlat"]

    def store(self, table: RoadTable, lonlat: FloatArray) -> None:
        """Keep what was read, if it came from the file and the file is still the one that was hashed."""
        if not table.direct or _state(self._file.path) != self._state:
            return
        texts = {name: labels.texts for name, labels in table.texts.items()}
        self._memory.add(
            self._key,
            [],
            {
                "lonlat": lonlat,
                "offsets": table.offsets,
                "owner": table.owner,
                "fids": table.fids,
                "kind": table.kind,
                "numbers": _bytes(list(table.numbers)),
                "texts": _bytes(texts),
                **{f"number {name}": values for name, values in table.numbers.items()},
                **{f"code {name}": labels.code for name, labels in table.texts.items()},
            },
        )


def _bytes(value: object) -> np.ndarray:
    return np.frombuffer(json.dumps(value).encode("utf-8"), np.uint8)


def _content(path: Path, feedback: QgsProcessingFeedback) -> str:
    """Return a hash of all bytes of a layer's file, empty when they cannot be read. Raises ``Cancelled``."""
    digest = hashlib.sha256()
    try:
        for part in _parts(path):
            digest.update(repr((part.suffix, part.stat().st_size)).encode())
            with part.open("rb") as stream:
                while block := stream.read(_BLOCK):
                    if feedback.isCanceled():
                        raise Cancelled
                    digest.update(block)
    except OSError:
        return ""
    return digest.hexdigest()


def _parts(path: Path) -> list[Path]:
    """Return the files that say what is in a layer's file: a shapefile has several of one name, and what was
    last committed to a GeoPackage may be in its write-ahead log."""
    if path.suffix.lower() != ".shp":
        log = path.with_name(path.name + _LOG)
        return [path, log] if _size(log) else [path]
    return sorted(each for each in path.parent.glob(f"{glob.escape(path.stem)}.*") if each.is_file())


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _state(path: Path) -> tuple[object, ...] | None:
    """Return size and time of the parts of a file; ``None`` when it is small or may be about to change."""
    try:
        found = [(part.name, part.stat()) for part in _parts(path)]
        undo = _size(path.with_name(path.name + _JOURNAL))
    except OSError:  # gone meanwhile, or not ours to look at
        return None
    if undo or sum(stat.st_size for _, stat in found) < SMALLEST:
        return None
    if any(time.time_ns() - stat.st_mtime_ns < _SETTLED_NS for _, stat in found):
        return None
    return tuple((name, stat.st_size, stat.st_mtime_ns, stat.st_ino) for name, stat in found)
