# SPDX-License-Identifier: GPL-2.0-or-later
"""Numbers, distances and dates as people in Canada write them; for people, never for files."""

from __future__ import annotations

import math
from datetime import date, datetime

from qgis.PyQt.QtCore import QDate

from ..core.text import Text
from ..host.language import language, locale, say, tr

_KILOMETRE = 1000.0
_MINUTE, _HOUR = 60.0, 3600.0  # seconds
_DATE = Text("MMMM d, yyyy", "d MMMM yyyy")
_MOMENT = Text("{date}, {hours}:{minutes} (UTC)", "{date} à {hours}\u00a0h\u00a0{minutes} (UTC)")


def number_text(value: float, decimals: int = 0) -> str:
    """Write a number in the person's language."""
    return locale().toString(float(value), "f", decimals)


def amount_text(value: float) -> str:
    """Write a number with the decimals it has, three at most."""
    return next(
        number_text(value, digits)
        for digits in (0, 1, 2, 3)
        if digits == 3 or math.isclose(round(value, digits), value)  # noqa: PLR2004
    )


def percent_text(share: float, decimals: int = 0) -> str:
    """Write a share (0…1) as a percentage: 99.5% in English, 99,5 % in French."""
    sign = "\u00a0%" if language() == "fr" else "%"
    return f"{number_text(100.0 * share, decimals)}{sign}"


def distance_text(metres: float) -> str:
    """Write a distance: whole metres below one kilometre, else kilometres with one decimal."""
    if round(metres) < _KILOMETRE:
        return f"{number_text(metres)}\u00a0m"
    return f"{number_text(metres / _KILOMETRE, 1)}\u00a0km"


def cost_text(cost: float, metric: str) -> str:
    """Write the cost of a trip: minutes with one decimal, or a distance (``cost`` in kilometres)."""
    return f"{number_text(cost, 1)}\u00a0min" if metric == "time" else distance_text(cost * _KILOMETRE)


def reach_text(metres: float) -> str:
    """Write a distance somebody chose, as exactly as they chose it: 250 m, 2 km, 1.25 km."""
    if metres < _KILOMETRE:
        return f"{amount_text(metres)}\u00a0m"
    return f"{amount_text(metres / _KILOMETRE)}\u00a0km"


def limit_text(limit: float, metric: str) -> str:
    """Write a cutoff somebody chose: 5 min, or a distance (``limit`` in kilometres)."""
    return f"{amount_text(limit)}\u00a0min" if metric == "time" else reach_text(limit * _KILOMETRE)


def time_text(seconds: float) -> str:
    """Write a duration as roughly as it is known: 3 s, 40 s, 2 min, 1 h 20 min."""
    if seconds < 10.0:  # noqa: PLR2004
        return f"{max(1, round(seconds))}\u00a0s"
    if seconds < 0.95 * _MINUTE:
        return f"{5 * round(seconds / 5)}\u00a0s"
    if seconds < 0.95 * _HOUR:
        return f"{max(1, round(seconds / _MINUTE))}\u00a0min"
    hours, minutes = divmod(10 * round(seconds / _MINUTE / 10), 60)
    return f"{hours}\u00a0h" + (f"\u00a0{minutes}\u00a0min" if minutes else "")


def date_text(day: date) -> str:
    """Write a day: November 22, 2026; 22 novembre 2026."""
    text = locale().toString(QDate(day.year, day.month, day.day), say(_DATE))
    if language() == "fr" and text.startswith("1 "):  # the first of a month is an ordinal
        text = f"1er{text[1:]}"
    return text


def moment_text(moment: datetime) -> str:
    """Write a moment in UTC: November 22, 2026, 20:10 (UTC); 22 novembre 2026 à 20 h 10 (UTC)."""
    day = date_text(moment.date())
    return say(_MOMENT.format(date=day, hours=f"{moment.hour:02d}", minutes=f"{moment.minute:02d}"))


def labelled(label: str, value: str) -> str:
    """Write a value after its label, with the colon of the person's language."""
    return tr("{label}: {value}").format(label=label, value=value)
