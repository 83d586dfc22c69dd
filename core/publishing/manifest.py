# SPDX-License-Identifier: GPL-2.0-or-later
"""``publication.json``: which files a publication has, so that it can be checked, copied and replaced."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import StoreError
from ..progress import SILENT, Progress, check
from ..text import Text
from .folder import MANIFEST, files_of
from .json_text import write_json
from .publication import Publication
from .table_columns import FILES

_JSON = (".json", ".geojson", ".jsonld")
_DAMAGED = Text(
    "The file “{name}” of the publication is not as it should be after writing: {details}. The folder "
    "published before is as it was. Check the disk and its free space, then publish again.",
    "Après l’écriture, le fichier «\u00a0{name}\u00a0» de la publication n’est pas tel qu’il devrait "
    "l’être\u00a0: {details}. Le dossier publié auparavant est intact. Vérifiez le disque et l’espace libre, "
    "puis publiez de nouveau.",
)


@dataclass(frozen=True)
class WrittenFile:
    """One file of a publication: its path in the folder with ``/``, its size and its SHA-256."""

    path: str
    size: int
    sha256: str


def written_files(folder: Path, publication: Publication, progress: Progress = SILENT) -> list[WrittenFile]:
    """Read back what was written, check it and make sure that it is on the disk. Raises ``StoreError``."""
    found = []
    names = files_of(folder)
    for done, name in enumerate(names):
        check(progress)
        progress.report(done / len(names))
        with (folder / name).open("rb") as stream:
            content = stream.read()
            os.fsync(stream.fileno())
        try:
            _check(name, content, publication)
        except ValueError as error:
            raise StoreError(_DAMAGED.format(name=name, details=error)) from error
        found.append(WrittenFile(name, len(content), hashlib.sha256(content).hexdigest()))
    return found


def write_manifest(
    publication: Publication, folder: Path, formats: Sequence[str], files: Sequence[WrittenFile]
) -> None:
    """Write the list of the files: the same for the same store and formats."""
    info = publication.info
    document: dict[str, Any] = {
        "product": "Service Points",
        "store_id": info.store_id,
        "revision": info.revision,
        "title_en": info.title.en,
        "title_fr": info.title.fr,
        "updated_at": info.updated_at,
        "schema_version": info.schema_version,
        "licence": publication.licence.code,
        "formats": list(formats),
        "records": {name: len(rows) for name, rows in publication.rows.items()},
        "files": [{"path": each.path, "bytes": each.size, "sha256": each.sha256} for each in files],
    }
    write_json(folder / MANIFEST, document)


def _check(name: str, content: bytes, publication: Publication) -> None:
    """Raise ``ValueError`` for a document that cannot be read, or has not as many records as it should."""
    if name.endswith(_JSON):
        document = json.loads(content)
        if name == "points.geojson":
            _count(len(document["features"]), len(publication.rows["service_point"]))
    elif name.endswith(".jsonl"):
        lines = content.splitlines()
        _count(len(lines) - 1, json.loads(lines[0])["changes"])
    elif name.endswith(".csv") and "/" not in name:
        table = next(table for table, stem in FILES.items() if f"{stem}.csv" == name)
        rows = sum(1 for _ in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
        _count(rows - 1, len(publication.rows[table]))


def _count(found: int, expected: int) -> None:
    if found != expected:
        raise ValueError(f"{found} ≠ {expected}")
