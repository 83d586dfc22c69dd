# SPDX-License-Identifier: GPL-2.0-or-later
"""The points of a store as a plain list in memory: what the panel lists, searches and counts.

Read in a background task, shared as it is: nothing here touches a layer or a widget.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from ..core.channels import holiday_lists
from ..core.progress import SILENT, Part, Progress, check
from ..core.schema import load_schema
from ..core.service_days import COLUMNS as DAYS
from ..core.service_days import Offers, ServiceDays, offers_of
from ..core.store import Row, Store, StoreInfo
from ..core.text import Text
from ..host.databases import open_named, store_name
from .freshness import outdated, stale_before
from .palette import palette

COLUMNS = (
    *("id", "custodian_code", "organization_id", "channel", "point_type", "status", "status_until"),
    *("name_en", "name_fr", "alt_name_en", "alt_name_fr", "address_line1", "address_line2", "city"),
    *("province", "postal_code", "geom", "languages", "hours", "timezone", "verified_on"),
)
LARGE = 20_000
"""A store in a database with more points is not read: its server searches it (see ``server_points``)."""
_POINT = re.compile(r"^POINT \((-?[\d.]+) (-?[\d.]+)\)$")


@dataclass(frozen=True)
class Closure:
    """One exception to the hours of a point; ``hours`` replace the usual ones on those days."""

    kind: str
    from_date: date
    to_date: date
    hours: str | None


@dataclass(frozen=True)
class PointSummary:
    """One service point as the list shows it. Codes are the schema's; ``order`` is a code of the palette.

    ``services`` are the ids of those offered on the day it was read, ``other_days`` tell when the others are.
    """

    id: str
    name: Text
    other_names: tuple[str, ...]
    jurisdiction: str
    order: str
    level: str
    organization: Text
    channel: str
    point_type: str
    status: str
    status_until: date | None
    address: str
    province: str | None
    services: tuple[str, ...]
    languages: tuple[str, ...]
    hours: str | None
    timezone: str | None
    verified_on: date | None
    lonlat: tuple[float, float] | None
    closures: tuple[Closure, ...] = ()
    other_days: tuple[ServiceDays, ...] = ()


@dataclass(frozen=True)
class RegisterFigures:
    """Numbers of points: all, verified within the schema's months, with dates that need care, counters that
    people can visit now; and the jurisdictions that have points."""

    points: int
    verified: int
    outdated: int
    counters: int
    jurisdictions: frozenset[str]


@dataclass(frozen=True)
class PointRegister:
    """All the points of one store, in the order of the store, and the words for their codes.

    ``path`` is the name of the store: the path of a file, or ``postgis:connection/schema``. ``levels`` are
    the orders of government of all jurisdictions. Of a store that is too large to be read, ``points`` is
    empty and ``counted`` is what its server says of them.
    """

    path: str
    info: StoreInfo
    points: tuple[PointSummary, ...]
    jurisdictions: Mapping[str, Text]
    services: Mapping[str, Text]
    holidays: Mapping[date, frozenset[str]] = field(default_factory=dict)
    levels: Mapping[str, str] = field(default_factory=dict)
    counted: RegisterFigures | None = None

    @cached_property
    def figures(self) -> RegisterFigures:
        """The numbers of its points on the day it was read."""
        return self.counted or _figures(self.points, date.today())

    def order_of(self, jurisdiction: str) -> str:
        """Return the order of government (a code of the palette) of a jurisdiction."""
        return palette().order_of_level(self.levels.get(jurisdiction, "other")).code

    def is_holiday(self, day: date, point: PointSummary) -> bool:
        """Return whether ``day`` is a public holiday for a point, by province or level of government."""
        lists = holiday_lists(point.jurisdiction, point.level, point.province)
        return not self.holidays.get(day, frozenset()).isdisjoint(lists)


def read_register(
    path: str | Path, progress: Progress = SILENT, *, today: date | None = None
) -> PointRegister:
    """Read a store's points with what is listed beside them, by the store's name.

    Services are those offered ``today``: the day of this computer, if it is not said.
    Raises ``InputError``, ``StoreError`` or ``Cancelled``.
    """
    with open_named(path) as store:
        progress.report(0.02)
        about = read_words(store, path)
        organizations = {row["id"]: name_of(row) for row in store.rows("organization")}
        offered = _offered(store, today or date.today())
        closures = defaultdict(list)
        for row in store.rows("closure"):
            closures[row["point_id"]].append(row)
        check(progress)
        rows = store.rows("service_point", columns=COLUMNS, progress=Part(progress, 0.2, 0.8))
    points = []
    for number, row in enumerate(rows):
        if number % 2000 == 0:
            check(progress)
            progress.report(0.8 + 0.2 * number / len(rows))
        points.append(
            summary(
                row,
                about.levels,
                organizations.get(row["organization_id"], Text("", "")),
                offered.get(row["id"], Offers()),
                closures.get(row["id"], ()),
            )
        )
    return replace(about, points=tuple(points))


def read_words(store: Store, path: str | Path) -> PointRegister:
    """Read what belongs to no single point: names of jurisdictions and services, holidays. Without points."""
    jurisdictions = {str(row["code"]): row for row in store.rows("jurisdiction")}
    names = {code: name_of(row) for code, row in jurisdictions.items()}
    levels = {code: str(row["level"]) for code, row in jurisdictions.items()}
    services = {
        row["id"]: name_of(row) for row in store.rows("service", columns=("id", "name_en", "name_fr"))
    }
    return PointRegister(store_name(path), store.info, (), names, services, _holidays(store), levels)


def name_of(row: Row) -> Text:
    """The name of a record; a language that is missing shows the other one."""
    en, fr = row.get("name_en"), row.get("name_fr")
    return Text(en or fr or "", fr or en or "")


def summary(
    row: Row,
    levels: Mapping[str, str],
    organization: Text,
    offers: Offers,
    closures: Iterable[Row],
) -> PointSummary:
    """Return a row of ``service_point`` (``COLUMNS``) as the list shows it. ``closures`` are rows as well."""
    level = levels.get(row["custodian_code"]) or "other"
    lines = (row["address_line1"], row["address_line2"], row["city"], row["postal_code"])
    name = name_of(row)
    others = (row["name_en"], row["name_fr"], row["alt_name_en"], row["alt_name_fr"])
    return PointSummary(
        id=row["id"],
        name=name if name.en else Text(row["id"], row["id"]),
        other_names=tuple(dict.fromkeys(other for other in others if other)),
        jurisdiction=str(row["custodian_code"]),
        order=palette().order_of_level(level).code,
        level=level,
        organization=organization,
        channel=row["channel"],
        point_type=row["point_type"],
        status=row["status"],
        status_until=_date(row["status_until"]),
        address=", ".join(line for line in lines if line),
        province=row["province"],
        services=offers.services,
        languages=tuple(row["languages"] or ()),
        hours=row["hours"],
        timezone=row["timezone"],
        verified_on=_date(row["verified_on"]),
        lonlat=_lonlat(row["geom"]),
        closures=tuple(filter(None, map(_closure, closures))),
        other_days=offers.other_days,
    )


def _offered(store: Store, today: date) -> dict[str, Offers]:
    """What each point offers on a day."""
    links = defaultdict(list)
    for row in store.rows("service_at_point", columns=("point_id", "service_id", *DAYS)):
        links[row["point_id"]].append(row)
    return {point: offers_of(rows, today) for point, rows in links.items()}


def _closure(row: Row) -> Closure | None:
    first, last = _date(row["from_date"]), _date(row["to_date"])
    return Closure(row["kind"], first, last, row["hours"]) if first and last else None


def _figures(points: Sequence[PointSummary], today: date) -> RegisterFigures:
    limit = stale_before(today)
    return RegisterFigures(
        points=len(points),
        verified=sum(point.verified_on is not None and point.verified_on >= limit for point in points),
        outdated=len(outdated(points, today)),
        counters=sum(point.channel == "in_person" and point.status == "active" for point in points),
        jurisdictions=frozenset(point.jurisdiction for point in points),
    )


def _holidays(store: Store) -> dict[date, frozenset[str]]:
    found = {}
    for row in store.rows("holiday"):
        day = _date(row["on_date"])
        if day is not None:
            found[day] = found.get(day, frozenset()) | _places(row["applies_to"])
    return found


def _places(value: Any) -> frozenset[str]:  # noqa: ANN401  (canonical: a sorted list, or one code)
    if isinstance(value, str):
        return frozenset({value})
    return frozenset(map(str, value or ()))


def _date(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _lonlat(wkt: str | None) -> tuple[float, float] | None:
    match = _POINT.match(wkt or "")
    return (float(match[1]), float(match[2])) if match else None


def codes_in_order(domain: str, used: Iterable[str]) -> list[str]:
    """Return codes in the order of their list in the schema; codes that are not in it come last, by text."""
    listed = list(load_schema().domains[domain].by_code)
    known = set(used)
    return [code for code in listed if code in known] + sorted(known - set(listed))
