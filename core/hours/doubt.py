# SPDX-License-Identifier: GPL-2.0-or-later
"""Opening hours that can be read and are more often a slip of the pen than meant (rule H03)."""

from __future__ import annotations

from ..text import Text
from .model import DAY_MINUTES, Hours, Span

LONGEST_USUAL_SPAN = 16 * 60


def doubt(hours: Hours) -> Text | None:
    """Return the first thing that is doubtful about the hours, as a sentence; None when nothing is.

    Closing before opening, two spans of a day that overlap, or a span over 16 hours other than ``24/7``.
    """
    for rule in hours.rules[1 if hours.always else 0 :]:  # 24/7 is long on purpose
        spans = sorted(rule.spans or (), key=lambda span: (span.opens, span.closes))
        for span in spans:
            if span.over_midnight:
                said = Text("Closes before it opens: {span}.", "Ferme avant d’ouvrir\u00a0: {span}.")
                return said.format(span=_written(span))
            if span.minutes > LONGEST_USUAL_SPAN:
                said = Text("More than 16 hours: {span}.", "Plus de 16 heures\u00a0: {span}.")
                return said.format(span=_written(span))
        for earlier, later in zip(spans, spans[1:]):
            if later.opens < earlier.closes:
                said = Text("{one} and {other} overlap.", "{one} et {other} se chevauchent.")
                return said.format(one=_written(earlier), other=_written(later))
    return None


def _written(span: Span) -> str:
    """Return a span as the hours write it: 08:30-16:30, 18:00-24:00."""
    closes = span.closes if span.closes <= DAY_MINUTES else span.closes - DAY_MINUTES
    return "-".join(f"{minutes // 60:02}:{minutes % 60:02}" for minutes in (span.opens, closes))
