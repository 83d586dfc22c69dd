# SPDX-License-Identifier: GPL-2.0-or-later
"""The visits of a run that may have been stopped before: what is finished is read, the rest is computed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from ..checkpoint import Checkpoint, Parts
from ..column_file import Column
from ..network.arrays import IntArray
from ..parallel import Executor, in_order
from ..progress import Part, Progress, check
from ..text import Text
from .strata import StratumSums
from .tally import Counts
from .visits import Found, Visits, visit

# The fields of Counts and of StratumSums that are arrays.
_COUNTS = ("points", "units", "sums", "unit", "number", "first", "second", "alone")
_STRATA = ("cell", "units", "sums")


def visited(
    visits: Visits,
    chunks: Sequence[IntArray],
    *,
    executor: Executor | None,
    parts: Parts | None,
    progress: Progress,
) -> Iterator[Found]:
    """Yield what each of the ``chunks`` finds, in their order; ``parts``: where what is found is kept.

    Raises ``Cancelled``, and ``CheckpointError`` when a part cannot be kept.
    """
    done, kept = 0, 0 if parts is None else min(parts.count(), len(chunks))
    if kept:
        progress.report(0.0, _RESUMED.format(done=kept, all=len(chunks)))
    for columns in () if parts is None else parts.finished():
        if done == len(chunks) or not np.array_equal(columns["points"], chunks[done]):
            break
        check(progress)
        done += 1
        progress.report(done / len(chunks))
        yield _found(columns)
    if done < kept:
        progress.report(done / len(chunks), _DAMAGED.format(number=done + 1))
    rest = Part(progress, done / max(len(chunks), 1), 1.0)
    found = in_order(visit, visits, chunks[done:], executor=executor, progress=rest)
    for number, each in enumerate(found, done):
        if parts is not None:
            parts.add(number, _columns(each))
        yield each


def parts_of(checkpoint: Checkpoint, kind: str, of: Sequence[Column], progress: Progress) -> Parts:
    """Return the parts of a run, and say which other runs lie in the folder. Raises ``CheckpointError``."""
    parts = checkpoint.parts(kind, of)
    others = checkpoint.others()
    if others:
        progress.report(0.0, _OTHERS.format(folder=checkpoint.folder, names=", ".join(others)))
    return parts


def _columns(found: Found) -> dict[str, Column]:
    counts, strata = found.counts, found.counts.strata
    columns: dict[str, Column] = {name: getattr(counts, name) for name in _COUNTS}
    if strata is not None:
        columns |= {f"strata_{name}": getattr(strata, name) for name in _STRATA}
    return {**columns, "wkb": found.wkb, "wkb_size": found.wkb_size}


def _found(columns: dict[str, Column]) -> Found:
    counts: dict[str, Any] = {name: columns[name] for name in _COUNTS}
    if "strata_cell" in columns:
        counts["strata"] = StratumSums(*(columns[f"strata_{name}"] for name in _STRATA))
    return Found(Counts(**counts), columns["wkb"], columns["wkb_size"])


_RESUMED = Text(
    en="Going on with a run that was stopped; parts finished before: {done} of {all}.",
    fr="Reprise d’un traitement arrêté; parties déjà terminées\u00a0: {done} sur {all}.",
)
_DAMAGED = Text(
    en="Part {number} of the run that was stopped is damaged. It is computed again, with all that follow.",
    fr="La partie {number} du traitement arrêté est endommagée. Elle est recalculée, ainsi que les "
    "suivantes.",
)
_OTHERS = Text(
    en="{folder} also keeps runs with other inputs or parameters, or of another version: {names}. They are "
    "not used and stay as they are; delete those you do not want to go on with.",
    fr="{folder} conserve aussi des traitements dont les entrées, les paramètres ou la version "
    "diffèrent\u00a0: {names}. Ils ne servent pas ici et restent tels quels; supprimez ceux que vous ne "
    "voulez pas reprendre.",
)
