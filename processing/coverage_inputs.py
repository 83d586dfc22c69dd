# SPDX-License-Identifier: GPL-2.0-or-later
"""What ``servicepoints:coverage`` reads beyond positions: strata, people left out, what the points offer."""

from __future__ import annotations

from typing import Any

import numpy as np
from qgis.core import (
    QgsFeatureRequest,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeedback,
)

from ..core.analysis.assessment import Qualities
from ..core.analysis.people import People
from ..core.analysis.straight import nearest_straight
from ..core.hours import HoursError, parse, weekly_hours
from ..host.language import tr
from .coverage_asked import read_asked
from .geometry import FloatArray, IntArray
from .inputs import PointSet, number
from .ledger import Ledger
from .road_values import BoolArray
from .sites import codes
from .sources import features_of, open_source, plain
from .study import NO_STRATUM, Study, read_strata

UNITS = "units"
"""Stands for a population field when units are counted."""

_FULL_WEEK = 37.5  # hours
_WEEKS = 52.0  # visits a year that count as permanent


def read_people(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    study: Study,
) -> People:
    """Return who is counted, by group and stratum, and who had to be left out."""
    demand = study.demand
    strata = read_strata(algorithm, parameters, context, feedback, demand)
    named = None if strata is None else tuple(name or NO_STRATUM for name in strata)
    record = next(item for item in study.ledger.inputs if item.parameter == "DEMAND")
    lost = {}
    if record.used < record.features:
        lost = _left_out(algorithm, parameters, context, feedback, study)
    return People.of(demand.weights, demand.names or (UNITS,), named, lost)


def _left_out(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    study: Study,
) -> dict[str, FloatArray]:
    """Return the people (g,) of the units that cannot be used, by stratum; a bad number counts as nobody."""
    source = open_source(algorithm, parameters, "DEMAND", context)
    columns = [source.fields().lookupField(name) for name in study.demand.names]
    stratum = source.fields().lookupField(algorithm.parameterAsString(parameters, "STRATUM_FIELD", context))
    request = QgsFeatureRequest().setSubsetOfAttributes([c for c in (*columns, stratum) if c >= 0])
    request.setFlags(QgsFeatureRequest.Flag.NoGeometry)
    lost: dict[str, FloatArray] = {}
    for feature in features_of(source, feedback, request):
        if feature.id() in study.demand.row:
            continue
        numbers = np.array([number(plain(feature.attribute(column))) for column in columns] or [1.0])
        value = plain(feature.attribute(stratum)) if stratum >= 0 else None
        name = ("" if value is None else str(value).strip()) or NO_STRATUM
        usable = np.where(np.isfinite(numbers) & (numbers > 0), numbers, 0.0)
        lost[name] = lost.get(name, np.zeros(len(numbers))) + usable
    return lost


def read_qualities(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    study: Study,
    people: People,
) -> Qualities:
    """Return what the points offer, as far as it is asked for; what is unknown is noted in the ledger."""
    points, ledger = study.points, study.ledger

    def text(name: str) -> str:
        return algorithm.parameterAsString(parameters, name, context)

    services, offers = _services(points, text("SERVICE_FIELD"), text("SERVICES"), ledger)
    frequency, hours = text("FREQUENCY_FIELD"), text("HOURS_FIELD")
    accessible, languages = text("ACCESSIBILITY_FIELD"), text("LANGUAGES_FIELD")
    language = algorithm.parameterAsEnumString(parameters, "MINORITY_LANGUAGE", context)
    stratum = None
    if read_asked(algorithm, parameters, context).standard.measure == "presence":
        stratum = _strata_of_points(study, people, text("STRATUM_FIELD"))
    return Qualities(
        services=services,
        offers=offers,
        frequency=_frequency(points, frequency, ledger) if frequency else None,
        hours=_hours(points, hours, ledger) if hours else None,
        barrier_free=_having(points, accessible, codes(text("BARRIER_FREE")) or frozenset(), ledger)
        if accessible
        else None,
        language=_having(points, languages, frozenset({language}), ledger) if languages else None,
        stratum=stratum,
    )


def _services(
    points: PointSet, field: str, wanted: str, ledger: Ledger
) -> tuple[tuple[str, ...], BoolArray | None]:
    if not field:
        return (), None
    offered = [codes(value) or frozenset() for value in points.values(field)]
    ledger.exclude(
        "POINTS",
        "no_services",
        tr("no service in the field “{field}”").format(field=field),
        [points.ids[i] for i, found in enumerate(offered) if not found],
    )
    names = tuple(sorted(codes(wanted) or frozenset().union(*offered)))
    missing = [name for name in names if not any(name in found for found in offered)]
    ledger.exclude("POINTS", "service_nowhere", tr("service that no point offers"), missing)
    table = np.array([[name in found for found in offered] for name in names], dtype=bool)
    return names, table.reshape(len(names), len(points.ids))


def _frequency(points: PointSet, field: str, ledger: Ledger) -> FloatArray:
    """Return min(1, visits / 52); without a number a point is permanent."""
    visits = points.numbers(field)
    permanent, bad = np.isnan(visits), visits < 0
    notes = (
        (permanent, "permanent", tr("no number of visits, taken as permanent")),
        (bad, "negative_visits", tr("negative number of visits, taken as none")),
    )
    for mask, code, reason in notes:
        ledger.exclude("POINTS", code, reason, [points.ids[i] for i in np.flatnonzero(mask)])
    return np.where(permanent, 1.0, np.minimum(1.0, np.maximum(np.nan_to_num(visits), 0.0) / _WEEKS))


def _hours(points: PointSet, field: str, ledger: Ledger) -> FloatArray:
    """Return weekly hours / 37.5; 0 where they are unknown."""
    hours = np.array([_weekly(value) for value in points.values(field)], dtype=np.float64)
    unknown = ~(hours >= 0)
    ledger.exclude(
        "POINTS",
        "no_hours",
        tr("unknown opening hours, taken as none"),
        [points.ids[i] for i in np.flatnonzero(unknown)],
    )
    return np.where(unknown, 0.0, hours / _FULL_WEEK)


def _weekly(value: object) -> float:
    if value is None:
        return np.nan
    known = number(value)
    if np.isfinite(known):
        return known
    try:
        found = weekly_hours(parse(str(value)))
    except HoursError:
        return np.nan
    return np.nan if found is None else found


def _having(points: PointSet, field: str, wanted: frozenset[str], ledger: Ledger) -> BoolArray:
    """Return which points have all the codes; what a point does not tell, it does not have."""
    known = [codes(value) for value in points.values(field)]
    ledger.exclude(
        "POINTS",
        f"unknown_{field}",
        tr("nothing in the field “{field}”, taken as not so").format(field=field),
        [points.ids[i] for i, found in enumerate(known) if not found],
    )
    folded = {code.casefold() for code in wanted}
    return np.array([folded <= {code.casefold() for code in found or ()} for found in known], dtype=bool)


def _strata_of_points(study: Study, people: People, field: str) -> IntArray:
    """Return the stratum of each point: by its own field of that name, else that of the nearest unit."""
    place = {name: i for i, name in enumerate(people.strata)}
    if study.points.fields.lookupField(field) >= 0:
        values = study.points.values(field)
        return np.array([place.get("" if v is None else str(v).strip(), -1) for v in values], np.int64)
    _, unit = nearest_straight(study.demand.lonlat, study.points.lonlat)
    return people.stratum[unit]
