# SPDX-License-Identifier: GPL-2.0-or-later
"""The steward's work in the background: receive, read, decide, take back. No widget is touched here."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Callable

from ..core.errors import Cancelled, ServicePointsError, StoreError
from ..core.exchange import (
    Decision,
    Decisions,
    Document,
    MergePolicy,
    Receipt,
    Submitter,
    Tool,
    decide,
    load_document,
    merge,
    read_document,
    revert,
)
from ..core.exchange.inbox import Verify, is_unmerged, merge_unmerged, unmerged
from ..core.exchange.review import Inbox, Review, read_inbox, read_review
from ..core.file_moves import remove_left, replace_file
from ..core.progress import Part, Progress
from ..core.text import Text
from ..host.databases import database_address, is_database, open_named

DOCUMENT, PACKAGE = ".casp.json", ".casp.zip"
RECEIPTS, INBOX = "receipts", "inbox"
NOBODY = "steward@localhost.invalid"
"""Stands for the steward's address where neither settings nor store have one: the ledger asks for one."""

ReadPackage = Callable[[Path], bytes]
"""Returns the submission document in a ``.casp.zip``; raises ``ExchangeError``."""


@dataclass(frozen=True)
class Tools:
    """What other pieces do for the steward: open packages, verify signatures. ``policy`` is the store's."""

    read_package: ReadPackage | None = None
    verify: Verify | None = None
    policy: MergePolicy = field(default_factory=MergePolicy)


@dataclass(frozen=True)
class Received:
    """What became of one submission, a file or a line of the inbox: its receipt, or why it could not be read.
    ``new`` is whether the store changed, ``came_as_file`` whether its receipt must be sent back as one."""

    name: str
    receipt: Receipt | None
    problem: ServicePointsError | None = None
    new: bool = False
    came_as_file: bool = True


@dataclass(frozen=True)
class Snapshot:
    """The inbox, and the submission that is looked at, as one reading of the store found them."""

    inbox: Inbox
    review: Review | None


def submissions_in(folder: Path) -> list[Path]:
    """Return the submission files of a folder, or of its ``inbox``, by name. Raises ``StoreError``."""
    inside = folder / INBOX
    folder = inside if inside.is_dir() else folder
    try:
        found = [path for path in folder.iterdir() if path.name.lower().endswith((DOCUMENT, PACKAGE))]
        return sorted(path for path in found if path.is_file() and not path.name.startswith("."))
    except OSError as error:
        raise _no_folder(folder, error) from error


def receipts_beside(file: Path) -> Path:
    """Return the folder for receipts that goes with the folder of a submission file: the one beside it."""
    return file.parent.parent / RECEIPTS


def may_steward(store: str, *, is_working_copy: bool) -> bool:
    """Return whether submissions can be merged into what is open: a shared store that can be written.

    Of a store in a database the server is asked for the account's rights. Raises ``StoreError``.
    """
    if is_working_copy:
        return False
    if is_database(store):
        from ..core.store.postgis.finding import may_merge  # noqa: PLC0415  (psycopg2, when needed)

        return may_merge(database_address(store))
    return os.access(store, os.W_OK) and os.access(Path(store).parent, os.W_OK)


def read_snapshot(store: str, wanted: str | None) -> Snapshot:
    """Read the inbox, and one submission of it if it is there and was merged. Raises ``StoreError``."""
    with open_named(store) as opened:
        inbox = read_inbox(opened)
        known = any(line.id == wanted and not is_unmerged(line) for line in inbox.lines)
        return Snapshot(inbox, read_review(opened, wanted) if wanted and known else None)


def receive(store: str, files: Sequence[Path], tools: Tools, progress: Progress) -> list[Received]:
    """Merge submission files into a store, oldest submission first, each in a transaction of its own.

    A file that cannot be read does not stop the others; a store that cannot be written does (``StoreError``):
    what was merged until then stays merged. ``Cancelled`` likewise.
    """
    outcomes: list[Received] = []
    documents: list[tuple[Path, Document]] = []
    for file in files:
        if progress.is_cancelled():
            raise Cancelled
        try:
            documents.append((file, _document(file, tools)))
        except ServicePointsError as problem:
            outcomes.append(Received(file.name, None, problem))
    documents.sort(key=lambda pair: (pair[1].manifest["created_at"], pair[1].submission_id))
    with open_named(store, read_only=False) as opened:
        for place, (file, document) in enumerate(documents):
            signature = tools.verify(document) if tools.verify else "absent"
            part = Part(progress, place / len(documents), (place + 1) / len(documents))
            done = merge(opened, document, policy=tools.policy, signature=signature, progress=part)
            outcomes.append(Received(file.name, done.receipt, None, done.changed))
    return outcomes


