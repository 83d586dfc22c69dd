# SPDX-License-Identifier: GPL-2.0-or-later
"""Submissions and receipts as files: named one by one, or by the folder they lie in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

SUBMISSIONS = (".casp.json", ".casp.zip")
RECEIPTS = (".receipt.json",)


def document_files(paths: Sequence[str], suffixes: tuple[str, ...]) -> list[Path]:
    """Return the files, each once, in their order; of a folder, those whose names end as ``suffixes`` say."""
    found: dict[Path, None] = {}
    for path in map(Path, paths):
        if path.is_dir():
            inside = (each for each in sorted(path.iterdir()) if each.name.endswith(suffixes))
            found.update(dict.fromkeys(inside))
        else:
            found[path] = None
    return list(found)


def read_some(path: Path, limit: int) -> bytes:
    """Return a file's content, cut one byte after ``limit``: more is not even read. Raises ``OSError``."""
    with path.open("rb") as stream:
        return stream.read(limit + 1)
