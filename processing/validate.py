# SPDX-License-Identifier: GPL-2.0-or-later
"""``servicepoints:validate``: every rule of the shared schema on a store or a working copy."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsGeometry,
    QgsPointXY,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputBoolean,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
    QgsWkbTypes,
)

from ..core.schema import load_schema
from ..core.store import StoreInfo, open_store
from ..core.text import Text
from ..core.validation import Finding, rule_ids, validate
from ..core.validation import Report as ValidationReport
from ..host.language import say, tr
from ..layers.style import style_findings
from .base import CoreProgress, SpAlgorithm, number_text
from .geometry import wgs84
from .ledger import Ledger
from .outputs import around, own_fields
from .parameters import choice, explained
from .provenance import Provenance
from .register import ERRORS, register_of
from .report import Report, Section, Table

SEVERITIES = ("warning", "error")
_FIELDS = (
    *("rule", "severity", "table", "record_id", "name_en", "name_fr", "field"),
    *("message_en", "message_fr", "fix_en", "fix_fr", "point_id", "custodian"),
)


class Validate(SpAlgorithm):
    """Validate a register."""

    ID = "validate"
    GROUP = "register"
    TAGS = (
        "validate", "check", "rules", "quality", "register", "findings",
        "valider", "vérifier", "règles", "qualité", "registre", "constats",
    )  # fmt: skip

    def displayName(self) -> str:  # noqa: N802
        return tr("Validate a register")

    def shortDescription(self) -> str:  # noqa: N802
        return tr("Checks every record against the rules of the shared schema and says what to do.")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # noqa: N802
        self.addParameter(
            explained(
                QgsProcessingParameterFile(
                    "INPUT", tr("Shared store or working copy"), fileFilter=tr("GeoPackage (*.gpkg)")
                ),
                tr("The file is only read."),
            )
        )
        self.addParameter(
            explained(
                QgsProcessingParameterString("RULES", tr("Rules to check"), optional=True),
                tr(
                    "Rule ids or their first letters, separated by commas, for example R,G01. Empty: all "
                    "of them."
                ),
            )
        )
        self.addParameter(
            explained(
                choice("MIN_SEVERITY", tr("Mildest severity to list"), SEVERITIES, "warning"),
                tr("warning: list everything; error: list errors only. The counts always cover both."),
            )
        )
        self.addParameter(
            explained(
                QgsProcessingParameterBoolean(
                    "FAIL_ON_ERROR", tr("Fail when there are errors"), defaultValue=False
                ),
                tr("The results are written all the same; qgis_process then ends with status 1."),
            )
        )
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                "FINDINGS", tr("Findings"), QgsProcessing.SourceType.TypeVectorPoint, optional=True
            )
        )
        self.addParameter(
            QgsProcessingParameterFileDestination(
                "REPORT", tr("Report"), tr("HTML files (*.html)"), optional=True
            )
        )
        self.add_numbers({"ERRORS": tr("Errors"), "WARNINGS": tr("Warnings")})
        self.addOutput(QgsProcessingOutputBoolean("VALID", tr("Valid: no error was found")))

    def check(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        parse_rules(self.parameterAsString(parameters, "RULES", context))

    def run_job(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        path = self.parameterAsFile(parameters, "INPUT", context)
        rules = parse_rules(self.parameterAsString(parameters, "RULES", context))
        with open_store(path) as store:
            info = store.info
            register = register_of(store, CoreProgress(feedback, 0, 40))
            points = store.count("service_point")
        found = validate(register, rules=rules, today=date.today(), progress=CoreProgress(feedback, 40, 95))
        counts = found.by_severity
        numbers = {
            "ERRORS": sum(counts[name] for name in ERRORS),
            "WARNINGS": sum(count for name, count in counts.items() if name not in ERRORS),
        }
        results = {**numbers, "VALID": found.valid}
        least = self.parameterAsEnumString(parameters, "MIN_SEVERITY", context)
        listed = [f for f in found.findings if least == "warning" or f.severity in ERRORS]
        self.outputs.provenance = Provenance.of(self, parameters, context, Ledger(), dict(results))
        self._write_findings(parameters, context, listed)
        report = self.parameterAsFileOutput(parameters, "REPORT", context)
        if report:
            _report(found, listed, info, points).write(Path(report))
            results["REPORT"] = report
        for rule, reason in found.not_checked.items():
            feedback.pushWarning(tr("{rule} was not checked: {reason}").format(rule=rule, reason=say(reason)))
        feedback.pushInfo(_answer(numbers, points))
        if numbers["ERRORS"] and self.parameterAsBool(parameters, "FAIL_ON_ERROR", context):
            self.outputs.keep(parameters, context)
            raise QgsProcessingException(
                tr(
                    "{errors} errors were found. The findings were written; correct them and validate again."
                ).format(errors=number_text(numbers["ERRORS"]))
            )
        return results

    def _write_findings(
        self, parameters: dict[str, Any], context: QgsProcessingContext, findings: Sequence[Finding]
    ) -> None:
        fields = around(own_fields(*((name, "String") for name in _FIELDS)), (), ())
        sink = self.open_sink(
            parameters, "FINDINGS", context, fields, QgsWkbTypes.Type.Point, wgs84(), style_findings
        )
        if sink is None:
            return
        for finding in findings:
            place = None if finding.lonlat is None else QgsGeometry.fromPointXY(QgsPointXY(*finding.lonlat))
            sink.add(_row(finding), place)


def parse_rules(text: str) -> tuple[str, ...] | None:
    """Return the rule ids named in ``text``, ``None`` for all. Raises ``InputError`` for an unknown one."""
    tokens = [piece for piece in re.split(r"[\s,;]+", text) if piece]
    return rule_ids(load_schema(), tokens) if tokens else None


def _row(finding: Finding) -> list[Any]:
    fix = finding.fix or Text("", "")
    return [
        finding.rule,
        finding.severity,
        finding.table,
        finding.record_id,
        finding.record_name.en,
        finding.record_name.fr,
        finding.field,
        finding.message.en,
        finding.message.fr,
        fix.en or None,
        fix.fr or None,
        finding.point_id,
        finding.custodian,
    ]


def _answer(numbers: dict[str, Any], points: int) -> str:
    return tr("{errors} errors and {warnings} warnings in a register of {points} service points.").format(
        errors=number_text(numbers["ERRORS"]),
        warnings=number_text(numbers["WARNINGS"]),
        points=number_text(points),
    )


def _report(found: ValidationReport, listed: Sequence[Finding], info: StoreInfo, points: int) -> Report:
    schema = load_schema()
    severities = {
        "reject": tr("Error"),
        "error": tr("Error"),
        "held": tr("To decide"),
        "warning": tr("Warning"),
    }
    counts = found.by_severity
    numbers = {
        "ERRORS": sum(counts[name] for name in ERRORS),
        "WARNINGS": sum(count for name, count in counts.items() if name not in ERRORS),
    }
    report = Report(tr("Validation of the register"), _answer(numbers, points))
    by_rule = [
        [rule, severities[schema.rules[rule].severity], number_text(count)]
        for rule, count in found.by_rule.items()
        if count
    ]
    if by_rule:
        table = Table(
            tr("Findings by rule"), (tr("Rule"), tr("Severity"), tr("Number")), by_rule, frozenset({2})
        )
        report.sections.append(Section(tr("Summary"), (), [table]))
        rows = [
            [
                say(finding.record_name),
                severities[finding.severity],
                finding.rule,
                say(finding.message),
                say(finding.fix) if finding.fix else "",
            ]
            for finding in listed
        ]
        headers = (tr("Record"), tr("Severity"), tr("Rule"), tr("What is wrong"), tr("What to do"))
        report.sections.append(
            Section(tr("Findings"), (), [Table(tr("Every finding, the most serious first"), headers, rows)])
        )
    skipped = [[rule, say(reason)] for rule, reason in found.not_checked.items()]
    if skipped:
        table = Table(
            tr("Rules that were not checked, in whole or in part"), (tr("Rule"), tr("Why")), skipped
        )
        report.sections.append(Section(tr("What was not checked"), (), [table]))
    report.method += [
        (tr("Store"), say(info.title)),
        (tr("Revision"), str(info.revision)),
        (tr("Schema"), f"{info.schema_version} ({info.schema_sha256[:12]})"),
        (tr("Rules checked"), str(len(found.checked))),
    ]
    return report
