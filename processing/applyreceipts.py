# SPDX-License-Identifier: GPL-2.0-or-later
"""``servicepoints:applyreceipts``: what the stewards took is no longer a change of the working copy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Callable

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterAuthConfig,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFile,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterString,
    QgsWkbTypes,
)

from ..core.errors import ExchangeError, ServicePointsError
from ..core.exchange import WorkingCopy, open_working_copy, read_document, read_receipt
from ..core.exchange.package import read_file
from ..core.exchange.rebase import FieldConflict, Rebased, apply_receipt, resolve
from ..core.exchange.transports import Transport
from ..core.text import Text
from ..host.exchange import open_transport
from ..host.language import say, tr
from .base import CoreProgress, SpAlgorithm, check_cancelled
from .document_files import RECEIPTS, SUBMISSIONS, document_files, read_some
from .ledger import Ledger
from .merge_outputs import plain_value
from .outputs import around, own_fields
from .parameters import advanced, choice, explained
from .provenance import Provenance
from .stores import database_help
from .wording import labelled

RESOLUTIONS = ("ask", "mine", "theirs")
_LONGEST_RECEIPT = 20_000_000
_FIELDS = ("table", "record_id", "field", "base", "mine", "theirs", "changed_by", "changed_at")


class ApplyReceipts(SpAlgorithm):
    """Apply receipts."""

    ID = "applyreceipts"
    GROUP = "register"
    TAGS = (
        "receipt", "working copy", "conflict", "submission", "answer",
        "accusé de traitement", "copie de travail", "conflit", "soumission", "réponse",
    )  # fmt: skip

    def displayName(self) -> str:  # noqa: N802
        return tr("Apply receipts")

    def shortDescription(self) -> str:  # noqa: N802
        return tr("Reads the stewards’ answers into a working copy and lists what is left to decide.")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # noqa: N802
        files = QgsProcessing.SourceType.TypeFile
        self.add_parameters(
            [
                explained(
                    QgsProcessingParameterFile(
                        "WORKING_COPY", tr("Working copy"), fileFilter=tr("GeoPackage (*.gpkg)")
                    ),
                    tr("The file in which the records were corrected; save the edits of its layers first."),
                ),
                explained(
                    QgsProcessingParameterMultipleLayers("RECEIPTS", tr("Receipts"), files, optional=True),
                    tr(
                        "The stewards’ answers (.receipt.json), or folders with such files. Not needed when "
                        "they are fetched."
                    ),
                ),
                explained(
                    QgsProcessingParameterMultipleLayers("SUBMISSIONS", tr("Submissions sent"), files),
                    tr("The documents they answer (.casp.json or .casp.zip), or folders with such files."),
                ),
                explained(
                    choice("RESOLVE", tr("Fields that others changed as well"), RESOLUTIONS, "ask"),
                    tr(
                        "ask: they are only listed; mine: your value stays and is submitted next time; "
                        "theirs: the store’s value is taken over."
                    ),
                ),
                *_transport_parameters(),
                QgsProcessingParameterFeatureSink(
                    "CONFLICTS",
                    tr("Fields that others changed as well"),
                    QgsProcessing.SourceType.TypeVector,
                    optional=True,
                ),
            ]
        )
        self.add_numbers(
            {
                "RECORDS_MOVED": tr("Records taken by the store"),
                "CONFLICTS_FOUND": tr("Fields that others changed as well"),
                "RECEIPTS_IGNORED": tr("Receipts ignored"),
            }
        )

    def run_job(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        path = self.parameterAsFile(parameters, "WORKING_COPY", context)
        sent = _sent(self.parameterAsFileList(parameters, "SUBMISSIONS", context), feedback)
        answers = _given(document_files(self.parameterAsFileList(parameters, "RECEIPTS", context), RECEIPTS))
        where = self.parameterAsString(parameters, "TRANSPORT", context).strip()
        if where:
            authcfg = self.parameterAsString(parameters, "AUTHCFG", context)
            answers += _fetched(open_transport(where, authcfg, CoreProgress(feedback, 0, 0)), sent, feedback)
        elif not answers:
            raise ExchangeError(_NOWHERE)
        wanted = self.parameterAsEnumString(parameters, "RESOLVE", context)
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
            if wanted != "ask":
                for conflict in conflicts:
                    resolve(copy, conflict, wanted)
        self.outputs.settle()
        numbers = {"RECORDS_MOVED": moved, "CONFLICTS_FOUND": len(conflicts), "RECEIPTS_IGNORED": ignored}
        ledger = Ledger(self, parameters, context)
        self.outputs.provenance = Provenance.of(self, parameters, context, ledger, dict(numbers))
        self._write(parameters, context, conflicts)
        feedback.pushInfo(
            tr(
                "Records taken by the store: {moved}; fields that others changed as well: {conflicts}; "
                "receipts ignored: {ignored}."
            ).format(moved=moved, conflicts=len(conflicts), ignored=ignored)
        )
        return dict(numbers)

    def _write(
        self, parameters: dict[str, Any], context: QgsProcessingContext, conflicts: Sequence[FieldConflict]
    ) -> None:
        fields = around(own_fields(*((name, "String") for name in _FIELDS)), (), ())
        sink = self.open_sink(parameters, "CONFLICTS", context, fields, QgsWkbTypes.Type.NoGeometry)
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


def _transport_parameters() -> list[QgsProcessingParameterDefinition]:
    return [
        explained(
            QgsProcessingParameterString(
                "TRANSPORT", tr("Fetch the receipts from where they were sent"), optional=True
            ),
            " ".join(
                (
                    tr(
                        "The shared folder or the web address that the submissions were sent to. Their "
                        "receipts are fetched from there."
                    ),
                    database_help(),
                )
            ),
        ),
        advanced(
            explained(
                QgsProcessingParameterAuthConfig("AUTHCFG", tr("Login for the web address"), optional=True),
                tr("An authentication configuration of QGIS; never put a password in the address."),
            )
        ),
    ]


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
