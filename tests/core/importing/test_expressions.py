# SPDX-License-Identifier: GPL-2.0-or-later
"""EXPR of a profile: data in, columns out; what is unknown, dangerous or unread is said."""

import time

import numpy as np
import pytest
from service_points.core.errors import InputError
from service_points.core.importing.expressions import compile_expression
from service_points.core.importing.patterns import compile_pattern
from service_points.core.importing.table import Origin, SourceTable


def evaluated(spec, **columns):
    n = len(next(iter(columns.values())))
    table = SourceTable(columns, np.arange(2, n + 2), Origin("open_data_file", "x.csv", "0" * 64))
    return compile_expression(spec, "map.x").evaluate(table)


def test_e2_leading_zeros_and_exponents_stay_texts():
    found = evaluated({"col": "ID"}, ID=["007", "1E5", " ", None, " 12"])
    assert found.values == ["007", "1E5", None, None, " 12"]
    assert not found.unread


@pytest.mark.parametrize(
    ("spec", "given", "expected"),
    [
        ({"const": "ON"}, ["x", None], ["ON", "ON"]),
        ({"regex": {"col": "A", "pattern": r"^(\d+) (\w+)", "group": 2}}, ["12 rue", "rue"], ["rue", None]),
        ({"lookup": {"col": "A", "table": {"Biblio": "other"}}}, ["biblio ", None], ["other", None]),
        ({"lookup": {"col": "A", "table": {"a": "1", "A": "2"}}}, ["a", "A"], ["1", "2"]),
        ({"lookup": {"col": "A", "table": {}, "default": "other"}}, ["x", ""], ["other", None]),
        ({"split": {"col": "A", "sep": "/", "index": -1}}, ["Gare / Stop", "Gare"], ["Stop", "Gare"]),
        ({"split": {"col": "A", "sep": "/", "index": 1}}, ["a/b/c", "a"], ["b", None]),
        ({"strip": {"col": "A", "prefix": "mailto:"}}, ["MAILTO:a@b.ca", "c@d.ca"], ["a@b.ca", "c@d.ca"]),
        ({"phone": {"col": "A"}}, ["(613) 555-0123", None], ["+16135550123", None]),
        ({"phone": {"col": "A", "area_code": "613"}}, ["722-6521", "311"], ["+16137226521", "311"]),
        ({"postal": {"col": "A"}}, ["k1a0b1", ""], ["K1A 0B1", None]),
        ({"province": {"col": "A"}}, ["Nouvelle-Écosse", "on"], ["NS", "ON"]),
        ({"languages": {"col": "A"}}, ["English & French", "fr"], ["en;fr", "fr"]),
        ({"bool": {"col": "A", "true": ["K"]}}, ["k", "Non"], ["true", "false"]),
        ({"date": {"col": "A", "format": "%d/%m/%Y"}}, ["03/04/2025", None], ["2025-04-03", None]),
        ({"address": {"col": "A", "part": "city"}}, ["110 Main St, Ottawa, ON", None], ["Ottawa", None]),
        ({"first": [{"col": "A"}, {"const": "?"}]}, ["é", None], ["é", "?"]),
        ({"concat": [{"col": "A"}, {"const": "St"}], "sep": "-"}, [" b ", None], ["b-St", "St"]),
        ({"concat": [{"col": "A"}, {"const": "St"}], "all": True}, ["b", None], ["b St", None]),
        ({"address": {"col": "A", "part": "rest"}}, ["1 Main St, Grey", "1 Main St"], ["Grey", None]),
        (
            {"phone": {"of": {"strip": {"col": "A", "prefix": "rens.:"}}}},
            ["Rens.: 819 555-0123"],
            ["+18195550123"],
        ),
    ],
)  # fmt: skip
def test_every_operation_of_the_schema(spec, given, expected):
    found = evaluated(spec, A=given)
    assert found.values == expected
    assert not found.unread


@pytest.mark.parametrize(
    ("spec", "text"),
    [
        ({"phone": {"col": "A"}}, "call us"),
        ({"postal": {"col": "A"}}, "90210"),
        ({"date": {"col": "A", "format": "%d/%m/%Y"}}, "04/25/2025"),
        ({"bool": {"col": "A"}}, "perhaps"),
        ({"lookup": {"col": "A", "table": {"x": "y"}}}, "z"),
        ({"languages": {"col": "A"}}, "English, Klingon"),
        ({"province": {"col": "A"}}, "Ohio"),
    ],
)
def test_what_cannot_be_read_is_listed_by_row(spec, text):
    found = evaluated(spec, A=[None, text, " "])
    assert found.values == [None, None, None]
    assert found.unread == {1}


