# SPDX-License-Identifier: GPL-2.0-or-later
"""Floating-catchment accessibility against hand computation and PySAL ``access``."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from service_points.core.analysis import STATUSES, Trips
from service_points.core.analysis.decay import Gaussian, Power, Zones, load_zone_presets
from service_points.core.analysis.floating import access_status, floating_access
from service_points.core.errors import InputError

SLOW = (1.0, 0.68, 0.22)


def trips_from(rows, n_units, n_points, *, unit_placed=None):
    """Make trips of rows (unit, point, cost) in any order."""
    table = np.array(rows, np.float64).reshape(-1, 3)
    unit, point = table[:, 0].astype(np.int64), table[:, 1].astype(np.int64)
    order = np.lexsort((point, table[:, 2], unit))
    counts = np.bincount(unit, minlength=n_units)
    return Trips(
        first=np.concatenate(([0], np.cumsum(counts))),
        point=point[order],
        cost=table[order, 2],
        unit_placed=np.ones(n_units, bool) if unit_placed is None else np.array(unit_placed),
        point_placed=np.ones(n_points, bool),
    )


def numbers(*values):
    return np.array(values, np.float64)


# Two points with 6 and 4 counters. Unit 0 (100 people) is 5 min from the first and 25 min from the second;
# unit 1 (200) is 10 and 20; unit 2 (50) is 31 and 30; unit 3 (70) has no trip.
PEOPLE, CAPACITY = numbers(100, 200, 50, 70), numbers(6, 4)
ROWS = [(0, 0, 5), (0, 1, 25), (1, 0, 10), (1, 1, 20), (2, 0, 31), (2, 1, 30)]


def by_hand(decay):
    return floating_access(trips_from(ROWS, 4, 2), PEOPLE, CAPACITY, decay)


def test_plain_catchments_by_hand():
    """30 min, inclusive: the first point is shared by 300 people, the second by 350."""
    found = by_hand(Zones((30,)))
    assert found.demand == pytest.approx([300, 350], rel=1e-15)
    assert found.ratio == pytest.approx([6 / 300, 4 / 350], rel=1e-15)
    both = 6 / 300 + 4 / 350
    assert found.access == pytest.approx([both, both, 4 / 350, 0.0], rel=1e-15)
    assert found.given == pytest.approx(10.0, rel=1e-15)
    assert found.mean == pytest.approx(10 / 420, rel=1e-15)
    assert found.relative[3] == 0.0
    assert found.relative[2] == pytest.approx((4 / 350) / (10 / 420), rel=1e-14)


def test_zones_by_hand():
    """10, 20 and 30 min count 1, 0.68 and 0.22: each limit still belongs to its zone."""
    found = by_hand(Zones((10, 20, 30), SLOW))
    first, second = 6 / (100 + 200), 4 / (0.22 * 100 + 0.68 * 200 + 0.22 * 50)
    assert found.demand == pytest.approx([300, 169], rel=1e-15)
    assert found.access == pytest.approx(
        [first + 0.22 * second, first + 0.68 * second, 0.22 * second, 0.0], rel=1e-15
    )


def test_gaussians_by_hand():
    """Dai's falls to nothing at the limit; the plain one, of a given spread, is cut off there."""
    cost = numbers(0, 10, 20, 30, 30.5)
    # from tables: exp(-1/18) = 0.9459594689, exp(-2/9) = 0.8007374029, exp(-1/2) = 0.6065306597
    dai = [1, (0.9459594689 - 0.6065306597) / 0.3934693403, (0.8007374029 - 0.6065306597) / 0.3934693403]
    assert Gaussian(30).weights(cost) == pytest.approx([*dai, 0, 0], abs=1e-9)
    plain = [math.exp(-c * c / 450) for c in (0, 10, 20, 30)]
    assert Gaussian(30, sigma=15).weights(cost) == pytest.approx([*plain, 0], rel=1e-15)


def test_gravity_by_hand():
    """1/c² with a least cost of 2: at the point itself a trip counts a quarter, not infinitely much."""
    assert Power(30, beta=2, floor=2).weights(numbers(0, 1, 2, 10, 30, 31)) == pytest.approx(
        [0.25, 0.25, 0.25, 0.01, 1 / 900, 0], rel=1e-15
    )


@pytest.mark.real_data
def test_published_example(repository):
    """Three tracts by PySAL ``access`` 1.1.10: binary and gravity with weight 1/cost, also asymmetric."""
    path = repository.parent / "shared" / "data" / "published" / "fca1_hospital.json"
    if not path.exists():
        pytest.skip("the published cases are not there")
    data = json.loads(path.read_text(encoding="utf-8"))
    people = numbers(*(tract["pop"] for tract in data["tracts"]))
    doctors = numbers(*(tract["doc"] for tract in data["tracts"]))
    for name, costs in data["costs"].items():
        trips = trips_from([(i - 1, j - 1, c) for i, j, c in costs], 3, 3)
        expected = data["expected_access_by_scenario"][name]
        for kind, decay in (("b", Zones((61,))), ("g", Power(61, beta=1))):
            found = floating_access(trips, people, doctors, decay)
            assert found.access == pytest.approx([expected[kind][i] for i in "123"], rel=1e-9), (name, kind)


