# SPDX-License-Identifier: GPL-2.0-or-later
"""What all algorithms of the provider have in common."""

from __future__ import annotations

import math
from collections.abc import Iterable
from importlib import import_module
from types import ModuleType
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFields,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterNumber,
    QgsWkbTypes,
)
from qgis.PyQt.QtGui import QIcon

from ..core.errors import Cancelled, InputError, ServicePointsError
from ..core.text import Text
from ..host.language import language, say, tr
from ..host.resources import help_text, icon, resource
from .destinations import check_destinations, destination_text
from .incomplete import check_complete, warn_of_incomplete
from .outputs import Outputs, Sink, Style, shortened_names
from .recorded import Selections, selections_of
from .sources import Opened, label_of

GROUPS = {
    "catchment": lambda: tr("Catchments"),
    "colocation": lambda: tr("Co-location"),
    "register": lambda: tr("Register"),
}


class SpAlgorithm(QgsProcessingAlgorithm):
    """One algorithm. A subclass gives its names and declares its parameters: QGIS asks for them as it starts.

    The work is in the module beside it, ``<id>_job``, which is imported when the algorithm is first run:
    ``run(algorithm, parameters, context, feedback)`` returns the value of every output, and where it is
    defined ``check(algorithm, parameters, context)`` checks what no single parameter can check. Both may
    raise ``ServicePointsError``, ``Cancelled`` or ``QgsProcessingException``. Whatever ``run`` raises, the
    outputs that it opened are taken back, so that nothing half-written stays.
    """

    ID = ""
    GROUP = ""
    TAGS: tuple[str, ...] = ()
    FOR_STEWARDS = False
    """Whether the algorithm is for the stewards of a shared store: not offered in end-user mode."""

    def __init__(self) -> None:
        super().__init__()
        self.outputs = Outputs()
        self.opened = Opened()
        self.selections: Selections = {}
        self._short_names: list[str] = []

    @property
    def job(self) -> ModuleType:
        """The module that does the work."""
        return import_module(f".{self.ID}_job", __package__)

    def run_job(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Do the work; return the value of every output."""
        return self.job.run(self, parameters, context, feedback)

    def _check(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        check_numbers(self, parameters, context)
        check_destinations(self, parameters, context)
        if hasattr(self.job, "check"):
            self.job.check(self, parameters, context)

    def createInstance(self) -> SpAlgorithm:  # noqa: N802
        return type(self)()

    def name(self) -> str:
        return self.ID

    def groupId(self) -> str:  # noqa: N802
        return self.GROUP

    def group(self) -> str:
        return GROUPS[self.GROUP]()

    def tags(self) -> list[str]:
        return list(self.TAGS)

    def icon(self) -> QIcon:
        return icon("service_points")

    def svgIconPath(self) -> str:  # noqa: N802
        return str(resource("icons", "service_points.svg"))

    def shortHelpString(self) -> str:  # noqa: N802
        return help_text(language(), self.ID)

    def open_sink(  # noqa: PLR0917  (the order of QGIS's own parameterAsSink)
        self,
        parameters: dict[str, Any],
        name: str,
        context: QgsProcessingContext,
        fields: QgsFields,
        wkb_type: QgsWkbTypes.Type = QgsWkbTypes.Type.NoGeometry,
        crs: QgsCoordinateReferenceSystem | None = None,
        style: Style | None = None,
    ) -> Sink | None:
        """Open an output layer, or return ``None`` when it is not wanted.

        ``style`` is called with the layer when it is loaded. Raises ``QgsProcessingException``.
        """
        wanted, label = destination_text(parameters.get(name)), label_of(self, name)
        try:
            sink, destination = self.parameterAsSink(
                parameters, name, context, fields, wkb_type, crs or QgsCoordinateReferenceSystem()
            )
        except QgsProcessingException as problem:
            raise _cannot_write(label, wanted, str(problem)) from problem
        if sink is None:
            if wanted:
                raise _cannot_write(label, wanted, self.invalidSinkError(parameters, name))
            return None
        appended = wanted.startswith("ogr:")
        self._short_names += shortened_names(destination, fields)
        return self.outputs.add(name, Sink(sink, fields, label), destination, appended=appended, style=style)

    def add_parameters(self, definitions: Iterable[Any]) -> None:
        """Declare several parameters in their order."""
        for definition in definitions:
            self.addParameter(definition)

    def add_numbers(self, labels: dict[str, str]) -> None:
        """Declare number outputs, so that models can branch on them."""
        for name, label in labels.items():
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def checkParameterValues(  # noqa: N802
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> tuple[bool, str]:
        good, message = super().checkParameterValues(parameters, context)
        if not good:
            return good, message
        try:
            self._check(parameters, context)
            check_complete(self, parameters, context)
        except (ServicePointsError, QgsProcessingException) as problem:
            return False, sentence(problem)
        return True, ""

    def prepareAlgorithm(  # noqa: N802
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        self.selections = selections_of(self, parameters, context)
        self.opened.fill(self, parameters, context)
        warn_of_incomplete(self.opened.layers, feedback)
        return True

    def processAlgorithm(  # noqa: N802
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        try:
            self._check(parameters, context)
            results = self.run_job(parameters, context, feedback)
            if self.outputs.begun:
                check_cancelled(feedback)
            self.outputs.finish(context)
            self._warn_of_short_names(feedback)
            feedback.setProgress(100)
            return {**results, **self.outputs.destinations}
        except Cancelled:
            message = tr("Stopped at your request. The job was not done and nothing was written.")
        except ServicePointsError as problem:
            message = sentence(problem)
            if problem.details:
                feedback.pushDebugInfo(problem.details)
        except Exception:
            self.outputs.take_back()
            raise
        self.outputs.take_back()
        # Out here on purpose: raised from within, the error would carry every frame, and the layers in them,
        # into QGIS, which may keep it until after its own end.
        raise QgsProcessingException(message)

    def _warn_of_short_names(self, feedback: QgsProcessingFeedback) -> None:
        if self._short_names:
            feedback.pushWarning(
                tr(
                    "Shapefiles cut field names after 10 characters: {names}. Models and styles will not "
                    "find them; a GeoPackage keeps them whole."
                ).format(names=", ".join(dict.fromkeys(self._short_names)))
            )

    def postProcessAlgorithm(  # noqa: N802
        self, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        self.outputs.annotate_layers(
            context, {name: label_of(self, name) for name in self.outputs.destinations}
        )
        return {}


class CoreProgress:
    """A ``core.progress.Progress`` on a Processing feedback; ``start…end`` is its share in percent."""

    def __init__(self, feedback: QgsProcessingFeedback, start: float = 0.0, end: float = 100.0) -> None:
        self._feedback, self._start, self._end = feedback, start, end

    def is_cancelled(self) -> bool:
        return self._feedback.isCanceled()

    def report(self, fraction: float, text: Text | None = None) -> None:
        share = min(max(fraction, 0.0), 1.0)
        self._feedback.setProgress(self._start + share * (self._end - self._start))
        if text is not None:
            self._feedback.setProgressText(say(text))


def _cannot_write(name: str, wanted: str, reason: str) -> QgsProcessingException:
    return QgsProcessingException(
        tr(
            "The output “{name}” cannot be written to “{target}”. Check that the folder exists and that you "
            "may write in it. {reason}"
        ).format(name=name, target=wanted, reason=reason)
    )


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


_NO_NUMBER = Text(
    "“{label}” must be a number. Correct it and run again.",
    "«\u00a0{label}\u00a0» doit être un nombre. Corrigez la valeur, puis relancez le traitement.",
)


def sentence(problem: Exception) -> str:
    """Return what to tell the person about an error."""
    return say(problem.text) if isinstance(problem, ServicePointsError) else str(problem)


def check_cancelled(feedback: QgsProcessingFeedback) -> None:
    """Raise ``Cancelled`` when the person asked to stop."""
    if feedback.isCanceled():
        raise Cancelled
