# SPDX-License-Identifier: GPL-2.0-or-later
"""Charts as SVG text: the same picture in a browser, on paper and in a Qt window.

Colour never says anything alone: lines have dashes and markers, bars have hatches, and a legend shows the
same marks. What is drawn keeps to the part of SVG Tiny 1.2 that Qt draws (no style sheets, patterns or clip
paths). All labels are given in the person's language; they are data and are escaped here.
"""

from __future__ import annotations

from .bar_chart import bar_chart
from .line_chart import line_chart
from .model import Axis, Bars, Line, Mark
from .stacked_chart import stacked_chart
from .theme import DARK, LIGHT, Theme

__all__ = [
    "DARK",
    "LIGHT",
    "Axis",
    "Bars",
    "Line",
    "Mark",
    "Theme",
    "bar_chart",
    "line_chart",
    "stacked_chart",
]
