# SPDX-License-Identifier: GPL-2.0-or-later
"""New files that appear whole or not at all, and never replace an existing one."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..file_moves import let_go, remove_left, rename_new, replace_file
from .problems import existing_file, missing_folder, unwritable


def file_identity(path: Path) -> tuple[int, int] | None:
    """Return what tells a file from another one that took its name; None when there is none.

    Nothing is opened: closing a file again would drop the locks that GDAL and QGIS hold on it.
    """
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


@contextmanager
def new_file(target: Path) -> Iterator[Path]:
    """Give a temporary path beside ``target``; when the block ends well it becomes ``target``.

    Raises ``StoreError`` when ``target`` exists or its folder cannot be written. When the block fails
    nothing is left behind.
    """
    if not target.parent.is_dir():
        raise missing_folder(target.parent)
    if target.exists() or target.is_symlink():
        raise existing_file(target)
    temporary = target.with_name(f".{target.stem}.{uuid.uuid4().hex[:8]}.part{target.suffix}")
    try:
        yield temporary
        rename_new(temporary, target)
    except BaseException as error:
        let_go(error)
        if isinstance(error, FileExistsError):
            raise existing_file(target) from error
        if isinstance(error, OSError):
            raise unwritable(target, str(error)) from error
        raise
    finally:
        for suffix in ("", "-journal", "-wal", "-shm"):  # SQLite's own companions go with it
            remove_left(temporary.with_name(temporary.name + suffix))


def write_new(target: Path, content: bytes) -> None:
    """Write a whole new file. Raises ``StoreError`` as ``new_file`` does."""
    with new_file(target) as temporary, temporary.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def write_whole(target: Path, content: bytes) -> None:
    """Write a file, in the place of an earlier one of that name: the old content or the new, never between.

    Raises ``StoreError``.
    """
    if not target.parent.is_dir():
        raise missing_folder(target.parent)
    temporary = target.with_name(f".{target.name}.{uuid.uuid4().hex[:8]}.part")
    try:
        with temporary.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        replace_file(temporary, target)
    except OSError as error:
        raise unwritable(target, str(error)) from error
    finally:
        remove_left(temporary)
