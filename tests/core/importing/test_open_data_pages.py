# SPDX-License-Identifier: GPL-2.0-or-later
"""The pages on profiles, in both languages: what they show works, and they leave nothing out."""

import json
import re

import numpy as np
import pytest
from service_points.core.importing import expressions, profile_parsing
from service_points.core.importing.expressions import compile_expression
from service_points.core.importing.mapping import map_table
from service_points.core.importing.profile_file import load_presets
from service_points.core.importing.profile_parsing import parse_profile
from service_points.core.importing.table import Origin, SourceTable

PAGES = {"en": "en/open-data.md", "fr": "fr/donnees-ouvertes.md"}
CODE = re.compile(r"^`(.*)`$")


@pytest.fixture(params=PAGES)
def page(request, repository):
    return (repository / "docs" / PAGES[request.param]).read_text(encoding="utf-8")


def table_of(**columns):
    n = len(next(iter(columns.values())))
    return SourceTable(columns, np.arange(2, n + 2), Origin("open_data_file", "x.csv", "0" * 64))


def blocks(text):
    return [json.loads(block) for block in re.findall(r"```json\n(.*?)```", text, re.DOTALL)]


def rows(text):
    """Expression, cell A, cell B and result of each row of the table of expressions."""
    found = []
    for line in text.splitlines():
        cells = [CODE.sub(r"\1", cell.strip()) for cell in line.split("|")[1:-1]]
        if len(cells) == 4 and cells[0].startswith("{"):
            found.append(tuple(cells))
    return found


def test_every_expression_becomes_what_the_page_says(page):
    found = rows(page)
    assert len(found) >= 25
    for spec, a, b, expected in found:
        expression = compile_expression(json.loads(spec), "page")
        assert expression.evaluate(table_of(A=[a or None], B=[b or None])).values == [expected or None], spec


def test_every_operation_and_member_is_on_the_page(page):
    operations = {*expressions._OPERATIONS, *expressions._WHOLE}
    shown = {name for spec, *_ in rows(page) for name in operations if f'"{name}"' in spec}
    assert shown == operations
    options = {name for known, _, _ in expressions._OPERATIONS.values() for name in known} | {
        "of",
        "sep",
        "all",
    }
    assert {name for name in options if not any(f'"{name}"' in spec for spec, *_ in rows(page))} == set()
    for member in profile_parsing._MEMBERS:
        assert f"`{member}`" in page, member
    for part in ("encoding", "delimiter", "crs", "sheet", "where", "page_size", "order_by", "tag", "only",
                 "extension", "area_code", "holidays", "breaks", "optional_columns"):  # fmt: skip
        assert f"`{part}`" in page, part


def test_the_profiles_on_the_page_are_sound_and_use_every_member(page):
    found = blocks(page)
    for document in found:
        parse_profile(document)
    assert set().union(*found) == profile_parsing._MEMBERS


def test_the_first_profile_makes_of_the_two_rows_what_the_page_says(page):
    names = ("NO", "NOM", "ADRESSE", "TEL", "TYPE", "HEURES")
    lines = [line for line in page.splitlines() if line.startswith(("| 007 ", "| 008 "))]
    cells = [[cell.strip() or None for cell in line.split("|")[1:-1]] for line in lines]
    table = table_of(**dict(zip(names, map(list, zip(*cells)))))
    found = map_table(parse_profile(blocks(page)[0]), table)
    assert found.keys == ["007"]
    said = [
        found.fields[name][0]
        for name in ("address_line1", "address_line2", "city", "province", "postal_code")
    ]
    assert said == ["25, rue Laurier", "bureau 3", "Gatineau", "QC", "J8X 4C8"]
    assert found.phones[0].numbers == ["+18195550123"]
    assert found.hours == ["Mo-Fr 08:30-16:30"]
    assert not found.unread
    for value in (*said, "+18195550123", "Mo-Fr 08:30-16:30"):
        assert value in page.split("```")[2]


def test_every_preset_is_on_the_page(page):
    for name in load_presets():
        assert f"`{name}`" in page, name


def test_both_pages_show_the_same(repository):
    texts = [(repository / "docs" / path).read_text(encoding="utf-8") for path in PAGES.values()]
    english, french = texts
    assert rows(english) == rows(french)
    assert blocks(english) == blocks(french)
    assert english.count("\n## ") == french.count("\n## ")
    assert english.count("\n|") == french.count("\n|")
