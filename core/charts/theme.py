# SPDX-License-Identifier: GPL-2.0-or-later
"""The colours, dashes, markers and hatches of charts, for light and for dark surroundings.

The colours are Okabe and Ito's (2008), as on the maps, less those that stand out from the paper by less than
3:1 (WCAG 2.2, 1.4.11); text stands out by more than 4.5:1 (1.4.3).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Theme:
    """Colours ``#RRGGBB``: of text and axes, of the background, of grid lines, and of each kind of data."""

    ink: str
    paper: str
    grid: str
    series: tuple[str, ...]

    def colour(self, index: int) -> str:
        return self.series[index % len(self.series)]


LIGHT = Theme("#1A1A1A", "#FFFFFF", "#D0D0D0", ("#0072B2", "#D55E00", "#009E73", "#1A1A1A", "#CC79A7"))
DARK = Theme("#F0F0F0", "#262626", "#565656", ("#56B4E9", "#E69F00", "#009E73", "#F0F0F0", "#CC79A7"))

DASHES = ("", "7 4", "2 3", "10 3 2 3", "14 5", "5 2 1 2")
MARKERS = ("circle", "square", "triangle", "diamond", "cross", "plus")
HATCHES = ("solid", "rising", "empty", "falling", "crossed", "level", "upright", "grid")

FONT_SIZE = 14.0
LINE_HEIGHT = 18.0
