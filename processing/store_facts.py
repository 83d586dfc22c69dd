# SPDX-License-Identifier: GPL-2.0-or-later
"""What a shared store says of its points in other tables: services, capacity, organizations, partnerships."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from qgis.core import QgsFields, QgsProcessingAlgorithm, QgsProcessingContext, QgsProviderRegistry

from ..core.errors import StoreError
from ..core.service_days import COLUMNS as DAYS
from ..core.service_days import is_offered
from ..core.store import Row, Store, open_store
from ..core.text import Text
from ..host.language import tr
from .ledger import Ledger
from .sources import layer_of
from .wording import date_text

SHARED_FIELDS = ("id", "custodian_code", "organization_id", "channel")
"""A layer with all of these is one of the shared schema's, or was made from one."""

_OFFERED = ("full", "intake", "assisted", "pick_up")
"""Levels of delivery at which something is done at the point; information on a service is no service."""


@dataclass(frozen=True)
class StoreFacts:
    """The further tables of the stores behind the layers of a run; empty without a store.

    ``services``: codes of the taxonomy, by the id of the point; a point without any entry is not known.
    ``other_days``: how many services at points are active there, but offered on other days than the one that
    was asked about.
    ``profiles``: the last capacity profile of a point. ``organizations`` by id, ``jurisdictions`` by code,
    ``categories``: the names of the codes.
    """

    services: Mapping[str, frozenset[str]] = field(default_factory=dict)
    profiles: Mapping[str, Row] = field(default_factory=dict)
    organizations: Mapping[str, Row] = field(default_factory=dict)
    jurisdictions: Mapping[str, Row] = field(default_factory=dict)
    partnerships: tuple[Row, ...] = ()
    categories: Mapping[str, Text] = field(default_factory=dict)
    other_days: int = 0

    def __bool__(self) -> bool:
        return bool(self.jurisdictions)

    def groups_by(self, name: str) -> dict[str, str]:
        """Return the group of each organization, where groups are the values of the point field ``name``."""
        found = {}
        for key, row in self.organizations.items():
            custodian = str(row.get("custodian_code") or "")
            group = {
                "custodian_code": custodian,
                "level": str(self.jurisdictions.get(custodian, {}).get("level") or ""),
                "organization_id": key,
                "organization_en": str(row.get("name_en") or ""),
                "organization_fr": str(row.get("name_fr") or ""),
            }.get(name)
            if group:
                found[key] = group
        return found


def is_shared(fields: QgsFields) -> bool:
    """Return whether a layer has the columns of the shared schema's points."""
    return all(fields.lookupField(name) >= 0 for name in SHARED_FIELDS)


def read_store_facts(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    names: Sequence[str],
    ledger: Ledger,
    *,
    today: date,
) -> StoreFacts:
    """Read the stores behind the layers of the parameters ``names``, each once, and note them.

    Services are those offered ``today``.
    """
    found: list[StoreFacts] = []
    seen: set[Path] = set()
    for name in names:
        path = _store_path(algorithm, parameters, context, name)
        if path is None or path in seen:
            continue
        seen.add(path)
        try:
            with open_store(path) as store:
                tables = _read(store)
        except StoreError:
            continue  # a layer of the same columns in a file that is not a store: it stands for itself
        facts = _facts(tables, today)
        found.append(facts)
        note_other_days(ledger, name, facts, today)
        title = tr("{store}, tables of the store").format(store=path.stem)
        records = len(facts.services) + len(facts.profiles) + len(facts.partnerships)
        ledger.read_rows(name, tables, title, records)
    return _merged(found)


def _store_path(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext, name: str
) -> Path | None:
    layer = layer_of(algorithm, parameters, name, context)
    if layer is None or layer.providerType() != "ogr":
        return None
    parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
    path = Path(parts.get("path") or "")
    return path if path.suffix.lower() == ".gpkg" and path.is_file() else None


def read_facts(store: Store, today: date) -> StoreFacts:
    """Return what a store says of its points in its further tables, services on the day ``today``.

    Raises ``StoreError``.
    """
    return _facts(_read(store), today)


def note_other_days(ledger: Ledger, parameter: str, facts: StoreFacts, today: date) -> None:
    """Note how many services were left out because their days at a point are over, or to come."""
    reason = tr("services at points, active there but not offered on {date}: their days are over or to come")
    ledger.exclude(parameter, "other_days", reason.format(date=date_text(today)), [], facts.other_days)


def _read(store: Store) -> dict[str, list[Row]]:
    """Return the rows of the tables that facts are made of."""
    columns: dict[str, tuple[str, ...] | None] = {
        "organization": None,
        "jurisdiction": None,
        "partnership": None,
        "taxonomy_term": None,
        "service": ("id", "categories", "status"),
        "service_at_point": ("point_id", "service_id", "delivery_level", *DAYS),
        "point_profile": ("point_id", "reporting_year", "counters_free", "lease_end"),
    }
    return {table: store.rows(table, columns=names) for table, names in columns.items()}


def _facts(tables: Mapping[str, Sequence[Row]], today: date) -> StoreFacts:
    services, other_days = _services(tables, today)
    return StoreFacts(
        services=services,
        profiles=_profiles(tables),
        organizations={row["id"]: row for row in tables["organization"]},
        jurisdictions={row["code"]: row for row in tables["jurisdiction"]},
        partnerships=tuple(tables["partnership"]),
        categories={row["code"]: Text(row["name_en"], row["name_fr"]) for row in tables["taxonomy_term"]},
        other_days=other_days,
    )


def _services(tables: Mapping[str, Sequence[Row]], today: date) -> tuple[dict[str, frozenset[str]], int]:
    """Return the categories of the services that each point offers today, a service without one by its id;
    and how many that would count are offered on other days."""
    kinds = {
        row["id"]: frozenset(row["categories"] or [row["id"]])
        for row in tables["service"]
        if row["status"] == "active"
    }
    offered: dict[str, frozenset[str]] = {}
    found: dict[bool, set[tuple[str, str]]] = {True: set(), False: set()}
    for row in tables["service_at_point"]:
        new: frozenset[str] = frozenset()
        if row["status"] == "active" and row["delivery_level"] in _OFFERED and row["service_id"] in kinds:
            is_today = is_offered(row, today)
            found[is_today].add((row["point_id"], row["service_id"]))
            new = kinds[row["service_id"]] if is_today else new
        offered[row["point_id"]] = offered.get(row["point_id"], new) | new
    return offered, len(found[False] - found[True])


def _profiles(tables: Mapping[str, Sequence[Row]]) -> dict[str, Row]:
    rows = sorted(tables["point_profile"], key=lambda row: row["reporting_year"] or "")
    return {row["point_id"]: row for row in rows}


def _merged(found: Sequence[StoreFacts]) -> StoreFacts:
    if len(found) == 1:
        return found[0]

    def joined(name: str) -> dict[str, Any]:
        return {key: value for facts in reversed(found) for key, value in getattr(facts, name).items()}

    partnerships = {row["id"]: row for facts in reversed(found) for row in facts.partnerships}
    return StoreFacts(
        services=joined("services"),
        profiles=joined("profiles"),
        organizations=joined("organizations"),
        jurisdictions=joined("jurisdictions"),
        partnerships=tuple(partnerships.values()),
        categories=joined("categories"),
        other_days=sum(facts.other_days for facts in found),
    )
