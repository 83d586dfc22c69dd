# SPDX-License-Identifier: GPL-2.0-or-later
"""The outbox in words: how far a document is, what that means, and what to do next."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timezone

from ..core.exchange.outbox_entry import Entry, OutboxState
from ..core.exchange.outbox_lines import OutboxLine
from ..host.language import say, tr
from .words import SEPARATOR, clock_text, code_label, date_text, number

_ORDER = ("conflict", "held", "rejected", "partly_applied", "applied", "noop")


def moment_words(text: str | None) -> str:
    """Return a moment (UTC, ISO 8601) in this computer's time, nothing for none."""
    try:
        moment = datetime.strptime(text or "", "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc)
    except ValueError:
        return ""
    here = moment.astimezone()
    return tr("{date}, {time}").format(date=date_text(here.date()), time=clock_text(here.time()))


def state_words(entry: Entry) -> str:
    """Return how far a document is, in a few words."""
    if entry.state is OutboxState.SENT and entry.problem is not None:
        return tr("Sent? Not known")
    if entry.waits and entry.state is OutboxState.PARTIALLY_ACCEPTED:
        return tr("Partly accepted, the rest waits")
    return say(entry.state.label)


def line_words(line: OutboxLine, *, is_ours: bool) -> str:
    """Return what the list shows of a document below its date."""
    entry = line.entry
    parts = [tr("Replaced by a later submission") if line.is_replaced else state_words(entry)]
    if line.changes:
        parts.append(tr("%n change(s)", line.changes))
    if not is_ours and line.origin is not None:
        parts.append(line.origin[2])
    lines = [SEPARATOR.join(parts)]
    if line.summary and entry.state is not OutboxState.ACCEPTED and not line.is_replaced:
        lines.append(counts_words(line.summary))
    if entry.problem is not None:
        lines.append(say(entry.problem))
    elif not line.has_receipt and entry.where:
        # Of what was sent, the exchange and not the file in it: that is what a person chose.
        sent = entry.state is OutboxState.SENT and entry.place
        lines.append(breakable(entry.place if sent else entry.where))
    if line.has_receipt and not entry.is_read:
        lines.append(tr("New answer, not read yet"))
    return "\n".join(lines)


def breakable(path: str) -> str:
    """Return a path or address that a narrow list can break: after the signs between its parts."""
    return re.sub(r"(?<=[/\\_])", "\u200b", path)


def counts_words(summary: Mapping[str, int]) -> str:
    """Return how many changes are in which state, those that need somebody first."""
    return SEPARATOR.join(
        tr("{state}: {n}").format(state=code_label("change_state", code), n=number(summary[code]))
        for code in _ORDER
        if summary.get(code)
    )


def next_step(line: OutboxLine, *, is_ours: bool) -> str:
    """Return what a document's state means and what to do."""
    entry = line.entry
    if line.has_receipt:
        return _after_answer(line, is_ours=is_ours)
    if entry.state is OutboxState.SENT and entry.problem is not None:
        return tr("Send it again: if it arrived, nothing happens; if not, it arrives now.")
    return {
        OutboxState.DRAFT: tr("It has not left this computer. Send it."),
        OutboxState.SAVED: tr(
            "Send the file to the stewards. When their receipt comes, open it here; or send the document now."
        ),
        OutboxState.SENDING: tr("Another window of QGIS is sending it."),
        OutboxState.SENT: tr(
            "The receipt will say that it arrived and what became of it. Look for it later."
        ),
        OutboxState.DAMAGED: tr("The edits are still in the working copy: submit them again."),
    }.get(entry.state, "")


def _after_answer(line: OutboxLine, *, is_ours: bool) -> str:
    """Return what to do when the stewards have said something."""
    entry = line.entry
    if not entry.is_read:
        if is_ours:
            return tr("The stewards have answered. Read the answer.")
        return tr("The stewards have answered. Open its working copy to take over what they accepted.")
    if line.is_replaced:
        return tr("The stewards decide on the later one. You can take this one off the list.")
    if entry.waits and line.has_conflict:
        return tr(
            "Others changed the same. Read the answer, choose, and submit again; or let the stewards decide."
        )
    if line.is_decided:
        return tr("Everything is decided. You can take it off the list.")
    return tr("The stewards have not decided everything yet. Look for the receipt again later.")
