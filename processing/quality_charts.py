# SPDX-License-Identifier: GPL-2.0-or-later
"""The charts of the report of ``servicepoints:registerquality``."""

from __future__ import annotations

import math
from collections.abc import Sequence

from ..core.charts import Axis, Bars, bar_chart
from ..core.quality import Quality
from ..host.language import say, tr
from .quality_snapshots import Snapshot
from .quality_tables import in_order, share
from .report import Chart
from .wording import date_text, number_text, percent_text

_MOST = 8  # groups of bars in a chart


def jurisdiction_chart(now: Snapshot) -> Chart:
    """Return bars of completeness and currency, the jurisdictions with the most points first."""
    codes = in_order(now)[:_MOST]
    title = tr("Completeness and currency by jurisdiction")
    svg = _bars([say(now.name_of(code)) for code in codes], [(now.quality, code) for code in codes], title)
    told = "; ".join(
        tr("{name}: {english} and {french} complete in English and French, {verified} verified").format(
            name=say(now.name_of(code)),
            english=share(now.quality.headline("Q1_EN", code)),
            french=share(now.quality.headline("Q1_FR", code)),
            verified=share(now.quality.headline("Q2_12", code)),
        )
        for code in codes
    )
    return Chart(svg, title, told)


def trend_chart(series: Sequence[Snapshot]) -> Chart:
    """Return the same bars for the last snapshots and for now."""
    last = series[-_MOST:]
    title = tr("Completeness and currency over time")
    names = [
        tr("{date} (revision {revision})").format(
            date=date_text(each.quality.today), revision=number_text(each.info.revision)
        )
        for each in last
    ]
    svg = _bars(names, [(each.quality, None) for each in last], title)
    first, now = last[0].quality, last[-1].quality
    told = tr("Verified within 12 months: {before} at first, {after} now.").format(
        before=share(first.headline("Q2_12")), after=share(now.headline("Q2_12"))
    )
    return Chart(svg, title, told)


def _bars(names: list[str], places: Sequence[tuple[Quality, str | None]], title: str) -> str:
    bars = [
        Bars(label, [_share(found, indicator, code) for found, code in places])
        for indicator, label in (
            ("Q1_EN", tr("Complete, English")),
            ("Q1_FR", tr("Complete, French")),
            ("Q2_12", tr("Verified, 12 months")),
            ("Q3", tr("Position known")),
        )
    ]
    return bar_chart(names, bars, Axis(tr("Share"), percent_text, 1.0), title=title)


def _share(found: Quality, indicator: str, code: str | None) -> float:
    value = found.headline(indicator, code).value
    return math.nan if value is None else value / 100.0
