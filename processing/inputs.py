# SPDX-License-Identifier: GPL-2.0-or-later
"""Service points and demand units, from QGIS sources to plain arrays.

Selections and filters are respected, any CRS is brought to lon/lat EPSG:4326 in one transform, and every
feature that cannot be used is written into the run's ledger.
"""

from __future__ import annotations

import math
import re
import struct
from dataclasses import dataclass
from typing import Any

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFields,
    QgsGeometry,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsWkbTypes,
)

from ..core.errors import Cancelled, InputError
from ..core.text import Plural, Text
from ..host.language import tr
from .geometry import FloatArray, IntArray, flat, to_lonlat
from .ledger import Ledger
from .plain_files import NotPlain, PlainFile, batches, plain_file
from .sources import check_field, demand_fields, features_of, is_given, label_of, open_source, plain
from .wkb import UnreadableWkb, point_positions

_NOWHERE = (math.nan, math.nan)
_BATCH = 10_000  # units read at once
_AMBIGUOUS = re.compile(r"\s*[+-]?[1-9]\d{0,2},\d{3}\s*$")


@dataclass(frozen=True)
class PointSet:
    """Usable service points in text order of their ids; ``features`` are the QGIS features behind them."""

    ids: tuple[str, ...]
    lonlat: FloatArray
    features: tuple[QgsFeature, ...]
    fields: QgsFields
    crs: QgsCoordinateReferenceSystem
    wkb_type: QgsWkbTypes.Type

    def values(self, name: str) -> list[Any]:
        """Return one attribute of every point, ``None`` where it is null."""
        index = self.fields.lookupField(name)
        return [plain(feature.attribute(index)) for feature in self.features]

    def numbers(self, name: str) -> FloatArray:
        """Return one attribute of every point as numbers, NaN where it is none."""
        return np.array([number(value) for value in self.values(name)], dtype=np.float64)


@dataclass(frozen=True)
class DemandSet:
    """Usable demand units. ``row[fid]`` is a unit's row in the arrays; an excluded unit has none.

    ``weights`` is (k, f), one column per name; without demand fields it is one column of ones and ``names``
    is empty. ``labels``: what people call the fields, their aliases in QGIS or else their names.
    """

    lonlat: FloatArray
    weights: FloatArray
    names: tuple[str, ...]
    row: dict[int, int]
    labels: tuple[str, ...] = ()

    def label(self, name: str) -> str:
        """Return what people call a population field."""
        return dict(zip(self.names, self.labels)).get(name, name)


def number(value: object) -> float:
    """Return an attribute as a number; NaN when it is null or is not one. Text may hold a number.

    Text such as 1,234 is none: it may be a thousand and more, or one and a bit.
    """
    if isinstance(value, (int, float)):
        return float(value)
    if isinstance(value, str):
        if _AMBIGUOUS.match(value):
            return math.nan
        try:
            return float(value.strip().replace(",", "."))
        except ValueError:
            return math.nan
    return math.nan


def position(geometry: QgsGeometry) -> tuple[float, float]:
    """Return the place of a geometry in its own CRS: the point itself, a point on the surface of a polygon,
    the centroid of several points; NaN when there is none. Invalid polygons have one too."""
    if geometry.isNull() or geometry.isEmpty():
        return _NOWHERE
    if geometry.type() == QgsWkbTypes.GeometryType.PointGeometry:
        if not geometry.isMultipart():
            return struct.unpack_from("<dd", bytes(geometry.asWkb()), 5)
        place = geometry.centroid()
    else:
        shape = flat(geometry)
        place = shape.pointOnSurface()
        if place.isNull() or place.isEmpty():
            place = shape.makeValid().pointOnSurface()
    if place.isNull() or place.isEmpty():
        return _NOWHERE
    spot = place.asPoint()
    return spot.x(), spot.y()


