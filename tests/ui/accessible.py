# SPDX-License-Identifier: GPL-2.0-or-later
"""What assistive software is told of a window, and where the Tab key leads in it.

PyQt 5 does not expose QAccessible. ``QAccessible::queryAccessibleInterface`` is an exported symbol of Qt,
though, and what it returns is called here as a compiler calls it: through the table of virtual functions of
``QAccessibleInterface``, whose order Qt 5 keeps for good. So the names, descriptions and roles below are
those that a screen reader gets, not those that the widgets seem to have.
"""

import ctypes
import platform
import sys
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

from qgis.PyQt import sip
from qgis.PyQt.QtCore import QT_VERSION_STR, QAbstractListModel, QObject, QPoint, QRect, Qt
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDateTimeEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QTabBar,
    QToolButton,
    QWidget,
)
from service_points.ui.analyse_tab import TaskCard

CAN_READ = sys.platform == "linux" and platform.machine() == "x86_64" and QT_VERSION_STR.startswith("5.")
CATALOGUE = Path(__file__).parents[2] / "resources" / "i18n" / "service_points_fr.ts"
MOST_ITEMS = 60
TOO_MANY_STEPS = 400
MOST_SECTIONS = 8
ICON_ONLY = Qt.ToolButtonStyle.ToolButtonIconOnly
QGIS_PARTS = ("QgsRelationReferenceWidget", "QgsRelationEditorWidget", "QgsDualView")

# Places in the table of virtual functions; 0 and 1 are destructors.
_IS_VALID, _OBJECT, _CHILD, _COUNT, _TEXT, _ROLE, _STATE = 2, 3, 9, 10, 12, 15, 16
_POINTER, _INT = ctypes.c_void_p, ctypes.c_int

NAME, DESCRIPTION = 0, 1
ROLES = {
    0x09: "window", 0x0C: "menu item", 0x0B: "menu", 0x10: "client", 0x12: "dialog", 0x14: "grouping",
    0x16: "toolbar", 0x18: "table", 0x19: "column header", 0x1A: "row header", 0x1D: "cell", 0x20: "help",
    0x21: "list", 0x22: "list item", 0x23: "tree", 0x24: "tree item", 0x25: "page tab", 0x28: "image",
    0x29: "text", 0x2A: "edit", 0x2B: "button", 0x2C: "check box", 0x2D: "radio button", 0x2E: "combo box",
    0x30: "progress bar", 0x33: "slider", 0x34: "spin box", 0x35: "graphic", 0x38: "button with menu",
    0x39: "button with menu", 0x3A: "button with menu", 0x3C: "page tab list", 0x42: "tree",
}  # fmt: skip


def _gui_library():
    for name in ("libQt5Gui.so.5", "libQt5Gui.so"):
        try:
            return ctypes.CDLL(name)
        except OSError:
            continue
    raise OSError("Qt's library was not found")


@lru_cache(maxsize=1)
def _query():
    function = _gui_library()._ZN11QAccessible24queryAccessibleInterfaceEP7QObject
    function.restype, function.argtypes = _POINTER, [_POINTER]
    return function


def _call(pointer, place, result, *arguments):
    table = ctypes.cast(pointer, ctypes.POINTER(_POINTER))[0]
    address = ctypes.cast(table, ctypes.POINTER(_POINTER))[place]
    kinds = [kind for kind, _ in arguments]
    return ctypes.CFUNCTYPE(result, *kinds)(address)(*(value for _, value in arguments))


