# SPDX-License-Identifier: GPL-2.0-or-later
"""Figures, tables, medians and slopes, with values worked out by hand."""

import math

import pytest
from service_points.benchmarks.cases import CASES
from service_points.benchmarks.figures import (
    Figure,
    Outcome,
    honesty,
    longest_silence,
    markdown_table,
    plain,
    ratio,
    slope,
)
from service_points.benchmarks.lab import Size
from service_points.benchmarks.report import markdown
from service_points.benchmarks.sides import timing_of


@pytest.mark.parametrize(
    ("value", "asked", "passed"),
    [
        (40.0, {"least": 40.0}, True),
        (39.9, {"least": 40.0}, False),
        (1.5, {"most": 1.5}, True),
        (1.6, {"most": 1.5}, False),
        (math.nan, {"least": 1.0}, False),
        (math.nan, {"most": 1.0}, False),
        (1.0, {}, None),
    ],
)
def test_goal(value, asked, passed):
    assert Figure("1", "what", value, **asked).passed is passed


def test_medians_and_peak_of_runs():
    runs = [{"seconds": s, "cpu": s / 2, "peak_mb": mb} for s, mb in ((9.0, 5), (1.0, 7), (2.0, 6))]
    timing = timing_of(runs)
    assert (timing.median, timing.median_cpu, timing.peak_mb) == (2.0, 1.0, 7)


def test_ratio_says_how_many_times_longer_the_other_takes():
    assert ratio(40.0, 2.0) == 20.0
    assert math.isnan(ratio(40.0, 0.0))


def test_slope_of_power_laws():
    sizes = [10, 100, 1000]
    assert slope(sizes, [3 * s for s in sizes]) == pytest.approx(1.0)
    assert slope(sizes, [5 * s**0.5 for s in sizes]) == pytest.approx(0.5)
    assert slope(sizes, [4, 4, 4]) == pytest.approx(0.0)
    with pytest.raises(ValueError, match="two different"):
        slope([10, 10], [1, 2])


def test_honest_progress():
    told = honesty([(2.0, 20.0), (5.0, 50.0)], 10.0)
    assert told == {"back": 0.0, "silence": 5.0, "off": 0.0}
    jumped = honesty([(1.0, 60.0), (2.0, 40.0)], 10.0)
    assert jumped == {"back": 20.0, "silence": 8.0, "off": 50.0}


def test_longest_silence():
    assert longest_silence([1.0, 2.0, 7.0], 9.0) == 4.5
    assert longest_silence([], 9.0) == 4.5


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (187.234, "187.2"),
        (99.984, "99.98"),
        (0.123456, "0.1235"),
        (2_000_000, "2,000,000"),
        (3.0, "3"),
        (12345.6, "12,346"),
        (math.nan, "–"),
        ("a", "a"),
    ],
)
def test_cells(value, text):
    assert plain(value) == text


def test_table_keeps_its_columns():
    assert markdown_table(("a", "b"), [("x|y", 1.5)]) == "| a | b |\n|---|---|\n| x\\|y | 1.500 |"


def test_report_puts_the_goals_first():
    outcome = Outcome("native", "a title")
    outcome.tell("11", "later", 1.0, least=2.0)
    outcome.tell("2", "sooner", 91.0, least=90.0)
    outcome.tell("", "no goal", 1.0)
    text = markdown([outcome], {"QGIS": "3.22.16", "cores": "2"})
    goals = text[text.index("## Goals") : text.index("## native")]
    assert goals.index("sooner") < goals.index("later")
    assert "no goal" not in goals
    assert "| 11 | later | 1 × | ≥ 2 × | FAIL |" in goals
    assert "QGIS 3.22.16; cores 2" in text


@pytest.mark.parametrize(
    ("text", "edges", "inner", "shown"),
    [
        ("20k", 20_000, 2, "20k edges, 2 inner vertices"),
        ("2M", 2_000_000, 2, "2M edges, 2 inner vertices"),
        ("100k:0", 100_000, 0, "100k edges, straight"),
        ("1500", 1500, 2, "1500 edges, 2 inner vertices"),
    ],
)
def test_sizes(text, edges, inner, shown):
    assert Size.parse(text) == Size(edges, inner)
    assert str(Size.parse(text)) == shown


def test_no_size():
    with pytest.raises(ValueError, match="a size is a number"):
        Size.parse("many")


def test_cases_have_names_of_their_own_and_belong_somewhere():
    assert len({case.name for case in CASES}) == len(CASES)
    assert all(case.usual or case.large or case.national for case in CASES)
