# SPDX-License-Identifier: GPL-2.0-or-later
"""What ``servicepoints:registerquality`` does."""

from __future__ import annotations

from datetime import date
from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingFeedback

from ..core.quality import Quality, to_mend
from ..host.databases import store_place
from ..host.language import say
from .base import CoreProgress, SpAlgorithm
from .ledger import Ledger
from .provenance import Provenance
from .quality_outputs import write_mend, write_scorecard
from .quality_report import quality_report
from .quality_snapshots import read_earlier, read_snapshot


def check(algorithm: SpAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
    store_place(algorithm.parameterAsFile(parameters, "STORE", context))


def run(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> dict[str, Any]:
    ledger = Ledger(algorithm, parameters, context)
    place = store_place(algorithm.parameterAsFile(parameters, "STORE", context))
    now = read_snapshot(
        place, _day(algorithm, parameters, context), CoreProgress(feedback, 0, 70), whole=True
    )
    ledger.read_rows("STORE", now.rows, say(now.info.title), len(now.quality.points))
    files = [file for file in algorithm.parameterAsFileList(parameters, "EARLIER", context) if file]
    earlier = read_earlier(files, now, CoreProgress(feedback, 70, 92))
    for each in earlier:
        ledger.read_rows("EARLIER", each.rows, say(each.info.title), len(each.quality.points))
    mend = to_mend(now.quality)
    numbers = _numbers(now.quality, len(mend))
    algorithm.outputs.provenance = Provenance.of(algorithm, parameters, context, ledger, numbers)
    write_scorecard(algorithm, parameters, context, [*earlier, now])
    write_mend(algorithm, parameters, context, mend)
    report = quality_report(now, earlier, mend)
    written = algorithm.outputs.add_report(
        report, algorithm.parameterAsFileOutput(parameters, "REPORT", context)
    )
    feedback.pushInfo(report.answer)
    return {**numbers, **written}


def _day(algorithm: SpAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext) -> date:
    given = algorithm.parameterAsDateTime(parameters, "AS_OF", context)
    if not given.isValid():
        return date.today()
    day = given.date()
    return date(day.year(), day.month(), day.day())


def _numbers(found: Quality, mend: int) -> dict[str, Any]:
    return {
        "POINTS": len(found.points),
        "COMPLETE_EN": found.headline("Q1_EN").value,
        "COMPLETE_FR": found.headline("Q1_FR").value,
        "VERIFIED_12": found.headline("Q2_12").value,
        "VERIFIED_24": found.headline("Q2_24").value,
        "POSITIONED": found.headline("Q3").value,
        "DUPLICATES": found.duplicates,
        "WAITING": found.waiting,
        "CONFLICTS": found.conflicts,
        "SEVERAL_SOURCES": found.headline("Q5_SEEN").numerator,
        "DISPUTED": found.disputed,
        "POINTS_TO_MEND": mend,
    }
