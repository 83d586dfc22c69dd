# SPDX-License-Identifier: GPL-2.0-or-later
"""What of a shared store may be seen by everyone: the one thing that formats and the finder are made from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from ..schema import Code, load_schema
from ..service_days import includes
from ..store import Row
from ..text import Text
from ..validation.record import name_of

TABLES = (
    *("jurisdiction", "taxonomy_term", "organization", "source", "service", "service_point"),
    *("service_at_point", "phone", "call_centre", "closure", "service_area", "external_id"),
    *("domain_value", "holiday"),
)
"""The tables that are published, each after those it refers to."""


@dataclass(frozen=True)
class PublishedStore:
    """Which state of which store was published. No clock but the store's own."""

    store_id: str
    revision: int
    title: Text
    updated_at: str
    schema_version: str
    schema_sha256: str
    steward_email: str | None = None


@dataclass(frozen=True)
class Licence:
    """A licence: its code in the schema's list, its name, and where it can be read."""

    code: str
    name: Text
    url: Text


@dataclass(frozen=True)
class Attribution:
    """What has to be said of a source wherever its records are shown."""

    source_id: str
    title: Text
    publisher: str
    licence: Licence
    line: Text
    url: str | None = None


@dataclass(frozen=True)
class Withheld:
    """A record that stayed back. Its name and reason are for the steward: never write them in a publication.

    ``reason`` is ``partners``, ``status``, ``error``, ``licence``, ``reference``, ``unused`` or ``never``.
    """

    table: str
    id: str
    name: Text
    reason: str
    text: Text


@dataclass(frozen=True)
class Cleared:
    """A reference of a published record to one that stayed back: it is left empty in the publication."""

    table: str
    id: str
    field: str


@dataclass(frozen=True)
class Doubtful:
    """A published field that looks like personal data (rule S03): for the steward to settle."""

    table: str
    id: str
    name: Text
    field: str
    text: Text


