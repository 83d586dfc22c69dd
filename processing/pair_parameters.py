# SPDX-License-Identifier: GPL-2.0-or-later
"""The parameters of ``servicepoints:colocationpairs`` that no other algorithm has."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFileDestination,
)

from ..core.choices import GROUPINGS
from ..core.presets.pair_weights import PARTS, load_weight_presets
from ..host.language import say, tr
from .parameters import advanced, choice, explained, field_of, number, points_parameter
from .wording import labelled

FIELDS = (
    *("GROUP_FIELD", "NAME_FIELD", "ADDRESS_FIELD", "ORGANIZATION_FIELD", "SERVICES_FIELD", "HOURS_FIELD"),
    *("LANGUAGES_FIELD", "ACCESSIBILITY_FIELD", "SPACE_FIELD", "LEASE_FIELD"),
)
"""The parameters that name a field of the points."""

Definitions = list[QgsProcessingParameterDefinition]


def weights_of(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> dict[str, float]:
    """Return the weight of each part of the score: the one given, else that of the preset."""
    preset = algorithm.parameterAsEnumString(parameters, "WEIGHT_PRESET", context)
    weights = dict(load_weight_presets()[preset].weights)
    for part in PARTS:
        name = f"WEIGHT_{part.upper()}"
        if parameters.get(name) not in (None, ""):
            weights[part] = algorithm.parameterAsDouble(parameters, name, context)
    return weights


def group_parameters() -> Definitions:
    """Return what says which points there are, and which of them are of different governments."""
    return [
        explained(
            points_parameter("OTHERS", tr("Other service points"), optional=True),
            tr("A second layer; pairs are then formed between the two layers only."),
        ),
        explained(
            field_of("GROUP_FIELD", tr("Organization or order of government"), "POINTS"),
            tr(
                "Pairs are formed between different values of this field. Not needed with a second layer; "
                "without one, the shared layers use custodian_code."
            ),
        ),
        advanced(
            explained(
                field_of("NAME_FIELD", tr("Name of the service points"), "POINTS"),
                tr("Without one, name_en or name_fr is used by language, or else the identifier."),
            )
        ),
        advanced(
            explained(
                field_of("ADDRESS_FIELD", tr("Civic address"), "POINTS"),
                tr("Without one, address_line1 or address is used; points at one address are co-located."),
            )
        ),
        advanced(
            explained(
                field_of("ORGANIZATION_FIELD", tr("Organization of the service points"), "POINTS"),
                tr(
                    "Says between which groups a partnership is. Without one, organization_id is used when "
                    "there is such a field."
                ),
            )
        ),
    ]


def score_parameters() -> Definitions:
    """Return what the score is made of, and how much each part weighs."""
    return [*_fact_parameters(), *_catchment_parameters(), *_weight_parameters()]


def _fact_parameters() -> Definitions:
    return [
        explained(
            field_of("SERVICES_FIELD", tr("Services of the points"), "POINTS"),
            tr(
                "A list of codes, separated by commas or semicolons, or a JSON list. The shared layers need "
                "none: their services are read from the store."
            ),
        ),
        explained(
            field_of("HOURS_FIELD", tr("Opening hours of the points"), "POINTS"),
            tr(
                "In the form of OpenStreetMap, as the shared schema has them: Mo-Fr 08:30-16:30. The shared "
                "layers need none."
            ),
        ),
        explained(
            field_of("LANGUAGES_FIELD", tr("Languages of the points"), "POINTS"),
            tr("A list of codes such as en and fr. The shared layers need none."),
        ),
        explained(
            field_of("ACCESSIBILITY_FIELD", tr("Accessibility of the points"), "POINTS"),
            tr(
                "A list of codes of the shared schema (a step-free entrance counts), yes or no, or a number. "
                "Unknown is not taken for a no. The shared layers need none."
            ),
        ),
        explained(
            field_of("SPACE_FIELD", tr("Room to spare at the points"), "POINTS"),
            tr(
                "Free counters or square metres (more than 0 counts), or yes or no. The shared layers need "
                "none: the free counters are read from the store."
            ),
        ),
        explained(
            field_of("LEASE_FIELD", tr("End of the lease of the points"), "POINTS"),
            tr("A date. The shared layers need none: it is read from the store."),
        ),
        advanced(
            explained(
                number("LEASE_YEARS", tr("A lease ends soon within (years)"), 5.0, 0.0, 100.0),
                tr("Counted from today. A lease that ends soon lets a point move."),
            )
        ),
        explained(
            QgsProcessingParameterFeatureSource(
                "PARTNERSHIPS", tr("Partnerships"), [QgsProcessing.SourceType.TypeVector], optional=True
            ),
            tr(
                "The partnership table of the shared store: each pair then names what its two governments "
                "do together elsewhere. The shared layers need none: it is read from the store."
            ),
        ),
    ]


def _catchment_parameters() -> Definitions:
    return [
        advanced(
            explained(
                number(
                    "OVERLAP_CUTOFF", tr("Catchments for the population in common (min or km)"), 15.0, 0.001
                ),
                tr("The population in common lives within this cost of both points."),
            )
        ),
        advanced(
            explained(
                choice("GROUPING", tr("What makes a cluster"), GROUPINGS, GROUPINGS[0]),
                tr(
                    "connected: points joined by pairs, directly or through others, which may be a long "
                    "chain; compact: every two members are within the largest cost of each other."
                ),
            )
        ),
    ]


def _weight_parameters() -> Definitions:
    labels = {
        "proximity": tr("Weight of nearness"),
        "overlap": tr("Weight of the population in common"),
        "complementarity": tr("Weight of services that only one of the two offers"),
        "hours": tr("Weight of opening hours in common"),
        "languages": tr("Weight of languages in common"),
        "accessibility": tr("Weight of an accessible entrance"),
        "space": tr("Weight of room to spare"),
        "lease": tr("Weight of a lease that ends soon"),
    }
    presets = load_weight_presets()
    told = " ".join(labelled(preset.id, say(preset.title)) + "." for preset in presets.values())
    weights: Definitions = [
        advanced(
            explained(
                choice("WEIGHT_PRESET", tr("Weights of the score"), tuple(presets), next(iter(presets))), told
            )
        )
    ]
    for part in PARTS:
        weight = number(f"WEIGHT_{part.upper()}", labels[part], None, 0.0)
        weight.setFlags(weight.flags() | QgsProcessingParameterDefinition.Flag.FlagOptional)
        text = tr("Empty: by the preset. 0: not counted. A part without data is not counted.")
        weights.append(advanced(explained(weight, text)))
    return weights


def destinations() -> Definitions:
    """Return what is written."""
    kind = QgsProcessing.SourceType
    sink = QgsProcessingParameterFeatureSink
    return [
        sink("PAIRS", tr("Pairs"), kind.TypeVectorLine),
        sink("CLUSTERS", tr("Clusters"), kind.TypeVectorPolygon, optional=True),
        sink("SITES", tr("Sites"), kind.TypeVectorPoint, optional=True, createByDefault=False),
        QgsProcessingParameterFileDestination(
            "REPORT", tr("Report"), tr("HTML files (*.html)"), optional=True
        ),
    ]
