# SPDX-License-Identifier: GPL-2.0-or-later
"""What ``servicepoints:channelcoverage`` is asked, and what it reads of the store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from qgis.core import (
    QgsFields,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QDateTime, Qt

from ..core.channels import Availability, Exceptions, availability
from ..core.errors import InputError
from ..core.schema import load_schema
from ..core.store import Row, StoreInfo, open_store
from ..core.text import Text
from ..core.validation.position import lonlat_of
from ..host.databases import store_place
from ..host.language import say, tr
from ..host.time_zone import time_zone
from ..layers.opening import local_time
from .base import CoreProgress
from .channel_parameters import ANY_LANGUAGE, THIS_COMPUTER
from .geometry import wgs84
from .graphs import network_graph
from .inputs import PointSet, read_demand
from .ledger import Ledger
from .roads import read_roads
from .study import Study

OWN_OFFSET = ""
CHANNELS = ("in_person", "call_centre", "digital")

_TABLES = ("service_point", "call_centre", "service_area", "closure", "holiday", "jurisdiction", "geo_unit")
_USED = ("active", "temporarily_closed")


@dataclass(frozen=True)
class Asked:
    """The question: within what, in which language, when. ``None``: whatever the language, whenever.

    ``zone``: that of ``moment``; ``OWN_OFFSET`` where the moment came with its offset from UTC.
    """

    cutoff: float
    metric: str
    language: str | None
    moment: QDateTime | None
    zone: str


@dataclass(frozen=True, eq=False)
class Channel:
    """The points of one channel in text order of their ids, and whether they serve."""

    rows: Sequence[Row]
    available: Availability

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, eq=False)
class StoreChannels:
    """What a store says of channels. ``channels`` by code of the list ``channel``.

    ``coverage``: the jurisdictions a call centre serves, by point; ``areas``: shapes by point.
    """

    info: StoreInfo
    tables: Mapping[str, Sequence[Row]]
    channels: Mapping[str, Channel]
    coverage: Mapping[str, Sequence[str]]
    areas: Mapping[str, Sequence[object]]


def read_asked(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> Asked:
    """Return the question. Raises ``InputError`` for a time that its zone never has, or an unknown zone."""
    language = algorithm.parameterAsEnumString(parameters, "LANGUAGE", context)
    zone = algorithm.parameterAsEnumString(parameters, "TIMEZONE", context)
    at = algorithm.parameterAsDateTime(parameters, "AT", context)
    moment = None
    if at.isValid():
        moment = at
        if at.timeSpec() != Qt.TimeSpec.LocalTime:
            zone = OWN_OFFSET
        elif zone != THIS_COMPUTER:
            known = time_zone(zone)
            if known is None:
                raise InputError(_NO_ZONE.format(zone=zone))
            moment = QDateTime(at.date(), at.time(), known)
            if not moment.isValid() or moment.time() != at.time():
                raise InputError(_NO_SUCH_TIME.format(time=at.toString("yyyy-MM-dd HH:mm"), zone=zone))
    return Asked(
        algorithm.parameterAsDouble(parameters, "CUTOFF", context),
        algorithm.parameterAsEnumString(parameters, "METRIC", context),
        None if language == ANY_LANGUAGE else language,
        moment,
        zone,
    )


def read_channels(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    ledger: Ledger,
    asked: Asked,
) -> StoreChannels:
    """Read the store and note what of it is not known. Raises ``StoreError``."""
    with open_store(store_place(algorithm.parameterAsFile(parameters, "STORE", context))) as store:
        info = store.info
        tables = {name: store.rows(name) for name in _TABLES}
    used = sorted((r for r in tables["service_point"] if r["status"] in _USED), key=lambda r: str(r["id"]))
    ledger.read_rows("STORE", tables, say(info.title), len(used))
    levels = {str(row["code"]): str(row["level"]) for row in tables["jurisdiction"]}
    exceptions = Exceptions(tables["closure"], tables["holiday"], levels)
    instant = asked.moment
    moment = None if instant is None else lambda zone: local_time(instant, zone)
    channels = {}
    for code in CHANNELS:
        rows = [row for row in used if row["channel"] == code]
        if code == "in_person":
            nowhere = [row["id"] for row in rows if lonlat_of(row["geom"]) is None]
            ledger.exclude("STORE", "no_position", tr("counters without a position"), nowhere)
            rows = [row for row in rows if lonlat_of(row["geom"]) is not None]
        found = availability(rows, language=asked.language, moment=moment, exceptions=exceptions)
        channels[code] = Channel(rows, found)
        _note(ledger, channels[code], say(load_schema().domains["channel"].by_code[code].label))
    coverage = {str(row["point_id"]): tuple(row["coverage"] or ()) for row in tables["call_centre"]}
    areas: dict[str, list[object]] = {}
    for row in tables["service_area"]:
        areas.setdefault(str(row["point_id"]), []).append(row["geom"])
    return StoreChannels(info, tables, channels, coverage, areas)


def _note(ledger: Ledger, channel: Channel, label: str) -> None:
    found = channel.available
    for code, reason, which in (
        ("language", tr("{channel}: languages of service not known"), found.speaks == 1),
        ("zone", tr("{channel}: time zone not known"), found.without_zone),
        ("hours", tr("{channel}: not known whether open then"), found.without_hours),
        ("always", tr("{channel}: without hours, taken not to close"), found.always),
    ):
        ids = [channel.rows[i]["id"] for i in np.flatnonzero(which)]
        ledger.exclude("STORE", code, reason.format(channel=label), ids)


def read_area_study(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    *,
    ledger: Ledger,
    counters: Sequence[Row],
    end: float,
) -> Study:
    """Read areas and roads, with the counters of a store as the points; ``end`` in percent.

    Raises ``InputError`` without areas, ``Cancelled``.
    """
    spots = [lonlat_of(row["geom"]) for row in counters]
    lonlat = np.array([spot for spot in spots if spot is not None], np.float64).reshape(-1, 2)
    ids = tuple(str(row["id"]) for row in counters)
    points = PointSet(ids, lonlat, (), QgsFields(), wgs84(), QgsWkbTypes.Type.Point)
    demand = read_demand(algorithm, parameters, context, feedback, ledger)
    if demand is None:
        raise InputError(_NO_AREAS)
    feedback.setProgress(0.4 * end)
    roads = read_roads(algorithm, parameters, context, feedback, ledger)
    graph = None
    if roads is not None:
        progress = CoreProgress(feedback, 0.6 * end, end)
        graph = network_graph(algorithm, parameters, context, roads, progress)
    return Study(ledger, points, demand, roads, graph)


_NO_ZONE = Text(
    "This computer does not know the time zone {zone}. Choose another one, or give the time with its offset, "
    "such as 2026-11-30T09:00:00-05:00.",
    "Cet ordinateur ne connaît pas le fuseau horaire {zone}. Choisissez-en un autre, ou donnez l’heure avec "
    "son décalage, comme 2026-11-30T09:00:00-05:00.",
)
_NO_SUCH_TIME = Text(
    "In the time zone {zone} there was no {time}: clocks went forward past it. Choose an hour before or "
    "after.",
    "Dans le fuseau horaire {zone}, il n’y a pas eu de {time}\u00a0: l’heure a été avancée à ce moment. "
    "Choisissez une heure avant ou après.",
)
_NO_AREAS = Text(
    "Choose the layer of the areas, such as census blocks with their population.",
    "Choisissez la couche des secteurs, comme les îlots du recensement avec leur population.",
)
