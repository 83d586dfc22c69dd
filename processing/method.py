# SPDX-License-Identifier: GPL-2.0-or-later
"""What the figures of a run that travels rest on, in words: for the report's method box and for the log."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingAlgorithm, QgsProcessingContext, QgsProcessingFeedback

from ..core.network import load_speed_presets
from ..host.language import say, tr
from .roads import BarrierEffect, Roads
from .sources import is_given, label_of
from .wording import amount_text, labelled, number_text, reach_text

Line = tuple[str, str]
"""A label and a value, both in the person's language."""


def tell(lines: list[Line], feedback: QgsProcessingFeedback) -> None:
    """Write the lines to the log."""
    for label, value in lines:
        feedback.pushInfo(labelled(label, value))


def measure_words(metric: str, *, slowed: bool = False) -> str:
    """Return what the metric measures, with its unit; ``slowed``: with a travel time factor."""
    if slowed and metric == "time":
        return tr("Travel time by road, in minutes, with a travel time factor")
    return {
        "time": tr("Travel time by road, in minutes, without traffic"),
        "distance": tr("Distance by road, in kilometres"),
        "straight": tr("Straight line, in kilometres"),
    }[metric]


def travel_words(travel: str) -> str:
    """Return who travels where."""
    return {
        "to_point": tr("People travel to the point"),
        "from_point": tr("Staff travel from the point to people"),
    }[travel]


def trip_lines(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    roads: Roads | None,
) -> list[Line]:
    """Return the measure and, unless it is the straight line (``roads`` is ``None``), how roads are used."""
    metric = algorithm.parameterAsEnumString(parameters, "METRIC", context)
    slowed = roads is not None and _has_factor(algorithm, parameters, context, roads)
    lines = [(label_of(algorithm, "METRIC"), measure_words(metric, slowed=slowed))]
    if roads is None:
        if is_given(parameters, "BARRIERS"):
            lines.append((label_of(algorithm, "BARRIERS"), tr("without effect in a straight line")))
        return lines
    travel = algorithm.parameterAsEnumString(parameters, "TRAVEL", context)
    lines.append((label_of(algorithm, "TRAVEL"), travel_words(travel)))
    return lines + road_lines(algorithm, parameters, context, roads)


def road_lines(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext, roads: Roads
) -> list[Line]:
    """Return how roads are used: speeds, one-way roads, the filter, and how places are put on them."""

    def text(name: str) -> str:
        return algorithm.parameterAsString(parameters, name, context)

    def number(name: str) -> float:
        return algorithm.parameterAsDouble(parameters, name, context)

    lines = []
    if algorithm.parameterAsEnumString(parameters, "METRIC", context) == "time":
        preset = algorithm.parameterAsEnumString(parameters, "SPEED_PRESET", context)
        lines.append((tr("Speeds"), _speed_words(roads, preset, number("DEFAULT_SPEED"))))
        if _has_factor(algorithm, parameters, context, roads):
            lines.append((tr("Travel time factor"), _factor_words(roads, number("TIME_FACTOR"))))
    lines.append((tr("One-way roads"), _direction_words(roads)))
    if roads.fields.assumed:
        assumed = (
            labelled(label_of(algorithm, name), part.title) for name, part in roads.fields.assumed.items()
        )
        lines.append((tr("Fields by the preset"), "; ".join(assumed)))
    if roads.barriers is not None:
        lines.append((label_of(algorithm, "BARRIERS"), _barrier_words(roads.barriers)))
    if text("NETWORK_FILTER"):
        lines.append((label_of(algorithm, "NETWORK_FILTER"), text("NETWORK_FILTER")))
    lines.append((tr("Largest distance to a road"), reach_text(number("SNAP_DISTANCE"))))
    if number("TOLERANCE"):
        lines.append((tr("Joining tolerance"), f"{amount_text(number('TOLERANCE'))}\u00a0m"))
    if number("ACCESS_SPEED"):
        speed = f"{amount_text(number('ACCESS_SPEED'))}\u00a0km/h"
        lines.append((tr("Speed between a place and its road"), speed))
    return lines


def _has_factor(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext, roads: Roads
) -> bool:
    return bool(roads.fields.factor) or algorithm.parameterAsDouble(parameters, "TIME_FACTOR", context) != 1.0


def _factor_words(roads: Roads, general: float) -> str:
    if not roads.fields.factor:
        return amount_text(general)
    return tr("field “{field}”: {count}; all other roads: {factor}").format(
        field=roads.fields.factor, count=number_text(roads.factor_count), factor=amount_text(general)
    )


def _barrier_words(effect: BarrierEffect) -> str:
    told = tr("{effective} of {read} close something; roads closed in whole or in part: {roads}")
    return told.format(
        roads=number_text(effect.roads),
        effective=number_text(effect.effective),
        read=number_text(effect.read),
    )


def _speed_words(roads: Roads, preset: str, default_kmh: float) -> str:
    """Return how many roads got their speed from where."""
    found = roads.speeds
    parts = []
    if roads.fields.speed is not None:
        told = tr("field “{field}”: {count}")
        parts.append(told.format(field=roads.fields.speed.title, count=number_text(found.field)))
    if preset != "none":
        title = say(load_speed_presets()[preset].title)
        parts.append(tr("class by “{preset}”: {count}").format(preset=title, count=number_text(found.preset)))
    parts.append(
        tr("default of {speed} km/h: {count}").format(
            speed=amount_text(default_kmh), count=number_text(found.default)
        )
    )
    return tr("Roads by source of their speed – {sources}").format(sources="; ".join(parts))


def _direction_words(roads: Roads) -> str:
    count = number_text(roads.one_way_count)
    if roads.fields.direction is not None:
        return tr("field “{field}”: {count}").format(field=roads.fields.direction.title, count=count)
    if roads.one_way_count:
        return tr("by their class or junction: {count}").format(count=count)
    return tr("No direction field: every road is used both ways")
