# SPDX-License-Identifier: GPL-2.0-or-later
"""The case of matching: how right it is on Ottawa's real files, and how long a large source takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .figures import Outcome
from .lab import DataMissingError, Lab, Work, measure
from .matching_quality import (
    AUTOMATIC,
    LEAST_PRECISION,
    LEAST_RECALL,
    SHOWN,
    Judged,
    Tally,
    judged,
    merged_with_others,
    tallies,
    wilson,
)
from .matching_sets import labelled_sets, strata_of

ROWS, HELD = 100_000, 50_000
MOST_CPU_S = 20.0
GOAL = "matching"


def matching(lab: Lab, outcome: Outcome) -> None:
    """What the issue asks: automatic precision 0.98, automatic and review recall 0.97, nothing merged with
    another organization's; 100,000 rows against 50,000 points in 20 s of one processor."""
    found = measure(Work("matching.matched", {"rows": ROWS, "held": HELD}), lab.runs)
    what = f"{ROWS:,} rows against {HELD:,} points"
    outcome.tell(GOAL, f"{what}: CPU time", min(found.cpu), "s", most=MOST_CPU_S)
    outcome.tell(GOAL, f"{what}: memory", found.peak_mb, "MB", most=1_000)
    outcome.notes.append("bands: " + ", ".join(f"{band} {n:,}" for band, n in found.said["bands"].items()))
    try:
        sets = labelled_sets()
    except DataMissingError as missing:
        outcome.notes.append(str(missing))
        return
    rows = judged(sets)
    automatic, shown = tallies(rows, AUTOMATIC), tallies(rows, SHOWN)
    strata = ["all", *strata_of(sets)]
    _table(outcome, "automatic", strata, automatic)
    _table(outcome, "automatic and review", strata, shown)
    _bands(outcome, strata, rows)
    outcome.tell(GOAL, "automatic precision", automatic["all"].precision, "", least=LEAST_PRECISION)
    outcome.tell(GOAL, "automatic and review recall", shown["all"].recall, "", least=LEAST_RECALL)
    outcome.tell(GOAL, "merged with another organization's", merged_with_others(rows, sets), "rows", most=0)


def _table(outcome: Outcome, bands: str, strata: Sequence[str], found: Mapping[str, Tally]) -> None:
    columns = ("stratum", "rows", "in the register", "said", "right", "precision", "recall", "F1")
    table = outcome.table(f"Labelled rows of Ottawa: {bands}, with Wilson's 95 % intervals", *columns)
    for stratum in strata:
        tally = found[stratum]
        precision = _share(tally.right, tally.said)
        recall = _share(tally.right, tally.true)
        table.add(
            stratum, tally.rows, tally.true, tally.said, tally.right, precision, recall, f"{tally.f1:.3f}"
        )


def _share(right: int, of: int) -> str:
    if not of:
        return "–"
    least, most = wilson(right, of)
    return f"{right / of:.3f} ({least:.3f}–{most:.3f})"


def _bands(outcome: Outcome, strata: Sequence[str], rows: Sequence[Judged]) -> None:
    names = sorted({row.found.band.value for row in rows})
    table = outcome.table("What became of them", "stratum", *names)
    for stratum in strata:
        bands = [row.found.band.value for row in rows if stratum in ("all", *row.label.strata)]
        table.add(stratum, *(bands.count(name) for name in names))
