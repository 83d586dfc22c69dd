# SPDX-License-Identifier: GPL-2.0-or-later
"""The values of a column with their counts, and the codes that their words point to."""

import numpy as np
import pytest
from service_points.core.errors import InputError
from service_points.core.importing.expressions import compile_expression
from service_points.core.importing.joining import likely_keys, partners
from service_points.core.importing.lookups import Tally, guessed_codes, tallied
from service_points.core.importing.table import Origin, SourceTable
from service_points.core.importing.trials import tried
from service_points.core.schema import load_schema

FIELDS = load_schema().tables["service_point"].by_name
TYPES = load_schema().domains["point_type"]


def table_of(columns):
    n = len(next(iter(columns.values())))
    return SourceTable(columns, np.arange(2, n + 2), Origin("open_data_file", "x.csv", "0" * 64))


def test_values_a_lookup_takes_for_the_same_are_counted_together():
    column = ["Kiosk", "kiosk ", "KIOSK", "Office", None, "", "Kiosk", "Depot"]
    assert tallied(column, {}) == [Tally("Kiosk", 4), Tally("Depot", 1), Tally("Office", 1)]
    assert tallied(column, {" KIOSK": "kiosk", "Gone": "other"}) == [
        Tally(" KIOSK", 4),
        Tally("Depot", 1),
        Tally("Office", 1),
        Tally("Gone", 0),
    ]
    both = {"KIOSK": "kiosk", "Kiosk": "other"}  # an exact spelling comes first, the last one else
    assert {Tally("Kiosk", 3), Tally("KIOSK", 1)} <= set(tallied(column, both))


def test_the_counts_are_those_of_the_lookup_itself():
    column = ["Kiosk", "kiosk ", "KIOSK", "Kiosk"]
    table = {"KIOSK": "kiosk", "Kiosk": "other"}
    read = compile_expression({"lookup": {"col": "T", "table": table}}, "map").evaluate(
        table_of({"T": column})
    )
    assert {table[each.value]: each.count for each in tallied(column, table)} == {
        code: read.values.count(code) for code in table.values()
    }


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("kiosk", "kiosk"),
        ("BORNE libre-service", "kiosk"),
        ("Employment Centres", "employment_centre"),
        ("Centre d'emploi", "employment_centre"),
        ("Unité mobile n° 4", "mobile_unit"),
        ("service_centre", "service_centre"),
        ("Centre", None),  # four labels have the word
        ("Bibliothèque", None),
        ("–", None),
    ],
)
def test_a_code_is_guessed_only_where_the_words_point_to_one(value, code):
    assert guessed_codes([value], TYPES).get(value) == code


def test_a_trial_counts_what_is_given_empty_and_unread():
    table = table_of({"T": ["a", "", "A", "b", None, "x", "x"]})
    spec = {"lookup": {"col": "T", "table": {"a": "kiosk", "b": "no such code"}}}
    found = tried(compile_expression(spec, "map"), FIELDS["point_type"], table)
    assert (found.n_given, found.n_empty, found.n_unread) == (2, 2, 3)
    assert found.unread == ("x", "b")
    assert found.n_repeated == 1  # the second kiosk
    assert [(row.value, row.is_unread) for row in found.rows[:4]] == [
        ("kiosk", False),
        (None, False),
        ("kiosk", False),
        ("no such code", True),
    ]


def test_a_pattern_that_finds_nothing_is_counted_though_no_import_lists_it():
    table = table_of({"A": ["rc=12", "12", None], "B": ["", "", "b"]})
    found = tried(compile_expression({"regex": {"col": "A", "pattern": "rc=([0-9]+)"}}, "map"), None, table)
    assert (found.n_given, found.n_empty, found.n_unread) == (1, 1, 1)
    both = tried(compile_expression({"concat": [{"col": "B"}, {"col": "A"}]}, "map"), None, table)
    assert [row.said for row in both.rows] == ["rc=12", "12", "b"]
    with pytest.raises(InputError, match="no column"):
        tried(compile_expression({"col": "C"}, "map"), None, table)


def test_rows_without_a_partner_are_counted_on_both_sides():
    found = partners(["1", " 2", "2", None, "7"], ["2", "9", "", "9"])
    assert (found.n_joined, found.n_alone, found.lonely) == (2, 3, (1, 2, 3))
    assert found.at == (None, 0, 0, None, None)
    assert found.repeated == ("9",)


def test_the_likely_keys_are_those_that_join_most():
    first = table_of({"id": ["1", "2", "3"], "name": ["A", "B", "C"], "town": ["T", "T", "T"]})
    second = table_of({"no": ["3", "1", "8"], "name": ["A", "B", "x"], "ville": ["1", "1", "2"]})
    assert likely_keys(first, second) == ("name", "name")
    assert likely_keys(first, table_of({"no": ["3", "1", "2"], "nom": ["X", "Y", "Z"]})) == ("id", "no")
    assert likely_keys(first, table_of({"no": ["7"]})) is None
