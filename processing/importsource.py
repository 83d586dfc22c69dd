# SPDX-License-Identifier: GPL-2.0-or-later
"""``servicepoints:importsource``: open data as a draft submission, with the differences only."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
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
)

from ..core.choices import COORDINATES
from ..core.choices import GEOLOCATION_ADDRESS as GEOLOCATION
from ..core.presets.ids import profile_ids
from ..host.language import tr
from .address_parameters import address_parameters
from .base import SpAlgorithm
from .parameters import advanced, choice, explained
from .submitter_parameters import who_parameters

ASK = "ask"


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
            ).format(names=", ".join(profile_ids())),
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
