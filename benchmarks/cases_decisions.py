# SPDX-License-Identifier: GPL-2.0-or-later
"""Cases of the analyses that decide: cost matrix and colocation quotients."""

from __future__ import annotations

import tempfile
from pathlib import Path

from .cases_core import NO_PEERS
from .figures import Outcome, ratio
from .lab import Lab, Work, measure, peer_python

POINTS = 500
QUOTIENT = {"points": 20_000, "k": 10, "permutations": 999, "seed": 1}


def matrix(lab: Lab, outcome: Outcome) -> None:
    """All costs between Ottawa's blocks and 500 of them; peers go from node to node, without kilometres."""
    inputs, _ = lab.inputs("ottawa")
    job = {"folder_of_inputs": str(inputs.folder), "points": lab.points or POINTS}
    with tempfile.TemporaryDirectory(prefix="service-points-bench.") as folder:
        graph = str(Path(folder) / "graph.npz")
        measure(Work("decisions.write_matrix_graph", {**job, "target": graph}), quiet=True)
        works = {
            "ours": Work("decisions.matrix", {**job, "lengths": False}),
            "ours, with kilometres": Work("decisions.matrix", {**job, "lengths": True}),
        }
        if peer_python():
            for peer in ("igraph", "pandana", "networkx"):
                works[peer] = Work(f"peers.{peer}_matrix", {"graph": graph}, python=peer_python())
        found = lab.compare(works, fresh=False)
    table = outcome.table(f"{job['points']} points, all blocks of Ottawa", "side", "seconds", "pairs")
    for name, timing in found.items():
        table.add(name, timing.median, timing.said["pairs"])
    if not peer_python():
        outcome.notes.append(NO_PEERS)
        return
    ours = found["ours"].median
    fastest = min(("igraph", "pandana"), key=lambda name: found[name].median)
    outcome.tell("matrix", "times faster than networkx", ratio(found["networkx"].median, ours), least=20.0)
    outcome.tell("matrix", f"our time over {fastest}", ratio(ours, found[fastest].median), most=3.0)
    both = found["ours, with kilometres"].median
    outcome.tell("", "times faster than networkx, with kilometres", ratio(found["networkx"].median, both))


def quotient(lab: Lab, outcome: Outcome) -> None:
    """Local quotients with p-values, neighbours found anew each time."""
    found = measure(
        Work("decisions.quotient", {**QUOTIENT, "points": lab.points or QUOTIENT["points"]}), lab.runs
    )
    outcome.tell("quotient", "20,000 points, k = 10, 999 permutations", found.median, "s", most=20.0)
