# SPDX-License-Identifier: GPL-2.0-or-later
"""Lines over an axis of numbers: coverage curves, Lorenz curves."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from .frame import (
    EDGE,
    PAGE_WIDTH,
    SAMPLE,
    draw_base_lines,
    draw_legend,
    draw_level_axis,
    draw_lines,
    draw_upright_axis,
    end_room,
    level_scale,
    tick_width,
    upright_scale,
)
from .marks import dash_of, draw_marker
from .measure import text_width
from .model import Axis, Line, Mark, finite
from .scale import Scale
from .svg import Drawing, Point
from .theme import LIGHT, LINE_HEIGHT, Theme

_STROKE = 2.25
_MARKERS = 6  # on a line, at most
_FINEST = 0.5  # of a page's unit: what is closer than that is not drawn


def line_chart(
    lines: Sequence[Line],
    x: Axis,
    y: Axis,
    *,
    title: str,
    marks: Sequence[Mark] = (),
    width: float = PAGE_WIDTH,
    theme: Theme = LIGHT,
) -> str:
    """Return a line chart as SVG text, ``width`` wide (its letters are 14 of the same unit high).

    The x axis ends where the data do, unless it has a maximum. The first line is drawn last, over the others.
    Marks beyond the end of the x axis are left out, as are parts of a line beyond the end of an axis.
    """
    drawing = Drawing(theme)
    xs = [value for line in lines for value in line.x]
    if x.maximum is None:
        x = replace(x, maximum=max(finite([*xs, *(mark.at for mark in marks)]), default=None))
    ys = [value for line in lines for value in line.y]

    def sample(index: int, left: float, middle: float) -> None:
        ends = ((left, middle), (left + SAMPLE, middle))
        drawing.path(ends, theme.colour(index), width=_STROKE, dash=dash_of(index))
        draw_marker(drawing, (left + SAMPLE / 2.0, middle), index)

    top = draw_legend(drawing, [line.name for line in lines], sample, width)
    top = draw_lines(drawing, y.label, EDGE, top, width - 2.0 * EDGE) + EDGE
    height = max(180.0, 0.45 * width)
    left = EDGE + tick_width(y, upright_scale(y, ys, 0.0, height))
    horizontal = level_scale(x, xs, left, width - end_room(x, xs))
    shown = [mark for mark in marks if horizontal.holds(mark.at)]
    top = _draw_mark_names(drawing, shown, horizontal, top, width) + EDGE
    vertical = upright_scale(y, ys, top, top + height)
    right, bottom = horizontal.end, top + height

    end = draw_level_axis(drawing, x, horizontal, (top, bottom), width)
    draw_upright_axis(drawing, y, vertical, left, right)
    draw_base_lines(drawing, (left, right), (top, bottom), vertical(max(0.0, vertical.low)))
    for mark in shown:
        at = horizontal(mark.at)
        drawing.line((at, top - EDGE), (at, bottom), theme.ink, width=1.5, dash="3 3")
    for i in reversed(range(len(lines))):
        with drawing.group(lines[i].name):
            _draw_line(drawing, lines[i], i, horizontal, vertical)
    description = "; ".join([f"{y.label} / {x.label}", *(line.name for line in lines)])
    return drawing.document(width, end, title, description)


def _draw_mark_names(
    drawing: Drawing, marks: Sequence[Mark], scale: Scale, top: float, width: float
) -> float:
    """Write the names of marks above the plot, in as many rows as keep them apart; return where they end."""
    ends: list[float] = []  # of what is written in each row
    for mark in sorted(marks, key=lambda mark: mark.at):
        half = min(text_width(mark.name), width - 2.0 * EDGE) / 2.0
        middle = min(max(scale(mark.at), EDGE + half), width - EDGE - half)
        row = next((i for i, end in enumerate(ends) if end + EDGE <= middle - half), len(ends))
        ends[row : row + 1] = [middle + half]
        draw_lines(
            drawing, mark.name, middle, top + row * LINE_HEIGHT, 2.0 * half + 1.0, anchor="middle", lines=1
        )
    return top + len(ends) * LINE_HEIGHT


def _draw_line(drawing: Drawing, line: Line, index: int, x: Scale, y: Scale) -> None:
    for piece in _pieces(line, x, y):
        if len(piece) > 1:
            colour = drawing.theme.colour(index)
            drawing.path(_corners(piece) if line.step else piece, colour, width=_STROKE, dash=dash_of(index))
        for place in _marker_places(len(piece), index):
            draw_marker(drawing, piece[place], index)


def _pieces(line: Line, x: Scale, y: Scale) -> Iterator[list[Point]]:
    """Yield the parts of a line between its gaps, as places on the page that are apart enough to be seen."""
    piece: list[Point] = []
    last: Point | None = None
    for value, height in zip(line.x, line.y):
        if not (math.isfinite(height) and x.holds(value) and y.holds(height)):
            yield from _ended(piece, last)
            piece, last = [], None
            continue
        last = (x(value), y(height))
        if not piece or max(abs(last[0] - piece[-1][0]), abs(last[1] - piece[-1][1])) >= _FINEST:
            piece.append(last)
    yield from _ended(piece, last)


def _ended(piece: list[Point], last: Point | None) -> Iterator[list[Point]]:
    """Yield a piece with its last point, however close to the one before, unless it is empty."""
    if piece and last is not None:
        yield piece if piece[-1] == last else [*piece, last]


def _corners(piece: Sequence[Point]) -> list[Point]:
    """Return the corners of a step line: level to the next x, then up or down."""
    corners = [piece[0]]
    for (_, y), (x, after) in zip(piece, piece[1:]):
        corners += [(x, y), (x, after)]
    return corners


def _marker_places(number: int, index: int) -> list[int]:
    """Return which of a line's points get a marker: all of a few, else some, not beside other lines'."""
    if number <= _MARKERS:
        return list(range(number))
    shift = 0.5 + 0.17 * (index % _MARKERS)
    return [min(number - 1, int(number * (k + shift) / _MARKERS)) for k in range(_MARKERS)]
