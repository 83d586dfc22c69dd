# SPDX-License-Identifier: GPL-2.0-or-later
"""Service points to pair: one or two layers put together, with what is known of each point.

A field that is chosen always counts. Without one, a layer of the shared schema speaks for itself: its columns
of hours, languages and accessibility, and in its store the services, free counters and leases of the points.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
from qgis.core import QgsFields, QgsProcessingAlgorithm, QgsProcessingContext, QgsProcessingFeedback

from ..core.analysis import Places, Sites
from ..core.errors import InputError
from ..core.schema import load_schema
from ..core.text import Text
from ..host.language import language, say, tr
from .inputs import PointSet, read_points
from .ledger import Ledger
from .precedents import Precedents, organization_words, read_precedents
from .site_facts import barrier_free, codes, lease_ending, read_hours, room_to_spare, text_of
from .sources import is_given
from .store_facts import StoreFacts, is_shared, read_store_facts

ADDRESSES = ("address_line1", "address")
ORGANIZATION = "organization_id"
GROUP = "custodian_code"
"""The group of points of the shared schema where none is chosen: the government that keeps the record."""


@dataclass(frozen=True)
class SiteSet:
    """What the analysis reads (``sites``), and what the outputs show of each point.

    ``lease_until``: the last day of a lease that ends soon. ``found``: what was taken from the shared layer
    and its store without being chosen, in words.
    """

    sites: Sites
    names: tuple[str, ...]
    points: PointSet
    facts: StoreFacts
    precedents: Precedents | None
    lease_until: date
    found: tuple[str, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        return self.sites.places.ids

    def group_words(self) -> list[str]:
        """Return the group of each point in the person's language, as far as it is known."""
        return group_names(self.sites.groups, self.facts)


def group_names(groups: tuple[str, ...], facts: StoreFacts | None = None) -> list[str]:
    """Return groups in words: orders of government, jurisdictions and organizations; others as they stand."""
    levels = load_schema().domains["gov_level"].by_code
    if set(groups) <= set(levels):
        return [say(levels[group].label) for group in groups]
    facts = facts or StoreFacts()
    known = facts.jurisdictions if set(groups) <= set(facts.jurisdictions) else facts.organizations
    return [organization_words(group, known) for group in groups]


def read_sites(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    ledger: Ledger,
) -> SiteSet:
    """Read POINTS, and OTHERS when given: pairs are then formed between the two layers only.

    Points without a group are left out and noted, as are closed ones of the shared schema. Raises
    ``InputError`` when an id occurs in both layers or fewer than two groups are left.
    """
    points = read_points(algorithm, parameters, context, feedback, ledger)
    field = group_field(algorithm, parameters, context, points.fields)
    if not is_given(parameters, "OTHERS"):
        groups = [text_of(value) for value in points.values(field)]
    else:
        others = read_points(algorithm, parameters, context, feedback, ledger, name="OTHERS")
        groups = [tr("Service points")] * len(points.ids) + [tr("Other service points")] * len(others.ids)
        points, order = _together(points, others)
        groups = [groups[i] for i in order]
    kept = _usable(points, groups, ledger)
    if len({groups[i] for i in kept}) < 2:  # noqa: PLR2004
        raise InputError(_ONE_GROUP.format(field=field))
    points, groups = _chosen(points, kept), [groups[i] for i in kept]
    today = date.today()
    stores = ("POINTS", "OTHERS", "PARTNERSHIPS")
    facts = read_store_facts(algorithm, parameters, context, stores, ledger, today=today)
    precedents = read_precedents(algorithm, parameters, context, feedback, ledger, facts=facts)
    columns = _Columns(algorithm, parameters, context, points, facts)
    years = round(algorithm.parameterAsDouble(parameters, "LEASE_YEARS", context) * 365.25)
    lease_until = date.fromordinal(today.toordinal() + years)
    sites = _sites(columns, tuple(groups), (today, lease_until), ledger)
    if precedents is not None:
        known = {} if is_given(parameters, "OTHERS") else facts.groups_by(field)
        sites = replace(sites, organization_groups=known, partnerships=precedents.partnerships)
    names = names_of(points, algorithm.parameterAsString(parameters, "NAME_FIELD", context))
    return SiteSet(sites, names, points, facts, precedents, lease_until, tuple(columns.found))


