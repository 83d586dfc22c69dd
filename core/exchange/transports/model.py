# SPDX-License-Identifier: GPL-2.0-or-later
"""What every way to the stewards has in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from ...errors import ExchangeError
from ...text import Text

MOST_RECEIPT_BYTES = 40_000_000
"""A receipt repeats what conflicts with a submission of 20 MB; what is longer is no receipt."""


@dataclass(frozen=True)
class Sent:
    """A document is where the stewards will find it.

    ``where`` is a path or an address without secrets. ``was_there`` says that an earlier attempt had already
    brought the same bytes. That it *arrived* is only known from the receipt.
    """

    where: str
    was_there: bool = False


class TransportError(ExchangeError):
    """A document was not sent, or nobody can say whether it was.

    ``may_have_arrived`` tells the two apart; sending again is harmless in both cases.
    """

    def __init__(self, text: Text, details: str = "", *, may_have_arrived: bool = False) -> None:
        super().__init__(text, details)
        self.may_have_arrived = may_have_arrived


class Transport(Protocol):
    """One way to the stewards."""

    @property
    def where(self) -> str:
        """Where it leads, for people: without secrets."""

    def send(self, name: str, data: bytes) -> Sent:
        """Bring a document there under its file name.

        Never replaces anything: the same bytes under that name are a success, other bytes an error. Raises
        ``TransportError``, ``Cancelled``.
        """

    def fetch_receipt(self, submission_id: str) -> bytes | None:
        """Return the receipt's file as it stands now, unread; ``None`` while there is none.

        Raises ``TransportError``, ``Cancelled``.
        """
