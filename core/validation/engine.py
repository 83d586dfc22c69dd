# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs the rules over a register, or over one record of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from operator import itemgetter
from typing import Any, Callable

from ..errors import InputError
from ..progress import SILENT, Progress, check
from ..schema import Schema, Table
from ..text import Text
from .check import Check, Problem, Records
from .columns import identity, judged_columns
from .finding import SEVERITIES, Finding, Report
from .fixes import FIXES
from .record import Record
from .register import Register, Row
from .rules import CHECKS

_ROWS_PER_REPORT = 200
_COLUMNS_SHARE = 0.4  # of a table's time goes to the rules about single values
_AFTER_FIELDS = 1_000_000  # what a rule says of the whole record comes after what it says of values
_BY_RULE = itemgetter(0, 1)
_MESSAGES_KEPT = 10_000

_OF_SUBMISSIONS = Text(
    "This rule judges a submission when it is received, not a store.",
    "Cette règle juge une soumission à sa réception, et non un dépôt.",
)
_UNKNOWN_RULE = Text(
    "There is no rule or family of rules “{token}”. Give rule identifiers such as T03 or families such as G.",
    "Il n’existe ni règle ni famille de règles «\u00a0{token}\u00a0». Donnez des identifiants comme T03 ou "
    "des familles comme G.",
)


def validate(
    register: Register,
    *,
    rules: Collection[str] | None = None,
    today: date,
    progress: Progress = SILENT,
) -> Report:
    """Apply the rules to every record.

    ``rules`` limits them to ids or families (``T03``, ``G``); ``today`` is the date that currency is judged
    by. A rule that cannot be checked is reported as such, never as passed. Raises ``InputError`` for a rule
    that does not exist, ``Cancelled``.
    """
    wanted = rule_ids(register.schema, rules)
    not_checked: dict[str, Text] = {}
    checks: list[Check] = []
    for found in CHECKS:
        if found.rule not in wanted:
            continue
        gap = found.gap(register)
        if gap is not None:
            not_checked[found.rule] = gap.reason
        if gap is None or not gap.whole:
            checks.append(found)
    if rules is not None:
        implemented = {found.rule for found in CHECKS}
        not_checked.update((rule, _OF_SUBMISSIONS) for rule in wanted if rule not in implemented)
    findings = sorted(_findings(register, checks, today, progress), key=_order(register.schema))
    return Report(tuple(findings), tuple(found.rule for found in checks), not_checked)


def validate_record(
    register: Register,
    table: str,
    key: str,
    *,
    draft: Row | None = None,
    rules: Collection[str] | None = None,
    today: date,
) -> tuple[Finding, ...]:
    """Apply the rules to one record, as a form does while someone types.

    ``draft`` stands in for the stored row (or is a new one); the rest of the register is as it was.
    Nothing is found in a record that does not exist. Raises ``InputError`` for an unknown rule.
    """
    wanted = rule_ids(register.schema, rules)
    row = draft if draft is not None else register.find(table, key)
    if row is None:
        return ()
    definition = register.schema.tables[table]
    checks = [found for found in CHECKS if found.rule in wanted and found.applies(definition)]
    ((_, findings),) = _Inspection(register, today).of_table(definition, [row], checks, _no_tick)
    return tuple(sorted(findings, key=_order(register.schema)))


def validate_records(
    register: Register,
    keys: Iterable[tuple[str, str]],
    *,
    rules: Collection[str] | None = None,
    today: date,
    progress: Progress = SILENT,
) -> dict[tuple[str, str], tuple[Finding, ...]]:
    """Apply the rules to the records with these (table, id), as a merge does to what it changes.

    Records that do not exist, and records without findings, are left out. Raises ``InputError`` for an
    unknown rule, ``Cancelled``.
    """
    wanted = rule_ids(register.schema, rules)
    inspection = _Inspection(register, today)
    rows: dict[str, dict[str, Row]] = {}
    places = dict.fromkeys(keys)
    for table, key in places:
        row = register.find(table, key)
        if row is not None:
            rows.setdefault(table, {})[key] = row
    found: dict[tuple[str, str], tuple[Finding, ...]] = {}
    for table, by_key in rows.items():
        definition = register.schema.tables[table]
        checks = [c for c in CHECKS if c.rule in wanted and c.applies(definition)]
        inspected = inspection.of_table(definition, list(by_key.values()), checks, lambda _: check(progress))
        found.update(((table, key), tuple(f)) for key, (_, f) in zip(by_key, inspected) if f)
    return {place: found[place] for place in places if place in found}


