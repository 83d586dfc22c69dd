# SPDX-License-Identifier: GPL-2.0-or-later
"""Arrays kept from run to run, under a hash of everything they are computed from."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from qgis.core import Qgis

from ..core.column_file import DamagedFileError, load_columns, save_columns
from ..core.memory import digest_of
from . import log
from .kept_files import KeptFiles
from .language import tr

LEAST_BYTES = 2**20
"""Arrays that take less are computed again as fast as they are read."""

_FIRST_LINE = b"service-points arrays 1\n"
_SUFFIX = ".arrays"
_CODE = Path(__file__).resolve().parents[1]


class KeptArrays:
    """The memory that ``core.memory.Memory`` asks for, in the profile.

    The key is a hash of the arrays given, to the last bit, and of the code and the versions of the plugin,
    numpy and GEOS that compute with them. So an entry can be missing, never stale, whatever
    happened to the layers; one that is damaged is removed and computed again.
    """

    def __init__(self, files: KeptFiles, version: str) -> None:
        self.files, self._version = files, version

    def recall(
        self, kind: str, of: Sequence[NDArray], make: Callable[[], dict[str, NDArray]]
    ) -> Mapping[str, NDArray]:
        """Return the arrays that ``make`` gives; of what was kept, ``of`` is all they depend on."""
        found = self.find(kind, of)
        if found is None:
            found = make()
            self.add(kind, of, found)
        return found

    def _name(self, kind: str, of: Sequence[NDArray]) -> str:
        return f"{digest_of((kind, *computing_versions(self._version)), of)}{_SUFFIX}"

    def find(self, kind: str, of: Sequence[NDArray]) -> dict[str, NDArray] | None:
        """Return what is kept; ``None`` when nothing is. What is damaged is removed."""
        path = self.files.find(self._name(kind, of))
        if path is None:
            return None
        try:
            return load_columns(path, _FIRST_LINE)[1]
        except (OSError, DamagedFileError) as problem:
            told = tr("What was kept in {path} cannot be used and is computed again: {reason}")
            log.warning(told.format(path=path, reason=problem))
            self.files.remove(path)
            return None

    def add(self, kind: str, of: Sequence[NDArray], made: Mapping[str, NDArray]) -> None:
        """Keep arrays that take some time. What cannot be written is only logged."""
        size = sum(column.nbytes for column in made.values())
        if size < LEAST_BYTES:
            return
        try:
            self.files.add(self._name(kind, of), size, lambda path: save_columns(path, _FIRST_LINE, {}, made))
        except OSError as problem:
            log.info(tr("Nothing is kept for the next run: {reason}").format(reason=problem))


def computing_versions(version: str) -> tuple[str, ...]:
    """Return what arrays depend on besides their input: the ``version`` of the plugin, those of numpy and
    GEOS, and the code."""
    return (version, np.__version__, Qgis.geosVersion(), _code_hash())


@lru_cache(maxsize=1)
def _code_hash() -> str:
    """Return a hash of the code that computes, so that a change of it never meets older arrays."""
    digest = hashlib.blake2b(digest_size=16)
    for folder in ("core/network", "core/analysis", "processing"):
        for path in sorted((_CODE / folder).glob("*.py")):
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()