@dataclass(frozen=True)
class Node:
    """One thing that assistive software sees. Valid as long as its widget is, and its list as it was."""

    pointer: int

    @property
    def name(self):
        return self._text(NAME)

    @property
    def description(self):
        return self._text(DESCRIPTION)

    @property
    def role(self):
        number = _call(self.pointer, _ROLE, _INT, (_POINTER, self.pointer))
        return ROLES.get(number, hex(number))

    @property
    def widget(self):
        address = _call(self.pointer, _OBJECT, _POINTER, (_POINTER, self.pointer))
        return sip.wrapinstance(address, QObject) if address else None

    @property
    def children(self):
        count = _call(self.pointer, _COUNT, _INT, (_POINTER, self.pointer))
        found = (self._child(number) for number in range(min(count, MOST_ITEMS)))
        return [Node(pointer) for pointer in found if pointer]

    def _child(self, number):
        return _call(self.pointer, _CHILD, _POINTER, (_POINTER, self.pointer), (_INT, number))

    def _text(self, kind):
        """Qt 5's QString is a pointer to a head: references, size, room, offset of the UTF-16 letters."""
        string = _POINTER()
        arguments = (_POINTER, ctypes.addressof(string)), (_POINTER, self.pointer), (_INT, kind)
        _call(self.pointer, _TEXT, _POINTER, *arguments)
        size = ctypes.cast(string.value + 4, ctypes.POINTER(_INT))[0]
        offset = ctypes.cast(string.value + 16, ctypes.POINTER(ctypes.c_int64))[0]
        return ctypes.string_at(string.value + offset, 2 * size).decode("utf-16-le")


def node_of(widget):
    """Return what assistive software is told of a widget."""
    pointer = _query()(sip.unwrapinstance(widget))
    return Node(pointer) if pointer else None


def node_name(widget):
    """The name of a widget as assistive software gets it, without the marks of mnemonics."""
    return node_of(widget).name


def is_inside_list(widget):
    """Whether it stands in a row of a list, or is a part of one."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QAbstractItemView):
        above = above.parentWidget()
    return above is not None


def focusable(window):
    """Return the widgets of a window that the Tab key should reach, in no order."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.window() is window.window()
        and widget.isVisibleTo(window)
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not _is_inside(widget)
    ]


def _is_inside(widget):
    """Whether it is only the inside of another: the line of a spin box, the area of a list."""
    above = widget.parent()
    if isinstance(widget, QAbstractScrollArea) and _is_list_of_combo(widget):
        return True
    if isinstance(widget, QLineEdit) and isinstance(above, (QAbstractSpinBox, QComboBox)):
        return True
    return isinstance(above, QAbstractScrollArea) and above.viewport() is widget


def _is_list_of_combo(view):
    return type(view.window()).__name__ == "QComboBoxPrivateContainer"


def label_of(widget):
    """Name a widget in a message, so that one finds it in the source."""
    node = node_of(widget) if CAN_READ else None
    parts = [type(widget).__name__, widget.objectName(), repr(node.name) if node else ""]
    parts.append("in " + "/".join(_above(widget)))
    return " ".join(part for part in parts if part)


def _above(widget):
    names = []
    above = widget.parent()
    while above is not None and len(names) < 3:
        if type(above).__module__.startswith("service_points"):
            names.append(type(above).__name__)
        above = above.parent()
    return reversed(names)


# -- names ---------------------------------------------------------------------------------------------


def name_problems(window, language, quoted=()):
    """Return what is wrong with the names of a window's widgets and items."""
    problems, heard = [], {}
    for widget in focusable(window):
        node = node_of(widget)
        wrong = wrong_name(spoken_name(widget, node), widget, language)
        if wrong:
            problems.append(f"{label_of(widget)}: {wrong}")
        if isinstance(widget, QAbstractButton):
            if not (widget.text().strip() or widget.toolTip() or node.description or _is_qts(widget)):
                problems.append(f"{label_of(widget)}: a picture without a tool tip")
            heard.setdefault((node.role, node.name, node.description), []).append(widget)
        problems += [f"{label_of(widget)}: {wrong}" for wrong in item_problems(widget, node, language)]
    for (role, name, _), widgets in heard.items():
        if name and len(widgets) > 1:
            problems.append(f"{len(widgets)} × {role} {name!r}: {label_of(widgets[0])}")
    return problems


def _is_qts(button):
    """Whether it belongs to a widget of Qt or QGIS that says what it is for."""
    return button.objectName() in {"collapseButton", "ScrollLeftButton", "ScrollRightButton"}


def spoken_name(widget, node):
    """The name, also of a combo box: its own or its label, as elsewhere; Qt 5 on Linux gives the value."""
    if not isinstance(widget, QComboBox):
        return node.name
    labels = (each for each in widget.window().findChildren(QLabel) if each.buddy() is widget)
    return widget.accessibleName() or next((label.text() for label in labels), "")


