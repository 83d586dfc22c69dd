# SPDX-License-Identifier: GPL-2.0-or-later
"""What every run of an algorithm does before, around and after its job."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFields,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterNumber,
    QgsWkbTypes,
)

from ..core.errors import Cancelled, InputError, ServicePointsError
from ..core.file_moves import let_go
from ..core.text import Text
from ..host.language import say, tr
from .base import SpAlgorithm, check_cancelled
from .demand_layer import check_demand, warn_of_points_counted
from .destinations import check_destinations, destination_text
from .field_labels import columns_of
from .incomplete import check_complete, warn_of_incomplete
from .outputs import Sink, Style, shortened_names
from .recorded import selections_of
from .sources import label_of
from .unsaved import warn_of_unsaved


def checked(
    algorithm: SpAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> tuple[bool, str]:
    """Return whether the answers go together, and what is wrong with them."""
    try:
        _check(algorithm, parameters, context)
        check_demand(algorithm, parameters, context)
        check_complete(algorithm, parameters, context)
    except (ServicePointsError, QgsProcessingException) as problem:
        return False, sentence(problem)
    return True, ""


def prepare(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> None:
    """Look at the layers on the main thread, before the job is done in another."""
    algorithm.selections = selections_of(algorithm, parameters, context)
    algorithm.opened.fill(algorithm, parameters, context)
    warn_of_incomplete(algorithm.opened.layers, feedback)
    warn_of_unsaved(algorithm, parameters, context, feedback)
    warn_of_points_counted(algorithm, parameters, context, feedback)


def process(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> dict[str, Any]:
    """Do the job and finish its outputs; where it fails, take them back and say why."""
    try:
        _check(algorithm, parameters, context)
        results = algorithm.run_job(parameters, context, feedback)
        if algorithm.outputs.begun:
            check_cancelled(feedback)
        algorithm.outputs.finish(context)
        _warn_of_short_names(algorithm.outputs.short_names, feedback)
        feedback.setProgress(100)
        return {**results, **algorithm.outputs.destinations}
    except Cancelled:
        message = tr("Stopped at your request. The job was not done and nothing was written.")
    except ServicePointsError as problem:
        message = sentence(problem)
        if problem.details:
            feedback.pushDebugInfo(problem.details)
    except Exception as problem:
        let_go(problem)  # of outputs that are open
        algorithm.outputs.take_back()
        raise
    algorithm.outputs.take_back()
    # Out here on purpose: raised from within, the error would carry every frame, and the layers in them,
    # into QGIS, which may keep it until after its own end.
    raise QgsProcessingException(message)


def open_sink(
    algorithm: SpAlgorithm,
    parameters: dict[str, Any],
    name: str,
    context: QgsProcessingContext,
    fields: QgsFields,
    *,
    wkb_type: QgsWkbTypes.Type,
    crs: QgsCoordinateReferenceSystem | None,
    style: Style | None,
) -> Sink | None:
    """Open an output layer, or return ``None`` when it is not wanted.

    ``style`` is called with the layer when it is loaded. Raises ``QgsProcessingException``.
    """
    wanted, label = destination_text(parameters.get(name)), label_of(algorithm, name)
    try:
        sink, destination = algorithm.parameterAsSink(
            parameters, name, context, fields, wkb_type, crs or QgsCoordinateReferenceSystem()
        )
    except QgsProcessingException as problem:
        raise _cannot_write(label, wanted, str(problem)) from problem
    if sink is None:
        if wanted:
            raise _cannot_write(label, wanted, algorithm.invalidSinkError(parameters, name))
        return None
    appended = wanted.startswith("ogr:")
    algorithm.outputs.short_names += shortened_names(destination, fields)
    columns = columns_of(algorithm, name, parameters, context, fields)
    return algorithm.outputs.add(
        name, Sink(sink, fields, label), destination, appended=appended, columns=columns, style=style
    )


def _check(algorithm: SpAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
    check_numbers(algorithm, parameters, context)
    check_destinations(algorithm, parameters, context)
    algorithm.check_job(parameters, context)


def check_numbers(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> None:
    """Raise ``InputError`` for a number that is none: QGIS itself lets “nan” pass between any limits."""
    for definition in algorithm.parameterDefinitions():
        if not isinstance(definition, QgsProcessingParameterNumber):
            continue
        value = algorithm.parameterAsDouble(parameters, definition.name(), context)
        if not math.isfinite(value):
            raise InputError(_NO_NUMBER.format(label=definition.description()))


def _warn_of_short_names(names: Sequence[str], feedback: QgsProcessingFeedback) -> None:
    if names:
        feedback.pushWarning(
            tr(
                "Shapefiles cut field names after 10 characters: {names}. Models and styles will not "
                "find them; a GeoPackage keeps them whole."
            ).format(names=", ".join(dict.fromkeys(names)))
        )


def _cannot_write(name: str, wanted: str, reason: str) -> QgsProcessingException:
    return QgsProcessingException(
        tr(
            "The output “{name}” cannot be written to “{target}”. Check that the folder exists and that you "
            "may write in it. {reason}"
        ).format(name=name, target=wanted, reason=reason)
    )


def sentence(problem: Exception) -> str:
    """Return what to tell the person about an error."""
    return say(problem.text) if isinstance(problem, ServicePointsError) else str(problem)


_NO_NUMBER = Text(
    "“{label}” must be a number. Correct it and run again.",
    "«\u00a0{label}\u00a0» doit être un nombre. Corrigez la valeur, puis relancez le traitement.",
)
