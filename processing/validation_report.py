# SPDX-License-Identifier: GPL-2.0-or-later
"""The report of ``servicepoints:validate``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..core.schema import load_schema
from ..core.store import StoreInfo
from ..core.text import Text
from ..core.validation import Finding
from ..core.validation import Report as Validation
from ..host.language import say, tr
from .register import ERRORS
from .report import Report, Section, Table
from .wording import number_text

_PLACEHOLDER = re.compile(r"\{\w+\}")
_ELLIPSIS = "…"


def validation_report(found: Validation, listed: Sequence[Finding], info: StoreInfo, points: int) -> Report:
    """Return the report: the answer, the findings by rule, the ``listed`` findings, what was not checked."""
    report = Report(tr("Validation of the register"), _answer(found, points))
    severities = _severities()
    if found.findings:
        report.sections.append(Section(tr("Summary"), (), [_by_rule(found, severities)]))
    if listed:
        report.sections.append(Section(tr("Findings"), (), [_findings(listed, severities)]))
    if found.not_checked:
        skipped = [[rule, rule_words(rule), say(why)] for rule, why in found.not_checked.items()]
        headers = (tr("Rule"), tr("What it says"), tr("Why it was not checked"))
        table = Table(tr("Rules that were not checked, in whole or in part"), headers, skipped)
        report.sections.append(Section(tr("What was not checked"), (), [table]))
    report.method += [
        (tr("Store"), say(info.title)),
        (tr("Service points"), number_text(points)),
        (tr("Revision"), str(info.revision)),
        (tr("Schema"), f"{info.schema_version} ({info.schema_sha256[:12]})"),
        (tr("Rules checked"), number_text(len(found.checked))),
    ]
    if len(listed) < len(found.findings):
        report.method.append((tr("Severity"), tr("The list shows errors only; the counts cover everything.")))
    report.limits.append(
        tr(
            "A record without findings may still be wrong: the rules check form and agreement, not whether "
            "the hours, the address or the services are true."
        )
    )
    return report


def rule_words(rule: str) -> str:
    """Return what a rule says, in the person's language; “…” stands for what differs from case to case."""
    message = say(load_schema().rules[rule].message)
    return _PLACEHOLDER.sub(_ELLIPSIS, message).replace(_ELLIPSIS + ".", _ELLIPSIS)


def _severities() -> dict[str, str]:
    return {
        "reject": tr("Error"),
        "error": tr("Error"),
        "held": tr("To decide"),
        "warning": tr("Warning"),
    }


def _answer(found: Validation, points: int) -> str:
    errors = sum(found.by_severity[name] for name in ERRORS)
    return tr("Errors: {errors}; warnings: {warnings}; service points in the register: {points}.").format(
        errors=number_text(errors),
        warnings=number_text(sum(found.by_severity.values()) - errors),
        points=number_text(points),
    )


def _by_rule(found: Validation, severities: dict[str, str]) -> Table:
    rules = load_schema().rules
    rows = [
        [rule, rule_words(rule), severities[rules[rule].severity], number_text(count)]
        for rule, count in found.by_rule.items()
        if count
    ]
    headers = (tr("Rule"), tr("What it says"), tr("Severity"), tr("Number"))
    return Table(tr("Findings by rule"), headers, rows, frozenset({3}))


def _findings(listed: Sequence[Finding], severities: dict[str, str]) -> Table:
    rows = [
        [
            say(finding.record_name),
            severities[finding.severity],
            finding.rule,
            say(finding.message),
            say(finding.fix or Text("", "")),
        ]
        for finding in listed
    ]
    headers = (tr("Record"), tr("Severity"), tr("Rule"), tr("What is wrong"), tr("What to do"))
    return Table(tr("Every finding, the most serious first"), headers, rows)
