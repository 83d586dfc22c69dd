# SPDX-License-Identifier: GPL-2.0-or-later
"""Roads, from a QGIS source to the plain arrays of ``core.network``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from qgis.core import (
    QgsExpression,
    QgsFeatureRequest,
    QgsFields,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
)

from ..core.errors import InputError
from ..core.network import RoadLines, SpeedPreset
from ..core.network.barriers import cut_at_barriers
from ..core.text import Text
from ..host.language import tr
from .barriers import BarrierSet, read_barriers
from .base import check_cancelled
from .geometry import FloatArray, IntArray, to_lonlat
from .kept_roads import KeptRoads
from .ledger import Ledger
from .plain_files import plain_file
from .road_fields import RoadFields, road_fields
from .road_reader import Columns, RoadTable, read_table
from .road_values import BoolArray, RoadValues, road_values, with_factor
from .sources import check_field, is_given, label_of, open_source
from .wkb import CURVE, EMPTY, OTHER

_MIN_VERTICES = 2


@dataclass(frozen=True)
class SpeedSources:
    """How many of the roads used have their speed from the speed field, from their class, by default."""

    field: int
    preset: int
    default: int


@dataclass(frozen=True)
class BarrierEffect:
    """How many of the barriers that were read close something, and how many roads they close in part."""

    read: int
    effective: int
    roads: int


@dataclass(frozen=True)
class Roads:
    """The roads a run travels on. ``speed_missing`` and ``direction_unknown`` are masks over the lines of
    ``lines``: no usable value in the speed field, or a direction that matches none of the values.
    ``feature_count`` features were read; ``one_way_count`` of those used go one way only; ``factor_count``
    have a time factor of their own. ``barriers``: ``None`` when there are none."""

    lines: RoadLines
    speed_missing: BoolArray
    direction_unknown: BoolArray
    feature_count: int
    one_way_count: int
    factor_count: int
    speeds: SpeedSources
    fields: RoadFields
    barriers: BarrierEffect | None


def check_roads(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> None:
    """Check the network parameters against each other; raise ``InputError`` for what cannot work."""
    metric = algorithm.parameterAsEnumString(parameters, "METRIC", context)
    if not is_given(parameters, "NETWORK"):
        if metric != "straight":
            raise InputError(
                Text(
                    "No road network is given. Choose one, or choose the measure “As the crow flies” "
                    "(straight).",
                    "Aucun réseau routier n’est indiqué. Choisissez-en un, ou choisissez la mesure "
                    "«\u00a0À vol d’oiseau\u00a0» (straight).",
                )
            )
        return
    source = open_source(algorithm, parameters, "NETWORK", context)
    fields = source.fields()
    names = {
        name: algorithm.parameterAsString(parameters, name, context)
        for name in ("SPEED_FIELD", "CLASS_FIELD", "DIRECTION_FIELD", "TIME_FACTOR_FIELD")
    }
    for name in filter(None, names.values()):
        check_field(fields, name, label_of(algorithm, "NETWORK"))
    _check_numeric(fields, names["SPEED_FIELD"], _TEXT_AS_SPEED)
    _check_numeric(fields, names["TIME_FACTOR_FIELD"], _TEXT_AS_FACTOR)
    chosen = road_fields(algorithm, parameters, context, fields)
    if chosen.preset is not None and chosen.road_class is None:
        raise InputError(_no_class(chosen.preset))
    # parameterAsExpression gives "" for an expression that cannot be parsed: all roads would be used.
    _check_filter(fields, algorithm.parameterAsString(parameters, "NETWORK_FILTER", context))


def read_roads(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    ledger: Ledger,
) -> Roads | None:
    """Read the road network, or return ``None`` for the straight-line metric.

    Parts of a multi-part line become lines of their own. Classes that are not driven and roads closed to the
    public are left out, and what barriers close. In the metric ``time``, speeds are divided by the time
    factor. Raises ``InputError`` when no road is left.
    """
    metric = algorithm.parameterAsEnumString(parameters, "METRIC", context)
    if metric == "straight":
        return None
    source = open_source(algorithm, parameters, "NETWORK", context)
    fields = road_fields(algorithm, parameters, context, source.fields())
    table, lonlat = _table(algorithm, parameters, context, source, feedback=feedback, fields=fields)
    keep = _placed(table, lonlat, ledger)
    check_cancelled(feedback)
    values = road_values(algorithm, parameters, context, table, fields)
    _note(table, keep, values, fields, ledger, timed=metric == "time")
    keep &= (values.speeds.driven & ~values.closed)[table.owner]
    if not keep.any():
        raise InputError(_NO_ROAD.format(name=source.sourceName(), count=len(table.fids)))
    pieces = _selected(lonlat, table, keep)
    check_cancelled(feedback)
    barriers = read_barriers(algorithm, parameters, context, feedback, ledger)
    effect = None
    if barriers is not None:
        tolerance = algorithm.parameterAsDouble(parameters, "TOLERANCE", context)
        pieces, effect = _cut(pieces, barriers, tolerance, table.fids, ledger)
    owner = pieces.owner
    speed = with_factor(values) if metric == "time" else values.speeds.speed_kmh
    lines = RoadLines(
        lonlat=pieces.xy,
        offsets=pieces.offsets,
        feature_id=table.fids[owner],
        speed_kmh=speed[owner],
        forward=values.forward[owner],
        backward=values.backward[owner],
    )
    check_cancelled(feedback)
    still = np.unique(owner[~lines.has_extent()])
    ledger.exclude("NETWORK", "no_length", tr("line without length"), table.fids[still].tolist())
    used = np.unique(owner)
    ledger.read(
        "NETWORK",
        source,
        features=len(table.fids),
        used=len(used),
        arrays=[lines.lonlat, lines.offsets, lines.speed_kmh, lines.forward, lines.backward],
    )
    return Roads(
        lines,
        speed_missing=values.lacking[owner],
        direction_unknown=values.direction_unknown[owner],
        feature_count=len(table.fids),
        one_way_count=int((values.forward != values.backward)[used].sum()),
        factor_count=int((~values.factor_missing)[used].sum()) if fields.factor else 0,
        speeds=_speed_sources(values, used),
        fields=fields,
        barriers=effect,
    )


def _table(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    source: QgsProcessingFeatureSource,
    *,
    feedback: QgsProcessingFeedback,
    fields: RoadFields,
) -> tuple[RoadTable, FloatArray]:
    """Return what is read, and its positions in degrees."""
    columns = Columns(fields.numbers(), fields.texts())
    request = QgsFeatureRequest()
    expression = algorithm.parameterAsExpression(parameters, "NETWORK_FILTER", context)
    file = None
    if expression:
        request.setFilterExpression(expression)
        request.setExpressionContext(algorithm.createExpressionContext(parameters, context, source))
    else:
        wanted = (*columns.numbers, *columns.texts)
        file = plain_file(algorithm, parameters, "NETWORK", context, wanted)
    transforms = context.transformContext()
    kept = KeptRoads.of(file, columns, source, transforms, feedback)
    found = None if kept is None else kept.load()
    if found is not None:
        return found
    table = read_table(source, request, columns, feedback, file)
    lonlat = to_lonlat(table.xy, source, transforms, feedback)
    if kept is not None:
        kept.store(table, lonlat)
    return table, lonlat


def _placed(table: RoadTable, lonlat: FloatArray, ledger: Ledger) -> BoolArray:
    """Return which line parts can be used; note features without one, and why."""
    bad = np.zeros(len(table.owner), dtype=bool)
    broken = np.flatnonzero(~np.isfinite(lonlat).all(axis=1))
    bad[np.searchsorted(table.offsets, broken, side="right") - 1] = True
    short = np.diff(table.offsets) < _MIN_VERTICES
    notes = [
        (table.kind == EMPTY, "no_geometry", tr("no geometry")),
        (table.kind == OTHER, "not_a_line", tr("no line but another kind of geometry")),
        (table.kind == CURVE, "curved", tr("curve, measured along short straight pieces")),
        (
            _having(table, bad),
            "bad_position",
            tr("position that is no place on Earth in the layer’s CRS"),
        ),
        (_having(table, short), "one_vertex", tr("line of a single vertex")),
    ]
    for mask, code, reason in notes:
        ledger.exclude("NETWORK", code, reason, table.fids[mask].tolist())
    return ~(bad | short)


def _having(table: RoadTable, parts: BoolArray) -> BoolArray:
    """Return which features have one of the line parts."""
    features = np.zeros(len(table.fids), dtype=bool)
    features[table.owner[parts]] = True
    return features


def _note(
    table: RoadTable,
    keep: BoolArray,
    values: RoadValues,
    fields: RoadFields,
    ledger: Ledger,
    *,
    timed: bool,
) -> None:
    """Note what is left out for its class or access, and what is used with a reserve."""
    driven = values.speeds.driven
    present = _having(table, keep)
    classed = np.ones(len(table.fids), dtype=bool)
    if fields.preset is not None and fields.preset.only_known and fields.road_class is not None:
        classed = fields.road_class.of(table.texts).test(bool)
    notes = [
        (present & ~driven & ~classed, "not_a_road", tr("line without a road class, left out")),
        (present & ~driven & classed, "not_driven", tr("road class that is not driven, left out")),
        (present & driven & values.closed, "no_access", tr("road closed to the public, left out")),
    ]
    present &= driven & ~values.closed
    lacking, unknown = present & values.lacking, present & values.direction_unknown
    notes.append((lacking, "speed_missing", tr("no usable speed, its class or the default speed is used")))
    notes.append((unknown, "direction_unknown", tr("unknown direction, taken as both ways")))
    if timed:
        missing = present & values.factor_missing
        notes.append((missing, "factor_missing", tr("no usable time factor, that of all roads is used")))
    for mask, code, reason in notes:
        ledger.exclude("NETWORK", code, reason, table.fids[mask].tolist())


@dataclass(frozen=True, eq=False)
class _Pieces:
    """Vertices and offsets of pieces of road, and the row of the feature each is of."""

    xy: FloatArray
    offsets: IntArray
    owner: IntArray


def _selected(lonlat: FloatArray, table: RoadTable, keep: BoolArray) -> _Pieces:
    """Return the line parts to keep."""
    if keep.all():
        return _Pieces(lonlat, table.offsets, table.owner)
    sizes = np.diff(table.offsets)
    offsets = np.concatenate(([0], np.cumsum(sizes[keep])))
    return _Pieces(lonlat[np.repeat(keep, sizes)], offsets, table.owner[keep])


def _cut(
    pieces: _Pieces, barriers: BarrierSet, tolerance: float, fids: IntArray, ledger: Ledger
) -> tuple[_Pieces, BarrierEffect]:
    """Cut the roads at the barriers; note the roads that are cut and the barriers that cut nothing."""
    found = cut_at_barriers(pieces.xy, pieces.offsets, barriers.barriers, tolerance)
    cut = fids[np.unique(pieces.owner[found.cut])]
    idle = barriers.fids[~found.effective]
    ledger.exclude("NETWORK", "cut", tr("closed in whole or in part by a barrier"), cut.tolist())
    ledger.exclude("BARRIERS", "no_effect", tr("barrier that closes no road"), idle.tolist())
    if not len(found.parent):
        raise InputError(_ALL_CLOSED.format(name=barriers.name))
    effect = BarrierEffect(len(barriers.fids), int(found.effective.sum()), len(cut))
    return _Pieces(found.lonlat, found.offsets, pieces.owner[found.parent]), effect


def _speed_sources(values: RoadValues, used: NDArray[np.int64]) -> SpeedSources:
    own = values.own_speed
    fields = 0 if own is None else int((np.isfinite(own) & (own > 0.0))[used].sum())
    defaults = int(values.speeds.missing[used].sum())
    return SpeedSources(fields, len(used) - fields - defaults, defaults)


def _check_numeric(fields: QgsFields, name: str, complaint: Text) -> None:
    if name and not fields.at(fields.lookupField(name)).isNumeric():
        raise InputError(complaint.format(name=name))


def _check_filter(fields: QgsFields, text: str) -> None:
    if not text:
        return
    expression = QgsExpression(text)
    unknown = sorted(
        column
        for column in expression.referencedColumns()
        if column != QgsFeatureRequest.ALL_ATTRIBUTES and fields.lookupField(column) < 0
    )
    if expression.hasParserError() or unknown:
        raise InputError(
            Text(
                "The expression that chooses the roads cannot be used: {reason}.",
                "L’expression qui choisit les routes est inutilisable\u00a0: {reason}.",
            ).format(
                reason=expression.parserErrorString().strip()
                if expression.hasParserError()
                else Text("unknown field {names}", "champ inconnu {names}").format(names=", ".join(unknown))
            )
        )


def _no_class(preset: SpeedPreset) -> Text:
    return Text(
        "The speed preset needs the field that holds the road class, and the layer has none that is usual "
        "for it ({names}). Choose the class field, or choose “No preset” (none).",
        "Le préréglage de vitesses exige le champ de classe des routes, et la couche n’en a aucun qui soit "
        "habituel ({names}). Choisissez ce champ, ou choisissez «\u00a0Aucun préréglage\u00a0» (none).",
    ).format(names=", ".join(preset.fields.road_class))


_TEXT_AS_SPEED = Text(
    "The speed field “{name}” holds text, not numbers. Choose a numeric field in km/h, or use the road class "
    "and a speed preset.",
    "Le champ de vitesse «\u00a0{name}\u00a0» contient du texte et non des nombres. Choisissez un champ "
    "numérique en km/h, ou utilisez la classe des routes et un préréglage de vitesses.",
)
_TEXT_AS_FACTOR = Text(
    "The travel time factor field “{name}” holds text, not numbers. Choose a numeric field, such as 1.3 for "
    "30% slower, or leave it empty.",
    "Le champ du facteur de temps «\u00a0{name}\u00a0» contient du texte et non des nombres. Choisissez un "
    "champ numérique, où 1,3 signifie 30\u00a0% plus lent, ou laissez-le vide.",
)
_NO_ROAD = Text(
    "No road of “{name}” can be used (features read: {count}). Check the layer, its filter and "
    "selection, and the classes that the speed preset leaves out.",
    "Aucune route de «\u00a0{name}\u00a0» n’est utilisable (entités lues\u00a0: {count}). "
    "Vérifiez la couche, son filtre et sa sélection, ainsi que les classes que le préréglage "
    "écarte.",
)
_ALL_CLOSED = Text(
    "The barriers of “{name}” close every road, so nothing can be reached. Check the layer and its filter.",
    "Les barrières de «\u00a0{name}\u00a0» ferment toutes les routes\u00a0: rien ne peut être atteint. "
    "Vérifiez la couche et son filtre.",
)
