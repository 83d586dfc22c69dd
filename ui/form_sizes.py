# SPDX-License-Identifier: GPL-2.0-or-later
"""Sizes of QGIS's own widgets in a form: long lists and notes must not push the rest out of sight."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QComboBox, QPlainTextEdit, QTextEdit, QWidget

SHORTEST_LIST = 14
"""Characters of a list that are always seen; its longest value would make the whole tab scroll sideways."""
NOTE_LINES = 4


def tidy(widget: QWidget) -> None:
    """Let a list shrink, and keep a text of several lines to a few of them (it scrolls)."""
    if isinstance(widget, QComboBox):
        widget.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        widget.setMinimumContentsLength(SHORTEST_LIST)
    elif isinstance(widget, (QTextEdit, QPlainTextEdit)):
        height = widget.fontMetrics().lineSpacing() * NOTE_LINES
        widget.setMaximumHeight(height + 4 * widget.frameWidth() + 8)
