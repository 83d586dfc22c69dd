# SPDX-License-Identifier: GPL-2.0-or-later
"""What ``servicepoints:partnershipbrief`` does."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsFeatureRequest,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingUtils,
)

from ..host.language import speaking
from ..host.main_thread import on_main_thread
from ..layers.palette import palette
from .base import SpAlgorithm, check_cancelled
from .brief_choice import check_choice, read_choice
from .brief_map import BOTH, BriefMaps, MapContent, MapPoint
from .brief_pdf import BriefPdf
from .brief_people import BriefStudy, read_people
from .brief_precedents import find_precedents
from .brief_register import BriefRegister, in_language, read_register
from .brief_report import brief_report
from .ledger import Ledger
from .method import tell, trip_lines
from .roads import check_roads
from .sources import features_of, layer_of, open_source
from .wording import limit_text


def check(algorithm: SpAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
    check_choice(algorithm, parameters, context)
    check_roads(algorithm, parameters, context)


def run(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> dict[str, Any]:
    spoken = algorithm.parameterAsEnumString(parameters, "LANGUAGE", context)
    with speaking(spoken):
        writer = algorithm.create()  # its labels are in the language of the brief
        writer.opened, writer.outputs, writer.selections = (
            algorithm.opened,
            algorithm.outputs,
            algorithm.selections,
        )
        return _write_brief(writer, parameters, context, feedback, spoken)


def _write_brief(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    spoken: str,
) -> dict[str, Any]:
    """Do the work of ``run_job`` in the language ``spoken``, which this thread speaks already."""
    ledger = Ledger(algorithm, parameters, context)
    chosen = read_choice(algorithm, parameters, context, feedback, ledger)
    name = algorithm.parameterAsFile(parameters, "STORE", context)
    register = read_register(name, chosen.ids, ledger)
    feedback.setProgress(5)
    study = read_people(algorithm, parameters, context, feedback, ledger, choice=chosen, register=register)
    precedents = find_precedents(register, ledger)
    method = trip_lines(algorithm, parameters, context, study.roads)
    content = _map_content(algorithm, parameters, context, feedback, study)
    feedback.setProgress(90)
    check_cancelled(feedback)
    folder = Path(QgsProcessingUtils.generateTempFilename("brief"))
    folder.mkdir(parents=True, exist_ok=True)
    maps = on_main_thread(lambda: _drawn(content, folder, spoken))
    report = brief_report(study, precedents, maps, method=method, ledger=ledger)
    ledger.tell(feedback)
    tell(method, feedback)
    feedback.pushInfo(report.answer)
    output = algorithm.parameterAsFileOutput(parameters, "OUTPUT", context)
    written = algorithm.outputs.add_report(report, output, "OUTPUT")
    pdf = algorithm.parameterAsFileOutput(parameters, "PDF", context)
    written |= algorithm.outputs.add_report(BriefPdf(report, content), pdf, "PDF")
    return {**written, **_numbers(study, len(precedents))}


def _map_content(
    algorithm: SpAlgorithm,
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
        roads=layer_of(algorithm, parameters, "NETWORK", context),
        below=algorithm.parameterAsLayerList(parameters, "BACKGROUND", context) or (),
    )
    if study.sharing is not None and study.found is not None:
        content.crs = open_source(algorithm, parameters, "DEMAND", context).sourceCrs()
        content.units = _units(algorithm, parameters, context, feedback, study)
    return content


def _units(
    algorithm: SpAlgorithm,
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
    source = open_source(algorithm, parameters, "DEMAND", context)
    return [(feature.geometry(), of_unit[feature.id()]) for feature in features_of(source, feedback, request)]


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
