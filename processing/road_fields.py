# SPDX-License-Identifier: GPL-2.0-or-later
"""Which fields of a road layer say class, speed, direction and access: the person's, else the preset's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from qgis.core import QgsFields, QgsProcessingAlgorithm, QgsProcessingContext

from ..core.network import SpeedPreset, load_speed_presets
from ..core.network.labels import Labels
from ..core.network.osm import tag_values


@dataclass(frozen=True)
class FieldPart:
    """A field of the layer or, with a ``key``, what one of the tags in it says."""

    column: str
    key: str = ""

    @property
    def title(self) -> str:
        """What to call it: the name people know."""
        return f"{self.column} ({self.key})" if self.key else self.column

    def of(self, texts: dict[str, Labels]) -> Labels:
        """Return its values from the columns that were read."""
        labels = texts[self.column]
        return labels.map(lambda text: tag_values(text).get(self.key, "")) if self.key else labels


@dataclass(frozen=True)
class RoadFields:
    """The fields a run uses; ``None``: none. ``assumed``: those the preset brought, by parameter name.

    ``speed_is_number``: the speed field holds numbers, not texts such as “50 mph”. ``values``: what the
    person gave for forward, backward and both; all empty with ``preset_values``, when the preset's count.
    """

    preset: SpeedPreset | None
    road_class: FieldPart | None
    speed: FieldPart | None
    speed_is_number: bool
    direction: FieldPart | None
    values: tuple[str, str, str]
    preset_values: bool
    junction: FieldPart | None
    access: tuple[FieldPart, ...]
    factor: str
    assumed: dict[str, FieldPart]

    def numbers(self) -> tuple[str, ...]:
        """Return the columns to read as numbers."""
        speed = [self.speed.column] if self.speed and self.speed_is_number else []
        return tuple(dict.fromkeys([*speed, *([self.factor] if self.factor else [])]))

    def texts(self) -> tuple[str, ...]:
        """Return the columns to read as texts."""
        speed = None if self.speed_is_number else self.speed
        parts = (self.road_class, speed, self.direction, self.junction, *self.access)
        return tuple(dict.fromkeys(part.column for part in parts if part is not None))


def road_fields(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    fields: QgsFields,
) -> RoadFields:
    """Return the fields to use of a layer with these ``fields``.

    A parameter that is given counts; where it is empty and a preset is chosen, the preset's usual field does,
    if the layer has it.
    """

    def given(name: str) -> str:
        return algorithm.parameterAsString(parameters, name, context)

    chosen = algorithm.parameterAsEnumString(parameters, "SPEED_PRESET", context)
    preset = None if chosen == "none" else load_speed_presets()[chosen]
    assumed: dict[str, FieldPart] = {}

    def part(parameter: str, names: tuple[str, ...]) -> FieldPart | None:
        if given(parameter):
            return FieldPart(_own(fields, given(parameter)))
        found = _usual(fields, names, preset)
        if found is not None:
            assumed[parameter] = found
        return found

    usual = preset.fields if preset else None
    speed = part("SPEED_FIELD", usual.speed if usual else ())
    direction = part("DIRECTION_FIELD", usual.direction if usual else ())
    values = (given("VALUE_FORWARD"), given("VALUE_BACKWARD"), given("VALUE_BOTH"))
    keys = [_usual(fields, (key,), preset) for key in usual.access] if usual else []
    return RoadFields(
        preset=preset,
        road_class=part("CLASS_FIELD", usual.road_class if usual else ()),
        speed=speed,
        speed_is_number=speed is not None and _is_number(fields, speed),
        direction=direction,
        values=values,
        preset_values=_has_values(preset) and ("DIRECTION_FIELD" in assumed or not any(values)),
        junction=_usual(fields, usual.junction, preset) if usual else None,
        access=tuple(key for key in keys if key is not None),
        factor=_own(fields, given("TIME_FACTOR_FIELD")) if given("TIME_FACTOR_FIELD") else "",
        assumed=assumed,
    )


def _has_values(preset: SpeedPreset | None) -> bool:
    return preset is not None and bool(preset.directions.forward)


def _own(fields: QgsFields, name: str) -> str:
    """Return a field's name as the layer writes it."""
    index = fields.lookupField(name)
    return name if index < 0 else fields.at(index).name()


def _usual(fields: QgsFields, names: tuple[str, ...], preset: SpeedPreset | None) -> FieldPart | None:
    """Return the first of the usual names that the layer has, as a field or else as a key of its tags."""
    for name in names:
        if fields.lookupField(name) >= 0:
            return FieldPart(_own(fields, name))
    tags = preset.fields.tags if preset else ()
    held = next((_own(fields, name) for name in tags if fields.lookupField(name) >= 0), "")
    return FieldPart(held, names[0]) if held and names else None


def _is_number(fields: QgsFields, part: FieldPart) -> bool:
    return not part.key and fields.at(fields.lookupField(part.column)).isNumeric()
