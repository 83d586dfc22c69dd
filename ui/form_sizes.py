# SPDX-License-Identifier: GPL-2.0-or-later
"""Sizes of QGIS's own widgets in a form: long lists and notes must not push the rest out of sight."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QComboBox, QPlainTextEdit, QTextEdit, QWidget

SHORTEST_LIST = 14
"""Characters of a list that are always seen; its longest value would make the whole tab scroll sideways."""
NOTE_LINES = 4
ARROW = 40  # pixels beside the text of a list
EDITOR = "QgsAttributeFormEditorWidget"
"""Class of the widget in which QGIS puts the editor of a field, the search and the marks beside it."""


def tidy(widget: QWidget) -> None:
    """Let lists shrink, and keep a text of several lines to a few of them (it scrolls).

    The lists are all those of a field: QGIS keeps one to search with behind the one to edit with.
    """
    around: QWidget | None = widget
    while around is not None and around.metaObject().className() != EDITOR:
        around = around.parentWidget()
    for combo in (around or widget).findChildren(QComboBox):
        combo.setMinimumWidth(SHORTEST_LIST * combo.fontMetrics().averageCharWidth() + ARROW)
    for part in (around, *around.findChildren(QWidget)) if around is not None else ():
        if part.layout() is not None:
            part.layout().invalidate()  # what is hidden tells nobody that it became smaller
            part.updateGeometry()
    if isinstance(widget, (QTextEdit, QPlainTextEdit)):
        height = widget.fontMetrics().lineSpacing() * NOTE_LINES
        widget.setMaximumHeight(height + 4 * widget.frameWidth() + 8)
