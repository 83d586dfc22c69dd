# SPDX-License-Identifier: GPL-2.0-or-later
"""Siting against published optima: OR-Library's p-median networks and spopt's San Francisco."""

import numpy as np
import pytest
from service_points.core.analysis.siting import Infeasible, SitingOptions, site
from service_points.core.analysis.siting import programme as solver
from service_points.core.analysis.siting.interchange import add_greedily, interchange
from service_points.core.analysis.siting.median import Median
from service_points.core.analysis.siting.model import Deadline

pytestmark = pytest.mark.real_data

SMALL = ("pmed1", "pmed2", "pmed3", "pmed4", "pmed5")
TABLE_M = 5e-5
"""The published figures are of the unrounded table; the one that is published has four decimals."""


@pytest.fixture
def patient(monkeypatch):
    """Give the exact solver in this process all its time: nobody cancels a test."""
    monkeypatch.setattr(solver, "_ALONE_SECONDS", 600.0)


def ask(costs, people, model, trips_of, **options):
    roles = np.zeros(costs.shape[1], int)
    return site(trips_of(costs), people, roles, SitingOptions(model, **options))


@pytest.mark.parametrize("name", [*SMALL, "pmed10"])
def test_the_p_median_optimum_is_found_and_proved(orlib, trips_of, patient, name):
    costs, p, facts = orlib(name)
    found = ask(costs, np.ones(len(costs)), "p_median", trips_of, p=p)
    assert found.objective == found.bound == facts["published_p_median_optimum"]
    assert (found.status, found.gap, int(found.chosen.sum())) == ("optimal", 0.0, p)
    assert costs[:, found.chosen].min(axis=1).sum() == found.objective


def test_the_optimum_of_a_large_one_is_found_and_bounded(orlib, trips_of):
    """pmed16 takes the exact solver half a minute to prove; without that time the bound is within 1%."""
    costs, p, facts = orlib("pmed16")
    found = ask(costs, np.ones(len(costs)), "p_median", trips_of, p=p, seconds=5.0)
    assert found.objective == facts["published_p_median_optimum"]
    assert found.bound <= found.objective
    assert found.gap < 0.01


@pytest.mark.parametrize("name", [*SMALL, "pmed10", "pmed16"])
def test_without_the_solver_the_answer_is_within_one_percent(orlib, trips_of, monkeypatch, name):
    """As is the gap that it states itself."""
    monkeypatch.setattr(solver, "has_solver", lambda: False)
    costs, p, facts = orlib(name)
    found = ask(costs, np.ones(len(costs)), "p_median", trips_of, p=p)
    best = facts["published_p_median_optimum"]
    assert best <= found.objective <= 1.01 * best
    assert 0.99 * best <= found.bound <= best
    assert not found.solver


@pytest.mark.parametrize("name", [*SMALL, "pmed10", "pmed16"])
def test_greedy_addition_and_interchange_alone_are_within_one_percent(orlib, name):
    costs, p, facts = orlib(name)
    unit, point = np.indices(costs.shape).reshape(2, -1)
    cap = np.full(len(costs), 2.0 * costs.max())
    median = Median.of(unit, point, costs.ravel(), cap, len(costs))
    opened = interchange(median, add_greedily(median, p).first(p, len(costs)), Deadline(60.0))
    assert opened.sum() == p
    assert median.value(opened) == costs[:, opened].min(axis=1).sum()
    assert median.value(opened) <= 1.01 * facts["published_p_median_optimum"]


@pytest.mark.parametrize("name", SMALL)
def test_the_p_center_optimum_is_found_and_proved(orlib, trips_of, patient, name):
    costs, p, facts = orlib(name)
    found = ask(costs, np.ones(len(costs)), "p_center", trips_of, p=p)
    assert found.objective == found.bound == facts["published_p_center_optimum"]
    assert costs[:, found.chosen].min(axis=1).max() == found.objective


@pytest.mark.parametrize("p", range(1, 6))
def test_san_francisco_by_number_of_sites(san_francisco, trips_of, p):
    costs, people, names, facts = san_francisco
    published = facts["by_p"][str(p)]
    median, covering, centre = (
        ask(costs, people, model, trips_of, p=p, cutoff=5000.0) for model in ("p_median", "mclp", "p_center")
    )
    assert {found.status for found in (median, covering, centre)} == {"optimal"}
    assert median.objective == pytest.approx(published["p_median"]["objective"], rel=1e-9)
    assert [names[j] for j in np.flatnonzero(median.chosen)] == published["p_median"]["sites"]
    assert covering.objective == published["mclp_5000"]["covered_population"]
    uncovered = (costs[:, covering.chosen].min(axis=1) > 5000.0).sum()
    assert uncovered == published["mclp_5000"]["uncovered_tracts"]
    assert centre.objective == pytest.approx(published["p_center"]["max_distance"], abs=TABLE_M)


def test_san_francisco_with_everybody_covered(san_francisco, trips_of):
    costs, people, names, facts = san_francisco
    found = ask(costs, people, "lscp", trips_of, cutoff=5000.0)
    assert found.objective == found.bound == facts["lscp_5000"]["min_sites"]
    assert [names[j] for j in np.flatnonzero(found.chosen)] in facts["lscp_5000"]["optimal_sets"]


def test_san_francisco_cannot_be_covered_on_foot(san_francisco, trips_of):
    """Every tract beyond the cutoff of all stores is named."""
    costs, people, _, facts = san_francisco
    assert facts["lscp_20"] == "infeasible"
    with pytest.raises(Infeasible) as refused:
        ask(costs, people, "lscp", trips_of, cutoff=20.0)
    assert np.array_equal(refused.value.units, np.flatnonzero(costs.min(axis=1) > 20.0))


def test_san_francisco_with_one_store_closed(san_francisco, trips_of):
    """All stores but one stay: the p-median of 15 of 16 drops the store whose closing costs least."""
    costs, people, names, facts = san_francisco
    everything = ask(costs, people, "p_median", trips_of, p=16)
    assert everything.objective == pytest.approx(facts["all16_weighted_distance"], rel=1e-9)
    fewer = ask(costs, people, "p_median", trips_of, p=15)
    extra, closed = facts["closing_one_site_extra_weighted_distance"][0]
    assert fewer.objective - everything.objective == pytest.approx(extra, rel=1e-6)
    assert [names[j] for j in np.flatnonzero(~fewer.chosen)] == [closed]
