# SPDX-License-Identifier: GPL-2.0-or-later
"""Makes a submission in the background: the very document that ``exportsubmission`` makes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..core.errors import ExchangeError
from ..core.exchange import (
    Submission,
    Submitter,
    build_submission,
    open_working_copy,
)
from ..core.exchange.outbox import Outbox
from ..core.exchange.outbox_lines import OutboxLine, outbox_lines, replaced_by_next
from ..core.exchange.signature import Key, sign
from ..core.progress import Part, Progress
from ..core.text import Text
from ..core.validation import Finding, validate
from ..host.credentials import is_key_of
from ..processing.exportsubmission_job import explained_reason, this_tool
from ..processing.register import blocking, register_of
from .changes_compare import Compared, compare


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
    """A finished document that is written nowhere yet, what changed, and the errors that stand in its way.

    ``replaces`` is an earlier submission of the working copy that still waits: what waits of it is in this
    one too, so the stewards need not decide on it twice.
    """

    submission: Submission
    compared: Compared
    errors: Sequence[Finding]
    steward_email: str
    replaces: OutboxLine | None = None

    @property
    def signed_with(self) -> str | None:
        """The name of the key that signed it, None without a signature."""
        signature = self.submission.document["integrity"].get("signature")
        return None if signature is None else str(signature["key_id"])


def prepare(
    path: str | Path, statement: Statement, outbox: Outbox, progress: Progress, *, key: Key | None = None
) -> Prepared:
    """Make the document of all changes in a working copy, sign it with a key, and check the changed records.

    Raises ``ExchangeError``: nothing to submit, submitter, statement or a reason incomplete, a key that says
    nothing to the stewards because it is named after another jurisdiction.
    """
    with open_working_copy(path) as copy:
        if key is not None and not is_key_of(key, copy.info.jurisdiction_code):
            raise not_its_key(key, copy.info.jurisdiction_code)
        replaced = replaced_by_next(outbox_lines(outbox, progress), copy.info)
        compared = compare(copy, Part(progress, 0.0, 0.3))
        changes = compared.changes
        submission = build_submission(
            copy,
            submitter=statement.submitter,
            reason=explained_reason(statement.reason, statement.comment, statement.language),
            reasons=compared.motives,
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
    if key is not None:
        submission = sign(submission, key)
    found = validate(register, today=date.today(), progress=Part(progress, 0.5, 1.0))
    return Prepared(
        submission, compared, tuple(blocking(found.findings, changes, register)), steward, replaced
    )


def not_its_key(key: Key, code: str) -> ExchangeError:
    return ExchangeError(
        Text(
            "The key “{key}” would say nothing to the stewards: a key for this working copy is named {code}, "
            "or begins with {code} and a dot. Choose another key, or no signature.",
            "La clé «\u00a0{key}\u00a0» ne dirait rien à l’intendance\u00a0: une clé pour cette copie de "
            "travail s’appelle {code}, ou son nom commence par {code} et un point. Choisissez une autre clé, "
            "ou aucune signature.",
        ).format(key=key.key_id, code=code)
    )
