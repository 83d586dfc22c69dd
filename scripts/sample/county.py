# SPDX-License-Identifier: GPL-2.0-or-later
"""The whole county, drawn once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from . import places
from .blocks import Block, make_blocks, municipal_limits
from .faces import arrange
from .frame import Array, Frame
from .geometry import Line, lines_on_the_ground
from .roads import Drawing
from .water import Water, draw_water


@dataclass(frozen=True)
class County:
    """Land, water, roads and people. ``limits`` are rings in EPSG:3347 by geographic uid."""

    frame: Frame
    water: Water
    drawing: Drawing
    lines: Sequence[Line]
    blocks: Sequence[Block]
    limits: dict[str, list[Array]]


def draw_county() -> County:
    """Draw everything that does not depend on the register."""
    frame = Frame([place.swirl for place in places.SETTLEMENTS])
    water = draw_water(frame)
    drawing = Drawing(frame, water)
    drawing.draw()
    lines = lines_on_the_ground(drawing)
    arrangement = arrange(lines, water)
    return County(
        frame, water, drawing, lines, make_blocks(arrangement, frame), municipal_limits(arrangement, frame)
    )
