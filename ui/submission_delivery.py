# SPDX-License-Identifier: GPL-2.0-or-later
"""How a finished document leaves: always through the outbox, to the stewards or to a file for them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Callable

from ..core.exchange import Submission
from ..core.exchange.outbox import Outbox
from ..core.exchange.outbox_entry import Entry
from ..core.progress import Progress, check
from ..core.store.files import write_new
from ..host.exchange import open_transport

Delivery = Callable[[Outbox, Submission, Progress], Entry]
"""Keeps a document in the outbox, brings it somewhere and returns what is known of it then. Never replaces
anything: raises ``StoreError`` when there is something of that name already. May run in another thread."""

SUFFIX = ".casp.json"


def to_place(place: str, authcfg: str = "") -> Delivery:
    """Deliver to the stewards: an exchange folder, a web address, a database. Raises ``TransportError``."""

    def deliver(outbox: Outbox, submission: Submission, progress: Progress) -> Entry:
        transport = open_transport(place, authcfg, progress)  # what is no address is not kept for it
        number = outbox.add(submission).submission_id
        return outbox.send(number, transport, place=place)

    return deliver


def to_folder(folder: Path) -> Delivery:
    """Deliver into a folder, under the document's own name."""

    def deliver(outbox: Outbox, submission: Submission, progress: Progress) -> Entry:
        return to_file(folder / submission.file_name)(outbox, submission, progress)

    return deliver


def to_file(path: Path) -> Delivery:
    """Deliver to a file of this path, whatever the document is called."""

    def deliver(outbox: Outbox, submission: Submission, progress: Progress) -> Entry:
        number = outbox.add(submission).submission_id
        check(progress)
        write_new(path, submission.data)
        return outbox.note_saved(number, str(path))

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
