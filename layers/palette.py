# SPDX-License-Identifier: GPL-2.0-or-later
"""The colours, shapes and sizes of the maps, read once from ``resources/presets/style.json``."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from ..core.text import Text
from ..host.resources import resource

OTHER = "other"


@dataclass(frozen=True)
class Order:
    """One order of government as the map shows it; ``levels`` are codes of the list ``gov_level``."""

    code: str
    levels: tuple[str, ...]
    colour: str
    letter: str
    label: Text


@dataclass(frozen=True)
class Palette:
    """Everything ``style.json`` says. Sections nobody else shares stay plain mappings."""

    orders: tuple[Order, ...]
    shapes: Mapping[str, str]
    sections: Mapping[str, Mapping[str, Any]]

    def order_of_level(self, level: str | None) -> Order:
        """Return the order of government of a jurisdiction's level; the last one when it is unknown."""
        return next((order for order in self.orders if level in order.levels), self.orders[-1])

    def order(self, code: str) -> Order:
        return next(order for order in self.orders if order.code == code)


@lru_cache(maxsize=1)
def palette() -> Palette:
    """Return the plugin's palette."""
    data = json.loads(resource("presets", "style.json").read_text(encoding="utf-8"))
    orders = tuple(
        Order(item["code"], tuple(item["levels"]), item["colour"], item["letter"], Text(**item["label"]))
        for item in data["orders"]
    )
    shapes = {item["code"]: item["shape"] for item in data["channels"]}
    sections = {name: value for name, value in data.items() if isinstance(value, dict)}
    return Palette(orders, MappingProxyType(shapes), MappingProxyType(sections))


BLACK, WHITE = "#1A1A1A", "#FFFFFF"


def ink_on(colour: str) -> str:
    """Return black or white, whichever is easier to read on a colour."""
    return max((WHITE, BLACK), key=lambda ink: contrast(ink, colour))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 (the same) to 21 (black on white): WCAG 2.2."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def ramp(colours: Sequence[str], n: int) -> list[str]:
    """Return ``n`` colours evenly spaced along the anchors, ends included (straight lines in RGB)."""
    if n <= 1:
        return [colours[0]][:n]
    anchors = [tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5)) for colour in colours]
    mixed = []
    for step in range(n):
        place = step * (len(anchors) - 1) / (n - 1)
        low = min(int(place), len(anchors) - 2)
        share = place - low
        mixed.append(
            "#{:02X}{:02X}{:02X}".format(
                *(round(a + (b - a) * share) for a, b in zip(anchors[low], anchors[low + 1]))
            )
        )
    return mixed


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#RRGGBB``, from 0 (black) to 1 (white): WCAG 2.2."""
    shares = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4  # noqa: PLR2004
        for share in shares
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
