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
from ..core.network import (
    RoadLines,
    SpeedResolution,
    load_speed_presets,
    resolve_directions,
    resolve_speeds,
    unknown_directions,
)
from ..core.text import Text
from ..host.language import tr
from .geometry import FloatArray, line_parts, to_lonlat
from .inputs import number
from .ledger import Ledger
from .sources import check_field, features_of, is_given, label_of, open_source, plain


@dataclass(frozen=True)
class SpeedSources:
    """How many of the roads used have their speed from the speed field, from their class, by default."""

    field: int
    preset: int
    default: int


@dataclass(frozen=True)
class Roads:
    """The roads a run travels on. ``speed_missing`` and ``direction_unknown`` are masks over the lines of
    ``lines``: no usable value in the speed field, or a direction that matches none of the values.
    ``feature_count`` features were read; ``one_way_count`` of those used go one way only."""

    lines: RoadLines
    speed_missing: NDArray[np.bool_]
    direction_unknown: NDArray[np.bool_]
    feature_count: int
    one_way_count: int
    speeds: SpeedSources


def check_roads(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> None:
    """Check the network parameters against each other; raise ``InputError`` for what cannot work."""
    metric = algorithm.parameterAsEnumString(parameters, "METRIC", context)
    if not is_given(parameters, "NETWORK"):
        if metric != "straight":
            raise InputError(
                Text(
                    "No road network is given. Choose one, or choose the metric “straight” to measure as the "
                    "crow flies.",
                    "Aucun réseau routier n’est indiqué. Choisissez-en un, ou choisissez la mesure «\u00a0"
                    "straight\u00a0» "
                    "pour mesurer à vol d’oiseau.",
                )
            )
        return
    source = open_source(algorithm, parameters, "NETWORK", context)
    fields = source.fields()
    names = {
        name: algorithm.parameterAsString(parameters, name, context)
        for name in ("SPEED_FIELD", "CLASS_FIELD", "DIRECTION_FIELD")
    }
    for name in filter(None, names.values()):
        check_field(fields, name, label_of(algorithm, "NETWORK"))
    _check_numeric(fields, names["SPEED_FIELD"])
    preset = algorithm.parameterAsEnumString(parameters, "SPEED_PRESET", context)
    if preset != "none" and not names["CLASS_FIELD"]:
        raise InputError(
            Text(
                "A speed preset needs the field that holds the road class. Choose the class field, or set "
                "the preset to “none”.",
                "Un préréglage de vitesses exige le champ de classe des routes. Choisissez ce champ, ou "
                "réglez le préréglage à «\u00a0none\u00a0».",
            )
        )
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

    Parts of a multi-part line become lines of their own. Classes that are not driven are left out. Raises
    ``InputError`` when no road is left.
    """
    if algorithm.parameterAsEnumString(parameters, "METRIC", context) == "straight":
        return None
    source = open_source(algorithm, parameters, "NETWORK", context)
    raw = _read(algorithm, parameters, context, source, feedback)
    lonlat = to_lonlat(raw.xy, source, context.transformContext())
    keep = _placed(raw, lonlat, ledger)
    speeds = _speeds(algorithm, parameters, context, raw)
    forward, backward, unknown = _directions(algorithm, parameters, context, raw)
    _note(raw, keep, speeds, unknown, ledger)
    keep &= speeds.driven[raw.feature]
    if not keep.any():
        raise InputError(
            Text(
                "No road of “{name}” can be used (features read: {count}). Check the layer, its filter and "
                "selection, and the classes that the speed preset leaves out.",
                "Aucune route de «\u00a0{name}\u00a0» n’est utilisable (entités lues\u00a0: {count}). "
                "Vérifiez la couche, son filtre et sa sélection, ainsi que les classes que le préréglage "
                "écarte.",
            ).format(name=source.sourceName(), count=len(raw.fids))
        )
    owner = raw.feature[keep]
    sizes = np.diff(raw.offsets)
    lines = RoadLines(
        lonlat=lonlat[np.repeat(keep, sizes)],
        offsets=np.concatenate([[0], np.cumsum(sizes[keep])]).astype(np.int64),
        feature_id=raw.fids[owner],
        speed_kmh=speeds.speed_kmh[owner],
        forward=forward[owner],
        backward=backward[owner],
    )
    ledger.read(
        "NETWORK",
        source,
        features=len(raw.fids),
        used=len(np.unique(owner)),
        arrays=[lines.lonlat, lines.offsets, lines.speed_kmh, lines.forward, lines.backward],
    )
    return Roads(
        lines,
        speed_missing=_without_speed(raw, speeds)[owner],
        direction_unknown=unknown[owner],
        feature_count=len(raw.fids),
        one_way_count=len(np.unique(owner[lines.forward != lines.backward])),
        speeds=_speed_sources(raw, speeds, np.unique(owner)),
    )


@dataclass(frozen=True)
class _Raw:
    """What was read: vertices of all line parts, the feature of each part, and one value per feature."""

    xy: FloatArray
    offsets: NDArray[np.int64]
    feature: NDArray[np.int64]
    fids: NDArray[np.int64]
    speed: FloatArray | None
    classes: NDArray[np.object_] | None
    direction: NDArray[np.object_] | None


def _read(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    source: QgsProcessingFeatureSource,
    feedback: QgsProcessingFeedback,
) -> _Raw:
    columns = {
        role: source.fields().lookupField(algorithm.parameterAsString(parameters, name, context))
        for role, name in (("speed", "SPEED_FIELD"), ("class", "CLASS_FIELD"), ("way", "DIRECTION_FIELD"))
    }
    wanted = sorted({column for column in columns.values() if column >= 0})
    request = QgsFeatureRequest().setSubsetOfAttributes(wanted)
    expression = algorithm.parameterAsExpression(parameters, "NETWORK_FILTER", context)
    if expression:
        request.setFilterExpression(expression)
        request.setExpressionContext(algorithm.createExpressionContext(parameters, context, source))
    parts: list[bytes] = []
    owners: list[int] = []
    fids: list[int] = []
    values: dict[str, list[Any]] = {role: [] for role, column in columns.items() if column >= 0}
    for feature in features_of(source, feedback, request):
        for part in line_parts(feature.geometry()):
            parts.append(part)
            owners.append(len(fids))
        fids.append(feature.id())
        for role, found in values.items():
            found.append(plain(feature.attribute(columns[role])))
    speed = np.array([number(value) for value in values["speed"]]) if "speed" in values else None
    sizes = np.fromiter((len(part) // 16 for part in parts), dtype=np.int64, count=len(parts))
    return _Raw(
        xy=np.frombuffer(b"".join(parts), dtype="<f8").reshape(-1, 2),
        offsets=np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
        feature=np.array(owners, dtype=np.int64),
        fids=np.array(fids, dtype=np.int64),
        speed=speed,
        classes=_texts(values.get("class")),
        direction=_texts(values.get("way")),
    )


def _texts(values: list[Any] | None) -> NDArray[np.object_] | None:
    """Return values as text; a whole number has no decimals, null is empty text."""
    if values is None:
        return None
    out = np.empty(len(values), dtype=object)
    for index, value in enumerate(values):
        whole = isinstance(value, float) and value.is_integer()
        out[index] = "" if value is None else str(int(value)) if whole else str(value).strip()
    return out


def _placed(raw: _Raw, lonlat: FloatArray, ledger: Ledger) -> NDArray[np.bool_]:
    """Return which line parts lie on Earth; note features without a line and parts that lie nowhere."""
    bad = np.zeros(len(raw.feature), dtype=bool)
    broken = np.flatnonzero(~np.isfinite(lonlat).all(axis=1))
    bad[np.searchsorted(raw.offsets, broken, side="right") - 1] = True
    without = np.setdiff1d(np.arange(len(raw.fids)), raw.feature)
    ledger.exclude("NETWORK", "no_geometry", tr("no geometry"), raw.fids[without].tolist())
    ledger.exclude(
        "NETWORK",
        "bad_position",
        tr("position that is no place on Earth in the layer’s CRS"),
        raw.fids[np.unique(raw.feature[bad])].tolist(),
    )
    return ~bad


def _speeds(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext, raw: _Raw
) -> SpeedResolution:
    preset_id = algorithm.parameterAsEnumString(parameters, "SPEED_PRESET", context)
    default = algorithm.parameterAsDouble(parameters, "DEFAULT_SPEED", context)
    preset = None if preset_id == "none" else load_speed_presets()[preset_id]
    return resolve_speeds(raw.speed, raw.classes, preset, default, count=len(raw.fids))


def _without_speed(raw: _Raw, speeds: SpeedResolution) -> NDArray[np.bool_]:
    """Return which driven features lack the speed that the field, or else the class, should give.

    Where neither a speed field nor a preset is used, the default speed is meant for all.
    """
    if raw.speed is not None:
        return speeds.driven & ~(raw.speed > 0.0)
    return speeds.missing if speeds.n_from_preset else np.zeros(len(raw.fids), dtype=bool)


def _speed_sources(raw: _Raw, speeds: SpeedResolution, used: NDArray[np.int64]) -> SpeedSources:
    own = (
        np.zeros(len(raw.fids), dtype=bool) if raw.speed is None else np.isfinite(raw.speed) & (raw.speed > 0)
    )
    fields, defaults = int(own[used].sum()), int(speeds.missing[used].sum())
    return SpeedSources(fields, len(used) - fields - defaults, defaults)


def _directions(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext, raw: _Raw
) -> tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_]]:
    """Return the forward, backward and unknown-direction masks over the features."""
    both = np.ones(len(raw.fids), dtype=bool)
    if raw.direction is None:
        return both, both, ~both
    names = [
        algorithm.parameterAsString(parameters, name, context)
        for name in ("VALUE_FORWARD", "VALUE_BACKWARD", "VALUE_BOTH")
    ]
    forward, backward, _ = resolve_directions(raw.direction, *names)
    return forward, backward, unknown_directions(raw.direction, *names)


def _note(
    raw: _Raw,
    keep: NDArray[np.bool_],
    speeds: SpeedResolution,
    unknown: NDArray[np.bool_],
    ledger: Ledger,
) -> None:
    present = np.zeros(len(raw.fids), dtype=bool)
    present[raw.feature[keep]] = True
    notes = [(present & ~speeds.driven, "not_driven", tr("road class that is not driven, left out"))]
    slow = present & _without_speed(raw, speeds)
    notes.append((slow, "speed_missing", tr("no usable speed, its class or the default speed is used")))
    notes.append((present & unknown, "direction_unknown", tr("unknown direction, taken as both ways")))
    for mask, code, reason in notes:
        ledger.exclude("NETWORK", code, reason, raw.fids[mask].tolist())


def _check_numeric(fields: QgsFields, name: str) -> None:
    if name and not fields.at(fields.lookupField(name)).isNumeric():
        raise InputError(
            Text(
                "The speed field “{name}” holds text, not numbers. Choose a numeric field in km/h, or use "
                "the road class and a speed preset.",
                "Le champ de vitesse «\u00a0{name}\u00a0» contient du texte et non des nombres. Choisissez "
                "un champ numérique en km/h, ou utilisez la classe des routes et un préréglage de vitesses.",
            ).format(name=name)
        )


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
