# SPDX-License-Identifier: GPL-2.0-or-later
"""Bars side by side in each category: histograms before and after."""

from __future__ import annotations

import math
from collections.abc import Sequence

from .frame import (
    EDGE,
    PAGE_WIDTH,
    SAMPLE,
    draw_base_lines,
    draw_legend,
    draw_lines,
    draw_upright_axis,
    tick_width,
    upright_scale,
)
from .marks import draw_bar
from .measure import ELLIPSIS, text_width, wrap
from .model import Axis, Bars, check_lengths
from .scale import Scale
from .svg import Box, Drawing
from .theme import LIGHT, LINE_HEIGHT, Theme

_FILLED = 0.78  # of a category's room
_WIDEST = 120.0  # room that is enough for any name, cut if need be
_TURNS = 1.6  # times the room of a category, for names that stand in two rows by turns
_GAP = 4.0  # between names
_RECOGNIZED = 7  # characters of a name that is cut, the ellipsis included


def bar_chart(
    categories: Sequence[str],
    bars: Sequence[Bars],
    y: Axis,
    *,
    title: str,
    width: float = PAGE_WIDTH,
    theme: Theme = LIGHT,
) -> str:
    """Return a grouped bar chart as SVG text, ``width`` wide (its letters are 14 of the same unit high).

    Each bar carries its value where there is room. Of many categories only some are named below the axis;
    a pointer over a bar shows its category and value. Raises ``ValueError`` when a kind of bar has not one
    value for each category.
    """
    check_lengths(categories, bars)
    drawing = Drawing(theme)
    values = [value for each in bars for value in each.values]

    def sample(index: int, left: float, middle: float) -> None:
        draw_bar(drawing, Box(left, middle - 7.0, SAMPLE, 14.0), index)

    top = draw_legend(drawing, [each.name for each in bars], sample, width)
    top = draw_lines(drawing, y.label, EDGE, top, width - 2.0 * EDGE) + LINE_HEIGHT
    bottom = top + max(160.0, 0.4 * width)
    scale = upright_scale(y, values, top, bottom)
    left, right = EDGE + tick_width(y, scale), width - EDGE
    draw_upright_axis(drawing, y, scale, left, right)
    room = (right - left) / max(1, len(categories))
    groups = [
        Box(left + (j + (1.0 - _FILLED) / 2.0) * room, top, _FILLED * room, bottom - top)
        for j in range(len(categories))
    ]
    _draw_bars(drawing, bars, y, scale, list(zip(categories, groups)))
    draw_base_lines(drawing, (left, right), (top, bottom), scale(max(0.0, scale.low)))
    end = _name_categories(drawing, categories, (left, room), bottom, width) + EDGE
    description = "; ".join([y.label, *(each.name for each in bars)])
    return drawing.document(width, end, title, description)


def _draw_bars(
    drawing: Drawing, bars: Sequence[Bars], y: Axis, scale: Scale, groups: Sequence[tuple[str, Box]]
) -> None:
    """Draw the bars of each category next to each other in its ``groups`` box."""
    thick = min((box.width for _, box in groups), default=0.0) / max(1, len(bars))
    texts = {
        (i, j): y.text(value)
        for i, each in enumerate(bars)
        for j, value in enumerate(each.values)
        if math.isfinite(value)
    }
    written = all(text_width(text) <= thick - 2.0 for text in texts.values())
    for (i, j), text in texts.items():
        category, box = groups[j]
        value = min(max(bars[i].values[j], scale.low), scale.high)
        start = box.left + i * thick
        high, low = sorted((scale(value), scale(0.0)))
        with drawing.group(f"{bars[i].name} – {category} – {text}"):
            draw_bar(drawing, Box(start + 1.0, high, thick - 2.0, low - high), i)
            if written:
                above = high - 4.0 if value >= 0.0 else low + 15.0
                drawing.text((start + thick / 2.0, above), text, anchor="middle")


def _name_categories(
    drawing: Drawing, categories: Sequence[str], groups: tuple[float, float], bottom: float, width: float
) -> float:
    """Write the names of categories below the axis and return where they end.

    ``groups``: where the first category begins, and the room of each. Names that are too long for it stand in
    two rows by turns; where that is not enough, only every second, third… category is named.
    """
    left, room = groups
    every, shared = 1, False
    while every * room < _WIDEST and not _fit(categories[::every], every, room, shared):
        every, shared = (every, True) if not shared else (every + 1, False)
    held = every * room * (_TURNS if shared else 1.0) - _GAP
    named = range(0, len(categories), every)
    top = end = bottom + _GAP
    for turns in (named[::2], named[1::2]) if shared else (named,):
        for j in turns:
            half = max(text_width(line) for line in [*wrap(categories[j], held), ""]) / 2.0
            middle = min(left + (j + 0.5) * room, width - EDGE - half)
            end = max(end, draw_lines(drawing, categories[j], middle, top, held, anchor="middle"))
        top = end
    return end


def _fit(names: Sequence[str], every: int, room: float, shared: bool) -> bool:
    """Return whether names fit the room of ``every`` categories: in full, or in two rows nearly so."""
    held = every * room * (_TURNS if shared else 1.0) - _GAP
    cut = [line for name in names for line in wrap(name, held) if line.endswith(ELLIPSIS)]
    return not cut or (shared and min(map(len, cut)) >= _RECOGNIZED)
