# SPDX-License-Identifier: GPL-2.0-or-later
"""What ``servicepoints:applyreceipts`` does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Callable

from qgis.core import QgsProcessingContext, QgsProcessingException, QgsProcessingFeedback, QgsWkbTypes

from ..core.errors import ExchangeError, ServicePointsError
from ..core.exchange import WorkingCopy, open_working_copy, read_document, read_receipt
from ..core.exchange.package import read_file
from ..core.exchange.rebase import FieldConflict, Rebased, apply_receipt, settle, still_open
from ..core.exchange.transports import Transport
from ..core.text import Text
from ..host.exchange import open_transport
from ..host.language import say, tr
from .base import CoreProgress, SpAlgorithm, check_cancelled
from .document_files import RECEIPTS, SUBMISSIONS, document_files, read_some
from .ledger import Ledger
from .merge_outputs import plain_value
from .outputs import around, own_fields
from .provenance import Provenance
from .wording import labelled

_LONGEST_RECEIPT = 20_000_000
_FIELDS = ("table", "record_id", "field", "base", "mine", "theirs", "changed_by", "changed_at")


def run(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> dict[str, Any]:
    path = algorithm.parameterAsFile(parameters, "WORKING_COPY", context)
    sent = _sent(algorithm.parameterAsFileList(parameters, "SUBMISSIONS", context), feedback)
    answers = _given(document_files(algorithm.parameterAsFileList(parameters, "RECEIPTS", context), RECEIPTS))
    where = algorithm.parameterAsString(parameters, "TRANSPORT", context).strip()
    if where:
        authcfg = algorithm.parameterAsString(parameters, "AUTHCFG", context)
        answers += _fetched(open_transport(where, authcfg, CoreProgress(feedback, 0, 0)), sent, feedback)
    elif not answers:
        raise ExchangeError(_NOWHERE)
    wanted = algorithm.parameterAsEnumString(parameters, "RESOLVE", context)
    progress = CoreProgress(feedback, 0, 95)
    moved, ignored, conflicts = 0, 0, []
    with open_working_copy(path) as copy:
        for done, answer in enumerate(answers):
            if feedback.isCanceled():
                raise _stopped(done, len(answers))
            progress.report(done / len(answers))
            try:
                found = _applied(copy, answer, sent)
            except ServicePointsError as problem:
                ignored += 1
                feedback.pushWarning(labelled(answer.name, say(problem.text)))
                continue
            moved += found.records
            conflicts += found.conflicts
            if found.ignored is not None:
                ignored += 1
                feedback.pushWarning(labelled(answer.name, say(found.ignored)))
        conflicts = still_open(copy, conflicts)
        if wanted != "ask":
            settle(copy, [(conflict, wanted) for conflict in conflicts])
    algorithm.outputs.settle()
    numbers = {"RECORDS_MOVED": moved, "CONFLICTS_FOUND": len(conflicts), "RECEIPTS_IGNORED": ignored}
    ledger = Ledger(algorithm, parameters, context)
    algorithm.outputs.provenance = Provenance.of(algorithm, parameters, context, ledger, dict(numbers))
    _write(algorithm, parameters, context, conflicts)
    feedback.pushInfo(
        tr(
            "Records taken by the store: {moved}; fields that others changed as well: {conflicts}; "
            "receipts ignored: {ignored}."
        ).format(moved=moved, conflicts=len(conflicts), ignored=ignored)
    )
    return dict(numbers)


def _write(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    conflicts: Sequence[FieldConflict],
) -> None:
    fields = around(own_fields(*((name, "String") for name in _FIELDS)), (), ())
    sink = algorithm.open_sink(parameters, "CONFLICTS", context, fields, QgsWkbTypes.Type.NoGeometry)
    if sink is None:
        return
    for each in conflicts:
        values = map(plain_value, (each.base, each.mine, each.theirs))
        sink.add([each.table, each.id, each.field, *values, each.changed_by, each.changed_at], None)


def _sent(paths: Sequence[str], feedback: QgsProcessingFeedback) -> dict[str, Mapping[str, Any]]:
    """Return the documents that were sent, by their numbers; what is none is said and left out."""
    sent: dict[str, Mapping[str, Any]] = {}
    for path in document_files(paths, SUBMISSIONS):
        try:
            document = read_document(read_file(path))
        except ServicePointsError as problem:
            feedback.pushWarning(labelled(path.name, say(problem.text)))
            continue
        sent[document.submission_id] = document.content
    return sent


@dataclass(frozen=True)
class _Answer:
    """A receipt that is to be read: from a file, or as it was fetched."""

    name: str
    read: Callable[[], bytes]


def _given(paths: Sequence[Path]) -> list[_Answer]:
    return [_Answer(path.name, partial(read_some, path, _LONGEST_RECEIPT)) for path in paths]


def _fetched(
    transport: Transport, sent: Mapping[str, Mapping[str, Any]], feedback: QgsProcessingFeedback
) -> list[_Answer]:
    """Fetch the receipts of the submissions that have one. Raises ``TransportError``."""
    answers = []
    for number in sent:
        check_cancelled(feedback)
        data = transport.fetch_receipt(number)
        if data is None:
            feedback.pushInfo(tr("Submission {number} has no receipt yet.").format(number=number))
        else:
            answers.append(_Answer(number, partial(bytes, data)))
    return answers


def _applied(copy: WorkingCopy, answer: _Answer, sent: Mapping[str, Mapping[str, Any]]) -> Rebased:
    try:
        receipt = read_receipt(answer.read())
    except OSError as problem:
        raise ExchangeError(_UNREADABLE.format(reason=problem.strerror or "")) from problem
    submission = sent.get(receipt.submission_id)
    if submission is None:
        return Rebased(ignored=_UNKNOWN.format(number=receipt.submission_id))
    return apply_receipt(copy, receipt.document, submission)


def _stopped(done: int, total: int) -> QgsProcessingException:
    return QgsProcessingException(
        tr(
            "Stopped at your request after {done} of {total} receipts. Those are applied; run the tool again "
            "for the others."
        ).format(done=done, total=total)
    )


_NOWHERE = Text(
    "Nothing was done: choose the receipts, or say where the submissions were sent.",
    "Rien n’a été fait\u00a0: choisissez les accusés, ou indiquez où les soumissions ont été envoyées.",
)
_UNREADABLE = Text(
    "The receipt cannot be read and was ignored. {reason}",
    "Impossible de lire l’accusé de traitement; il a été ignoré. {reason}",
)
_UNKNOWN = Text(
    "The receipt answers submission {number}, which is not among those given. It was ignored; give that "
    "document too.",
    "L’accusé répond à la soumission {number}, qui n’est pas parmi celles fournies. Il a été ignoré; "
    "fournissez aussi ce document.",
)