def random_case(seed, kind):
    draw = np.random.default_rng(seed)
    n, k = 60, 9
    rows = [(i, j, round(draw.uniform(0, 45), 3)) for i in range(n) for j in range(k)]
    # costs on the very limits, units without trips, points nobody reaches, nobody at home, no capacity
    rows[:6] = [(0, j, limit) for j, limit in enumerate((10, 20, 30, 0, 30, 10))]
    rows = [row for row in rows if row[0] != n - 1 and row[1] != k - 1]
    people = draw.integers(0, 500, n).astype(float)
    capacity = draw.uniform(0, 20, k)
    capacity[2] = 0.0
    more = {
        "2sfca": {"cutoff": 30},
        "zones": {"cutoffs": [10, 20, 30], "weights": SLOW},
        "gaussian": {"cutoff": 30, "sigma": 12.5},
        "gravity": {"cutoff": 30, "beta": 1.7, "floor": 0.5},
    }[kind]
    case = {"kind": kind, "people": people.tolist(), "supply": capacity.tolist(), "trips": rows, **more}
    decay = {
        "2sfca": Zones((30,)),
        "zones": Zones((10, 20, 30), SLOW),
        "gaussian": Gaussian(30, sigma=12.5),
        "gravity": Power(30, beta=1.7, floor=0.5),
    }[kind]
    return case, floating_access(trips_from(rows, n, k), people, capacity, decay)


def test_random_data_as_pysal_has_it(oracle):
    """PySAL has no figure for units without a trip; here they have no access."""
    cases = [
        random_case(seed, kind) for seed in range(5) for kind in ("2sfca", "zones", "gaussian", "gravity")
    ]
    for theirs, (case, found) in zip(oracle("floating", [case for case, _ in cases]), cases):
        assert found.access == pytest.approx(
            [0.0 if value is None else value for value in theirs], rel=1e-9, abs=1e-15
        ), case["kind"]
        assert sum(value is None for value in theirs) < len(theirs) / 4


@st.composite
def anything(draw):
    n, k = draw(st.integers(1, 12)), draw(st.integers(1, 6))
    cost = st.one_of(st.just(0.0), st.floats(0.001, 60), st.sampled_from([10.0, 20.0, 30.0]))
    pairs = draw(st.dictionaries(st.tuples(st.integers(0, n - 1), st.integers(0, k - 1)), cost, max_size=40))
    rows = [(i, j, c) for (i, j), c in pairs.items()]
    people = draw(st.lists(st.one_of(st.just(0.0), st.floats(0.01, 1e5)), min_size=n, max_size=n))
    capacity = draw(st.lists(st.one_of(st.just(0.0), st.floats(0.01, 1e3)), min_size=k, max_size=k))
    placed = draw(st.lists(st.sampled_from([True, True, True, False]), min_size=n, max_size=n))
    rows = [row for row in rows if placed[row[0]]]
    return rows, np.array(people), np.array(capacity), placed


DECAYS = st.one_of(
    st.builds(lambda limit: Zones((limit,)), st.floats(1, 60)),
    st.builds(lambda *weights: Zones((10.0, 20.0, 30.0), (1.0, *weights)), st.floats(0, 1), st.floats(0, 1)),
    st.builds(Gaussian, st.floats(1, 60)),
    st.builds(Gaussian, st.floats(1, 60), st.floats(0.5, 60)),
    st.builds(Power, st.floats(1, 60), st.floats(0, 4), st.floats(0.01, 5)),
)


@given(anything(), DECAYS)
@settings(deadline=None, max_examples=300)
def test_nothing_is_lost_and_nothing_is_made(case, decay):
    """Σ p A = Σ S over the points somebody can reach, to 1e-9, whatever the decay."""
    rows, people, capacity, placed = case
    trips = trips_from(rows, len(people), len(capacity), unit_placed=placed)
    found = floating_access(trips, people, capacity, decay)
    left = math.fsum(p * a for p, a, on in zip(people, found.access, placed) if on)
    reached = {j for i, j, c in rows if people[i] > 0 and decay.weights(numbers(c))[0] > 0}
    right = math.fsum(capacity[j] for j in reached)
    assert left == pytest.approx(right, rel=1e-9)
    assert (found.given, found.shared) == pytest.approx((right, right), rel=1e-9)
    assert set(np.flatnonzero(found.has_demand)) == reached
    assert (np.isnan(found.access) == ~np.array(placed)).all()
    assert (found.ratio[~found.has_demand] == 0).all()
    status = access_status(trips, found, decay, np.where(placed, 50.0, np.inf))
    has_access = found.access > 0
    assert (status[has_access & (people > 0)] == STATUSES.index("served")).all()
    people_served = people[status == STATUSES.index("served")]
    assert people_served.sum() == pytest.approx(people[has_access].sum(), rel=1e-12)


