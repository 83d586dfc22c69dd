# SPDX-License-Identifier: GPL-2.0-or-later
"""``servicepoints:applyreceipts``: what the stewards took is no longer a change of the working copy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFile,
    QgsProcessingParameterMultipleLayers,
    QgsWkbTypes,
)

from ..core.errors import ExchangeError, ServicePointsError
from ..core.exchange import WorkingCopy, open_working_copy, read_document, read_receipt
from ..core.exchange.package import read_file
from ..core.exchange.rebase import FieldConflict, Rebased, apply_receipt, resolve
from ..core.text import Text
from ..host.language import say, tr
from .base import CoreProgress, SpAlgorithm
from .document_files import RECEIPTS, SUBMISSIONS, document_files, read_some
from .ledger import Ledger
from .merge_outputs import plain_value
from .outputs import around, own_fields
from .parameters import choice, explained
from .provenance import Provenance

RESOLUTIONS = ("ask", "mine", "theirs")
_LONGEST_RECEIPT = 20_000_000
_FIELDS = ("table", "record_id", "field", "base", "mine", "theirs", "changed_by", "changed_at")


class ApplyReceipts(SpAlgorithm):
    """Apply receipts."""

    ID = "applyreceipts"
    GROUP = "register"
    TAGS = (
        "receipt", "working copy", "conflict", "submission", "answer",
        "accusé de réception", "copie de travail", "conflit", "soumission", "réponse",
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
                    QgsProcessingParameterMultipleLayers("RECEIPTS", tr("Receipts"), files),
                    tr("The stewards’ answers (.receipt.json), or folders with such files."),
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
        files = document_files(self.parameterAsFileList(parameters, "RECEIPTS", context), RECEIPTS)
        wanted = self.parameterAsEnumString(parameters, "RESOLVE", context)
        progress = CoreProgress(feedback, 0, 95)
        moved, ignored, conflicts = 0, 0, []
        with open_working_copy(path) as copy:
            for done, file in enumerate(files):
                if feedback.isCanceled():
                    raise _stopped(done, len(files))
                progress.report(done / len(files))
                try:
                    found = _applied(copy, file, sent)
                except ServicePointsError as problem:
                    ignored += 1
                    feedback.pushWarning(f"{file.name}: {say(problem.text)}")
                    continue
                moved += found.records
                conflicts += found.conflicts
                if found.ignored is not None:
                    ignored += 1
                    feedback.pushWarning(f"{file.name}: {say(found.ignored)}")
            if wanted != "ask":
                for conflict in conflicts:
                    resolve(copy, conflict, wanted)
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
            feedback.pushWarning(f"{path.name}: {say(problem.text)}")
            continue
        sent[document.submission_id] = document.content
    return sent


def _applied(copy: WorkingCopy, path: Path, sent: Mapping[str, Mapping[str, Any]]) -> Rebased:
    try:
        receipt = read_receipt(read_some(path, _LONGEST_RECEIPT))
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


_UNREADABLE = Text(
    "The receipt cannot be read and was ignored. {reason}",
    "Impossible de lire l’accusé de réception; il a été ignoré. {reason}",
)
_UNKNOWN = Text(
    "The receipt answers submission {number}, which is not among those given. It was ignored; give that "
    "document too.",
    "L’accusé répond à la soumission {number}, qui n’est pas parmi celles fournies. Il a été ignoré; "
    "fournissez aussi ce document.",
)