def wrong_name(name, widget, language):
    """Return what is wrong with a name; nothing when it is a word of the language."""
    plain = " ".join(name.replace("&&", "\0").replace("&", "").replace("\0", "&").split())
    if not plain:
        return "no name"
    if plain in (widget.objectName(), type(widget).__name__):
        return f"the name is the program’s: {plain!r}"
    if not any(unicodedata.category(letter)[0] in "LN" for letter in plain):
        return f"no word: {plain!r}"
    if language == "fr" and plain.rstrip(":…\u00a0 ") in english_only():
        return f"English in French: {plain!r}"
    return ""


@lru_cache(maxsize=1)
def english_only():
    """Return the English sentences that are not the same in French."""
    found, french = set(), set()
    for message in ElementTree.parse(CATALOGUE).iter("message"):
        source, target = message.findtext("source") or "", message.findtext("translation") or ""
        french.add(target.rstrip(":…\u00a0 "))
        if source != target:
            found.add(source.rstrip(":…\u00a0 "))
    return found - french


def item_problems(widget, node, language):
    """Return what is wrong with the names of items: rows of lists, cells, tabs."""
    if isinstance(widget, QTabBar):
        items = node.children
        return [
            f"tab {number}: {wrong}"
            for number, item in enumerate(items[: widget.count()])
            if (wrong := wrong_name(item.name, widget, language))
        ]
    if not isinstance(widget, QAbstractItemView) or widget.model() is None:
        return []
    model, problems = widget.model(), []
    for row in range(min(model.rowCount(), MOST_ITEMS)):
        told = [
            str(index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data() or "")
            for index in (model.index(row, column) for column in range(_columns(model)))
        ]
        if not any(text.strip() for text in told) and not _has_widget(widget, model, row):
            problems.append(f"row {row} says nothing")
    return problems


def _columns(model):
    return 1 if isinstance(model, QAbstractListModel) else model.columnCount()


def _has_widget(view, model, row):
    return any(view.indexWidget(model.index(row, column)) for column in range(_columns(model)))


# -- room for words ------------------------------------------------------------------------------------


def cut_problems(window):
    """Return labels and buttons that do not show all of their words, and have no tool tip that does."""
    return [
        f"cut: {label_of(widget)} {widget.size().width()}×{widget.size().height()}: {widget.text()!r}"
        for widget in (*window.findChildren(QLabel), *window.findChildren(QAbstractButton))
        if widget.isVisibleTo(window)
        and widget.window() is window.window()
        and widget.text().strip()
        and not is_inside_list(widget)
        and not widget.toolTip()
        and _is_cut(widget)
    ]


def _is_cut(widget):
    slack = 3
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.heightForWidth(widget.width()) > widget.height() + slack
    if isinstance(widget, TaskCard):
        return False  # its words are labels, which are looked at themselves
    if (
        isinstance(widget, QToolButton)
        and widget.toolButtonStyle() == ICON_ONLY
        and not widget.icon().isNull()
    ):
        return False  # its words are not shown
    is_low = widget.fontMetrics().height() > widget.height()
    return is_low or widget.sizeHint().width() > widget.width() + slack


# -- letters for the Alt key --------------------------------------------------------------------------


def letter_problems(dialog):
    """Return letters that stand twice in a dialog, and buttons with words that have none."""
    problems, found = [], {}
    for widget in dialog.findChildren(QAbstractButton) + dialog.findChildren(QLabel):
        if not widget.isVisibleTo(dialog) or is_inside_list(widget) or not widget.text().strip():
            continue
        if isinstance(widget, QLabel) and widget.buddy() is None:
            continue
        letter = QKeySequence.mnemonic(widget.text()).toString()
        if letter:
            found.setdefault(letter, []).append(widget)
        elif isinstance(widget, QPushButton):
            problems.append(f"no letter: {label_of(widget)}")
    twice = {letter: widgets for letter, widgets in found.items() if len(widgets) > 1}
    return problems + [f"{letter} twice: {label_of(widgets[0])}" for letter, widgets in twice.items()]


