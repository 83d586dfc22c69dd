# SPDX-License-Identifier: GPL-2.0-or-later
"""Colours of what lists paint themselves, on whatever palette the person chose."""

from __future__ import annotations

from qgis.PyQt.QtGui import QColor, QPalette
from qgis.PyQt.QtWidgets import QStyle, QStyleOptionViewItem

from ..layers.palette import contrast, ink_on

READABLE = 4.5
"""The contrast that text needs at least: WCAG 2.2, success criterion 1.4.3."""
_QUIET = 0.75


def text_colour(option: QStyleOptionViewItem) -> QColor:
    """Return the colour of an item's text: the palette's, or black or white where that cannot be read."""
    palette, grounds = option.palette, _grounds(option)
    role = QPalette.ColorRole.HighlightedText if _is_selected(option) else QPalette.ColorRole.Text
    text = palette.color(role)
    return text if _is_read(text, grounds) else QColor(ink_on(grounds[0].name()))


def quiet_colour(option: QStyleOptionViewItem) -> QColor:
    """Return a colour for what matters less: nearer to the background, as long as it can be read."""
    text, grounds = text_colour(option), _grounds(option)
    quiet = _mixed(text, grounds[0])
    return quiet if _is_read(quiet, grounds) else text


def _is_selected(option: QStyleOptionViewItem) -> bool:
    return bool(option.state & QStyle.StateFlag.State_Selected)


def _grounds(option: QStyleOptionViewItem) -> list[QColor]:
    """What may be behind the text of an item."""
    if _is_selected(option):
        return [option.palette.color(QPalette.ColorRole.Highlight)]
    roles = (QPalette.ColorRole.Base, QPalette.ColorRole.AlternateBase)
    return [option.palette.color(role) for role in roles]


def _is_read(text: QColor, grounds: list[QColor]) -> bool:
    return all(contrast(text.name(), ground.name()) >= READABLE for ground in grounds)


def _mixed(text: QColor, ground: QColor) -> QColor:
    pairs = zip(text.getRgb()[:3], ground.getRgb()[:3])
    return QColor(*(round(_QUIET * one + (1 - _QUIET) * other) for one, other in pairs))
