# SPDX-License-Identifier: GPL-2.0-or-later
"""Addresses placed by the Geolocation Service of Natural Resources Canada.

The service answers nearly everything, with up to 25 places and no score: a street of the same name in another
province looks as good as the right one. An answer counts only when it was interpolated on a street, and its
number, street, municipality and province are those that were asked for; when several are, and lie apart, none
does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from ...choices import GEOLOCATION_ADDRESS
from ...progress import SILENT, Progress, check
from ..cleaning.province import read_province
from ..placing import Placement, Step, read_line, read_street
from ..placing.reference import AGREE_M, city_key, metres
from .client import Client
from .json_answer import Document, get_document, member, objects
from .problems import ServiceError
from .shapes import from_geojson

ACCURACY_M = 150
"""What nine answers in ten keep to that meet these conditions, compared with address points of the National
Address Register; the service states none."""

_SERVICE = "Geolocation"
_INTERPOLATED = "INTERPOLATED_POSITION"
_MOST_ANSWERS = 100
_ATTEMPTS = 3
_FAILED = 500
_TITLE = re.compile(r"\s*,\s*")
_LONGEST = 300


class Asked(NamedTuple):
    """An address to place: number and street, municipality, and the province's code where it is known."""

    line: str | None
    city: str | None = None
    province: str | None = None


def locate(
    client: Client, addresses: Sequence[Asked], *, url: str = GEOLOCATION_ADDRESS, progress: Progress = SILENT
) -> list[Placement]:
    """Return a placement per address, in their order; the service is asked once for each address.

    An address without a civic number or a municipality is not asked. Raises ``ServiceError``, ``Cancelled``.
    """
    known: dict[Asked, Placement] = {}
    for number, asked in enumerate(addresses):
        check(progress)
        progress.report(number / len(addresses))
        if asked not in known:
            known[asked] = _located(client, asked, url)
    return [known[asked] for asked in addresses]


def _located(client: Client, asked: Asked, url: str) -> Placement:
    line = read_line(asked.line or "")
    if line.civic is None or not city_key(asked.city) or line.has_box:
        return Placement(Step.NOT_FOUND, has_box=line.has_box)
    said = f"{line.civic} {line.street}, {asked.city}"
    query = ", ".join(filter(None, (said, asked.province)))[:_LONGEST]
    document = _answer(client, url, query)
    if document is None:
        return Placement(Step.UNANSWERED)
    found = np.array(list(_positions(document, asked)), float).reshape(-1, 2)
    if not len(found):
        return Placement(Step.NOT_FOUND)
    if (metres(found, found[0]) > AGREE_M).any():
        return Placement(Step.AMBIGUOUS)
    lon, lat = found[0].tolist()
    return Placement(Step.SERVICE, lon, lat, ACCURACY_M)


def _answer(client: Client, url: str, query: str) -> Document | None:
    """Return the answer; None where the service fails on a query: now and then on any, always on some."""
    for _ in range(_ATTEMPTS):
        try:
            document = get_document(client, url, {"q": query}, service=_SERVICE)
        except ServiceError as problem:
            if problem.status is None or problem.status < _FAILED:
                raise
            continue
        if "contents" in document:
            return document
    return None


def _positions(document: Document, asked: Asked) -> Iterator[tuple[float, float]]:
    line = read_line(asked.line or "")
    street, city = read_street(line.street), city_key(asked.city).split()
    for answer in objects(member(document, "contents"))[:_MOST_ANSWERS]:
        title = str(answer.get("title") or "")[:_LONGEST]
        first, *others = _TITLE.split(title)
        there = read_line(first)
        if answer.get("qualifier") != _INTERPOLATED or there.civic != line.civic:
            continue
        if not street.name or not street.agrees_with(read_street(there.street)):
            continue
        provinces = {code for part in others if (code := read_province(part))}
        if asked.province and provinces and asked.province not in provinces:
            continue
        if not any(_within(city, city_key(part).split()) for part in others):
            continue
        position, _ = from_geojson(answer.get("geometry"))
        if position is not None:
            yield position


def _within(one: list[str], other: list[str]) -> bool:
    """Return whether one name's words stand together in the other: “Ottawa” in “City of Ottawa”."""
    shorter, longer = sorted((one, other), key=len)
    count = len(shorter)
    return bool(shorter) and any(
        longer[start : start + count] == shorter for start in range(len(longer) - count + 1)
    )