@dataclass(frozen=True)
class Publication:
    """Public rows by table, with publishable fields only, sorted by key.

    Every field of the schema that may be published is in every row, ``None`` where nothing is known; values
    are canonical (see ``core.store.values``). No reference leads to a record that is not published.
    ``licence`` is that of the publication, and of records that name no source.
    """

    info: PublishedStore
    rows: Mapping[str, list[Row]]
    licence: Licence
    attribution: Mapping[str, Attribution] = field(default_factory=dict)
    withheld: Sequence[Withheld] = ()
    cleared: Sequence[Cleared] = ()
    doubtful: Sequence[Doubtful] = ()

    @cached_property
    def withheld_counts(self) -> Mapping[tuple[str, str], int]:
        """How many records of each table stayed back for each reason."""
        return Counter((each.table, each.reason) for each in self.withheld)

    @cached_property
    def points(self) -> Mapping[str, Row]:
        """The service points by id."""
        return self._by("service_point", "id")

    @cached_property
    def organizations(self) -> Mapping[str, Row]:
        return self._by("organization", "id")

    @cached_property
    def services(self) -> Mapping[str, Row]:
        return self._by("service", "id")

    @cached_property
    def terms(self) -> Mapping[str, Row]:
        """The service categories by code."""
        return self._by("taxonomy_term", "code")

    @cached_property
    def jurisdictions(self) -> Mapping[str, Row]:
        """The jurisdictions by code."""
        return self._by("jurisdiction", "code")

    @cached_property
    def day(self) -> date:
        """The day of the last change, in UTC: a publication has no other clock."""
        return date.fromisoformat(self.info.updated_at[:10])

    def organization_of(self, row: Row) -> Row | None:
        """Return the organization that a point, a service or a phone belongs to."""
        return self.organizations.get(row.get("organization_id") or "")

    def services_of(self, point_id: str) -> list[tuple[Row, Row]]:
        """Return what is offered at a point on any day: the row of ``service_at_point`` and its service."""
        links = self._links_of_points.get(point_id, ())
        return [(link, self.services[link["service_id"]]) for link in links]

    def offered_at(self, point_id: str) -> list[Row]:
        """Return the services that are offered at a point on the day of the publication's last change."""
        return [service for link, service in self.services_of(point_id) if includes(link, self.day)]

    def points_of(self, service_id: str) -> list[tuple[Row, Row]]:
        """Return where a service is offered on any day: the row of ``service_at_point`` and its point."""
        links = self._links_of_services.get(service_id, ())
        return [(link, self.points[link["point_id"]]) for link in links]

    def offered_by(self, service_id: str) -> list[Row]:
        """Return the points that offer a service on the day of the publication's last change."""
        return [point for link, point in self.points_of(service_id) if includes(link, self.day)]

    def phones_of(self, owner_id: str) -> Sequence[Row]:
        """Return the telephone numbers of a point, an organization or a service: the main ones first."""
        return self._phones.get(owner_id, ())

    def calls_of(self, owner_id: str) -> Sequence[Row]:
        """Return the telephone numbers that a person can call: all but those of fax machines."""
        return [phone for phone in self.phones_of(owner_id) if phone["kind"] != "fax"]

    def closures_of(self, point_id: str) -> Sequence[Row]:
        """Return closures and special hours of a point, by date."""
        return self._closures.get(point_id, ())

    def call_centre_of(self, point_id: str) -> Row | None:
        """Return the call-centre details of a point."""
        return self._call_centres.get(point_id)

    def areas_of(self, owner_id: str) -> Sequence[Row]:
        """Return the service areas of a point or a service."""
        return self._areas.get(owner_id, ())

    def identifiers_of(self, entity_id: str) -> Sequence[Row]:
        """Return the identifiers that a record has elsewhere."""
        return self._identifiers.get(entity_id, ())

    def attribution_of(self, row: Row) -> Attribution | None:
        """Return what must be said of the source of a row, ``None`` where it names none."""
        return self.attribution.get(row.get("source_id") or "")

    def licence_of(self, row: Row) -> Licence:
        """Return the licence of a row: that of its source, else that of the publication."""
        found = self.attribution_of(row)
        return self.licence if found is None else found.licence

    def name(self, row: Row) -> Text:
        """Return a row's name, one language standing in for the other; its id where it has none."""
        key = str(row.get("id") or row.get("code") or "")
        return name_of(row) or Text(key, key)

    def label(self, domain: str, code: str) -> Text:
        """Return what a code of a list means; the code itself where no list has it."""
        found = self.codes(domain).get(code)
        return Text(code, code) if found is None else found.label

    def codes(self, domain: str) -> Mapping[str, Code]:
        """Return a code list in its order: the schema's values, then those the store adds."""
        return self._domains.get(domain, {})

    def _by(self, table: str, key: str) -> Mapping[str, Row]:
        return {row[key]: row for row in self.rows.get(table, ())}

    def _grouped(self, table: str, *keys: str) -> Mapping[str, list[Row]]:
        groups: dict[str, list[Row]] = {}
        for row in self.rows.get(table, ()):
            for key in keys:
                if row[key] is not None:
                    groups.setdefault(row[key], []).append(row)
        return groups

    @cached_property
    def _links_of_points(self) -> Mapping[str, list[Row]]:
        return self._grouped("service_at_point", "point_id")

    @cached_property
    def _links_of_services(self) -> Mapping[str, list[Row]]:
        return self._grouped("service_at_point", "service_id")

    @cached_property
    def _phones(self) -> Mapping[str, list[Row]]:
        groups = self._grouped("phone", "point_id", "organization_id", "service_id")
        for rows in groups.values():
            rows.sort(key=lambda row: not row["is_primary"])
        return groups

    @cached_property
    def _closures(self) -> Mapping[str, list[Row]]:
        groups = self._grouped("closure", "point_id")
        for rows in groups.values():
            rows.sort(key=lambda row: (row["from_date"], row["to_date"]))
        return groups

    @cached_property
    def _call_centres(self) -> Mapping[str, Row]:
        return self._by("call_centre", "point_id")

    @cached_property
    def _areas(self) -> Mapping[str, list[Row]]:
        return self._grouped("service_area", "point_id", "service_id")

    @cached_property
    def _identifiers(self) -> Mapping[str, list[Row]]:
        return self._grouped("external_id", "entity_id")

    @cached_property
    def _domains(self) -> Mapping[str, Mapping[str, Code]]:
        lists = {name: dict(domain.by_code) for name, domain in load_schema().domains.items()}
        for row in sorted(self.rows.get("domain_value", ()), key=lambda row: (row["sort"] or 0, row["code"])):
            label = Text(row["label_en"], row["label_fr"])
            code = Code(row["code"], label, row["note"] or "", bool(row["deprecated"]), row["replaced_by"])
            lists.setdefault(row["domain"], {})[code.code] = code
        return lists
