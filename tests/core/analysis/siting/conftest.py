# SPDX-License-Identifier: GPL-2.0-or-later
"""Trips from tables of costs, and the published cases."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from service_points.core.analysis.trips import Trips

PUBLISHED = Path(__file__).resolve().parents[5] / "shared" / "data" / "published"
ORLIB = PUBLISHED / "loc2_orlib_pmed.json"


def trips_of(costs, units_placed=None, points_placed=None):
    """The trips of a table of costs (d, k); infinite: no way."""
    costs = np.asarray(costs, float)
    d, k = costs.shape
    unit, point = np.nonzero(np.isfinite(costs))
    cost = costs[unit, point]
    order = np.lexsort((point, cost, unit))
    first = np.concatenate(([0], np.cumsum(np.bincount(unit, minlength=d))))
    return Trips(
        first=first,
        point=point[order],
        cost=cost[order],
        unit_placed=np.ones(d, bool) if units_placed is None else units_placed,
        point_placed=np.ones(k, bool) if points_placed is None else points_placed,
    )


@pytest.fixture(name="trips_of")
def make_trips():
    return trips_of


@pytest.fixture
def importable(repository, tmp_path, monkeypatch):
    """Let another process find the package under its name, as the plugin folder of QGIS does."""
    (tmp_path / "service_points").symlink_to(repository, target_is_directory=True)
    monkeypatch.syspath_prepend(str(tmp_path))


def _published(path):
    if not path.exists():
        pytest.skip("../shared/data/published is not there")
    return path


@pytest.fixture
def orlib():
    """``orlib("pmed1")``: the table of shortest paths (n, n), p, and what is published of it."""

    def read(name):
        facts = json.loads(_published(ORLIB).read_text())[name]
        n = facts["nodes"]
        costs = np.full((n, n), np.inf)
        np.fill_diagonal(costs, 0.0)
        with (PUBLISHED / f"loc2_{name}_edges.csv").open() as file:
            for row in csv.DictReader(file):  # a repeated edge: the last line holds
                a, b = int(row["a"]) - 1, int(row["b"]) - 1
                costs[a, b] = costs[b, a] = float(row["cost"])
        for k in range(n):  # Floyd and Warshall
            costs = np.minimum(costs, costs[:, [k]] + costs[[k]])
        return costs, facts["p"], facts

    return read


@pytest.fixture
def san_francisco():
    """Costs (205, 16) in metres, people (205,), names of the stores, and the published figures."""
    facts = json.loads(_published(PUBLISHED / "loc1_sf.json").read_text())
    with (PUBLISHED / "loc1_sf_cost_matrix.csv").open() as file:
        head, *rows = csv.reader(file)
    with (PUBLISHED / "loc1_sf_demand.csv").open() as file:
        people = {row["NAME"]: float(row["POP2000"]) for row in csv.DictReader(file)}
    costs = np.array([[float(value) for value in row[1:]] for row in rows])
    return costs, np.array([people[row[0]] for row in rows]), head[1:], facts
