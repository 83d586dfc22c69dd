# SPDX-License-Identifier: GPL-2.0-or-later
"""What ``servicepoints:exportsubmission`` does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from qgis.core import Qgis, QgsProcessingContext, QgsProcessingFeedback

from ..core.errors import ExchangeError
from ..core.exchange import (
    Change,
    Reason,
    Submission,
    Tool,
    build_submission,
    difference,
    open_working_copy,
    preview_geojson,
    read_motives,
    summary_csv,
)
from ..core.exchange.outbox_entry import OutboxState
from ..core.exchange.package import package_name, write_package
from ..core.exchange.signature import sign
from ..core.schema import load_schema
from ..core.text import Plural, Text
from ..core.validation import Finding, Register, validate
from ..host.credentials import load_key
from ..host.language import language, say, tr
from ..host.resources import plugin_version
from .base import CoreProgress, SpAlgorithm, check_cancelled
from .document_files import write_all
from .register import blocking, register_of
from .sending import send_submission
from .submitter import submitter_of

_SHOWN = 10
_OPERATIONS = {"INSERTS": "insert", "UPDATES": "update", "DELETES": "delete", "CONFIRMS": "confirm"}


def run(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> dict[str, Any]:
    target = algorithm.parameterAsString(parameters, "TARGET", context).strip()
    where = algorithm.parameterAsString(parameters, "TRANSPORT", context).strip()
    if not (target or where):
        raise ExchangeError(
            Text(
                "Nothing was done: choose a folder for the submission, or say where to send it.",
                "Rien n’a été fait : choisissez un dossier pour la soumission, ou indiquez où l’envoyer.",
            )
        )
    with open_working_copy(algorithm.parameterAsFile(parameters, "WORKING_COPY", context)) as copy:
        changes = difference(copy, progress=CoreProgress(feedback, 0, 30))
        register = register_of(copy.store, CoreProgress(feedback, 30, 50))
        submission = build_submission(
            copy,
            submitter=submitter_of(algorithm, parameters, context),
            reason=_reason(algorithm, parameters, context),
            reasons=read_motives(copy.store),
            tool=this_tool(),
            changes=changes,
            comment=algorithm.parameterAsString(parameters, "COMMENT", context).strip() or None,
            licence=algorithm.parameterAsEnumString(parameters, "LICENCE", context),
            language=language(),
        )
    key = algorithm.parameterAsString(parameters, "KEY", context)
    if key:
        submission = sign(submission, load_key(key))
    _refuse_errors(register, changes, CoreProgress(feedback, 50, 95))
    check_cancelled(feedback)
    files: dict[str, str] = {}
    if target:
        with_package = algorithm.parameterAsBool(parameters, "WRITE_PACKAGE", context)
        files = _write(submission, Path(target), with_package=with_package)
    state = OutboxState.DRAFT
    if where:
        authcfg = algorithm.parameterAsString(parameters, "AUTHCFG", context)
        entry = send_submission(submission, where, authcfg, feedback)
        state = entry.state
        files.setdefault("SUBMISSION", str(entry.path))
    numbers = {name: int(submission.counts.get(op, 0)) for name, op in _OPERATIONS.items()}
    feedback.setProgress(100)
    feedback.pushInfo(
        tr(
            "The submission is ready: {path}. Records added: {inserts}; changed: {updates}; removed: "
            "{deletes}; confirmed: {confirms}."
        ).format(
            path=files["SUBMISSION"],
            inserts=numbers["INSERTS"],
            updates=numbers["UPDATES"],
            deletes=numbers["DELETES"],
            confirms=numbers["CONFIRMS"],
        )
    )
    return {**files, **numbers, "STATE": state.value, **({"TARGET": target} if target else {})}


def _reason(algorithm: SpAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext) -> Reason:
    code = algorithm.parameterAsEnumString(parameters, "REASON", context)
    return explained_reason(code, algorithm.parameterAsString(parameters, "COMMENT", context), language())


def this_tool() -> Tool:
    """Return what a submission says of the program that made it."""
    return Tool("Service Points", plugin_version(), f"QGIS {Qgis.QGIS_VERSION}")


def explained_reason(code: str, comment: str, lang: str) -> Reason:
    """Return a reason for all changes; one that must be explained is explained by the comment."""
    if code in load_schema().submission["reasons_needing_text"] and comment.strip():
        return Reason(code, comment.strip(), lang)
    return Reason(code)


def _refuse_errors(register: Register, changes: Sequence[Change], progress: CoreProgress) -> None:
    """Raise ``ExchangeError`` when a changed record has an error: it would be refused at merge."""
    found = validate(register, today=date.today(), progress=progress)
    errors = blocking(found.findings, changes, register)
    if errors:
        lines = "\n".join(f"– {_line(finding)}" for finding in errors[:_SHOWN])
        raise ExchangeError(_BLOCKED.of(len(errors), lines=lines))


def _line(finding: Finding) -> str:
    return tr("{name} ({rule}): {message}").format(
        name=say(finding.record_name), rule=finding.rule, message=say(finding.message)
    )


def _write(submission: Submission, folder: Path, *, with_package: bool) -> dict[str, str]:
    """Write the document and what goes with it into the folder: all of them or none."""
    stem = submission.file_name.split(".casp", maxsplit=1)[0]
    parts = {
        "SUBMISSION": (submission.file_name, submission.data),
        "SUMMARY_CSV": (f"{stem}.summary.csv", summary_csv(submission, language=language())),
        "PREVIEW": (f"{stem}.preview.geojson", preview_geojson(submission)),
    }
    if with_package:
        parts["PACKAGE"] = (package_name(submission), write_package(submission))
    written = write_all(folder, dict(parts.values()))
    return dict(zip(parts, map(str, written)))


_BLOCKED = Plural(
    Text(
        "Nothing was exported: {n} error stands on the changed records. Correct it, then export "
        "again.\n{lines}",
        "Rien n’a été exporté\u00a0: les fiches modifiées comportent {n} erreur. Corrigez-la, puis exportez "
        "de nouveau.\n{lines}",
    ),
    Text(
        "Nothing was exported: {n} errors stand on the changed records. Correct them, then export "
        "again.\n{lines}",
        "Rien n’a été exporté\u00a0: les fiches modifiées comportent {n} erreurs. Corrigez-les, puis "
        "exportez de nouveau.\n{lines}",
    ),
)
