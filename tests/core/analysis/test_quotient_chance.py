# SPDX-License-Identifier: GPL-2.0-or-later
"""Permutations, p-values and adjustments: literal values, exhaustive enumeration, and the null hypothesis."""

import itertools
import random

import numpy as np
import pytest
from scipy import stats
from service_points.core.analysis import quotient_chance
from service_points.core.analysis.quotient import Chance, local_quotients, quotients
from service_points.core.analysis.quotient_chance import Tally, adjusted, blocks, permutations
from service_points.core.analysis.quotient_neighbours import NeighbourOptions, weighted


def in_the_plane(xy, **options):
    n = len(xy)
    a, b = np.divmod(np.arange(n * n), n)
    return weighted(n, a, b, np.hypot(*(xy[a] - xy[b]).T), NeighbourOptions(**options))


def test_permutations_are_the_same_everywhere():
    """Literal values: the same for every numpy, and for every block size."""
    block = permutations(6, (0, 3), 42)
    assert block.tolist() == [[4, 1, 3, 0, 2, 5], [2, 4, 3, 0, 1, 5], [5, 3, 2, 4, 0, 1]]


def test_blocks_change_nothing(monkeypatch):
    whole = permutations(50, (0, 40), 5)
    monkeypatch.setattr(quotient_chance, "_HELD", 99)
    parts = [permutations(50, block, 5) for block in blocks(50, 40)]
    assert len(parts) == 40
    np.testing.assert_array_equal(np.concatenate(parts), whole)
    assert (np.sort(whole, axis=1) == np.arange(50)).all()


def test_tails_by_hand():
    """Observed 3 among 1 2 3 4: two reach it from above, three from below; with it, 3 of 5 and 4 of 5."""
    tally = Tally(np.array([3.0, 9.0, 0.0, np.nan]))
    tally.add(np.array([[1.0, 2, 3, 4]] * 4))
    p, above = tally.p_values()
    np.testing.assert_allclose(p, [1.0, 2 / 5, 2 / 5, np.nan])
    assert above[:3].tolist() == [True, True, False]


def test_rounding_makes_no_difference():
    tally = Tally(np.array([0.1 + 0.2]))
    tally.add(np.full((1, 9), 0.3))
    assert tally.p_values()[0] == pytest.approx(1.0)


def test_adjusted_in_the_example_of_the_paper():
    """The 15 p-values of Benjamini & Hochberg (1995), section 4: at 5 % the first four are significant."""
    text = ".0001 .0004 .0019 .0095 .0201 .0278 .0298 .0344 .0459 .3240 .4262 .5719 .6528 .7590 1"
    p = np.array(text.split(), float)
    shuffled = [7, 3, 14, 0, 9, 1, 12, 5, 2, 8, 4, 13, 6, 10, 11]
    found = np.empty(15)
    found[shuffled] = adjusted(np.append(p[shuffled], np.nan))[:-1]
    assert (found <= 0.05).sum() == 4
    # By hand: p times 15 by the rank, and never more than what comes after.
    expected = [0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.447 / 7, 0.447 / 7, 0.0645, 0.0765, 0.486]
    assert found[:10] == pytest.approx(expected)
    assert np.isnan(adjusted(np.array([0.5, np.nan]))[1])


def _by_enumeration(share, observed):
    """Return both tails over all arrangements."""
    share = np.array(share)
    return (share >= observed - 1e-12).mean(), (share <= observed + 1e-12).mean()


def test_local_p_values_against_every_arrangement():
    """Seven points: the labels of the other six in all 720 orders, for every point and type."""
    draw = np.random.default_rng(8)
    xy, types = draw.random((7, 2)), np.array([0, 0, 1, 1, 1, 2, 2])
    near = in_the_plane(xy, k=3, kernel="gaussian")
    found = local_quotients(near, types, np.arange(7), [0, 1, 2], chance=Chance(20_000, 3))
    for one in found:
        for i in range(7):
            mine = slice(*near.start[i : i + 2])
            others = [j for j in range(7) if j != i]
            share, observed = [], float((types[near.place[mine]] == one.b) @ near.weight[mine])
            for order in itertools.permutations(others):
                dealt = types.copy()
                dealt[others] = types[list(order)]
                share.append(float((dealt[near.place[mine]] == one.b) @ near.weight[mine]))
            exact = min(1.0, 2 * min(_by_enumeration(share, observed)))
            assert one.p_value[i] == pytest.approx(exact, abs=0.02)


def test_global_p_values_against_every_arrangement():
    draw = np.random.default_rng(9)
    xy, types = draw.random((7, 2)), np.array([0, 0, 1, 1, 1, 2, 2])
    near = in_the_plane(xy, k=2, kernel="gaussian")
    pairs = [(0, 1), (1, 0), (1, 1)]
    found = quotients(near, types, pairs, Chance(20_000, 4))
    for row, (a, b) in enumerate(pairs):

        def figure(dealt, a=a, b=b):
            return float(near.weight[(dealt[near.row] == a) & (dealt[near.place] == b)].sum())

        share = [figure(types[list(order)]) for order in itertools.permutations(range(7))]
        exact = min(1.0, 2 * min(_by_enumeration(share, figure(types))))
        assert found.p_value[row] == pytest.approx(exact, abs=0.02)


@pytest.fixture(scope="module")
def under_the_null():
    """Global and local p-values of 500 runs whose types were dealt out at random (by Python's generator)."""
    draw = random.Random(2024)
    overall, local = [], []
    for run in range(500):
        xy = np.array([(draw.random(), draw.random()) for _ in range(45)])
        near = in_the_plane(xy, k=6, kernel="gaussian")
        types = np.array(draw.sample([0, 1, 2] * 15, 45))
        chance = Chance(199, run)
        overall.append(quotients(near, types, [(0, 1)], chance).p_value[0])
        point = np.flatnonzero(types == 0)[:1]
        (one,) = local_quotients(near, types, point, [1], chance=chance)
        local.append(one.p_value[0])
    return np.array(overall), np.array(local)


def test_global_p_values_are_uniform_under_the_null(under_the_null):
    overall, _ = under_the_null
    assert stats.kstest(overall, "uniform").pvalue > 0.01
    assert (overall <= 0.05).mean() == pytest.approx(0.05, abs=0.025)
    assert (overall >= 2 / 200).all()  # never zero


def test_local_p_values_never_promise_too_much(under_the_null):
    """A local quotient has few possible values, and where they tie p is larger than uniform."""
    _, local = under_the_null
    assert stats.kstest(local, "uniform", alternative="greater").pvalue > 0.01
    assert (local <= 0.05).mean() <= 0.05
