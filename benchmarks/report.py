# SPDX-License-Identifier: GPL-2.0-or-later
"""The report of a whole run, in build/bench/: Markdown for docs and README, JSON for tools."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from .figures import Figure, Outcome, figures_table

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "build" / "bench"


def machine() -> dict[str, str]:
    """Return what is worth knowing of the machine: cores, processor, memory, and how busy it is already."""
    facts = {"cores": str(os.cpu_count())}
    try:
        processor = Path("/proc/cpuinfo").read_text(encoding="utf-8").split("model name", 1)[1]
        facts["processor"] = processor.split(":", 1)[1].split("\n", 1)[0].strip()
        memory = Path("/proc/meminfo").read_text(encoding="utf-8").split("MemTotal:", 1)[1]
        facts["memory"] = f"{int(memory.split()[0]) / 2**20:.0f} GiB"
    except (OSError, IndexError):
        facts["processor"] = "unknown"
    facts["load before"] = load()
    return facts


def load() -> str:
    """Return how many programs wanted a core in the last minute; above 0.5 at rest, others work here too."""
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"


def markdown(outcomes: Sequence[Outcome], facts: Mapping[str, str]) -> str:
    """Return the report: the goals first, then each case."""
    goals = [figure for outcome in outcomes for figure in outcome.figures if figure.goal]
    described = "; ".join(f"{name} {value}" for name, value in facts.items() if value)
    parts = ["# Benchmarks", f"Measured with {described}."]
    if goals:
        parts += ["## Goals", figures_table(sorted(goals, key=_order))]
    parts += [outcome.markdown() for outcome in outcomes]
    return "\n\n".join(parts) + "\n"


def write(outcomes: Sequence[Outcome], facts: Mapping[str, str], name: str) -> Path:
    """Write the report as NAME.md and NAME.json, and return the Markdown's path."""
    TARGET.mkdir(parents=True, exist_ok=True)
    document = {
        "measured_at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "facts": dict(facts),
        "outcomes": [outcome.document() for outcome in outcomes],
    }
    text = json.dumps(document, ensure_ascii=False, indent=1, default=str)
    (TARGET / f"{name}.json").write_text(text + "\n", encoding="utf-8")
    target = TARGET / f"{name}.md"
    target.write_text(markdown(outcomes, facts), encoding="utf-8")
    return target


def _order(figure: Figure) -> int:
    digits = "".join(letter for letter in figure.goal if letter.isdigit())
    return int(digits) if digits else 99
