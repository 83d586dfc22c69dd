# SPDX-License-Identifier: GPL-2.0-or-later
"""What people read in the columns of a result: aliases of fields and words for codes, which both stay."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsFields, QgsProcessingAlgorithm, QgsProcessingContext

from ..core.output_fields import output_fields
from ..host.language import say
from ..layers.result_columns import Columns
from .parameters import UNITS
from .sources import demand_fields, is_given, open_source

_GROUP = "group"
"""Holds names of population fields."""


def columns_of(
    algorithm: QgsProcessingAlgorithm,
    output: str,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    fields: QgsFields,
) -> Columns:
    """Return how people read the fields of an output."""
    words = {
        each.name: {code: say(label) for code, label in each.codes.items()}
        for each in output_fields(algorithm.name(), output)
        if each.codes
    }
    if any(each.name == _GROUP for each in output_fields(algorithm.name(), output)):
        groups = _demand_labels(algorithm, parameters, context)
        words |= {_GROUP: groups} if groups else {}
    return Columns(field_labels(algorithm, output, parameters, context, fields), words)


def field_labels(
    algorithm: QgsProcessingAlgorithm,
    output: str,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    fields: QgsFields,
) -> dict[str, str]:
    """Return what each field of an output is called: own fields as documented, others as in their input."""
    labels = {item.name(): item.alias() for item in fields if item.alias()}
    unit, demand = "", {}
    if algorithm.parameterDefinition("METRIC") is not None:
        unit = UNITS[algorithm.parameterAsEnumString(parameters, "METRIC", context)]
    if algorithm.parameterDefinition("DEMAND_FIELDS") is not None:
        demand = _demand_labels(algorithm, parameters, context)
    for each in output_fields(algorithm.name(), output):
        for name, about in each.written(list(demand)):
            labels[name] = say(each.label.format(unit=unit, field=demand.get(about, "")))
    return labels


def _demand_labels(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> dict[str, str]:
    names = demand_fields(algorithm, parameters, context) if is_given(parameters, "DEMAND") else []
    known = open_source(algorithm, parameters, "DEMAND", context).fields() if names else QgsFields()
    columns = {name: known.lookupField(name) for name in names}
    return {name: known.at(at).displayName() if at >= 0 else name for name, at in columns.items()}
