# SPDX-License-Identifier: GPL-2.0-or-later
"""The units of each stratum against a look at each unit."""

import numpy as np
import pytest
from service_points.core.analysis.people import People


@pytest.mark.parametrize("n_strata", [1, 7, 300])
def test_units_of_a_stratum(n_strata):
    rng = np.random.default_rng(n_strata)
    named = tuple(f"{number:03}" for number in rng.integers(0, n_strata, 400))
    people = People.of(np.ones((400, 1)), ("people",), named, {"nobody’s": np.array([5.0])})
    assert "nobody’s" in people.strata
    for s, name in enumerate(people.strata):
        assert people.of_stratum(s).tolist() == [unit for unit, own in enumerate(named) if own == name]
    assert people.of_stratum(-1).tolist() == list(range(400))
    # Sorted once: a look at all units for each of thousands of strata takes longer than the searches.
    assert people.of_stratum(0).base is people.of_stratum(len(people.strata) - 1).base is not None


def test_without_strata():
    people = People.of(np.ones((5, 1)), ("people",))
    assert people.strata == ()
    assert people.of_stratum(-1).tolist() == [0, 1, 2, 3, 4]
