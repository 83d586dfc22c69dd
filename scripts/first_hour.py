# SPDX-License-Identifier: GPL-2.0-or-later
"""What the page “The first hour” quotes: the figures that the window showed, as the language writes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

NO_BREAK = "\u00a0"


def number(value: float, language: str) -> str:
    """Return a whole number as people write it."""
    return f"{round(value):,}".replace(",", "," if language == "en" else NO_BREAK)


def percent(share: float, language: str) -> str:
    text = f"{100 * share:.1f}"
    return f"{text}%" if language == "en" else f"{text.replace('.', ',')}{NO_BREAK}%"


def quotes(facts: Mapping[str, Any], language: str) -> dict[str, str]:
    """Return the quotes of the page by name; ``facts`` are those of ``drive_guide.py``."""
    reach, pair, brief = facts["catchments"], facts["pair"], facts["brief"]
    numbers = {
        **{name: facts[name] for name in ("points", "in_wexcombe", "in_person", "employment_centres")},
        **{f"within_{limit}": people for limit, people in facts["within"].items()},
        "people": reach["TOTAL"],
        "beyond": reach["BEYOND"],
        "unreachable": reach["UNREACHABLE"],
        "off_network": reach["OFF_NETWORK"],
        "counters": facts["asked"],
        "pairs": facts["pairs"]["PAIRS_FOUND"],
        "together": facts["together"],
        "rank": pair["rank"],
        "metres": pair["straight_m"],
        "either": brief["PEOPLE_EITHER"],
        "both": brief["PEOPLE_BOTH"],
        "gaining": brief["PEOPLE_GAINING"],
        "precedents": brief["PRECEDENTS"],
        "errors": facts["checked"]["error"],
        "warnings": facts["checked"]["warning"],
        "warnings_after": facts["checked_after"]["warning"],
        "published": facts["publish"]["POINTS"],
        "withheld": facts["publish"]["POINTS_WITHHELD"],
    }
    return {
        **{name: number(value, language) for name, value in numbers.items()},
        "share": percent(reach["SERVED_TOTAL"] / reach["TOTAL"], language),
        "a": pair["a_name"],
        "b": pair["b_name"],
        "hours": f"`{facts['hours']}`",
    }
