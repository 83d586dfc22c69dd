# SPDX-License-Identifier: GPL-2.0-or-later
"""Who gains and who loses when points share a place; every figure is counted by hand.

Six places a kilometre apart in a row, west to east, with 1, 2, 4, 8, 16 and 32 people: every sum of them says
who is in it. Points stand at places 0 (A), 2 (B) and 5 (C) and are reached from up to 2 km away:
A by places 0 to 2, B by 0 to 4, C by 3 to 5.
"""

import numpy as np
import pytest
from service_points.core.analysis import Demand, Places
from service_points.core.analysis.overlaps import Extent, reached_straight
from service_points.core.analysis.sharing import STAY, sharing
from service_points.core.progress import SILENT

PEOPLE = [1.0, 2.0, 4.0, 8.0, 16.0, 32.0]
STEP = 1.0 / 111.3194907932736  # degrees of longitude on the equator in a kilometre
SERVICES = [frozenset({"tax", "health"}), frozenset({"tax", "passport"}), frozenset({"health"})]
AREAS = ["west", "west", "west", "east", "east", "east"]


def spots(places):
    return np.array([(place * STEP, 0.0) for place in places])


@pytest.fixture
def row():
    """The places with people, and twice as many seniors in the second demand field."""

    def call(members, services=SERVICES, areas=AREAS):
        weights = np.column_stack([PEOPLE, np.array(PEOPLE) * 2])
        demand = Demand(spots(range(6)), weights, ("people", "seniors"))
        points = Places(("A", "B", "C"), spots([0, 2, 5]))
        reached = reached_straight(points, demand, Extent(2.001, 2.001), SILENT)
        return sharing(reached, demand, members, services, areas)

    return call


def test_who_is_served_by_which(row):
    found = row((0, 1))
    assert found.reached.tolist() == [[7.0, 14.0], [31.0, 62.0]]
    assert found.alone.tolist() == [[0.0, 0.0], [24.0, 48.0]]
    assert (found.either.tolist(), found.both.tolist()) == ([31.0, 62.0], [7.0, 14.0])
    assert found.every.tolist() == [7.0, 14.0]
    assert found.n_members.tolist() == [2, 2, 2, 1, 1, 0]
    assert found.member.tolist() == [0, 0, 0, 1, 1, -1]


def test_gains_and_losses_of_each_arrangement(row):
    """Today: tax and passport from B (0–4), tax from A (0–2), health from A (0–2) and C (3–5)."""
    found = row((0, 1))
    stay, at_a, at_b = found.arrangements
    assert [each.host for each in found.arrangements] == [STAY, 0, 1]
    # Each stays and offers all three: everybody within reach of A or B has all of them already.
    assert (stay.people.tolist(), stay.gaining, stay.losing) == ([31.0, 62.0], 0.0, 0.0)
    # All at A: places 3 and 4 lose tax and passport.
    assert (at_a.people[0], at_a.gaining, at_a.losing) == (7.0, 0.0, 24.0)
    # All at B: nobody loses.
    assert (at_b.people[0], at_b.gaining, at_b.losing) == (31.0, 0.0, 0.0)


def test_a_service_is_gained_only_where_no_point_offers_it(row):
    """B and C: C would bring tax and passport to place 5; B brings health to nobody who has it not."""
    found = row((1, 2))
    stay, at_b, at_c = found.arrangements
    assert (stay.gaining, stay.losing) == (32.0, 0.0)
    assert {gain.code: gain.people.tolist() for gain in found.gains} == {
        "passport": [32.0, 0.0], "tax": [32.0, 0.0],
    }  # fmt: skip
    assert found.areas == ("east", "west")
    assert (found.gaining.tolist(), found.within.tolist()) == ([32.0, 0.0], [56.0, 7.0])
    assert found.population.tolist() == [56.0, 7.0]
    # All at B: place 5 loses health and gains nothing.
    assert (at_b.gaining, at_b.losing) == (0.0, 32.0)
    # All at C: places 0–2 lose passport (tax they have from A), place 5 gains.
    assert (at_c.gaining, at_c.losing) == (32.0, 7.0)


def test_unknown_services_are_neither_gained_nor_lost(row):
    found = row((0, 1), services=[None, None, frozenset({"tax"})])
    assert np.isnan([each.gaining for each in found.arrangements]).all()
    assert found.gains == ()
    assert row((0, 1), services=None).arrangements[1].people[0] == 7.0


def test_other_points_whose_services_are_not_known_are_counted_where_they_serve(row):
    """C serves places 3 and 4, as B does, and nobody whom A serves."""
    unsure = [*SERVICES[:2], None]
    assert [row(members, services=unsure).unknown_near for members in ((0, 1), (0,), (1, 2))] == [1, 0, 0]
    assert row((0, 1)).unknown_near == 0


def test_three_points(row):
    found = row((0, 1, 2))
    assert found.both.tolist()[0] == 1 + 2 + 4 + 8 + 16
    assert found.every.tolist()[0] == 0.0
    assert found.alone[:, 0].tolist() == [0.0, 0.0, 32.0]
