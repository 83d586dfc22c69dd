# SPDX-License-Identifier: GPL-2.0-or-later
"""What comes back for a submission: is it a receipt, and is it for *this* submission?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..errors import ExchangeError
from ..text import Text
from .receipt import read_receipt

_UNDECIDED = ("received",)
_PENDING = ("held", "conflict")


def open_receipt(data: bytes) -> Mapping[str, Any]:
    """Return a receipt's document, read by the gate of every receipt (``read_receipt``).

    Raises ``ExchangeError``, in the words of one who waits for a receipt, for anything but a whole one.
    """
    try:
        return read_receipt(data).document
    except ExchangeError as problem:
        raise no_receipt(f"{problem.rule or ''} {problem.text.en} {problem.details}".strip()) from problem


def why_not_ours(receipt: Mapping[str, Any], submission: Mapping[str, Any]) -> Text | None:
    """Return why a receipt says nothing about a submission (number, content, store), or ``None``."""
    manifest = submission["manifest"]
    if receipt.get("submission_id") != manifest["submission_id"]:
        return _OTHER_NUMBER.format(number=receipt.get("submission_id"))
    if receipt.get("content_sha256") != submission["integrity"]["content_sha256"]:
        return _OTHER_CONTENT.format(number=manifest["submission_id"])
    if receipt.get("store_id", manifest["store"]["store_id"]) != manifest["store"]["store_id"]:
        return _OTHER_STORE.format(number=manifest["submission_id"])
    return None


def is_decided(receipt: Mapping[str, Any]) -> bool:
    """Return whether the stewards decided, and did not only confirm that the submission came."""
    return receipt["state"] not in _UNDECIDED


def waits(receipt: Mapping[str, Any]) -> bool:
    """Return whether anything of the submission still waits for the stewards, whatever was taken of it."""
    return any(state in _PENDING for result in receipt["results"] for state in result["fields"].values())


def no_receipt(details: str) -> ExchangeError:
    return ExchangeError(
        Text(
            "This is not a receipt, or it was damaged on its way. It was ignored; look for receipts again, "
            "or ask the steward to send it again.",
            "Ce n’est pas un accusé, ou il a été endommagé en chemin. Il a été ignoré; relevez de nouveau "
            "les accusés, ou demandez à l’intendance de le renvoyer.",
        ),
        details,
    )


_OTHER_NUMBER = Text(
    "The receipt is for submission {number}, which is not this one. It was ignored.",
    "L’accusé concerne la soumission {number}, et non celle-ci. Il a été ignoré.",
)
_OTHER_CONTENT = Text(
    "The receipt has the number {number} but is for other content. It was ignored; tell the steward.",
    "L’accusé porte le numéro {number} mais concerne un autre contenu. Il a été ignoré; prévenez "
    "l’intendance.",
)
_OTHER_STORE = Text(
    "The receipt for {number} comes from another store. It was ignored; tell the steward.",
    "L’accusé de la soumission {number} provient d’un autre dépôt. Il a été ignoré; prévenez l’intendance.",
)
