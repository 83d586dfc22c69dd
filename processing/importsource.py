# SPDX-License-Identifier: GPL-2.0-or-later
"""``servicepoints:importsource``: open data as a draft submission, with the differences only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterAuthConfig,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterCrs,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterString,
    QgsWkbTypes,
)

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
from ..core.importing.services.geolocation import ADDRESS as GEOLOCATION
from ..core.importing.services.geolocation import locate
from ..core.importing.table import SourceTable
from ..host.importing import absences_file, connect
from ..host.language import say, tr
from ..layers.style import style_matches
from .address_reference import address_parameters, read_reference
from .base import CoreProgress, SpAlgorithm, check_cancelled
from .geometry import wgs84
from .import_documents import import_documents, write_documents
from .import_outputs import match_fields, match_rows, read_decisions, reject_fields, reject_rows
from .import_report import field_label, import_report
from .ledger import InputRecord, Ledger
from .outputs import around
from .parameters import advanced, choice, explained
from .provenance import Provenance
from .sources import check_field, features_of, is_given, open_source
from .submitter import submitter_of, who_parameters
from .wording import number_text

ASK = "ask"
COORDINATES = tuple(reading.value for reading in Reading)
_DECISION_FIELDS = ("value", "decision", "match_id")
_SHOWN = 10
_NUMBERS = ("new", "changed", "linked", "unchanged", "review", "rejected")


class ImportSource(SpAlgorithm):
    """Import a source."""

    ID = "importsource"
    GROUP = "register"
    TAGS = (
        "import", "open data", "csv", "excel", "geojson", "wfs", "esri", "ckan", "211", "profile", "match",
        "importer", "données ouvertes", "profil", "doublons", "appariement",
    )  # fmt: skip

    def displayName(self) -> str:  # noqa: N802
        return tr("Import a source")

    def shortDescription(self) -> str:  # noqa: N802
        return tr("Compares open data with a working copy and drafts a submission of what differs.")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # noqa: N802
        places = [*address_parameters(), *_geolocation()]
        self.add_parameters([*_sources(), *_choices(), *places, *who_parameters(), *_outputs()])
        self.add_numbers(
            {
                "NEW": tr("New service points"),
                "CHANGED": tr("Service points that change"),
                "LINKED": tr("Service points recognised"),
                "UNCHANGED": tr("Service points unchanged"),
                "REVIEW": tr("Service points to decide"),
                "REJECTED": tr("Rows rejected"),
                "REPEATED": tr("Rows that repeat another"),
                "LEFT_OUT": tr("Rows left out by the profile’s filter"),
                "GONE": tr("Service points gone from the source"),
                "ORGANIZATIONS": tr("Organizations added"),
                "DOCUMENTS": tr("Documents written"),
            }
        )

    def run_job(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        profile = _profile(self.parameterAsFile(parameters, "PROFILE", context).strip())
        folder = Path(self.parameterAsString(parameters, "DRAFT", context))
        ledger = Ledger(self, parameters, context)
        reference = read_reference(self, parameters, context, feedback, ledger)
        table = self._read(parameters, context, feedback, profile)
        absences = Absences(absences_file())
        with open_working_copy(self.parameterAsFile(parameters, "WORKING_COPY", context)) as copy:
            copy_title = say(copy.store.info.title)
            held = HeldRegister.of(copy, progress=CoreProgress(feedback, 30, 40))
            found = import_table(
                held,
                table,
                profile,
                today=date.today(),
                reference=reference,
                locate=self._locate(parameters, context),
                choices=self._choices(parameters, context, feedback),
                absences=absences.before(profile.id, table.origin.sha256),
                progress=CoreProgress(feedback, 40, 90),
            )
            is_held_back = found.question is not None and not self.parameterAsBool(
                parameters, "ACCEPT_MANY", context
            )
            drafts = (
                [] if is_held_back else import_documents(copy, found, submitter_of(self, parameters, context))
            )
        check_cancelled(feedback)
        _note_source(ledger, found)
        rows = {name: held.register.rows(name) for name in ("service_point", "external_id")}
        ledger.read_rows("WORKING_COPY", rows, copy_title, len(rows["service_point"]))
        numbers = _numbers(found, len(drafts))
        self.outputs.provenance = Provenance.of(self, parameters, context, ledger, dict(numbers))
        self._write_matches(parameters, context, found, held)
        self._write_rejects(parameters, context, found)
        report = import_report(found, held, len(drafts))
        report.rest_on(ledger)
        where = self.outputs.add_report(report, self.parameterAsFileOutput(parameters, "REPORT", context))
        ledger.tell(feedback)
        _warn(found, feedback)
        feedback.pushInfo(report.answer)
        if is_held_back and found.question is not None:
            self.outputs.keep(context)
            raise QgsProcessingException(say(found.question))
        files = write_documents(drafts, folder)
        absences.note_import(found)
        feedback.setProgress(100)
        for path in files:
            feedback.pushInfo(tr("Draft submission: {path}").format(path=path))
        return {**numbers, **where, "DRAFT": str(folder)}

    def _read(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        profile: Profile,
    ) -> SourceTable:
        progress = CoreProgress(feedback, 0, 30)
        login = self.parameterAsString(parameters, "AUTHCFG", context)
        return read_source(
            self.parameterAsFile(parameters, "SOURCE", context).strip(),
            profile,
            second=self.parameterAsFile(parameters, "SECOND_SOURCE", context).strip(),
            connect=lambda part: connect(login, part),
            progress=progress,
        )

    def _locate(self, parameters: dict[str, Any], context: QgsProcessingContext) -> Locate | None:
        if not self.parameterAsBool(parameters, "GEOLOCATION", context):
            return None
        url = self.parameterAsString(parameters, "GEOLOCATION_URL", context).strip() or GEOLOCATION
        return lambda asked, progress: locate(connect("", progress), asked, url=url, progress=progress)

    def _choices(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Choices:
        reading = self.parameterAsEnumString(parameters, "COORDINATES", context)
        crs = self.parameterAsCrs(parameters, "COORDINATES_CRS", context)
        chosen = None if reading == ASK else CoordinateChoice(Reading(reading), crs.authid() or None)
        return Choices(chosen, self._decisions(parameters, context, feedback))

    def _decisions(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Mapping[str, Decision]:
        if not is_given(parameters, "DECISIONS"):
            return {}
        source = open_source(self, parameters, "DECISIONS", context)
        for name in _DECISION_FIELDS:
            check_field(source.fields(), name, tr("Decisions"))
        decisions, strange = read_decisions(features_of(source, feedback))
        if strange:
            feedback.pushWarning(
                tr(
                    "Answers in the column “decision” that are not understood and do not count: {count}. "
                    "Write “same” or “new”. Identifiers: {values}"
                ).format(count=number_text(len(strange)), values=", ".join(strange[:_SHOWN]))
            )
        return decisions

    def _write_matches(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        found: Importation,
        held: HeldRegister,
    ) -> None:
        fields = around(match_fields(), (), ())
        kind = QgsWkbTypes.Type.Point
        sink = self.open_sink(parameters, "MATCHES", context, fields, kind, wgs84(), style_matches)
        if sink is not None:
            for row, geometry in match_rows(found, held):
                sink.add(row, geometry)

    def _write_rejects(
        self, parameters: dict[str, Any], context: QgsProcessingContext, found: Importation
    ) -> None:
        fields = around(reject_fields(), (), ())
        sink = self.open_sink(parameters, "REJECTS", context, fields, QgsWkbTypes.Type.NoGeometry)
        if sink is not None:
            for row in reject_rows(found):
                sink.add(row, None)


def _sources() -> list[QgsProcessingParameterDefinition]:
    return [
        explained(
            QgsProcessingParameterFile("SOURCE", tr("Source")),
            tr(
                "A file (CSV, Excel, ODS, GeoJSON, KML, GeoPackage, Shapefile, also in a zip) or a web "
                "address: of a file, an Esri layer, an OGC API collection, a WFS with typeNames, a CKAN "
                "resource."
            ),
        ),
        explained(
            QgsProcessingParameterFile(
                "PROFILE", tr("Profile"), fileFilter=tr("Import profiles (*.json);;All files (*)")
            ),
            tr(
                "Says which column is which field. A file, or the name of a profile that comes with the "
                "plugin: {names}."
            ).format(names=", ".join(load_presets())),
        ),
        explained(
            QgsProcessingParameterFile(
                "WORKING_COPY", tr("Working copy"), fileFilter=tr("GeoPackage (*.gpkg)")
            ),
            tr("What the source is compared with; it is only read."),
        ),
        advanced(
            explained(
                QgsProcessingParameterFile("SECOND_SOURCE", tr("File in the other language"), optional=True),
                tr("For a profile that joins one; without it the file is looked for beside the source."),
            )
        ),
        advanced(
            explained(
                QgsProcessingParameterAuthConfig("AUTHCFG", tr("Login for the web address"), optional=True),
                tr("An authentication configuration of QGIS; never put a password in the address."),
            )
        ),
    ]


def _choices() -> list[QgsProcessingParameterDefinition]:
    decisions = QgsProcessingParameterFeatureSource(
        "DECISIONS", tr("Decisions"), [QgsProcessing.SourceType.TypeVector], optional=True
    )
    return [
        explained(
            decisions,
            tr("The layer of matches of an earlier run, with “same” or “new” in its column “decision”."),
        ),
        explained(
            QgsProcessingParameterBoolean("ACCEPT_MANY", tr("Many changes are right"), defaultValue=False),
            tr("Draft even when more changes or is gone than the profile expects."),
        ),
        advanced(
            explained(
                choice("COORDINATES", tr("Columns of coordinates"), (ASK, *COORDINATES), ASK),
                tr(
                    "ask: stop when they are not plainly longitude and latitude, and say what they seem "
                    "to be; the others say how to read them."
                ),
            )
        ),
        advanced(
            explained(
                QgsProcessingParameterCrs(
                    "COORDINATES_CRS", tr("Coordinate system of metres"), optional=True
                ),
                tr("For columns of metres that fit several systems."),
            )
        ),
    ]


def _geolocation() -> list[QgsProcessingParameterDefinition]:
    return [
        explained(
            QgsProcessingParameterBoolean(
                "GEOLOCATION", tr("Ask the federal Geolocation Service"), defaultValue=False
            ),
            tr(
                "Sends the addresses that are still without a good place, and nothing else, to Natural "
                "Resources Canada over the web. Only an answer with the same number, street and municipality "
                "is taken, and recorded as interpolated, within 150 m."
            ),
        ),
        advanced(
            explained(
                QgsProcessingParameterString(
                    "GEOLOCATION_URL", tr("Address of the Geolocation Service"), GEOLOCATION
                ),
                tr("Where the service answers, should it move."),
            )
        ),
    ]


def _outputs() -> list[QgsProcessingParameterDefinition]:
    point = QgsProcessing.SourceType.TypeVectorPoint
    return [
        explained(
            QgsProcessingParameterFolderDestination("DRAFT", tr("Folder for the draft")),
            tr("Receives the draft submission, in several documents when it is large; nothing else changes."),
        ),
        explained(
            QgsProcessingParameterFeatureSink("MATCHES", tr("Matches"), point, optional=True),
            tr("Each row that may be a service point of the register, with the evidence."),
        ),
        QgsProcessingParameterFeatureSink(
            "REJECTS", tr("Rows rejected"), QgsProcessing.SourceType.TypeVector, optional=True
        ),
        QgsProcessingParameterFileDestination(
            "REPORT", tr("Report"), tr("HTML files (*.html)"), optional=True
        ),
    ]


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
