# SPDX-License-Identifier: GPL-2.0-or-later
"""What stands around the data: legend, axes with their ticks and labels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Callable

from .measure import ELLIPSIS, text_width, wrap
from .model import Axis
from .scale import Scale, make_scale
from .svg import Drawing
from .theme import LINE_HEIGHT

PAGE_WIDTH = 640.0
EDGE = 8.0
SAMPLE = 34.0
ASCENT = 14.0
_BETWEEN = 14.0
_TICK = 5.0
_APART = 12.0  # between the texts of two ticks
_TICK_HEIGHT = 45.0  # of the page for a tick of an upright axis


def draw_legend(
    drawing: Drawing, names: Sequence[str], sample: Callable[[int, float, float], None], width: float
) -> float:
    """Draw the legend from the top of the page and return where it ends; a single name needs none.

    ``sample(index, left, middle)`` draws the mark of a name, ``SAMPLE`` wide, around the height ``middle``.
    """
    if len(names) < 2:  # noqa: PLR2004
        return EDGE
    left, top, end = EDGE, EDGE, EDGE
    for i, name in enumerate(names):
        room = width - 3.0 * EDGE - SAMPLE
        needed = SAMPLE + EDGE + min(room, text_width(name))
        if left > EDGE and left + needed > width - EDGE:
            left, top = EDGE, end + 2.0
        sample(i, left, top + LINE_HEIGHT / 2.0)
        end = draw_lines(drawing, name, left + SAMPLE + EDGE, top, room)
        left += needed + _BETWEEN
    return end + EDGE


def draw_lines(
    drawing: Drawing, text: str, at: float, top: float, width: float, *, anchor: str = "start", lines: int = 3
) -> float:
    """Write ``text`` in lines below ``top``, around, from or up to ``at``; return where they end.

    Where it does not fit, a pointer over it shows all of it.
    """
    rows = wrap(text, width, lines=lines)
    with drawing.group(text if any(row.endswith(ELLIPSIS) for row in rows) else ""):
        for i, row in enumerate(rows):
            drawing.text((at, top + ASCENT + i * LINE_HEIGHT), row, anchor=anchor)
    return top + len(rows) * LINE_HEIGHT


def upright_scale(axis: Axis, values: Sequence[float], top: float, bottom: float) -> Scale:
    """Return the scale of the y axis."""
    return make_scale(axis, values, bottom, top, most=max(2, int((bottom - top) / _TICK_HEIGHT)))


def level_scale(axis: Axis, values: Sequence[float], left: float, right: float) -> Scale:
    """Return the scale of the x axis, with as many ticks as their texts leave room for."""
    most = 8
    while True:
        scale = make_scale(axis, values, left, right, most=most)
        widest = max(text_width(axis.text(tick)) for tick in scale.ticks)
        places = [scale(tick) for tick in scale.ticks]
        if most == 1 or all(b - a >= widest + _APART for a, b in zip(places, places[1:])):
            return scale
        most -= 1


def tick_width(axis: Axis, scale: Scale) -> float:
    """Return the room that the texts of an upright axis need beside it."""
    return max(text_width(axis.text(tick)) for tick in scale.ticks) + _TICK + EDGE


def end_room(axis: Axis, values: Sequence[float]) -> float:
    """Return the room that the last text of a level axis needs beyond its end."""
    scale = make_scale(axis, values, 0.0, 1.0, most=8)
    return max(text_width(axis.text(end)) for end in (scale.ticks[-1], scale.high)) / 2.0 + EDGE


def draw_upright_axis(drawing: Drawing, axis: Axis, scale: Scale, left: float, right: float) -> None:
    """Draw the ticks of the y axis with their grid lines."""
    for tick in scale.ticks:
        y = scale(tick)
        drawing.line((left - _TICK, y), (right, y), drawing.theme.grid)
        drawing.text((left - _TICK - 4.0, y + 5.0), axis.text(tick), anchor="end")


def draw_level_axis(
    drawing: Drawing, axis: Axis, scale: Scale, y: tuple[float, float], width: float
) -> float:
    """Draw the ticks of the x axis, grid lines over the height ``y``, its label; return where that ends."""
    top, bottom = y
    for tick in scale.ticks:
        x = scale(tick)
        drawing.line((x, top), (x, bottom + _TICK), drawing.theme.grid)
        drawing.text((x, bottom + _TICK + ASCENT), axis.text(tick), anchor="middle")
    below = bottom + _TICK + LINE_HEIGHT + 4.0
    # The label stands below the middle of the axis, unless it would leave the page there.
    middle = (scale.start + scale.end) / 2.0
    room = width - 2.0 * EDGE
    half = min(text_width(axis.label), room) / 2.0
    middle = min(max(middle, EDGE + half), width - EDGE - half)
    return draw_lines(drawing, axis.label, middle, below, room, anchor="middle") + EDGE


def draw_base_lines(drawing: Drawing, x: tuple[float, float], y: tuple[float, float], zero: float) -> None:
    """Draw the y axis at the left of ``x``, over the height ``y``, and the x axis at the height ``zero``."""
    drawing.line((x[0], y[0]), (x[0], y[1]), drawing.theme.ink)
    drawing.line((x[0], zero), (x[1], zero), drawing.theme.ink)
