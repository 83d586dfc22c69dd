# SPDX-License-Identifier: GPL-2.0-or-later
"""The outbox as a person sees it: each document with its size, its working copy and its answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..errors import ExchangeError
from ..progress import SILENT, Progress, check
from ..store import WorkingCopyInfo
from .outbox import Outbox
from .outbox_entry import Entry, OutboxState
from .rebase import origin_of

_ANSWERED = (
    OutboxState.RECEIVED,
    OutboxState.ACCEPTED,
    OutboxState.PARTIALLY_ACCEPTED,
    OutboxState.HELD,
    OutboxState.REJECTED,
    OutboxState.WITHDRAWN,
)


@dataclass(frozen=True)
class OutboxLine:
    """A document of the outbox. ``origin`` tells the working copy it was made from (``origin_of``), ``None``
    when the document is damaged. ``created_at`` is the moment it was made (UTC), ``changes`` how many it has,
    ``summary`` how many of them the receipt has in which state, empty without one. ``supersedes`` is the
    number of an earlier submission that it replaces; ``is_replaced`` says that a later one replaced this and
    was merged: the stewards then decide nothing more about it, whether or not its own receipt says so.
    ``has_conflict`` says that others had changed the same.
    """

    entry: Entry
    origin: tuple[str, str, str] | None = None
    created_at: str | None = None
    changes: int = 0
    summary: Mapping[str, int] = field(default_factory=dict)
    supersedes: str | None = None
    is_replaced: bool = False
    has_conflict: bool = False

    @property
    def waits(self) -> bool:
        """Whether the stewards have still something of it to decide, as far as is known."""
        return self.entry.waits and not self.is_replaced

    @property
    def is_decided(self) -> bool:
        """Whether the stewards have nothing left to decide."""
        return self.entry.is_decided or self.is_replaced

    @property
    def id(self) -> str:
        """The number of the submission."""
        return self.entry.submission_id

    @property
    def has_receipt(self) -> bool:
        """Whether the stewards have answered."""
        return self.entry.state in _ANSWERED

    def is_from(self, info: WorkingCopyInfo) -> bool:
        """Return whether it was made from this working copy, or cannot say from which."""
        return self.origin is None or self.origin == origin_of(info)


def outbox_lines(outbox: Outbox, progress: Progress = SILENT) -> list[OutboxLine]:
    """Return what the outbox holds, the newest first; what is damaged is among it.

    Raises ``ExchangeError`` when the folder cannot be read, ``Cancelled``.
    """
    lines = []
    for entry in outbox.entries():
        check(progress)
        try:
            lines.append(_line(outbox, entry))
        except ExchangeError:  # damaged, or gone meanwhile
            lines.append(OutboxLine(entry, created_at=entry.added_at))
    replaced = {line.supersedes for line in lines if line.summary}
    return [replace(line, is_replaced=line.id in replaced) for line in lines]


def replaced_by_next(lines: Sequence[OutboxLine], info: WorkingCopyInfo) -> OutboxLine | None:
    """Return the submission that the next one from a working copy replaces: the newest that still waits.

    Whatever waits of it is still a change of the working copy and goes with the next one, as it then is.
    """
    waiting = (line for line in lines if line.origin == origin_of(info) and line.waits)
    return next(waiting, None)


def _line(outbox: Outbox, entry: Entry) -> OutboxLine:
    document = outbox.document(entry.submission_id)
    receipt = outbox.receipt(entry.submission_id)
    manifest = document["manifest"]
    store = manifest["store"]
    results = receipt["results"] if receipt else ()
    summary = Counter(result["state"] for result in results)
    states = {state for result in results for state in result["fields"].values()}
    return OutboxLine(
        entry,
        (store["store_id"], store["base_exported_at"], manifest["jurisdiction_code"]),
        manifest["created_at"],
        len(document["changes"]),
        dict(summary),
        manifest["supersedes"],
        has_conflict="conflict" in states,
    )
