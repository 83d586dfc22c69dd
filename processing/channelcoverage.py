# SPDX-License-Identifier: GPL-2.0-or-later
"""``servicepoints:channelcoverage``: which channels serve each area, in a language, at a moment."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingFeedback

from ..host.language import tr
from .base import CoreProgress, SpAlgorithm
from .channel_found import Found, find_channels
from .channel_inputs import read_area_study, read_asked, read_channels
from .channel_outputs import write_areas, write_indicators
from .channel_parameters import channel_parameters, destinations
from .channel_report import channel_report
from .channel_words import method_lines
from .coverage_inputs import read_people
from .ledger import Ledger
from .method import tell
from .parameters import demand_parameters, network_parameters
from .provenance import Provenance
from .roads import check_roads
from .sources import check_field, is_given, label_of, open_source
from .stores import store_place
from .study import read_strata, travel_options


class ChannelCoverage(SpAlgorithm):
    """Which channels reach each community?"""

    ID = "channelcoverage"
    GROUP = "catchment"
    TAGS = (
        "service points", "channel", "call centre", "digital", "counter", "language", "open now", "coverage",
        "points de service", "mode de prestation", "centre d'appels", "numérique", "comptoir", "langue",
    )  # fmt: skip

    def displayName(self) -> str:  # noqa: N802
        return tr("Channels that reach each area")

    def shortDescription(self) -> str:  # noqa: N802
        return tr(
            "Counters within a time or distance, call centres by territory, digital services: which serve "
            "each area, in a language, at a date and time."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # noqa: N802
        self.add_parameters(channel_parameters())
        self.add_parameters(demand_parameters(required=True, strata=True))
        self.add_parameters([*network_parameters(), *destinations()])
        self.add_numbers(
            {
                "TOTAL": tr("Population read"),
                "COUNTER_SERVED": tr("People a counter serves"),
                "COUNTER_UNKNOWN": tr("People of whom that is not known (counter)"),
                "CALL_SERVED": tr("People a call centre serves"),
                "CALL_UNKNOWN": tr("People of whom that is not known (call centre)"),
                "DIGITAL_SERVED": tr("People a digital service serves"),
                "DIGITAL_UNKNOWN": tr("People of whom that is not known (digital)"),
                "ALL_CHANNELS": tr("People served by all three channels"),
                "REMOTE_ONLY": tr("People known to be served from a distance only"),
                "NO_CHANNEL": tr("People without any channel"),
                "NOT_KNOWN": tr("People no channel is known to serve"),
                "EXCLUDED": tr("Population left out for want of a position"),
                "COUNTERS": tr("Counters"),
                "CALL_CENTRES": tr("Call centres"),
                "DIGITAL_SERVICES": tr("Digital services"),
            }
        )

    def check(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        store_place(self.parameterAsFile(parameters, "STORE", context))
        check_roads(self, parameters, context)
        for name in ("STRATUM_FIELD", "CODE_FIELD"):
            field = self.parameterAsString(parameters, name, context)
            if field and is_given(parameters, "DEMAND"):
                fields = open_source(self, parameters, "DEMAND", context).fields()
                check_field(fields, field, label_of(self, "DEMAND"))

    def run_job(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        ledger = Ledger(self, parameters, context)
        asked = read_asked(self, parameters, context)
        store = read_channels(self, parameters, context, ledger, asked)
        feedback.setProgress(5)
        study = read_area_study(
            self,
            parameters,
            context,
            feedback,
            ledger=ledger,
            counters=store.channels["in_person"].rows,
            end=40.0,
        )
        people = read_people(self, parameters, context, feedback, study)
        codes = read_strata(self, parameters, context, feedback, study.demand, name="CODE_FIELD")
        found = find_channels(
            asked,
            store,
            study,
            people,
            codes=codes,
            options=travel_options(self, parameters, context),
            progress=CoreProgress(feedback, 40, 90),
        )
        return self._write(parameters, context, feedback, found)

    def _write(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        found: Found,
    ) -> dict[str, Any]:
        ledger, numbers = found.study.ledger, _numbers(found)
        off = [key for key, placed in zip(found.study.points.ids, found.placed) if not placed]
        ledger.exclude("STORE", "off_network", tr("counters too far from any road"), off)
        if self.parameterAsString(parameters, "CODE_FIELD", context):
            uncoded = int((~found.coded).sum())
            ledger.exclude("DEMAND", "no_code", tr("without a usable geographic code"), [], count=uncoded)
        self.outputs.provenance = Provenance.of(self, parameters, context, ledger, numbers)
        write_areas(self, parameters, context, feedback, found)
        write_indicators(self, parameters, context, found)
        method = method_lines(self, parameters, context, found)
        report = channel_report(found, method)
        written = self.outputs.add_report(report, self.parameterAsFileOutput(parameters, "REPORT", context))
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
