# SPDX-License-Identifier: GPL-2.0-or-later
"""The last good copies of shared layers, for the days when their service does not answer.

A copy is a GeoPackage with one table and, in GDAL's metadata, the reading it was made from. It is written
under another name and takes its own, with the moment in it, when it is whole: a copy that a project shows is
never written to, nor replaced.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timezone
from pathlib import Path

from osgeo import gdal

from ..file_moves import let_go, remove_left, replace_file
from ..store.gdal_calls import GdalFailure, gdal_failures, gdal_failures_ignored, open_dataset
from ..store.problems import unwritable
from .reading import Reading, State

TABLE = "shared_layer"
_READING = "service_points_reading"
_KEPT = 2
_ABANDONED_S = 86_400.0


@dataclass(frozen=True)
class Copy:
    """A copy that is there: its file, whose table is ``TABLE``, and the reading it was made from."""

    path: Path
    reading: Reading


class Copies:
    """The copies in a folder, by the keys of their layers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def find(self, key: str) -> Copy | None:
        """Return the last good copy of a layer; ``None`` without one. A damaged file is passed over."""
        return next(self._known(key), None)

    def begin(self, key: str) -> Path:
        """Return where to write a new copy. Raises ``StoreError`` where the folder cannot be written."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            for left in self.folder.glob("*.part*"):
                if time.time() - left.stat().st_mtime > _ABANDONED_S:
                    left.unlink(missing_ok=True)
        except OSError as error:
            raise unwritable(self.folder, str(error)) from error
        return self.folder / f"{key}.{os.getpid()}.part.gpkg"

    def adopt(self, part: Path, key: str, reading: Reading) -> Copy:
        """Make what was written the last good copy, once it is known to be whole; older ones go but for one.

        What was read of a layer that is not complete gets another name, which ``find`` does not know: it must
        not take a good one's place. So does what has fewer records than the last one, where the service does
        not say how many there are: nobody knows whether the rest is gone or did not come.

        Raises ``StoreError``.
        """
        moment = reading.taken_at.astimezone(timezone.utc).strftime("%Y%m%dT%H%M%SZ")
        stem = f"{key}.incomplete" if self._is_less(key, reading) else key
        target = self.folder / f"{stem}-{moment}.gpkg"
        try:
            with gdal_failures() as failures:
                data = open_dataset(part, gdal.OF_UPDATE)
                failures.check(data is None)
                if data is not None:
                    data.SetMetadataItem(_READING, reading.to_json())
                del data
            if _reading_of(part) != reading:
                raise unwritable(target, "the copy does not read back as it was written")
            replace_file(part, target)
        except (GdalFailure, OSError) as error:
            let_go(error)
            raise unwritable(target, str(error)) from error
        finally:
            self.drop(part)
        for old in list(self._files(stem))[_KEPT:]:
            with suppress(OSError):  # another QGIS shows it
                old.unlink()
                old.with_name(f"{old.name}.aux.xml").unlink(missing_ok=True)  # GDAL 3.10 writes one
        return Copy(target, reading)

    def _is_less(self, key: str, reading: Reading) -> bool:
        if reading.state is not State.UNVERIFIED:
            return reading.state is State.INCOMPLETE
        last = self.find(key)
        return last is not None and reading.received < last.reading.received

    def drop(self, part: Path) -> None:
        """Remove what was not finished."""
        for each in (part, *part.parent.glob(f"{part.name}[-.]*")):
            remove_left(each)

    def _files(self, key: str) -> Iterator[Path]:
        yield from sorted(self.folder.glob(f"{key}-*Z.gpkg"), reverse=True)

    def _known(self, key: str) -> Iterator[Copy]:
        for path in self._files(key):
            reading = _reading_of(path)
            if reading is not None:
                yield Copy(path, reading)


def _reading_of(path: Path) -> Reading | None:
    """Return what a copy says of itself, if its table has as many records; ``None`` for anything else."""
    reading, count = None, -1
    with gdal_failures_ignored():
        data = open_dataset(path, gdal.OF_READONLY)
        layer = None if data is None else data.GetLayerByName(TABLE)
        if data is not None and layer is not None:
            reading, count = Reading.from_json(data.GetMetadataItem(_READING)), layer.GetFeatureCount()
    return reading if reading is not None and reading.received == count else None
