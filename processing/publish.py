# SPDX-License-Identifier: GPL-2.0-or-later
"""``servicepoints:publish``: what everyone may see of a shared store, as open data in a folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ..core.errors import InputError
from ..core.publishing import (
    DEFAULT_LICENCE,
    FORMATS,
    Changes,
    Publication,
    changes_since,
    publication_of,
    publish,
)
from ..core.publishing.finder import THEMES, FinderSettings
from ..core.publishing.writer import FINDER, check_base_url
from ..core.store import Store, open_store
from ..core.text import Text
from ..host.language import say, tr
from .base import CoreProgress, SpAlgorithm
from .ledger import Ledger
from .parameters import advanced, explained
from .provenance import Provenance
from .publish_report import publish_report
from .sources import is_given
from .stores import database_help, store_filter, store_place

_PUBLIC_REPORT = Text(
    "The report would lie in the folder of the publication, where everyone may read it, and it names records "
    "for partners. Choose another place for the report.",
    "Le rapport se trouverait dans le dossier de la publication, où tout le monde peut le lire, et il nomme "
    "des fiches réservées aux partenaires. Choisissez un autre emplacement pour le rapport.",
)


class Publish(SpAlgorithm):
    """Publish open data."""

    ID = "publish"
    GROUP = "register"
    FOR_STEWARDS = True
    TAGS = (
        "publish", "open data", "geojson", "csv", "frictionless", "hsds", "dcat", "ckan", "schema.org",
        "finder", "publier", "publication", "données ouvertes", "catalogue", "chercheur de services",
    )  # fmt: skip

    def displayName(self) -> str:  # noqa: N802
        return tr("Publish open data")

    def shortDescription(self) -> str:  # noqa: N802
        return tr("Writes what everyone may see of a shared store into a folder for the web.")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # noqa: N802
        self.add_parameters(_parameters())
        self.add_numbers(
            {
                "POINTS": tr("Service points published"),
                "RECORDS": tr("Records published"),
                "POINTS_WITHHELD": tr("Service points withheld"),
                "RECORDS_WITHHELD": tr("Records withheld"),
                "CHANGES": tr("Changes since the earlier revision"),
                "TOMBSTONES": tr("Records no longer published since then"),
                "FILES": tr("Files written"),
                "BYTES": tr("Size in bytes"),
            }
        )

    def check(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        check_base_url(self.parameterAsString(parameters, "BASE_URL", context).strip())
        report = self.parameterAsFileOutput(parameters, "REPORT", context)
        target = self.parameterAsString(parameters, "TARGET", context)
        if report and target and _is_within(report, target):
            raise InputError(_PUBLIC_REPORT)

    def run_job(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        place = store_place(self.parameterAsFile(parameters, "STORE", context))
        target = Path(self.parameterAsString(parameters, "TARGET", context))
        formats = self.parameterAsEnumStrings(parameters, "FORMATS", context)
        licence = self.parameterAsString(parameters, "LICENCE", context).strip() or DEFAULT_LICENCE
        with open_store(place) as store:
            boundaries = list(store.rows("geo_unit"))
            publication = publication_of(store, licence=licence, progress=CoreProgress(feedback, 0, 25))
            changes = self._changes(parameters, context, feedback, store, publication)
        numbers, site = _numbers(publication, changes), self._finder_settings(parameters, context)
        ledger = Ledger(self, parameters, context)
        points = publication.rows["service_point"]
        ledger.read_rows("STORE", publication.rows, say(publication.info.title), len(points))
        self.outputs.provenance = Provenance.of(self, parameters, context, ledger, dict(numbers))
        report = publish_report(publication, changes, formats)
        where = self.outputs.add_report(report, self.parameterAsFileOutput(parameters, "REPORT", context))
        written = publish(
            publication,
            target,
            formats,
            changes=changes,
            base_url=self.parameterAsString(parameters, "BASE_URL", context).strip(),
            finder=site,
            boundaries=boundaries,
            progress=CoreProgress(feedback, 45, 100),
        )
        self.outputs.settle()
        if boundaries and FINDER in formats and site.notice is None:
            feedback.pushWarning(
                tr(
                    "The map of the finder shows the boundaries of the store without saying where they are "
                    "from. If their licence asks for a notice, as that of Statistics Canada does, give it."
                )
            )
        feedback.pushInfo(report.answer)
        feedback.pushInfo(tr("Published in: {folder}").format(folder=target))
        files = {"FILES": len(written.files), "BYTES": written.size}
        return {**numbers, **files, **where, "TARGET": str(target)}

    def _finder_settings(self, parameters: dict[str, Any], context: QgsProcessingContext) -> FinderSettings:
        notice = [
            self.parameterAsString(parameters, name, context).strip()
            for name in ("FINDER_NOTICE_EN", "FINDER_NOTICE_FR")
        ]
        return FinderSettings(
            theme=self.parameterAsEnumString(parameters, "FINDER_THEME", context),
            contact=self.parameterAsString(parameters, "FINDER_CONTACT", context).strip() or None,
            notice=Text(notice[0] or notice[1], notice[1] or notice[0]) if any(notice) else None,
        )

    def _changes(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        store: Store,
        publication: Publication,
    ) -> Changes | None:
        if not is_given(parameters, "SINCE"):
            return None
        since = self.parameterAsInt(parameters, "SINCE", context)
        return changes_since(store, publication, since, progress=CoreProgress(feedback, 25, 45))


def _is_within(file: str, folder: str) -> bool:
    """Return whether a file lies in a folder, seen through links and, on Windows, in either case."""
    place, around = (Path(os.path.normcase(os.path.realpath(path))) for path in (file, folder))
    return around in place.parents


def _parameters() -> list[QgsProcessingParameterDefinition]:
    store = QgsProcessingParameterFile("STORE", tr("Shared store"), fileFilter=store_filter())
    return [
        explained(store, " ".join((tr("It is only read."), database_help()))),
        explained(
            QgsProcessingParameterFolderDestination("TARGET", tr("Folder of the publication")),
            tr(
                "An empty folder, or one published before: it is replaced as a whole once the new one "
                "is complete and checked."
            ),
        ),
        *_choices(),
        explained(
            QgsProcessingParameterFileDestination(
                "REPORT", tr("Report"), tr("HTML files (*.html)"), optional=True
            ),
            tr("Lists what stays back and why. It names records for partners: keep it out of the folder."),
        ),
    ]


def _choices() -> list[QgsProcessingParameterDefinition]:
    formats = QgsProcessingParameterEnum(
        "FORMATS",
        tr("Formats"),
        options=list(FORMATS),
        allowMultiple=True,
        defaultValue=list(FORMATS),
        usesStaticStrings=True,
    )
    since = QgsProcessingParameterNumber(
        "SINCE",
        tr("Changes since revision"),
        QgsProcessingParameterNumber.Type.Integer,
        optional=True,
        minValue=0,
    )
    return [
        explained(formats, tr("What to write: as many as you like; each is described in the help.")),
        explained(
            since,
            tr(
                "Adds a file of what changed since that revision of the store, so that others need not read "
                "everything again. Empty: no such file."
            ),
        ),
        explained(
            QgsProcessingParameterString("LICENCE", tr("Licence of the publication"), DEFAULT_LICENCE),
            tr(
                "The code of an open licence of the store’s list. Records from a source keep the licence and "
                "the attribution of their source."
            ),
        ),
        *_finder(),
        advanced(
            explained(
                QgsProcessingParameterString(
                    "BASE_URL", tr("Address of the folder on the web"), optional=True
                ),
                tr(
                    "For the links of the catalogue, for example https://data.example.ca/service-points/. "
                    "Empty: links are relative to the folder."
                ),
            )
        ),
    ]


def _finder() -> list[QgsProcessingParameterDefinition]:
    theme = QgsProcessingParameterEnum(
        "FINDER_THEME",
        tr("Look of the finder"),
        options=list(THEMES),
        defaultValue=THEMES[0],
        usesStaticStrings=True,
    )
    contact = QgsProcessingParameterString("FINDER_CONTACT", tr("Mailbox for suggestions"), optional=True)
    notices = [
        QgsProcessingParameterString(name, label, optional=True)
        for name, label in (
            ("FINDER_NOTICE_EN", tr("Notice on the boundaries of the map, in English")),
            ("FINDER_NOTICE_FR", tr("Notice on the boundaries of the map, in French")),
        )
    ]
    told = tr("What their licence asks to be said, such as: Adapted from Statistics Canada, 2021 Census.")
    return [
        advanced(explained(theme, tr("Colours and letters of the public finder; no official marks."))),
        advanced(
            explained(
                contact, tr("Where visitors of the finder send suggestions. Empty: the steward’s e-mail.")
            )
        ),
        *(advanced(explained(each, told)) for each in notices),
    ]


def _numbers(publication: Publication, changes: Changes | None) -> dict[str, int]:
    withheld = publication.withheld_counts
    return {
        "POINTS": len(publication.rows["service_point"]),
        "RECORDS": sum(map(len, publication.rows.values())),
        "POINTS_WITHHELD": sum(count for (table, _), count in withheld.items() if table == "service_point"),
        "RECORDS_WITHHELD": len(publication.withheld),
        "CHANGES": 0 if changes is None else len(changes.lines),
        "TOMBSTONES": 0 if changes is None else changes.count("delete"),
    }
