# SPDX-License-Identifier: GPL-2.0-or-later
"""What ``servicepoints:importsource`` does."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingException, QgsProcessingFeedback, QgsWkbTypes

from ..core.choices import GEOLOCATION_ADDRESS as GEOLOCATION
from ..core.exchange import open_working_copy
from ..core.importing.absences import Absences
from ..core.importing.acquire import read_source
from ..core.importing.cleaning.coordinates import Reading
from ..core.importing.held_register import HeldRegister
from ..core.importing.importation import Choices, Importation, Locate, import_table
from ..core.importing.matched import Decision
from ..core.importing.positions import CoordinateChoice
from ..core.importing.profile import Profile
from ..core.importing.profile_file import load_presets, read_profile
from ..core.importing.services.geolocation import locate
from ..core.importing.table import SourceTable
from ..host.importing import absences_file, connect
from ..host.language import say, tr
from ..layers.style import style_matches
from .address_reference import read_reference
from .base import CoreProgress, SpAlgorithm, check_cancelled
from .geometry import wgs84
from .import_documents import import_documents, write_documents
from .import_outputs import match_fields, match_rows, read_decisions, reject_fields, reject_rows
from .import_report import field_label, import_report
from .importsource import ASK
from .ledger import InputRecord, Ledger
from .outputs import around
from .provenance import Provenance
from .sources import check_field, features_of, is_given, open_source
from .submitter import submitter_of
from .wording import number_text

_DECISION_FIELDS = ("value", "decision", "match_id")
_SHOWN = 10
_NUMBERS = ("new", "changed", "linked", "unchanged", "review", "rejected")


def run(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> dict[str, Any]:
    profile = _profile(algorithm.parameterAsFile(parameters, "PROFILE", context).strip())
    folder = Path(algorithm.parameterAsString(parameters, "DRAFT", context))
    ledger = Ledger(algorithm, parameters, context)
    reference = read_reference(algorithm, parameters, context, feedback, ledger)
    table = _read(algorithm, parameters, context, feedback, profile)
    absences = Absences(absences_file())
    with open_working_copy(algorithm.parameterAsFile(parameters, "WORKING_COPY", context)) as copy:
        copy_title = say(copy.store.info.title)
        held = HeldRegister.of(copy, progress=CoreProgress(feedback, 30, 40))
        found = import_table(
            held,
            table,
            profile,
            today=date.today(),
            reference=reference,
            locate=_locate(algorithm, parameters, context),
            choices=_chosen(algorithm, parameters, context, feedback),
            absences=absences.before(profile.id, table.origin.sha256),
            progress=CoreProgress(feedback, 40, 90),
        )
        is_held_back = found.question is not None and not algorithm.parameterAsBool(
            parameters, "ACCEPT_MANY", context
        )
        drafts = (
            []
            if is_held_back
            else import_documents(copy, found, submitter_of(algorithm, parameters, context))
        )
    check_cancelled(feedback)
    _note_source(ledger, found)
    rows = {name: held.register.rows(name) for name in ("service_point", "external_id")}
    ledger.read_rows("WORKING_COPY", rows, copy_title, len(rows["service_point"]))
    numbers = _numbers(found, len(drafts))
    algorithm.outputs.provenance = Provenance.of(algorithm, parameters, context, ledger, dict(numbers))
    _write_matches(algorithm, parameters, context, found, held)
    _write_rejects(algorithm, parameters, context, found)
    report = import_report(found, held, len(drafts))
    report.rest_on(ledger)
    where = algorithm.outputs.add_report(
        report, algorithm.parameterAsFileOutput(parameters, "REPORT", context)
    )
    ledger.tell(feedback)
    _warn(found, feedback)
    feedback.pushInfo(report.answer)
    if is_held_back and found.question is not None:
        algorithm.outputs.keep(context)
        raise QgsProcessingException(say(found.question))
    files = write_documents(drafts, folder)
    absences.note_import(found)
    feedback.setProgress(100)
    for path in files:
        feedback.pushInfo(tr("Draft submission: {path}").format(path=path))
    return {**numbers, **where, "DRAFT": str(folder)}


def _read(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    profile: Profile,
) -> SourceTable:
    progress = CoreProgress(feedback, 0, 30)
    login = algorithm.parameterAsString(parameters, "AUTHCFG", context)
    return read_source(
        algorithm.parameterAsFile(parameters, "SOURCE", context).strip(),
        profile,
        second=algorithm.parameterAsFile(parameters, "SECOND_SOURCE", context).strip(),
        connect=lambda part: connect(login, part),
        progress=progress,
    )


def _locate(
    algorithm: SpAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> Locate | None:
    if not algorithm.parameterAsBool(parameters, "GEOLOCATION", context):
        return None
    url = algorithm.parameterAsString(parameters, "GEOLOCATION_URL", context).strip() or GEOLOCATION
    return lambda asked, progress: locate(connect("", progress), asked, url=url, progress=progress)


def _chosen(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> Choices:
    reading = algorithm.parameterAsEnumString(parameters, "COORDINATES", context)
    crs = algorithm.parameterAsCrs(parameters, "COORDINATES_CRS", context)
    chosen = None if reading == ASK else CoordinateChoice(Reading(reading), crs.authid() or None)
    return Choices(chosen, _decisions(algorithm, parameters, context, feedback))


def _decisions(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> Mapping[str, Decision]:
    if not is_given(parameters, "DECISIONS"):
        return {}
    source = open_source(algorithm, parameters, "DECISIONS", context)
    for name in _DECISION_FIELDS:
        check_field(source.fields(), name, tr("Decisions"))
    decisions, strange = read_decisions(features_of(source, feedback))
    if strange:
        feedback.pushWarning(
            tr(
                "Answers in the column “decision” that are not understood and do not count: {count}. Write "
                "“same” or “new”. Identifiers: {values}"
            ).format(count=number_text(len(strange)), values=", ".join(strange[:_SHOWN]))
        )
    return decisions


def _write_matches(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    found: Importation,
    held: HeldRegister,
) -> None:
    fields = around(match_fields(), (), ())
    kind = QgsWkbTypes.Type.Point
    sink = algorithm.open_sink(parameters, "MATCHES", context, fields, kind, wgs84(), style_matches)
    if sink is not None:
        for row, geometry in match_rows(found, held):
            sink.add(row, geometry)


def _write_rejects(
    algorithm: SpAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext, found: Importation
) -> None:
    fields = around(reject_fields(), (), ())
    sink = algorithm.open_sink(parameters, "REJECTS", context, fields, QgsWkbTypes.Type.NoGeometry)
    if sink is not None:
        for row in reject_rows(found):
            sink.add(row, None)


def _profile(name: str) -> Profile:
    presets = load_presets()
    return presets[name] if name in presets else read_profile(Path(name))


def _note_source(ledger: Ledger, found: Importation) -> None:
    """Note what was read of the source, and every row that is in no draft."""
    table, draft = found.table, found.draft
    left_out = found.mapped.n_left_out
    used = len(table) - left_out - len(draft.rejected) - len(draft.repeated) - draft.counts["review"]
    title, crs = say(found.profile.title), table.origin.crs or ""
    ledger.inputs.append(InputRecord("SOURCE", title, "", crs, len(table), used, table.origin.sha256))
    to_decide = [each.point.line for each in draft.drafted if each.outcome == "review"]
    ledger.exclude("SOURCE", "left_out", tr("rows left out by the profile’s filter"), (), left_out)
    ledger.exclude("SOURCE", "rejected", tr("rows rejected"), [each.line for each in draft.rejected])
    ledger.exclude("SOURCE", "repeated", tr("rows that repeat another"), draft.repeated)
    ledger.exclude("SOURCE", "review", tr("rows to decide first"), to_decide)


def _numbers(found: Importation, n_documents: int) -> dict[str, int]:
    counts = found.draft.counts
    return {
        **{name.upper(): counts[name] for name in _NUMBERS},
        "REPEATED": len(found.draft.repeated),
        "LEFT_OUT": found.mapped.n_left_out,
        "GONE": len(found.draft.gone),
        "ORGANIZATIONS": len(found.draft.organizations),
        "DOCUMENTS": n_documents,
    }


def _warn(found: Importation, feedback: QgsProcessingFeedback) -> None:
    for remark in (*found.table.remarks, *found.positions.remarks):
        feedback.pushWarning(say(remark.text))
    for each in found.records.unread:
        feedback.pushWarning(
            tr("{field}: cells that could not be read: {count}; see the report.").format(
                field=field_label(each.field), count=number_text(len(each.lines))
            )
        )
