# SPDX-License-Identifier: GPL-2.0-or-later
"""What works on Linux and not on Windows, where most people have QGIS: as far as the code's text shows it."""

import ast

import pytest

MOVES = "core/file_moves.py"
ONLY_THERE = {"os.replace", "os.rename", "os.link", "tempfile.TemporaryDirectory"}
"""Files are moved patiently, and what an error holds open is let go of: ``core.file_moves`` does both."""

MAKERS = {"full": 2, "array": 1, "zeros": 1, "ones": 1, "empty": 1, "fromiter": 1, "asarray": 1}
"""Functions of numpy, and the place of the type among their arguments."""


def calls(source):
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call):
            yield node, ast.unparse(node.func)


def keyword(call, name):
    return next((each.value for each in call.keywords if each.arg == name), None)


def type_of(call, place):
    return call.args[place] if len(call.args) > place else keyword(call, "dtype")


def is_number(node, kind):
    if isinstance(node, ast.UnaryOp):
        return is_number(node.operand, kind)
    return isinstance(node, ast.Constant) and type(node.value) is kind


def of_default_integers(call, name):
    """Whether a call makes numpy's own integers, of 32 bits on Windows before numpy 2."""
    short = name.removeprefix("np.")
    if short in MAKERS and name.startswith("np."):
        kind = type_of(call, MAKERS[short])
        if kind is not None:
            return ast.unparse(kind) == "int"
        if short == "full":
            fill = call.args[1]
            is_float = is_number(fill, float) or ast.unparse(fill).lstrip("-") in ("np.nan", "np.inf")
            return not is_float
        if short == "array" and isinstance(call.args[0], ast.List):
            return bool(call.args[0].elts) and all(is_number(each, int) for each in call.args[0].elts)
        return False
    if name.endswith(".astype"):
        return bool(call.args) and ast.unparse(call.args[0]) == "int"
    return name == "np.prod"


def bare_ranges(node):
    """``np.arange`` in a product, or in a sum that is multiplied, without a type."""
    if isinstance(node, ast.Call):
        is_range = ast.unparse(node.func) == "np.arange"
        return is_range and type_of(node, 3) is None
    if isinstance(node, ast.BinOp):
        return bare_ranges(node.left) or bare_ranges(node.right)
    return False


def test_integers_have_64_bits(shipped):
    """A product of two indices passes 2³¹ in a country: numpy says nothing and goes on with what is left."""
    wrong = []
    for source in shipped:
        wrong += [
            f"{source.at(call)}: {name}" for call, name in calls(source) if of_default_integers(call, name)
        ]
        wrong += [
            f"{source.at(node)}: {ast.unparse(node)}"
            for node in ast.walk(source.tree)
            if isinstance(node, ast.BinOp)
            and isinstance(node.op, (ast.Mult, ast.LShift))
            and (bare_ranges(node.left) or bare_ranges(node.right))
        ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("np.full(n, -1)", True),
        ("np.full(n, mark)", True),
        ("np.full(n, -1, np.int64)", False),
        ("np.full(n, np.nan)", False),
        ("np.full(n, 0.5)", False),
        ("np.array([1, -2])", True),
        ("np.array([1, 2], np.int64)", False),
        ("np.array([0.5, 1])", False),
        ("np.array(rows, int)", True),
        ("np.zeros(n, dtype=int)", True),
        ("values.astype(int)", True),
        ("np.prod(shape)", True),
    ],
)
def test_default_integers_are_seen(text, wrong):
    call = ast.parse(text, mode="eval").body
    assert of_default_integers(call, ast.unparse(call.func)) is wrong


def test_files_are_moved_in_one_way(shipped):
    wrong = [
        f"{source.at(call)}: {name}"
        for source in shipped
        if source.name != MOVES
        for call, name in calls(source)
        if name in ONLY_THERE
    ]
    assert not wrong, "\n".join(wrong)


def test_text_files_say_encoding_and_ends_of_lines(shipped):
    """Windows would take its own code page, and write two signs at the end of each line."""
    wrong = []
    for source in shipped:
        for call, name in calls(source):
            bare = keyword(call, "encoding") is None
            if name.endswith(".write_text") or (bare and name.endswith(".read_text")):
                wrong.append(f"{source.at(call)}: {name}")
            elif name == "open" or (name.endswith(".open") and not bare):
                mode = next((ast.unparse(each) for each in call.args if isinstance(each, ast.Constant)), "")
                writes = any(sign in mode for sign in "wxa+")
                if bare or (writes and keyword(call, "newline") is None):
                    wrong.append(f"{source.at(call)}: {name}")
    assert not wrong, "\n".join(wrong)


def test_paths_are_resolved_as_every_drive_allows(shipped):
    """``Path.resolve`` of Python 3.9 fails on some drives of Windows; ``os.path.realpath`` does not."""
    wrong = [
        source.at(call)
        for source in shipped
        for call, name in calls(source)
        if name.endswith(".resolve") and name != "Path(__file__).resolve"
    ]
    assert not wrong, "\n".join(wrong)
