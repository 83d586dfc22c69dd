# SPDX-License-Identifier: GPL-2.0-or-later
"""What all algorithms of the provider have in common."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFields,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsWkbTypes,
)
from qgis.PyQt.QtGui import QIcon

from ..core.errors import Cancelled
from ..core.text import Text
from ..host.language import official_language, say, tr
from ..host.resources import help_text, icon, resource
from .sources import Opened, label_of

if TYPE_CHECKING:
    from .outputs import Outputs, Sink, Style
    from .recorded import Selections

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
        self.opened = Opened()
        self.selections: Selections = {}

    @cached_property
    def outputs(self) -> Outputs:
        """What a run writes."""
        from .outputs import Outputs

        return Outputs()

    @property
    def job(self) -> ModuleType:
        """The module that does the work."""
        return import_module(f"{__package__}.{self.ID}_job")

    def run_job(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Do the work; return the value of every output."""
        return self.job.run(self, parameters, context, feedback)

    def check_job(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Check what no single parameter can check; raise an error that says what is wrong."""
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
        return help_text(official_language(), self.ID)

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
        from .running import open_sink

        return open_sink(self, parameters, name, context, fields, wkb_type=wkb_type, crs=crs, style=style)

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
        from .running import checked

        good, message = super().checkParameterValues(parameters, context)
        return checked(self, parameters, context) if good else (good, message)

    def prepareAlgorithm(  # noqa: N802
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        from .running import prepare

        prepare(self, parameters, context, feedback)
        return True

    def processAlgorithm(  # noqa: N802
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        from .running import process

        return process(self, parameters, context, feedback)

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


def check_cancelled(feedback: QgsProcessingFeedback) -> None:
    """Raise ``Cancelled`` when the person asked to stop."""
    if feedback.isCanceled():
        raise Cancelled
