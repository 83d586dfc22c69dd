# SPDX-License-Identifier: GPL-2.0-or-later
"""A letter for the Alt key on each button and label of a dialog, and in menus: none twice, in any language.

Translators do not place them: which letters are free depends on all the words of a window, and these change.
"""

from __future__ import annotations

from collections.abc import Iterator

from qgis.PyQt.QtCore import QEvent, QObject, QTimer
from qgis.PyQt.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QMenu, QWidget

_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"


class Mnemonics(QObject):
    """Gives letters to what is seen of a dialog, and again when that changes. It belongs to the dialog.

    Not for the panel: it is in QGIS's window, whose menus have these letters.
    """

    def __init__(self, dialog: QWidget) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self.give)
        dialog.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() in (QEvent.Type.Show, QEvent.Type.LayoutRequest):
            self._timer.start()
        return super().eventFilter(watched, event)

    def give(self) -> None:
        """Give each button and label a letter of its own, as long as there are any."""
        carriers = list(_carriers(self._dialog))
        texts = with_letters([carrier.text() for carrier in carriers])
        for carrier, text in zip(carriers, texts):
            if carrier.text() != text:
                carrier.setText(text)


def menu_with_letters(parent: QWidget, title: str = "") -> QMenu:
    """Make a menu whose entries, whatever they are when it is shown, have letters."""
    menu = QMenu(title, parent)
    menu.aboutToShow.connect(lambda: give_letters(menu))
    return menu


def give_letters(menu: QMenu) -> None:
    """Give each entry of a menu a letter of its own, and those of its submenus."""
    actions = [action for action in menu.actions() if not action.isSeparator()]
    for action, text in zip(actions, with_letters([action.text() for action in actions])):
        action.setText(text)
        if action.menu() is not None:
            give_letters(action.menu())


def with_letters(texts: list[str]) -> list[str]:
    """Mark a letter in each text, the first of a word if that is free; texts of names come as they are."""
    taken: set[str] = set()
    marked = []
    for text in map(_plain, texts):
        place = next((at for at in _places(text) if text[at].lower() not in taken), None)
        if place is not None:
            taken.add(text[place].lower())
        marked.append(
            _escaped(text) if place is None else f"{_escaped(text[:place])}&{_escaped(text[place:])}"
        )
    return marked


def _carriers(dialog: QWidget) -> Iterator[QWidget]:
    """Buttons with words, then labels of what takes the focus, as far as they are seen."""
    buttons = dialog.findChildren(QAbstractButton)
    labels = [label for label in dialog.findChildren(QLabel) if label.buddy() is not None]
    for carrier in (*buttons, *labels):
        if carrier.text() and carrier.isVisibleTo(dialog) and not _is_in_list(carrier):
            yield carrier


def _is_in_list(widget: QWidget | None) -> bool:
    while widget is not None and not isinstance(widget, QAbstractItemView):
        widget = widget.parentWidget()
    return widget is not None


def _places(text: str) -> Iterator[int]:
    """Where a letter may be marked: at the beginnings of words, then anywhere."""
    lowered = text.lower()
    usable = [place for place, letter in enumerate(lowered) if letter in _LETTERS]
    starts = [place for place in usable if place == 0 or not lowered[place - 1].isalnum()]
    yield from (*starts, *(place for place in usable if place not in starts))


def _plain(text: str) -> str:
    """The words without marks; two signs stand for one that is seen."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def _escaped(text: str) -> str:
    return text.replace("&", "&&")
