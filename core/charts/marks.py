# SPDX-License-Identifier: GPL-2.0-or-later
"""The marks that tell kinds of data apart without colour: markers on lines, hatches in bars."""

from __future__ import annotations

from .svg import Box, Drawing, Point
from .theme import DASHES, HATCHES, MARKERS

_RADIUS = 4.0
_GAP = 6.0  # between the lines of a hatch

_OUTLINES: dict[str, tuple[Point, ...]] = {
    "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "triangle": ((0, -1.2), (1.2, 1), (-1.2, 1)),
    "diamond": ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),
}
_STROKES: dict[str, tuple[tuple[Point, Point], ...]] = {
    "cross": (((-1, -1), (1, 1)), ((-1, 1), (1, -1))),
    "plus": (((-1.3, 0), (1.3, 0)), ((0, -1.3), (0, 1.3))),
}
_HATCH_LINES = {
    "rising": ("rising",),
    "falling": ("falling",),
    "crossed": ("rising", "falling"),
    "level": ("level",),
    "upright": ("upright",),
    "grid": ("level", "upright"),
}


def dash_of(index: int) -> str:
    """Return the dashes of the line of that index."""
    return DASHES[index % len(DASHES)]


def draw_marker(drawing: Drawing, at: Point, index: int) -> None:
    """Draw the marker of the line of that index around ``at``."""
    colour, paper = drawing.theme.colour(index), drawing.theme.paper
    shape = MARKERS[index % len(MARKERS)]
    if shape in _OUTLINES:
        drawing.polygon([_around(at, corner) for corner in _OUTLINES[shape]], paper, colour)
    elif shape in _STROKES:
        for start, end in _STROKES[shape]:
            drawing.line(_around(at, start), _around(at, end), colour, width=2.0)
    else:
        drawing.circle(at, _RADIUS, paper, colour)


def draw_bar(drawing: Drawing, box: Box, index: int) -> None:
    """Draw a rectangle with the hatch of the bars of that index; nothing when it has no area."""
    if box.width <= 0.0 or box.height <= 0.0:
        return
    colour = drawing.theme.colour(index)
    hatch = HATCHES[index % len(HATCHES)]
    if hatch == "solid":
        drawing.box(box, colour, colour)
        return
    drawing.box(box, drawing.theme.paper, colour)
    for kind in _HATCH_LINES.get(hatch, ()):
        for start, end in _hatch_lines(kind, box.width, box.height):
            drawing.line(_moved(start, *box[:2]), _moved(end, *box[:2]), colour, width=1.25)


def _hatch_lines(kind: str, width: float, height: float) -> list[tuple[Point, Point]]:
    """Return the lines of a hatch in a rectangle whose upper left corner is (0, 0), cut at its sides."""
    if kind == "level":
        return [((0.0, y), (width, y)) for y in _steps(height)]
    if kind == "upright":
        return [((x, 0.0), (x, height)) for x in _steps(width)]
    lines = []
    for reach in _steps(width + height, _GAP * 2**0.5):  # the line x + y = reach, and its mirror image
        low, high = max(0.0, reach - height), min(width, reach)
        if kind == "rising":
            lines.append(((low, reach - low), (high, reach - high)))
        else:
            lines.append(((low, height - reach + low), (high, height - reach + high)))
    return lines


def _steps(length: float, gap: float = _GAP) -> list[float]:
    """Return places a gap apart, half a gap from the beginning."""
    return [gap * (k + 0.5) for k in range(int(length / gap + 0.5)) if gap * (k + 0.5) < length]


def _around(at: Point, offset: Point) -> Point:
    return _moved(at, _RADIUS * offset[0], _RADIUS * offset[1])


def _moved(point: Point, right: float, down: float) -> Point:
    return point[0] + right, point[1] + down
