# SPDX-License-Identifier: GPL-2.0-or-later
"""``servicepoints:validate``: every rule of the shared schema on a store or a working copy."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
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
from ..core.store import open_store
from ..core.text import Text
from ..core.validation import Finding, rule_ids, validate
from ..host.language import say, tr
from ..layers.style import style_findings
from .base import CoreProgress, SpAlgorithm
from .geometry import wgs84
from .ledger import Ledger
from .outputs import around, own_fields
from .parameters import choice, explained
from .provenance import Provenance
from .register import ERRORS, register_of
from .stores import database_help, store_filter, store_place
from .validation_report import validation_report
from .wording import number_text

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
                    "INPUT", tr("Shared store or working copy"), fileFilter=store_filter()
                ),
                " ".join((tr("It is only read."), database_help())),
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
        place = store_place(self.parameterAsFile(parameters, "INPUT", context))
        rules = parse_rules(self.parameterAsString(parameters, "RULES", context))
        with open_store(place) as store:
            info = store.info
            register = register_of(store, CoreProgress(feedback, 0, 40))
            points = store.count("service_point")
        found = validate(register, rules=rules, today=date.today(), progress=CoreProgress(feedback, 40, 95))
        errors = sum(found.by_severity[name] for name in ERRORS)
        numbers = {"ERRORS": errors, "WARNINGS": sum(found.by_severity.values()) - errors}
        results = {**numbers, "VALID": found.valid}
        least = self.parameterAsEnumString(parameters, "MIN_SEVERITY", context)
        listed = [f for f in found.findings if least == "warning" or f.severity in ERRORS]
        ledger = Ledger(self, parameters, context)
        ledger.read_rows("INPUT", register.all_rows(), say(info.title), points)
        self.outputs.provenance = Provenance.of(self, parameters, context, ledger, dict(results))
        self._write_findings(parameters, context, listed)
        report = validation_report(found, listed, info, points)
        results.update(
            self.outputs.add_report(report, self.parameterAsFileOutput(parameters, "REPORT", context))
        )
        for rule, reason in found.not_checked.items():
            feedback.pushWarning(tr("{rule} was not checked: {reason}").format(rule=rule, reason=say(reason)))
        feedback.pushInfo(report.answer)
        if errors and self.parameterAsBool(parameters, "FAIL_ON_ERROR", context):
            self.outputs.keep(context)
            raise QgsProcessingException(
                tr(
                    "Errors found: {errors}. The findings were written; correct them and validate again."
                ).format(errors=number_text(errors))
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
