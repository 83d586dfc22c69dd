# SPDX-License-Identifier: GPL-2.0-or-later
"""What shipped code never does: the plugin repository's scanners block a release on most of it."""

import ast

MODULES = {
    "cPickle", "ctypes", "dill", "ftplib", "marshal", "pickle", "shelve", "subprocess", "telnetlib", "urllib",
    "xml", "yaml",
}  # fmt: skip
CALLS = {"eval", "exec", "compile", "__import__", "print", "breakpoint", "input"}
OS_CALLS = {f"os.{name}" for name in ("system", "popen", "startfile", "execv", "execl", "spawnl", "spawnv")}


def _dotted(source):
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node, node.module or ""


def test_no_assert(shipped):
    wrong = [s.at(node) for s in shipped for node in ast.walk(s.tree) if isinstance(node, ast.Assert)]
    assert not wrong, "\n".join(wrong)


def test_no_forbidden_module(shipped):
    wrong = [
        f"{source.at(node)}: {name}"
        for source in shipped
        for node, name in _dotted(source)
        if name in MODULES or name.split(".")[0] in MODULES
    ]
    assert not wrong, "\n".join(wrong)


def test_no_forbidden_call(shipped):
    """``print`` too: it corrupts the JSON of ``qgis_process``."""
    wrong = []
    for source in shipped:
        for node in ast.walk(source.tree):
            if not isinstance(node, ast.Call):
                continue
            function = node.func
            if isinstance(function, ast.Name) and function.id in CALLS:
                wrong.append(f"{source.at(node)}: {function.id}")
            elif ast.unparse(function) in OS_CALLS:
                wrong.append(f"{source.at(node)}: {ast.unparse(function)}")
    assert not wrong, "\n".join(wrong)


def test_no_bare_except(shipped):
    wrong = [
        s.at(node)
        for s in shipped
        for node in ast.walk(s.tree)
        if isinstance(node, ast.ExceptHandler) and node.type is None
    ]
    assert not wrong, "\n".join(wrong)


def test_no_unfinished_work(shipped):
    marks = ("TO" + "DO", "FIX" + "ME", "X" * 3)
    wrong = [f"{s.name}: {mark}" for s in shipped for mark in marks if mark in s.text]
    wrong += [
        s.at(node)
        for s in shipped
        for node in ast.walk(s.tree)
        if isinstance(node, ast.Raise) and "NotImplementedError" in ast.unparse(node)
    ]
    assert not wrong, "\n".join(wrong)


def test_settings_have_one_door(shipped):
    """``host.settings`` knows who set a value. Others read what is QGIS's own, or lists of connections."""
    doors = {
        "host/settings.py",
        "host/databases.py",
        "host/diagnostics.py",
        "host/language.py",
        "host/shared_layers.py",
        "ui/point_locator.py",
    }
    users = {
        source.name
        for source in shipped
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ImportFrom) and {"QgsSettings", "QSettings"} & {a.name for a in node.names}
    }
    assert users == doors