def group_field(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    fields: QgsFields,
) -> str:
    """Return the field of the groups: the chosen one, else that of the shared schema, else nothing."""
    chosen = algorithm.parameterAsString(parameters, "GROUP_FIELD", context)
    return chosen or (GROUP if is_shared(fields) else "")


@dataclass
class _Columns:
    """The columns of the points by what they say; ``found`` names those that nobody chose."""

    algorithm: QgsProcessingAlgorithm
    parameters: dict[str, Any]
    context: QgsProcessingContext
    points: PointSet
    facts: StoreFacts

    def __post_init__(self) -> None:
        self.found: list[str] = []

    def chosen(self, parameter: str, *usual: str) -> list[Any] | None:
        """Return the values of the chosen field, else of the first usual one there is; ``None`` without."""
        field = self.algorithm.parameterAsString(self.parameters, parameter, self.context)
        field = field or _first(self.points.fields, usual)
        return self.points.values(field) if field else None

    def shared(self, parameter: str, name: str, told: str) -> list[Any] | None:
        """Return the chosen field, else the column ``name`` of a layer of the shared schema."""
        return self._or_else(parameter, told, self._own(name) if is_shared(self.points.fields) else None)

    def stored(self, parameter: str, of_point: Mapping[str, Any], told: str) -> list[Any] | None:
        """Return the chosen field, else what the store says of each point; ``None`` where it says nothing."""
        keys = self.points.values("id") if is_shared(self.points.fields) else self.points.ids
        values = [of_point.get(str(key)) for key in keys]
        return self._or_else(parameter, told, values if any(v is not None for v in values) else None)

    def _own(self, name: str) -> list[Any] | None:
        return self.points.values(name) if self.points.fields.lookupField(name) >= 0 else None

    def _or_else(self, parameter: str, told: str, values: list[Any] | None) -> list[Any] | None:
        chosen = self.chosen(parameter)
        if chosen is None and values is not None:
            self.found.append(told)
        return values if chosen is None else chosen


def _sites(columns: _Columns, groups: tuple[str, ...], lease: tuple[date, date], ledger: Ledger) -> Sites:
    """Put together what is known of the points; ``lease``: today, and the last day of a lease ending soon."""
    ids, profiles = columns.points.ids, columns.facts.profiles
    free = {point: profile["counters_free"] for point, profile in profiles.items()}
    ends = {point: profile["lease_end"] for point, profile in profiles.items()}
    services = columns.stored("SERVICES_FIELD", columns.facts.services, tr("services"))
    hours = columns.shared("HOURS_FIELD", "hours", tr("opening hours"))
    languages = columns.shared("LANGUAGES_FIELD", "languages", tr("languages"))
    doors = columns.shared("ACCESSIBILITY_FIELD", "accessibility", tr("accessibility"))
    space = columns.stored("SPACE_FIELD", free, tr("free counters"))
    leases = columns.stored("LEASE_FIELD", ends, tr("ends of leases"))
    addresses = columns.chosen("ADDRESS_FIELD", *ADDRESSES)
    organizations = columns.chosen("ORGANIZATION_FIELD", ORGANIZATION)
    today, until = lease
    return Sites(
        places=Places(ids, columns.points.lonlat),
        groups=groups,
        addresses=None if addresses is None else [text_of(value) for value in addresses],
        services=None if services is None else [codes(value) for value in services],
        hours=None if hours is None else read_hours(hours, ids, ledger),
        languages=None if languages is None else [codes(value) for value in languages],
        accessible=None if doors is None else barrier_free(doors),
        spacious=None if space is None else room_to_spare(space),
        lease_ending=None if leases is None else lease_ending(leases, ids, until, today, ledger),
        organizations=None if organizations is None else [text_of(value) for value in organizations],
    )


