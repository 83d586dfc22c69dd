# SPDX-License-Identifier: GPL-2.0-or-later
"""Before and after: against hand counts, separate runs, networkx, and what must always hold."""

from __future__ import annotations

import dataclasses

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from service_points.core.analysis import (
    CatchmentOptions,
    Demand,
    MatrixOptions,
    Places,
    Scenario,
    ScenarioEngine,
    catchments,
)
from service_points.core.errors import InputError

STRAIGHT = MatrixOptions(metric="straight")
STEP_KM = 1.1131949079327357  # a hundredth of a degree on the equator
TIME = MatrixOptions()
CUTOFFS = (1.0, 2.0, 4.0)


def line(*ids_at, people=(10, 20, 30, 40), cutoffs=(1.2, 2.3), strata=None):
    """Points along the equator and people at 1, 2, 3 and 4 hundredths of a degree, in a straight line."""
    ids, at = zip(*sorted(ids_at))
    places = Places(tuple(ids), np.array([[x / 100.0, 0.0] for x in at]))
    lonlat = np.array([[i / 100.0, 0.0] for i in range(1, len(people) + 1)])
    demand = Demand(lonlat, np.array(people, float)[:, None], ("people",))
    return ScenarioEngine(None, places, demand, STRAIGHT, cutoffs, strata=strata)


def same(a, b):
    """Whether two results hold the same bytes, through all their parts."""
    if dataclasses.is_dataclass(a):
        return type(a) is type(b) and all(
            same(getattr(a, f.name), getattr(b, f.name)) for f in dataclasses.fields(a)
        )
    if isinstance(a, np.ndarray):
        return a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes()
    return a == b


class TestByHand:
    """a at 0, b at 5: units 1 and 2 go to a, 3 and 4 to b."""

    def test_before(self):
        before = line(("a", 0), ("b", 5)).before
        figures = before.figures
        assert before.load.tolist() == [[30.0], [70.0]]  # R1
        assert figures.served[:, 0, 0].tolist() == [50.0, 100.0]
        assert figures.redundant[:, 0, 0].tolist() == [0.0, 0.0]  # R3
        assert before.unique.tolist() == [[10.0, 30.0], [40.0, 70.0]]  # R5
        mean = (10 * 1 + 20 * 2 + 30 * 2 + 40 * 1) / 100
        assert figures.mean[0, 0] == pytest.approx(mean * STEP_KM, rel=1e-8)
        assert figures.quantiles[:, 0, 0] == pytest.approx([STEP_KM, 2 * STEP_KM], rel=1e-8)

    def test_closing_sends_people_to_the_other_point(self):
        found = line(("a", 0), ("b", 5)).compare(Scenario().close("a"))
        assert found.after.load.tolist() == [[100.0]]  # R8
        assert found.change == pytest.approx(np.array([3, 1, 0, 0]) * STEP_KM, rel=1e-8)
        assert found.losers.people[0, 0] == 30.0  # R6
        assert found.gainers.people[0, 0] == 0.0
        assert found.losers.crossed[:, 0, 0].tolist() == [10.0, 30.0]
        assert found.losers.amount[0, 0] == pytest.approx((10 * 3 + 20 * 1) * STEP_KM, rel=1e-8)
        assert found.sites.status == ("closed", "kept")
        assert found.sites.after.tolist() == [-1, 0]

    def test_opening_brings_people_closer(self):
        found = line(("a", 0), ("b", 5)).compare(Scenario().open("c", (0.03, 0.0)))
        assert found.after.places.ids == ("a", "b", "c")
        # Unit 4 is one step from b and from c: the tie goes to b, which comes first.
        assert found.after.load[:, 0].tolist() == [10.0, 40.0, 50.0]
        assert found.gainers.people[0, 0] == 50.0  # R7
        assert found.gainers.crossed[:, 0, 0].tolist() == [50.0, 0.0]
        assert found.after.figures.redundant[:, 0, 0].tolist() == [40.0, 100.0]

    def test_moving(self):
        found = line(("a", 0), ("b", 5)).compare(Scenario().move("b", (0.03, 0.0)))
        assert found.change == pytest.approx(np.array([0, -1, -2, 0]) * STEP_KM, abs=1e-8)
        assert found.losers.people[0, 0] == 0.0
        assert found.sites.status == ("kept", "moved")

    def test_classes_count_what_lies_above_them(self):
        # With b at 30, unit i goes 30 - 2 i steps farther: 31.2, 28.9, 13.4 and 4.5 km.
        people = [{1: 1, 2: 2, 9: 4, 13: 8}.get(i, 0) for i in range(1, 15)]
        found = line(("a", 0), ("b", 30), people=people).compare(Scenario().close("a"))
        assert found.losers.people[0, 0] == 15.0
        assert found.losers.over[:, 0, 0].tolist() == [7.0, 3.0, 1.0]  # 5, 15 and 30 km

    def test_a_change_of_exactly_a_step_is_not_above_it(self):
        x = 5.0 / STEP_KM / 100.0
        places = Places(("a", "b"), np.array([[0.0, 0.0], [x, 0.0]]))
        demand = Demand(np.array([[0.0, 0.0]]), np.array([[7.0]]), ("people",))
        found = ScenarioEngine(None, places, demand, STRAIGHT, (1.0,)).compare(Scenario().close("a"))
        assert found.change[0] == pytest.approx(5.0, abs=1e-8)
        assert found.losers.over[:, 0, 0].tolist() == [0.0, 0.0, 0.0]

    def test_closing_everything_leaves_nobody_a_way(self):
        found = line(("a", 0), ("b", 5)).compare(Scenario(frozenset("ab")))
        assert found.losers.cut_off[0, 0] == 100.0
        assert found.losers.over[:, 0, 0].tolist() == [100.0] * 3
        assert found.losers.amount[0, 0] == 0.0
        assert found.after.figures.unreachable[0, 0] == 100.0
        assert np.isnan(found.after.figures.mean[0, 0])

    def test_by_stratum(self):
        engine = line(("a", 0), ("b", 5), strata=["west", "west", "east", "east"])
        found = engine.compare(Scenario().close("a"))
        assert engine.people.strata == ("east", "west")
        assert found.losers.people[:, 0].tolist() == [30.0, 0.0, 30.0]
        assert found.before.figures.total[:, 0].tolist() == [100.0, 70.0, 30.0]

    def test_without_a_field_units_are_counted(self):
        places = Places(("a",), np.zeros((1, 2)))
        demand = Demand(np.array([[0.01, 0.0], [0.9, 0.0]]), np.zeros((2, 0)), ())
        before = ScenarioEngine(None, places, demand, STRAIGHT, (2.0,)).before
        assert before.figures.total[0, 0] == 2.0
        assert before.figures.served[0, 0, 0] == 1.0


