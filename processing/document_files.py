# SPDX-License-Identifier: GPL-2.0-or-later
"""Submissions and receipts as files: named one by one, or by the folder they lie in or are to lie in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from qgis.core import QgsProcessingException

from ..core.errors import InputError
from ..core.store.files import write_new
from ..core.text import Text
from ..host.language import tr

SUBMISSIONS = (".casp.json", ".casp.zip")
RECEIPTS = (".receipt.json",)

_UNLISTED = Text(
    "The folder “{folder}” cannot be listed, so what lies in it is not known. Nothing was done; ask for the "
    "right to read it, or choose the files themselves.",
    "Impossible de lire le contenu du dossier «\u00a0{folder}\u00a0»; on ne sait donc pas ce qu’il "
    "contient. Rien "
    "n’a été fait; demandez le droit de le lire, ou choisissez les fichiers eux-mêmes.",
)


def document_files(paths: Sequence[str], suffixes: tuple[str, ...]) -> list[Path]:
    """Return the files, each once, in their order; of a folder, those whose names end as ``suffixes`` say.

    Raises ``InputError`` for a folder that may not be listed: to pass over it would look like an empty one.
    """
    found: dict[Path, None] = {}
    for path in (Path(each) for each in paths if each.strip()):  # QGIS says "" for nothing chosen
        if _is_folder(path):
            inside = (each for each in _listed(path) if each.name.endswith(suffixes))
            found.update(dict.fromkeys(inside))
        else:
            found[path] = None
    return list(found)


def made_folder(path: str | Path) -> Path:
    """Return a folder, made where it is not there. Raises ``QgsProcessingException``."""
    folder = Path(path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise QgsProcessingException(
            tr("The folder “{folder}” cannot be made. Choose another one. {reason}").format(
                folder=folder, reason=problem.strerror
            )
        ) from problem
    return folder


def write_all(folder: Path, contents: Mapping[str, bytes]) -> list[Path]:
    """Write new files into a folder, by their names: all of them or none.

    Raises ``StoreError``, and ``QgsProcessingException`` for a folder that cannot be made.
    """
    made_folder(folder)
    written: list[Path] = []
    try:
        for name, content in contents.items():
            write_new(folder / name, content)
            written.append(folder / name)
    except BaseException:
        for path in written:
            with suppress(OSError):
                path.unlink()
        raise
    return written


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # out of reach: whoever reads it says so
        return False


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        raise InputError(_UNLISTED.format(folder=folder), str(error)) from error


def read_some(path: Path, limit: int) -> bytes:
    """Return a file's content, cut one byte after ``limit``: more is not even read. Raises ``OSError``."""
    with path.open("rb") as stream:
        return stream.read(limit + 1)
