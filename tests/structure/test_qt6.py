# SPDX-License-Identifier: GPL-2.0-or-later
"""What breaks on Qt 6 and QGIS 4: enums without their scope, names that are gone."""

import ast
import enum
import importlib

import pytest

GONE = {"exec_", "QRegExp", "QVariant.Type", "QFontMetrics.width", "QDesktopWidget", "pyqtSignature"}


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


def test_enums_are_scoped(shipped, qgis_app):
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


def test_nothing_that_is_gone(shipped):
    wrong = []
    for source in shipped:
        for node in ast.walk(source.tree):
            if isinstance(node, (ast.Attribute, ast.Name)):
                dotted = ast.unparse(node)
                if dotted in GONE or dotted.split(".")[-1] in GONE:
                    wrong.append(f"{source.at(node)}: {dotted}")
    assert not wrong, "\n".join(wrong)


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
