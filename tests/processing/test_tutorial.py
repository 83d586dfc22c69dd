# SPDX-License-Identifier: GPL-2.0-or-later
"""Every figure, answer, dialog and command that the tutorial quotes is what a run of today gives."""

import re
import struct
import sys
from pathlib import Path

import pytest

LANGUAGES = ("en", "fr")
ONCE = {"fr": {"roads", "q3", "q4b", "q5", "q6"}}
"""Runs that are not made a second time: their French must have the same numbers as the English."""
WIDEST, HEAVIEST = 900, 120_000
NUMBER = re.compile(r"\d+(?:[,.\u00a0\u202f]\d+)*")

pytestmark = [pytest.mark.real_data, pytest.mark.timeout(240)]


@pytest.fixture(scope="module")
def scripts(repository):
    """The tutorial's own scripts, importable."""
    folder = str(repository / "scripts")
    sys.path.insert(0, folder)
    yield
    sys.path.remove(folder)


@pytest.fixture(params=LANGUAGES)
def page(request, scripts):
    """Language and text of one page."""
    from tutorial_page import PAGES

    return request.param, PAGES[request.param].read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def files(ottawa, scripts, qgis_app, tmp_path_factory):
    from tutorial_data import make_layers

    return make_layers(tmp_path_factory.mktemp("tutorial"))


@pytest.fixture
def speak(qgis_app):
    """Make the plugin speak a language until the end of the test."""
    from qgis.core import QgsSettings
    from service_points.host.language import install_translator, remove_translator

    def choose(language):
        QgsSettings().setValue("service_points/language", language)
        install_translator()

    yield choose
    QgsSettings().remove("service_points/language")
    remove_translator()


def test_quotes_are_what_the_runs_give(page, files, speak, provider, tmp_path):
    from tutorial_figures import quotes
    from tutorial_page import marks
    from tutorial_runs import answer, questions

    language, text = page
    speak(language)
    asked = [each for each in questions(maps=False) if each.name not in ONCE.get(language, ())]
    found = quotes({each.name: answer(each, files, tmp_path, maps=False) for each in asked})
    quoted = marks(text)
    missing = {name for name in quoted if name not in found}
    assert {name.split(".")[0] for name in missing} <= ONCE.get(language, set())
    assert {name: quoted[name] for name in quoted if name not in missing} == {
        name: found[name] for name in quoted if name not in missing
    }


def test_a_changed_figure_is_noticed(scripts):
    from tutorial_page import filled, marks

    text = "There are <!--q1.people-->12<!--/--> people."
    assert marks(text) == {"q1.people": "12"}
    assert filled(text, {"q1.people": "13"}) == "There are <!--q1.people-->13<!--/--> people."
    assert filled(text, {}) == text


def test_no_figure_is_written_by_hand(page):
    """Numbers outside the quotes are those of the questions: in the commands, the data or a rule of thumb."""
    from tutorial_page import MARK, without_quotes

    language, text = page
    commands = " ".join(re.findall(r"```.*?```|`[^`]*`", text, re.DOTALL))
    asked = set(re.findall(r"\d+", commands))
    given = {"9", "135", "153", "34", "18", "8,559", "8\u00a0559", "2021"}  # of the data
    given |= {"2339", "12"}  # an address, Debian
    given |= {str(number) for number in range(1, 9)}  # the questions themselves
    given |= {"20", "30"}  # assumptions tried, and classes of the map
    in_pictures = {"82", "89", "93"}  # rounded; held below
    own = set(NUMBER.findall(without_quotes(text))) - asked - given
    assert own <= in_pictures
    values = " ".join(mark["value"] for mark in MARK.finditer(text)).replace(",", ".")
    assert all(re.search(rf"\b{number}\.\d", values) for number in in_pictures)
    assert language in LANGUAGES


def test_both_languages_quote_the_same(scripts):
    from tutorial_page import PAGES, marks

    english, french = (marks(PAGES[each].read_text(encoding="utf-8")) for each in LANGUAGES)
    assert english.keys() == french.keys()
    assert len(english) > 60

    def numbers(text):
        return sorted(re.sub(r"\D", "", each) for each in NUMBER.findall(text))

    assert {key: numbers(value) for key, value in english.items()} == {
        key: numbers(value) for key, value in french.items()
    }


def test_a_mark_never_begins_a_line_of_text(page):
    """Markdown takes such a line for HTML, and its own marks no longer count."""
    _, text = page
    begun = [line for line in text.splitlines() if re.match(r"[>\s]*<!--", line)]
    wrong = [line for line in begun if not re.fullmatch(r"<!--[\w./]+-->", line)]
    assert wrong == []


def test_questions_of_the_panel_are_its_own_words(page, repository):
    """In italics, with a question mark: what the person looks for in the panel."""
    language, text = page
    words = (repository / "resources" / "i18n" / "service_points_fr.ts").read_text(encoding="utf-8")
    tag = {"en": "source", "fr": "translation"}[language]
    known = set(re.findall(rf"<{tag}>([^<]*)</{tag}>", words))
    asked = {" ".join(each.split()) for each in re.findall(r"(?<!\*)\*([^*]+\?)\*(?!\*)", text)}
    assert len(asked) == 6
    assert asked <= known


def test_pictures_are_there_and_small(page, scripts):
    from tutorial_page import PAGES

    language, text = page
    folder = PAGES[language].parent
    shown = re.findall(r"!\[([^\]]+)\]\(([^)]+)\)", text)
    assert len(shown) >= 8
    pages = [path.read_text(encoding="utf-8") for path in folder.glob("*.md")]
    wanted = {Path(target).name for each in pages for target in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", each)}
    assert {path.name for path in (folder / "img").iterdir()} == wanted
    for alternative, target in shown:
        data = (folder / target).read_bytes()
        width, _ = struct.unpack(">II", data[16:24])
        assert data.startswith(b"\x89PNG")
        assert len(alternative) > 20
        assert width <= WIDEST
        assert len(data) <= HEAVIEST
