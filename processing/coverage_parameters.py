# SPDX-License-Identifier: GPL-2.0-or-later
"""The parameters of ``servicepoints:coverage`` that no other algorithm has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)

from ..core.analysis.standards import CUSTOM, Standard, load_standards
from ..core.errors import InputError, ServicePointsError
from ..core.text import Text
from ..host.language import say, tr
from .cutoffs import parse_cutoffs
from .parameters import advanced, choice, explained, field_of, number
from .sources import check_field, is_given, label_of, open_source
from .wording import labelled

LANGUAGES = ("fr", "en")
BARRIER_FREE = "step_free_entrance"

_POINT_FIELDS = ("SERVICE_FIELD", "FREQUENCY_FIELD", "HOURS_FIELD", "ACCESSIBILITY_FIELD", "LANGUAGES_FIELD")
_Flag = QgsProcessingParameterDefinition.Flag


@dataclass(frozen=True)
class Asked:
    """What coverage is held against, the cutoffs of the profile, and the person's own target."""

    standard: Standard
    cutoffs: tuple[float, ...]
    target: float | None


def read_asked(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> Asked:
    """Return the standard with the person's cutoffs and target. Raises ``InputError``."""
    known = load_standards()
    chosen = algorithm.parameterAsEnumString(parameters, "STANDARD", context) or CUSTOM
    cutoffs = parse_cutoffs(algorithm.parameterAsString(parameters, "CUTOFFS", context))
    target = None
    if is_given(parameters, "TARGET"):
        target = algorithm.parameterAsDouble(parameters, "TARGET", context)
    return Asked(known[chosen].chosen(cutoffs, target), cutoffs, target)


def check_asked(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> None:
    """Check the parameters against each other; raise ``InputError`` for what cannot work."""
    standard = read_asked(algorithm, parameters, context).standard
    metric = algorithm.parameterAsEnumString(parameters, "METRIC", context)
    if not standard.fits(metric):
        raise InputError(_OTHER_UNIT.format(standard=standard.title, metric=standard.metric, given=metric))

    def text(name: str) -> str:
        return algorithm.parameterAsString(parameters, name, context)

    fields = open_source(algorithm, parameters, "POINTS", context).fields()
    for name in filter(None, map(text, _POINT_FIELDS)):
        check_field(fields, name, label_of(algorithm, "POINTS"))
    if not text("SERVICE_FIELD"):
        if text("SERVICES").strip():
            raise InputError(_SERVICES_WITHOUT_FIELD)
        if standard.measure == "basket":
            raise InputError(_BASKET_WITHOUT_FIELD.format(standard=standard.title))
    if standard.measure == "presence" and not text("STRATUM_FIELD"):
        raise InputError(_PRESENCE_WITHOUT_FIELD.format(standard=standard.title))


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
                "Coverage is told for each. With the standard “custom” the largest one decides who is "
                "covered; other standards bring cutoffs of their own."
            ),
        ),
        explained(
            target,
            tr(
                "Share of people who should be within the largest cutoff. Empty: the standard’s own; with "
                "“custom”, none."
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


_OTHER_UNIT = Text(
    "The standard “{standard}” has its cutoffs in the unit of the measure “{metric}”, not of “{given}”. "
    "Change the measure, or choose the standard “custom” and give your own cutoffs.",
    "La norme «\u00a0{standard}\u00a0» a des seuils dans l’unité de la mesure «\u00a0{metric}\u00a0», non de "
    "«\u00a0{given}\u00a0». Changez la mesure, ou choisissez la norme «\u00a0custom\u00a0» et indiquez vos "
    "propres seuils.",
)
_SERVICES_WITHOUT_FIELD = Text(
    "Services are named, but not the field that lists what each point offers. Choose the field, or leave the "
    "services out.",
    "Des services sont nommés, mais non le champ qui indique ce que chaque point offre. Choisissez ce champ "
    "ou retirez les services.",
)
_BASKET_WITHOUT_FIELD = Text(
    "The standard “{standard}” is about a basket of services. Choose the field that lists what each point "
    "offers.",
    "La norme «\u00a0{standard}\u00a0» porte sur un panier de services. Choisissez le champ qui indique ce "
    "que chaque point offre.",
)
_PRESENCE_WITHOUT_FIELD = Text(
    "The standard “{standard}” asks for a point in every area. Choose the field of the population units that "
    "names the area.",
    "La norme «\u00a0{standard}\u00a0» demande un point dans chaque secteur. Choisissez le champ des unités "
    "de population qui nomme le secteur.",
)