@pytest.fixture(scope="module")
def town(streets, graph):
    """Fifteen points and two hundred units, on the streets and beside them; one unit is far from any."""
    rng = np.random.default_rng(3)
    crossings = streets.crossings[: 40 * 40]
    spots = crossings[rng.choice(len(crossings), 15, replace=False)]
    places = Places(tuple(f"p{i:02}" for i in range(15)), spots)
    units = np.concatenate([crossings[rng.choice(len(crossings), 199)], [[-60.0, 45.0]]])
    weights = np.stack([rng.integers(0, 90, 200), rng.random(200)], 1).astype(float)
    return graph, places, Demand(units, weights, ("people", "young"))


@pytest.fixture(scope="module")
def engine(town):
    graph, places, demand = town
    strata = [f"w{i % 4}" for i in range(len(demand))]
    return ScenarioEngine(graph, places, demand, TIME, CUTOFFS, strata=strata)


SPOT, OTHER = (-75.68, 45.42), (-75.69, 45.41)
SCENARIOS = [
    Scenario(),
    Scenario().close("p03"),
    Scenario(frozenset(["p01", "p02", "p03", "p04", "p05", "p06"])),
    Scenario().open("a first", SPOT),
    Scenario().open("z last", SPOT).open("m", OTHER),
    Scenario().move("p07", OTHER),
    Scenario().move("p07", OTHER).close("p00").open("n", SPOT),
]


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_after_is_what_a_separate_run_finds(town, engine, scenario):
    graph, places, demand = town
    strata = [f"w{i % 4}" for i in range(len(demand))]
    separate = ScenarioEngine(graph, scenario.apply(places), demand, TIME, CUTOFFS, strata=strata)
    assert same(engine.compare(scenario).after, separate.before)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_after_is_what_catchments_count(town, engine, scenario):
    graph, places, demand = town
    after = engine.compare(scenario).after
    served = catchments(graph, scenario.apply(places), demand, CatchmentOptions(CUTOFFS, detail="none"))
    assert np.array_equal(after.status, served.demand_status)
    assert np.array_equal(after.nearest, served.demand_nearest)
    assert np.array_equal(after.unique, served.unique)
    assert after.reached == pytest.approx(served.served_sums, rel=1e-12)
    assert np.array_equal(after.number, served.n_points)


