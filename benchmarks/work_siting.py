# SPDX-License-Identifier: GPL-2.0-or-later
"""Siting on OR-Library's p-median networks, by the search with its bound alone and by the exact solver."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from ..core.analysis import Trips
from ..core.analysis.siting import SitingOptions, programme, site
from . import files

Job = Mapping[str, Any]
Run = Callable[[], dict[str, Any]]
PUBLISHED = files.DATA / "published"


def median(job: Job) -> Run:
    """Solve the network ``job["name"]``; without ``job["exact"]`` scipy is taken as missing."""
    facts = json.loads((PUBLISHED / "loc2_orlib_pmed.json").read_text())[job["name"]]
    trips = _trips(_paths(job["name"], facts["nodes"]))
    options = SitingOptions("p_median", facts["p"], seconds=job["seconds"])
    count = trips.n_units
    if not job["exact"]:
        programme.has_solver = lambda: False
    programme._ALONE_SECONDS = job["seconds"]  # a benchmark is not interrupted

    def run() -> dict[str, Any]:
        found = site(trips, np.ones(count), np.zeros(count, np.int64), options)
        best = facts["published_p_median_optimum"]
        return {"objective": found.objective, "above": found.objective / best - 1.0, "gap": found.gap}

    return run


def _paths(name: str, nodes: int) -> np.ndarray:
    """Return the lengths of the shortest paths (n, n); of a repeated edge the last line holds."""
    costs = np.full((nodes, nodes), np.inf)
    np.fill_diagonal(costs, 0.0)
    with (PUBLISHED / f"loc2_{name}_edges.csv").open() as file:
        for row in csv.DictReader(file):
            a, b = int(row["a"]) - 1, int(row["b"]) - 1
            costs[a, b] = costs[b, a] = float(row["cost"])
    for k in range(nodes):
        costs = np.minimum(costs, costs[:, [k]] + costs[[k]])
    return costs


def _trips(costs: np.ndarray) -> Trips:
    count = len(costs)
    point = np.argsort(costs, axis=1, kind="stable")
    cost = np.take_along_axis(costs, point, axis=1).ravel()
    placed = np.ones(count, bool)
    return Trips(np.arange(count + 1) * count, point.ravel(), cost, placed, placed)
