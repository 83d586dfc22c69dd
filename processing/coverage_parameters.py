# SPDX-License-Identifier: GPL-2.0-or-later
"""The parameters of ``servicepoints:coverage`` that no other algorithm has."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)

from ..core.errors import ServicePointsError
from ..core.presets.standards import CUSTOM, load_standards
from ..host.language import say, tr
from .parameters import advanced, choice, explained, field_of, number
from .wording import labelled

LANGUAGES = ("fr", "en")
BARRIER_FREE = "step_free_entrance"
_Flag = QgsProcessingParameterDefinition.Flag


def standard_parameters() -> list[QgsProcessingParameterDefinition]:
    """Return the standard, the cutoffs and the target."""
    target = number("TARGET", tr("Target (% of people)"), None, 0.0, 100.0)
    target.setFlags(target.flags() | _Flag.FlagOptional)
    ids, told = _standards()
    return [
        explained(choice("STANDARD", tr("Standard"), ids, CUSTOM), told),
        explained(
            QgsProcessingParameterString(
                "CUTOFFS", tr("Cutoffs (minutes or kilometres)"), defaultValue="5,10,15"
            ),
            tr(
                "Coverage is told for each. With own cutoffs (custom) the largest one decides who is "
                "covered; other standards bring cutoffs of their own."
            ),
        ),
        explained(
            target,
            tr(
                "Share of people who should be within the largest cutoff. Empty: the standard’s own; with "
                "own cutoffs (custom), none."
            ),
        ),
    ]


def quality_parameters() -> list[QgsProcessingParameterDefinition]:
    """Return the fields that say what the points offer."""
    return [
        explained(
            field_of("SERVICE_FIELD", tr("Services of the points"), "POINTS"),
            tr("Field that lists what each point offers, separated by commas or semicolons."),
        ),
        explained(
            QgsProcessingParameterString("SERVICES", tr("Services to look at"), optional=True),
            tr("Codes as they stand in that field, separated by commas. Empty: all of them."),
        ),
        advanced(
            explained(
                field_of("FREQUENCY_FIELD", tr("Visits a year"), "POINTS", numeric=True),
                tr("For points that are open on some days only. No number: the point is permanent."),
            )
        ),
        advanced(
            explained(
                field_of("HOURS_FIELD", tr("Opening hours"), "POINTS"),
                tr(
                    "Opening hours as in OpenStreetMap, or hours a week as a number. A point counts by its "
                    "hours, a week of 37.5 hours as one."
                ),
            )
        ),
        advanced(
            explained(
                field_of("ACCESSIBILITY_FIELD", tr("Accessibility"), "POINTS"),
                tr("Field that lists how each point is accessible. Unknown is not barrier-free."),
            )
        ),
        advanced(
            explained(
                QgsProcessingParameterString(
                    "BARRIER_FREE", tr("What makes a point barrier-free"), defaultValue=BARRIER_FREE
                ),
                tr("Codes of the accessibility field, separated by commas; a point needs all of them."),
            )
        ),
        advanced(
            explained(
                field_of("LANGUAGES_FIELD", tr("Languages of service"), "POINTS"),
                tr("Field that lists the languages in which each point serves people."),
            )
        ),
        advanced(
            explained(
                choice("MINORITY_LANGUAGE", tr("Official language of the minority"), LANGUAGES, "fr"),
                tr("fr: French, outside Quebec; en: English, in Quebec."),
            )
        ),
        explained(
            QgsProcessingParameterBoolean("SENSITIVITY", tr("Try other assumptions"), False),
            tr(
                "Cutoffs 20% smaller and larger, speeds 15% lower and higher, kilometres for minutes: says "
                "which areas would change sides."
            ),
        ),
    ]


def destinations() -> list[QgsProcessingParameterDefinition]:
    """Return the outputs."""
    kind, sink = QgsProcessing.SourceType, QgsProcessingParameterFeatureSink
    return [
        sink("INDICATORS", tr("Indicators of coverage"), kind.TypeVector),
        sink("GAPS", tr("People who are not covered"), kind.TypeVectorAnyGeometry, optional=True),
        sink("FLIPS", tr("Areas under other assumptions"), kind.TypeVector, optional=True),
        QgsProcessingParameterFileDestination(
            "REPORT", tr("Report"), tr("HTML files (*.html)"), optional=True
        ),
    ]


def _standards() -> tuple[tuple[str, ...], str]:
    """Return the ids of the standards and what they are; with a file that is broken, the one that needs none.

    The algorithm must load to say what is wrong with the file when it runs.
    """
    try:
        known = load_standards()
    except ServicePointsError as problem:
        return (CUSTOM,), say(problem.text)
    return tuple(known), "\n".join(
        labelled(name, say(standard.title)) + "." for name, standard in known.items()
    )
