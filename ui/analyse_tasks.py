# SPDX-License-Identifier: GPL-2.0-or-later
"""The tasks of the panel in words: each is a question that an algorithm answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..host.language import tr


@dataclass(frozen=True)
class Task:
    """One question, the algorithm that answers it, and what it needs."""

    algorithm: str
    icon: str
    question: Callable[[], str]
    explanation: Callable[[], str]


TASKS = (
    Task(
        "catchments",
        "reach",
        lambda: tr("Who can reach these points?"),
        lambda: tr(
            "Travel time or distance by road, and the people within it. Needs roads and a census layer."
        ),
    ),
    Task(
        "coverage",
        "gaps",
        lambda: tr("Where are the gaps?"),
        lambda: tr(
            "The share of people who meet a standard, by area and group, and who does not. Needs roads and a "
            "census layer."
        ),
    ),
    Task(
        "scenario",
        "whatif",
        lambda: tr("What if one closes or opens?"),
        lambda: tr(
            "Close, open and move points on the map and see at once who gains and who loses. Needs roads and "
            "a census layer."
        ),
    ),
    Task(
        "colocationpairs",
        "roof",
        lambda: tr("Where could two governments share a roof?"),
        lambda: tr("Pairs of points of different governments that lie close together, the best first."),
    ),
    Task(
        "accessibility",
        "load",
        lambda: tr("Which sites are overloaded?"),
        lambda: tr(
            "The capacity people can reach, shared with all others who can. Needs roads and a census layer."
        ),
    ),
    Task(
        "siting",
        "next",
        lambda: tr("Where should the next one be?"),
        lambda: tr(
            "Chooses among candidates the sites that shorten trips or serve the most people. Needs roads and "
            "a census layer."
        ),
    ),
    Task(
        "channelcoverage",
        "channels",
        lambda: tr("Which channels reach each community?"),
        lambda: tr(
            "Of the whole register: counters nearby, call centres by territory and digital services, in a "
            "language, at a date and time. Needs a census layer."
        ),
    ),
    Task(
        "registerquality",
        "register",
        lambda: tr("Is the register complete and current?"),
        lambda: tr(
            "What is missing in each language, what was not verified for long, duplicates and conflicts, by "
            "jurisdiction, and what to mend first."
        ),
    ),
    Task(
        "networkcheck",
        "roads",
        lambda: tr("Are these roads fit for analysis?"),
        lambda: tr("Finds missing speeds, islands, gaps and points far from any road."),
    ),
)
