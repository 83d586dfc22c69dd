# SPDX-License-Identifier: GPL-2.0-or-later
# ruff: noqa: F401, F811  (fixtures of other tests)
"""The keyboard stays where a person is: when a page changes, a list is read again, a button goes away."""

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QToolButton
from service_points.ui.import_frame import DRAFT, MAP, REVIEW, SOURCE
from service_points.ui.import_ways import JOINED
from service_points.ui.outbox_place import PlaceDialog

from .test_import_assistant import (
    HILLTOP,
    RIVERSIDE,
    UNSURE,
    assistant,
    go,
    linked_copy,
    look,
    map_fields,
    offices,
)
from .test_import_ways import folder, mapping
from .test_review import FIRST, sitting
from .test_submission import answer, preview


def focus_in(widget):
    """Whether what has the focus can be seen and is in a widget."""
    now = QApplication.focusWidget()
    return now is not None and now.isVisible() and (now is widget or widget.isAncestorOf(now))


@pytest.fixture
def active(qtbot):
    def make(window):
        QApplication.setActiveWindow(window.window())
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return make


def test_removing_a_filter_leaves_the_keyboard_among_the_filters(opened, active):
    active(opened)
    bar = opened.points.filters
    bar.choose("channel", {"in_person", "digital"})
    for _ in range(2):
        chip = next(each for each in bar._chips.findChildren(QToolButton) if each.isVisible())
        chip.setFocus()
        QTest.keyClick(chip, Qt.Key.Key_Space)
        assert focus_in(bar), QApplication.focusWidget()


def test_a_list_that_is_read_again_keeps_the_row(opened, active, names):
    active(opened)
    view = opened.points.view
    view.setFocus()
    opened.points.sync.select([names("riverside")])
    before = view.currentIndex().data()
    opened.points.refresh()
    assert view.hasFocus()
    assert view.currentIndex().data() == before


def test_clearing_everything_leaves_the_keyboard_in_the_tab(opened, active):
    active(opened)
    opened.points.filters.choose("channel", {"digital"})
    opened.points.clear.setFocus()
    QTest.keyClick(opened.points.clear, Qt.Key.Key_Space)
    assert not opened.points.clear.isVisible()
    assert focus_in(opened.points)


def test_receiving_submissions_leaves_the_keyboard_in_the_inbox(sitting, active):
    active(sitting.panel)
    sitting.page.inbox.receive.setFocus()
    sitting.receive()
    assert focus_in(sitting.page.inbox), QApplication.focusWidget()


def test_opening_and_going_back_in_the_review(sitting, active):
    active(sitting.panel)
    sitting.receive()
    sitting.open(FIRST)
    assert focus_in(sitting.page.changes)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert focus_in(sitting.page.inbox)


def test_each_page_of_the_assistant_has_the_keyboard(assistant, linked_copy, offices, qtbot, active):
    window = active(assistant(linked_copy))
    look(window, qtbot, offices(RIVERSIDE, HILLTOP, UNSURE))
    map_fields(window)
    for step, page in (
        (MAP, window.map),
        (REVIEW, window.review),
        (DRAFT, window.draft),
        (SOURCE, window.source),
    ):
        window.frame.next.setFocus()
        go(window, qtbot, step)
        assert focus_in(window), step
        assert focus_in(page) or focus_in(window.frame.next), QApplication.focusWidget()


def test_each_page_of_the_submission_has_the_keyboard(dialog, edited, qtbot, active):
    made = active(dialog(edited))
    assert focus_in(made)
    answer(made)
    made.next.setFocus()
    preview(made, qtbot)
    assert focus_in(made)
    assert QApplication.focusWidget().isEnabled()


def test_removing_a_column_leaves_the_keyboard_on_the_page(mapping, active):
    dialog = active(mapping.ask("point_type"))
    dialog.choose_way(JOINED)
    page = dialog.pages[JOINED]
    page.combos[1].setFocus()
    remove = page.combos[1].nextInFocusChain()
    while not isinstance(remove, QToolButton):
        remove = remove.nextInFocusChain()
    remove.setFocus()
    QTest.keyClick(remove, Qt.Key.Key_Space)
    assert len(page.combos) == 1
    assert focus_in(page), QApplication.focusWidget()


def test_esc_leaves_and_enter_does_what_the_default_button_says(english, qtbot, active):
    dialog = PlaceDialog("https://register.example.ca/exchange")
    qtbot.addWidget(dialog)
    dialog.show()
    active(dialog)
    assert focus_in(dialog)
    assert dialog.send.isDefault()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.result() == PlaceDialog.DialogCode.Rejected
    dialog.show()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.result() == PlaceDialog.DialogCode.Accepted
