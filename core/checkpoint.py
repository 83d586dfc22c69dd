# SPDX-License-Identifier: GPL-2.0-or-later
"""Finished parts of a long run in a folder, so that the run goes on where it was stopped.

Each part is a file of its own, written beside and then renamed: a run that is killed loses what it was
computing, nothing else. A run has a folder of its own, named by a hash of everything its parts depend on, so
a part can be missing, never stale.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from .column_file import Column, DamagedFileError, load_columns, save_columns
from .errors import ServicePointsError
from .memory import digest_of
from .text import Text

_FIRST_LINE = b"service-points part 1\n"
_SUFFIX = ".part"
_PREFIX = "service-points-"
_NAME_LENGTH = 16


class CheckpointError(ServicePointsError):
    """A finished part cannot be kept."""


class Parts:
    """The parts of one run, numbered from 0 in the order in which they are finished."""

    def __init__(self, folder: Path, digest: str) -> None:
        self.folder, self._digest = folder, digest

    def count(self) -> int:
        """Return how many parts seem to be there."""
        number = 0
        while self._path(number).is_file():
            number += 1
        return number

    def finished(self) -> Iterator[dict[str, Column]]:
        """Yield the parts from the first to the last before one is missing or not as it was written."""
        number = 0
        while True:
            try:
                facts, columns = load_columns(self._path(number), _FIRST_LINE)
            except (OSError, DamagedFileError):
                return
            if facts != self._facts(number):
                return
            yield columns
            number += 1

    def add(self, number: int, columns: Mapping[str, Column]) -> None:
        """Keep a part. Raises ``CheckpointError`` when that fails."""
        try:
            save_columns(self._path(number), _FIRST_LINE, self._facts(number), columns)
        except OSError as problem:
            raise CheckpointError(
                _NOT_KEPT.format(folder=self.folder.parent, reason=problem.strerror or problem)
            ) from problem

    def _path(self, number: int) -> Path:
        return self.folder / f"{number:06d}{_SUFFIX}"

    def _facts(self, number: int) -> dict[str, object]:
        return {"run": self._digest, "part": number}


class Checkpoint:
    """A folder for stopped runs. ``version``: of all that computes; parts of another one are not used.

    One run at a time may use it: the caller sees to that.
    """

    def __init__(self, folder: Path, version: Sequence[str]) -> None:
        self.folder, self._version = folder, version
        self._used: list[Path] = []

    def parts(self, kind: str, of: Sequence[Column]) -> Parts:
        """Return the parts of the run that is ``kind`` and depends on the arrays ``of`` and nothing else.

        What was being written when a run was killed is removed. Raises ``CheckpointError``.
        """
        digest = digest_of((kind, *self._version), of)
        folder = self.folder / f"{_PREFIX}{kind}-{digest[:_NAME_LENGTH]}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for path in folder.iterdir():
                if path.suffix.startswith(_SUFFIX) and path.suffix != _SUFFIX:
                    path.unlink()
        except OSError as problem:
            raise CheckpointError(
                _NOT_KEPT.format(folder=self.folder, reason=problem.strerror or problem)
            ) from problem
        self._used.append(folder)
        return Parts(folder, digest)

    def others(self) -> list[str]:
        """Return the names of the runs in the folder of which no part has been asked for."""
        used = {path.name for path in self._used}
        with suppress(OSError):
            return sorted(
                path.name
                for path in self.folder.iterdir()
                if path.name.startswith(_PREFIX) and path.is_dir() and path.name not in used
            )
        return []

    def has_parts(self) -> bool:
        """Return whether a part of this run is kept."""
        return any(path.suffix == _SUFFIX for folder in self._used for path in folder.iterdir())

    def clear(self) -> None:
        """Remove the parts of this run: it has come to its end."""
        for folder in self._used:
            shutil.rmtree(folder, ignore_errors=True)
        self._used.clear()


_NOT_KEPT = Text(
    "What has been computed cannot be kept in {folder}: {reason}. The run stops here, so that hours of "
    "work are not lost later; what was kept before is intact. Free space on that disk, or check your rights "
    "in the folder, then run again with the same inputs and parameters: the run goes on where it stopped.",
    "Ce qui a été calculé ne peut être conservé dans {folder}\u00a0: {reason}. Le traitement s’arrête "
    "ici pour que des heures de calcul ne soient pas perdues plus tard; ce qui a été conservé est intact. "
    "Libérez de l’espace sur ce disque, ou vérifiez vos droits dans le dossier, puis relancez le traitement "
    "avec les mêmes entrées et paramètres\u00a0: il reprendra là où il s’est arrêté.",
)
