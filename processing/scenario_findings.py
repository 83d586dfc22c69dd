# SPDX-License-Identifier: GPL-2.0-or-later
"""What a run of ``servicepoints:scenario`` found, as rows for its tables and its report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ..core.analysis.before_after import BeforeAfter, ScenarioEngine
from ..core.analysis.leave_one_out import LeaveOneOut
from ..core.analysis.situation import Figures
from .coverage_inputs import UNITS as COUNTED
from .geometry import FloatArray
from .ledger import Ledger
from .parameters import UNITS

_PERCENT = 100.0


@dataclass(frozen=True, eq=False)
class Findings:
    """What was found, what it measures in, and what was left out. ``alone``: each point closed in turn.

    ``labels`` (f,): what people call the population fields.
    """

    compared: BeforeAfter
    engine: ScenarioEngine
    alone: LeaveOneOut | None
    metric: str
    ledger: Ledger
    labels: tuple[str, ...]

    @property
    def unit(self) -> str:
        return UNITS[self.metric]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the population fields (f,)."""
        return self.engine.people.names

    @property
    def strata(self) -> tuple[str | None, ...]:
        """``None`` for everyone, then each stratum (g,)."""
        return (None, *self.engine.people.strata)

    @property
    def units_excluded(self) -> int:
        """Population units that cannot be used."""
        record = next(item for item in self.ledger.inputs if item.parameter == "DEMAND")
        return record.features - record.used


@dataclass(frozen=True)
class Indicator:
    """A figure before and after; ``None`` where it is of nobody. ``change``: after minus before."""

    indicator: str
    group: str
    stratum: str | None
    cutoff: float | None
    unit: str
    before: float | None
    after: float | None

    @property
    def change(self) -> float | None:
        return None if self.before is None or self.after is None else self.after - self.before


def indicators(found: Findings) -> Iterator[Indicator]:
    """Yield all indicators, by stratum and group, then those of points."""
    before, after = found.compared.before.figures, found.compared.after.figures
    for g, stratum in enumerate(found.strata):
        for f, group in enumerate(found.names):
            pairs = zip(_figures(before, found, (g, f)), _figures(after, found, (g, f)))
            for (name, cutoff, unit, old), (*_, new) in pairs:
                yield Indicator(name, group, stratum, cutoff, unit, _finite(old), _finite(new))
    yield from _reconciled_units(found)
    for f, group in enumerate(found.names):
        old, new = (situation.load[:, f] for situation in (found.compared.before, found.compared.after))
        for name, measure in (("R1", _mean), ("R1_max", _largest)):
            yield Indicator(name, group, None, None, "people", measure(old), measure(new))


def _figures(
    figures: Figures, found: Findings, at: tuple[int, int]
) -> Iterator[tuple[str, float | None, str, float]]:
    """Yield indicator, cutoff, unit and value of one stratum and group."""
    total, left_out = float(figures.total[at]), float(found.engine.people.left_out[at])
    cutoffs = found.engine.cutoffs.tolist()
    for c, cutoff in enumerate(cutoffs):
        yield "C1", cutoff, "percent", _share(figures.served[c][at], total)
    for c, cutoff in enumerate(cutoffs):
        yield "served", cutoff, "people", figures.served[c][at]
    yield "beyond", cutoffs[-1], "people", figures.beyond[at]
    yield "unreachable", None, "people", figures.unreachable[at]
    yield "off_network", None, "people", figures.off_network[at]
    yield "excluded", None, "people", left_out
    yield "total", None, "people", total + left_out
    yield "T1", None, found.unit, figures.mean[at]
    yield "T2_p50", None, found.unit, figures.quantiles[0][at]
    yield "T2_p90", None, found.unit, figures.quantiles[1][at]
    yield "T3", None, found.unit, figures.maximum[at]
    for c, cutoff in enumerate(cutoffs):
        yield "R3", cutoff, "percent", _share(figures.redundant[c][at], total)


def _reconciled_units(found: Findings) -> Iterator[Indicator]:
    """Yield the numbers of units by status, which with those left out add up to all that were read."""
    before, after = found.compared.before.status, found.compared.after.status
    for code, name in enumerate(("served", "beyond", "unreachable", "off_network")):
        old, new = (float((status == code).sum()) for status in (before, after))
        yield Indicator(f"units_{name}", COUNTED, None, None, "units", old, new)
    left_out, total = float(found.units_excluded), float(found.units_excluded + len(before))
    yield Indicator("units_excluded", COUNTED, None, None, "units", left_out, left_out)
    yield Indicator("units_total", COUNTED, None, None, "units", total, total)


def effects(found: Findings) -> list[str]:
    """Return what becomes of each unit (d,): it loses, gains or stays the same.

    Or it had a way to a point and has none any more (``cut_off``), the reverse (``connected``), had and has
    none (``unreachable``), or is too far from any road (``off_network``).
    """
    compared = found.compared
    named = np.select(
        [
            ~found.engine.journeys.unit_placed,
            compared.change == np.inf,
            compared.change == -np.inf,
            np.isinf(compared.after.cost),
            compared.change > 0,
            compared.change < 0,
        ],
        ["off_network", "cut_off", "connected", "unreachable", "loses", "gains"],
        "same",
    )
    return [str(name) for name in named.tolist()]


def _share(part: float, whole: float) -> float:
    return _PERCENT * float(part) / whole if whole > 0 else np.nan


def _mean(load: FloatArray) -> float | None:
    return float(load.mean()) if len(load) else None


def _largest(load: FloatArray) -> float | None:
    return float(load.max()) if len(load) else None


def _finite(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
