# SPDX-License-Identifier: GPL-2.0-or-later
"""What the panel says about a point, in the person's language."""

from __future__ import annotations

from datetime import date, datetime, time

from qgis.PyQt.QtCore import QDate, QLocale

from ..core.schema import load_schema
from ..core.service_days import ServiceDays
from ..core.text import Text
from ..host.language import language, locale, say, tr
from ..layers.opening import OpenState
from ..layers.palette import palette
from ..layers.register import PointRegister, PointSummary
from ..layers.service_days import period_words
from ..processing.wording import date_text

SEPARATOR = " · "
DAYS_AHEAD = 6


def code_label(domain: str, code: str) -> str:
    """Return the label of a code; the code itself when its list does not have it."""
    known = load_schema().domains[domain].by_code.get(code)
    return say(known.label) if known else code


def order_label(code: str) -> str:
    return say(palette().order(code).label)


def point_name(point: PointSummary) -> str:
    return say(point.name)


def other_name(point: PointSummary) -> str:
    """Return the name in the other official language, empty when it is the same."""
    other = point.name.in_("en" if language() == "fr" else "fr")
    return other if other != say(point.name) else ""


def second_line(point: PointSummary, state: OpenState | None) -> str:
    """Return who runs the point, whether it is open, and how many services it offers."""
    parts = [code_label("gov_level", point.level)]
    if point.status != "active":
        status = code_label("status", point.status)
        parts.append(status[:1].lower() + status[1:])  # it goes on, as “open until” does
    elif state is not None:
        parts.append(open_words(state))
    if point.services:
        parts.append(tr("%n service(s)", len(point.services)))
    return SEPARATOR.join(parts)


def open_words(state: OpenState) -> str:
    """Return whether it is open and until when, as a person says it."""
    if state.open is None:
        return tr("hours not known today")
    if state.until is None:
        return tr("open day and night") if state.open else tr("closed today")
    clock = clock_text(state.until.time())
    days = (state.until.date() - state.now.date()).days
    if state.open:
        return tr("open until {time}").format(time=clock)
    if days == 0:
        return tr("closed until {time}").format(time=clock)
    if days <= DAYS_AHEAD:
        return tr("closed until {weekday} {time}").format(weekday=_weekday(state.until), time=clock)
    return tr("closed until {date}").format(date=_short_date(state.until.date()))


def tool_tip(point: PointSummary, register: PointRegister, reasons: int) -> str:
    """Return everything the list knows of a point, as lines of plain text."""
    lines = [point_name(point), other_name(point)]
    lines.append(
        SEPARATOR.join((code_label("channel", point.channel), code_label("point_type", point.point_type)))
    )
    lines += [say(point.organization), point.address]
    if point.services:
        named = [say(register.services[key]) for key in point.services if key in register.services]
        lines.append(tr("Services: {names}").format(names=", ".join(sorted(named))))
    dated = [_dated(days, register) for days in point.other_days if days.service in register.services]
    lines += [tr("Not offered today: {name}").format(name=each) for each in sorted(dated)]
    if point.languages:
        named = [code_label("language", code) for code in point.languages]
        lines.append(tr("Languages: {names}").format(names=", ".join(named)))
    if point.verified_on:
        lines.append(tr("Verified on {date}").format(date=date_text(point.verified_on)))
    if reasons:
        lines.append(tr("Needs attention: %n reason(s)", reasons))
    return "\n".join(line for line in lines if line)


def days_words(days: ServiceDays) -> str:
    """Return from when and until when a service is offered, both days included."""
    first, last = (None if day is None else date_text(day) for day in (days.first, days.last))
    return period_words(first is not None, last is not None).format(first=first, last=last)


def _dated(days: ServiceDays, register: PointRegister) -> str:
    return tr("{name} ({days})").format(name=say(register.services[days.service]), days=days_words(days))


def clock_text(value: time) -> str:
    """Return a time of day as Canadian governments write it: 16:30, 16 h 30, 9 h."""
    if language() != "fr":
        return f"{value.hour}:{value.minute:02}"
    minutes = f"\u00a0{value.minute:02}" if value.minute else ""
    return f"{value.hour}\u00a0h{minutes}"


def percent(share: float) -> str:
    """Return a share as a whole percentage, written as the language writes it."""
    sign = "\u00a0%" if language() == "fr" else "%"
    return f"{locale().toString(round(100 * share))}{sign}"


def number(value: int) -> str:
    return locale().toString(value)


def _short_date(value: date) -> str:
    return locale().toString(QDate(value.year, value.month, value.day), say(_DAY))


_DAY = Text("MMM d", "d MMM")


def _weekday(moment: datetime) -> str:
    return locale().dayName(moment.isoweekday(), QLocale.FormatType.ShortFormat)
