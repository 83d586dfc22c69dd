# SPDX-License-Identifier: GPL-2.0-or-later
"""The layer and the table of ``servicepoints:channelcoverage``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from qgis.core import QgsProcessingContext, QgsProcessingFeedback

from ..core.analysis.people import percent
from ..core.channels import COMBINATION_WORDS, COMBINATIONS, COUNTERS, UNKNOWN, YES
from ..layers.channel_style import style_channels
from .base import SpAlgorithm
from .channel_found import Found
from .channel_words import CHANNELS
from .geometry import FloatArray
from .outputs import around, own_fields
from .sources import features_of, open_source

_ANSWERS = ("no", "unknown", "yes")
_AREAS = (
    *((name, "String") for name in ("channels", "channels_en", "channels_fr", "counter", "counter_id")),
    ("counter_cost", "Double"),
    ("call_centre", "String"),
    ("call_centres", "LongLong"),
    ("digital", "String"),
    ("digital_services", "LongLong"),
    ("people", "Double"),
)
_INDICATORS = (
    *((name, "String") for name in ("indicator", "group", "stratum")),
    *((name, "Double") for name in ("value", "numerator", "denominator", "excluded")),
)


def write_areas(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    found: Found,
) -> None:
    """Write the areas that can be used with the channels that serve them."""
    source = open_source(algorithm, parameters, "DEMAND", context)
    fields = around(own_fields(*_AREAS), source.fields(), ())
    sink = algorithm.open_sink(
        parameters, "AREAS", context, fields, source.wkbType(), source.sourceCrs(), style_channels
    )
    if sink is None:
        return
    columns = _columns(found)
    for feature in features_of(source, feedback):
        row = found.study.demand.row.get(feature.id())
        if row is not None:
            sink.add([*(column[row] for column in columns), *feature.attributes()], feature.geometry())


def _columns(found: Found) -> list[list[Any]]:
    """Return the values of each own field, area by area."""
    reach, ids = found.reach, found.study.points.ids
    codes = [COMBINATIONS[i] for i in found.combination.tolist()]
    return [
        codes,
        [COMBINATION_WORDS[code].en for code in codes],
        [COMBINATION_WORDS[code].fr for code in codes],
        [COUNTERS[i] for i in reach.state.tolist()],
        [ids[i] if i >= 0 else None for i in reach.point.tolist()],
        [cost if np.isfinite(cost) else None for cost in reach.cost.tolist()],
        [_ANSWERS[i] for i in reach.phone.tolist()],
        reach.phones.tolist(),
        [_ANSWERS[i] for i in reach.digital.tolist()],
        reach.sites.tolist(),
        found.people.everybody.tolist(),
    ]


def write_indicators(
    algorithm: SpAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext, found: Found
) -> None:
    """Write a row for each figure, group and stratum."""
    sink = algorithm.open_sink(parameters, "INDICATORS", context, around(own_fields(*_INDICATORS), (), ()))
    if sink is None:
        return
    total = found.total
    names = (None, *found.people.strata)
    for indicator, part, excluded in _figures(found):
        for g, group in enumerate(found.people.names):
            for s, stratum in enumerate(names):
                whole = float(total[s, g])
                people, lost = float(part[s, g]), float(excluded[s, g])
                sink.add([indicator, group, stratum, percent(people, whole), people, whole, lost])


def _figures(found: Found) -> Iterator[tuple[str, FloatArray, FloatArray]]:
    """Yield an indicator with its people, and the people of whom it is not known or who are left out."""
    left_out = found.people.left_out
    for channel in (*CHANNELS, "any"):
        yield f"served_{channel}", found.sums(channel, YES), left_out
        yield f"unknown_{channel}", found.sums(channel, UNKNOWN), left_out
    for code in COMBINATION_WORDS:
        yield f"channels_{code}", found.of_combination(code), left_out
