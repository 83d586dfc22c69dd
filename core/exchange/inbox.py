# SPDX-License-Identifier: GPL-2.0-or-later
"""The inbox of a store: documents that their senders put there, where the steward's receipt answers them.

A contributor of a store in a database inserts a line of the ledger in the state *received*, without a
receipt (section B of the schema); merging it gives it one.
"""

from __future__ import annotations

import json
from datetime import datetime, timezone
from typing import Callable

from ..errors import ExchangeError
from ..progress import SILENT, Progress
from ..schema import load_schema
from ..store import RowChange, Store
from ..store.values import canonical_datetime
from .decisions import Decisions
from .document import Document, read_document
from .merge import MergeResult, decide
from .policy import MergePolicy, SignatureState
from .problems import breaks_rule
from .receipt import Receipt, sealed
from .review import InboxLine

RECEIVED = "received"

Verify = Callable[[Document], SignatureState]
"""Returns what the signature of a document is worth."""


def unmerged(store: Store) -> dict[str, object]:
    """Return the documents that nobody has merged yet, oldest first: number → document as it was sent.

    A sender may have put any JSON there. Raises ``StoreError``.
    """
    lines = store.rows("submission", columns=("id", "state", "received_at", "receipt"))
    new = sorted(
        (line["received_at"], line["id"])
        for line in lines
        if line["state"] == RECEIVED and line["receipt"] is None
    )
    if not new:
        return {}
    whole = store.rows("submission", columns=("id", "document"))
    documents = {row["id"]: row["document"] for row in whole}
    return {number: documents[number] for _, number in new}


def is_unmerged(line: InboxLine) -> bool:
    """Return whether a line of the inbox came from its sender and was never merged: it has no receipt."""
    return line.state == RECEIVED and not line.summary


def merge_unmerged(
    store: Store,
    submission_id: str,
    document: object,
    *,
    policy: MergePolicy | None = None,
    decisions: Decisions | None = None,
    verify: Verify | None = None,
    now: datetime | None = None,
    progress: Progress = SILENT,
) -> MergeResult:
    """Merge a document of the inbox, as ``merge`` does one that was sent, and leave the receipt beside it.

    ``document`` is what ``unmerged`` gave. A document that the store refuses as a whole, or that is none at
    all, gets its receipt there too, for that is where its sender looks for it; nothing else is written then,
    and the store's revision stays. ``verify`` returns what a document's signature is worth; without it
    nobody looks. Raises as ``decide`` does.
    """
    try:
        checked = _checked(submission_id, document)
    except ExchangeError as problem:
        return _answered(store, submission_id, _refusal(store, submission_id, problem, now), now)
    result = decide(
        store,
        submission_id,
        policy=policy,
        decisions=decisions,
        signature=verify(checked) if verify else "absent",
        now=now,
        progress=progress,
    )
    return result if result.changed else _answered(store, submission_id, result.receipt, now)


def _checked(submission_id: str, document: object) -> Document:
    """Return the document. Raises ``ExchangeError`` for what would not pass the gate as a file either."""
    schema = load_schema()
    try:
        data = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    except (ValueError, RecursionError) as error:
        raise breaks_rule(schema, "M01", type(error).__name__) from error
    checked = read_document(data)
    if checked.submission_id != submission_id:
        raise breaks_rule(schema, "M05")
    return checked


def _refusal(store: Store, submission_id: str, problem: ExchangeError, now: datetime | None) -> Receipt:
    lines = store.rows("submission", columns=("id", "content_sha256", "received_at"))
    line = next(each for each in lines if each["id"] == submission_id)
    info = store.info
    return sealed(
        {
            "submission_id": submission_id,
            "content_sha256": line["content_sha256"],
            "store_id": info.store_id,
            "received_at": line["received_at"],
            "decided_at": canonical_datetime(now or datetime.now(timezone.utc)),
            "decided_by": None,
            "state": "rejected",
            "signature": "absent",
            "rules": [problem.rule or "M01"],
            "message_en": problem.text.en,
            "message_fr": problem.text.fr,
            "revision_before": info.revision,
            "revision_after": info.revision,
            "results": [],
        }
    )


def _answered(store: Store, submission_id: str, receipt: Receipt, now: datetime | None) -> MergeResult:
    answer = {name: receipt.document[name] for name in ("state", "decided_at", "decided_by")}
    change = RowChange("update", "submission", submission_id, {**answer, "receipt": dict(receipt.document)})
    store.apply([change], now=now, expected_revision=receipt.document["revision_after"])
    return MergeResult(receipt, changed=True)
