# SPDX-License-Identifier: GPL-2.0-or-later
"""Sentences in two languages and a third: what is filled in, how they count, how numbers are written."""

import pickle

import pytest
from service_points.core.text import Plural, Text, number, set_catalogue, shortest

POINTS = Plural(
    Text("{n} point of {town}", "{n} point de {town}"), Text("{n} points of {town}", "{n} points de {town}")
)


@pytest.mark.parametrize(
    ("n", "en", "fr"),
    [
        (0, "0 points of Hull", "0 point de Hull"),
        (1, "1 point of Hull", "1 point de Hull"),
        (2, "2 points of Hull", "2 points de Hull"),
        (1234, "1,234 points of Hull", "1\u00a0234 points de Hull"),
    ],
)
def test_none_is_singular_in_french_and_plural_in_english(n, en, fr):
    said = POINTS.of(n, town="Hull")
    assert (said.in_("en"), said.in_("fr_CA")) == (en, fr)


def test_numbers_are_written_as_each_language_does():
    assert number(1234567.26, 1) == Text("1,234,567.3", "1\u00a0234\u00a0567,3")
    assert number(-3) == Text("-3", "-3")
    assert shortest(2.5) == Text("2.5", "2,5")
    assert shortest(90.0) == Text("90", "90")
    assert shortest(1250) == Text("1,250", "1\u00a0250")
    assert shortest(1e-7) == Text("0.0000001", "0,0000001")


def test_amounts_and_texts_are_filled_in_per_language():
    said = Text("{n} of “{name}”", "{n} de «\u00a0{name}\u00a0»").format(n=12345, name=Text("roof", "toit"))
    assert said == Text("12,345 of “roof”", "12\u00a0345 de «\u00a0toit\u00a0»")
    assert Text("{code} {flag}", "{code} {flag}").format(code="3857", flag=True).en == "3857 True"


def test_texts_one_after_another():
    assert Text.join(", ", [Text("a", "à"), Text("b", "bé")]) == Text("a, b", "à, bé")
    assert Text.join(" ", []) == Text("", "")


class Dual:
    """A language with a form of its own for two, as Inuktitut has, and other thousands."""

    def sentence(self, english, n):
        known = {"roof": "qilak", "{n} points of {town}": ("kangiq", "kangik", "kangit {n} {town}")}
        found = known.get(english, "")
        return found[0 if n == 1 else 1 if n == 2 else 2] if isinstance(found, tuple) else found

    def number(self, value, decimals):
        return f"{value:_.{decimals}f}"


@pytest.fixture
def dual():
    set_catalogue("iu", Dual())
    yield
    set_catalogue("iu", None)


def test_a_third_language_translates_whatever_was_filled_joined_or_counted(dual):
    roof = Text("roof", "toit")
    assert roof.in_("iu") == "qilak"
    assert [POINTS.of(n, town=roof).in_("iu") for n in (1, 2, 5000)] == [
        "kangiq",
        "kangik",
        "kangit 5_000 qilak",
    ]
    assert Text("A {what}", "Un {what}").format(what=roof).in_("iu") == "A qilak"  # not translated: English
    assert Text.join("; ", [roof, number(1234.5, 1)]).in_("iu") == "qilak; 1_234.5"
    assert Text("", "").in_("iu") == ""


def test_without_its_catalogue_a_third_language_is_english():
    assert POINTS.of(2, town=Text("roof", "toit")).in_("iu") == "2 points of roof"


def test_texts_travel_between_processes(dual):
    said = POINTS.of(3, town=Text("roof", "toit"))
    again = pickle.loads(pickle.dumps(said))
    assert again == said
    assert again.in_("iu") == "kangit 3 qilak"
