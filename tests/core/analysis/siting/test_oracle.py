# SPDX-License-Identifier: GPL-2.0-or-later
"""All four models against PySAL's ``spopt``, which solves other programmes with another solver."""

import numpy as np
import pytest
from service_points.core.analysis.siting import EXISTING, Infeasible, SitingOptions, site

MODELS = ("p_median", "mclp", "lscp", "p_center")


def random_cases():
    """Places in a plane; half of the cases keep two existing sites, and some cannot be covered."""
    random = np.random.default_rng(11)
    for number in range(12):
        units, points = random.uniform(0, 10, (60, 2)), random.uniform(0, 10, (18, 2))
        costs = np.hypot(*(units[:, None] - points).transpose(2, 0, 1)).round(3)
        for model in MODELS:
            yield {
                "model": model,
                "costs": costs.tolist(),
                "people": random.integers(1, 900, 60).tolist(),
                "p": 3 + number % 3,
                "cutoff": 1.2 if number == 11 else 3.5,
                "existing": [4, 9] if number % 2 else [],
            }


def test_the_same_optimum_as_spopt(oracle, trips_of):
    cases = list(random_cases())
    infeasible = 0
    for case, expected in zip(cases, oracle("location", cases, timeout=300)):
        existing = case["existing"]
        roles = np.zeros(18, int)
        roles[existing] = EXISTING
        options = SitingOptions(case["model"], case["p"] - len(existing), case["cutoff"])
        people = np.array(case["people"], float)
        try:
            found = site(trips_of(case["costs"]), people, roles, options)
        except Infeasible:
            assert expected is None
            infeasible += 1
            continue
        ours = found.objective + (len(existing) if case["model"] == "lscp" else 0)
        assert ours == pytest.approx(expected, rel=1e-6), case["model"]
        assert found.status == "optimal"
    assert infeasible
