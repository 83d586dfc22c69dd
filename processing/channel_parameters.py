# SPDX-License-Identifier: GPL-2.0-or-later
"""The parameters of ``servicepoints:channelcoverage`` that no other algorithm has."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
)

from ..core.schema import load_schema
from ..host.language import tr
from .parameters import choice, explained, field_of, number
from .stores import database_help, store_filter

ANY_LANGUAGE = "any"
THIS_COMPUTER = "local"


def channel_parameters() -> list[Any]:
    """Return the store, and what is asked of its points."""
    return [
        explained(
            QgsProcessingParameterFile("STORE", tr("Shared store"), fileFilter=store_filter()),
            " ".join((tr("It is only read."), database_help())),
        ),
        explained(
            number("CUTOFF", tr("Cutoff (minutes or kilometres)"), 30.0, 0.001),
            tr("A counter serves an area within it, inclusive."),
        ),
        explained(
            choice("LANGUAGE", tr("In this language"), language_choices(), ANY_LANGUAGE),
            tr(
                "any: whatever the language; else a code such as en, fr, ase or iu. A point whose languages "
                "are not known is not counted as serving."
            ),
        ),
        explained(
            QgsProcessingParameterDateTime("AT", tr("At this date and time"), optional=True),
            tr(
                "One moment for the whole country: each point is open or closed by its own clock, holidays "
                "and closures. Empty: whenever the point is open."
            ),
        ),
        explained(
            choice("TIMEZONE", tr("Time zone of that date and time"), zone_choices(), THIS_COMPUTER),
            tr("local: that of this computer; else a name such as America/Toronto."),
        ),
        explained(
            field_of("CODE_FIELD", tr("Geographic code of the areas"), "DEMAND"),
            tr(
                "Says in whose territory an area lies: a DGUID, a code of the Standard Geographical "
                "Classification (province, division, subdivision), or of dissemination areas or blocks. "
                "Without one, the boundaries of the store and the position decide."
            ),
        ),
    ]


def destinations() -> list[Any]:
    """Return the layer, the table and the report."""
    kind, sink = QgsProcessing.SourceType, QgsProcessingParameterFeatureSink
    return [
        explained(
            sink("AREAS", tr("Areas by channel"), kind.TypeVectorAnyGeometry),
            tr("The areas with the channels that serve them."),
        ),
        explained(
            sink("INDICATORS", tr("Indicators"), kind.TypeVector, optional=True, createByDefault=False),
            tr("A row for each figure: people by channel and combination, by group and area."),
        ),
        explained(
            QgsProcessingParameterFileDestination(
                "REPORT", tr("Report"), tr("HTML files (*.html)"), optional=True
            ),
            tr("A page to read, print and keep."),
        ),
    ]


def language_choices() -> tuple[str, ...]:
    """Return the values of the parameter LANGUAGE."""
    return (ANY_LANGUAGE, *load_schema().domains["language"].by_code)


def zone_choices() -> tuple[str, ...]:
    """Return the values of the parameter TIMEZONE."""
    return (THIS_COMPUTER, *load_schema().domains["timezone"].by_code)
