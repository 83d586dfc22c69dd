# SPDX-License-Identifier: GPL-2.0-or-later
"""How a finished document leaves: a function of its name and bytes that says where it went."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Callable

from ..core.store.files import write_new

Delivery = Callable[[str, bytes], str]
"""Takes the file name and the bytes of a document and returns where it is now. Never replaces anything:
raises ``StoreError`` when there is something of that name already. May be called from another thread."""

SUFFIX = ".casp.json"


def to_folder(folder: Path) -> Delivery:
    """Deliver into a folder, under the document's own name."""

    def deliver(name: str, data: bytes) -> str:
        write_new(folder / name, data)
        return str(folder / name)

    return deliver


def to_file(path: Path) -> Delivery:
    """Deliver to a file of this path, whatever the document is called."""

    def deliver(_name: str, data: bytes) -> str:
        write_new(path, data)
        return str(path)

    return deliver


def free_path(path: Path) -> Path:
    """Return a path like ``path`` where nothing is: ``x.casp.json``, then ``x_2.casp.json``."""
    stem = path.name[: -len(SUFFIX)] if path.name.endswith(SUFFIX) else path.stem
    end = path.name[len(stem) :]
    return next(made for made in _numbered(path, stem, end) if not made.exists())


def _numbered(path: Path, stem: str, end: str) -> Iterator[Path]:
    yield path
    for number in count(2):
        yield path.with_name(f"{stem}_{number}{end}")
