# SPDX-License-Identifier: GPL-2.0-or-later
"""Ceilings and habits that every file keeps."""

import ast
import os
import stat

import pytest

FILE_CEILING = 400
PLUGIN_CEILING = 120
FUNCTION_CEILING = 60
SPDX = "# SPDX-License-Identifier: GPL-2.0-or-later"


def _functions(tree):
    return [node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]


def _code_lines(function):
    """Lines from ``def`` to the end, without the docstring."""
    first = function.body[0]
    docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    hidden = first.end_lineno - first.lineno + 1 if docstring and isinstance(first.value.value, str) else 0
    return function.end_lineno - function.lineno + 1 - hidden


def test_files_stay_small(shipped):
    sizes = {source.name: len(source.text.splitlines()) for source in shipped}
    assert {name: size for name, size in sizes.items() if size > FILE_CEILING} == {}
    assert sizes["plugin.py"] <= PLUGIN_CEILING


def test_functions_stay_small(shipped):
    sizes = {
        f"{source.at(function)} {function.name}": _code_lines(function)
        for source in shipped
        for function in _functions(source.tree)
    }
    assert {name: size for name, size in sizes.items() if size > FUNCTION_CEILING} == {}


def test_functions_have_types(shipped):
    """The two names QGIS calls in the root are its own; everything else says what it takes and gives."""
    wrong = []
    for source in shipped:
        if source.name == "__init__.py":
            continue
        for function in _functions(source.tree):
            arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
            bare = [a.arg for a in arguments if a.annotation is None and a.arg not in ("self", "cls")]
            if bare or (function.returns is None and function.name != "__init__"):
                wrong.append(f"{source.at(function)} {function.name} {bare}")
    assert not wrong, "\n".join(wrong)


def test_licence_line(shipped, around):
    wrong = [s.name for s in (*shipped, *around) if s.text.strip() and SPDX not in s.text.splitlines()[:2]]
    assert not wrong, "\n".join(wrong)


def test_modules_say_what_they_hold(shipped):
    wrong = [source.name for source in shipped if source.text.strip() and not ast.get_docstring(source.tree)]
    assert not wrong, "\n".join(wrong)


def test_text_files_name_their_encoding(shipped):
    """Windows' default is not UTF-8, and QGIS 4's is: a file read without saying so differs between them."""
    wrong = []
    for source in shipped:
        for call in ast.walk(source.tree):
            if not isinstance(call, ast.Call) or any(key.arg == "encoding" for key in call.keywords):
                continue
            function = call.func
            if isinstance(function, ast.Name) and function.id == "open":
                modes = [a.value for a in call.args[1:2] if isinstance(a, ast.Constant)]
                modes += [
                    k.value.value
                    for k in call.keywords
                    if k.arg == "mode" and isinstance(k.value, ast.Constant)
                ]
                if not any("b" in mode for mode in modes):
                    wrong.append(source.at(call))
            elif isinstance(function, ast.Attribute):
                position = {"read_text": 0, "write_text": 1}.get(function.attr)
                if position is not None and len(call.args) <= position:
                    wrong.append(source.at(call))
    assert not wrong, "\n".join(wrong)


NEWER_NAMES = {  # name → the Python that brought it; QGIS 3.22 on Windows has 3.9
    "pairwise": "3.10", "batched": "3.12", "StrEnum": "3.11", "ExceptionGroup": "3.11", "tomllib": "3.11",
    "TypeAlias": "3.10", "ParamSpec": "3.10", "Self": "3.11", "override": "3.12", "UTC": "3.11",
    "assert_never": "3.11", "bit_count": "3.10",
}  # fmt: skip


def _newer_names(node):
    if isinstance(node, ast.ImportFrom) and node.module in ("typing", "itertools", "enum", "datetime"):
        return [alias.name for alias in node.names if alias.name in NEWER_NAMES]
    if isinstance(node, ast.Attribute) and node.attr in {"pairwise", "batched", "bit_count", "UTC"}:
        return [node.attr]
    return []


def _newer_arguments(node):
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
        return []
    newer = {"zip": {"strict"}, "dataclass": {"slots", "kw_only"}}.get(node.func.id, set())
    found = [f"{key.arg}=" for key in node.keywords if key.arg in newer]
    if node.func.id in ("isinstance", "issubclass") and isinstance(node.args[1], ast.BinOp):
        found.append("isinstance with |")
    return found


def _evaluated_unions(tree):
    """Aliases such as ``Maybe = int | None``: evaluated when the module is loaded, unlike annotations."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, (ast.BinOp, ast.Subscript)):
            parts = list(ast.walk(node.value))
            none = any(isinstance(each, ast.Constant) and each.value is None for each in parts)
            if none and any(isinstance(each, ast.BitOr) for each in parts):
                yield node


def test_python_3_9(shipped):
    wrong = []
    for source in shipped:
        ast.parse(source.text, source.name, feature_version=(3, 9))
        for node in ast.walk(source.tree):
            newer = [*_newer_names(node), *_newer_arguments(node)]
            wrong += [f"{source.at(node)}: {each}" for each in newer]
        wrong += [f"{source.at(node)}: X | None is evaluated here" for node in _evaluated_unions(source.tree)]
    assert not wrong, "\n".join(wrong)


def test_postponed_annotations(shipped):
    """``X | None`` in a signature needs them on Python 3.9."""
    wrong = [
        source.name
        for source in shipped
        if source.name != "__init__.py"
        and _functions(source.tree)
        and "from __future__ import annotations" not in source.text
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.skipif(os.name == "nt", reason="no executable bit on Windows")
def test_no_python_file_is_executable(shipped, repository):
    """The plugin repository flags it."""
    wrong = [s.name for s in shipped if (repository / s.name).stat().st_mode & stat.S_IXUSR]
    assert not wrong, "\n".join(wrong)