def read_points(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    ledger: Ledger,
    *,
    name: str = "POINTS",
    id_parameter: str | None = "ID_FIELD",
    id_field: str = "",
) -> PointSet:
    """Read the service points. Raises ``InputError`` when none is usable or an id is missing or repeated.

    ``id_field``: the field of the ids where no parameter says so.
    """
    source = open_source(algorithm, parameters, name, context)
    if source.wkbType() == QgsWkbTypes.Type.NoGeometry:
        raise InputError(_NO_POSITIONS.format(name=source.sourceName()))
    if id_parameter:
        id_field = algorithm.parameterAsString(parameters, id_parameter, context)
    features = list(features_of(source, feedback))
    index = _id_index(source.fields(), id_field, label_of(algorithm, name))
    ids = [_id_text(feature, index) for feature in features]
    spots = np.array([position(feature.geometry()) for feature in features], dtype=np.float64).reshape(-1, 2)
    lonlat = to_lonlat(spots, source, context.transformContext(), feedback)
    usable = _usable(name, spots, lonlat, ids, ledger)
    several = [
        ids[i] for i in usable if features[i].geometry().isMultipart() and _part_count(features[i]) > 1
    ]
    ledger.exclude(name, "several_positions", tr("several positions, their centroid is used"), several)
    if not len(usable):
        raise InputError(_NOTHING_USABLE.format(name=source.sourceName(), count=len(features)))
    _check_ids([ids[i] for i in usable], source, index)
    order = sorted(usable, key=lambda i: ids[i])
    chosen = tuple(ids[i] for i in order)
    ledger.read(
        name,
        source,
        features=len(features),
        used=len(order),
        arrays=[lonlat[order], np.array(chosen, dtype=np.str_)],
    )
    return PointSet(
        chosen,
        lonlat[order],
        tuple(features[i] for i in order),
        source.fields(),
        source.sourceCrs(),
        source.wkbType(),
    )


def read_demand(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    ledger: Ledger,
) -> DemandSet | None:
    """Read the demand units, or return ``None`` when no demand is given.

    A unit without a place or whose population (first field) is null, negative or not a number is left out;
    a bad value in another field counts as nobody in that field. Raises ``InputError`` when no unit is left.
    """
    if not is_given(parameters, "DEMAND"):
        return None
    source = open_source(algorithm, parameters, "DEMAND", context)
    names = tuple(demand_fields(algorithm, parameters, context))
    columns = [check_field(source.fields(), name, label_of(algorithm, "DEMAND")) for name in names]
    wanted = tuple(source.fields().at(column).name() for column in columns)
    file = plain_file(algorithm, parameters, "DEMAND", context, wanted)
    fids, xy, weights = _units(source, columns, feedback, file)
    lonlat = to_lonlat(xy, source, context.transformContext(), feedback)
    placed = _usable("DEMAND", xy, lonlat, fids, ledger)
    good = np.isfinite(weights) & (weights >= 0.0)
    _note_bad_weights(names, good, weights, fids, ledger)
    usable = placed[good[placed, 0]] if names else placed
    if not len(usable):
        raise InputError(
            Text(
                "No population unit of “{name}” can be used: each one lacks a geometry or a valid "
                "population. Check the layer and its population field.",
                "Aucune unité de population de «\u00a0{name}\u00a0» n’est utilisable\u00a0: il leur manque "
                "une géométrie ou une population valide. Vérifiez la couche et son champ de population.",
            ).format(name=source.sourceName())
        )
    used = np.where(good, weights, 0.0)[usable] if names else np.ones((len(usable), 1))
    ledger.read("DEMAND", source, features=len(fids), used=len(usable), arrays=[lonlat[usable], used])
    row = dict(zip(fids[usable].tolist(), range(len(usable))))
    labels = tuple(source.fields().at(column).displayName() for column in columns)
    return DemandSet(lonlat[usable], used, names, row, labels)


def _units(
    source: QgsProcessingFeatureSource,
    columns: list[int],
    feedback: QgsProcessingFeedback,
    file: PlainFile | None,
) -> tuple[IntArray, FloatArray, FloatArray]:
    """Return ids (n,), positions (n, 2) and numbers (n, fields) of the demand units.

    Points in a plain file are read from it; areas, and whatever else needs QGIS, through QGIS.
    """
    if file is not None:
        try:
            return _points_of(file, [source.fields().at(column).name() for column in columns], feedback)
        except (NotPlain, UnreadableWkb):
            pass
    fids: list[int] = []
    spots: list[tuple[float, float]] = []
    rows: list[list[float]] = []
    for feature in features_of(source, feedback):
        fids.append(feature.id())
        spots.append(position(feature.geometry()))
        rows.append([number(feature.attribute(column)) for column in columns])
    return (
        np.array(fids, dtype=np.int64),
        np.array(spots, dtype=np.float64).reshape(-1, 2),
        np.array(rows, dtype=np.float64).reshape(len(fids), len(columns)),
    )


