# SPDX-License-Identifier: GPL-2.0-or-later
"""The draft of an import as submission documents: the same from the algorithm and from the assistant."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path

from qgis.core import QgsProcessingException

from ..core.exchange import Reason, Submission, Submitter, WorkingCopy, build_submission
from ..core.importing.importation import Importation
from ..core.schema import load_schema
from ..core.store.files import write_new
from ..host.language import language, tr
from .exportsubmission import this_tool

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
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise QgsProcessingException(
            tr("The folder “{folder}” cannot be made. Choose another one. {reason}").format(
                folder=folder, reason=problem.strerror
            )
        ) from problem
    written: list[Path] = []
    try:
        for each in documents:
            path = folder / each.file_name
            write_new(path, each.data)
            written.append(path)
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise
    return written
