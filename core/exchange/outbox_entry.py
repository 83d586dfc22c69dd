# SPDX-License-Identifier: GPL-2.0-or-later
"""One document in the outbox and how far it is on its way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from ..text import Text


class OutboxState(Enum):
    """How far a document is. ``SENT`` is not confirmed: only a receipt says that it arrived.

    ``SAVED`` is a file that a person takes to the stewards, by e-mail or on a stick.
    """

    DRAFT = "draft"
    SAVED = "saved"
    SENDING = "sending"
    SENT = "sent"
    RECEIVED = "received"
    ACCEPTED = "accepted"
    PARTIALLY_ACCEPTED = "partially_accepted"
    HELD = "held"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    DAMAGED = "damaged"

    @property
    def label(self) -> Text:
        """The state in words."""
        return _LABELS[self]

    @property
    def is_final(self) -> bool:
        """Whether the stewards have decided everything."""
        return self in _FINAL


_LABELS = {
    OutboxState.DRAFT: Text("Not sent", "Non envoyée"),
    OutboxState.SAVED: Text("Saved to a file", "Enregistrée dans un fichier"),
    OutboxState.SENDING: Text("Being sent", "Envoi en cours"),
    OutboxState.SENT: Text("Sent, not confirmed", "Envoyée, non confirmée"),
    OutboxState.RECEIVED: Text("Received", "Reçue"),
    OutboxState.ACCEPTED: Text("Accepted", "Acceptée"),
    OutboxState.PARTIALLY_ACCEPTED: Text("Partly accepted", "Acceptée en partie"),
    OutboxState.HELD: Text("Held for review", "En attente d’examen"),
    OutboxState.REJECTED: Text("Rejected", "Rejetée"),
    OutboxState.WITHDRAWN: Text("Withdrawn", "Retirée"),
    OutboxState.DAMAGED: Text("Damaged", "Endommagée"),
}
_FINAL = (
    OutboxState.ACCEPTED,
    OutboxState.PARTIALLY_ACCEPTED,
    OutboxState.REJECTED,
    OutboxState.WITHDRAWN,
)


@dataclass(frozen=True)
class Entry:
    """A document in the outbox. ``path`` is the document, or what is left of it when it is damaged.

    ``where`` is where it was sent last, ``problem`` what went wrong last, both for people; ``place`` is the
    exchange it was sent to, where its receipt is looked for. ``waits`` says that something of it still waits
    for the stewards, ``is_read`` that the receipt as it is now was shown to the person.
    """

    submission_id: str
    path: Path
    state: OutboxState
    added_at: str | None = None
    sent_at: str | None = None
    where: str | None = None
    problem: Text | None = None
    place: str | None = None
    waits: bool = False
    is_read: bool = False

    @property
    def is_decided(self) -> bool:
        """Whether the stewards have nothing left to decide."""
        return self.state.is_final and not self.waits

    @property
    def file_name(self) -> str:
        """The document's own name, under which it is sent."""
        return self.path.name


def state_of_receipt(receipt: Mapping[str, Any]) -> OutboxState:
    """Return what a receipt makes of an entry: what waits for a steward is held, whatever it is called."""
    summary = receipt.get("summary") or {}
    state = str(receipt["state"])
    if state == "quarantined":
        return OutboxState.HELD
    waits = isinstance(summary, Mapping) and bool(summary.get("held") or summary.get("conflict"))
    return OutboxState.HELD if state == "received" and waits else OutboxState(state)
