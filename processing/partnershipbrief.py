# SPDX-License-Identifier: GPL-2.0-or-later
"""``servicepoints:partnershipbrief``: one page for those who decide whether points share a place."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsFeatureRequest,
    QgsGeometry,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingUtils,
)

from ..host.language import speaking, tr
from ..host.main_thread import on_main_thread
from ..layers.palette import palette
from .base import SpAlgorithm, check_cancelled
from .brief_choice import check_choice, choice_parameters, read_choice
from .brief_map import BOTH, BriefMaps, MapContent, MapPoint
from .brief_pdf import BriefPdf
from .brief_people import BriefStudy, read_people
from .brief_precedents import find_precedents
from .brief_register import BriefRegister, in_language, read_register
from .brief_report import brief_report
from .ledger import Ledger
from .loadstore import LANGUAGES
from .method import tell, trip_lines
from .parameters import advanced, choice, demand_parameters, explained, network_parameters, number
from .roads import check_roads
from .sources import features_of, layer_of, open_source
from .stores import database_help, store_filter
from .wording import limit_text


class PartnershipBrief(SpAlgorithm):
    """Partnership brief."""

    ID = "partnershipbrief"
    GROUP = "colocation"
    TAGS = (
        "brief", "partnership", "co-location", "report", "decision", "map", "pdf",
        "note", "partenariat", "cohabitation", "rapport", "décision", "carte",
    )  # fmt: skip

    def displayName(self) -> str:  # noqa: N802
        return tr("Partnership brief")

    def shortDescription(self) -> str:  # noqa: N802
        return tr(
            "Writes a page for decision makers about points that could share a place: map, people, services, "
            "precedents."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # noqa: N802
        store = QgsProcessingParameterFile("STORE", tr("Shared store"), fileFilter=store_filter())
        told = tr("The store that the points come from.")
        self.add_parameters([*choice_parameters(), explained(store, f"{told} {database_help()}")])
        self.add_parameters(network_parameters())
        self.add_parameters(demand_parameters(strata=True))
        self.add_parameters(
            [
                explained(
                    number(
                        "OVERLAP_CUTOFF",
                        tr("Catchments for the population in common (min or km)"),
                        15.0,
                        0.001,
                    ),
                    tr("People within this travel cost of a point are counted as served by it."),
                ),
                advanced(
                    explained(
                        QgsProcessingParameterBoolean(
                            "SENSITIVITY", tr("Say how much the figures hang on the limit"), True
                        ),
                        tr("Also measures with a limit 20% smaller and 20% larger."),
                    )
                ),
                advanced(
                    explained(
                        QgsProcessingParameterMultipleLayers(
                            "BACKGROUND",
                            tr("Layers below the map"),
                            QgsProcessing.SourceType.TypeMapLayer,
                            optional=True,
                        ),
                        tr("Such as water or a base map, with their own symbols, the uppermost first."),
                    )
                ),
                explained(
                    choice("LANGUAGE", tr("Language of the brief"), LANGUAGES, "auto"),
                    tr("auto: the language of QGIS or of the plugin’s settings; en: English; fr: French."),
                ),
                QgsProcessingParameterFileDestination("OUTPUT", tr("Brief"), tr("HTML files (*.html)")),
                QgsProcessingParameterFileDestination(
                    "PDF", tr("Brief as PDF"), tr("PDF files (*.pdf)"), optional=True, createByDefault=False
                ),
            ]
        )
        self.add_numbers(
            {
                "POINTS_COUNT": tr("Points of the brief"),
                "PEOPLE_EITHER": tr("People within reach of at least one of the points"),
                "PEOPLE_BOTH": tr("People within reach of two or more of the points"),
                "PEOPLE_GAINING": tr("People who would gain a service"),
                "PRECEDENTS": tr("Precedents"),
            }
        )

    def check(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        check_choice(self, parameters, context)
        check_roads(self, parameters, context)

    def run_job(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        spoken = self.parameterAsEnumString(parameters, "LANGUAGE", context)
        with speaking(spoken):
            writer = self.create()  # its labels are in the language of the brief
            writer.opened, writer.outputs, writer.selections = self.opened, self.outputs, self.selections
            return writer.write_brief(parameters, context, feedback, spoken)

    def write_brief(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        spoken: str,
    ) -> dict[str, Any]:
        """Do the work of ``run_job`` in the language ``spoken``, which this thread speaks already."""
        ledger = Ledger(self, parameters, context)
        chosen = read_choice(self, parameters, context, feedback, ledger)
        name = self.parameterAsFile(parameters, "STORE", context)
        register = read_register(name, chosen.ids, ledger)
        feedback.setProgress(5)
        study = read_people(self, parameters, context, feedback, ledger, choice=chosen, register=register)
        precedents = find_precedents(register, ledger)
        method = trip_lines(self, parameters, context, study.roads)
        content = self._map_content(parameters, context, feedback, study)
        feedback.setProgress(90)
        check_cancelled(feedback)
        folder = Path(QgsProcessingUtils.generateTempFilename("brief"))
        folder.mkdir(parents=True, exist_ok=True)
        maps = on_main_thread(lambda: _drawn(content, folder, spoken))
        report = brief_report(study, precedents, maps, method=method, ledger=ledger)
        ledger.tell(feedback)
        tell(method, feedback)
        feedback.pushInfo(report.answer)
        output = self.parameterAsFileOutput(parameters, "OUTPUT", context)
        written = self.outputs.add_report(report, output, "OUTPUT")
        pdf = self.parameterAsFileOutput(parameters, "PDF", context)
        written |= self.outputs.add_report(BriefPdf(report, content), pdf, "PDF")
        return {**written, **_numbers(study, len(precedents))}

    def _map_content(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        study: BriefStudy,
    ) -> MapContent:
        register = study.register
        inside = frozenset(register.members)
        content = MapContent(
            members=[_map_point(register, i) for i in register.members],
            others=[_map_point(register, i) for i in range(len(register.rows)) if i not in inside],
            limit=limit_text(study.limit, study.metric),
            roads=layer_of(self, parameters, "NETWORK", context),
            below=self.parameterAsLayerList(parameters, "BACKGROUND", context) or (),
        )
        if study.sharing is not None and study.found is not None:
            content.crs = open_source(self, parameters, "DEMAND", context).sourceCrs()
            content.units = self._units(parameters, context, feedback, study)
        return content

    def _units(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        study: BriefStudy,
    ) -> list[tuple[QgsGeometry, str]]:
        """Return the geometry of the population units within reach, and of which points."""
        count, member = study.sharing.n_members, study.sharing.member
        of_unit = {
            fid: BOTH if count[row] > 1 else str(int(member[row]))
            for fid, row in study.found.row.items()
            if count[row] > 0
        }
        request = QgsFeatureRequest().setFilterFids(list(of_unit)).setNoAttributes()
        source = open_source(self, parameters, "DEMAND", context)
        return [
            (feature.geometry(), of_unit[feature.id()]) for feature in features_of(source, feedback, request)
        ]


def _map_point(register: BriefRegister, i: int) -> MapPoint:
    row = register.rows[i]
    lon, lat = register.lonlat[i].tolist()
    order = palette().order_of_level(register.level(row)).code
    return MapPoint(lon, lat, in_language(row, "name") or row["id"], register.government(row), order)


def _drawn(content: MapContent, folder: Path, spoken: str) -> list[Path]:
    """Draw the maps; on the main thread, which may speak another language."""
    with speaking(spoken):
        return BriefMaps(content).pictures(folder)


def _numbers(study: BriefStudy, precedents: int) -> dict[str, Any]:
    figures = study.sharing
    gaining = None if figures is None else figures.arrangements[0].gaining
    return {
        "POINTS_COUNT": len(study.register.members),
        "PEOPLE_EITHER": None if figures is None else float(figures.either[0]),
        "PEOPLE_BOTH": None if figures is None else float(figures.both[0]),
        "PEOPLE_GAINING": None if gaining is None or math.isnan(gaining) else gaining,
        "PRECEDENTS": precedents,
    }
