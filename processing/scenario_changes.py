# SPDX-License-Identifier: GPL-2.0-or-later
"""Reading what a scenario changes: identifiers or an expression, layers of points, a saved file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
from qgis.core import (
    QgsExpression,
    QgsFeatureRequest,
    QgsFields,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeedback,
)

from ..core.analysis.scenario import Scenario, listed
from ..core.analysis.scenario_file import load_scenario
from ..core.errors import InputError
from ..core.text import Text
from .inputs import PointSet, read_points
from .ledger import Ledger
from .sources import is_given, open_source

_SAME_DEGREES = 1e-7  # about a centimetre
_SEPARATORS = re.compile(r"[,;\n]")


def read_scenario_changes(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    *,
    ledger: Ledger,
    points: PointSet,
) -> tuple[Scenario, PointSet | None]:
    """Return all changes together, and the layer of opened points, if there is one.

    Raises ``InputError`` for an unknown id, a bad expression or file, and two changes of one point.
    """
    scenario, opened = Scenario(), None
    path = algorithm.parameterAsFile(parameters, "SCENARIO", context)
    if path:
        scenario = load_scenario(Path(path))
    field = algorithm.parameterAsString(parameters, "ID_FIELD", context)
    text = algorithm.parameterAsString(parameters, "CLOSE", context)
    scenario = scenario.joined(Scenario(closed=_closed(text, points, algorithm, parameters, context)))
    if is_given(parameters, "OPEN"):
        opened = _opened(algorithm, parameters, context, feedback, ledger, field or "id")
        places = dict(zip(opened.ids, _spots(opened)))
        scenario = scenario.joined(Scenario(opened=places))
    if is_given(parameters, "MOVE"):
        moved = read_points(
            algorithm,
            parameters,
            context,
            feedback,
            ledger,
            name="MOVE",
            id_parameter=None,
            id_field=field,
        )
        scenario = scenario.joined(Scenario(moved=_moved(points, moved)))
    scenario.check(points.ids)
    return scenario, opened


def check_file(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> None:
    """Raise ``InputError`` when the saved scenario cannot be read: before anything takes long."""
    path = algorithm.parameterAsFile(parameters, "SCENARIO", context)
    if path:
        load_scenario(Path(path))


def _closed(
    text: str,
    points: PointSet,
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
) -> frozenset[str]:
    """Return the ids that ``text`` names, or else those for which it is a true expression."""
    text = text.strip()
    if not text:
        return frozenset()
    ids = set(points.ids)
    named = {part.strip() for part in _SEPARATORS.split(text)} - {""}
    if text in ids:
        return frozenset([text])
    if named <= ids:
        return frozenset(named)
    expression = QgsExpression(text)
    if named & ids or expression.hasParserError() or _unknown_columns(expression, points.fields):
        raise InputError(_NOT_FOUND.format(ids=listed(named - ids)), expression.parserErrorString())
    scope = algorithm.createExpressionContext(
        parameters, context, open_source(algorithm, parameters, "POINTS", context)
    )
    expression.prepare(scope)
    chosen = []
    for key, feature in zip(points.ids, points.features):
        scope.setFeature(feature)
        value = expression.evaluate(scope)
        if expression.hasEvalError():
            raise InputError(_NO_EXPRESSION.format(reason=expression.evalErrorString().strip()))
        if value in (True, 1):
            chosen.append(key)
    if not chosen:
        raise InputError(_NONE_CHOSEN.format(expression=text))
    return frozenset(chosen)


def _unknown_columns(expression: QgsExpression, fields: QgsFields) -> bool:
    columns = expression.referencedColumns()
    return any(
        column != QgsFeatureRequest.ALL_ATTRIBUTES and fields.lookupField(column) < 0 for column in columns
    )


def _opened(  # noqa: PLR0917  (as read_points)
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    ledger: Ledger,
    field: str,
) -> PointSet:
    """Read the points to open; without the field of the ids they are numbered from west to east."""
    named = open_source(algorithm, parameters, "OPEN", context).fields().lookupField(field) >= 0
    found = read_points(
        algorithm,
        parameters,
        context,
        feedback,
        ledger,
        name="OPEN",
        id_parameter=None,
        id_field=field if named else "",
    )
    if named:
        return found
    order = np.lexsort((found.lonlat[:, 1], found.lonlat[:, 0])).tolist()
    width = len(str(len(order)))
    ids = tuple(f"new-{number:0{width}}" for number in range(1, len(order) + 1))
    features = tuple(found.features[i] for i in order)
    return PointSet(ids, found.lonlat[order], features, found.fields, found.crs, found.wkb_type)


def _moved(points: PointSet, moved: PointSet) -> dict[str, tuple[float, float]]:
    """Return the new positions of the points that are elsewhere."""
    unknown = set(moved.ids) - set(points.ids)
    if unknown:
        raise InputError(_MOVES_UNKNOWN.format(ids=listed(unknown)))
    row = {key: i for i, key in enumerate(points.ids)}
    before = points.lonlat[[row[key] for key in moved.ids]]
    elsewhere = (np.abs(moved.lonlat - before) > _SAME_DEGREES).any(axis=1).tolist()
    return {key: spot for key, spot, far in zip(moved.ids, _spots(moved), elsewhere) if far}


def _spots(points: PointSet) -> list[tuple[float, float]]:
    return [(lon, lat) for lon, lat in points.lonlat.tolist()]


_NOT_FOUND = Text(
    "The points to close are neither identifiers of service points nor an expression on their fields: {ids}. "
    "Separate identifiers by commas, and check the field they are in.",
    "Les points à fermer ne sont ni des identifiants de points de service ni une expression sur leurs "
    "champs\u00a0: {ids}. Séparez les identifiants par des virgules et vérifiez le champ qui les contient.",
)
_NO_EXPRESSION = Text(
    "The expression that chooses the points to close cannot be used: {reason}.",
    "L’expression qui choisit les points à fermer est inutilisable\u00a0: {reason}.",
)
_NONE_CHOSEN = Text(
    "The expression {expression} is true for no service point, so nothing would be closed. Correct it, or "
    "leave it empty.",
    "L’expression {expression} n’est vraie pour aucun point de service; rien ne serait donc fermé. "
    "Corrigez-la ou laissez-la vide.",
)
_MOVES_UNKNOWN = Text(
    "The layer of points to move has points that are not there today: {ids}. To add points, give them as "
    "points to open.",
    "La couche des points à déplacer contient des points qui n’existent pas aujourd’hui\u00a0: {ids}. Pour "
    "ajouter des points, indiquez-les comme points à ouvrir.",
)