def receive_inbox(store: str, tools: Tools, progress: Progress) -> list[Received]:
    """Merge what senders put into the store themselves, oldest first; the receipts stay there with it.

    Raises as ``receive``.
    """
    outcomes = []
    with open_named(store, read_only=False) as opened:
        inbox = unmerged(opened)
        for place, (number, document) in enumerate(inbox.items()):
            part = Part(progress, place / len(inbox), (place + 1) / len(inbox))
            done = merge_unmerged(
                opened, number, document, policy=tools.policy, verify=tools.verify, progress=part
            )
            new = done.receipt.document["revision_after"] != done.receipt.document["revision_before"]
            outcomes.append(Received(number, done.receipt, None, new, came_as_file=False))
    return outcomes


def decide_on(
    store: str, submission_id: str, decisions: Decisions, tools: Tools, progress: Progress
) -> Receipt:
    """Apply decisions in one transaction; return the receipt. Raises ``StoreError`` when another steward
    merged since the revision the decisions are for."""
    with open_named(store, read_only=False) as opened:
        done = decide(opened, submission_id, policy=tools.policy, decisions=decisions, progress=progress)
    return done.receipt


def take_back(
    store: str, submission_id: str, by: tuple[Submitter, Tool], tools: Tools, progress: Progress
) -> Receipt:
    """Undo a merged submission by merging its inverse, which waits for nobody: the steward asked for it.

    Returns the receipt of the inverse. Raises ``RevertBlockedError`` with what stands in the way.
    """
    with open_named(store, read_only=False) as opened:
        submitter, tool = by
        email = submitter.email or opened.info.steward_email or NOBODY
        document = revert(opened, submission_id, submitter=replace(submitter, email=email), tool=tool)
        merged = merge(opened, document, policy=tools.policy, decisions=_all(document), progress=progress)
    return merged.receipt


def write_receipts(folder: Path, receipts: Iterable[Receipt]) -> list[Path]:
    """Write receipts into a folder, made if need be; a newer receipt replaces the older one.

    Raises ``StoreError``; the ledger of the store has every receipt, so none is lost.
    """
    written = []
    for receipt in receipts:
        target = folder / receipt.file_name
        temporary = target.with_name(f".{target.name}.{uuid.uuid4().hex[:8]}.part")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with temporary.open("xb") as stream:
                stream.write(receipt.data)
                stream.flush()
                os.fsync(stream.fileno())
            replace_file(temporary, target)
        except OSError as error:
            remove_left(temporary)
            raise _unwritable(folder, error) from error
        written.append(target)
    return written


def _all(document: Document) -> Decisions:
    return Decisions(tuple(Decision(document.submission_id, each.seq, "accept") for each in document.changes))


def _document(file: Path, tools: Tools) -> Document:
    if file.name.lower().endswith(PACKAGE):
        if tools.read_package is None:
            raise _no_packages(file)
        return read_document(tools.read_package(file))
    return load_document(file)


def _no_folder(folder: Path, error: OSError) -> StoreError:
    return StoreError(
        Text(
            "The folder “{folder}” cannot be read. Check that it is there and that you may open it.",
            "Impossible de lire le dossier «\u00a0{folder}\u00a0». Vérifiez qu’il existe et que vous avez le "
            "droit de l’ouvrir.",
        ).format(folder=folder),
        str(error),
    )


def _no_packages(file: Path) -> StoreError:
    return StoreError(
        Text(
            "“{file}” is a package that cannot be opened here. Take the .casp.json file out of it, and "
            "receive that one.",
            "«\u00a0{file}\u00a0» est un paquet qui ne peut pas être ouvert ici. Extrayez-en le fichier "
            ".casp.json et recevez celui-ci.",
        ).format(file=file.name)
    )


def _unwritable(folder: Path, error: OSError) -> StoreError:
    return StoreError(
        Text(
            "The receipts cannot be written to “{folder}”. They are kept in the store; choose another folder "
            "and write them again.",
            "Impossible d’écrire les accusés de traitement dans «\u00a0{folder}\u00a0». Ils sont conservés "
            "dans le dépôt; choisissez un autre dossier et écrivez-les de nouveau.",
        ).format(folder=folder),
        str(error),
    )
