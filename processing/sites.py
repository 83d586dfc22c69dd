# SPDX-License-Identifier: GPL-2.0-or-later
"""Service points to pair: one or two layers put together, with names, groups, addresses and services."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

import numpy as np
from qgis.core import QgsFields, QgsProcessingAlgorithm, QgsProcessingContext, QgsProcessingFeedback

from ..core.analysis import Places, Sites
from ..core.errors import InputError
from ..core.text import Text
from ..host.language import language, tr
from .inputs import PointSet, read_points
from .ledger import Ledger
from .sources import is_given, plain

ADDRESSES = ("address_line1", "address")
_SEPARATORS = re.compile(r"[;,]")


@dataclass(frozen=True)
class SiteSet:
    """What the analysis reads (``sites``), and what the outputs show of each point."""

    sites: Sites
    names: tuple[str, ...]
    points: PointSet

    @property
    def ids(self) -> tuple[str, ...]:
        return self.sites.places.ids


def read_sites(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    ledger: Ledger,
) -> SiteSet:
    """Read POINTS, and OTHERS when given: pairs are then formed between the two layers only.

    Points without a group are left out and noted. Raises ``InputError`` when an id occurs in both layers or
    fewer than two groups are left.
    """
    points = read_points(algorithm, parameters, context, feedback, ledger)
    field = algorithm.parameterAsString(parameters, "GROUP_FIELD", context)
    if not is_given(parameters, "OTHERS"):
        groups = [_text(value) for value in points.values(field)]
    else:
        others = read_points(algorithm, parameters, context, feedback, ledger, name="OTHERS")
        groups = [tr("Service points")] * len(points.ids) + [tr("Other service points")] * len(others.ids)
        points, order = _together(points, others)
        groups = [groups[i] for i in order]
    named = [i for i, group in enumerate(groups) if group]
    ledger.exclude(
        "POINTS", "no_group", tr("no group"), [points.ids[i] for i in range(len(groups)) if not groups[i]]
    )
    if len({groups[i] for i in named}) < 2:  # noqa: PLR2004
        raise InputError(_ONE_GROUP.format(field=field))
    points = _chosen(points, named)
    services = algorithm.parameterAsString(parameters, "SERVICES_FIELD", context)
    address = algorithm.parameterAsString(parameters, "ADDRESS_FIELD", context) or _first(
        points.fields, ADDRESSES
    )
    sites = Sites(
        places=Places(points.ids, points.lonlat),
        groups=tuple(groups[i] for i in named),
        addresses=[_text(value) for value in points.values(address)] if address else None,
        services=[codes(value) for value in points.values(services)] if services else None,
    )
    return SiteSet(sites, point_names(algorithm, parameters, context, points), points)


def codes(value: object) -> frozenset[str] | None:
    """Return the codes of an attribute: a list, a JSON list, or text separated by commas or semicolons."""
    if value is None:
        return None
    if isinstance(value, str) and value.lstrip().startswith("["):
        try:
            value = json.loads(value)
        except ValueError:
            return None
    items = value if isinstance(value, (list, tuple)) else _SEPARATORS.split(str(value))
    return frozenset(text for text in (str(item).strip() for item in items) if text)


def point_names(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    points: PointSet,
) -> tuple[str, ...]:
    """Return a name for each point: of the field NAME_FIELD, or in the person’s language, else the id."""
    chosen = algorithm.parameterAsString(parameters, "NAME_FIELD", context)
    first, second = ("name_fr", "name_en") if language() == "fr" else ("name_en", "name_fr")
    columns = [
        points.values(name)
        for name in ([chosen] if chosen else [first, second, "name"])
        if points.fields.lookupField(name) >= 0
    ]
    return tuple(
        next((_text(column[i]) for column in columns if _text(column[i])), points.ids[i])
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


def _text(value: object) -> str:
    value = plain(value)
    return "" if value is None else str(value).strip()


_ONE_GROUP = Text(
    "Pairs are formed between different groups, and fewer than two were found in the field “{field}”. Choose "
    "the field of the organization or of the order of government, or give a second layer of points.",
    "Les paires sont formées entre des groupes différents, et le champ «\u00a0{field}\u00a0» en contient "
    "moins de "
    "deux. Choisissez le champ de l’organisation ou de l’ordre de gouvernement, ou indiquez une deuxième "
    "couche de points.",
)
