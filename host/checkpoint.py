# SPDX-License-Identifier: GPL-2.0-or-later
"""The folder in which a long run keeps what is finished: one run at a time, also after a crash."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qgis.PyQt.QtCore import QLockFile

from ..core.checkpoint import Checkpoint, CheckpointError
from ..core.text import Text
from .kept_arrays import computing_versions
from .resources import plugin_version

LOCK = "service-points.lock"


@contextmanager
def checkpoint_in(folder: Path) -> Iterator[Checkpoint]:
    """Give the checkpoint in ``folder``, which is made when it is not there, for this run alone.

    The lock of a process of this computer that was killed does not count. Raises ``CheckpointError``.
    """
    try:
        folder.mkdir(exist_ok=True)
    except OSError as problem:
        raise CheckpointError(_NO_FOLDER.format(folder=folder, reason=problem.strerror)) from problem
    lock = QLockFile(str(folder / LOCK))
    lock.setStaleLockTime(0)  # however long a run takes
    if not lock.tryLock(0):
        if lock.error() == QLockFile.LockError.LockFailedError:
            raise CheckpointError(_IN_USE.format(folder=folder, lock=LOCK))
        raise CheckpointError(_NOT_WRITABLE.format(folder=folder))
    try:
        yield Checkpoint(folder, computing_versions(plugin_version()))
    finally:
        lock.unlock()


_NO_FOLDER = Text(
    "The checkpoint folder {folder} cannot be used: {reason}. Choose a folder in which you may write.",
    "Le dossier de reprise {folder} est inutilisable\u00a0: {reason}. Choisissez un dossier où vous "
    "pouvez écrire.",
)
_NOT_WRITABLE = Text(
    "Nothing can be written into the checkpoint folder {folder}. Choose a folder in which you may write, "
    "on a disk with free space.",
    "Impossible d’écrire dans le dossier de reprise {folder}. Choisissez un dossier où vous pouvez "
    "écrire, sur un disque où il reste de l’espace.",
)
_IN_USE = Text(
    "Another run uses the checkpoint folder {folder}. Wait until it has ended, or choose another folder. "
    "If it was on another computer that crashed, delete the file {lock} in the folder.",
    "Un autre traitement utilise le dossier de reprise {folder}. Attendez qu’il se termine ou choisissez "
    "un autre dossier. S’il tournait sur un autre ordinateur qui est tombé en panne, supprimez le fichier "
    "{lock} du dossier.",
)
