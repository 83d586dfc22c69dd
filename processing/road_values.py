# SPDX-License-Identifier: GPL-2.0-or-later
"""What the fields of a road layer say about each road: speed, direction, access, time factor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsProcessingAlgorithm, QgsProcessingContext

from ..core.network import SpeedResolution, resolve_directions, resolve_speeds, unknown_directions
from ..core.network.directions import closed_to_cars, preset_directions
from ..core.network.labels import Labels
from ..core.network.osm import speed_kmh
from .geometry import FloatArray
from .road_fields import RoadFields
from .road_reader import RoadTable

BoolArray = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class RoadValues:
    """One value per feature that was read.

    ``own_speed``: what the speed field says (NaN: nothing). ``lacking``: driven, but the field, or else the
    class, does not give the speed it should. ``closed``: access is not for the public. ``factor``: travel
    time is multiplied by it; ``factor_missing``: the field says none.
    """

    speeds: SpeedResolution
    own_speed: FloatArray | None
    lacking: BoolArray
    forward: BoolArray
    backward: BoolArray
    direction_unknown: BoolArray
    closed: BoolArray
    factor: FloatArray
    factor_missing: BoolArray


def road_values(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    table: RoadTable,
    fields: RoadFields,
) -> RoadValues:
    """Return what ``fields`` say about the features of ``table``."""
    count = len(table.fids)
    default = algorithm.parameterAsDouble(parameters, "DEFAULT_SPEED", context)
    classes = fields.road_class.of(table.texts) if fields.road_class else None
    own = _own_speed(table, fields)
    speeds = resolve_speeds(own, classes, fields.preset, default, count=count)
    forward, backward, unknown = _directions(table, fields, classes)
    factor, missing = _factor(algorithm, parameters, context, table, fields)
    access = [part.of(table.texts) for part in fields.access]
    shut = fields.preset.closed if fields.preset else frozenset()
    return RoadValues(
        speeds=speeds,
        own_speed=own,
        lacking=_lacking(fields, speeds, own),
        forward=forward,
        backward=backward,
        direction_unknown=unknown,
        closed=closed_to_cars(access, shut, count),
        factor=factor,
        factor_missing=missing,
    )


def _own_speed(table: RoadTable, fields: RoadFields) -> FloatArray | None:
    if fields.speed is None:
        return None
    if fields.speed_is_number:
        return table.numbers[fields.speed.column]
    return fields.speed.of(table.texts).measure(speed_kmh)


def _lacking(fields: RoadFields, speeds: SpeedResolution, own: FloatArray | None) -> BoolArray:
    """Return which driven features lack a speed.

    A speed field that the person chose should be filled everywhere. One that the preset brought is a bonus:
    then, and without a speed field, the class should give the speed. Where neither is used, the default speed
    is meant for all.
    """
    if own is not None and "SPEED_FIELD" not in fields.assumed:
        return speeds.driven & ~(own > 0.0)
    by_class = fields.road_class is not None and fields.preset is not None and fields.preset.speeds
    return speeds.missing if by_class or own is not None else np.zeros_like(speeds.driven)


def _directions(
    table: RoadTable, fields: RoadFields, classes: Labels | None
) -> tuple[BoolArray, BoolArray, BoolArray]:
    """Return the forward, backward and unknown-direction masks over the features."""
    both = np.ones(len(table.fids), dtype=bool)
    if fields.preset is not None and fields.preset_values:
        implied = _implied(table, fields, classes)
        if fields.direction is None:
            return both, ~implied, ~both
        return preset_directions(fields.direction.of(table.texts), fields.preset.directions, implied)
    if fields.direction is None:
        return both, both, ~both
    values = fields.direction.of(table.texts)
    forward, backward, _ = resolve_directions(values, *fields.values)
    return forward, backward, unknown_directions(values, *fields.values)


def _implied(table: RoadTable, fields: RoadFields, classes: Labels | None) -> BoolArray:
    """Return which roads are one-way by what they are."""
    one_way = np.zeros(len(table.fids), dtype=bool)
    if fields.preset is None:
        return one_way
    if classes is not None:
        one_way |= classes.test(lambda text: text.casefold() in fields.preset.one_way_classes)
    if fields.junction is not None:
        junction = fields.junction.of(table.texts)
        one_way |= junction.test(lambda text: text.casefold() in fields.preset.one_way_junctions)
    return one_way


def _factor(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    table: RoadTable,
    fields: RoadFields,
) -> tuple[FloatArray, BoolArray]:
    """Return what travel time is multiplied by, and where the field does not say so."""
    general = algorithm.parameterAsDouble(parameters, "TIME_FACTOR", context)
    if not fields.factor:
        return np.full(len(table.fids), general, np.float64), np.zeros(len(table.fids), dtype=bool)
    own = table.numbers[fields.factor]
    usable = np.isfinite(own) & (own > 0.0)
    return np.where(usable, own, general), ~usable


def with_factor(values: RoadValues) -> FloatArray:
    """Return the speeds (km/h) that make travel time what the factor says."""
    return values.speeds.speed_kmh / values.factor