def test_an_alternative_that_reads_makes_up_for_one_that_does_not():
    forms = [{"date": {"col": "A", "format": form}} for form in ("%Y-%m-%d", "%Y%m%d")]
    found = evaluated({"first": forms}, A=["2024-02-29", "20240229", "soon"])
    assert found.values == ["2024-02-29", "2024-02-29", None]
    assert found.unread == {2}


@pytest.mark.parametrize(
    ("spec", "said"),
    [
        ({"eval": "1"}, "eval"),
        ({"col": "A", "const": "x"}, "one operation"),
        ("A", "one operation"),
        ({"col": 1}, "col"),
        ({"regex": {"col": "A"}}, "pattern"),
        ({"regex": {"col": "A", "pattern": "a", "flags": "x"}}, "flags"),
        ({"regex": {"col": "A", "pattern": "a", "group": True}}, "group"),
        ({"regex": {"col": "A", "pattern": "a", "group": 1}}, "no group 1"),
        ({"phone": {}}, "either"),
        ({"split": {"col": "A", "sep": "", "index": 0}}, "sep"),
        ({"lookup": {"col": "A", "table": {"x": 1}}}, "table"),
        ({"address": {"col": "A", "part": "planet"}}, "planet"),
        ({"date": {"col": "A", "format": "%Q"}}, "%Q"),
        ({"first": []}, "first"),
        ({"first": [{"col": "A"}] * 51}, "50"),
    ],
)
def test_what_is_no_expression_is_refused_with_its_reason(spec, said):
    with pytest.raises(InputError) as caught:
        compile_expression(spec, "map.x")
    assert said in caught.value.text.en
    assert caught.value.text.fr != caught.value.text.en


def test_expressions_nested_without_end_are_refused():
    spec = {"col": "A"}
    for _ in range(500):
        spec = {"first": [spec]}
    with pytest.raises(InputError, match="deep"):
        compile_expression(spec, "map.x")


def test_a_column_that_the_source_has_not_is_named():
    with pytest.raises(InputError, match="“NOM”"):
        evaluated({"first": [{"col": "A"}, {"col": "NOM"}]}, A=["x"])


@pytest.mark.parametrize(
    "pattern",
    [
        r"^(\d+)\s+(.*)$",
        r"([^,]*), (.*)",
        r"(?:tel|tél)\.? (\d{3})",
        r"^(.*), ([A-Z]{2})$",
        r"#(?P<unit>\d+)",
    ],
)
def test_usual_patterns_are_accepted(pattern):
    assert compile_pattern(pattern).pattern == pattern


@pytest.mark.parametrize(
    "pattern",
    [
        r"(a+)+$", r"(a|aa)+$", r"(?:a*)*b", r"^(.*)(.*)(.*)x$", r"\d+\d+x", r".*.*=.*", "a?" * 40 + "a" * 40,
        r"(a|a)" * 30 + "b", r"(\w+)\1", r"(?=a+)a", r"(?i)a", r"\x61+a", "\u4e00*\u4e00*x", r"a{1,5000}",
        r"((a{1,50}){1,50}){1,50}", r"a{,9}", r"(", r"[z-a]", r"a**", "a" * 201,
    ],
)  # fmt: skip
def test_patterns_that_could_take_for_ever_are_refused(pattern):
    with pytest.raises(InputError):
        compile_pattern(pattern)


@pytest.mark.parametrize("pattern", [r"^(.*), (.*)$", r"[^,]*,\s*\d+\s*-\s*[a-z]+$", r"\w+@\w+\.\w+$"])
@pytest.mark.parametrize("text", ["a" * 1000, "1 " * 500, ", " * 500, "a@" * 500, "a" * 30_000, "," * 30_000])
def test_accepted_patterns_are_quick_on_hostile_texts(pattern, text):
    before = time.process_time()
    evaluated({"regex": {"col": "A", "pattern": pattern}}, A=[text])
    assert time.process_time() - before < 1.0


@pytest.mark.parametrize("atom", ["[^\u0000-\u024f\u2000-\u206f]", "[^a-z\u00c0-\u024f]", "."])
def test_letters_beyond_any_range_are_shared_too(atom):
    """Three of the first and a sign took four seconds on 300 letters, four did not end."""
    with pytest.raises(InputError):
        compile_pattern(f"{atom}*{atom}*!")