def test_costs_are_those_of_networkx(streets, town, engine):
    """Places are crossings here, so that Dijkstra on the crossings gives the costs."""
    _, places, demand = town
    scenario = Scenario(frozenset(["p02", "p09"]))
    number = {tuple(spot): i for i, spot in enumerate(streets.crossings.tolist())}
    open_points = {number[tuple(spot)] for spot in scenario.apply(places).lonlat.tolist()}
    reversed_ways = streets.digraph().reverse(copy=False)
    minutes = nx.multi_source_dijkstra_path_length(reversed_ways, open_points, weight="weight")
    expected = [minutes.get(number.get(tuple(unit)), np.inf) for unit in demand.lonlat.tolist()]
    after = engine.compare(scenario).after
    assert np.isfinite(after.cost).sum() > 150
    assert after.cost == pytest.approx(np.array(expected), rel=1e-6)


@pytest.mark.parametrize("point", ["p00", "p07", "p14"])
def test_closing_and_opening_again_gives_the_same_bytes(engine, point):
    before = engine.compare(Scenario())
    engine.compare(Scenario().close(point))
    assert same(engine.compare(Scenario().close(point).without(point)), before)
    assert same(engine.compare(Scenario()).after, engine.before)


def test_a_move_is_a_closing_and_an_opening(engine):
    moved = engine.compare(Scenario().move("p07", SPOT))
    both = engine.compare(Scenario().close("p07").open("p07 new", SPOT))  # sorts at the same place
    assert same(moved.after.figures, both.after.figures)
    assert same(moved.change, both.change)
    assert same(moved.losers, both.losers)
    assert same(moved.gainers, both.gainers)


def test_leave_one_out_agrees_with_closing_each(town, engine):
    _, places, _ = town
    alone = engine.leave_one_out()
    assert np.array_equal(alone.load, engine.before.load)
    for j, point in enumerate(places.ids):
        found = engine.compare(Scenario().close(point))
        for mine, other in (
            (alone.losers[j], found.losers.people[0]),
            (alone.over[:, j], found.losers.over[:, 0]),
            (alone.cut_off[j], found.losers.cut_off[0]),
            (alone.crossed[:, j], found.losers.crossed[:, 0]),
            (alone.amount[j], found.losers.amount[0]),
        ):
            assert mine == pytest.approx(other, rel=1e-12, abs=1e-12)


def test_the_heir_receives_most(town, engine):
    _, places, demand = town
    alone = engine.leave_one_out()
    for j, point in enumerate(places.ids):
        after = engine.compare(Scenario().close(point)).after
        mine = engine.before.nearest == j
        taken = np.bincount(after.nearest[mine], weights=demand.first[mine], minlength=len(places) - 1)
        if taken.max() > 0:
            assert after.places.ids[int(taken.argmax())] == places.ids[alone.heir[j]]


@pytest.mark.parametrize("count", [1, 2, 3, 8, 9])
def test_the_second_nearest_with_ties(count):
    """Points at one place, far points, few points: the second nearest is what sorting gives."""
    from service_points.core.analysis.journeys import StraightJourneys, two_nearest

    rng = np.random.default_rng(count)
    points = rng.integers(0, 3, (count, 2)) / 100.0
    units = rng.integers(0, 4, (30, 2)) / 100.0
    journeys = StraightJourneys(units)
    cost, point, second, other = two_nearest(journeys, points)
    table = np.stack([journeys.nearest(points[[j]])[0] for j in range(count)], 1)
    order = np.argsort(table, axis=1, kind="stable")
    assert np.array_equal(point, order[:, 0])
    assert np.array_equal(cost, np.sort(table, axis=1)[:, 0])
    if count == 1:
        assert np.isinf(second).all()
        assert (other == -1).all()
    else:
        assert np.array_equal(other, order[:, 1])
        assert np.array_equal(second, np.sort(table, axis=1)[:, 1])


