# SPDX-License-Identifier: GPL-2.0-or-later
"""What comes back for a submission: is it a receipt, and is it for *this* submission?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ..errors import ExchangeError
from ..schema import load_schema
from ..text import Text

FORMAT = "casp-receipt"
_UNDECIDED = ("received",)


def open_receipt(data: bytes) -> Mapping[str, Any]:
    """Return a receipt's document. Raises ``ExchangeError`` when the bytes are no receipt."""
    try:
        document = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise no_receipt(repr(error)) from error
    states = load_schema().domains["submission_state"].by_code
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise no_receipt("format")
    if not isinstance(document.get("state"), str) or document["state"] not in states:
        raise no_receipt("state")
    results = document.get("results", [])
    if not isinstance(results, list) or not all(isinstance(each, dict) for each in results):
        raise no_receipt("results")
    return document


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
