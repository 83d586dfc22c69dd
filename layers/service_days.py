# SPDX-License-Identifier: GPL-2.0-or-later
"""How a service at a point is called, with its days where today is not one of them."""

from __future__ import annotations

from qgis.core import QgsExpression

from ..core.text import Text
from ..host.language import language, say, tr

_DATE = Text("MMMM d, yyyy", "d MMMM yyyy")


def period_words(has_first: bool, has_last: bool) -> str:
    """Return from when and until when, with ``{first}`` and ``{last}`` in the places of the days."""
    if has_first and has_last:
        return tr("from {first} to {last}")
    return tr("from {first}") if has_first else tr("until {last}")


def service_expression() -> str:
    """Return the expression that names a row of ``service_at_point``: the day comes first, lists are narrow.

    It goes by the same days as ``core.service_days``, in QGIS's own words: a project shows them without this
    plugin too. Today is the day of the computer that shows it.
    """
    name = 'represent_value("service_id")'
    later = _filled(period_words(True, False), first=_day("valid_from"))
    over = _filled(period_words(False, True), last=_day("valid_to"))

    def on(days: str) -> str:
        return _filled(tr("{label}: {value}"), label=days, value=name)

    return (
        f'CASE WHEN "status" = \'active\' AND "valid_from" > to_date(now()) THEN {on(later)}'
        f' WHEN "status" = \'active\' AND "valid_to" < to_date(now()) THEN {on(over)} ELSE {name} END'
    )


def _filled(words: str, **days: str) -> str:
    expression = QgsExpression.quotedValue(str(words))  # of what ``tr`` returns it would make an empty text
    for name, day in days.items():
        expression = f"replace({expression}, '{{{name}}}', {day})"
    return expression


def _day(field: str) -> str:
    """An expression of a day in words: November 22, 2026; 22 novembre 2026."""
    words = QgsExpression.quotedValue(say(_DATE))
    day = f"format_date(\"{field}\", {words}, '{language()}')"
    # the first of a month is an ordinal
    return f"regexp_replace({day}, '^1 ', '1er ')" if language() == "fr" else day
