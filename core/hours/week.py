# SPDX-License-Identifier: GPL-2.0-or-later
"""Opening hours as a weekly grid, and back as text, without losing anything.

A grid holds what an ordinary office has: spans for each weekday, and what happens on public holidays. Rules
that say more (months, dates, ``We[1]``, comments) stay beside it as the text they are, in ``rest``, behind
the rules of the grid. A weekly rule that stands behind such a rule may change places with it only where no
day hears both; otherwise it stays in ``rest`` too. So the meaning, as ``evaluate`` defines it, is kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from .model import DAY_MINUTES, Hours, HoursRule, Span
from .parser import WEEKDAYS, parse

N_DAYS = len(WEEKDAYS)
ALWAYS = "24/7"
_HOUR = 60
_HOLIDAY = N_DAYS
"""Public holidays, as the eighth kind of day a rule may name."""

_UNSAID: tuple[tuple[Span, ...] | None, ...] = (None,) * N_DAYS


@dataclass(frozen=True)
class WeekGrid:
    """A week as it is edited.

    ``days`` has the spans of Monday to Sunday: ``None`` = not named, which is closed (unknown where a comment
    stands alone in ``rest``); empty = stated as closed. ``holidays`` likewise: ``None`` = nothing is said.
    ``always`` = open without end; ``days`` and ``holidays`` say nothing then. ``rest`` are the rules that a
    grid cannot hold, as text.
    """

    days: tuple[tuple[Span, ...] | None, ...] = field(default=_UNSAID)
    holidays: tuple[Span, ...] | None = None
    always: bool = False
    rest: str = ""

    @property
    def says_days(self) -> bool:
        """Whether a weekday or the holidays are named."""
        return self.holidays is not None or any(spans is not None for spans in self.days)

    @property
    def text(self) -> str:
        """The hours in the syntax of the schema; empty when nothing is said."""
        rules = [ALWAYS] if self.always else [*_day_rules(self.days), *_rule("PH", self.holidays)]
        return "; ".join([*rules, *([self.rest] if self.rest else [])])


def week_grid(hours: Hours) -> WeekGrid:
    """Return hours as a grid and the rest. ``parse(week_grid(h).text)`` means what ``h`` means."""
    texts = rule_texts(hours.text)
    if hours.always:
        return WeekGrid(always=True, rest="; ".join(texts[1:]))
    grid: list[HoursRule] = []
    rest: list[HoursRule] = []
    kept: list[str] = []
    for rule, text in zip(hours.rules, texts):
        if _fits(rule) and all(_independent(rule, other) for other in rest):
            grid.append(rule)
        else:
            rest.append(rule)
            kept.append(text)
    if not _holidays_are_clear(grid, rest):
        return WeekGrid(rest=hours.text)
    days: list[tuple[Span, ...] | None] = [None] * (N_DAYS + 1)
    for rule in grid:
        for day in _named(rule):
            days[day] = rule.spans
    return WeekGrid(tuple(days[:N_DAYS]), days[_HOLIDAY], rest="; ".join(kept))


def note_of(hours: Hours) -> str | None:
    """Return the words of hours that are a single comment, ``None`` for any other hours."""
    (first, *others) = hours.rules
    alone = not others and first.spans is None and hours.text.count('"') == 2  # noqa: PLR2004
    return first.comment if alone else None


def rule_texts(text: str) -> list[str]:
    """Return the rules of readable hours as text. A semicolon within a comment separates nothing."""
    pieces: list[str] = []
    for piece in text.split("; "):
        if pieces and pieces[-1].count('"') % 2:
            pieces[-1] += "; " + piece
        else:
            pieces.append(piece)
    return pieces


def span_text(span: Span) -> str:
    """Return ``08:30-16:30``. A span over midnight closes at the hour of the next day."""
    closes = span.closes
    if closes > DAY_MINUTES and closes - DAY_MINUTES <= span.opens:
        closes -= DAY_MINUTES
    return f"{_time(span.opens)}-{_time(closes)}"


def _time(minutes: int) -> str:
    return f"{minutes // _HOUR:02d}:{minutes % _HOUR:02d}"


def _fits(rule: HoursRule) -> bool:
    """Whether a grid can hold a rule: weekdays and holidays only, and spans a clock can show."""
    if rule.spans is None or rule.periods or rule.comment or any(item.nth for item in rule.days):
        return False
    return all(span.closes - DAY_MINUTES <= span.opens for span in rule.spans)


def _named(rule: HoursRule) -> frozenset[int]:
    """The kinds of day a rule decides: weekdays, and ``_HOLIDAY``."""
    if rule.every_day:
        return frozenset(range(N_DAYS + 1))
    days = {day for item in rule.days for day in _days(item.first, item.last)}
    return frozenset(days | ({_HOLIDAY} if rule.holidays else set()))


def _days(first: int, last: int) -> Iterable[int]:
    return ((first + step) % N_DAYS for step in range((last - first) % N_DAYS + 1))


def _independent(rule: HoursRule, other: HoursRule) -> bool:
    """Whether two rules may change places: a comment alone decides nothing, others must share no day."""
    return other.spans is None or not (_named(rule) & _named(other))


def _holidays_are_clear(grid: Iterable[HoursRule], rest: Iterable[HoursRule]) -> bool:
    """Whether holidays are the same on every weekday.

    Without a rule for ``PH``, a rule for all days holds on holidays and a rule for weekdays leaves them
    unknown: hours with both mean something else on each weekday, which one line of a grid cannot say.
    """
    rules = list(grid)
    if not any(rule.every_day for rule in rules) or any(rule.holidays for rule in rules):
        return True
    by_day = [[rule for rule in rules if day in _named(rule)][-1] for day in range(N_DAYS)]
    return all(rule.every_day for rule in by_day) and all(rule.spans is None for rule in rest)


def _day_rules(days: tuple[tuple[Span, ...] | None, ...]) -> list[str]:
    """One rule for all the days that have the same spans, in the order of their first days."""
    groups: dict[tuple[Span, ...], list[int]] = {}
    for day, spans in enumerate(days):
        if spans is not None:
            groups.setdefault(spans, []).append(day)
    return [rule for spans, group in groups.items() for rule in _rule(_day_items(group), spans)]


def _rule(days: str, spans: tuple[Span, ...] | None) -> list[str]:
    if spans is None:
        return []
    return [f"{days} {','.join(map(span_text, spans)) or 'off'}"]


def _day_items(days: list[int]) -> str:
    """Write days as ``Mo-We,Fr``."""
    runs: list[list[int]] = []
    for day in days:
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ",".join(
        WEEKDAYS[run[0]] if len(run) == 1 else f"{WEEKDAYS[run[0]]}-{WEEKDAYS[run[-1]]}" for run in runs
    )


def read_grid(text: str) -> WeekGrid:
    """Return the grid of a text, an empty one for an empty text. Raises ``HoursError``."""
    return week_grid(parse(text)) if text else WeekGrid()
