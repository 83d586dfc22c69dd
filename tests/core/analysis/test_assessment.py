# SPDX-License-Identifier: GPL-2.0-or-later
"""All indicators of coverage against a case worked out by hand, and laws that hold for any case."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from service_points.core.analysis.assessment import BASKET, Assessor, Lengths, Qualities
from service_points.core.analysis.matrix_rows import MatrixOptions
from service_points.core.analysis.nearest_costs import NearestCosts
from service_points.core.analysis.people import People
from service_points.core.analysis.sensitivity import Variant, flips, other_metric, variants
from service_points.core.presets.standards import Criterion, load_standards

INF = np.inf
COSTS = np.array([[2, 8, INF], [6, 3, 9], [12, 11, 4], [INF, INF, INF], [INF, INF, INF]])
"""Minutes from five units to three points. No road leads from the fourth to any; the fifth is off network."""


class Table:
    """Stands for the search: the nearest of the points allowed, from a table."""

    unit_placed = np.array([True, True, True, True, False])
    point_placed = np.ones(3, bool)

    def least(self, allowed=None, *, horizon=INF, progress=None):
        table = COSTS if allowed is None else np.where(allowed, COSTS, INF)
        cost = table.min(axis=1)
        cost = np.where(cost <= horizon, cost, INF)
        return cost, np.where(np.isfinite(cost), table.argmin(axis=1), -1)

    def each(self, wanted, progress=None):
        return (self.least(one.allowed, horizon=one.horizon) for one in wanted)


def standard(*criteria, measure="nearest", target=None):
    base = load_standards()["custom"]
    return dataclasses.replace(base, criteria=criteria, measure=measure, target=target)


@pytest.fixture
def people():
    """200 people, 40 of them seniors; 4 people and 1 senior of A cannot be placed."""
    weights = np.array([[100, 10], [50, 20], [30, 5], [15, 5], [5, 0]], float)
    return People.of(weights, ("people", "seniors"), ("A", "A", "B", "B", "B"), {"A": np.array([4.0, 1.0])})


@pytest.fixture
def assess(people):
    def run(*criteria, cutoffs=(9.0,), lengths=None, **qualities):
        asked = criteria or (Criterion(3.0, 60.0),)
        return Assessor(Table(), people, standard(*asked), cutoffs).run(Qualities(**qualities), lengths)

    return run


def found(assessment, indicator, group="people", *, stratum=None, service=None, cutoff="any"):
    rows = [
        row
        for row in assessment.rows
        if (row.indicator, row.group, row.stratum, row.service) == (indicator, group, stratum, service)
        and cutoff in ("any", row.cutoff)
    ]
    assert len(rows) == 1, rows
    return rows[0]


def test_shares_by_hand(assess):
    done = assess()
    row = found(done, "C1")
    assert (row.value, row.numerator, row.denominator, row.excluded) == (75, 150, 200, 4)
    assert (row.target, row.met) == (60, True)
    assert found(done, "C1", "seniors").value == 75
    assert [found(done, "C3", cutoff=c).value for c in (3.0, 9.0)] == [75, 90]
    assert [found(done, "C4", stratum=s).value for s in "AB"] == [100, 0]
    assert [found(done, "C4", stratum=s).met for s in "AB"] == [True, False]
    assert [found(done, "C4", stratum=s).excluded for s in "AB"] == [4, 0]
    assert found(done, "C5_share").value == 50
    assert found(done, "C5_lowest", stratum="B").value == 0
    assert (found(done, "C6_difference", "seniors").value, found(done, "C6_ratio", "seniors").value) == (0, 1)
    assert done.met is True


def test_uncovered_by_hand_most_people_first(assess):
    rows = [row for row in assess().rows if row.indicator == "C2" and row.group == "people"]
    assert [(row.stratum, row.value) for row in rows] == [(None, 50), ("B", 50), ("A", 0)]


def test_statuses_reconcile(assess):
    done = assess()
    assert done.status.tolist() == [0, 0, 1, 2, 3]
    totals = done.totals
    assert (totals.served, totals.beyond, totals.unreachable, totals.off_network) == (150, 30, 15, 5)
    assert totals.total == 200


def test_times_by_hand(assess):
    done = assess()
    row = found(done, "T1")
    assert row.value == pytest.approx((2 * 100 + 3 * 50 + 4 * 30) / 180)
    assert (row.denominator, row.excluded) == (180, 20 + 4)  # those without a way are counted, not dropped
    assert [found(done, f"T2_p{q}").value for q in (10, 50, 90)] == [2, 2, 4]
    assert found(done, "T3").value == 4
    assert (found(done, "T1", stratum="B").value, found(done, "T1", stratum="B").excluded) == (4, 20)
    mean = 470 / 180
    gini = 2 * (100 * 50 * 1 + 100 * 30 * 2 + 50 * 30 * 1) / (2 * 180**2 * mean)
    assert found(done, "E1").value == pytest.approx(gini)
    assert found(done, "E1", stratum="B").value == pytest.approx(0)  # one unit only
    assert found(done, "E3").value == 4 / 2


def test_services_by_hand(assess):
    """The first service is offered at the first and the last point, the second at the one between."""
    offers = np.array([[True, False, True], [False, True, False], [False, False, False]])
    done = assess(services=("a", "b"), offers=offers[:2])
    assert [found(done, "C1", service=s, cutoff=3.0).value for s in "ab"] == [50, 25]
    assert found(done, "C9_mean").value == 37.5
    assert found(done, "C9_all").value == 0
    assert found(done, "T3", service="b").value == 11
    nine = assess(Criterion(9.0, None), services=("a", "b"), offers=offers[:2])
    assert found(nine, "C9_all").value == 75  # 100 and 50 people
    assert found(nine, "C9_all", stratum="A").value == 100
    nowhere = assess(services=("a", "c"), offers=offers[[0, 2]])
    assert found(nowhere, "C1", service="c").value == 0
    assert found(nowhere, "T1", service="c").value is None


def test_the_basket_is_the_mean_over_services(people):
    offers = np.array([[True, False, True], [False, True, False]])
    asked = standard(Criterion(5.0, 50.0), measure="basket")
    done = Assessor(Table(), people, asked, (5.0,)).run(Qualities(("a", "b"), offers))
    assert done.cost.tolist() == [5, 4.5, 7.5, INF, INF]
    assert found(done, "C1", service=BASKET).value == 75
    assert found(done, "T2_p50", service=BASKET).value == 5
    assert done.met is True
    assert done.status.tolist() == [0, 0, 1, 2, 3]


def test_frequency_and_hours_by_hand(assess):
    levels = {"frequency": np.array([1, 0.5, 0.25]), "hours": np.array([0, 1.2, 0.4])}
    three, nine = (assess(Criterion(cutoff, None), **levels) for cutoff in (3.0, 9.0))
    assert found(three, "C7").value == pytest.approx((100 * 1 + 50 * 0.5) / 2)
    assert found(nine, "C7").value == pytest.approx((100 + 50 + 30 * 0.25) / 2)
    assert found(three, "C8").value == pytest.approx(50 * 1.2 / 2)
    assert found(nine, "C8").value == pytest.approx((100 * 1.2 + 50 * 1.2 + 30 * 0.4) / 2)
    assert found(nine, "C8", stratum="B").value == pytest.approx(100 * 12 / 50)


def test_only_points_that_qualify(assess):
    last = np.array([False, False, True])
    done = assess(Criterion(9.0, None), barrier_free=last, language=np.zeros(3, bool))
    assert found(done, "C10").value == 40
    assert found(done, "C11").value == 0


def test_detour_by_hand(assess):
    road, straight = np.array([4, 6, 8, INF, INF]), np.array([2, 3, 4, 1, 1.0])
    done = assess(lengths=Lengths(road, straight))
    row = found(done, "T6")
    assert (row.value, row.numerator, row.denominator, row.excluded) == (2, 940, 470, 24)
    zero = assess(lengths=Lengths(np.zeros(5), np.zeros(5)))
    assert found(zero, "T6").value is None


def test_criteria_of_groups_and_of_every_area(assess):
    done = assess(
        Criterion(3.0, 75.0), Criterion(3.0, 76.0, "seniors"), Criterion(4.0, 50.0, "", True),
        Criterion(4.0, 50.0, "urban"),
    )  # fmt: skip
    results = [(v.criterion.cutoff, v.criterion.group, v.value, v.met) for v in done.verdicts]
    assert results == [
        (3, "", 75, True),
        (3, "seniors", 75, False),
        (4, "", 60, True),  # the lowest area: 30 of B's 50
        (4, "urban", None, None),  # no such field: not assessed
    ]
    assert done.met is False
    assert assess(Criterion(3.0, 75.0), Criterion(3.0, 1.0, "urban")).met is None
    assert assess(Criterion(3.0, None)).met is None


def test_presence(people):
    asked = standard(Criterion(9.0, None), measure="presence", target=100.0)
    run = Assessor(Table(), people, asked, (9.0,)).run
    done = run(Qualities(stratum=np.array([0, 0, -1])))
    assert found(done, "C5_presence").value == 50
    assert done.met is False
    assert run(Qualities(stratum=np.array([0, 1, 1]))).met is True


def test_without_strata(people):
    alone = People.of(people.weights, people.names, None, {"": np.array([4.0, 1.0])})
    done = Assessor(Table(), alone, standard(Criterion(3.0, 60.0)), ()).run(Qualities())
    assert found(done, "C1").excluded == 4
    assert not [row for row in done.rows if row.indicator in ("C4", "C5_share", "C5_lowest")]


def test_who_flips_by_hand(people):
    cost = COSTS.min(axis=1)
    found_flips = flips(people, cost, 3.0, 60.0, variants(cost, 3.0, timed=True))
    rows = {(f.scenario, f.stratum): (f.after, f.flips) for f in found_flips}
    assert rows["cutoff_less", None] == (50, True)  # 2.4 min: the first unit alone
    assert rows["cutoff_more", None] == (75, False)
    assert rows["speed_less", "A"] == (100 * 100 / 150, False)  # 3 min become 3.53
    assert rows["speed_more", "B"] == (0, False)  # 4 min become 3.48
    assert not any(f.flips for f in flips(people, cost, 3.0, None, variants(cost, 3.0, timed=True)))


def test_the_other_metric_serves_as_many(people):
    """150 people in kilometres: 130 live within 2 km, so that it takes the 50 at 4 km."""
    cost, km = COSTS.min(axis=1), np.array([1, 4, 2, INF, 9.0])
    variant = other_metric(people, cost, 3.0, km)
    assert variant.cutoff == 4
    other = np.array([1, 9, 2, INF, 3.0])
    assert other_metric(people, cost, 3.0, other).cutoff == 9
    assert other_metric(people, np.full(5, INF), 3.0, km) is None
    assert isinstance(variant, Variant)


@st.composite
def cases(draw):
    size, n_points = draw(st.integers(1, 8)), draw(st.integers(1, 4))
    place = st.tuples(st.integers(-20, 20), st.integers(-20, 20))
    units, points = (draw(st.lists(place, min_size=n, max_size=n)) for n in (size, n_points))
    weights = draw(st.lists(st.integers(0, 50), min_size=size, max_size=size))
    strata = draw(st.lists(st.sampled_from("abc"), min_size=size, max_size=size))
    return units, points, weights, strata


def straight(case, cutoffs, order=None, points_order=None):
    units, points, weights, strata = case
    order = range(len(units)) if order is None else order
    points_order = range(len(points)) if points_order is None else points_order
    lonlat = [np.array([rows[i] for i in which], float) / 100 for rows, which in
              ((units, order), (points, points_order))]  # fmt: skip
    search = NearestCosts(None, *lonlat, MatrixOptions(metric="straight"))
    crowd = People.of(np.array([[weights[i]] for i in order], float), ("p",), tuple(strata[i] for i in order))
    return Assessor(search, crowd, standard(*(Criterion(c, 50.0) for c in cutoffs)), ()).run(Qualities())


@settings(max_examples=60, deadline=None)
@given(cases(), st.floats(0.5, 30), st.floats(0.5, 30))
def test_more_is_covered_within_a_larger_cutoff(case, a, b):
    low, high = sorted((a, b))
    if low == high:
        return
    done = straight(case, (low, high))
    rows = [row for row in done.rows if row.indicator in ("C1", "C4")]
    for row in rows:
        wanted = (row.indicator, row.stratum, high)
        other = next(r for r in rows if (r.indicator, r.stratum, r.cutoff) == wanted)
        assert row.numerator <= other.numerator
        assert row.denominator == other.denominator


@settings(max_examples=60, deadline=None)
@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_units_does_not_matter(case, random):
    order = list(range(len(case[0])))
    random.shuffle(order)
    assert straight(case, (5.0,)).rows == straight(case, (5.0,), order).rows


@settings(max_examples=60, deadline=None)
@given(cases())
def test_totals_reconcile(case):
    totals = straight(case, (5.0,)).totals
    assert totals.served + totals.beyond + totals.unreachable + totals.off_network == totals.total
