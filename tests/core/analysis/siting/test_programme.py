# SPDX-License-Identifier: GPL-2.0-or-later
"""The integer programmes alone, the process they are solved in, and doing without it or without scipy."""

import builtins
import sys
import time
from itertools import combinations

import numpy as np
import pytest
from service_points.core.analysis.siting import SitingOptions, has_solver, site
from service_points.core.analysis.siting import programme as solver
from service_points.core.analysis.siting.lagrange import relax
from service_points.core.analysis.siting.median import Median
from service_points.core.analysis.siting.model import Deadline
from service_points.core.analysis.siting.programme import covering_programme, median_programme, run_highs
from service_points.core.errors import Cancelled
from service_points.core.local_pool import LocalPool
from service_points.core.progress import Silent


class StopsAfter(Silent):
    """Asks to stop some seconds after it was made."""

    def __init__(self, seconds):
        self.at = time.monotonic() + seconds
        self.texts = []

    def is_cancelled(self):
        return time.monotonic() > self.at

    def report(self, fraction, text=None):
        self.texts += [] if text is None else [text]


def hard(n=400, p=5, seed=3):
    """A case whose bound leaves a gap: unit demand, random whole costs on a random network."""
    random = np.random.default_rng(seed)
    costs = np.full((n, n), np.inf)
    np.fill_diagonal(costs, 0.0)
    for a, b in random.integers(0, n, (8 * n, 2)):
        costs[a, b] = costs[b, a] = float(random.integers(1, 100))
    for k in range(n):
        costs = np.minimum(costs, costs[:, [k]] + costs[[k]])
    return costs, SitingOptions("p_median", p)


def problem(seed, cap=25.0):
    """A small problem with ties; units that cost the cap at every point are there too."""
    random = np.random.default_rng(seed)
    costs = random.integers(0, 30, (14, 8)).astype(float)
    unit, point = np.indices(costs.shape).reshape(2, -1)
    weights = random.integers(1, 9, 14)
    return Median.of(unit, point, (costs * weights[:, None]).ravel(), cap * weights, 8)


def every_set(p):
    for chosen in combinations(range(8), p):
        opened = np.zeros(8, bool)
        opened[list(chosen)] = True
        yield opened


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("p", [1, 3])
def test_the_radius_formulation_has_the_optimum_of_the_problem(seed, p):
    median = problem(seed)
    found = run_highs(median_programme(median, p), 30.0)
    best = min(median.value(opened) for opened in every_set(p))
    assert found.complete
    assert found.opened.sum() <= p
    assert median.value(found.opened) == best
    everything = median.value(np.ones(8, bool))
    assert everything + found.bound <= best + 1e-6
    least = median.least(np.ones(8, bool))
    assert least.sum() == everything


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("share", [0.0, 0.15])
def test_the_covering_programme_opens_as_few_as_will_do(seed, share):
    costs = problem(seed)
    near = costs.cost < 0.3 * costs.cap[costs.unit]
    median = Median.of(costs.unit[near], costs.point[near], np.zeros(near.sum()), costs.cap, 8)
    coverable = np.unique(median.unit)
    median = Median.of(
        np.searchsorted(coverable, median.unit), median.point, median.cost, median.cap[coverable], 8
    )
    slack = share * median.cap.sum()
    found = run_highs(covering_programme(median, slack), 30.0)
    fewest = next(p for p in range(9) if any(median.value(opened) <= slack for opened in every_set(p)))
    assert found.complete
    assert found.opened.sum() == fewest == round(found.bound)
    assert median.value(found.opened) <= slack


def test_the_bound_is_below_the_best_and_rules_out_nothing_better():
    for seed in range(20):
        median = problem(seed)
        for p in (1, 2, 4):
            start = next(every_set(p))
            relaxed = relax(median, p, start, Deadline(10.0))
            values = {tuple(np.flatnonzero(opened)): median.value(opened) for opened in every_set(p)}
            assert relaxed.bound <= min(values.values()) <= relaxed.value
            must, may = relaxed.undecided(median)
            for chosen, value in values.items():
                if value < relaxed.value:
                    assert set(np.flatnonzero(must)) <= set(chosen) <= set(np.flatnonzero(may))


@pytest.mark.slow
def test_a_request_to_stop_is_heard_while_the_exact_solver_runs(trips_of, importable):
    costs, options = hard()
    progress = StopsAfter(6.0)
    with pytest.raises(Cancelled), LocalPool(sys.executable, 1) as pool:
        site(trips_of(costs), np.ones(400), np.zeros(400, int), options, executor=pool, progress=progress)
    assert time.monotonic() - progress.at < 2.0


@pytest.mark.slow
def test_the_time_limit_holds_and_the_answer_says_how_good_it_is(trips_of, importable):
    costs, options = hard()
    options = SitingOptions("p_median", options.p, seconds=3.0)
    begun, progress = time.monotonic(), StopsAfter(600.0)
    with LocalPool(sys.executable, 1) as pool:
        found = site(
            trips_of(costs), np.ones(400), np.zeros(400, int), options, executor=pool, progress=progress
        )
    assert time.monotonic() - begun < 3.0 + 20.0  # the process starts, too, on machines that do much else
    assert not progress.texts
    assert found.status == "feasible"
    assert 0.0 < found.gap < 0.2
    assert found.bound < found.objective == costs[:, found.chosen].min(axis=1).sum()


def test_a_process_that_does_not_start_is_made_up_for(trips_of, tmp_path):
    """The solver then gets a moment here, and the person hears of it."""
    costs, options = hard(60, 4)
    progress = StopsAfter(600.0)
    with LocalPool(str(tmp_path / "no-python"), 1) as pool:
        found = site(
            trips_of(costs), np.ones(60), np.zeros(60, int), options, executor=pool, progress=progress
        )
    assert found.solver == bool(progress.texts)
    assert found.bound <= found.objective


def test_without_scipy_there_is_an_answer_with_a_bound(trips_of, monkeypatch):
    costs, options = hard(60, 4)
    exact = site(trips_of(costs), np.ones(60), np.zeros(60, int), options)
    real = builtins.__import__

    def without(name, *rest):
        if name.partition(".")[0] == "scipy":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    assert not has_solver()
    found = site(trips_of(costs), np.ones(60), np.zeros(60, int), options)
    assert not found.solver
    assert found.bound <= exact.objective <= found.objective <= 1.01 * exact.objective


def test_programmes_that_are_too_large_are_not_begun(monkeypatch):
    monkeypatch.setattr(solver, "MOST_ROWS", 10)
    assert median_programme(problem(0), 2) is None
