# SPDX-License-Identifier: GPL-2.0-or-later
"""The receipt of a merge, written from what became of every change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..store import StoreInfo
from ..text import Text
from .document import Document
from .history import History
from .holding import Hold
from .judgement import PENDING, Judgement
from .ledger import Entry
from .policy import SignatureState
from .receipt import Receipt, sealed

_MESSAGES = {
    "applied": Text("The change was applied.", "Le changement a été appliqué."),
    "partly_applied": Text(
        "Some of the fields were changed; see the others.",
        "Certains champs ont été modifiés; voyez les autres.",
    ),
    "noop": Text("The store already had this, or newer data.", "Le dépôt contenait déjà ceci, ou mieux."),
    "conflict": Text(
        "The record was changed by somebody else; the steward decides.",
        "La fiche a été modifiée par quelqu’un d’autre; l’intendance décidera.",
    ),
    "held": Text(
        "The change waits for the steward’s decision.", "Le changement attend la décision de l’intendance."
    ),
    "rejected": Text("The change was refused.", "Le changement a été refusé."),
}
_EDITED = Text("The steward changed a value.", "L’intendance a modifié une valeur.")
BY_STATE = {
    "received": Text("The submission waits for decisions.", "La soumission attend des décisions."),
    "accepted": Text("The submission was accepted.", "La soumission a été acceptée."),
    "partially_accepted": Text(
        "The submission was accepted in part.", "La soumission a été acceptée en partie."
    ),
    "rejected": Text("The submission was refused.", "La soumission a été refusée."),
    "withdrawn": Text(
        "A later submission replaces this one.", "Une soumission ultérieure remplace celle-ci."
    ),
}


def result_of(
    judgement: Judgement, history: History, previous: Mapping[str, Any] | None
) -> Mapping[str, Any]:
    """Return the receipt's line about one change; that of an earlier merge when nothing came of this one."""
    change = judgement.change
    states = judgement.field_states
    if previous is not None and states == previous["fields"] and not _has_news(judgement, previous):
        return previous
    message = _message(judgement)
    return {
        "seq": change.seq,
        "op": change.op,
        "table": change.table.name,
        "id": change.id,
        "change_hash": change.hash,
        "state": judgement.state,
        "fields": states,
        "rules": list(judgement.rules),
        "message_en": message.en,
        "message_fr": message.fr,
        "current": _current(judgement, history),
        "edited": {**(previous or {}).get("edited", {}), **_edited(judgement)},
        "row_version": _row_version(judgement),
    }


def verdict_receipt(
    entry: Entry, signature: SignatureState, warnings: Sequence[Hold], results: Sequence[Mapping[str, Any]]
) -> Receipt:
    """Return the receipt of a document that was merged, and everything of it that waits."""
    state = _state([str(result["state"]) for result in results], results)
    message = _joined([BY_STATE[state], *(text for _, text in warnings)])
    return sealed(
        {
            "submission_id": entry.document.submission_id,
            "content_sha256": entry.document.content_sha256,
            "store_id": entry.info.store_id,
            "received_at": entry.received_at,
            "decided_at": None if state == "received" else entry.now,
            "decided_by": None if state == "received" else entry.decided_by,
            "state": state,
            "signature": signature,
            "rules": [rule for rule, _ in warnings if rule is not None],
            "message_en": message.en,
            "message_fr": message.fr,
            "revision_before": entry.info.revision,
            "revision_after": entry.revision,
            "results": list(results),
        }
    )


def refusal(
    document: Document,
    info: StoreInfo,
    why: Hold,
    *,
    state: str,
    signature: SignatureState,
    moment: str,
) -> Receipt:
    """Return the receipt of a document that a store does not take at all."""
    rule, message = why
    return sealed(
        {
            "submission_id": document.submission_id,
            "content_sha256": document.content_sha256,
            "store_id": info.store_id,
            "received_at": moment,
            "decided_at": moment,
            "decided_by": None,
            "state": state,
            "signature": signature,
            "rules": [] if rule is None else [rule],
            "message_en": message.en,
            "message_fr": message.fr,
            "revision_before": info.revision,
            "revision_after": info.revision,
            "results": [],
        }
    )


def withdrawn(receipt: Mapping[str, Any], moment: str) -> Receipt:
    """Return the receipt of a submission that a later one replaces; what of it was applied stays so."""
    message = BY_STATE["withdrawn"]
    content = {name: value for name, value in receipt.items() if name not in ("integrity", "summary")}
    return sealed(
        {
            **content,
            "state": "withdrawn",
            "decided_at": moment,
            "message_en": message.en,
            "message_fr": message.fr,
        }
    )


def _state(states: Sequence[str], results: Sequence[Mapping[str, Any]]) -> str:
    pending = any(state in PENDING for result in results for state in result["fields"].values())
    taken = any(state in ("applied", "partly_applied") for state in states)
    if pending:
        return "partially_accepted" if taken else "received"
    if all(state in ("applied", "noop") for state in states):
        return "accepted"
    return "rejected" if all(state == "rejected" for state in states) else "partially_accepted"


def _message(judgement: Judgement) -> Text:
    said = [_MESSAGES[judgement.state], *judgement.messages]
    if _edited(judgement):
        said.append(_EDITED)
    return _joined(said)


def _joined(sentences: Sequence[Text]) -> Text:
    """Join sentences; what holds a change may say once more that it waits."""
    return Text.join(" ", list(dict.fromkeys(sentences)))


def _edited(judgement: Judgement) -> dict[str, Any]:
    written = judgement.written if judgement.applies else {}
    return {name: value for name, value in judgement.edits.items() if name in written or value is None}


def _current(judgement: Judgement, history: History) -> dict[str, Any]:
    """Return what the store holds after the merge where that is not what was submitted."""
    if judgement.effect == "delete" and judgement.applies:
        return {}
    if judgement.current is None and not judgement.applies:
        return {}
    row, written = judgement.current or {}, judgement.written if judgement.applies else {}
    found: dict[str, Any] = {}
    for name, sides in judgement.change.record[
        "fields"
    ].items():  # as it was sent, before codes were rewritten
        value = written[name] if name in written else row.get(name)
        if judgement.change.op == "delete":
            differs = name in judgement.differing
        else:
            differs = value != sides.get("after")
        if differs:
            entry: dict[str, Any] = {"value": value}
            if name in judgement.differing:
                last = history.last_change(*judgement.key, name, judgement.current)
                entry.update(changed_by=last.by, changed_at=last.at)
            found[name] = entry
    return found


def _has_news(judgement: Judgement, previous: Mapping[str, Any]) -> bool:
    """Whether a change that still waits does so for another reason, or against another value."""
    return any(rule not in previous["rules"] for rule in judgement.rules)


def _row_version(judgement: Judgement) -> int | None:
    if judgement.applies:
        return None if judgement.effect == "delete" else judgement.next_version
    return None if judgement.current is None else judgement.current.get("row_version")
