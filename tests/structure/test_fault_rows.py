# SPDX-License-Identifier: GPL-2.0-or-later
"""docs/fault-rows.md: every row is there, and what it names are tests that carry its number."""

import ast
import re

import pytest

FAMILIES = {"A": range(1, 14), "B": range(1, 11), "C": range(1, 10), "D": range(1, 15)}
FAMILIES |= {"E": range(1, 13), "F": range(1, 13), "G": range(1, 13), "H": range(1, 21), "I": range(1, 7)}
FAMILIES |= {"J": range(1, 7), "K": range(1, 9), "L": range(1, 11)}
ROWS = [f"{family}{number}" for family, numbers in FAMILIES.items() for number in numbers]
NOT_HERE = "does not concern this part: "
LEADING_NUMBERS = re.compile(r"test_((?:[a-z]\d+_)+)")


@pytest.fixture(scope="module")
def page(repository):
    return (repository / "docs" / "fault-rows.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def rows(page):
    """Row → what its last column says."""
    cells = [
        re.split(r"\s*\|\s*", line.strip("| ")) for line in page.splitlines() if re.match(r"\| [A-L]\d", line)
    ]
    assert all(len(line) == 3 for line in cells)
    return {row: shown for row, _, shown in cells}


@pytest.fixture(scope="module")
def tests(around):
    return {
        node.name
        for source in around
        if source.name.startswith("tests/")
        for node in ast.walk(source.tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


def named(text):
    return re.findall(r"`(test_\w+)`", text)


def numbers(test):
    found = LEADING_NUMBERS.match(test)
    return set() if found is None else {each.upper() for each in found.group(1).split("_")}


def test_every_row_is_on_the_page_once(rows, page):
    assert list(rows) == ROWS
    assert len(re.findall(r"^\| [A-L]\d+ \|", page, re.MULTILINE)) == len(ROWS)


def test_every_test_on_the_page_exists(page, tests):
    assert [name for name in named(page) if name not in tests] == []


@pytest.mark.parametrize("row", ROWS)
def test_a_row_has_a_test_with_its_number_or_a_reason_why_not(rows, row):
    shown = rows[row]
    reason = shown.partition(NOT_HERE)[2]
    carrying = [name for name in named(shown) if row in numbers(name)]
    assert bool(carrying) != bool(reason), row
    assert all(row in numbers(name) for name in named(shown)), row


OWN_XML = "layers/print_layout.py"
"""Reads the layout templates that the plugin brings along, as QGIS wants them; nothing that others wrote."""


def test_h4_no_xml_is_read(shipped):
    """No parser of XML is imported, nor asked of Qt."""
    wrong = []
    for source in shipped:
        if source.name == OWN_XML:
            continue
        for node in ast.walk(source.tree):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [str(node.module), *(alias.name for alias in node.names)]
            wrong += [
                f"{source.at(node)} {name}"
                for name in names
                if name.split(".")[0] in ("xml", "lxml", "defusedxml")
                or "QtXml" in name
                or name in ("QDomDocument", "QXmlStreamReader", "QXmlSimpleReader")
            ]
    assert wrong == []


def test_h4_only_the_plugins_own_templates_are_read_as_xml(shipped, repository):
    """The one file that reads XML opens nothing but a template by one of its own names."""
    (source,) = [each for each in shipped if each.name == OWN_XML]
    calls = [node for node in ast.walk(source.tree) if isinstance(node, ast.Call)]
    opened = [
        ast.unparse(call.args[0])
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id == "open"
    ]
    assert opened == ["template_path(name)"]
    named = {
        ast.unparse(call.args[1])
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id == "_from_template"
    }
    assert named == {"MAP", "ATLAS"}
    templates = {path.name for path in (repository / "resources" / "templates").glob("*.qpt")}
    assert templates == {"map_letter.qpt", "atlas_letter.qpt"}
