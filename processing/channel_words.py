# SPDX-License-Identifier: GPL-2.0-or-later
"""What the figures of ``servicepoints:channelcoverage`` mean and rest on, in words."""

from __future__ import annotations

from datetime import date
from typing import Any

from qgis.core import QgsProcessingAlgorithm, QgsProcessingContext
from qgis.PyQt.QtCore import QDateTime

from ..core.schema import load_schema
from ..host.language import say, tr
from .channel_found import Found
from .channel_inputs import Asked
from .channel_parameters import THIS_COMPUTER
from .method import Line, trip_lines
from .sources import label_of
from .wording import date_text, limit_text, number_text

CHANNELS = ("counter", "call_centre", "digital")


def channel_words(channel: str) -> str:
    """Return what a channel is called."""
    code = {"counter": "in_person"}.get(channel, channel)
    return (
        tr("Any channel") if channel == "any" else say(load_schema().domains["channel"].by_code[code].label)
    )


def language_words(code: str | None) -> str:
    """Return what a language is called."""
    if code is None:
        return tr("any language")
    return say(load_schema().domains["language"].by_code[code].label)


def moment_words(asked: Asked) -> str:
    """Write the moment that is asked about, in its own time zone and in UTC."""
    if asked.moment is None:
        return tr("whenever they are open")
    there, utc = asked.moment, asked.moment.toUTC()
    zone = tr("time of this computer") if asked.zone == THIS_COMPUTER else asked.zone or _offset(there)
    return tr("{moment} ({zone}; {utc} UTC)").format(
        moment=tr("{date}, {time}").format(date=_day(there), time=_clock(there)), zone=zone, utc=_clock(utc)
    )


def _offset(moment: QDateTime) -> str:
    """Write how far the clock of a moment is from UTC, such as UTC−05:00."""
    minutes = moment.offsetFromUtc() // 60
    sign = "\u2212" if minutes < 0 else "+"
    return f"UTC{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}" if minutes else "UTC"


def _day(moment: QDateTime) -> str:
    return date_text(moment.date().toPyDate())


def _clock(moment: QDateTime) -> str:
    return tr("{hours}:{minutes}").format(
        hours=f"{moment.time().hour():02d}", minutes=f"{moment.time().minute():02d}"
    )


def balance_words(found: Found) -> str:
    """Write how the totals reconcile."""
    left_out = float(found.people.left_out[0, 0])
    any_channel, unknown = found.served("any"), found.unknown("any")
    total = float(found.total[0, 0])
    return tr(
        "{total} read = {served} served by a channel + {unknown} whom no channel is known to serve + {none} "
        "without any + {excluded} left out"
    ).format(
        total=number_text(total + left_out),
        served=number_text(any_channel),
        unknown=number_text(unknown),
        none=number_text(total - any_channel - unknown),
        excluded=number_text(left_out),
    )


def method_lines(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    found: Found,
) -> list[Line]:
    """Return the question, how each channel is judged, how distance is measured, how the people add up."""
    asked, code = found.asked, algorithm.parameterAsString(parameters, "CODE_FIELD", context)
    territory = tr("field “{field}”, else the boundaries of the store").format(field=code)
    lines = [
        (label_of(algorithm, "CUTOFF"), limit_text(asked.cutoff, asked.metric)),
        (label_of(algorithm, "LANGUAGE"), language_words(asked.language)),
        (label_of(algorithm, "AT"), moment_words(asked)),
        (
            channel_words("counter"),
            tr("Active counters; the nearest that serves within the cutoff, by its own clock"),
        ),
        (
            channel_words("call_centre"),
            tr("By the jurisdictions each one says it serves, and its service areas; hours by its own clock"),
        ),
        (
            channel_words("digital"),
            tr("By its service areas, else the territory of its own government; without hours, never closed"),
        ),
        (tr("Not known"), tr("Serves nobody, and is counted as not known")),
        (tr("Territory of an area"), territory if code else tr("Boundaries of the store")),
    ]
    lines.append(
        (tr("Last change of the store"), date_text(date.fromisoformat(found.store.info.updated_at[:10])))
    )
    lines += trip_lines(algorithm, parameters, context, found.study.roads)
    lines.append((tr("People"), balance_words(found)))
    told = tr("Not measured: run again with another cutoff, at another hour or in another language.")
    lines.append((tr("Sensitivity"), told))
    return lines
