# SPDX-License-Identifier: GPL-2.0-or-later
"""Makes a submission in the background: the very document that ``exportsubmission`` makes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..core.exchange import (
    Submission,
    Submitter,
    build_submission,
    difference,
    open_working_copy,
    read_motives,
)
from ..core.exchange.outbox import Outbox
from ..core.exchange.outbox_lines import OutboxLine, outbox_lines, replaced_by_next
from ..core.progress import Part, Progress
from ..core.validation import Finding, validate
from ..processing.exportsubmission import explained_reason, this_tool
from ..processing.register import blocking, register_of


@dataclass(frozen=True)
class Statement:
    """What the form asks. ``language`` (en or fr) is that of the texts and of the reply."""

    submitter: Submitter
    reason: str
    licence: str
    language: str
    comment: str
    authorized: bool


@dataclass(frozen=True)
class Prepared:
    """A finished document that is written nowhere yet, and the errors that stand in its way.

    ``replaces`` is an earlier submission of the working copy that still waits: what waits of it is in this
    one too, so the stewards need not decide on it twice.
    """

    submission: Submission
    errors: Sequence[Finding]
    steward_email: str
    replaces: OutboxLine | None = None


def prepare(path: str | Path, statement: Statement, outbox: Outbox, progress: Progress) -> Prepared:
    """Make the document of all changes in a working copy, and check the changed records.

    Raises ``ExchangeError``: nothing to submit, submitter, statement or a reason incomplete.
    """
    with open_working_copy(path) as copy:
        replaced = replaced_by_next(outbox_lines(outbox, progress), copy.info)
        changes = difference(copy, progress=Part(progress, 0.0, 0.3))
        submission = build_submission(
            copy,
            submitter=statement.submitter,
            reason=explained_reason(statement.reason, statement.comment, statement.language),
            reasons=read_motives(copy.store),
            tool=this_tool(),
            changes=changes,
            comment=statement.comment.strip() or None,
            licence=statement.licence,
            language=statement.language,
            authorized=statement.authorized,
            supersedes=None if replaced is None else replaced.id,
        )
        register = register_of(copy.store, Part(progress, 0.3, 0.5))
        steward = copy.store.info.steward_email or ""
    found = validate(register, today=date.today(), progress=Part(progress, 0.5, 1.0))
    return Prepared(submission, tuple(blocking(found.findings, changes, register)), steward, replaced)
