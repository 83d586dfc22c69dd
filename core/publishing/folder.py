# SPDX-License-Identifier: GPL-2.0-or-later
"""A published folder that changes as a whole: written beside the old one, checked, then put in its place.

No file system of every kind exchanges two folders in one step: the old folder is renamed, then the new one
takes its name. A process that is killed between the two leaves the old folder whole under its second name,
and the next publication puts it back first.
"""

from __future__ import annotations

import glob
import json
import os
import shutil
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..errors import InputError, StoreError
from ..file_moves import let_go, rename
from ..text import Text

MANIFEST = "publication.json"
_FORGOTTEN_AFTER_S = 24 * 3600
_SHOWN = 5

_FOREIGN = Text(
    "The folder “{folder}” has files that no publication of Service Points wrote: {names}. A publication "
    "replaces the whole folder; nothing was touched. Choose an empty folder, or move these files.",
    "Le dossier «\u00a0{folder}\u00a0» contient des fichiers qu’aucune publication de Points de service n’a "
    "écrits\u00a0: {names}. Une publication remplace tout le dossier; rien n’a été touché. Choisissez un "
    "dossier vide ou déplacez ces fichiers.",
)
_NO_FOLDER = Text(
    "“{folder}” is a file, not a folder. Choose a folder for the publication.",
    "«\u00a0{folder}\u00a0» est un fichier et non un dossier. Choisissez un dossier pour la publication.",
)
_UNWRITABLE = Text(
    "The publication cannot be written to “{folder}”: {reason}. The folder published before is as it was. "
    "Close programs that have its files open, and check that you may write there.",
    "Impossible d’écrire la publication dans «\u00a0{folder}\u00a0»\u00a0: {reason}. Le dossier publié "
    "auparavant est intact. Fermez les programmes qui en ont des fichiers ouverts et vérifiez que vous "
    "pouvez y écrire.",
)


@contextmanager
def replacing_folder(target: Path) -> Iterator[Path]:
    """Give an empty folder beside ``target``; when the block ends well it takes the place of ``target``.

    When the block fails, ``target`` is as it was and nothing is left beside it. Raises ``InputError`` for a
    folder with files of others, ``StoreError`` where nothing can be written.
    """
    target = Path(os.path.realpath(target))  # of a link, what it leads to: the link stays
    draft = target.with_name(f".{target.name}.{uuid.uuid4().hex[:8]}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        recover(target)
        check_replaceable(target)
        draft.mkdir()
    except OSError as error:
        raise _unwritable(target, error) from error
    try:
        yield draft
        check_replaceable(target)  # writing took its time: somebody may have put a file there
        _exchange(draft, target)
    except BaseException as error:
        let_go(error)
        if isinstance(error, OSError):
            raise _unwritable(target, error) from error
        raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def recover(target: Path) -> None:
    """Put a folder back that a killed publication had set aside, and remove drafts nobody writes any more."""
    ours = f".{glob.escape(target.name)}.{'[0-9a-f]' * 8}"
    for aside in sorted(target.parent.glob(f"{ours}.old")):
        if target.exists():
            shutil.rmtree(aside, ignore_errors=True)
        else:
            rename(aside, target)
    for draft in target.parent.glob(f"{ours}.part"):
        with suppress(OSError):
            if time.time() - draft.stat().st_mtime > _FORGOTTEN_AFTER_S:
                shutil.rmtree(draft, ignore_errors=True)


def check_replaceable(target: Path) -> None:
    """Raise ``InputError`` unless ``target`` is free, empty, or has only what a publication wrote."""
    if not target.exists() and not target.is_symlink():
        return
    if not target.is_dir():
        raise InputError(_NO_FOLDER.format(folder=target))
    ours = {MANIFEST, *_listed(target)}
    others = [name for name in files_of(target) if name not in ours]
    if others:
        names = ", ".join(others[:_SHOWN]) + (" …" if len(others) > _SHOWN else "")
        raise InputError(_FOREIGN.format(folder=target, names=names))


def files_of(folder: Path) -> list[str]:
    """Return the files in a folder and its folders, by their paths in it with ``/``, sorted."""
    found = []
    for root, folders, files in os.walk(folder):
        links = [name for name in folders if (Path(root) / name).is_symlink()]
        found += [(Path(root) / name).relative_to(folder).as_posix() for name in (*files, *links)]
    return sorted(found)


def _listed(folder: Path) -> set[str]:
    """Return the files that the folder's own list names; none where there is no such list."""
    try:
        document = json.loads((folder / MANIFEST).read_bytes())
        return {str(each["path"]) for each in document["files"]}
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def _exchange(draft: Path, target: Path) -> None:
    """Put ``draft`` in the place of ``target``, which comes back when that fails."""
    aside = draft.with_suffix(".old")
    had_one = target.exists()
    if had_one:
        rename(target, aside)
    try:
        rename(draft, target)
    except OSError:
        if had_one:
            rename(aside, target)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _unwritable(target: Path, error: OSError) -> StoreError:
    return StoreError(_UNWRITABLE.format(folder=target, reason=error.strerror or error), repr(error))
