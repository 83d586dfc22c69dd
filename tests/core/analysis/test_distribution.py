# SPDX-License-Identifier: GPL-2.0-or-later
"""Weighted mean, quantiles, Gini, Theil and Lorenz curve against computations by hand and by definition."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from service_points.core.analysis.distribution import Distribution
from service_points.core.errors import InputError

INF = math.inf


def spread(*pairs):
    """Make a distribution of (cost, people) pairs."""
    values, weights = np.array(pairs, dtype=float).reshape(-1, 2).T
    return Distribution.of(values, weights)


@pytest.fixture
def four():
    """10 people at 0 min, 20 at 5, 20 at 5 too, 50 at 10; nobody at 99; 7 without a road and 3 off it."""
    return spread((10, 50), (5, 20), (0, 10), (5, 20), (99, 0), (INF, 7), (math.nan, 3))


def test_by_hand(four):
    assert four.people == 100
    assert four.without == 10
    assert four.mean() == pytest.approx((0 * 10 + 5 * 40 + 10 * 50) / 100)  # 7
    assert four.maximum() == 10
    # cumulated: 10 people at 0, 50 at most 5, 100 at most 10
    quantiles = [four.quantile(q) for q in (0, 0.1, 0.11, 0.5, 0.500001, 0.9, 1)]
    assert quantiles == [0, 0, 5, 5, 10, 10, 10]
    assert math.isnan(four.ratio())  # the least tenth travels 0 minutes


def test_gini_and_theil_by_hand(four):
    # ΣΣ p p |t - t'|: 2 (10·40·5 + 10·50·10 + 40·50·5) = 2 · 17000; 2 P² mean = 2 · 10000 · 7
    assert four.gini() == pytest.approx(2 * 17000 / (2 * 100**2 * 7))
    theil = (40 * (5 / 7) * math.log(5 / 7) + 50 * (10 / 7) * math.log(10 / 7)) / 100
    assert four.theil() == pytest.approx(theil)
    people, cost = four.lorenz()
    assert people.tolist() == pytest.approx([0, 0.1, 0.3, 0.5, 1])
    assert cost.tolist() == pytest.approx([0, 0, 1 / 7, 2 / 7, 1])


def test_one_who_bears_all_among_n():
    """The textbook's extreme: of n people one bears all, G = (n - 1) / n and T = ln n."""
    alone = spread((0, 9), (30, 1))
    assert alone.gini() == pytest.approx(0.9)
    assert alone.theil() == pytest.approx(math.log(10))


@pytest.mark.parametrize("cost", [0, 8.5])
def test_all_alike(cost):
    same = spread((cost, 3), (cost, 4))
    assert (same.gini(), same.theil(), same.mean(), same.quantile(0.5)) == (
        pytest.approx(0, abs=1e-15), pytest.approx(0, abs=1e-15), cost, cost,
    )  # fmt: skip
    people, costs = same.lorenz()
    assert costs.tolist() == pytest.approx(people.tolist())


def test_nobody_has_a_cost():
    none = spread((INF, 5), (3, 0))
    assert (none.people, none.without) == (0, 5)
    measures = (none.mean(), none.quantile(0.5), none.maximum(), none.gini(), none.theil(), none.ratio())
    assert all(math.isnan(value) for value in measures)


def test_ratio():
    assert spread(*((t, 1) for t in range(1, 11))).ratio() == 9  # the 9th of ten over the first


@pytest.mark.parametrize("pairs", [((1, -1),), ((-1, 1),), ((1, math.nan),), ((1, INF),)])
def test_impossible_numbers_are_refused(pairs):
    with pytest.raises(InputError):
        spread(*pairs)


costs = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 9)), min_size=1, max_size=12)


@given(costs)
def test_a_weight_is_so_many_people(pairs):
    """The same as writing every person down, by the definitions with two loops."""
    people = sorted(t for t, p in pairs for _ in range(p))
    found = spread(*pairs)
    assert found.people == len(people)
    if not people:
        return
    mean = sum(people) / len(people)
    assert found.mean() == pytest.approx(mean)
    for share in (0.1, 0.25, 0.5, 0.9, 1.0):
        least = next(t for t in people if sum(other <= t for other in people) >= share * len(people) - 1e-9)
        assert found.quantile(share) == least
    if mean:
        double = sum(abs(a - b) for a in people for b in people)
        assert found.gini() == pytest.approx(double / (2 * len(people) ** 2 * mean), abs=1e-12)
        terms = [t / mean * math.log(t / mean) for t in people if t]
        assert found.theil() == pytest.approx(sum(terms) / len(people), abs=1e-12)


@given(costs, st.randoms(use_true_random=False))
def test_order_does_not_matter(pairs, random):
    shuffled = pairs[:]
    random.shuffle(shuffled)
    a, b = spread(*pairs), spread(*shuffled)
    for name in ("mean", "gini", "theil", "maximum"):
        assert np.array_equal(getattr(a, name)(), getattr(b, name)(), equal_nan=True), name
