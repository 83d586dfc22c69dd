# SPDX-License-Identifier: GPL-2.0-or-later
"""``servicepoints:publish``: what everyone may see of a shared store, as open data in a folder."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ..core.choices import DEFAULT_LICENCE, FORMATS, THEMES
from ..host.language import tr
from .base import SpAlgorithm
from .parameters import advanced, choice, explained, in_words
from .stores import database_help, store_filter


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
    in_words(formats)
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
    theme = choice("FINDER_THEME", tr("Look of the finder"), THEMES, THEMES[0])
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
