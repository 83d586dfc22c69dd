# SPDX-License-Identifier: GPL-2.0-or-later
"""Files and folders renamed, replaced and removed on every system.

Windows does neither while anybody has the file open: a virus scanner or an indexer has what was just written
for a moment, and the traceback of an error has the variables of every call that failed.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Callable

_WAITS_S = (0.1, 0.3, 0.9)
_RENAMES_NEVER_REPLACE = os.name == "nt"


def replace_file(source: Path, target: Path) -> None:
    """Rename a file, in the place of an earlier one of that name. Raises ``OSError``."""
    _patiently(lambda: os.replace(source, target))


def rename(source: Path, target: Path) -> None:
    """Rename a file or a folder to a name that is free. Raises ``OSError``."""
    _patiently(lambda: os.rename(source, target))


def rename_new(source: Path, target: Path) -> None:
    """Rename a file unless ``target`` is there, be it since a moment: ``FileExistsError``, ``OSError``."""
    if _RENAMES_NEVER_REPLACE:
        rename(source, target)
        return
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links, as many shares are
        if target.exists():
            raise FileExistsError(str(target)) from None
        os.rename(source, target)
    else:
        remove_left(source)


def remove_left(path: Path) -> None:
    """Remove what was written on the way, if it is there and can be removed."""
    with suppress(OSError):
        path.unlink(missing_ok=True)


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Give a folder of the system's temporary ones, which goes with what is in it."""
    folder = Path(tempfile.mkdtemp(prefix="service_points_"))
    try:
        yield folder
    except BaseException as error:
        let_go(error)
        raise
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def let_go(error: BaseException) -> None:
    """Clear the variables of the calls that an error ended, and with them the files that these had open."""
    chain: list[BaseException] = []
    found: BaseException | None = error
    while found is not None and found not in chain:
        traceback.clear_frames(found.__traceback__)
        chain.append(found)
        found = found.__cause__ or found.__context__


def _patiently(move: Callable[[], None]) -> None:
    for wait in _WAITS_S:
        with suppress(PermissionError):
            move()
            return
        time.sleep(wait)
    move()