def _points_of(
    file: PlainFile, names: list[str], feedback: QgsProcessingFeedback
) -> tuple[IntArray, FloatArray, FloatArray]:
    fids, spots, rows = [np.zeros(0, np.int64)], [np.zeros((0, 2))], [np.zeros((0, len(names)))]
    for batch in batches(file, tuple(names), (), _BATCH):
        if feedback.isCanceled():
            raise Cancelled
        fids.append(batch.fids)
        spots.append(point_positions(batch.data, batch.start, batch.end))
        numbers = [batch.numbers[name] for name in names]
        rows.append(np.column_stack(numbers) if names else np.zeros((len(batch.fids), 0)))
    return np.concatenate(fids), np.concatenate(spots), np.concatenate(rows)


def _note_bad_weights(
    names: tuple[str, ...],
    good: np.ndarray,
    weights: FloatArray,
    fids: IntArray,
    ledger: Ledger,
) -> None:
    for column, name in enumerate(names):
        negative = weights[:, column] < 0.0
        missing = ~good[:, column] & ~negative
        reasons = (
            (missing, "null_weight", tr("no number in the field “{field}”")),
            (negative, "negative_weight", tr("negative number in the field “{field}”")),
        )
        for mask, code, reason in reasons:
            ids = [fids[i] for i in np.flatnonzero(mask)]
            ledger.exclude("DEMAND", code, reason.format(field=name), ids)


def _usable(name: str, xy: FloatArray, lonlat: FloatArray, ids: list[Any], ledger: Ledger) -> IntArray:
    """Return the rows that have a place on Earth; note the others."""
    empty = ~np.isfinite(xy).all(axis=1)
    nowhere = ~empty & ~np.isfinite(lonlat).all(axis=1)
    ledger.exclude(name, "no_geometry", tr("no geometry"), [ids[i] for i in np.flatnonzero(empty)])
    ledger.exclude(
        name,
        "bad_position",
        tr("position that is no place on Earth in the layer’s CRS"),
        [ids[i] for i in np.flatnonzero(nowhere)],
    )
    return np.flatnonzero(~(empty | nowhere))


def _part_count(feature: QgsFeature) -> int:
    return feature.geometry().constGet().partCount()


def _id_index(fields: QgsFields, id_field: str, label: str) -> int:
    """Return the column of the ids; -1 = the feature id, when no field is named and there is no ``id``."""
    return check_field(fields, id_field, label) if id_field else fields.lookupField("id")


def _id_text(feature: QgsFeature, index: int) -> str:
    value = feature.id() if index < 0 else plain(feature.attribute(index))
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _check_ids(ids: list[str], source: QgsProcessingFeatureSource, index: int) -> None:
    if "" in ids:
        raise InputError(_NO_IDS.of(ids.count(""), name=source.fields().at(index).name()))
    seen: set[str] = set()
    repeated = sorted({item for item in ids if item in seen or seen.add(item)})
    if repeated:
        raise InputError(
            Text(
                "The identifiers of the service points are not unique: {ids}. Results would be mixed up; "
                "correct them or choose another id field.",
                "Les identifiants des points de service ne sont pas uniques\u00a0: {ids}. Les résultats "
                "seraient "
                "confondus; corrigez-les ou choisissez un autre champ d’identifiant.",
            ).format(ids=", ".join(repeated[:5]) + (" …" if len(repeated) > 5 else ""))  # noqa: PLR2004
        )


_NO_POSITIONS = Text(
    "“{name}” is a table without positions. Load it as delimited text with its longitude and latitude "
    "columns, then run again.",
    "«\u00a0{name}\u00a0» est un tableau sans positions. Chargez-le comme texte délimité en indiquant ses "
    "colonnes de longitude et de latitude, puis relancez le traitement.",
)
_NOTHING_USABLE = Text(
    "“{name}” has no usable point: none of the features read has a position (features read: {count}). Check "
    "the layer, its filter and its selection.",
    "«\u00a0{name}\u00a0» ne contient aucun point utilisable\u00a0: aucune entité lue n’a de position "
    "(entités lues\u00a0: {count}). Vérifiez la couche, son filtre et sa sélection.",
)
_NO_IDS = Plural(
    Text(
        "{n} service point has no value in the id field “{name}”. Fill it in, or choose another id field.",
        "{n} point de service n’a aucune valeur dans le champ d’identifiant «\u00a0{name}\u00a0». "
        "Remplissez-le ou choisissez un autre champ.",
    ),
    Text(
        "{n} service points have no value in the id field “{name}”. Fill it in, or choose another id field.",
        "{n} points de service n’ont aucune valeur dans le champ d’identifiant «\u00a0{name}\u00a0». "
        "Remplissez-le ou choisissez un autre champ.",
    ),
)
