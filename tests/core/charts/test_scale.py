# SPDX-License-Identifier: GPL-2.0-or-later
"""Ticks against hand computations; places on a scale; texts that are measured generously."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from service_points.core.charts.measure import shorten, text_width, wrap
from service_points.core.charts.model import Axis
from service_points.core.charts.scale import make_scale, round_step


def scale_of(values, *, most=5, maximum=None, text="{:g}".format):
    return make_scale(Axis("", text, maximum), values, 0.0, 100.0, most=most)


@pytest.mark.parametrize(
    ("values", "most", "maximum", "ticks"),
    [
        ([0, 7], 5, None, (0, 2, 4, 6, 8)),
        ([0, 10], 5, None, (0, 2, 4, 6, 8, 10)),
        ([3, 120345], 4, None, (0, 50000, 100000, 150000)),
        ([0.31], 4, None, (0, 0.1, 0.2, 0.3, 0.4)),
        ([0.2], 5, 1.0, (0, 0.2, 0.4, 0.6, 0.8, 1)),
        ([40], 4, 45, (0, 20, 40)),
        ([-3, 6], 5, None, (-4, -2, 0, 2, 4, 6)),
        ([0, 0], 2, None, (0, 0.5, 1)),
        ([], 2, None, (0, 0.5, 1)),
        ([float("nan"), 4, float("inf")], 4, None, (0, 1, 2, 3, 4)),
        ([2e-7], 2, None, (0, 1e-7, 2e-7)),
    ],
)
def test_ticks(values, most, maximum, ticks):
    assert scale_of(values, most=most, maximum=maximum).ticks == pytest.approx(ticks, rel=1e-12, abs=1e-20)


def test_ticks_are_as_written():
    assert scale_of([0.7], most=8).ticks == (0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7)


def test_no_two_ticks_have_one_text():
    """Steps of a half, written as whole people, would say 0, 0, 1, 2, 2."""
    assert scale_of([2], most=4, text="{:.0f}".format).ticks == (0, 1, 2)


def test_places():
    scale = scale_of([8], maximum=8)
    assert [scale(value) for value in (0, 2, 8)] == [0, 25, 100]
    assert scale.holds(8 * (1 + 1e-15))  # shares add up to 1 but for rounding
    assert not scale.holds(8.5)


@given(
    st.floats(min_value=1e-9, max_value=1e12),
    st.integers(min_value=1, max_value=12),
)
def test_steps_are_round_and_few(span, most):
    step = round_step(span, most)
    assert f"{step:e}"[:2] in ("1.", "2.", "5.")
    assert span / step <= most * (1 + 1e-6)


@given(st.lists(st.floats(min_value=-1e9, max_value=1e9), max_size=6), st.integers(1, 9))
def test_the_axis_holds_the_data(values, most):
    scale = scale_of(values, most=most)
    room = 1e-8 * (scale.high - scale.low)
    assert all(scale.low - room <= value <= scale.high + room for value in values)
    assert scale.low <= 0 <= scale.high
    assert 1 <= len(scale.ticks) <= most + 3


def test_accents_take_no_room():
    assert text_width("Été à Montréal") == text_width("Ete a Montreal")


def test_wrapping_keeps_numbers_with_their_units():
    unit = "à plus de 12\u00a0km"
    assert wrap(unit, text_width("à plus de")) == ["à plus de", "12\u00a0km"]


def test_what_does_not_fit_ends_in_an_ellipsis():
    long = "Centre de services de Rivière-des-Pins"
    short = shorten(long, 100)
    assert short.endswith("…")
    assert long.startswith(short[:-1])
    assert text_width(short) <= 100
    assert shorten("Riverside", 100) == "Riverside"
    assert wrap("un deux trois quatre", text_width("trois"), lines=2) == ["un", "de…"]
    assert wrap("", 50) == []
