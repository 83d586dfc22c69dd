# SPDX-License-Identifier: GPL-2.0-or-later
"""What sentences about opening hours come to: days with their spans, written in the schema's syntax."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Optional

from ...hours import HoursError, Span, WeekGrid
from ...hours.parser import MONTHS, WEEKDAYS
from ...hours.week import span_text
from ...text import Text

Moment = tuple[int, Optional[int]]
Period = tuple[Moment, Moment]

_CONTRADICTION = Text(
    "The same day has two opening hours that contradict each other.",
    "Un même jour a deux heures d’ouverture qui se contredisent.",
)
_N_DAYS = len(WEEKDAYS)


@dataclass(frozen=True)
class Days:
    """The days that one rule is about: weekdays (Monday is 0), the nth ones of a month, public holidays."""

    weekdays: frozenset[int] = frozenset()
    nth: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    holidays: bool = False


@dataclass(frozen=True)
class Rule:
    """On these days of these periods of the year (all, where none is named), these spans; none = closed."""

    days: Days
    spans: tuple[Span, ...]
    periods: tuple[Period, ...] = ()

    def without(self, breaks: Iterable[Span]) -> Rule:
        """Return the rule with a break in each span that it lies within. Raises ``HoursError``."""
        spans = self.spans
        for pause in breaks:
            cut = [span for span in spans if span.opens < pause.opens and pause.closes < span.closes]
            if len(cut) != 1:
                raise HoursError(_CONTRADICTION)
            parts = (Span(cut[0].opens, pause.opens), Span(pause.closes, cut[0].closes))
            spans = tuple(part for span in spans for part in (parts if span is cut[0] else (span,)))
        return replace(self, spans=spans)


def hours_text(rules: Sequence[Rule], *, always: bool = False) -> str:
    """Return rules as one text. Raises ``HoursError`` where two contradict each other.

    Rules without periods come first, as one week; what holds for a part of the year, or for some weeks of a
    month, stands behind and so replaces it on its days.
    """
    groups: dict[tuple[Period, ...], list[Rule]] = {}
    for rule in rules:
        groups.setdefault(rule.periods, []).append(rule)
    whole_year = groups.pop((), [])
    grid = _grid(whole_year)
    if always:
        if any(spans is not None for spans in grid.days) or groups or any(rule.days.nth for rule in rules):
            raise HoursError(_CONTRADICTION)
        closed = ["PH off"] if grid.holidays == () else []
        return "; ".join(["24/7", *closed])
    texts = [grid.text, *_nth(whole_year)]
    for periods, members in groups.items():
        when = ",".join(map(_period_text, periods))
        texts += [f"{when} {rule}" for rule in (*_grid(members).text.split("; "), *_nth(members)) if rule]
    return "; ".join(filter(None, texts))


def _grid(rules: Iterable[Rule]) -> WeekGrid:
    days: list[tuple[Span, ...] | None] = [None] * (_N_DAYS + 1)  # the last one: public holidays
    named_by: list[frozenset[int]] = [frozenset()] * (_N_DAYS + 1)
    for rule in rules:
        named = rule.days.weekdays | ({_N_DAYS} if rule.days.holidays else frozenset())
        for day in named:
            days[day] = _both(days[day], named_by[day], rule.spans, named)
            named_by[day] = named
    return WeekGrid(tuple(days[:_N_DAYS]), days[_N_DAYS])


def _both(
    before: tuple[Span, ...] | None,
    named_before: frozenset[int],
    spans: tuple[Span, ...],
    named: frozenset[int],
) -> tuple[Span, ...]:
    """What a day has that two rules name.

    “Monday to Friday 9–5, Wednesday 9–8”: the one about fewer days holds. “Monday 9–12, Monday 13–16”: both.
    """
    if before is None or before == spans:
        return spans
    together = tuple(sorted((*before, *spans), key=lambda span: span.opens))
    is_apart = all(a.closes <= b.opens for a, b in zip(together, together[1:]))
    if before and spans and named == named_before and is_apart:
        return together
    if named < named_before and not (before and spans and is_apart):
        return spans
    raise HoursError(_CONTRADICTION)


def _nth(rules: Iterable[Rule]) -> list[str]:
    return [
        f"{WEEKDAYS[day]}[{','.join(map(str, numbers))}] {','.join(map(span_text, rule.spans)) or 'off'}"
        for rule in rules
        for day, numbers in rule.days.nth.items()
    ]


def _period_text(period: Period) -> str:
    first, last = (f"{MONTHS[month - 1]}{f' {day}' if day else ''}" for month, day in period)
    return first if first == last else f"{first}-{last}"
