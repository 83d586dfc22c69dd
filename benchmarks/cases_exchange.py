# SPDX-License-Identifier: GPL-2.0-or-later
"""Cases of the exchange: the difference of a large working copy and the merge of a large submission."""

from __future__ import annotations

from .figures import Outcome
from .lab import Lab, Work, measure

POINTS, EDITS = 50_000, 500
MERGED = 10_000


def exchange(lab: Lab, outcome: Outcome) -> None:
    """What the issue asks: 500 edits of 50,000 points found in 2 s, 10,000 changes merged in 5 s."""
    points = lab.points or POINTS
    found = measure(Work("exchange.edited_difference", {"points": points, "edits": EDITS}), lab.runs)
    what = f"difference of {points:,} points, {EDITS} edits"
    if found.said["changes"] != EDITS:
        outcome.failures.append(f"{what}: {found.said['changes']} changes found")
    outcome.tell("exchange", what, found.said["seconds"], "s", most=2.0)
    size = min(points, MERGED)
    found = measure(Work("exchange.merged", {"points": size, "edits": size}), lab.runs)
    what = f"merge of {size:,} changes on GeoPackage, reading included"
    if found.said["applied"] != size:
        outcome.failures.append(f"{what}: {found.said['applied']} applied")
    outcome.tell("exchange", what, found.said["seconds"], "s", most=5.0)