def _usable(points: PointSet, groups: list[str], ledger: Ledger) -> list[int]:
    """Return the points that can be paired: with a group; of the shared schema open, and where people come.

    Call centres are paired with each other when there are no counters among the points.
    """
    ids = points.ids

    def out(code: str, reason: str, rows: set[int]) -> set[int]:
        ledger.exclude("POINTS", code, reason, [ids[i] for i in sorted(rows)])
        return rows

    kept = set(range(len(ids)))
    kept -= out("no_group", tr("no group"), {i for i in kept if not groups[i]})
    if not is_shared(points.fields):
        return sorted(kept)
    if points.fields.lookupField("status") >= 0:
        status = points.values("status")
        closed = {i for i in kept if text_of(status[i]) == "permanently_closed"}
        kept -= out("closed", tr("permanently closed"), closed)
    channel = [text_of(value) for value in points.values("channel")]
    if any(channel[i] == "in_person" for i in kept):
        elsewhere = {i for i in kept if channel[i] not in ("", "in_person")}
        kept -= out("not_in_person", tr("no place where people come in person"), elsewhere)
    return sorted(kept)


def names_of(points: PointSet, field: str = "") -> tuple[str, ...]:
    """Return a name for each point: the chosen field, else the name in the person's language, else the id."""
    first, second = ("name_fr", "name_en") if language() == "fr" else ("name_en", "name_fr")
    columns = [
        points.values(name)
        for name in ([field] if field else [first, second, "name"])
        if points.fields.lookupField(name) >= 0
    ]
    return tuple(
        next((text_of(column[i]) for column in columns if text_of(column[i])), points.ids[i])
        for i in range(len(points.ids))
    )


def _together(points: PointSet, others: PointSet) -> tuple[PointSet, list[int]]:
    """Put two layers into one set in text order of their ids; return also the former positions."""
    both = sorted(set(points.ids) & set(others.ids))
    if both:
        raise InputError(
            Text(
                "The same identifiers occur in both layers of service points: {ids}. Choose an identifier "
                "that "
                "is unique over both.",
                "Les mêmes identifiants figurent dans les deux couches de points de service\u00a0: {ids}. "
                "Choisissez un identifiant unique dans les deux.",
            ).format(ids=", ".join(both[:5]))
        )
    ids = points.ids + others.ids
    order = sorted(range(len(ids)), key=lambda i: ids[i])
    features = points.features + tuple(_with_fields(f, points.fields) for f in others.features)
    lonlat = np.vstack([points.lonlat, others.lonlat])
    merged = PointSet(
        tuple(ids[i] for i in order),
        lonlat[order],
        tuple(features[i] for i in order),
        points.fields,
        points.crs,
        points.wkb_type,
    )
    return merged, order


def _with_fields(feature: Any, fields: QgsFields) -> Any:  # noqa: ANN401  (QgsFeature)
    """Return a feature with the attributes that the fields name; others are null."""
    own = feature.fields()
    values = [
        feature.attribute(own.lookupField(f.name())) if own.lookupField(f.name()) >= 0 else None
        for f in fields
    ]
    feature.setFields(fields, True)
    feature.setAttributes(values)
    return feature


def _chosen(points: PointSet, rows: list[int]) -> PointSet:
    return PointSet(
        tuple(points.ids[i] for i in rows),
        points.lonlat[rows],
        tuple(points.features[i] for i in rows),
        points.fields,
        points.crs,
        points.wkb_type,
    )


def _first(fields: QgsFields, names: tuple[str, ...]) -> str:
    return next((name for name in names if fields.lookupField(name) >= 0), "")


_ONE_GROUP = Text(
    "Pairs are formed between different groups, and fewer than two were found in the field “{field}”. Choose "
    "the field of the organization or of the order of government, or give a second layer of points.",
    "Les paires sont formées entre des groupes différents, et le champ «\u00a0{field}\u00a0» en contient "
    "moins de "
    "deux. Choisissez le champ de l’organisation ou de l’ordre de gouvernement, ou indiquez une deuxième "
    "couche de points.",
)
