# SPDX-License-Identifier: GPL-2.0-or-later
"""On which days a service is offered at a point: ``status``, ``valid_from`` and ``valid_to`` of
``service_at_point``.

It is offered on a day when its status there is active and the day is neither before ``valid_from`` nor after
``valid_to``: both days themselves count, and a side without a day is open. What is no day, as only another
program can have written, bounds nothing: a service is not lost over it, and rule R04 names it. Days of which
the last is before the first (rule T01) are no days at all. ``postgis.point_search`` says the same in SQL.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from .days import to_date

COLUMNS = ("status", "valid_from", "valid_to")
_ACTIVE = "active"


@dataclass(frozen=True)
class ServiceDays:
    """The first and the last day of a service at a point; ``None``: open on that side."""

    service: str
    first: date | None
    last: date | None

    @classmethod
    def of(cls, link: Mapping[str, Any]) -> ServiceDays:
        """Return the days of a row of ``service_at_point`` (``service_id`` and ``COLUMNS``)."""
        return cls(str(link["service_id"]), to_date(link.get("valid_from")), to_date(link.get("valid_to")))

    def include(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Offers:
    """The ids of the services that a point offers on a day, each once, and the days of those that are active
    there and offered on other days only."""

    services: tuple[str, ...] = ()
    other_days: tuple[ServiceDays, ...] = ()


def includes(link: Mapping[str, Any], day: date) -> bool:
    """Return whether a day is among those of a row of ``service_at_point``, whatever its status."""
    return ServiceDays.of(link).include(day)


def is_offered(link: Mapping[str, Any], day: date) -> bool:
    """Return whether a row of ``service_at_point`` says that the service is offered on a day."""
    return link.get("status") == _ACTIVE and includes(link, day)


def offers_of(links: Iterable[Mapping[str, Any]], day: date) -> Offers:
    """Return what a point offers on a day, from its rows of ``service_at_point``."""
    active = [ServiceDays.of(link) for link in links if link.get("status") == _ACTIVE]
    offered = dict.fromkeys(days.service for days in active if days.include(day))
    others = dict.fromkeys(days for days in active if days.service not in offered)
    return Offers(tuple(offered), tuple(others))
