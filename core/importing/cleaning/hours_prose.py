# SPDX-License-Identifier: GPL-2.0-or-later
"""Opening hours from English and French sentences to the subset of OSM of the shared schema (section B4).

All or nothing: a text is read when every word about days and times is understood; else its own words stay
as a note and no hours are made up. Sentences without any day or time (“free parking”) stay as a note beside
the hours. What is made is read again by ``core.hours`` before it is given out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ...hours import HoursError, Span, parse
from .clock import DAY, Time, span_between
from .hours_rules import Days, Moment, Period, Rule, hours_text
from .hours_words import Token, Value, words_of

_LONGEST = 1000
_N_WEEKDAYS = 7


@dataclass(frozen=True)
class HoursReading:
    """``hours`` in the schema's syntax, ``None`` where they are not read; ``note`` in the source's words.

    The schema has room for 500 and 300 characters; a longer ``note`` is given whole.
    """

    hours: str | None
    note: str | None = None


class Unread(Exception):  # noqa: N818  (not an error: an answer)
    """A word or an order of words that is not understood for certain."""


def read_hours(text: str) -> HoursReading:
    """Return the hours of a text in either language, or in both on separate lines of the same hours."""
    said = text.strip()
    if not said:
        return HoursReading(None)
    if len(said) > _LONGEST:
        return HoursReading(None, said)
    try:
        sentences = _Sentences(said)
        hours = hours_text(sentences.rules, always=sentences.always)
        parse(hours)
    except (Unread, HoursError):
        return HoursReading(None, said)
    return HoursReading(hours, sentences.note)


def read_spans(text: str) -> tuple[Span, ...] | None:
    """Return the spans of one day's text (“8:30 to noon, 1 to 4:30”); empty = closed; ``None`` = unread."""
    if len(text) > _LONGEST:
        return None
    tokens = [token for token in words_of(text) if token.kind not in ("noise", "end")]
    if [token.kind for token in tokens] == ["closed"]:
        return ()
    if [token.kind for token in tokens] in (["allday"], ["always"]):
        return (Span(0, DAY),)
    reader = _Reader(tokens)
    try:
        spans = reader.spans(None)
    except Unread:
        return None
    return tuple(spans) if spans and reader.token is None else None


