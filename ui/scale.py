# SPDX-License-Identifier: GPL-2.0-or-later
"""Sizes in pixels that grow with the letters a person reads by."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QApplication, QMainWindow, QWidget

_LETTERS = 17
"""Height in pixels of the letters that sizes were chosen for: 10 points on a screen of 96 dots an inch."""


def scaled(widget: QWidget, pixels: int) -> int:
    """Return a size as it is, or larger where letters are.

    QGIS gives its letters to its window, and a widget gets them once it is in it: the larger ones count.
    """
    windows = [each for each in QApplication.topLevelWidgets() if isinstance(each, QMainWindow)]
    for each in (widget, *windows):
        each.ensurePolished()
    return round(pixels * max(1.0, *(each.fontMetrics().height() / _LETTERS for each in (widget, *windows))))


def resize_window(window: QWidget, width: int, height: int) -> None:
    """Give a window a size in its letters; larger letters make it larger as far as the screen goes."""
    screen = window.screen() if hasattr(window, "screen") else QApplication.primaryScreen()
    free = screen.availableGeometry()
    window.resize(
        max(width, min(scaled(window, width), free.width())),
        max(height, min(scaled(window, height), free.height())),
    )
