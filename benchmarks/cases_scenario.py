# SPDX-License-Identifier: GPL-2.0-or-later
"""Cases about before and after: how soon an edit is answered, and all points closed in turn."""

from __future__ import annotations

from .figures import Outcome, ratio
from .lab import Lab
from .sides import Work

KINDS = ("close", "open", "move")
FEW, MANY = 18, 150
MOST_MS = 300.0
MOST_TIMES = 2.0


def scenario(lab: Lab, outcome: Outcome) -> None:
    """Ottawa's blocks with few and with many points: edits, and leave-one-out against one catchment run."""
    inputs, _ = lab.inputs("ottawa")
    table = outcome.table("Ottawa, 8,559 blocks: ms until all figures of an edit are there", "points", *KINDS)
    for points in (FEW, MANY):
        job = {"inputs": str(inputs.folder), "points": points}
        ms = lab.compare({"ours": Work("scenario.edits", job)}, fresh=False)["ours"].said["ms"]
        table.add(points, *(ms[kind] for kind in KINDS))
        slowest = max(ms.values())
        outcome.tell("", f"Ottawa, {points} points: slowest kind of edit", slowest, "ms", most=MOST_MS)
    job = {"inputs": str(inputs.folder), "points": MANY}
    works = {name: Work(f"scenario.{name}", job) for name in ("leave_one_out", "one_catchment_run")}
    found = lab.compare(works, fresh=False)
    times = ratio(found["leave_one_out"].median, found["one_catchment_run"].median)
    what = f"Ottawa, {MANY} points: each closed in turn, against one catchment run without polygons"
    outcome.tell("", what, times, most=MOST_TIMES)
    outcome.notes.append(
        f"each of {MANY} points closed in turn: {found['leave_one_out'].median:.2f} s; one catchment run: "
        f"{found['one_catchment_run'].median:.2f} s"
    )
