# SPDX-License-Identifier: GPL-2.0-or-later
"""An SVG document under construction: shapes with attributes, text that is escaped."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from .theme import FONT_SIZE, Theme

Point = tuple[float, float]


class Box(NamedTuple):
    """An upright rectangle on the page."""

    left: float
    top: float
    width: float
    height: float


_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def escaped(text: str) -> str:
    """Return ``text`` for use in XML; characters that XML cannot hold become replacement characters."""
    return html.escape(_NOT_IN_XML.sub("\ufffd", text), quote=True)


def number(value: float) -> str:
    """Write a coordinate: two decimals at most, the same on every machine."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


class Drawing:
    """Collects shapes, first drawn first; ``document`` returns them as one SVG."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._parts: list[str] = []

    def line(self, start: Point, end: Point, colour: str, *, width: float = 1.0, dash: str = "") -> None:
        places = zip(("x1", "y1", "x2", "y2"), (*start, *end))
        where = " ".join(f'{name}="{number(value)}"' for name, value in places)
        self._parts.append(f"<line {where}{_stroke(colour, width, dash)}/>")

    def path(self, points: Sequence[Point], colour: str, *, width: float, dash: str = "") -> None:
        """Draw a line through two or more points."""
        places = " ".join(f"{number(x)},{number(y)}" for x, y in points)
        stroke = _stroke(colour, width, dash)
        self._parts.append(f'<polyline points="{places}" fill="none"{stroke} stroke-linejoin="round"/>')

    def polygon(self, points: Sequence[Point], fill: str, stroke: str) -> None:
        places = " ".join(f"{number(x)},{number(y)}" for x, y in points)
        self._parts.append(f'<polygon points="{places}" fill="{fill}"{_stroke(stroke, 1.5)}/>')

    def circle(self, centre: Point, radius: float, fill: str, stroke: str) -> None:
        x, y = map(number, centre)
        self._parts.append(
            f'<circle cx="{x}" cy="{y}" r="{number(radius)}" fill="{fill}"{_stroke(stroke, 1.5)}/>'
        )

    def box(self, box: Box, fill: str, stroke: str = "") -> None:
        x, y, w, h = map(number, box)
        line = _stroke(stroke, 1.5) if stroke else ""
        self._parts.append(f'<rect x="{x}" y="{y}" width="{w}" height="{h}" fill="{fill}"{line}/>')

    def text(self, at: Point, text: str, *, anchor: str = "start") -> None:
        """Write ``text`` with its baseline at ``at``."""
        x, y = map(number, at)
        head = f'<text x="{x}" y="{y}" text-anchor="{anchor}" fill="{self.theme.ink}">'
        self._parts.append(f"{head}{escaped(text)}</text>")

    @contextmanager
    def group(self, title: str) -> Iterator[None]:
        """Keep what is drawn meanwhile together; a pointer over it shows ``title``."""
        self._parts.append(f"<g><title>{escaped(title)}</title>" if title else "<g>")
        yield
        self._parts.append("</g>")

    def document(self, width: float, height: float, title: str, description: str) -> str:
        """Return the document, scaled to the width it gets; read aloud it is title and description."""
        w, h = number(math.ceil(width)), number(math.ceil(height))
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}"'
            f' role="img" font-family="sans-serif" font-size="{number(FONT_SIZE)}">'
            f"<title>{escaped(title)}</title><desc>{escaped(description)}</desc>"
            f'<rect x="0" y="0" width="{w}" height="{h}" fill="{self.theme.paper}"/>'
        )
        return "\n".join((head, *self._parts, "</svg>"))


def _stroke(colour: str, width: float, dash: str = "") -> str:
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return f' stroke="{colour}" stroke-width="{number(width)}"{dashes}'
