# SPDX-License-Identifier: GPL-2.0-or-later
"""Names in QGIS's forms for who hears them: of the editors of fields, and of lists of related records."""

from __future__ import annotations

from qgis.gui import QgsAbstractRelationEditorWidget, QgsAttributeForm
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QGroupBox,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QToolButton,
    QWidget,
)

from ..host.language import tr


def name_editor(editor: QWidget, name: str) -> None:
    """Name the parts of the editor of a field after the field; Tab leaves a text of several lines."""
    for part in (editor, *editor.findChildren(QWidget)):
        if isinstance(part, (QPlainTextEdit, QTextEdit)):
            part.setTabChangesFocus(True)
        if isinstance(part, QAbstractItemView):
            part.setTabKeyNavigation(False)  # arrows move in it
        if _lacks_name(part):
            _name(part, name)


def name_rest(form: QgsAttributeForm) -> None:
    """Name what QGIS shows of related records after them; it is made when it is first seen."""
    for area in form.findChildren(QScrollArea):
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes to what is in it, and it follows
    for box in form.findChildren(QGroupBox):
        if not box.title():  # only keeps fields in columns: there is nothing to fold
            box.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            for button in box.findChildren(
                QToolButton, "collapseButton", Qt.FindChildOption.FindDirectChildrenOnly
            ):
                button.hide()
    for editor in form.findChildren(QgsAbstractRelationEditorWidget):
        for part in editor.findChildren(QWidget):
            if _lacks_name(part) and isinstance(part, (QAbstractButton, QAbstractItemView)):
                _name(part, editor.relation().name())


def _lacks_name(part: QWidget) -> bool:
    return bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus) and not part.accessibleName()


def _name(part: QWidget, name: str) -> None:
    said = (part.text().strip(" .…") or part.toolTip()) if isinstance(part, QAbstractButton) else ""
    part.setAccessibleName(tr("{label}: {value}").format(label=name, value=said) if said else name)
