# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs the rules over a register, or over one record of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Callable

from ..errors import InputError
from ..progress import SILENT, Progress, check
from ..schema import Schema
from ..text import Text
from .check import Check, Problem
from .finding import SEVERITIES, Finding, Report
from .fixes import FIXES
from .record import Record
from .register import Register, Row
from .rules import CHECKS

_ROWS_PER_REPORT = 200

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
    record = Record(register, definition, row, today)
    return tuple(sorted(_of_record(record, checks), key=_order(register.schema)))


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
    by_table: dict[str, list[Check]] = {}
    found: dict[tuple[str, str], tuple[Finding, ...]] = {}
    for done, (table, key) in enumerate(keys):
        if done % _ROWS_PER_REPORT == 0:
            check(progress)
        row = register.find(table, key)
        if row is None:
            continue
        definition = register.schema.tables[table]
        if table not in by_table:
            by_table[table] = [c for c in CHECKS if c.rule in wanted and c.applies(definition)]
        findings = tuple(_of_record(Record(register, definition, row, today), by_table[table]))
        if findings:
            found[table, key] = findings
    return found


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
    done = 0
    for table in register.tables:
        here = [found for found in checks if found.applies(table)]
        for row in register.rows(table.name):
            if done % _ROWS_PER_REPORT == 0:
                check(progress)
                progress.report(done / total)
            done += 1
            yield from _of_record(Record(register, table, row, today), here)
    progress.report(1.0)


def _of_record(record: Record, checks: Sequence[Check]) -> Iterator[Finding]:
    for found in checks:
        for problem in found.find(record):
            yield _finding(record, found.rule, problem)


def _finding(record: Record, rule_id: str, problem: Problem) -> Finding:
    rule = record.register.schema.rules[rule_id]
    values = dict(problem.values)
    if problem.field is not None:
        values.setdefault("field", record.field(problem.field).label)
    point = record.point
    return Finding(
        rule=rule_id,
        severity=rule.severity,
        table=record.table.name,
        record_id=record.id,
        record_name=record.name,
        field=problem.field,
        message=rule.message.format(**values),
        fix=problem.fix or FIXES[rule_id],
        lonlat=record.lonlat,
        level=problem.level,
        point_id=None if point is None else str(point.get("id")),
        custodian=record.text("custodian_code"),
    )


def _order(schema: Schema) -> Callable[[Finding], tuple[Any, ...]]:
    """Severity, table in the schema's order, record, rule; then what keeps equal ones apart."""
    tables = {name: number for number, name in enumerate(schema.tables)}
    rules = {name: number for number, name in enumerate(schema.rules)}

    def key(finding: Finding) -> tuple[Any, ...]:
        return (
            SEVERITIES.index(finding.severity),
            tables[finding.table],
            finding.record_id,
            rules[finding.rule],
            finding.field or "",
            finding.message.en,
        )

    return key
