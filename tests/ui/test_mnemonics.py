# SPDX-License-Identifier: GPL-2.0-or-later
"""Letters for the Alt key: each stands once in a window or menu, and follows what the window shows."""

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QDialog, QFormLayout, QLineEdit, QPushButton
from service_points.ui.mnemonics import Mnemonics, menu_with_letters, with_letters


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["Save", "Send", "Cancel"], ["&Save", "S&end", "&Cancel"]),
        (["Save as", "Save all"], ["&Save as", "Save &all"]),
        (["Fish && Chips"], ["&Fish && Chips"]),
        (["&Save", "Save"], ["&Save", "S&ave"]),
        (["É", "…"], ["É", "…"]),
        (["a", "a"], ["&a", "a"]),
    ],
)
def test_letters_are_given_once(texts, expected):
    assert with_letters(texts) == expected
    assert with_letters(expected) == expected


@pytest.fixture
def dialog(qtbot):
    made = QDialog()
    made.form, made.name = QFormLayout(made), QLineEdit()
    made.form.addRow("Name", made.name)
    made.next, made.other = QPushButton("Next"), QPushButton("Cancel")
    made.form.addRow(made.next)
    made.form.addRow(made.other)
    Mnemonics(made)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.next.text() == "&Next")
    return made


def test_alt_and_the_letter_press_and_go(dialog, qtbot):
    pressed = []
    dialog.other.clicked.connect(lambda: pressed.append(True))
    QApplication.setActiveWindow(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: pressed == [True])  # Qt shows the button pressed for a moment
    dialog.next.setFocus()
    label = dialog.form.labelForField(dialog.name).text()
    key = QKeySequence.mnemonic(label).toString()[-1]
    QTest.keyClick(dialog, getattr(Qt.Key, f"Key_{key}"), Qt.KeyboardModifier.AltModifier)
    assert dialog.name.hasFocus()


def test_letters_follow_the_words(dialog, qtbot):
    dialog.next.setText("Create")
    qtbot.waitUntil(lambda: "&" in dialog.next.text())
    letters = [QKeySequence.mnemonic(each.text()).toString() for each in (dialog.next, dialog.other)]
    assert len(set(letters)) == 2
    dialog.next.hide()
    dialog.other.setText("Back & forth".replace("&", "&&"))
    qtbot.waitUntil(lambda: dialog.other.text() == "&Back && forth")


def test_a_menu_has_letters_when_it_is_shown(qtbot):
    parent = QPushButton()
    qtbot.addWidget(parent)
    menu = menu_with_letters(parent)
    for words in ("Zoom", "Open Form", "Zero"):
        menu.addAction(words)
    inner = menu.addMenu("Others")
    inner.addAction("Zoom")
    menu.aboutToShow.emit()
    texts = [action.text() for action in menu.actions()]
    letters = [QKeySequence.mnemonic(text).toString() for text in texts]
    assert all(letters)
    assert len(set(letters)) == 4
    assert inner.actions()[0].text() == "&Zoom"
