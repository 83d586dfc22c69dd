# SPDX-License-Identifier: GPL-2.0-or-later
"""What the steward reads: what the store has and will have, who sent what, states as words."""

from __future__ import annotations

from html import escape
from typing import Any

from qgis.PyQt.QtCore import QUrl

from ..core.exchange.choices import Pick
from ..core.exchange.review import InboxLine, ReviewChange, ReviewField
from ..core.schema import Field
from ..host.language import say, tr
from .value_words import Names, code_words, day_words, value_words
from .words import SEPARATOR, code_label, number


def typed_text(field: Field, value: Any) -> str:  # noqa: ANN401
    """Return a canonical value as it would be typed."""
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(code_words(field, str(item)) for item in value)
    if isinstance(value, bool):
        return tr("Yes") if value else tr("No")
    return str(value)


def ours_words(each: ReviewField, names: Names, *, exists: bool) -> str:
    """Return what the store has, and who put it there when it is not what the editor saw."""
    if not exists:
        return tr("(no such record)")
    text = value_words(each.field, each.ours, names)
    if each.changed_by is None or not each.changed_at:
        return text
    return f"{text}\n" + tr("{who}, {date}").format(
        who=say(each.changed_by), date=day_words(each.changed_at[:10])
    )


def result_words(change: ReviewChange, each: ReviewField, pick: Pick | None, names: Names) -> str:
    """Return what a field will be: what is chosen, what became of it, or that it waits."""
    if not each.waits:
        return code_label("change_state", each.state)
    if pick is None:
        return tr("Choose…")
    if change.op == "delete":
        return tr("Kept") if pick.origin == "ours" else tr("Removed")
    if pick.origin == "ours" and not change.exists:
        return tr("Not added") if change.op == "insert" else tr("Stays removed")
    return value_words(each.field, pick.value, names)


def who_and_when(line: InboxLine) -> str:
    """Return who sent a submission, when it came, and whether it is signed."""
    return SEPARATOR.join((sender_and_day(line), signature_words(line.signature)))


def sender_and_day(line: InboxLine) -> str:
    """Return who sent a submission, and when it came."""
    parts = [line.submitter, line.organization if line.organization != say(line.jurisdiction) else ""]
    parts.append(tr("received {date}").format(date=day_words(line.received_at[:10])))
    return SEPARATOR.join(part for part in parts if part)


def signature_words(state: str) -> str:
    """Return what was found of a signature."""
    return {
        "valid": tr("signed"),
        "invalid": tr("signature not valid"),
    }.get(state, tr("not signed"))


def counts_words(line: InboxLine) -> str:
    """Return how many changes of a submission are in which state, those that wait first."""
    order = ("conflict", "held", "applied", "partly_applied", "noop", "rejected")
    parts = [
        tr("{state}: {n}").format(state=code_label("change_state", code), n=number(line.summary[code]))
        for code in order
        if line.summary.get(code)
    ]
    return SEPARATOR.join(parts)


def change_words(change: ReviewChange) -> str:
    """Return what kind of record it is, what is asked of it, and why."""
    parts = [say(change.table.label), code_label("op", change.op)]
    parts.append(code_label("reason", str(change.reason.get("code") or "")))
    return SEPARATOR.join(parts)


def web_host(url: str) -> str:
    """Return the host a link leads to, nothing when it is no ordinary web link."""
    parsed = QUrl(url.strip(), QUrl.ParsingMode.StrictMode)
    return parsed.host() if parsed.isValid() and parsed.scheme() in ("http", "https") else ""


def plain_tip(text: str) -> str:
    """Return text of data for a tool tip, which would show it as HTML if it looked like some."""
    return "<qt>" + escape(text).replace("\n", "<br>") + "</qt>"
