# SPDX-License-Identifier: GPL-2.0-or-later
"""The draft of an import as submission documents: the same from the algorithm and from the assistant."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path

from ..core.exchange import Reason, Submission, Submitter, WorkingCopy, build_submission
from ..core.importing.importation import Importation
from ..core.schema import load_schema
from ..host.language import language
from .document_files import write_all
from .exportsubmission_job import this_tool

REASON = "source_update"


def import_documents(
    copy: WorkingCopy,
    found: Importation,
    submitter: Submitter,
    *,
    comment: str | None = None,
    reply_in: str | None = None,
) -> list[Submission]:
    """Return the draft in as many documents as the limits ask for, to be merged in their order.

    ``reply_in`` (en or fr) is the language of the reply, the person's own where it is not given. Raises
    ``ExchangeError``.
    """
    parts = found.draft.documents(load_schema().submission["limits"]["changes"] // 2)
    licences = load_schema().domains["licence"].by_code  # of a source may be another; its record says it
    now = datetime.now(timezone.utc)
    return [
        build_submission(
            copy,
            submitter=submitter,
            reason=Reason(REASON),
            tool=this_tool(),
            changes=changes,
            title=found.profile.title,
            comment=comment,
            licence=found.profile.licence if found.profile.licence in licences else "unknown",
            language=reply_in or language(),
            created_at=now - timedelta(seconds=len(parts) - 1 - number),
        )
        for number, changes in enumerate(parts)
    ]


def write_documents(documents: Sequence[Submission], folder: Path) -> list[Path]:
    """Write the documents into the folder: all of them or none."""
    return write_all(folder, {each.file_name: each.data for each in documents})
