# SPDX-License-Identifier: GPL-2.0-or-later
"""docs/en/methods.md and docs/fr/methodes.md: every example runs and gives what the page says.

The numbers in the text before each block were worked out by hand; the block shows that the code agrees.
"""

import doctest
import re

import pytest

PAGES = {"en": "docs/en/methods.md", "fr": "docs/fr/methodes.md"}
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(params=PAGES)
def page(request, repository):
    """One page: its path and text."""
    path = repository / PAGES[request.param]
    return path, path.read_text(encoding="utf-8")


def blocks(text):
    return BLOCK.findall(text)


def test_every_example_gives_what_the_page_says(page):
    path, text = page
    examples = "\n".join(blocks(text))
    test = doctest.DocTestParser().get_doctest(examples, {}, path.name, str(path), 0)
    assert len(test.examples) > 60
    said = []
    doctest.DocTestRunner(verbose=False, optionflags=doctest.REPORT_NDIFF).run(test, out=said.append)
    assert said == [], "".join(said)


def test_both_languages_show_the_same_examples(repository):
    """And as many formulas and sections: a translation leaves nothing out."""
    english, french = ((repository / name).read_text(encoding="utf-8") for name in PAGES.values())
    assert blocks(english) == blocks(french)
    for piece in (r"^## ", r"^```math", r"\$`[^`]+`\$", r"^\| ", r"\[doi:", r"\*Code\*"):
        counts = [len(re.findall(piece, text, flags=re.MULTILINE)) for text in (english, french)]
        assert counts[0] == counts[1] > 0, piece


def test_the_code_that_is_named_is_there(page, repository):
    """``*Code*: `core/…/` (`a.py`, …)``, a folder or file first and then names beside it."""
    _, text = page
    named = re.findall(r"\*Code\*[\u00a0 ]?: (.*?)(?:\.\n|; )", text, flags=re.DOTALL)
    assert len(named) > 12
    missing = []
    for line in named:
        folder = None
        for name in re.findall(r"`([\w/.]+)`", line):
            path = repository / name if "/" in name else folder / name
            folder = path if path.is_dir() else path.parent
            missing += [] if path.exists() else [name]
    assert missing == []


def test_numbers_of_the_text_are_those_of_the_examples(page):
    """The hand-worked figures that the prose prints are printed by the code as well."""
    _, text = page
    shown = " ".join(blocks(text))
    for figure in ("1.25", "0.833", "0.3226", "5.3", "2.143", "1.667", "0.7625", "0.375", "37.0", "0.737"):
        assert figure in shown
        assert figure.rstrip("0").rstrip(".").replace(".", "," if "/fr/" in str(page[0]) else ".") in text
