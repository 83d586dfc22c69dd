#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Draw how the run of a country grows, from ``build/bench/country-growth.json``, into the documentation.

make bench-national ARGS="--only country-growth"
~/.cache/service-points/bench-venv/bin/python benchmarks/curves.py
"""

from __future__ import annotations

import json
from pathlib import Path

from matplotlib import pyplot, ticker

ROOT = Path(__file__).resolve().parent.parent
WORDS = {
    "en": ("road sections", "points", "cutoffs", "largest cutoff, min", "CPU time, s", ",", "."),
    "fr": (
        "tronçons de route",
        "points",
        "seuils",
        "plus grand seuil, min",
        "temps processeur, s",
        "\u00a0",
        ",",
    ),
}
INK, LINE = "#1f2a36", "#0b5c8a"


def draw(tables: list[dict[str, list[list[float]]]], language: str, path: Path) -> None:
    """Draw time against what grew, a panel for each table; both axes are logarithmic."""
    *titles, seconds, thousands, point = WORDS[language]

    def number(value: float, _place: int | None = None) -> str:
        text = f"{value:,.1f}" if 1 <= value < 10 and value % 1 else f"{value:,.0f}"
        return text.translate({ord(","): thousands, ord("."): point})

    figure, axes = pyplot.subplots(1, len(tables), figsize=(11, 2.9), sharey=True, layout="constrained")
    for axis, table, title in zip(axes, tables, titles):
        grown, cpu = ([row[column] for row in table["rows"]] for column in (0, 2))
        axis.loglog(grown, cpu, marker="o", color=LINE, linewidth=2)
        for x, y in zip(grown, cpu):
            above = {"xytext": (0, 7), "textcoords": "offset points", "ha": "center"}
            axis.annotate(number(round(y, 1)), (x, y), color=INK, fontsize=9, **above)
        axis.set_xticks(grown, [number(each) for each in grown], rotation=30, ha="right")
        axis.xaxis.set_minor_locator(ticker.NullLocator())
        axis.yaxis.set_major_formatter(number)
        axis.set_xlabel(title, color=INK)
        axis.set_ylim(1.5, 120)
        axis.margins(x=0.15)
        axis.grid(visible=True, color="#dde3e8")
        axis.spines[["top", "right"]].set_visible(False)
    axes[0].set_ylabel(seconds, color=INK)
    figure.savefig(path, dpi=100, metadata={"Software": None})


def main() -> None:
    """Draw the picture of both languages."""
    measured = json.loads((ROOT / "build" / "bench" / "country-growth.json").read_text(encoding="utf-8"))
    (outcome,) = measured["outcomes"]
    for language in WORDS:
        draw(outcome["tables"], language, ROOT / "docs" / language / "img" / "country-growth.png")


if __name__ == "__main__":
    main()
