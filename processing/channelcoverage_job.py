# SPDX-License-Identifier: GPL-2.0-or-later
"""What ``servicepoints:channelcoverage`` does."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingFeedback

from ..host.databases import store_place
from ..host.language import tr
from .base import CoreProgress, SpAlgorithm
from .channel_found import Found, find_channels
from .channel_inputs import read_area_study, read_asked, read_channels
from .channel_outputs import write_areas, write_indicators
from .channel_report import channel_report
from .channel_words import method_lines
from .coverage_inputs import read_people
from .ledger import Ledger
from .method import tell
from .provenance import Provenance
from .roads import check_roads
from .sources import check_field, is_given, label_of, open_source
from .study import read_strata, travel_options


def check(algorithm: SpAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
    store_place(algorithm.parameterAsFile(parameters, "STORE", context))
    check_roads(algorithm, parameters, context)
    for name in ("STRATUM_FIELD", "CODE_FIELD"):
        field = algorithm.parameterAsString(parameters, name, context)
        if field and is_given(parameters, "DEMAND"):
            fields = open_source(algorithm, parameters, "DEMAND", context).fields()
            check_field(fields, field, label_of(algorithm, "DEMAND"))


def run(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> dict[str, Any]:
    ledger = Ledger(algorithm, parameters, context)
    asked = read_asked(algorithm, parameters, context)
    store = read_channels(algorithm, parameters, context, ledger, asked)
    feedback.setProgress(5)
    study = read_area_study(
        algorithm,
        parameters,
        context,
        feedback,
        ledger=ledger,
        counters=store.channels["in_person"].rows,
        end=40.0,
    )
    people = read_people(algorithm, parameters, context, feedback, study)
    codes = read_strata(algorithm, parameters, context, feedback, study.demand, name="CODE_FIELD")
    found = find_channels(
        asked,
        store,
        study,
        people,
        codes=codes,
        options=travel_options(algorithm, parameters, context),
        progress=CoreProgress(feedback, 40, 90),
    )
    return _write(algorithm, parameters, context, feedback, found)


def _write(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    found: Found,
) -> dict[str, Any]:
    ledger, numbers = found.study.ledger, _numbers(found)
    off = [key for key, placed in zip(found.study.points.ids, found.placed) if not placed]
    ledger.exclude("STORE", "off_network", tr("counters too far from any road"), off)
    if algorithm.parameterAsString(parameters, "CODE_FIELD", context):
        uncoded = int((~found.coded).sum())
        ledger.exclude("DEMAND", "no_code", tr("without a usable geographic code"), [], count=uncoded)
    algorithm.outputs.provenance = Provenance.of(algorithm, parameters, context, ledger, numbers)
    write_areas(algorithm, parameters, context, feedback, found)
    write_indicators(algorithm, parameters, context, found)
    method = method_lines(algorithm, parameters, context, found)
    report = channel_report(found, method)
    written = algorithm.outputs.add_report(
        report, algorithm.parameterAsFileOutput(parameters, "REPORT", context)
    )
    ledger.tell(feedback)
    tell(method, feedback)
    feedback.pushInfo(report.answer)
    return {**numbers, **written}


def _numbers(found: Found) -> dict[str, Any]:
    left_out = float(found.people.left_out[0, 0])

    def people(*codes: str) -> float:
        return float(sum(found.of_combination(code)[0, 0] for code in codes))

    return {
        "TOTAL": float(found.total[0, 0]) + left_out,
        "COUNTER_SERVED": found.served("counter"),
        "COUNTER_UNKNOWN": found.unknown("counter"),
        "CALL_SERVED": found.served("call_centre"),
        "CALL_UNKNOWN": found.unknown("call_centre"),
        "DIGITAL_SERVED": found.served("digital"),
        "DIGITAL_UNKNOWN": found.unknown("digital"),
        "ALL_CHANNELS": people("cpd"),
        "REMOTE_ONLY": people("pd", "p", "d"),
        "NO_CHANNEL": people("none"),
        "NOT_KNOWN": people("unknown"),
        "EXCLUDED": left_out,
        "COUNTERS": len(found.store.channels["in_person"]),
        "CALL_CENTRES": len(found.store.channels["call_centre"]),
        "DIGITAL_SERVICES": len(found.store.channels["digital"]),
    }