@given(anything(), DECAYS, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_order_of_units_and_points_does_not_matter(case, decay, random):
    rows, people, capacity, placed = case
    units, points = list(range(len(people))), list(range(len(capacity)))
    random.shuffle(units)
    random.shuffle(points)
    moved = [(units[i], points[j], c) for i, j, c in rows]
    here, there = np.empty(len(units)), np.empty(len(points))
    here[units], there[points] = people, capacity
    on = np.empty(len(units), bool)
    on[units] = placed
    one = floating_access(
        trips_from(rows, len(units), len(points), unit_placed=placed), people, capacity, decay
    )
    other = floating_access(trips_from(moved, len(units), len(points), unit_placed=on), here, there, decay)
    np.testing.assert_allclose(other.access[units], one.access, rtol=1e-12)
    np.testing.assert_allclose(other.ratio[points], one.ratio, rtol=1e-12)


@given(anything(), st.floats(1, 59), st.floats(0, 1))
@settings(deadline=None)
def test_wider_catchments_share_points_among_more_people(case, cutoff, more):
    """Access itself may fall as a cutoff grows, for others come in; demand, and who is served, may not."""
    rows, people, capacity, placed = case
    trips = trips_from(rows, len(people), len(capacity), unit_placed=placed)
    narrow, wide = (
        floating_access(trips, people, capacity, Zones((limit,))) for limit in (cutoff, cutoff + more * 60)
    )
    assert (wide.demand >= narrow.demand * (1 - 1e-12)).all()
    shared = narrow.has_demand
    assert (wide.ratio[shared] <= narrow.ratio[shared] * (1 + 1e-12)).all()
    assert wide.shared >= narrow.shared * (1 - 1e-12)
    assert ((narrow.access > 0) <= (wide.access > 0))[people > 0].all()


def test_a_constant_factor_of_the_weights_cancels():
    one, other = (by_hand(Zones((10, 20, 30), tuple(f * w for w in SLOW))) for f in (1, 7.5))
    assert other.access == pytest.approx(one.access, rel=1e-14)
    assert other.demand == pytest.approx(7.5 * one.demand, rel=1e-14)


def test_capacity_without_people_and_people_without_capacity():
    """Nobody lives by point 0; point 1 is closed; unit 1 is off the network; unit 2 reaches nothing."""
    trips = trips_from([(0, 0, 1), (3, 1, 1)], 4, 3, unit_placed=[True, False, True, True])
    decay = Zones((5,))
    found = floating_access(trips, numbers(0, 10, 20, 30), numbers(8, 0, 5), decay)
    assert found.ratio.tolist() == [0, 0, 0]
    assert found.has_demand.tolist() == [False, True, False]
    np.testing.assert_array_equal(found.access, [0, math.nan, 0, 0])
    assert (found.given, found.shared, found.mean) == (0, 0, 0)
    assert np.isnan(found.relative).all()
    status = access_status(trips, found, decay, numbers(1, math.inf, math.inf, 1))
    assert [STATUSES[code] for code in status] == ["served", "off_network", "unreachable", "beyond"]


@pytest.mark.parametrize(
    "make",
    [
        lambda: Zones(()),
        lambda: Zones((0,)),
        lambda: Zones((math.inf,)),
        lambda: Zones((10, 20), (1,)),
        lambda: Zones((10, 20), (0, 0)),
        lambda: Zones((10, 20), (1, -0.1)),
        lambda: Zones((10,), (math.nan,)),
        lambda: Gaussian(30, sigma=0),
        lambda: Gaussian(-1),
        lambda: Power(30, floor=0),
        lambda: Power(30, beta=-1),
    ],
)
def test_impossible_decays_are_refused(make):
    with pytest.raises(InputError):
        make()


@pytest.mark.parametrize("bad", [-1, math.nan, math.inf])
def test_impossible_numbers_are_refused(bad):
    trips = trips_from(ROWS, 4, 2)
    with pytest.raises(InputError):
        floating_access(trips, PEOPLE, numbers(6, bad), Zones((30,)))
    with pytest.raises(InputError):
        floating_access(trips, numbers(100, 200, 50, bad), CAPACITY, Zones((30,)))


def test_the_published_weights():
    """Luo and Qi (2009), two sets for zones of 10, 20 and 30 minutes."""
    presets = load_zone_presets()
    assert presets["luo_qi_slow"].factors == (1, 0.68, 0.22)
    assert presets["luo_qi_fast"].factors == (1, 0.42, 0.09)
    assert {preset.zones for preset in presets.values()} == {(10, 20, 30)}


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "{}",
        '{"presets": []}',
        '{"presets": [{"id": "a"}]}',
        '{"presets": [{"id": "a", "en": "A", "fr": "A", "zones": [10], "weights": [1, 2], '
        '"source": {"en": "s", "fr": "s"}, "as_of": "2009"}]}',
    ],
)
def test_a_spoilt_file_of_presets_is_refused(tmp_path, text):
    path = tmp_path / "decay.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError):
        load_zone_presets(path)
