# SPDX-License-Identifier: GPL-2.0-or-later
"""Which channels reach areas along a line of places one kilometre apart, in a straight line."""

import numpy as np
import pytest
from service_points.core.analysis import MatrixOptions
from service_points.core.analysis.nearest_costs import NearestCosts
from service_points.core.channels import (
    COMBINATIONS,
    COUNTERS,
    NO,
    UNKNOWN,
    YES,
    Reach,
    combinations,
    counter_reach,
    territorial_reach,
)

KM = 1 / 111.3194907932736  # of a degree of the equator


def answers(*values):
    return np.array([{"n": NO, "?": UNKNOWN, "y": YES}[value] for value in "".join(values)], np.int8)


def along(*kilometres):
    return np.array([(km * KM, 0.0) for km in kilometres], float).reshape(-1, 2)


def reached(units, points, serves, cutoff):
    options = MatrixOptions(metric="straight")
    state, point, cost = counter_reach(NearestCosts(None, units, points, options), answers(serves), cutoff)
    return [COUNTERS[i] for i in state], point.tolist(), np.round(cost, 3).tolist()


def test_the_nearest_that_serves_and_not_the_nearest():
    """Units at 0…5 km; a closed counter at 0, one that serves at 3, one not known at 5; within 2 km."""
    states, points, costs = reached(along(0, 1, 2, 3, 4, 5), along(0, 3, 5), "ny?", 2.0)
    assert states == ["not_then", "served", "served", "served", "served", "served"]
    assert points == [0, 1, 1, 1, 1, 1]
    assert costs == [0.0, 2.0, 1.0, 0.0, 1.0, 2.0]


def test_cutoffs_are_inclusive_and_unknown_is_not_served():
    states, points, costs = reached(along(0, 1, 2, 3), along(0), "?", 2.0)
    assert states == ["unknown", "unknown", "unknown", "beyond"]
    assert points == [0, 0, 0, 0]
    assert costs == [0.0, 1.0, 2.0, 3.0]


def test_without_counters_no_way_leads_to_one():
    states, points, costs = reached(along(0, 1), along(), "", 2.0)
    assert states == ["unreachable", "unreachable"]
    assert points == [-1, -1]
    assert costs == [np.inf, np.inf]


def test_call_centres_serve_their_territory():
    """Three call centres: one that serves, in the first two areas; one perhaps; one closed, everywhere."""
    members = [answers("yyn?"), answers("nyy?"), answers("yyyy")]
    best, count = territorial_reach(answers("y?n"), members, 4)
    assert best.tolist() == answers("yy??").tolist()
    assert count.tolist() == [1, 1, 0, 0]
    none, nothing = territorial_reach(answers(""), [], 2)
    assert none.tolist() == answers("nn").tolist()
    assert nothing.tolist() == [0, 0]


@pytest.mark.parametrize(
    ("counter", "phone", "digital", "expected"),
    [
        ("served", "y", "y", "cpd"),
        ("served", "y", "n", "cp"),
        ("served", "?", "y", "cd"),
        ("served", "n", "?", "c"),
        ("unknown", "y", "y", "pd"),  # known to serve: two; the counter is counted as not known elsewhere
        ("not_then", "y", "n", "p"),
        ("beyond", "?", "y", "d"),
        ("unknown", "n", "n", "unknown"),
        ("off_network", "n", "n", "unknown"),
        ("beyond", "?", "n", "unknown"),
        ("beyond", "n", "n", "none"),
        ("unreachable", "n", "n", "none"),
        ("not_then", "n", "n", "none"),
    ],
)
def test_combinations(counter, phone, digital, expected):
    zeros = np.zeros(1, np.int64)
    state = np.array([COUNTERS.index(counter)])
    reach = Reach(state, zeros, np.zeros(1), answers(phone), zeros, answers(digital), zeros)
    assert [COMBINATIONS[i] for i in combinations(reach)] == [expected]
