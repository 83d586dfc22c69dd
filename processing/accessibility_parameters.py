# SPDX-License-Identifier: GPL-2.0-or-later
"""The parameters of ``servicepoints:accessibility`` that no other algorithm has, and what they say."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)

from ..core.presets.ids import preset_ids
from ..host.language import tr
from .parameters import advanced, choice, explained, field_of, number

METHODS = ("2sfca", "e2sfca", "gaussian", "gravity")


def capacity_parameter() -> QgsProcessingParameterDefinition:
    """Return the field that says how much a point can give."""
    return explained(
        field_of("CAPACITY_FIELD", tr("Capacity of the service points"), "POINTS", numeric=True),
        tr("What each point can give: counters, staff, hours a week. Without a field, each point counts 1."),
    )


def decay_parameters() -> list[QgsProcessingParameterDefinition]:
    """Return how access falls as trips grow longer."""
    presets = preset_ids("decay")
    return [
        explained(
            choice("METHOD", tr("Method"), METHODS, "e2sfca"),
            tr(
                "2sfca: everybody within the largest cutoff counts alike; e2sfca: a weight for each zone; "
                "gaussian: falls smoothly to nothing at the largest cutoff; gravity: falls with a power of "
                "the cost."
            ),
        ),
        explained(
            QgsProcessingParameterString(
                "CUTOFFS", tr("Travel zones (minutes or kilometres)"), defaultValue="10,20,30"
            ),
            tr("Limits of the zones, inclusive. Methods other than e2sfca use the largest alone."),
        ),
        explained(
            choice("DECAY", tr("Weights of the zones: preset"), presets, presets[0]),
            tr("For e2sfca, where no weights are typed. Slow: people travel far for it; fast: few do."),
        ),
        explained(
            QgsProcessingParameterString("WEIGHTS", tr("Weights of the zones: own"), optional=True),
            tr("For e2sfca. One for each zone, in the same order, such as 1,0.68,0.22; only ratios count."),
        ),
        *_fine_parameters(),
    ]


def _fine_parameters() -> list[QgsProcessingParameterDefinition]:
    spread = number("SIGMA", tr("Spread of the Gaussian (minutes or kilometres)"), None, 0.0)
    spread.setFlags(spread.flags() | QgsProcessingParameterDefinition.Flag.FlagOptional)
    return [
        advanced(
            explained(
                spread,
                tr(
                    "For gaussian. Empty or 0: Dai’s form, which reaches 0 at the largest cutoff. Otherwise "
                    "exp(-c² / 2 spread²), cut off there."
                ),
            )
        ),
        advanced(
            explained(
                number("BETA", tr("Exponent of the gravity model"), 1.0, 0.0, 10.0),
                tr("For gravity: a trip counts cost to the power of minus this."),
            )
        ),
        advanced(
            explained(
                number("FLOOR", tr("Least cost of the gravity model"), 1.0, 0.001),
                tr("For gravity: shorter trips count as this long, in minutes or kilometres."),
            )
        ),
    ]


def destinations() -> list[QgsProcessingParameterDefinition]:
    """Return the outputs."""
    kind = QgsProcessing.SourceType
    return [
        QgsProcessingParameterFeatureSink("OUTPUT", tr("Access of the population units")),
        QgsProcessingParameterFeatureSink(
            "SUPPLY", tr("Load of the service points"), kind.TypeVectorPoint, optional=True
        ),
        QgsProcessingParameterFileDestination(
            "REPORT", tr("Report"), tr("HTML files (*.html)"), optional=True
        ),
    ]
