# SPDX-License-Identifier: GPL-2.0-or-later
"""``servicepoints:registerquality``: is the register complete, current and without contradictions?"""

from __future__ import annotations

from datetime import date
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMultipleLayers,
)

from ..core.quality import Quality, to_mend
from ..host.language import say, tr
from .base import CoreProgress, SpAlgorithm
from .ledger import Ledger
from .parameters import advanced, explained
from .provenance import Provenance
from .quality_outputs import write_mend, write_scorecard
from .quality_report import quality_report
from .quality_snapshots import read_earlier, read_snapshot
from .stores import database_help, store_filter, store_place


class RegisterQuality(SpAlgorithm):
    """Quality of a register."""

    ID = "registerquality"
    GROUP = "register"
    TAGS = (
        "quality", "completeness", "currency", "verified", "duplicates", "bilingual", "scorecard", "trend",
        "qualité", "complétude", "actualité", "vérifié", "doublons", "bilingue", "bulletin", "tendance",
    )  # fmt: skip

    def displayName(self) -> str:  # noqa: N802
        return tr("Quality of a register")

    def shortDescription(self) -> str:  # noqa: N802
        return tr(
            "Completeness in both languages, currency, positions, duplicates, agreement of sources: by "
            "jurisdiction, and which records to mend first."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # noqa: N802
        self.add_parameters([*_inputs(), *_destinations()])
        self.add_numbers(
            {
                "POINTS": tr("Service points"),
                "COMPLETE_EN": tr("Complete for readers of English (%)"),
                "COMPLETE_FR": tr("Complete for readers of French (%)"),
                "VERIFIED_12": tr("Verified within 12 months (%)"),
                "VERIFIED_24": tr("Verified within 24 months (%)"),
                "POSITIONED": tr("Position known to the building or the street (%)"),
                "DUPLICATES": tr("Points with a possible duplicate"),
                "WAITING": tr("Changes that wait for a decision"),
                "CONFLICTS": tr("Changes in conflict"),
                "SEVERAL_SOURCES": tr("Points known to two or more sources"),
                "DISPUTED": tr("Points on which sources differ"),
                "POINTS_TO_MEND": tr("Points with something to mend"),
            }
        )

    def check(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        store_place(self.parameterAsFile(parameters, "STORE", context))

    def run_job(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        ledger = Ledger(self, parameters, context)
        place = store_place(self.parameterAsFile(parameters, "STORE", context))
        now = read_snapshot(place, self._day(parameters, context), CoreProgress(feedback, 0, 70), whole=True)
        ledger.read_rows("STORE", now.rows, say(now.info.title), len(now.quality.points))
        files = [file for file in self.parameterAsFileList(parameters, "EARLIER", context) if file]
        earlier = read_earlier(files, now, CoreProgress(feedback, 70, 92))
        for each in earlier:
            ledger.read_rows("EARLIER", each.rows, say(each.info.title), len(each.quality.points))
        mend = to_mend(now.quality)
        numbers = _numbers(now.quality, len(mend))
        self.outputs.provenance = Provenance.of(self, parameters, context, ledger, numbers)
        write_scorecard(self, parameters, context, [*earlier, now])
        write_mend(self, parameters, context, mend)
        report = quality_report(now, earlier, mend)
        written = self.outputs.add_report(report, self.parameterAsFileOutput(parameters, "REPORT", context))
        feedback.pushInfo(report.answer)
        return {**numbers, **written}

    def _day(self, parameters: dict[str, Any], context: QgsProcessingContext) -> date:
        given = self.parameterAsDateTime(parameters, "AS_OF", context)
        if not given.isValid():
            return date.today()
        day = given.date()
        return date(day.year(), day.month(), day.day())


def _inputs() -> list[Any]:
    return [
        explained(
            QgsProcessingParameterFile("STORE", tr("Shared store"), fileFilter=store_filter()),
            " ".join((tr("It is only read."), database_help())),
        ),
        explained(
            QgsProcessingParameterMultipleLayers(
                "EARLIER",
                tr("Earlier snapshots of this store"),
                QgsProcessing.SourceType.TypeFile,
                optional=True,
            ),
            tr(
                "For the trend: copies of the same store from earlier, such as the files of the shared "
                "folder. Each is measured in the same way, as of the day of its last change."
            ),
        ),
        advanced(
            explained(
                QgsProcessingParameterDateTime(
                    "AS_OF",
                    tr("Judge currency as of"),
                    QgsProcessingParameterDateTime.Type.Date,
                    optional=True,
                ),
                tr("The day from which 12 and 24 months are counted back. Empty: today."),
            )
        ),
    ]


def _destinations() -> list[Any]:
    return [
        explained(
            QgsProcessingParameterFeatureSink(
                "SCORECARD", tr("Scorecard"), QgsProcessing.SourceType.TypeVector
            ),
            tr("A row for each figure: of the whole register, and of each jurisdiction."),
        ),
        explained(
            QgsProcessingParameterFeatureSink(
                "MEND",
                tr("Points to mend"),
                QgsProcessing.SourceType.TypeVectorPoint,
                optional=True,
                createByDefault=False,
            ),
            tr("Every point with something to mend, the most pressing first, and what it is."),
        ),
        explained(
            QgsProcessingParameterFileDestination(
                "REPORT", tr("Report"), tr("HTML files (*.html)"), optional=True
            ),
            tr("A page to read, print and keep."),
        ),
    ]


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
