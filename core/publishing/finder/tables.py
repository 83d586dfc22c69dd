# SPDX-License-Identifier: GPL-2.0-or-later
"""The searchable part of a publication as columns: what every visitor loads, once."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from ...progress import SILENT, Progress, check
from ...store import Row
from ...text import Text
from ..publication import Publication
from .hours_table import HoursTable

_WKT = re.compile(r"^POINT \((-?[\d.]+) (-?[\d.]+)\)$")
_EPOCH = date(2000, 1, 1)
_CHECK_EVERY = 2000
LISTS = (
    *("channel", "point_type", "status", "language", "accessibility", "facility", "appointment", "fee"),
    *("delivery_level", "phone_kind", "verify_method", "province", "timezone", "closure_kind", "licence"),
)
"""The code lists whose labels the site shows."""


class Interned:
    """Different values in the order they come, and the place of each."""

    def __init__(self) -> None:
        self.values: list[Any] = []
        self._places: dict[Hashable, int] = {}

    def add(self, key: Hashable, value: Any) -> int:  # noqa: ANN401  (whatever JSON can hold)
        place = self._places.get(key)
        if place is None:
            place = self._places[key] = len(self.values)
            self.values.append(value)
        return place

    def text(self, value: str | None) -> int:
        """Return the place of a text, -1 for none."""
        return self.add(value, value) if value else -1

    def codes(self, values: Sequence[str] | None) -> int:
        """Return the place of a set of codes."""
        return self.add(tuple(values or ()), list(values or ()))


def pair(text: Text) -> list[str]:
    """Return both languages as JSON has them."""
    return [text.en, text.fr]


def position(row: Row) -> tuple[float, float] | None:
    """Return longitude and latitude of a point."""
    found = _WKT.match(row.get("geom") or "")
    return (float(found[1]), float(found[2])) if found else None


def in_order(publication: Publication) -> list[Row]:
    """Return the points as the pages list them: by province, municipality, name."""

    def key(row: Row) -> tuple[str, ...]:
        place = (row["province"] or "~", (row["city"] or "~").casefold())
        return (*place, publication.name(row).en.casefold(), row["id"])

    return sorted(publication.rows["service_point"], key=key)


class PointTables:
    """Builds the columns, with the tables they point into."""

    def __init__(self, publication: Publication) -> None:
        self._publication = publication
        self.hours = HoursTable()
        self._cities, self._zones, self._provinces, self._jurisdictions = (Interned() for _ in range(4))
        self._languages, self._features = Interned(), Interned()
        self._channels, self._types, self._states = Interned(), Interned(), Interned()
        self._organizations = {id_: at for at, id_ in enumerate(publication.organizations)}
        self._services = {id_: at for at, id_ in enumerate(publication.services)}
        self._sources = {id_: at for at, id_ in enumerate(publication.attribution)}
        self._closures: dict[int, list[Any]] = {}
        self._dated: dict[int, list[Any]] = {}

    def build(self, rows: Sequence[Row], progress: Progress = SILENT) -> dict[str, Any]:
        """Return the data of ``data/points-….js``."""
        columns: dict[str, list[Any]] = {}
        for at, row in enumerate(rows):
            if at % _CHECK_EVERY == 0:
                check(progress)
                progress.report(at / len(rows))
            for name, value in self._cells(at, row).items():
                columns.setdefault(name, []).append(value)
        publication = self._publication
        return {
            "points": columns,
            "closures": self._closures,
            "dated": self._dated,
            "organizations": [self._organization(row) for row in publication.organizations.values()],
            "services": [self._service(row) for row in publication.services.values()],
            "categories": [
                [row["code"], row["parent_code"], *pair(publication.name(row))]
                for row in publication.rows["taxonomy_term"]
            ],
            "sources": [
                [*pair(each.title), each.publisher, *pair(each.licence.name), *pair(each.line)]
                for each in publication.attribution.values()
            ],
            "cities": self._cities.values,
            "zones": self._zones.values,
            "provinces": self._provinces.values,
            "jurisdictions": self._jurisdictions.values,
            "languages": self._languages.values,
            "features": self._features.values,
            "channels": self._channels.values,
            "types": self._types.values,
            "states": self._states.values,
            "holidays": [
                [row["on_date"], _places(row["applies_to"]), *pair(publication.name(row))]
                for row in publication.rows["holiday"]
            ],
            "labels": {name: _labels(publication, name) for name in LISTS},
            "hours": self.hours.entries,
        }

    def _cells(self, at: int, row: Row) -> dict[str, Any]:
        publication = self._publication
        self._add_closures(at, row)
        self._add_dates(at, row)
        name, where = publication.name(row), position(row)
        phones = publication.calls_of(row["id"])
        offered = sorted(
            {self._services[link["service_id"]] for link, _ in publication.services_of(row["id"])}
        )
        others = (row["alt_name_en"], row["alt_name_fr"])
        return {
            "id": row["id"].replace("-", ""),
            "en": name.en,
            "fr": name.fr if name.fr != name.en else 0,
            "other": " ".join(filter(None, others)) or 0,
            "organization": self._organizations.get(row["organization_id"], -1),
            "jurisdiction": self._jurisdiction(row["custodian_code"]),
            "channel": self._channels.text(row["channel"]),
            "type": self._types.text(row["point_type"]),
            "status": self._states.text(row["status"]),
            "until": row["status_until"] or 0,
            "x": 0 if where is None else round(where[0] * 1e5),
            "y": 0 if where is None else round(where[1] * 1e5),
            "line": row["address_line1"] or 0,
            "city": self._cities.text(row["city"]),
            "province": self._provinces.text(row["province"]),
            "postal": (row["postal_code"] or "").replace(" ", "") or 0,
            "zone": self._zones.text(row["timezone"]),
            "hours": self.hours.add(row["hours"]),
            "languages": self._languages.codes(row["languages"]),
            "features": self._features.codes(row["accessibility"]),
            "services": offered,
            "phone": phones[0]["number"] if phones else 0,
            "verified": (date.fromisoformat(row["verified_on"]) - _EPOCH).days if row["verified_on"] else -1,
            "source": self._sources.get(row["source_id"] or "", -1),
        }

    def _add_closures(self, at: int, row: Row) -> None:
        found = [
            [each["kind"], each["from_date"], each["to_date"], self.hours.add(each["hours"]), *reason]
            for each in self._publication.closures_of(row["id"])
            for reason in [(each["reason_en"] or each["reason_fr"], each["reason_fr"] or each["reason_en"])]
        ]
        if found:
            self._closures[at] = found

    def _add_dates(self, at: int, row: Row) -> None:
        """Keep the days of the services that a point offers for a time only: [service, [[from, to], …]]."""
        spans: dict[int, list[tuple[Any, Any]]] = {}
        for link, service in self._publication.services_of(row["id"]):
            days = link["valid_from"] or 0, link["valid_to"] or 0
            spans.setdefault(self._services[service["id"]], []).append(days)
        found = [[service, days] for service, days in sorted(spans.items()) if (0, 0) not in days]
        if found:
            self._dated[at] = found

    def _jurisdiction(self, code: str) -> int:
        row = self._publication.jurisdictions.get(code, {})
        name = self._publication.name(row) if row else Text(code, code)
        return self._jurisdictions.add(code, [code, *pair(name), row.get("level") or "other"])

    def _organization(self, row: Row) -> list[Any]:
        acronym = (row["acronym_en"], row["acronym_fr"])
        return [*pair(self._publication.name(row)), " ".join(filter(None, acronym))]

    def _service(self, row: Row) -> list[Any]:
        publication = self._publication
        return [
            *pair(publication.name(row)),
            row["categories"] or [],
            row["fee"] or "",
            row["url_en"] or row["url_fr"] or "",
            row["url_fr"] or row["url_en"] or "",
        ]


def _labels(publication: Publication, name: str) -> Mapping[str, list[str]]:
    return {code: pair(value.label) for code, value in publication.codes(name).items()}


def _places(value: str | Iterable[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else sorted(value or ())
