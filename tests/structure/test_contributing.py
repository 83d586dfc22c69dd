# SPDX-License-Identifier: GPL-2.0-or-later
"""docs/contributing: the tests that the guides name are there, and the files that their diffs change."""

import ast
import re

import pytest

GUIDES = ("README", "algorithm", "field-and-rule", "language", "source-profile")


@pytest.fixture(params=GUIDES)
def guide(request, repository):
    """The text of one guide."""
    return (repository / "docs" / "contributing" / f"{request.param}.md").read_text(encoding="utf-8")


def test_there_is_no_other_guide(repository):
    assert {path.stem for path in (repository / "docs" / "contributing").iterdir()} == set(GUIDES)


def test_tests_that_are_named_are_there(guide, around):
    known = {
        node.name
        for source in around
        if source.name.startswith("tests/")
        for node in ast.walk(source.tree)
        if isinstance(node, ast.FunctionDef)
    }
    named = set(re.findall(r"(?:::|`)(test_\w+)`", guide))
    assert named - known == set()


def test_diffs_are_of_files_that_are_there(guide, repository):
    """What an example changed is there; what it added is not, for the example was thrown away."""
    for old, new in re.findall(r"^--- (\S+)\n\+\+\+ b/(\S+)$", guide, flags=re.MULTILINE):
        assert (repository / new).exists() is (old != "/dev/null"), new
