# SPDX-License-Identifier: GPL-2.0-or-later
"""The rules of the schema applied to what the register would be with a draft.

A point with an error would be refused at merge; its changes go no further, nor do those of what belongs to
it. An error that stood in the record before is not the import's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ..exchange.difference import Change
from ..progress import SILENT, Part, Progress
from ..schema import load_schema
from ..text import Text
from ..validation import Finding, Register, validate_records
from ..validation.register import Row
from .drafting import Drafted
from .held_register import HeldRegister

_OURS = ("external_id",)
"""Tables that an import writes by itself: the one text of the source in them is looked at when it is read."""

_ERRORS = ("error", "reject")


@dataclass(frozen=True)
class Verdict:
    """Why points are rejected, by line, and what is wrong with the record of the source."""

    reasons: Mapping[int, tuple[Text, ...]]
    of_source: tuple[Text, ...]


def judged(
    held: HeldRegister,
    drafted: Sequence[Drafted],
    own: Sequence[Change],
    *,
    today: date,
    progress: Progress = SILENT,
) -> Verdict:
    """Return which points may not go on. Raises ``Cancelled``."""
    changes = [*own, *(change for each in drafted for change in each.changes)]
    looked_at = [change for change in changes if change.table not in _OURS]
    wrong = validate_records(
        _with(held.register, looked_at),
        [(change.table, change.id) for change in looked_at],
        rules=_of_errors(),
        today=today,
        progress=Part(progress, 0.0, 0.9),
    )
    before = validate_records(held.register, wrong, today=today, progress=Part(progress, 0.9, 1.0))
    line_of = {
        (change.table, change.id): each.point.line
        for each in drafted
        for change in each.changes
        if (change.table, change.id) in wrong
    }
    reasons: dict[int, list[Text]] = defaultdict(list)
    of_source: list[Text] = []
    for place, errors in wrong.items():
        stood = {(finding.rule, finding.field) for finding in before.get(place, ())}
        for finding in errors:
            if (finding.rule, finding.field) not in stood:
                line = line_of.get(place)
                (of_source if line is None else reasons[line]).append(_said(finding))
    return Verdict({line: tuple(dict.fromkeys(texts)) for line, texts in reasons.items()}, tuple(of_source))


def _with(register: Register, changes: Sequence[Change]) -> Register:
    """Return the register as it would be with the changes."""
    by_table: dict[str, dict[str, Row]] = defaultdict(dict)
    for change in changes:
        start = register.find(change.table, change.id) or {}
        is_insert = change.op == "insert"
        after = {
            name: sides.get("after")
            for name, sides in change.fields.items()
            if is_insert or sides.get("before") != sides.get("after")  # no guard
        }
        by_table[change.table][change.id] = {**start, "id": change.id, **after}
    rows: dict[str, Sequence[Row]] = {}
    for table, changed in by_table.items():
        kept = [changed.pop(str(row["id"]), row) for row in register.rows(table)]
        rows[table] = [*kept, *changed.values()]
    return register.with_rows(rows)


def _of_errors() -> tuple[str, ...]:
    """Return the rules that stand in the way of a point; warnings would be made for nothing."""
    return tuple(name for name, rule in load_schema().rules.items() if rule.severity in _ERRORS)


def _said(finding: Finding) -> Text:
    return _OF_RULE.format(rule=finding.rule, message=finding.message)


_OF_RULE = Text("{rule}: {message}", "{rule}\u00a0: {message}")
