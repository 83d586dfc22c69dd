# SPDX-License-Identifier: GPL-2.0-or-later
"""The parameter sets that several algorithms share, declared once: network and demand."""

from __future__ import annotations

from typing import TypeVar

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExpression,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ..core.presets.ids import preset_ids
from ..host.language import tr

METRICS = ("time", "distance", "straight")
TRAVELS = ("to_point", "from_point")
APPORTIONS = ("representative_point", "area_share")
UNITS = {"time": "min", "distance": "km", "straight": "km"}

POINT = QgsProcessing.SourceType.TypeVectorPoint
LINE = QgsProcessing.SourceType.TypeVectorLine
POLYGON = QgsProcessing.SourceType.TypeVectorPolygon

Parameter = TypeVar("Parameter", bound=QgsProcessingParameterDefinition)

_CHOICE_WIDGET = f"{__package__.rpartition('.')[0]}.ui.choice_widget.ChoiceWidget"
_NUMERIC = QgsProcessingParameterField.DataType.Numeric
_ANY = QgsProcessingParameterField.DataType.Any


def explained(parameter: Parameter, text: str) -> Parameter:
    """Give a parameter its help text."""
    parameter.setHelp(text)
    return parameter


def advanced(parameter: Parameter) -> Parameter:
    """Put a parameter under “Advanced”."""
    flag = QgsProcessingParameterDefinition.Flag.FlagAdvanced
    parameter.setFlags(parameter.flags() | flag)
    return parameter


def choice(name: str, label: str, values: tuple[str, ...], default: str) -> QgsProcessingParameterEnum:
    """Make a choice among static strings, which scripts and models use as they stand."""
    return in_words(
        QgsProcessingParameterEnum(
            name, label, options=list(values), defaultValue=default, usesStaticStrings=True
        )
    )


def in_words(parameter: Parameter) -> Parameter:
    """Let dialogs show what each code of a parameter is called: see ``ui.choice_widget``."""
    parameter.setMetadata({"widget_wrapper": {"class": _CHOICE_WIDGET}})
    return parameter


def number(
    name: str, label: str, default: float | None, minimum: float, maximum: float | None = None
) -> QgsProcessingParameterNumber:
    """Make a decimal number within limits."""
    parameter = QgsProcessingParameterNumber(
        name, label, QgsProcessingParameterNumber.Type.Double, defaultValue=default, minValue=minimum
    )
    if maximum is not None:
        parameter.setMaximum(maximum)
    return parameter


def field_of(
    name: str, label: str, parent: str, *, numeric: bool = False, multiple: bool = False
) -> QgsProcessingParameterField:
    """Make an optional choice of fields of another parameter's layer."""
    return QgsProcessingParameterField(
        name,
        label,
        parentLayerParameterName=parent,
        type=_NUMERIC if numeric else _ANY,
        allowMultiple=multiple,
        optional=True,
    )


def points_parameter(
    name: str = "POINTS", label: str = "", *, optional: bool = False
) -> QgsProcessingParameterFeatureSource:
    """Make the parameter for service points."""
    return explained(
        QgsProcessingParameterFeatureSource(name, label or tr("Service points"), [POINT], optional=optional),
        tr("Point layer of the service points. Its selection and its filter are respected."),
    )


def id_parameter() -> QgsProcessingParameterField:
    """Make the parameter for the identifier of service points."""
    return explained(
        field_of("ID_FIELD", tr("Identifier of the service points"), "POINTS"),
        tr("Field that identifies each point. Without one, the field “id” is used, or else the feature id."),
    )


def network_parameters(*, required: bool = False) -> list[QgsProcessingParameterDefinition]:
    """Return the parameters of every algorithm that travels; ``required``: no straight line without roads."""
    return [
        explained(
            QgsProcessingParameterFeatureSource("NETWORK", tr("Road network"), [LINE], optional=not required),
            tr("Line layer of the roads, in any coordinate system. Not needed for straight-line distance."),
        ),
        explained(
            choice("METRIC", tr("Measure"), METRICS, "time"),
            tr(
                "time: travel time in minutes; distance: kilometres by road; straight: kilometres as the "
                "crow flies."
            ),
        ),
        explained(
            choice("TRAVEL", tr("Direction of travel"), TRAVELS, "to_point"),
            tr("to_point: people travel to the point; from_point: staff travel from the point to people."),
        ),
        *_speed_parameters(),
        *_direction_parameters(),
        *_factor_parameters(),
        *_fine_parameters(),
    ]


def _factor_parameters() -> list[QgsProcessingParameterDefinition]:
    return [
        advanced(
            explained(
                number("TIME_FACTOR", tr("Travel time factor (1.3 = 30% slower, rush hour)"), 1.0, 0.1, 10.0),
                tr("Travel times are multiplied by it; distances stay as they are."),
            )
        ),
        advanced(
            explained(
                field_of("TIME_FACTOR_FIELD", tr("Travel time factor field"), "NETWORK", numeric=True),
                tr(
                    "Factor of each road. Where it is missing, zero or negative, the factor above is used "
                    "and the road is counted."
                ),
            )
        ),
    ]


