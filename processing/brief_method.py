# SPDX-License-Identifier: GPL-2.0-or-later
"""What the figures of a partnership brief rest on, and how sure they are."""

from __future__ import annotations

import numpy as np

from ..core.analysis.sharing import STAY
from ..host.language import say, tr
from .brief_people import BriefStudy
from .brief_tables import iso_words, share_text
from .wording import limit_text, number_text


def data_lines(study: BriefStudy) -> list[tuple[str, str]]:
    """Return what register, records and limit the figures rest on."""
    info, choice = study.register.info, study.choice
    told = tr("{title}, revision {revision}, last changed {date}").format(
        title=say(info.title), revision=number_text(info.revision), date=iso_words(info.updated_at)
    )
    lines = [(tr("Register"), told)]
    dates = sorted(str(row["verified_on"]) for row in study.register.member_rows() if row["verified_on"])
    if dates:
        between = iso_words(dates[0])
        if dates[-1] != dates[0]:
            between = tr("between {first} and {last}").format(first=between, last=iso_words(dates[-1]))
        lines.append((tr("Records of these points verified"), between))
    if choice.origin is not None:
        lines.append((tr("Pair or cluster found on"), iso_words(choice.origin.get("created_at"))))
    limit = limit_text(study.limit, study.metric)
    lines.append((tr("Within reach"), tr("up to {limit}").format(limit=limit)))
    lines.append(
        (
            tr("Points that people have today"),
            tr(
                "all {count} of the register of the same channel, but those planned or closed for good"
            ).format(count=number_text(len(study.register.rows))),
        )
    )
    return lines


def sensitivity(study: BriefStudy) -> list[tuple[str, str]]:
    """Return how much the figures hang on the limit."""
    parts = []
    for limit, figures in study.other_limits:
        stay = next(one for one in figures.arrangements if one.host == STAY)
        told = tr("within {limit}: {both} of {either} people reach two or more of the points")
        if np.isfinite(stay.gaining):
            told = tr(
                "within {limit}: {both} of {either} people reach two or more of the points, {gaining} would "
                "gain a service"
            )
        parts.append(
            told.format(
                limit=limit_text(round(limit, 3), study.metric),
                both=share_text(figures.both[0], figures.either[0]),
                either=number_text(figures.either[0]),
                gaining=number_text(stay.gaining) if np.isfinite(stay.gaining) else "",
            )
        )
    if not parts:
        told = (
            tr("not measured") if study.sharing is not None else tr("nothing is counted without population")
        )
        return [(tr("Sensitivity"), told)]
    return [(tr("Sensitivity"), "; ".join(parts))]
