# SPDX-License-Identifier: GPL-2.0-or-later
"""The editor's exchange in the background: send, look for receipts, read them, settle. No widget here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..core.errors import ExchangeError, ServicePointsError
from ..core.exchange import open_working_copy
from ..core.exchange.conflict import Choice, FieldConflict
from ..core.exchange.outbox import Outbox
from ..core.exchange.outbox_answer import Answer, read_answer
from ..core.exchange.rebase import settle
from ..core.exchange.transports.model import MOST_RECEIPT_BYTES
from ..core.progress import Part, Progress, check
from ..core.text import Text
from ..host.exchange import open_transport


@dataclass(frozen=True)
class Asked:
    """Where to ask for the receipt of one submission, and how to log in."""

    submission_id: str
    place: str
    authcfg: str


@dataclass(frozen=True)
class Looked:
    """Which submissions have a new answer, and what went wrong with others."""

    new: tuple[str, ...]
    problems: tuple[ServicePointsError, ...]


def send(outbox: Outbox, asked: Asked, progress: Progress) -> None:
    """Send a document again. Raises ``TransportError``, ``ExchangeError``, ``Cancelled``."""
    transport = open_transport(asked.place, asked.authcfg, progress)
    outbox.send(asked.submission_id, transport, place=asked.place)


def look(outbox: Outbox, wanted: Sequence[Asked], progress: Progress) -> Looked:
    """Ask for receipts; one that cannot be had does not stop the others. Raises ``Cancelled``."""
    new, problems = [], []
    for place, asked in enumerate(wanted):
        check(progress)
        part = Part(progress, place / len(wanted), (place + 1) / len(wanted))
        try:
            before = outbox.receipt(asked.submission_id)
            outbox.fetch_receipt(asked.submission_id, open_transport(asked.place, asked.authcfg, part))
            if outbox.receipt(asked.submission_id) != before:
                new.append(asked.submission_id)
        except ServicePointsError as problem:
            problems.append(problem)
        part.report(1.0)
    return Looked(tuple(new), tuple(problems))


def take(outbox: Outbox, file: Path) -> str:
    """Keep a receipt that came as a file; return the number of its submission. Raises ``ExchangeError``."""
    try:
        with file.open("rb") as stream:
            data = stream.read(MOST_RECEIPT_BYTES)
    except OSError as error:
        raise ExchangeError(_UNREADABLE.format(file=file.name), str(error)) from error
    return outbox.take_receipt(data).submission_id


def read(outbox: Outbox, wanted: Sequence[tuple[str, str | None]], progress: Progress) -> list[Answer]:
    """Read answers into the working copy (a path, ``None`` for those of another one), one after the other.

    Raises ``StoreError``, ``ExchangeError``, ``Cancelled``; what was read until then stays read.
    """
    answers = []
    for number, working_copy in wanted:
        check(progress)
        answer = read_answer(outbox, number, working_copy)
        if answer is not None:
            answers.append(answer)
    return answers


def settle_and_read(
    outbox: Outbox, number: str, working_copy: str, choices: Sequence[tuple[FieldConflict, Choice]]
) -> Answer | None:
    """Settle conflicts in one transaction, then say what is left. Raises ``StoreError``."""
    with open_working_copy(working_copy) as copy:
        settle(copy, choices)
    return read_answer(outbox, number, working_copy)


_UNREADABLE = Text(
    "“{file}” cannot be read. Check that it is there and that you may open it.",
    "Impossible de lire «\u00a0{file}\u00a0». Vérifiez que le fichier existe et que vous avez le droit de "
    "l’ouvrir.",
)
