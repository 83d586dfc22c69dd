# SPDX-License-Identifier: GPL-2.0-or-later
"""Location models by PySAL ``spopt`` with CBC: cases as JSON on stdin, their objectives as JSON on stdout.

A case is ``{"model": "p_median" | "mclp" | "lscp" | "p_center", "costs": [[...], ...], "people": [...],
"p": ..., "cutoff": ..., "existing": [...]}``; ``existing`` are predefined sites, which spopt counts in p. The
objective is people × cost, people covered, sites, or the largest cost; ``null`` when there is no answer.
"""

import json
import sys

import numpy as np
import pulp
from spopt.locate import LSCP, MCLP, PCenter, PMedian


def objective(case):
    """Return the objective of spopt's optimum."""
    costs, people = np.array(case["costs"], float), np.array(case["people"], float)
    given = {"predefined_facilities_arr": np.isin(np.arange(costs.shape[1]), case["existing"]).astype(int)}
    if not case["existing"]:
        given = {}
    if case["model"] == "p_median":
        asked = PMedian.from_cost_matrix(costs, people, p_facilities=case["p"], **given)
    elif case["model"] == "mclp":
        asked = MCLP.from_cost_matrix(costs, people, case["cutoff"], p_facilities=case["p"], **given)
    elif case["model"] == "lscp":
        asked = LSCP.from_cost_matrix(costs, case["cutoff"], **given)
    else:
        asked = PCenter.from_cost_matrix(costs, p_facilities=case["p"], **given)
    try:
        asked.solve(pulp.PULP_CBC_CMD(msg=False, gapRel=0.0))
    except RuntimeError:
        return None
    return float(asked.problem.objective.value())


json.dump([objective(case) for case in json.load(sys.stdin)], sys.stdout)
