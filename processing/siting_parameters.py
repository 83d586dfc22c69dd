# SPDX-License-Identifier: GPL-2.0-or-later
"""The parameters and outputs of ``servicepoints:siting``."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ..core.choices import SITING_MODELS
from ..host.language import tr
from .parameters import advanced, choice, explained, field_of, number, points_parameter


def place_parameters() -> list[QgsProcessingParameterDefinition]:
    """Return what may open, what stays open, and what must and must not open."""
    return [
        explained(
            points_parameter("CANDIDATES", tr("Candidate sites")),
            tr("Points where a site could open. Selection and filter are respected."),
        ),
        explained(
            field_of("CANDIDATE_ID_FIELD", tr("Identifier of the candidates"), "CANDIDATES"),
            tr("Field that identifies each candidate. Without one, “id” is used, or else the feature id."),
        ),
        explained(
            points_parameter("EXISTING", tr("Existing sites (they stay open)"), optional=True),
            tr("Sites that people use today and that stay. They serve people and do not count as opened."),
        ),
        explained(
            field_of("EXISTING_ID_FIELD", tr("Identifier of the existing sites"), "EXISTING"),
            tr(
                "Field that identifies each existing site. Without one, “id” is used, or else the feature id."
            ),
        ),
        explained(
            _text("REQUIRED", tr("Candidates that must open (identifiers)")),
            tr("Separated by commas or semicolons. They are among the sites to open."),
        ),
        explained(
            _text("FORBIDDEN", tr("Candidates that must not open (identifiers)")),
            tr("Separated by commas or semicolons."),
        ),
    ]


def model_parameters() -> list[QgsProcessingParameterDefinition]:
    """Return what is to be best."""
    return [
        explained(
            choice("MODEL", tr("What is best"), SITING_MODELS, SITING_MODELS[0]),
            tr(
                "p_median: the shortest trips on average; mclp: the most people within the cutoff; lscp: the "
                "fewest sites that bring people within the cutoff; p_center: the shortest longest trip."
            ),
        ),
        explained(
            _whole("P", tr("Sites to open"), 1),
            tr("Required ones among them; existing sites stay in addition. Not used by lscp."),
        ),
        explained(
            number("CUTOFF", tr("Cutoff (minutes or kilometres)"), 10.0, 0.001),
            tr("Within it, inclusive, people count as served. Used by mclp and lscp."),
        ),
        explained(
            number("TARGET_SHARE", tr("Share of the people to serve (0 to 1)"), 1.0, 0.0, 1.0),
            tr("Used by lscp: 0.95 asks for the fewest sites that serve 95% of the people on the network."),
        ),
        advanced(
            explained(
                number("TIME_LIMIT", tr("Time to look for the best answer (seconds)"), 60.0, 0.0, 86400.0),
                tr(
                    "After it the best answer so far is given, and how far from the best it may be. With 0 "
                    "only a quick search is made."
                ),
            )
        ),
    ]


def unit_parameters() -> list[QgsProcessingParameterDefinition]:
    """Return how population units are named in the allocation."""
    return [
        advanced(
            explained(
                field_of("UNIT_ID_FIELD", tr("Identifier of the population units"), "DEMAND"),
                tr("Written to the lines from people to sites. Without one, the feature id is."),
            )
        )
    ]


def name_parameters() -> list[QgsProcessingParameterDefinition]:
    """Return how candidates are named in the report."""
    return [
        advanced(
            explained(
                field_of("NAME_FIELD", tr("Name of the candidates"), "CANDIDATES"),
                tr("Without one, name_en or name_fr is used by language, or else the identifier."),
            )
        )
    ]


def destinations() -> list[QgsProcessingParameterDefinition]:
    """Return the layers and the report."""
    kind, sink = QgsProcessing.SourceType, QgsProcessingParameterFeatureSink
    return [
        sink("SITES", tr("Sites"), kind.TypeVectorPoint),
        sink("ALLOCATION", tr("From people to sites"), kind.TypeVectorLine, optional=True),
        QgsProcessingParameterFileDestination(
            "REPORT", tr("Report"), tr("HTML files (*.html)"), optional=True
        ),
    ]


def _text(name: str, label: str) -> QgsProcessingParameterString:
    return QgsProcessingParameterString(name, label, optional=True)


def _whole(name: str, label: str, default: int) -> QgsProcessingParameterNumber:
    kind = QgsProcessingParameterNumber.Type.Integer
    return QgsProcessingParameterNumber(name, label, kind, defaultValue=default, minValue=1)
