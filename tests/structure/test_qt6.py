# SPDX-License-Identifier: GPL-2.0-or-later
"""What breaks on Qt 6 and QGIS 4: enums without their scope, names that are gone.

These are the rules of QGIS's own script ``pyqt5_to_pyqt6``, which has nothing left to change then.
"""

import ast
import enum
import importlib

import pytest

GONE = {
    "exec_",
    "qApp",
    "QRegExp",
    "QVariant.Type",
    "QFontMetrics.width",
    "QDesktopWidget",
    "pyqtSignature",
    "resources_rc",
    "Qt.MidButton",
    "Qt.TextColorRole",
    "Qt.BackgroundColorRole",
    "QPainter.HighQualityAntialiasing",
}
_FRAGILE_ACTION = 4  # arguments of ``addAction``: their order is another one on Qt 6
_DATE_AND_TIME = 8  # arguments of ``QDateTime``: year to time zone, gone


def _names(tree):
    """Names a file takes from QGIS or Qt → the objects; without a file's own names."""
    found = {}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.ImportFrom)
            and not node.level
            and (node.module or "").split(".")[0] == "qgis"
        ):
            module = importlib.import_module(node.module)
            for alias in node.names:
                if hasattr(module, alias.name):
                    found[alias.asname or alias.name] = getattr(module, alias.name)
    return found


def _chains(tree):
    """Every dotted name ``A.b.c``, the longest of each only."""
    inner = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and id(node) not in inner:
            parts, head = [], node
            while isinstance(head, ast.Attribute):
                parts.append(head.attr)
                head = head.value
            if isinstance(head, ast.Name):
                yield node, head.id, parts[::-1]


def _is_enum(kind):
    """An enum of sip (a kind of int) or of Python."""
    return issubclass(kind, enum.Enum) or (issubclass(kind, int) and kind not in (int, bool))


def unscoped_enums(tree):
    """Yield (node, dotted name) of enum members reached through the class instead of through their enum."""
    names = _names(tree)
    for node, head, parts in _chains(tree):
        owner, dotted = names.get(head), head
        if head == "QVariant":
            continue  # QGIS gives ``QVariant.Int`` back on Qt 6, where ``QVariant.Type.Int`` does not exist
        for part in parts:
            if owner is None or not isinstance(owner, type):
                break
            value = getattr(owner, part, None)
            dotted = f"{dotted}.{part}"
            if _is_enum(type(value)) and not _is_enum(owner):
                yield node, dotted
                break
            owner = value


def test_g6_enums_are_scoped(shipped, qgis_app):
    wrong = [f"{s.at(node)}: {name}" for s in shipped for node, name in unscoped_enums(s.tree)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("from qgis.PyQt.QtCore import Qt\nQt.UserRole", ["Qt.UserRole"]),
        ("from qgis.PyQt.QtCore import Qt\nQt.ItemDataRole.UserRole", []),
        ("from qgis.core import Qgis\nQgis.Warning", ["Qgis.Warning"]),
        ("from qgis.core import Qgis\nQgis.MessageLevel.Warning", []),
        ("from qgis.core import QgsTask\nQgsTask.CanCancel", ["QgsTask.CanCancel"]),
        ("from qgis.core import QgsWkbTypes\nQgsWkbTypes.Point", ["QgsWkbTypes.Point"]),
        ("from qgis.core import QgsWkbTypes\nQgsWkbTypes.Type.Point", []),
        ("from qgis.PyQt.QtWidgets import QDialog\nQDialog.Accepted", ["QDialog.Accepted"]),
        ("from qgis.PyQt.QtCore import QVariant\nQVariant.Int", []),
    ],
)
def test_the_check_can_find(code, found, qgis_app):
    assert [name for _, name in unscoped_enums(ast.parse(code))] == found


def gone(tree):
    """Yield (node, what it is) of names and calls that Qt 6 does not know any more."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.Attribute, ast.Name)):
            dotted = ast.unparse(node)
            if dotted in GONE or dotted.split(".")[-1] in GONE or dotted.endswith("fontMetrics().width"):
                yield node, dotted
        elif isinstance(node, ast.Subscript) and ast.unparse(node).endswith(".activated[str]"):
            yield node, "activated[str]"
        elif isinstance(node, ast.FunctionDef) and node.name == "exec_":
            yield node, "def exec_"
        elif isinstance(node, ast.Call):
            yield from ((node, problem) for problem in _gone_call(node))


def _gone_call(call):
    name, count = ast.unparse(call.func).split(".")[-1], len(call.args)
    if name == "addAction" and count >= _FRAGILE_ACTION:
        yield "addAction of many arguments"
    if name == "desktop" and isinstance(call.func, ast.Attribute) and not count:
        yield "desktop()"
    if name == "QVariant" and (not count or ast.unparse(call.args[0]).startswith("QVariant.")):
        yield "a null QVariant"  # ``NULL`` of qgis.core
    if name == "QDateTime" and (
        count >= _DATE_AND_TIME or (count == 1 and ast.unparse(call.args[0]).startswith("QDate("))
    ):
        yield "QDateTime without QTime"


def test_g6_nothing_that_is_gone(shipped):
    wrong = [f"{source.at(node)}: {what}" for source in shipped for node, what in gone(source.tree)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("dialog.exec_()", ["dialog.exec_"]),
        ("def exec_(self): pass", ["def exec_"]),
        ("qApp.quit()", ["qApp"]),
        ("x = QRegExp('a')", ["QRegExp"]),
        ("QVariant.Type.Int", ["QVariant.Type"]),
        ("QVariant()", ["a null QVariant"]),
        ("QVariant(QVariant.Int)", ["a null QVariant"]),
        ("label.fontMetrics().width('x')", ["label.fontMetrics().width"]),
        ("box.activated[str].connect(f)", ["activated[str]"]),
        ("app.desktop()", ["desktop()"]),
        ("menu.addAction(icon, 'a', f, key)", ["addAction of many arguments"]),
        ("menu.addAction(icon, 'a', f)", []),
        ("QDateTime(QDate(2026, 1, 1))", ["QDateTime without QTime"]),
        ("QDateTime(2026, 1, 1, 0, 0, 0, 0, 1)", ["QDateTime without QTime"]),
        ("QDateTime(day, QTime(0, 0))", []),
        ("Qt.MidButton", ["Qt.MidButton"]),
        ("import resources_rc\nresources_rc.x", ["resources_rc"]),
    ],
)
def test_what_is_gone_can_be_found(code, found):
    assert [what for _, what in gone(ast.parse(code))] == found


def test_qt_only_through_qgis(shipped):
    wrong = []
    for source in shipped:
        for node in ast.walk(source.tree):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            wrong += [source.at(node) for name in names if name.split(".")[0] in ("PyQt5", "PyQt6", "sip")]
    assert not wrong, "\n".join(wrong)


def test_no_compiled_resources(repository):
    assert [*repository.glob("**/*.qrc"), *repository.glob("**/*_rc.py")] == []