def _speed_parameters() -> list[QgsProcessingParameterDefinition]:
    presets = preset_ids("speeds")
    return [
        explained(
            field_of("SPEED_FIELD", tr("Speed field (km/h)"), "NETWORK", numeric=True),
            tr("Where the speed is missing, zero or negative, the road class or the default speed is used."),
        ),
        explained(
            field_of("CLASS_FIELD", tr("Road class field"), "NETWORK"),
            tr(
                "Field that holds the class codes of the speed preset. Without one, the usual field of the "
                "preset is used, such as CLASS, ROADCLASS or highway."
            ),
        ),
        explained(
            choice("SPEED_PRESET", tr("Speeds by road class"), presets, "none"),
            tr(
                "Speeds for each road class, and the classes that are not driven, such as footpaths. Fields "
                "left empty are taken from the preset as well: the speed limits, one-way streets and "
                "access rules of the National Road Network and of OpenStreetMap (.osm.pbf files, too)."
            ),
        ),
        explained(
            number("DEFAULT_SPEED", tr("Default speed (km/h)"), 50.0, 1.0, 300.0),
            tr("Used where neither the speed field nor the road class gives a speed."),
        ),
    ]


def _direction_parameters() -> list[QgsProcessingParameterDefinition]:
    values = (
        ("VALUE_FORWARD", tr("Value for one-way in the direction of the line")),
        ("VALUE_BACKWARD", tr("Value for one-way against the direction of the line")),
        ("VALUE_BOTH", tr("Value for both directions")),
    )
    return [
        advanced(
            explained(
                field_of("DIRECTION_FIELD", tr("Direction field"), "NETWORK"),
                tr("A value that matches none of the three counts as both ways and is reported."),
            )
        ),
        *(
            advanced(
                explained(
                    QgsProcessingParameterString(name, label, optional=True),
                    tr("As it stands in the direction field, for example “forward”."),
                )
            )
            for name, label in values
        ),
    ]


def _fine_parameters() -> list[QgsProcessingParameterDefinition]:
    return [
        advanced(
            explained(
                QgsProcessingParameterExpression(
                    "NETWORK_FILTER", tr("Roads to use"), parentLayerParameterName="NETWORK", optional=True
                ),
                tr("Expression; only roads for which it is true are used."),
            )
        ),
        advanced(
            explained(
                QgsProcessingParameterFeatureSource(
                    "BARRIERS", tr("Barriers"), [POINT, LINE, POLYGON], optional=True
                ),
                tr(
                    "Points, lines or polygons that close roads: one travels up to them from both sides, "
                    "never through. A polygon closes all roads inside it; a point closes the road nearest to "
                    "it within 10 m. A line closes every road it crosses, bridges as well as the roads below."
                ),
            )
        ),
        advanced(
            explained(
                number("TOLERANCE", tr("Joining tolerance (metres)"), 0.0, 0.0, 1000.0),
                tr("Ends of roads closer together than this are joined. 0: only ends that coincide exactly."),
            )
        ),
        advanced(
            explained(
                number("SNAP_DISTANCE", tr("Largest distance to a road (metres)"), 2000.0, 0.0),
                tr(
                    "A place farther than this from any road is “off network”: listed and counted, not "
                    "guessed."
                ),
            )
        ),
        advanced(
            explained(
                number("ACCESS_SPEED", tr("Speed between a place and its road (km/h)"), 0.0, 0.0, 300.0),
                tr("Adds the straight line from a place to its road to the trip. 0: it is not counted."),
            )
        ),
    ]


def demand_parameters(
    *, apportion: bool = False, required: bool = False, strata: bool = False
) -> list[QgsProcessingParameterDefinition]:
    """Return the parameters that say who may be served.

    ``apportion``: also how polygons are counted; ``required``: without demand there is nothing to do;
    ``strata``: also the field by which results are broken down.
    """
    demand = [
        explained(
            QgsProcessingParameterFeatureSource(
                "DEMAND", tr("Population units"), [POINT, POLYGON], optional=not required
            ),
            tr(
                "Points or polygons, such as dissemination blocks; a polygon counts at a point on its "
                "surface."
            ),
        ),
        explained(
            field_of(
                "DEMAND_FIELDS", tr("Population and groups (people)"), "DEMAND", numeric=True, multiple=True
            ),
            tr(
                "The first field is the population; further fields are groups, each one summed. Without a "
                "field, units are counted."
            ),
        ),
    ]
    if apportion:
        demand.append(_apportion_parameter())
    if strata:
        demand.append(_stratum_parameter())
    return demand


def _stratum_parameter() -> QgsProcessingParameterDefinition:
    return explained(
        field_of("STRATUM_FIELD", tr("Break down by (ward, province, urban or rural)"), "DEMAND"),
        tr("Results are also given for each value of this field of the population units."),
    )


def _apportion_parameter() -> QgsProcessingParameterDefinition:
    return advanced(
        explained(
            choice("APPORTION", tr("How a population unit counts"), APPORTIONS, APPORTIONS[0]),
            tr(
                "representative_point: whole, if its point is served, counted along the roads; area_share: "
                "by the share of its area inside the catchment polygons, for large units. With area_share, "
                "units_served counts every unit of which any part is inside."
            ),
        )
    )
