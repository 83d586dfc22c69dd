# SPDX-License-Identifier: GPL-2.0-or-later
"""New files that appear whole or not at all, and never replace an existing one."""

from __future__ import annotations

import os
import uuid
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator

from ..errors import StoreError
from ..text import Text


@contextmanager
def new_file(target: Path) -> Iterator[Path]:
    """Give a temporary path beside ``target``; when the block ends well it becomes ``target``.

    Raises ``StoreError`` when ``target`` exists or its folder cannot be written. When the block fails
    nothing is left behind.
    """
    if not target.parent.is_dir():
        raise StoreError(
            Text(
                "The folder “{folder}” does not exist. Nothing was written; create it or choose another one.",
                "Le dossier « {folder} » n’existe pas. Rien n’a été écrit; créez-le ou choisissez-en un autre.",
            ).format(folder=target.parent)
        )
    if target.exists() or target.is_symlink():
        raise _exists(target)
    temporary = target.with_name(f".{target.stem}.{uuid.uuid4().hex[:8]}.part{target.suffix}")
    try:
        yield temporary
        _publish(temporary, target)
    except OSError as error:
        raise unwritable(target, str(error)) from error
    finally:
        for suffix in ("", "-journal", "-wal", "-shm"):  # SQLite's own companions go with it
            temporary.with_name(temporary.name + suffix).unlink(missing_ok=True)


def write_new(target: Path, content: bytes) -> None:
    """Write a whole new file. Raises ``StoreError`` as ``new_file`` does."""
    with new_file(target) as temporary, temporary.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _publish(temporary: Path, target: Path) -> None:
    """Rename, but lose to whoever created ``target`` meanwhile."""
    try:
        os.link(temporary, target)
    except FileExistsError as error:
        raise _exists(target) from error
    except OSError:  # a file system without hard links, as many shares are
        if target.exists():
            raise _exists(target) from None
        os.replace(temporary, target)


def _exists(target: Path) -> StoreError:
    return StoreError(
        Text(
            "“{path}” already exists. It was left as it is; choose another name or remove it first.",
            "« {path} » existe déjà. Le fichier n’a pas été touché; choisissez un autre nom ou supprimez-le d’abord.",
        ).format(path=target)
    )


def unwritable(target: Path, details: str) -> StoreError:
    """Return the error that says ``target`` could not be written."""
    return StoreError(
        Text(
            "“{path}” cannot be written: the folder is read-only, the disk is full or another program holds "
            "the file. Nothing was written; choose another folder.",
            "Impossible d’écrire « {path} » : le dossier est en lecture seule, le disque est plein ou un autre "
            "programme utilise le fichier. Rien n’a été écrit; choisissez un autre dossier.",
        ).format(path=target),
        details,
    )
