# SPDX-License-Identifier: GPL-2.0-or-later
"""Cases of the exchange: the difference, the check and the merge of large registers."""

from __future__ import annotations

import importlib.util

from .figures import Outcome
from .lab import Lab, Work, measure
from .pg_server import has_postgis
from .sides import Timing

POINTS, EDITS = 50_000, 500
MERGED = 10_000
MOST_MB = 1_000


def exchange(lab: Lab, outcome: Outcome) -> None:
    """What the issue asks: 500 edits of 50,000 points found in 2 s, these points checked in 20 s, 10,000
    changes merged in 5 s into a file and in 10 s into a database; less than 1 GB each."""
    points = lab.points or POINTS
    found = measure(Work("exchange.edited_difference", {"points": points, "edits": EDITS}), lab.runs)
    what = f"difference of {points:,} points, {EDITS} edits"
    if found.said["changes"] != EDITS:
        outcome.failures.append(f"{what}: {found.said['changes']} changes found")
    _tell(outcome, what, found, most=2.0)
    found = measure(Work("exchange.checked", {"points": points}), lab.runs)
    said = f"{found.said['findings']:,} findings, {found.said['corrections']:,} corrections"
    _tell(
        outcome, f"check of {points:,} points with a telephone and a service each ({said})", found, most=20.0
    )
    size = min(points, MERGED)
    job = {"points": size, "edits": size}
    work = Work("exchange.merged", job)
    _merge(lab, outcome, work, f"merge of {size:,} changes on GeoPackage", 5.0)
    if has_postgis() and importlib.util.find_spec("psycopg2"):
        work = Work("exchange.merged_in_database", job)
        _merge(lab, outcome, work, f"merge of {size:,} changes on PostGIS", 10.0)
    else:
        outcome.notes.append("merge on PostGIS: no server with PostGIS, or no psycopg2, on this machine")


def _merge(lab: Lab, outcome: Outcome, work: Work, what: str, most: float) -> None:
    found, size = measure(work, lab.runs), work.job["edits"]
    if found.said["applied"] != size:
        outcome.failures.append(f"{what}: {found.said['applied']} applied")
    outcome.tell("exchange", what, found.median, "s", most=most)
    outcome.tell("exchange", f"{what}: CPU time of ours", found.said["merge_cpu"], "s")
    outcome.tell("exchange", f"{what}: reading the document before", found.said["reading"], "s")
    outcome.tell("exchange", f"{what}: memory", found.peak_mb, "MB", most=MOST_MB)


def _tell(outcome: Outcome, what: str, found: Timing, *, most: float) -> None:
    outcome.tell("exchange", what, min(found.seconds), "s", most=most)
    outcome.tell("exchange", f"{what}: CPU time", min(found.cpu), "s")
    outcome.tell("exchange", f"{what}: memory", found.peak_mb, "MB", most=MOST_MB)