# -- the Tab key ---------------------------------------------------------------------------------------


def tab_walk(window, key=Qt.Key.Key_Tab):
    """Press Tab from the first widget on; return the widgets in the order in which they had the focus.

    Ends where the first comes again. A widget that keeps the focus is twice at the end.
    """
    window.window().activateWindow()
    QApplication.setActiveWindow(window.window())
    QApplication.processEvents()
    start = _first(window)
    if start is None:
        return []
    start.setFocus(Qt.FocusReason.TabFocusReason)
    visited = [_holder(window)]
    for _ in range(TOO_MANY_STEPS):
        now = _step(window, visited[-1], key)
        if now in visited:
            return [*visited, now] if now is visited[-1] else visited
        visited.append(now)
    return visited


def _step(window, before, key):
    """Press the key until another widget has the focus; in a date it goes from day to month to year first."""
    for _ in range(MOST_SECTIONS if isinstance(before, QDateTimeEdit) else 1):
        QTest.keyClick(QApplication.focusWidget(), key)
        now = _holder(window)
        if now is not before:
            break
    return now


def _first(window):
    """The first of the chain of focus."""
    wanted, here = set(map(sip.unwrapinstance, focusable(window))), window.window()
    chain, each = [], here.nextInFocusChain()
    while each is not here and each is not None:
        if sip.unwrapinstance(each) in wanted:
            chain.append(each)
        each = each.nextInFocusChain()
    return chain[0] if chain else None


def _holder(window):
    """The widget with the focus, as a person would name it: the spin box, not the line inside."""
    widget = QApplication.focusWidget()
    while widget is not None and widget is not window and _is_inside(widget):
        widget = widget.parent()
    return widget


def tab_problems(window):
    """Return what is wrong with the way of the Tab key through a window."""
    wanted = focusable(window)
    if not wanted:
        return []
    visited, problems = tab_walk(window), []
    if len(visited) > 1 and visited[-1] is visited[-2] and len(wanted) > 1:
        return [f"Tab does not leave {label_of(visited[-1])}"]
    reached = set(map(sip.unwrapinstance, visited))
    for widget in wanted:
        if sip.unwrapinstance(widget) not in reached and not _in_radio_group(widget, visited):
            problems.append(f"Tab does not reach {label_of(widget)}, but {len(visited)} others")
    for before, after in zip(visited, visited[1:]):
        if _in_qgis_part(before, after):
            continue
        if goes_back(place_of(before, after), place_of(after, before)):
            problems.append(f"Tab goes back from {label_of(before)} to {label_of(after)}")
    return problems


def _in_radio_group(widget, visited):
    """Whether it is one of several of which Tab reaches one, and arrows the others."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    if group is not None:
        return any(isinstance(each, QAbstractButton) and each.group() is group for each in visited)
    return isinstance(widget, QRadioButton) and any(
        isinstance(each, QRadioButton) and each.parent() is widget.parent() for each in visited
    )


def _in_qgis_part(one, other):
    """Whether both are in one part of QGIS's, whose order is QGIS's."""
    above = one.parentWidget()
    while above is not None and above.metaObject().className() not in QGIS_PARTS:
        above = above.parentWidget()
    return above is not None and above.isAncestorOf(other)


def place_of(widget, other):
    """Where a widget is in its window; what scrolls without the other is where its area is."""
    for area in _areas(widget):
        if not area.isAncestorOf(other):
            widget = area
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


def _areas(widget):
    above = widget.parentWidget()
    while above is not None and not above.isWindow():
        if isinstance(above, QScrollArea):
            yield above
        above = above.parentWidget()


def goes_back(before, after):
    """Whether a step goes against the reading order: up, not into a column to the right, or left."""
    slack = 4
    if after.bottom() <= before.top() + slack:
        return after.left() < before.right() - slack
    shared = min(before.bottom(), after.bottom()) - max(before.top(), after.top())
    in_line = shared > min(before.height(), after.height()) / 2
    return in_line and after.right() <= before.left() + slack