def test_everyone_is_counted_once(engine):
    for scenario in SCENARIOS:
        figures = engine.compare(scenario).after.figures
        parts = figures.served[-1] + figures.beyond + figures.unreachable + figures.off_network
        assert parts == pytest.approx(figures.total, rel=1e-12)
        assert figures.total[0] == pytest.approx(figures.total[1:].sum(axis=0), rel=1e-12)
        assert engine.people.weights[-1, 0] == figures.off_network[0, 0]  # the unit far from any road


def test_a_new_point_far_from_any_road_is_named(engine):
    found = engine.compare(Scenario().open("far", (-60.0, 45.0)).open("near", SPOT))
    assert found.unplaced == ("far",)
    assert same(found.after.cost, engine.compare(Scenario().open("near", SPOT)).after.cost)


def test_the_order_of_units_does_not_matter(town, engine):
    graph, places, demand = town
    order = np.random.default_rng(9).permutation(len(demand))
    turned = Demand(demand.lonlat[order], demand.weights[order], demand.names)
    strata = [f"w{i % 4}" for i in order]
    other = ScenarioEngine(graph, places, turned, TIME, CUTOFFS, strata=strata)
    scenario = SCENARIOS[-1]
    mine, theirs = engine.compare(scenario), other.compare(scenario)
    assert np.array_equal(mine.change[order], theirs.change)
    assert mine.losers.over[:, :, 0].tolist() == theirs.losers.over[:, :, 0].tolist()
    assert mine.after.figures.mean == pytest.approx(theirs.after.figures.mean, rel=1e-12)


@settings(max_examples=25, deadline=None)
@given(closed=st.sets(st.sampled_from([f"p{i:02}" for i in range(15)]), min_size=1, max_size=15))
def test_closing_never_helps(engine, closed):
    found = engine.compare(Scenario(frozenset(closed)))
    assert (found.change >= 0).all()
    assert (found.gainers.people == 0).all()
    assert (found.after.figures.served <= engine.before.figures.served).all()
    assert (found.after.figures.redundant <= engine.before.figures.redundant).all()


@settings(max_examples=25, deadline=None)
@given(
    spots=st.lists(st.tuples(st.floats(-75.7, -75.65), st.floats(45.4, 45.436)), min_size=1, max_size=3),
)
def test_opening_never_hurts(engine, spots):
    found = engine.compare(Scenario(opened={f"n{i}": spot for i, spot in enumerate(spots)}))
    assert (found.change <= 0).all()
    assert (found.losers.people == 0).all()
    assert (found.after.figures.served >= engine.before.figures.served).all()


class TestRefusals:
    def test_unknown_points(self, engine):
        with pytest.raises(InputError, match="not there: x, y"):
            engine.compare(Scenario(frozenset("x")).move("y", SPOT))

    def test_an_id_that_is_taken(self, engine):
        with pytest.raises(InputError, match="already have: p01"):
            engine.compare(Scenario().open("p01", SPOT))

    @pytest.mark.parametrize(
        "make",
        [
            lambda: Scenario().close("a").move("a", SPOT),
            lambda: Scenario().close("a").open("a", SPOT),
            lambda: Scenario().move("a", SPOT).close("a"),
            lambda: Scenario().close("a").joined(Scenario().close("a")),
        ],
    )
    def test_two_changes_of_one_point(self, make):
        with pytest.raises(InputError, match="only once"):
            make()

    @pytest.mark.parametrize("spot", [(200.0, 0.0), (0.0, 91.0), (float("nan"), 0.0)])
    def test_positions_that_are_no_place(self, spot):
        with pytest.raises(InputError, match="no place on Earth: a"):
            Scenario().open("a", spot)

    def test_points_out_of_order(self):
        places = Places(("b", "a"), np.zeros((2, 2)))
        with pytest.raises(InputError, match="in text order"):
            ScenarioEngine(None, places, Demand.none(), STRAIGHT, (1.0,))


def test_a_scenario_in_steps():
    scenario = Scenario().close("a").open("n", SPOT).move("b", SPOT)
    assert len(scenario) == 3
    assert scenario.move("n", OTHER).opened == {"n": OTHER}
    assert scenario.without("n").without("a").without("b").without("c") == Scenario()
    assert [scenario.status(key) for key in ("a", "n", "b", "c")] == ["closed", "opened", "moved", "kept"]