def rule_ids(schema: Schema, tokens: Collection[str] | None = None) -> tuple[str, ...]:
    """Return the rules that ids and families name, in the schema's order; without any, every rule.

    Raises ``InputError`` for a token that names none.
    """
    if tokens is None:
        return tuple(schema.rules)
    chosen: set[str] = set()
    for token in tokens:
        name = token.strip().upper()
        matching = [rule for rule in schema.rules if name and name in (rule, rule[0])]
        if not matching:
            raise InputError(_UNKNOWN_RULE.format(token=token))
        chosen.update(matching)
    return tuple(rule for rule in schema.rules if rule in chosen)


def _findings(
    register: Register, checks: Sequence[Check], today: date, progress: Progress
) -> Iterator[Finding]:
    total = sum(len(register.rows(table.name)) for table in register.tables) or 1
    inspection = _Inspection(register, today)
    done = 0
    for table in register.tables:
        rows = register.rows(table.name)
        before = done

        def tick(share: float, before: int = before, count: int = len(rows)) -> None:
            check(progress)
            progress.report((before + share * count) / total)

        here = [found for found in checks if found.applies(table)]
        for _, findings in inspection.of_table(table, rows, here, tick):
            yield from findings
        done += len(rows)
    progress.report(1.0)


class _Inspection:
    """One run of the rules over some records of a register."""

    def __init__(self, register: Register, today: date) -> None:
        self._register = register
        self._today = today
        self._rules = register.schema.rules
        self._messages: dict[tuple[object, ...], Text] = {}

    def of_table(
        self, table: Table, rows: Sequence[Row], checks: Sequence[Check], tick: Callable[[float], None]
    ) -> Iterator[tuple[Row, list[Finding]]]:
        """Yield each row with what is wrong with it, in the order of the rules; ``tick`` hears how far."""
        columns = judged_columns(
            self._register,
            table,
            rows,
            checks,
            today=self._today,
            tick=lambda share: tick(_COLUMNS_SHARE * share),
        )
        asked = _asked(Records(self._register, table, rows), checks)
        if not (columns or asked):
            yield from ((row, []) for row in rows)
            return
        for done, row in enumerate(rows):
            if done % _ROWS_PER_REPORT == 0:
                tick(_COLUMNS_SHARE + (1 - _COLUMNS_SHARE) * done / len(rows))
            record = Record(self._register, table, row, self._today)
            said = [one for name, wrong in columns for one in wrong.get(identity(row.get(name)), ())]
            for number, find, needed in asked:
                if needed is None or row.get(needed) is not None:
                    for problem in find(record):
                        said.append((number, _AFTER_FIELDS, problem))
            if said:
                said.sort(key=_BY_RULE)
            yield row, [self._finding(record, checks[number].rule, problem) for number, _, problem in said]

    def _finding(self, record: Record, rule_id: str, problem: Problem) -> Finding:
        point = record.point
        return Finding(
            rule=rule_id,
            severity=self._rules[rule_id].severity,
            table=record.table.name,
            record_id=record.id,
            record_name=record.name,
            field=problem.field,
            message=self._message(record, rule_id, problem),
            fix=problem.fix or FIXES[rule_id],
            lonlat=record.lonlat,
            level=problem.level,
            point_id=None if point is None else str(point.get("id")),
            custodian=record.text("custodian_code"),
        )

    def _message(self, record: Record, rule_id: str, problem: Problem) -> Text:
        """Most messages repeat by the thousand: each is put together once."""
        key = (rule_id, record.table.name, problem.field, *problem.values.items())
        message = self._messages.get(key)
        if message is None:
            values = dict(problem.values)
            if problem.field is not None:
                values.setdefault("field", record.field(problem.field).label)
            if len(self._messages) >= _MESSAGES_KEPT:
                self._messages.clear()
            message = self._messages[key] = self._rules[rule_id].message.format(**values)
        return message


def _asked(
    records: Records, checks: Sequence[Check]
) -> list[tuple[int, Callable[[Record], Iterable[Problem]], str | None]]:
    """Return what to ask of the records: number, function, and the field it needs, which some record has."""
    table, rows = records.table, records.rows
    found = [
        (number, c.find, c.needs(table))
        for number, c in enumerate(checks)
        if c.asks_records(table) and not c.clear(records)
    ]
    given = {
        name
        for name in {needed for _, _, needed in found}
        if name and any(r.get(name) is not None for r in rows)
    }
    return [each for each in found if each[2] is None or each[2] in given]


def _no_tick(_share: float) -> None:
    """Nobody waits for a single record."""


def _order(schema: Schema) -> Callable[[Finding], tuple[Any, ...]]:
    """Severity, table in the schema's order, record, rule; then what keeps equal ones apart."""
    severities = {name: number for number, name in enumerate(SEVERITIES)}
    tables = {name: number for number, name in enumerate(schema.tables)}
    rules = {name: number for number, name in enumerate(schema.rules)}

    def key(finding: Finding) -> tuple[Any, ...]:
        return (
            severities[finding.severity],
            tables[finding.table],
            finding.record_id,
            rules[finding.rule],
            finding.field or "",
            finding.message.en,
        )

    return key