@dataclass
class _Reader:
    """The tokens of a text, read from left to right."""

    tokens: Sequence[Token]
    at: int = 0

    @property
    def token(self) -> Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def kind(self, ahead: int = 0) -> str:
        at = self.at + ahead
        return self.tokens[at].kind if at < len(self.tokens) else ""

    def take(self, *kinds: str) -> Token | None:
        token = self.token
        if token is None or token.kind not in kinds:
            return None
        self.at += 1
        return token

    def skip(self, *kinds: str) -> None:
        while self.take(*kinds):
            pass

    def attempt(self, read: Callable[[], Time | None]) -> Time | None:
        at = self.at
        found = read()
        if found is None:
            self.at = at
        return found

    def spans(self, after: int | None) -> list[Span]:
        """Spans in a row: “9 to 12, 1 to 5”."""
        spans: list[Span] = []
        while True:
            at = self.at
            if spans:
                self.skip("comma", "and", "noise")
            span = self._span(spans[-1].closes if spans else after)
            if span is None:
                self.at = at
                return spans
            spans.append(span)

    def _span(self, after: int | None) -> Span | None:
        between = self.take("between")
        opens = self.attempt(self._time)
        if opens is None:
            return None
        joined = self.take("and") if between else self.take("to")
        if not joined:
            raise Unread
        self.skip("noise", "to")
        closes = self.attempt(self._time)
        span = span_between(opens, closes, after) if closes else None
        if span is None:
            raise Unread
        return span

    def _time(self) -> Time | None:
        token = self.take("time", "number")
        if token is None or (token.kind == "number" and self.kind() == "month"):
            return None
        if isinstance(token.value, Time):
            return token.value
        hour = token.value
        return Time(hour * 60) if isinstance(hour, int) and 1 <= hour <= 12 else _full(hour)  # noqa: PLR2004

    def days(self) -> Days | None:
        """Days in a row: “Monday to Thursday and Saturday”, “1st and 3rd Tuesday of the month”."""
        weekdays: set[int] = set()
        nth: dict[int, tuple[int, ...]] = {}
        holidays = False
        while True:
            at = self.at
            if weekdays or nth or holidays:
                self.skip("comma", "and", "noise")
            if self.take("holiday"):
                holidays = True
            elif self.kind() == "nth":
                nth.update(self._nth())
            elif self.kind() == "day":
                weekdays.update(self._range())
            else:
                self.at = at
                break
        return Days(frozenset(weekdays), nth, holidays) if weekdays or nth or holidays else None

    def _range(self) -> tuple[int, ...]:
        first = self._day()
        at = self.at
        if self.take("to"):
            self.skip("noise", "to")
            if self.kind() != "day":
                self.at = at
                return first
            last = self._day()
            if len(first) != 1 or len(last) != 1:
                raise Unread
            length = (last[0] - first[0]) % _N_WEEKDAYS
            return tuple((first[0] + step) % _N_WEEKDAYS for step in range(length + 1))
        return first

    def _day(self) -> tuple[int, ...]:
        token = self.take("day")
        if token is None or not isinstance(token.value, tuple):
            raise Unread
        return token.value

    def _nth(self) -> dict[int, tuple[int, ...]]:
        """“First and third Tuesday of the month”: without the month it may be every other week."""
        numbers: list[int] = []
        while self.kind() == "nth" or (numbers and self.kind() in ("comma", "and", "noise")):
            token = self.take("nth", "comma", "and", "noise")
            if token and isinstance(token.value, int):
                numbers.append(token.value)
        days = self._day()
        self.skip("noise")
        if len(days) != 1 or not self.take("monthly"):
            raise Unread
        return {days[0]: tuple(sorted(set(numbers), key=lambda n: (n < 0, n)))}

    def period(self) -> list[Period]:
        """Months or dates of every year: “June to August”, “du 1er mai au 31 octobre”, “July and August”."""
        periods: list[Period] = []
        while True:
            at = self.at
            if periods:
                self.skip("comma", "and", "noise")
            first = self._moment()
            if first is None:
                self.at = at
                return periods
            last = first
            here = self.at
            if self.take("to"):
                self.skip("noise", "to")
                last = self._moment() or last
                if last is first:
                    self.at = here
            periods.append((first, last))

    def _moment(self) -> Moment | None:
        """A month, with its day before or behind it."""
        kinds = self.kind(), self.kind(1)
        day: Value = None
        if kinds[0] in ("number", "nth") and kinds[1] == "month":
            day, month = self.tokens[self.at].value, self.tokens[self.at + 1].value
            self.at += 2
        elif kinds[0] == "month":
            month = self.tokens[self.at].value
            self.at += 1
            if kinds[1] in ("number", "nth"):
                day = self.tokens[self.at].value
                self.at += 1
        else:
            return None
        if not isinstance(month, int) or not (day is None or isinstance(day, int)):
            raise Unread
        return month, day


def _full(hour: object) -> Time | None:
    return Time(hour * 60, full=True) if isinstance(hour, int) and hour <= 24 else None  # noqa: PLR2004


