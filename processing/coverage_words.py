# SPDX-License-Identifier: GPL-2.0-or-later
"""What the figures of ``servicepoints:coverage`` mean and rest on, in words."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingAlgorithm, QgsProcessingContext

from ..core.analysis import sensitivity
from ..core.analysis.edges import EdgeEffect
from ..core.presets.standards import Criterion, Standard
from ..host.language import say, tr
from .coverage_found import Found
from .coverage_inputs import UNITS
from .inputs import DemandSet
from .method import Line, trip_lines
from .sources import label_of
from .study import NO_STRATUM
from .wording import amount_text, limit_text, number_text, percent_text, reach_text

_SHOWN = 12  # names in a sentence


def cutoff_words(cutoff: float, metric: str) -> str:
    """Write a cutoff; one that is not a round number (a mile, an equivalent) with two decimals."""
    return limit_text(round(cutoff, 2), metric)


def rate_text(value: float | None, decimals: int = 1) -> str:
    """Write a rate given in percent; a dash for none."""
    return "–" if value is None else percent_text(value / 100.0, decimals)


def stratum_words(name: str) -> str:
    """Return what to call a stratum."""
    return tr("(no area given)") if name == NO_STRATUM else name


def group_words(name: str, demand: DemandSet | None = None) -> str:
    """Return what to call a population field."""
    if name == UNITS:
        return tr("Population units")
    return name if demand is None else demand.label(name)


def units_words() -> str:
    """Say what “people” are without a population field."""
    return tr("No population field was given: “people” are population units here, each counted once.")


def met_words(met: bool | None) -> str:
    """Say whether a target is met."""
    return {True: tr("met"), False: tr("missed"), None: "–"}[met]


def criterion_words(criterion: Criterion, standard: Standard, metric: str) -> str:
    """Say what a criterion asks for."""
    if standard.measure == "presence" and not criterion.cutoff:
        return tr("A point in every area")
    limit = cutoff_words(criterion.cutoff, metric)
    if criterion.group:
        return tr("People of “{group}” within {limit}").format(group=criterion.group, limit=limit)
    if criterion.each_stratum:
        return tr("People within {limit}, in every area").format(limit=limit)
    if standard.measure == "basket":
        return tr("People within {limit} of the basket of services").format(limit=limit)
    return tr("People within {limit} of a point").format(limit=limit)


def scenario_words(scenario: str) -> str:
    """Say what is assumed."""
    cutoff, speed = percent_text(sensitivity.CUTOFF_CHANGE), percent_text(sensitivity.SPEED_CHANGE)
    return {
        sensitivity.CUTOFF_LESS: tr("Cutoff {share} smaller").format(share=cutoff),
        sensitivity.CUTOFF_MORE: tr("Cutoff {share} larger").format(share=cutoff),
        sensitivity.SPEED_LESS: tr("Speeds {share} lower").format(share=speed),
        sensitivity.SPEED_MORE: tr("Speeds {share} higher").format(share=speed),
        sensitivity.OTHER_METRIC: tr("Other measure, as many people covered"),
    }[scenario]


def other_metric(metric: str) -> str:
    """Return the metric that stands in for another one."""
    return "distance" if metric == "time" else "time"


def listed(names: list[str]) -> str:
    """Write some names, and how many more there are."""
    shown = ", ".join(names[:_SHOWN])
    if len(names) <= _SHOWN:
        return shown
    return tr("{names} and {count} more").format(names=shown, count=number_text(len(names) - _SHOWN))


def edge_words(edge: EdgeEffect) -> str:
    """Say what the border of the network may hide."""
    return tr(
        "What lies beyond the border is not seen. {people} people ({share}) are not covered and live less "
        "than {reach} from it, as far as the cutoff leads in a straight line: a point beyond could cover "
        "them. For {nearer} people ({nearer_share}) the border is nearer than their nearest point. Take in "
        "points and roads beyond the border, or say so with the figures."
    ).format(
        people=number_text(edge.could_be_served),
        share=percent_text(edge.could_be_served / edge.people, 1),
        reach=reach_text(100.0 * max(1, round(edge.reach_km * 10))),
        nearer=number_text(edge.could_be_nearer),
        nearer_share=percent_text(edge.could_be_nearer / edge.people, 1),
    )


def balance_words(found: Found) -> str:
    """Write how the totals reconcile."""
    totals, left_out = found.assessment.totals, float(found.people.left_out[0, 0])
    return tr(
        "{total} read = {served} covered + {beyond} beyond the cutoff + {unreachable} without a road to any "
        "point + {off} too far from any road + {excluded} left out"
    ).format(
        total=number_text(totals.total + left_out),
        served=number_text(totals.served),
        beyond=number_text(totals.beyond),
        unreachable=number_text(totals.unreachable),
        off=number_text(totals.off_network),
        excluded=number_text(left_out),
    )


def method_lines(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    found: Found,
) -> list[Line]:
    """Return the standard, the cutoffs, how distance is measured, and how the people add up."""
    standard, metric = (
        found.asked.standard,
        algorithm.parameterAsEnumString(parameters, "METRIC", context),
    )
    lines = [(label_of(algorithm, "STANDARD"), say(standard.title))]
    source = say(standard.source)
    if standard.as_of:
        source = tr("{source} ({date})").format(source=source, date=standard.as_of)
    lines.append((tr("Source of the standard"), source))
    if found.asked.target is not None:
        own = tr("{target} at {limit}, chosen for this analysis")
        limit = cutoff_words(standard.decisive.cutoff, metric)
        lines.append((tr("Target"), own.format(target=rate_text(found.asked.target, 0), limit=limit)))
    cutoffs = sorted({*found.asked.cutoffs, *(criterion.cutoff for criterion in standard.criteria)})
    lines.append((tr("Cutoffs"), "; ".join(cutoff_words(cutoff, metric) for cutoff in cutoffs)))
    lines += trip_lines(algorithm, parameters, context, found.study.roads)
    for name in ("STRATUM_FIELD", "SERVICE_FIELD", "FREQUENCY_FIELD", "HOURS_FIELD", "ACCESSIBILITY_FIELD"):
        field = algorithm.parameterAsString(parameters, name, context)
        if field:
            lines.append((label_of(algorithm, name), field))
    languages = algorithm.parameterAsString(parameters, "LANGUAGES_FIELD", context)
    if languages:
        language = algorithm.parameterAsEnumString(parameters, "MINORITY_LANGUAGE", context)
        told = {"fr": tr("French"), "en": tr("English")}[language]
        lines.append((label_of(algorithm, "LANGUAGES_FIELD"), f"{languages} ({told})"))
    lines.append((tr("People"), balance_words(found)))
    lines.append((tr("Quantiles"), tr("The least cost that so many people do not exceed")))
    if found.edge is not None:
        border = tr(
            "Open land wider than {reach} around the roads and connected with the land outside counts as "
            "beyond the border"
        )
        reach = amount_text(round(found.edge.reach_km, 1))
        lines.append((tr("Border"), border.format(reach=f"{reach}\u00a0km")))
    return lines
