# SPDX-License-Identifier: GPL-2.0-or-later
"""What widgets of Qt and QGIS lack for keyboards and screen readers: names of their parts, and an order."""

from __future__ import annotations

from collections.abc import Iterator

from qgis.gui import QgsAuthConfigSelect, QgsFileWidget
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QLayout,
    QLayoutItem,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from ..host.language import tr


def name_file(widget: QgsFileWidget, name: str) -> None:
    """Name the line and the button of a widget for files, which QGIS calls nothing and “…”."""
    widget.setAccessibleName(name)
    for line in widget.findChildren(QLineEdit):
        line.setAccessibleName(name)
    for button in widget.findChildren(QAbstractButton):
        browse = tr("{name}: browse").format(name=name)
        button.setAccessibleName(browse)
        button.setToolTip(browse)


def name_login(widget: QgsAuthConfigSelect, name: str) -> None:
    """Name the list and the buttons with which QGIS chooses a login."""
    widget.setAccessibleName(name)
    for combo in widget.findChildren(QComboBox):
        combo.setAccessibleName(name)
    words = {
        "btnConfigAdd": tr("Add a login"),
        "btnConfigEdit": tr("Edit the login"),
        "btnConfigRemove": tr("Remove the login"),
        "btnConfigMsgClear": tr("Close the message"),
    }
    for button in widget.findChildren(QAbstractButton):
        said = words.get(button.objectName(), name)
        button.setAccessibleName(said)
        button.setToolTip(said)


def scroll_area(inside: QWidget) -> QScrollArea:
    """Make a frameless area that scrolls a page; the Tab key goes to what is in it, and it follows."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    return area


def order_by_layout(widget: QWidget) -> None:
    """Let the Tab key follow the layout of a widget: what was made later stands where it is seen."""
    before: QWidget | None = None
    for each in _places_of_focus(widget.layout()):
        if before is not None and not _begins_box(each):
            QWidget.setTabOrder(before, each)
        before = each


def focus_first(page: QWidget) -> None:
    """Put the keyboard on the first place of a page that can take it."""
    places = _places_of_focus(page.layout())
    first = next((each for each in places if each.isVisible() and each.isEnabled()), None)
    if first is not None:
        first.setFocus()


def _places_of_focus(layout: QLayout | None) -> Iterator[QWidget]:
    """The widgets of a layout and of those inside it that take the focus, in its order."""
    for item in _items(layout):
        widget = item.widget()
        if widget is None:
            yield from _places_of_focus(item.layout())
        elif widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield widget
        elif isinstance(widget, QScrollArea):
            inside = widget.widget()
            yield from _places_of_focus(inside.layout() if inside is not None else None)
        else:
            yield from _places_of_focus(widget.layout())


def _items(layout: QLayout | None) -> Iterator[QLayoutItem]:
    """The items as they are seen: a form counts the rows that were put in between at its end."""
    if isinstance(layout, QFormLayout):
        roles = (QFormLayout.ItemRole.LabelRole, QFormLayout.ItemRole.FieldRole)
        for row in range(layout.rowCount()):
            found = [layout.itemAt(row, role) for role in roles]
            found = found if any(found) else [layout.itemAt(row, QFormLayout.ItemRole.SpanningRole)]
            yield from (item for item in found if item is not None)
    elif layout is not None:
        yield from (layout.itemAt(place) for place in range(layout.count()))


def _begins_box(button: QWidget) -> bool:
    """Whether it is the first of a box of buttons, which stays behind the box: Qt leads Tab from there."""
    box = button.parentWidget()
    return isinstance(box, QDialogButtonBox) and next(_places_of_focus(box.layout())) is button
