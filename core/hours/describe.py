# SPDX-License-Identifier: GPL-2.0-or-later
"""Opening hours in plain words, in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..text import Text
from .model import DAY_MINUTES, DayItem, Hours, HoursRule, Period, Span

_DAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_DAYS_FR = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MONTHS_FR = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
_NTH_EN = {1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 5: "5th", -1: "last"}
_NTH_FR = {1: "1er", 2: "2e", 3: "3e", 4: "4e", 5: "5e", -1: "dernier"}
_NOON = 12 * 60


def describe(hours: Hours) -> Text:
    """Return the hours as a sentence a person reads at a glance, such as “Mon–Fri 8:30 am–4:30 pm”."""
    en, fr = [], []
    if hours.always:
        en.append("open 24 hours a day, 7 days a week")
        fr.append("ouvert jour et nuit, 7 jours sur 7")
    for rule in hours.rules[1 if hours.always else 0 :]:
        en.append(_rule_en(rule))
        fr.append(_rule_fr(rule))
    return Text(_sentence(en), _sentence(fr))


def _sentence(parts: Sequence[str]) -> str:
    text = "; ".join(parts)
    return text[:1].upper() + text[1:]


def _rule_en(rule: HoursRule) -> str:
    if rule.spans is None:
        return rule.comment or ""
    days = [_day_en(item) for item in rule.days] + (["public holidays"] if rule.holidays else [])
    when = ", ".join(filter(None, (_list(map(_period_en, rule.periods)), _list(days))))
    if rule.spans:
        said = f"{when or 'every day'} {_list(map(_span_en, rule.spans))}"
    else:
        said = f"{when}: closed" if when else "closed"
    return f"{said} ({rule.comment})" if rule.comment else said


def _rule_fr(rule: HoursRule) -> str:
    if rule.spans is None:
        return rule.comment or ""
    days = [words for item in rule.days for words in _days_fr(item)]
    days += ["les jours fériés"] if rule.holidays else []
    when = ", ".join(filter(None, (_list_fr(map(_period_fr, rule.periods)), _list_fr(days))))
    if rule.spans:
        said = f"{when or 'tous les jours'}, {_list_fr(map(_span_fr, rule.spans))}"
    else:
        said = f"{when}\u00a0: fermé" if when else "fermé"
    return f"{said} ({rule.comment})" if rule.comment else said


def _day_en(item: DayItem) -> str:
    if item.nth:
        return f"{' and '.join(_NTH_EN[n] for n in item.nth)} {_DAYS_EN[item.first]} of the month"
    if item.first == item.last:
        return _DAYS_EN[item.first]
    return f"{_DAYS_EN[item.first]}–{_DAYS_EN[item.last]}"


def _days_fr(item: DayItem) -> list[str]:
    """Return a stretch of days; two days in a row are two days, not from one to the other."""
    day, last = _DAYS_FR[item.first], _DAYS_FR[item.last]
    if len(item.nth) == 1:
        return [f"le {_NTH_FR[item.nth[0]]} {day} du mois"]
    if item.nth:
        return [f"les {_list_fr(_NTH_FR[n] for n in item.nth)} {day}s du mois"]
    if item.first == item.last:
        return [f"le {day}"]
    if (item.last - item.first) % len(_DAYS_FR) == 1:
        return [f"le {day}", f"le {last}"]
    return [f"du {day} au {last}"]


def _period_en(period: Period) -> str:
    first, last = (
        _MONTHS_EN[month - 1] + (f" {day}" if day else "") for month, day in (period.first, period.last)
    )
    return first if first == last else f"{first}–{last}"


def _period_fr(period: Period) -> str:
    (month, day), (last_month, last_day) = period.first, period.last
    first, last = _moment_fr(month, day), _moment_fr(last_month, last_day)
    if period.first == period.last:
        return f"le {first}" if day else f"en {first}"
    start = f"du {first}" if day else f"{'d’' if first[0] in 'ao' else 'de '}{first}"
    return f"{start} au {last}" if last_day else f"{start} à {last}"


def _moment_fr(month: int, day: int | None) -> str:
    name = MONTHS_FR[month - 1]
    return name if day is None else f"{'1er' if day == 1 else day} {name}"


def _span_en(span: Span) -> str:
    if (span.opens, span.closes) == (0, DAY_MINUTES):
        return "all day"
    return f"{_time_en(span.opens)}–{_time_en(span.closes)}"


def _span_fr(span: Span) -> str:
    if (span.opens, span.closes) == (0, DAY_MINUTES):
        return "toute la journée"
    return f"{_time_fr(span.opens)} à {_time_fr(span.closes)}"


def _time_en(minutes: int) -> str:
    hour, minute = divmod(minutes % DAY_MINUTES, 60)
    if minute == 0 and hour in (0, 12):
        return "noon" if hour else "midnight"
    half = "am" if minutes % DAY_MINUTES < _NOON else "pm"
    return f"{(hour - 1) % 12 + 1}{f':{minute:02d}' if minute else ''} {half}"


def _time_fr(minutes: int) -> str:
    hour, minute = divmod(minutes % DAY_MINUTES, 60)
    if hour == 0 and minute == 0:
        return "minuit"
    return f"{hour}\u00a0h\u00a0{minute:02d}" if minute else f"{hour}\u00a0h"


def _list(parts: Iterable[str]) -> str:
    return ", ".join(parts)


def _list_fr(parts: Iterable[str]) -> str:
    items = list(parts)
    return " et ".join(filter(None, (", ".join(items[:-1]), *items[-1:])))
