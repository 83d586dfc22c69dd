# SPDX-License-Identifier: GPL-2.0-or-later
"""Parts of a whole, one level bar for each row: what a score is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .frame import EDGE, PAGE_WIDTH, SAMPLE, draw_legend, draw_level_axis, draw_lines, end_room, level_scale
from .marks import draw_bar
from .measure import text_width, wrap
from .model import Axis, Bars, check_lengths, finite
from .svg import Box, Drawing
from .theme import LIGHT, LINE_HEIGHT, Theme

_THICK = 22.0
_BETWEEN = 12.0
_NAMES = 0.4  # of the width, at most


def stacked_chart(
    rows: Sequence[str],
    parts: Sequence[Bars],
    x: Axis,
    *,
    title: str,
    width: float = PAGE_WIDTH,
    theme: Theme = LIGHT,
) -> str:
    """Return a chart of level bars as SVG text, ``width`` wide (its letters are 14 of the same unit high).

    The parts of a row follow one another from 0; its sum stands at the end. The x axis ends where the longest
    bar does, unless it has a maximum. Raises ``ValueError`` when a
    part has not one value for each row, or a negative one.
    """
    check_lengths(rows, parts)
    if any(value < 0.0 for part in parts for value in part.values):
        raise ValueError("a part of a whole is negative")
    drawing = Drawing(theme)

    def sample(index: int, left: float, middle: float) -> None:
        draw_bar(drawing, Box(left, middle - 7.0, SAMPLE, 14.0), index)

    top = draw_legend(drawing, [part.name for part in parts], sample, width) + EDGE
    sums = [sum(finite(part.values[i] for part in parts)) for i in range(len(rows))]
    if x.maximum is None:
        x = replace(x, maximum=max(sums, default=None))
    room = min(_NAMES * width, max((text_width(row) for row in rows), default=0.0) + 1.0)
    names = [wrap(row, room) for row in rows]
    written = max((text_width(line) for name in names for line in name), default=0.0)
    # A sum is written after its bar, and the longest bar may end where the axis does.
    after = max([end_room(x, sums), *(text_width(x.text(value)) + 2.0 * EDGE for value in sums)])
    scale = level_scale(x, sums, 2.0 * EDGE + written, width - after)
    heights = [max(_THICK, len(name) * LINE_HEIGHT) for name in names]
    bottom = top + sum(heights) + _BETWEEN * len(rows)
    end = draw_level_axis(drawing, x, scale, (top, bottom), width)
    middle = top + _BETWEEN / 2.0
    for i, row in enumerate(rows):
        middle += heights[i] / 2.0
        first = middle - len(names[i]) * LINE_HEIGHT / 2.0
        draw_lines(drawing, row, scale.start - EDGE, first, room, anchor="end")
        done = 0.0
        for k, part in enumerate(parts):
            for value in finite([part.values[i]]):
                start, stop = (scale(min(v, scale.high)) for v in (done, done + value))
                with drawing.group(f"{row} – {part.name} – {x.text(value)}"):
                    box = Box(start + 0.75, middle - _THICK / 2.0, stop - start - 1.5, _THICK)
                    draw_bar(drawing, box, k)
                done += value
        drawing.text((scale(min(done, scale.high)) + EDGE, middle + 5.0), x.text(done))
        middle += heights[i] / 2.0 + _BETWEEN
    drawing.line((scale.start, top), (scale.start, bottom), theme.ink)
    description = "; ".join([x.label, *(part.name for part in parts)])
    return drawing.document(width, end, title, description)
