# SPDX-License-Identifier: GPL-2.0-or-later
"""The case of a whole import: from a file to a draft."""

from __future__ import annotations

from .figures import Outcome
from .lab import Lab, Work, measure

ROWS, HELD = 100_000, 50_000
MOST_S, MOST_MB = 60.0, 1_500
GOAL = "importing"


def importing(lab: Lab, outcome: Outcome) -> None:
    """What the issue asks: 100,000 rows read, cleaned, matched against 50,000 points and drafted in 60 s and
    1.5 GB."""
    held = min(lab.points or HELD, HELD)
    job = {"rows": 2 * held, "held": held}
    found = measure(Work("importing.imported", job), lab.runs)
    what = f"import of {job['rows']:,} rows into {held:,} points"
    outcome.tell(GOAL, what, found.median, "s", most=MOST_S)
    outcome.tell(GOAL, f"{what}: CPU time", min(found.cpu), "s")
    outcome.tell(GOAL, f"{what}: reading the file and the register", found.said["reading"], "s")
    outcome.tell(GOAL, f"{what}: memory", found.peak_mb, "MB", most=MOST_MB)
    counts = found.said["counts"]
    if sum(counts.values()) != job["rows"]:
        outcome.failures.append(f"{what}: {sum(counts.values())} rows accounted for")
    outcome.notes.append("rows: " + ", ".join(f"{name} {count:,}" for name, count in counts.items()))