@dataclass
class _Sentences:
    """The rules of a text, with the state that one sentence leaves for the next."""

    text: str
    rules: list[Rule] = field(default_factory=list)
    always: bool = False
    note: str | None = None
    _days: Days | None = None
    _spans: list[Span] | None = None
    _days_first: bool | None = None
    _period: list[Period] = field(default_factory=list)
    _since_end: int = 0

    def __post_init__(self) -> None:
        told, notes = self._sentences()
        reader = _Reader(told)
        while reader.token is not None:
            self._next(reader)
        if self._days is not None or self._spans is not None or not (self.rules or self.always):
            raise Unread
        self.note = "; ".join(notes) or None

    def _sentences(self) -> tuple[list[Token], list[str]]:
        """Part the text into what is about days and times, and sentences that are not."""
        told: list[Token] = []
        notes: list[str] = []
        sentence: list[Token] = []
        for token in [*words_of(self.text), Token("end", None, len(self.text), len(self.text))]:
            if token.kind == "doubt":
                raise Unread
            if token.kind != "end":
                sentence.append(token)
                continue
            if any(word.kind == "unknown" for word in sentence):
                if any(word.kind not in _SILENT for word in sentence):
                    raise Unread
                notes.append(self.text[sentence[0].start : sentence[-1].end].strip())
            else:
                notes.extend(self.text[w.start : w.end].strip() for w in sentence if w.kind == "note")
                told.extend(word for word in sentence if word.kind != "note")
                told.append(token)
            sentence = []
        return told, notes

    def _next(self, reader: _Reader) -> None:
        if end := reader.take("comma", "and", "noise", "end"):
            self._since_end = len(self.rules) if end.kind == "end" else self._since_end
        elif reader.take("always"):
            self.always = True
        elif reader.kind() in ("closed", "lunch"):
            self._closed(reader)
        elif reader.take("except"):
            self._except(reader)
        elif period := reader.period():
            if self._days is not None or self._spans is not None or len(self.rules) > self._since_end:
                raise Unread
            self._period = period
        elif (days := reader.days()) is not None:
            self._hear_days(days)
        elif spans := [Span(0, DAY)] if reader.take("allday") else reader.spans(self._end_so_far()):
            self._hear_spans(spans)
        else:
            raise Unread

    def _end_so_far(self) -> int | None:
        if self._days is None and self._days_first and self.rules and self.rules[-1].spans:
            return self.rules[-1].spans[-1].closes
        return None

    def _closed(self, reader: _Reader) -> None:
        """“Closed Sunday”, “Sunday: closed”, “closed for lunch from noon to 1”, “lunch 12–1”."""
        start = reader.at
        reader.skip("closed", "lunch", "noise")
        at_lunch = any(token.kind == "lunch" for token in reader.tokens[start : reader.at])
        spans = reader.spans(None) if reader.kind() in ("time", "number", "between") else []
        if spans:
            reader.skip("noise", "lunch")
            self._take_out(spans)
        elif at_lunch:
            raise Unread  # when is it?
        elif self._days is not None:
            self._add(self._days, [])
            self._days = None
        elif (days := reader.days()) is not None:
            self._add(days, [])
        else:
            raise Unread

    def _except(self, reader: _Reader) -> None:
        reader.skip("noise")
        days = reader.days()
        if days is None or days.weekdays or days.nth:
            raise Unread
        self._add(days, [])

    def _take_out(self, breaks: list[Span]) -> None:
        """A break in the hours of this sentence; in all so far where it has a sentence of its own."""
        in_sentence = len(self.rules) - self._since_end
        if self._days is not None or self._spans is not None or not self.rules or in_sentence > 1:
            raise Unread
        start = self._since_end if in_sentence else 0
        self.rules[start:] = [rule.without(breaks) if rule.spans else rule for rule in self.rules[start:]]

    def _hear_days(self, days: Days) -> None:
        if self._days_first is None:
            self._days_first = self._spans is None
        if self._spans is not None:
            self._add(days, self._spans)
            self._spans = None
        elif self._days is None and self._days_first:
            self._days = days
        else:
            raise Unread

    def _hear_spans(self, spans: list[Span]) -> None:
        if self._days_first is None:
            self._days_first = self._days is not None
        if self._days is not None:
            self._add(self._days, spans)
            self._days = None
        elif self._days_first:
            self._go_on(spans)
        elif self._spans is None:
            self._spans = spans
        else:
            raise Unread

    def _go_on(self, spans: list[Span]) -> None:
        """More spans for the days that were named last: a table writes them on lines of their own."""
        if not self.rules or not self.rules[-1].spans or spans[0].opens < self.rules[-1].spans[-1].closes:
            raise Unread
        last = self.rules[-1]
        self.rules[-1] = Rule(last.days, (*last.spans, *spans), last.periods)

    def _add(self, days: Days, spans: list[Span]) -> None:
        self.rules.append(Rule(days, tuple(spans), tuple(self._period)))


_SILENT = frozenset({"unknown", "noise", "comma", "and", "to", "note"})
"""Words that a sentence without days and times may have."""
