# SPDX-License-Identifier: GPL-2.0-or-later
"""Charts as trees of elements."""

from xml.etree import ElementTree

import pytest

SVG = "{http://www.w3.org/2000/svg}"


class Picture:
    """An SVG text read by a parser of its own."""

    def __init__(self, text):
        self.root = ElementTree.fromstring(text)

    def all(self, tag):
        return list(self.root.iter(SVG + tag))

    def texts(self):
        return [element.text for element in self.all("text")]

    def place(self, text):
        """Where the only text of these words stands."""
        (found,) = [element for element in self.all("text") if element.text == text]
        return float(found.get("x")), float(found.get("y"))

    def group(self, title):
        """The elements kept together under a title."""
        found = [g for g in self.all("g") if [t.text for t in g.findall(SVG + "title")] == [title]]
        assert len(found) == 1, title
        return found[0]

    def lines(self, group=None):
        """The places of each line through points."""
        start = self.root if group is None else group
        return [
            [tuple(map(float, pair.split(","))) for pair in element.get("points").split()]
            for element in start.iter(SVG + "polyline")
        ]

    def bar(self, title):
        """Left, top, width and height of the bar under a title."""
        box = self.group(title).find(SVG + "rect")
        return tuple(float(box.get(name)) for name in ("x", "y", "width", "height"))


@pytest.fixture
def picture():
    return Picture


@pytest.fixture
def whole():
    """Writes a number as it is, without decimals."""
    return lambda value: f"{value:g}"
