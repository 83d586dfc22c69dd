# SPDX-License-Identifier: GPL-2.0-or-later
"""What ``servicepoints:validate`` does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from qgis.core import (
    QgsGeometry,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsWkbTypes,
)

from ..core.schema import load_schema
from ..core.store import open_store
from ..core.text import Text
from ..core.validation import Finding, rule_ids, validate
from ..host.databases import store_place
from ..host.language import say, tr
from ..layers.style import style_findings
from .base import CoreProgress, SpAlgorithm
from .geometry import wgs84
from .ledger import Ledger
from .outputs import around, own_fields
from .provenance import Provenance
from .register import ERRORS, register_of
from .validation_report import validation_report
from .wording import number_text

_FIELDS = (
    *("rule", "severity", "table", "record_id", "name_en", "name_fr", "field"),
    *("message_en", "message_fr", "fix_en", "fix_fr", "point_id", "custodian"),
)


def check(algorithm: SpAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
    parse_rules(algorithm.parameterAsString(parameters, "RULES", context))


def run(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> dict[str, Any]:
    place = store_place(algorithm.parameterAsFile(parameters, "INPUT", context))
    rules = parse_rules(algorithm.parameterAsString(parameters, "RULES", context))
    with open_store(place) as store:
        info = store.info
        register = register_of(store, CoreProgress(feedback, 0, 40))
        points = store.count("service_point")
    found = validate(register, rules=rules, today=date.today(), progress=CoreProgress(feedback, 40, 95))
    errors = sum(found.by_severity[name] for name in ERRORS)
    numbers = {"ERRORS": errors, "WARNINGS": sum(found.by_severity.values()) - errors}
    results = {**numbers, "VALID": found.valid}
    least = algorithm.parameterAsEnumString(parameters, "MIN_SEVERITY", context)
    listed = [f for f in found.findings if least == "warning" or f.severity in ERRORS]
    ledger = Ledger(algorithm, parameters, context)
    ledger.read_rows("INPUT", register.all_rows(), say(info.title), points)
    algorithm.outputs.provenance = Provenance.of(algorithm, parameters, context, ledger, dict(results))
    _write_findings(algorithm, parameters, context, listed)
    report = validation_report(found, listed, info, points)
    results.update(
        algorithm.outputs.add_report(report, algorithm.parameterAsFileOutput(parameters, "REPORT", context))
    )
    for rule, reason in found.not_checked.items():
        feedback.pushWarning(tr("{rule} was not checked: {reason}").format(rule=rule, reason=say(reason)))
    feedback.pushInfo(report.answer)
    if errors and algorithm.parameterAsBool(parameters, "FAIL_ON_ERROR", context):
        algorithm.outputs.keep(context)
        raise QgsProcessingException(
            tr("Errors found: {errors}. The findings were written; correct them and validate again.").format(
                errors=number_text(errors)
            )
        )
    return results


def _write_findings(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    findings: Sequence[Finding],
) -> None:
    fields = around(own_fields(*((name, "String") for name in _FIELDS)), (), ())
    sink = algorithm.open_sink(
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
