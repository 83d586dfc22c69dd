# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes a publication: chosen formats into a new folder, checked, then in the place of the former one."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from ..choices import FORMATS
from ..errors import InputError
from ..progress import SILENT, Part, Progress, check
from ..schema import load_schema
from ..store import Row
from ..text import Text
from .catalogue import write_catalogue
from .changes import Changes, write_changes
from .finder import FinderSettings, write_finder
from .folder import files_of, replacing_folder
from .hsds import write_hsds
from .manifest import WrittenFile, write_manifest, written_files
from .points import write_points
from .publication import Publication
from .schema_org import write_schema_org
from .tables import write_tables


class FormatWriter(Protocol):
    """Writes one format of a publication into a folder."""

    def __call__(self, publication: Publication, folder: Path, *, progress: Progress = SILENT) -> None: ...


WRITERS: Mapping[str, FormatWriter] = {
    "geojson": write_points,
    "csv": write_tables,
    "hsds": write_hsds,
    "schema_org": write_schema_org,
}
"""Format → what writes it, in the order in which they are written."""

FINDER = "finder"
"""The site for the public, in a folder of its own; it has settings."""

CATALOGUE = "catalogue"
"""Written last: it describes the files of the others."""

_BAD_ADDRESS = Text(
    "“{url}” is not the address of a folder on the web. It begins with https:// (or http://) and has no "
    "spaces or quotes.",
    "«\u00a0{url}\u00a0» n’est pas l’adresse d’un dossier sur le Web. Elle commence par https:// (ou "
    "http://) et ne contient ni espaces ni guillemets.",
)


@dataclass(frozen=True)
class Written:
    """What was published: its files, without the list of them that lies beside."""

    files: Sequence[WrittenFile]

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(each.size for each in self.files)


def check_base_url(url: str) -> None:
    """Raise ``InputError`` unless ``url`` is empty or an address of the web."""
    if url and not re.match(load_schema().patterns["url"], url):
        raise InputError(_BAD_ADDRESS.format(url=url))


def publish(
    publication: Publication,
    target: Path,
    formats: Collection[str] = FORMATS,
    *,
    changes: Changes | None = None,
    base_url: str = "",
    finder: FinderSettings | None = None,
    boundaries: Sequence[Row] = (),
    progress: Progress = SILENT,
) -> Written:
    """Write a publication to the folder ``target``, in the place of an earlier one.

    ``base_url`` is where the folder will be on the web; without it, addresses are relative to the folder.
    ``finder`` and ``boundaries`` are for the site (see ``write_finder``). At every moment ``target`` is a
    whole publication: see ``folder``. The same publication and formats give the same bytes. Raises
    ``InputError`` for a folder with files of others, ``StoreError`` where it cannot be written,
    ``Cancelled``; ``target`` is then as it was.
    """
    check_base_url(base_url)
    chosen = [name for name in FORMATS if name in formats]
    with replacing_folder(target) as folder:
        site = partial(_write_site, settings=finder, boundaries=boundaries)
        writers = [site if name == FINDER else WRITERS[name] for name in chosen if name != CATALOGUE]
        for done, write in enumerate(writers):
            check(progress)
            part = Part(progress, 0.8 * done / len(writers), 0.8 * (done + 1) / len(writers))
            write(publication, folder, progress=part)
        if changes is not None:
            write_changes(publication, folder, changes)
        files = written_files(folder, files_of(folder), publication, Part(progress, 0.8, 1.0))
        if CATALOGUE in chosen:
            names = write_catalogue(publication, folder, files, base_url)
            files = sorted([*files, *written_files(folder, names, publication)], key=lambda each: each.path)
        write_manifest(publication, folder, chosen, files)
        check(progress)
    progress.report(1.0)
    return Written(files)


def _write_site(
    publication: Publication,
    folder: Path,
    *,
    settings: FinderSettings | None,
    boundaries: Sequence[Row],
    progress: Progress = SILENT,
) -> None:
    write_finder(publication, folder / FINDER, settings=settings, boundaries=boundaries, progress=progress)
