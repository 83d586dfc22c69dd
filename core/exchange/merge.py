# SPDX-License-Identifier: GPL-2.0-or-later
"""The steward's merge: a received document into a shared store, in one transaction (section C5).

Every change of the document ends in exactly one state, in the receipt that is kept with the document in the
store: nothing is lost, nothing is overwritten unseen, and merging the same document again changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone

from ..collector import collector_put_off
from ..errors import ExchangeError
from ..progress import SILENT, Part, Progress
from ..schema import Schema, load_schema
from ..store import Row, Store, StoreInfo
from ..store.problems import overtaken
from ..store.values import canonical_datetime
from ..text import Text
from .code_lists import CodeLists
from .decisions import Decisions
from .document import Document, document_of
from .history import History
from .holding import Hold, Holding
from .judgement import PENDING, FieldState, Judgement
from .judging import Judge
from .ledger import Entry, LedgerLine, ledger_changes
from .policy import MergePolicy, SignatureState
from .problems import breaks_rule, damaged_ledger, not_shared_store, unknown_submission
from .receipt import Receipt
from .scrutiny import CROSS_ROW, Scrutiny, StoreRows, Verdict
from .verdict_receipt import BY_STATE, refusal, result_of, verdict_receipt, withdrawn

_LEDGER = ("id", "content_sha256", "state", "received_at", "supersedes_id", "jurisdiction_code", "receipt")
_UNKNOWN_CODE = "R02"


@dataclass(frozen=True)
class MergeResult:
    """What a merge did. ``changed`` is whether anything was written: a document that came before, or that is
    refused as a whole, changes nothing."""

    receipt: Receipt
    changed: bool


def merge(
    store: Store,
    document: Document,
    *,
    policy: MergePolicy | None = None,
    decisions: Decisions | None = None,
    signature: SignatureState = "absent",
    now: datetime | None = None,
    progress: Progress = SILENT,
) -> MergeResult:
    """Merge a document into a shared store, or return the receipt it got when it came before.

    ``signature`` is what the verification of the document's signature found. Changes that need a decision
    stay in the stored receipt until one is given: with the document (``decisions``) or later (``decide``).
    A document that cannot be taken at all gets a receipt (state ``rejected`` or ``quarantined``) and leaves
    no trace in the store; the caller keeps its file.

    Raises ``ExchangeError`` when the store is a working copy or a decision does not fit, ``StoreError`` when
    it cannot be written or another steward merged meanwhile, ``Cancelled``; nothing is written then.
    """
    with collector_put_off():
        sitting = _Sitting(
            store, policy or MergePolicy(), decisions or Decisions(), now=now, progress=progress
        )
        return sitting.receive(document, signature)


def decide(
    store: Store,
    submission_id: str,
    *,
    policy: MergePolicy | None = None,
    decisions: Decisions | None = None,
    signature: SignatureState = "absent",
    now: datetime | None = None,
    progress: Progress = SILENT,
) -> MergeResult:
    """Judge what waits of a submission in the ledger again, with decisions, or because its day has come.

    ``signature`` is asked for one that was received into the store but never merged; of the others it is
    known. Raises as ``merge`` does, and ``ExchangeError`` when the ledger has no such submission.
    """
    with collector_put_off():
        sitting = _Sitting(
            store, policy or MergePolicy(), decisions or Decisions(), now=now, progress=progress
        )
        return sitting.resume(submission_id, signature)


class _Sitting:
    """One merge of one document, on the store as it was when the merge began."""

    def __init__(
        self,
        store: Store,
        policy: MergePolicy,
        decisions: Decisions,
        *,
        now: datetime | None,
        progress: Progress,
    ) -> None:
        moment = now or datetime.now(timezone.utc)
        self._store = store
        self._policy = policy
        self._decisions = decisions
        self._now = moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)
        self._today = self._now.astimezone(timezone.utc).date()
        self._progress = progress
        self._schema: Schema = load_schema()
        self._info: StoreInfo = store.info
        if self._info.working_copy is not None:
            raise not_shared_store(store.uri)
        if decisions.revision not in (None, self._info.revision):
            raise overtaken(store.uri, decisions.revision or 0, self._info.revision)

    def receive(self, document: Document, signature: SignatureState) -> MergeResult:
        self._decisions.check(document.submission_id, document.changes)
        ledger = {row["id"]: row for row in self._store.rows("submission", columns=_LEDGER)}
        line = ledger.get(document.submission_id)
        refused = self._refused(document, signature, line)
        if refused is None and line is None and _replaced(document, ledger):
            refused = (None, BY_STATE["withdrawn"]), "withdrawn"
        if refused is not None:
            why, state = refused
            receipt = refusal(
                document, self._info, why, state=state, signature=signature, moment=self._moment
            )
            return MergeResult(receipt, changed=False)
        if line is not None and line["receipt"] is not None:
            stored = Receipt(line["receipt"])
            if not (self._decisions.about(document.submission_id).items or self._decisions.codes):
                return MergeResult(stored, changed=False)
            return self._process(document, stored.document["signature"], ledger, stored)
        return self._process(document, signature, ledger, None)

    def resume(self, submission_id: str, signature: SignatureState) -> MergeResult:
        ledger = {row["id"]: row for row in self._store.rows("submission", columns=_LEDGER)}
        line = ledger.get(submission_id)
        if line is None:
            raise unknown_submission(submission_id)
        whole = self._store.rows("submission", columns=("id", "document"))
        content = next(row["document"] for row in whole if row["id"] == submission_id)
        try:
            document = document_of(content)
        except ExchangeError as error:
            raise damaged_ledger(submission_id, error) from error
        if document.submission_id != submission_id:
            raise damaged_ledger(submission_id, breaks_rule(self._schema, "M05"))
        if line["receipt"] is None:
            return self.receive(document, signature)
        self._decisions.check(submission_id, document.changes)
        stored = Receipt(line["receipt"])
        return self._process(document, stored.document["signature"], ledger, stored)

    @property
    def _moment(self) -> str:
        return canonical_datetime(self._now)

    def _refused(
        self, document: Document, signature: SignatureState, line: Row | None
    ) -> tuple[Hold, str] | None:
        """Return why the store refuses a whole document, and the state it gets; ``None`` if it does not."""
        # An inbox line is written by its sender, whose rights were checked for the line's jurisdiction only.
        names = ("content_sha256", "jurisdiction_code")
        if line is not None and any(line[name] != getattr(document, name) for name in names):
            return self._hold_of("M05"), "quarantined"
        version = document.manifest["schema"]["version"]
        if version.split(".")[0] != self._info.schema_version.split(".")[0]:
            return self._hold_of("M03", value=version, store=self._info.schema_version), "rejected"
        if self._jurisdiction(document) is None:
            return self._hold_of("M08", value=document.jurisdiction_code), "rejected"
        if line is None or line["receipt"] is None:
            if signature == "invalid" and self._policy.signature != "none":
                return self._hold_of("M07"), "quarantined"
            if signature == "absent" and self._policy.signature == "require":
                return self._hold_of("M07"), "rejected"
        return None

    def _hold_of(self, rule: str, **values: str) -> Hold:
        return rule, self._schema.rules[rule].message.format(**values)

    def _jurisdiction(self, document: Document) -> Row | None:
        found = self._store.rows("jurisdiction")
        return next((row for row in found if row["code"] == document.jurisdiction_code), None)

    def _process(
        self,
        document: Document,
        signature: SignatureState,
        ledger: Mapping[str, Row],
        stored: Receipt | None,
    ) -> MergeResult:
        rows = StoreRows(self._store, self._schema, Part(self._progress, 0.0, 0.3))
        history = History(self._store)
        judgements = self._judged(document, rows, history, stored)
        scrutiny = Scrutiny(self._schema, rows, self._today, Part(self._progress, 0.3, 0.8))
        verdicts = self._refuse_errors(document, scrutiny, judgements)
        warnings = self._hold(document, signature, rows, judgements, verdicts)
        self._hold_dependants(scrutiny, judgements)
        line = ledger.get(document.submission_id)
        entry = Entry(
            document=document,
            line=None if line is None else LedgerLine(line["received_at"], stored),
            superseded=self._superseded(document, ledger) if stored is None else None,
            info=self._info,
            now=self._moment,
            decided_by=self._decisions.decided_by,
        )
        results = [
            result_of(judgement, history, self._previous(stored, judgement)) for judgement in judgements
        ]
        receipt = verdict_receipt(entry, signature, warnings, results)
        if stored is not None and receipt.results == stored.results:
            return MergeResult(stored, changed=False)
        replaced = entry.superseded
        old = None
        if replaced is not None and replaced["receipt"] is not None:
            old = withdrawn(replaced["receipt"], self._moment)
        changes = ledger_changes(self._schema, entry, receipt, judgements, old)
        self._store.apply(changes, now=self._now, expected_revision=self._info.revision)
        self._progress.report(1.0)
        return MergeResult(receipt, changed=True)

    @staticmethod
    def _previous(stored: Receipt | None, judgement: Judgement) -> Mapping[str, object] | None:
        return None if stored is None else stored.results[judgement.change.seq - 1]

    def _judged(
        self, document: Document, rows: StoreRows, history: History, stored: Receipt | None
    ) -> list[Judgement]:
        judge = Judge(self._schema, history)
        codes = CodeLists(self._schema, rows.rows["domain_value"], self._decisions.codes)
        judged = []
        for sent in document.changes:
            previous: Mapping[str, FieldState] = {}
            if stored is not None:
                previous = stored.results[sent.seq - 1]["fields"]
            decisions = self._decisions.on(document.submission_id, sent)
            change, said = codes.rewritten(sent)
            judgement = judge.judge(change, rows.find(change.table.name, change.id), decisions, previous)
            for message in said:
                judgement.note(None, message)
            judged.append(judgement)
        return judged

    def _refuse_errors(
        self, document: Document, scrutiny: Scrutiny, judgements: Sequence[Judgement]
    ) -> dict[int, Verdict]:
        """Refuse changes whose result breaks a rule, until none is left; return what the first look said.

        What one change breaks may be another's reference, so the rules between records are asked again.
        """
        verdicts: dict[int, Verdict] = {}
        rules = None
        while True:
            applying = [judgement for judgement in judgements if judgement.applies]
            found = list(scrutiny.verdicts(applying, rules)) if applying else []
            if rules is None:
                verdicts = {id(judgement): verdict for judgement, verdict in found}
            broken = [(judgement, verdict.errors) for judgement, verdict in found if verdict.errors]
            if not broken:
                return verdicts
            for judgement, errors in broken:
                for rule, message in errors:
                    judgement.note(rule, message)
                judgement.stop_all(self._state_of_error(document, judgement, errors))
            rules = CROSS_ROW

    def _state_of_error(
        self, document: Document, judgement: Judgement, errors: Sequence[tuple[str, Text]]
    ) -> FieldState:
        """An error refuses the change; but it stays with the steward when a decision could mend it: the
        steward made one already, the other half of it waits, or the two schemas' code lists differ."""
        waits = any(state in PENDING for state in judgement.states.values())
        other_lists = document.manifest["schema"]["sha256"] != self._info.schema_sha256
        if judgement.accepted or waits or (other_lists and all(rule == _UNKNOWN_CODE for rule, _ in errors)):
            return "held"
        return "rejected"

    def _hold(
        self,
        document: Document,
        signature: SignatureState,
        rows: StoreRows,
        judgements: Sequence[Judgement],
        verdicts: Mapping[int, Verdict],
    ) -> list[Hold]:
        """Hold what needs a decision and has none; return the warnings about the document."""
        holding = Holding(self._schema, document, self._policy, info=self._info, today=self._today)
        applying = [judgement for judgement in judgements if judgement.applies]
        warnings = holding.warnings(self._now)
        mass = holding.is_mass_change(applying, rows.rows["service_point"])
        jurisdiction = self._jurisdiction(document) or {}
        common = holding.of_document(signature, jurisdiction, warnings, mass)
        for judgement in applying:
            names = judgement.undecided()
            if not names:
                continue
            verdict = verdicts.get(id(judgement), Verdict())
            holds: list[Hold] = [w for w in verdict.warnings if w[0] not in self._policy.tolerated]
            holds += [*holding.of_change(judgement), *common]
            for rule, message in holds:
                judgement.note(rule, message)
            if holds:
                judgement.stop(names, "held")
        return warnings

    @staticmethod
    def _hold_dependants(scrutiny: Scrutiny, judgements: Sequence[Judgement]) -> None:
        """Hold what cannot stand without a change that waits: a telephone of a point not accepted yet."""
        if all(judgement.state in ("applied", "noop") for judgement in judgements):
            return
        while True:
            applying = [judgement for judgement in judgements if judgement.applies]
            found = list(scrutiny.verdicts(applying, CROSS_ROW)) if applying else []
            broken = [(judgement, verdict.errors) for judgement, verdict in found if verdict.errors]
            if not broken:
                return
            for judgement, errors in broken:
                for rule, message in errors:
                    judgement.note(rule, message)
                judgement.stop_all("held")

    def _superseded(self, document: Document, ledger: Mapping[str, Row]) -> Row | None:
        """Return the ledger's line of the submission this one replaces, if anything of that still waits.

        Only the jurisdiction that sent it can withdraw it.
        """
        line = ledger.get(document.supersedes or "")
        if line is None or line["jurisdiction_code"] != document.jurisdiction_code:
            return None
        return line if line["state"] in ("received", "partially_accepted") else None


def _replaced(document: Document, ledger: Mapping[str, Row]) -> bool:
    """Whether the submission that replaces this one came first."""
    return any(
        line["supersedes_id"] == document.submission_id
        and line["jurisdiction_code"] == document.jurisdiction_code
        for line in ledger.values()
    )
