# SPDX-License-Identifier: GPL-2.0-or-later
"""Goal 9, p-median: how far from the published optimum, and how long."""

from __future__ import annotations

from .figures import Outcome
from .lab import Lab, Work
from .work_siting import PUBLISHED

NAMES = ("pmed1", "pmed2", "pmed3", "pmed4", "pmed5", "pmed10", "pmed16")
SECONDS = 60.0


def siting(lab: Lab, outcome: Outcome) -> None:
    """OR-Library's networks; the peer of the search is the exact solver on the same reduced problem."""
    if not PUBLISHED.exists():
        outcome.notes.append("../shared/data/published is not there")
        return
    columns = ("network", "method", "seconds (median)", "above the optimum, %", "gap it states, %")
    table = outcome.table("p-median, OR-Library", *columns)
    worst = 0.0
    for name in NAMES:
        works = {
            method: Work("siting.median", {"name": name, "exact": exact, "seconds": SECONDS})
            for method, exact in (("search and bound", False), ("with HiGHS", True))
        }
        for method, timing in lab.compare(works, fresh=False).items():
            above, gap = 100.0 * timing.said["above"], 100.0 * timing.said["gap"]
            table.add(name, method, timing.median, above, gap)
            worst = max(worst, above)
    outcome.tell("9", "p-median: farthest above a published optimum", worst, "%", most=1.0)
