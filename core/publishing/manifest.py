# SPDX-License-Identifier: GPL-2.0-or-later
"""``publication.json``: which files a publication has, so that it can be checked, copied and replaced."""

from __future__ import annotations

import csv
import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from ..errors import StoreError
from ..progress import SILENT, Progress, check
from ..spreadsheet import long_cells
from ..text import Text
from .folder import MANIFEST
from .json_text import write_json
from .publication import Publication
from .table_columns import FILES

_BLOCK = 4_000_000
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


def written_files(
    folder: Path, names: Sequence[str], publication: Publication, progress: Progress = SILENT
) -> list[WrittenFile]:
    """Read files back, check them and make sure that they are on the disk. Raises ``StoreError``."""
    found = []
    for done, name in enumerate(names):
        check(progress)
        progress.report(done / len(names))
        try:
            _check(folder / name, name, publication)
        except (ValueError, csv.Error) as error:
            raise StoreError(_DAMAGED.format(name=name, details=error)) from error
        digest, size = hashlib.sha256(), 0
        with (folder / name).open("rb+") as stream:  # Windows flushes no file that is only read
            for block in iter(partial(stream.read, _BLOCK), b""):
                digest.update(block)
                size += len(block)
            os.fsync(stream.fileno())
        found.append(WrittenFile(name, size, digest.hexdigest()))
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


def _check(path: Path, name: str, publication: Publication) -> None:
    """Raise ``ValueError`` for a document that cannot be read, or has not as many records as it should."""
    if name.endswith(_JSON) and path.stat().st_size > _BLOCK:
        count = _items(path)
        if name == "points.geojson":
            _same(count, len(publication.rows["service_point"]))
    elif name.endswith(_JSON):
        document = json.loads(path.read_bytes())
        if name == "points.geojson":
            _same(len(document["features"]), len(publication.rows["service_point"]))
    elif name.endswith(".jsonl"):
        with path.open(encoding="utf-8") as stream:
            expected = json.loads(stream.readline())["changes"]
            _same(sum(1 for line in stream if json.loads(line)), expected)
    elif name.endswith(".csv") and "/" not in name:
        table = next(table for table, stem in FILES.items() if f"{stem}.csv" == name)
        with long_cells(), path.open(encoding="utf-8-sig", newline="") as stream:
            _same(sum(1 for _ in csv.reader(stream)) - 1, len(publication.rows[table]))


def _items(path: Path) -> int:
    """Return how many items a long list has, an item a line, without holding it whole."""
    count = 0
    around: list[str] = []
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            if line.startswith("{") and count + len(around) > 0:
                json.loads(line.rstrip(",\n"))
                count += 1
            else:
                around.append(line)
    json.loads("".join(around))
    return count


def _same(found: int, expected: int) -> None:
    if found != expected:
        raise ValueError(f"{found} ≠ {expected}")
