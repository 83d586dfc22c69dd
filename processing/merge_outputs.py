# SPDX-License-Identifier: GPL-2.0-or-later
"""What ``servicepoints:mergesubmissions`` hands out: what waits for a decision, and the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from qgis.core import QgsField

from ..core.exchange import MergeResult, PendingChange
from ..core.schema import Field, load_schema
from ..core.store import StoreInfo
from ..core.text import Text
from ..host.language import say, tr
from .outputs import own_fields
from .report import Report, Section, Table
from .wording import number_text

_FIELDS = (
    *("submission_id", "jurisdiction", "received_at"),
    *("seq", "op", "table", "record_id", "name_en", "name_fr", "field", "state", "rules"),
    *("base", "theirs", "ours", "changed_by", "changed_at", "message_en", "message_fr"),
)
_MOST_LISTED = 500
_LONGEST_VALUE = 300


@dataclass(frozen=True)
class Refused:
    """A document that was not taken, by the name of its file, and why."""

    name: str
    why: Text


@dataclass
class MergeRun:
    """What one run did: results by file (or submission), documents refused, what waits in the store now.

    ``names`` are those of the records that wait (EN, FR), by table and id.
    """

    merged: list[tuple[str, MergeResult]] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    waiting: list[PendingChange] = field(default_factory=list)
    names: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)

    @property
    def counts(self) -> Counter[str]:
        """How many changes of the run's documents ended in each state."""
        found: Counter[str] = Counter()
        for _, result in self.merged:
            found.update(result.receipt.summary)
        return found

    def name(self, change: PendingChange) -> Text:
        """Return what a record that waits is called, or its id."""
        english, french = self.names.get((change.table, change.id), ("", ""))
        return Text(english or change.id, french or change.id)


def waiting_fields() -> list[QgsField]:
    """Return the columns of the table of what waits: one row per field, values as canonical text."""
    return own_fields(*((name, "Int" if name == "seq" else "String") for name in _FIELDS))


def waiting_rows(run: MergeRun) -> Iterator[list[Any]]:
    """Yield the rows of that table."""
    for change in run.waiting:
        name = run.name(change)
        for each in change.fields:
            yield [
                *(change.submission_id, change.jurisdiction_code, change.received_at),
                *(change.seq, change.op, change.table, change.id, name.en, name.fr),
                *(each.name, each.state, ", ".join(change.rules)),
                *(plain_value(value) for value in (each.base, each.theirs, each.ours)),
                *(each.changed_by, each.changed_at, change.message.en, change.message.fr),
            ]


def merge_report(run: MergeRun, info: StoreInfo) -> Report:
    """Return the report: what became of the changes, document by document, and what waits, field by field."""
    report = Report(tr("Merge of submissions"), _answer(run))
    if run.merged:
        report.sections.append(Section(tr("Submissions"), (), [_documents(run)]))
    if run.refused:
        rows = [[refused.name, say(refused.why)] for refused in run.refused]
        table = Table(tr("Documents that were not taken"), (tr("Document"), tr("Why")), rows)
        words = tr("Nothing of them was merged. Their files were left where they are.")
        report.sections.append(Section(tr("Refused"), (words,), [table]))
    if run.waiting:
        report.sections.append(_waiting(run))
    report.method += [
        (tr("Store"), say(info.title)),
        (tr("Revision"), str(info.revision)),
        (tr("Schema"), f"{info.schema_version} ({info.schema_sha256[:12]})"),
    ]
    report.limits.append(
        tr(
            "A change that was applied met the rules and fitted what the store had; nobody checked on the "
            "spot whether it is true."
        )
    )
    return report


def _answer(run: MergeRun) -> str:
    counts = run.counts
    return tr(
        "Changes applied: {applied}; applied in part: {partly}; already up to date: {noop}; in conflict: "
        "{conflict}; held: {held}; rejected: {rejected}. Documents refused: {refused}."
    ).format(
        applied=number_text(counts["applied"]),
        partly=number_text(counts["partly_applied"]),
        noop=number_text(counts["noop"]),
        conflict=number_text(counts["conflict"]),
        held=number_text(counts["held"]),
        rejected=number_text(counts["rejected"]),
        refused=number_text(len(run.refused)),
    )


def _documents(run: MergeRun) -> Table:
    states = load_schema().domains["change_state"]
    headers = (tr("Document"), tr("State"), *(say(code.label) for code in states.values))
    rows = []
    for name, result in run.merged:
        counts = (number_text(result.receipt.summary[code.code]) for code in states.values)
        rows.append([name, _label("submission_state", result.receipt.state), *counts])
    numeric = frozenset(range(2, len(headers)))
    return Table(tr("What became of the changes, by document"), headers, rows, numeric)


def _waiting(run: MergeRun) -> Section:
    schema = load_schema()
    headers = (
        *(tr("Jurisdiction"), tr("Record"), tr("Field"), tr("At checkout")),
        *(tr("Submitted"), tr("In the store now"), tr("Why it waits")),
    )
    rows = []
    for change in run.waiting:
        table = schema.tables[change.table]
        for each in change.fields:
            definition = table.by_name.get(each.name)
            values = (_words(definition, value) for value in (each.base, each.theirs, each.ours))
            label = each.name if definition is None else say(definition.label)
            rows.append(
                [change.jurisdiction_code, say(run.name(change)), label, *values, say(change.message)]
            )
    words = []
    if len(rows) > _MOST_LISTED:
        words.append(
            tr("The first {shown} of {total} fields; the table of what waits has them all.").format(
                shown=number_text(_MOST_LISTED), total=number_text(len(rows))
            )
        )
    table = Table(tr("Fields that wait for a decision"), headers, rows[:_MOST_LISTED])
    return Section(tr("What waits for a decision"), words, [table])


def plain_value(value: object) -> str | None:
    """Return a canonical value as text: the codes of a set one after another."""
    if value is None:
        return None
    if isinstance(value, bool):
        return str(value).lower()
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def _words(definition: Field | None, value: object) -> str:
    """Return a value as people read it: the label of a code, a dash for nothing."""
    if value is None:
        return "–"
    if definition is not None and definition.domain is not None:
        codes = value if isinstance(value, list) else [value]
        return "; ".join(_label(definition.domain, str(code)) for code in codes)
    if isinstance(value, bool):
        return tr("Yes") if value else tr("No")
    text = plain_value(value) or ""
    return text[:_LONGEST_VALUE] + ("…" if len(text) > _LONGEST_VALUE else "")


def _label(domain: str, code: str) -> str:
    known = load_schema().domains[domain].by_code.get(code)
    return code if known is None else say(known.label)
