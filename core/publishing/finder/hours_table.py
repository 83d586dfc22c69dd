# SPDX-License-Identifier: GPL-2.0-or-later
"""Opening hours for the browser: parsed here, so that only one program reads the syntax; evaluated there."""

from __future__ import annotations

from typing import Any

from ...hours import Hours, HoursError, HoursRule, describe, parse


class HoursTable:
    """The different hours of a publication, each once, as ``[text, en, fr, rules, seasonal]``.

    ``rules`` is ``None`` where the text cannot be read: the state is unknown then. A rule is
    ``[periods, days, holidays, spans, comment]`` as in ``core.hours.model``.
    """

    def __init__(self) -> None:
        self.entries: list[list[Any]] = []
        self._places: dict[str, int] = {}

    def add(self, text: str | None) -> int:
        """Return the place of hours in the table, -1 for none."""
        if not text:
            return -1
        place = self._places.get(text)
        if place is None:
            place = self._places[text] = len(self.entries)
            self.entries.append(_entry(text))
        return place


def _entry(text: str) -> list[Any]:
    try:
        hours = parse(text)
    except HoursError:
        return [text, text, text, None, 0]
    said = describe(hours)
    return [text, said.en, said.fr, browser_rules(hours), int(is_seasonal(hours))]


def is_seasonal(hours: Hours) -> bool:
    """Return whether hours change with the months or dates of the year."""
    return any(rule.periods for rule in hours.rules)


def browser_rules(hours: Hours) -> list[Any]:
    """Return the rules as lists."""
    return [_rule(rule) for rule in hours.rules]


def _rule(rule: HoursRule) -> list[Any]:
    return [
        [
            [period.first[0], period.first[1] or 0, period.last[0], period.last[1] or 0]
            for period in rule.periods
        ],
        [[item.first, item.last, list(item.nth)] for item in rule.days],
        int(rule.holidays),
        None if rule.spans is None else [[span.opens, span.closes] for span in rule.spans],
        rule.comment,
    ]
