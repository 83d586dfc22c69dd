# SPDX-License-Identifier: GPL-2.0-or-later
"""Floating-catchment accessibility by PySAL ``access``: cases on stdin, their access on stdout, both JSON.

A case is ``{"people": [...], "supply": [...], "trips": [[i, j, cost], ...], "kind": ..., ...}`` with ``kind``
"2sfca" (``cutoff``), "zones" (``cutoffs``, ``weights``), "gaussian" (``sigma``, ``cutoff``) or "gravity"
(``beta``, ``floor``, ``cutoff``). PySAL has no figure for units without a trip: they come back as null.
"""

import json
import sys

import pandas as pd
from access import weights
from access.fca import two_stage_fca


def access(case):
    """Return the access of each unit, ``None`` where PySAL gives none."""
    demand = pd.DataFrame({"demand": case["people"]}, dtype=float).rename_axis("geoid")
    supply = pd.DataFrame({"supply": case["supply"]}, dtype=float).rename_axis("geoid")
    trips = pd.DataFrame(case["trips"], columns=["origin", "dest", "cost"])
    limit = max(case["cutoffs"]) if "cutoffs" in case else case["cutoff"]
    found = two_stage_fca(demand, supply, trips, max_cost=limit, weight_fn=decay(case))
    return [None if pd.isna(value) else float(value) for value in found.reindex(demand.index)]


def decay(case):
    """Return PySAL's weight function for a case."""
    if case["kind"] == "zones":
        return weights.step_fn(dict(zip(case["cutoffs"], case["weights"])))
    if case["kind"] == "gaussian":
        return weights.gaussian(case["sigma"])
    if case["kind"] == "gravity":
        return weights.gravity(1.0, alpha=-case["beta"], min_dist=case["floor"])
    return None


json.dump([access(case) for case in json.load(sys.stdin)], sys.stdout)
