# SPDX-License-Identifier: GPL-2.0-or-later
"""All four models against every choice there is, on small random cases with all their odd corners."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from service_points.core.analysis.siting import (
    CANDIDATE,
    EXISTING,
    FORBIDDEN,
    REQUIRED,
    STRANDED,
    Infeasible,
    SitingOptions,
    site,
)
from service_points.core.errors import InputError

from .conftest import trips_of

CUTOFF = 6.0


@st.composite
def cases(draw):
    """Costs with ties and missing ways, people with zeros, points of every role, some of them nowhere."""
    d, k = draw(st.integers(1, 9)), draw(st.integers(1, 7))
    cost = st.one_of(st.integers(0, 12), st.just(np.inf))
    costs = np.array(draw(st.lists(st.lists(cost, min_size=k, max_size=k), min_size=d, max_size=d)), float)
    people = np.array(draw(st.lists(st.integers(0, 5), min_size=d, max_size=d)), float)
    scale = draw(st.sampled_from([1.0, 0.37, 1e5]))
    roles = np.array(draw(st.lists(st.integers(0, 3), min_size=k, max_size=k)))
    placed = np.array(draw(st.lists(st.booleans(), min_size=k, max_size=k)))
    placed |= roles == REQUIRED
    units_placed = np.array(draw(st.lists(st.sampled_from([True, True, False]), min_size=d, max_size=d)))
    costs[:, ~placed] = np.inf
    costs[~units_placed] = np.inf
    return costs, people * scale, roles, placed, units_placed


def choices(roles, placed, p):
    """Every set of points to open: the required ones and as many others as make ``p``."""
    required = [int(j) for j in np.flatnonzero(roles == REQUIRED)]
    free = [int(j) for j in np.flatnonzero((roles == CANDIDATE) & placed)]
    for others in combinations(free, p - len(required)) if p >= len(required) else ():
        yield [*required, *others]


def nearest(costs, opened):
    return np.array([min((row[j] for j in opened), default=np.inf) for row in costs])


def best(case, model, p, share=1.0):
    """The best objective by trying everything; ``None`` when nothing will do."""
    costs, people, roles, placed, units_placed = case
    existing = [int(j) for j in np.flatnonzero((roles == EXISTING) & placed)]
    usable = [int(j) for j in np.flatnonzero((roles != FORBIDDEN) & placed)]
    counted = units_placed & (people > 0)
    reached = counted & np.isfinite(nearest(costs, usable))
    total = people[units_placed].sum()
    longest = max(
        (costs[i, j] for i in np.flatnonzero(counted) for j in usable if np.isfinite(costs[i, j])), default=0
    )
    values = []
    for number in range(roles.size + 1) if model == "lscp" else [p]:
        for opened in choices(roles, placed, number):
            cost = nearest(costs, opened + existing)
            covered = people[counted & (cost <= CUTOFF)].sum()
            if model == "p_median":
                values.append((people * np.minimum(cost, STRANDED * longest))[reached].sum())
            elif model == "mclp":
                values.append(-covered)
            elif model == "p_center" and reached.any() and np.isfinite(cost[reached]).all():
                values.append(cost[reached].max())
            elif model == "lscp" and covered >= share * total - 1e-9 * total:
                values.append(number)
    return min(values, default=None)


def asked(case, options):
    costs, people, roles, placed, units_placed = case
    trips = trips_of(costs, units_placed, placed)
    return site(trips, people, roles, options)


@pytest.mark.parametrize("model", ["p_median", "mclp", "lscp", "p_center"])
@settings(max_examples=150, deadline=None)
@given(case=cases(), p=st.integers(1, 4), share=st.sampled_from([1.0, 0.9, 0.5]))
def test_no_choice_is_better(model, case, p, share):
    costs, people, roles, placed, units_placed = case
    options = SitingOptions(model, p, CUTOFF, share)
    expected = best(case, model, p, share)
    try:
        found = asked(case, options)
    except InputError as refused:
        nobody = not people[units_placed].sum() > 0
        usable = np.isfinite(costs[:, (roles != FORBIDDEN) & placed]).any(axis=1)
        nobody |= model in {"p_median", "p_center"} and not (people[units_placed & usable] > 0).any()
        nothing_to_open = not ((roles == REQUIRED) | ((roles == CANDIDATE) & placed)).any()
        no_answer = isinstance(refused, Infeasible) and expected is None
        assert nobody or nothing_to_open or no_answer
        return
    value = -found.objective if model == "mclp" else found.objective
    assert expected is not None
    assert value == pytest.approx(expected, rel=1e-9, abs=1e-9)
    assert (found.status, found.gap) == ("optimal", 0.0)
    assert found.bound == found.objective
    if model != "lscp":
        assert found.chosen.sum() == p
    assert found.chosen[roles == REQUIRED].all()
    assert not found.chosen[(roles == FORBIDDEN) | (roles == EXISTING)].any()
    assert not found.open[~placed].any()


@settings(max_examples=150, deadline=None)
@given(case=cases(), p=st.integers(1, 3), seed=st.integers(0, 99))
def test_the_order_of_the_units_does_not_matter(case, p, seed):
    costs, people, roles, placed, units_placed = case
    order = np.random.default_rng(seed).permutation(len(people))
    turned = (costs[order], people[order], roles, placed, units_placed[order])
    for model in ("p_median", "mclp", "lscp", "p_center"):
        options = SitingOptions(model, p, CUTOFF)
        answers = []
        for one in (case, turned):
            try:
                found = asked(one, options)
                answers.append((found.chosen.tolist(), found.objective, found.bound, found.steps.tolist()))
            except InputError as refused:
                answers.append(str(refused))
        assert answers[0] == answers[1]
