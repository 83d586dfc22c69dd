# SPDX-License-Identifier: GPL-2.0-or-later
"""What benchmarks say: figures held against goals, tables, and the same as Markdown and JSON."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field

Cell = object


@dataclass(frozen=True)
class Figure:
    """One measured number. ``goal``: which goal it belongs to, "" for none. ``least`` or ``most``: what is
    asked of it; without either it is only told."""

    goal: str
    what: str
    value: float
    unit: str = "×"
    least: float | None = None
    most: float | None = None

    @property
    def passed(self) -> bool | None:
        """Whether the goal is met; None when nothing is asked. A number that is none meets nothing."""
        if self.least is None and self.most is None:
            return None
        return (self.least is None or self.value >= self.least) and (
            self.most is None or self.value <= self.most
        )

    @property
    def wanted(self) -> str:
        if self.least is not None:
            return f"≥ {plain(self.least)} {self.unit}"
        return f"≤ {plain(self.most)} {self.unit}" if self.most is not None else ""

    def row(self) -> list[str]:
        verdict = {True: "pass", False: "FAIL", None: ""}[self.passed]
        return [self.goal, self.what, f"{plain(self.value)} {self.unit}", self.wanted, verdict]


@dataclass
class Table:
    """A table with a heading; cells are texts or numbers."""

    title: str
    columns: Sequence[str]
    rows: list[Sequence[Cell]] = field(default_factory=list)

    def add(self, *cells: Cell) -> None:
        self.rows.append(cells)

    def markdown(self) -> str:
        return f"**{self.title}**\n\n{markdown_table(self.columns, self.rows)}"


@dataclass
class Outcome:
    """What one case found: figures, tables, notes such as why something was left out, and ``failures``: what
    should be so and is not."""

    name: str
    title: str
    figures: list[Figure] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def tell(self, goal: str, what: str, value: float, unit: str = "×", **asked: float) -> None:
        """Add a figure; ``least`` or ``most`` say what the goal asks."""
        self.figures.append(Figure(goal, what, value, unit, **asked))

    def table(self, title: str, *columns: str) -> Table:
        """Start a table and return it."""
        self.tables.append(Table(title, columns))
        return self.tables[-1]

    def markdown(self) -> str:
        parts = [f"## {self.name}: {self.title}", *(table.markdown() for table in self.tables)]
        if self.figures:
            parts.append(figures_table(self.figures))
        parts += [f"FAILED: {failure}" for failure in self.failures]
        if self.notes:
            parts.append("\n".join(f"- {note}" for note in self.notes))
        return "\n\n".join(parts)

    def document(self) -> dict[str, object]:
        """Return the same for JSON."""
        figures = [{**asdict(figure), "passed": figure.passed} for figure in self.figures]
        tables = [asdict(table) for table in self.tables]
        return {
            "name": self.name,
            "title": self.title,
            "figures": figures,
            "tables": tables,
            "notes": self.notes,
            "failures": self.failures,
        }


def figures_table(figures: Sequence[Figure]) -> str:
    """Return the table goal, figure, what is asked, verdict."""
    columns = ("goal", "figure", "measured", "asked", "")
    return markdown_table(columns, [figure.row() for figure in figures])


def markdown_table(columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    """Return a Markdown table; a pipe in a cell does not end it."""

    def line(cells: Sequence[Cell]) -> str:
        return "| " + " | ".join(plain(cell).replace("|", "\\|") for cell in cells) + " |"

    return "\n".join([line(columns), "|" + "---|" * len(columns), *(line(row) for row in rows)])


def plain(value: Cell) -> str:
    """Return a cell's text: numbers with four figures, thousands apart; "–" for no number."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return str(value)
    if not math.isfinite(value):
        return "–"
    if value == int(value) or abs(value) >= 1000:
        return f"{value:,.0f}"
    decimals = max(0, 3 - math.floor(math.log10(abs(value))))
    return f"{value:.{min(decimals, 4)}f}"


def ratio(other: float, ours: float) -> float:
    """Return how many times longer the other takes than we do."""
    return other / ours if ours > 0 else math.nan


def slope(x: Sequence[float], y: Sequence[float]) -> float:
    """Return the exponent p of the power law y ~ x^p that fits best (least squares of the logarithms).

    1 is proportional, 0 does not grow. Raises ``ValueError`` for fewer than two different positive x.
    """
    pairs = [(math.log(a), math.log(b)) for a, b in zip(x, y) if a > 0 and b > 0]
    if len({a for a, _ in pairs}) < 2:
        raise ValueError("a slope needs at least two different sizes")
    mean_x = sum(a for a, _ in pairs) / len(pairs)
    mean_y = sum(b for _, b in pairs) / len(pairs)
    spread = sum((a - mean_x) ** 2 for a, _ in pairs)
    return sum((a - mean_x) * (b - mean_y) for a, b in pairs) / spread


def honesty(seen: Sequence[tuple[float, float]], seconds: float) -> Mapping[str, float]:
    """Judge a progress bar from when (s) it showed what (percent) in a run of ``seconds``.

    ``back``: largest step backwards, in percent. ``silence``: longest time without news, in seconds.
    ``off``: largest distance between what was shown and the share of the time gone by, in percent.
    """
    shown = [(0.0, 0.0), *seen, (seconds, 100.0)]
    back = max(before - after for (_, before), (_, after) in zip(shown, shown[1:]))
    silence = max(after - before for (before, _), (after, _) in zip(shown, shown[1:]))
    off = max(abs(percent - 100.0 * at / seconds) for at, percent in shown)
    return {"back": max(back, 0.0), "silence": silence, "off": off}


def longest_silence(times: Sequence[float], seconds: float) -> float:
    """Return the middle of the longest time without news, in seconds from the start of the run."""
    told = [0.0, *times, seconds]
    _, start, end = max((after - before, before, after) for before, after in zip(told, told[1:]))
    return (start + end) / 2
