# SPDX-License-Identifier: GPL-2.0-or-later
"""What ``servicepoints:mergesubmissions`` does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingException, QgsProcessingFeedback, QgsWkbTypes

from ..core.errors import Cancelled, ExchangeError, ServicePointsError
from ..core.exchange import (
    Decisions,
    Document,
    MergePolicy,
    MergeResult,
    PendingChange,
    decide,
    merge,
    pending,
    read_decisions,
    read_document,
)
from ..core.exchange.inbox import merge_unmerged, unmerged
from ..core.exchange.package import read_file
from ..core.exchange.problems import not_shared_store
from ..core.exchange.signature import Key
from ..core.progress import Part, Progress
from ..core.store import Store, open_store
from ..core.store.files import write_whole
from ..host.credentials import checked_signature, signing_keys
from ..host.databases import store_place
from ..host.language import say, tr
from .base import CoreProgress, SpAlgorithm
from .document_files import SUBMISSIONS, document_files, made_folder, read_some
from .ledger import Ledger
from .merge_outputs import MergeRun, Refused, merge_report, waiting_fields, waiting_rows
from .merge_parameters import POLICIES
from .outputs import around
from .provenance import Provenance
from .wording import labelled

_NUMBERS = {
    "APPLIED": "applied",
    "PARTLY_APPLIED": "partly_applied",
    "NOOP": "noop",
    "CONFLICT": "conflict",
    "HELD": "held",
    "REJECTED": "rejected",
}
_LONGEST_DECISIONS = 20_000_000


def run(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> dict[str, Any]:
    place = store_place(algorithm.parameterAsFile(parameters, "STORE", context))
    receipts = made_folder(algorithm.parameterAsString(parameters, "RECEIPTS", context))
    decisions = _decisions(algorithm.parameterAsFile(parameters, "DECISIONS", context))
    policy = MergePolicy(
        signature=algorithm.parameterAsEnumString(parameters, "SIGNATURE", context),
        auto_accept=POLICIES[algorithm.parameterAsEnumString(parameters, "POLICY", context)],
    )
    run = MergeRun()
    documents = _read(algorithm.parameterAsFileList(parameters, "SUBMISSIONS", context), run)
    keys = signing_keys(algorithm.parameterAsString(parameters, "KEYS", context))
    sitting = _Sitting(policy, decisions, keys, receipts, run)
    with open_store(place, read_only=False) as store:
        if store.info.working_copy is not None:
            raise not_shared_store(store.uri)
        sitting.receive(store, documents, feedback)
        sitting.decide_the_rest(store, feedback)
        algorithm.outputs.settle()
        run.waiting = pending(store)
        run.names = _names(store, run.waiting)
        info = store.info
        ledger = Ledger(algorithm, parameters, context)
        ledger.read_rows("STORE", _read_of(store), say(info.title), store.count("service_point"))
    numbers = {name: run.counts[state] for name, state in _NUMBERS.items()}
    numbers["REFUSED"] = len(run.refused)
    algorithm.outputs.provenance = Provenance.of(algorithm, parameters, context, ledger, dict(numbers))
    _write_waiting(algorithm, parameters, context, run)
    report = merge_report(run, info)
    where = algorithm.outputs.add_report(
        report, algorithm.parameterAsFileOutput(parameters, "REPORT", context)
    )
    for refused in run.refused:
        feedback.pushWarning(labelled(refused.name, say(refused.why)))
    feedback.pushInfo(report.answer)
    return {**numbers, **where, "RECEIPTS": str(receipts)}


def _write_waiting(
    algorithm: SpAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext, run: MergeRun
) -> None:
    fields = around(waiting_fields(), (), ())
    sink = algorithm.open_sink(parameters, "CONFLICTS", context, fields, QgsWkbTypes.Type.NoGeometry)
    if sink is None:
        return
    for row in waiting_rows(run):
        sink.add(row, None)


class _Sitting:
    """One run: every document in a transaction of its own, its receipt written as soon as it is merged."""

    def __init__(
        self, policy: MergePolicy, decisions: Decisions, keys: Sequence[Key], receipts: Path, run: MergeRun
    ) -> None:
        self._policy, self._decisions, self._keys = policy, decisions, keys
        self._receipts, self._run = receipts, run

    def receive(
        self, store: Store, documents: Sequence[tuple[str, Document]], feedback: QgsProcessingFeedback
    ) -> None:
        """Merge the documents. Raises ``StoreError``, and for a cancel what says how far it came."""
        progress = CoreProgress(feedback, 0, 80)
        for done, (name, document) in enumerate(documents):
            part = Part(progress, done / len(documents), (done + 1) / len(documents))
            try:
                result = merge(
                    store,
                    document,
                    policy=self._policy,
                    decisions=self._of_now(store),
                    signature=checked_signature(document.content, self._keys),
                    progress=part,
                )
            except ExchangeError as problem:  # a decision that does not fit it
                self._run.refused.append(Refused(name, problem.text))
                continue
            except Cancelled as stopped:
                raise _stopped(done, len(documents)) from stopped
            self._keep(result, name)

    def decide_the_rest(self, store: Store, feedback: QgsProcessingFeedback) -> None:
        """Judge what waits in the store: received there, decided now, or because its day has come."""
        self._merge_inbox(store, CoreProgress(feedback, 80, 90))
        received = {result.receipt.submission_id for _, result in self._run.merged}
        waiting = {change.submission_id for change in pending(store)}
        asked = {item.submission_id for item in self._decisions.items}
        progress = CoreProgress(feedback, 90, 95)
        for submission in sorted((waiting | asked) - received):
            try:
                result = decide(
                    store,
                    submission,
                    policy=self._policy,
                    decisions=self._of_now(store),
                    progress=progress,
                )
            except ExchangeError as problem:
                self._run.refused.append(Refused(submission, problem.text))
                continue
            except Cancelled as stopped:
                raise _stopped(len(self._run.merged), len(self._run.merged)) from stopped
            if result.changed or submission in asked:
                self._keep(result, submission)

    def _of_now(self, store: Store) -> Decisions:
        """Return the decisions as of the store's revision: this run's own merges do not make them stale."""
        made_for = self._decisions.revision
        if made_for is None or not any(result.changed for _, result in self._run.merged):
            return self._decisions
        return replace(self._decisions, revision=store.info.revision)

    def _keep(self, result: MergeResult, name: str) -> None:
        self._run.merged.append((name, result))
        write_whole(self._receipts / result.receipt.file_name, result.receipt.data)

    def _merge_inbox(self, store: Store, progress: Progress) -> None:
        """Merge what senders put into the store themselves, oldest first, and answer it there."""
        inbox = unmerged(store)
        for done, (submission, document) in enumerate(inbox.items()):
            try:
                result = merge_unmerged(
                    store,
                    submission,
                    document,
                    policy=self._policy,
                    decisions=self._of_now(store),
                    verify=lambda checked: checked_signature(checked.content, self._keys),
                    progress=Part(progress, done / len(inbox), (done + 1) / len(inbox)),
                )
            except ExchangeError as problem:  # a decision that does not fit it
                self._run.refused.append(Refused(submission, problem.text))
                continue
            except Cancelled as stopped:
                raise _stopped(len(self._run.merged), len(self._run.merged) + len(inbox) - done) from stopped
            self._keep(result, submission)


def _read(paths: Sequence[str], run: MergeRun) -> list[tuple[str, Document]]:
    """Read the documents, oldest first; what is none is noted, and the others go on."""
    found: list[tuple[str, Document]] = []
    for path in document_files(paths, SUBMISSIONS):
        try:
            found.append((path.name, read_document(read_file(path))))
        except ServicePointsError as problem:
            run.refused.append(Refused(path.name, problem.text))
    return sorted(found, key=lambda one: (one[1].manifest["created_at"], one[1].submission_id))


def _decisions(path: str) -> Decisions:
    if not path:
        return Decisions()
    try:
        return read_decisions(read_some(Path(path), _LONGEST_DECISIONS))
    except OSError as problem:
        raise QgsProcessingException(
            tr("The decisions “{path}” cannot be read. {reason}").format(path=path, reason=problem.strerror)
        ) from problem


def _read_of(store: Store) -> dict[str, list[dict[str, Any]]]:
    """Return what identifies the store as it was left: its own line, with the revision."""
    return {"schema_info": store.rows("schema_info")}


def _names(store: Store, waiting: Sequence[PendingChange]) -> dict[tuple[str, str], tuple[str, str]]:
    """Return the names (EN, FR) of the records that have one, by table and id."""
    found: dict[tuple[str, str], tuple[str, str]] = {}
    wanted = {(change.table, change.id) for change in waiting}
    for table in {table for table, _ in wanted} & {"service_point", "service", "organization"}:
        for row in store.rows(table, columns=("id", "name_en", "name_fr")):
            if (table, row["id"]) in wanted:
                english, french = row["name_en"] or row["name_fr"], row["name_fr"] or row["name_en"]
                found[table, row["id"]] = (english or "", french or "")
    return found


def _stopped(done: int, total: int) -> QgsProcessingException:
    return QgsProcessingException(
        tr(
            "Stopped at your request after {done} of {total} submissions. Those are merged and their "
            "receipts written; run the tool again for the others."
        ).format(done=done, total=total)
    )
