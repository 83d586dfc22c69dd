# SPDX-License-Identifier: GPL-2.0-or-later
"""What a shared store says of the points that could share a place, and of all others that people have."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from qgis.core import QgsGeometry

from ..core.analysis import Places
from ..core.errors import InputError
from ..core.hours import Hours
from ..core.schema import load_schema
from ..core.store import Row, Store, StoreInfo
from ..core.text import Text
from ..host.databases import open_named
from ..host.language import language, say, tr
from .geometry import FloatArray
from .ledger import Ledger
from .precedents import organization_words
from .site_facts import read_hours, text_of
from .store_facts import StoreFacts, note_other_days, read_facts

_GONE = {"permanently_closed", "planned"}


@dataclass(frozen=True, eq=False)
class BriefRegister:
    """The store of a brief: the points people have today in ``rows``, in text order of their ids.

    ``members``: indices of those that could share a place, in the order of the pair or cluster. ``hours``
    of the members, as far as they are known. ``profiles`` are the last capacity profiles in full, by point.
    """

    info: StoreInfo
    rows: tuple[Row, ...]
    lonlat: FloatArray
    members: tuple[int, ...]
    hours: tuple[Hours | None, ...]
    facts: StoreFacts
    profiles: dict[str, Row]

    @property
    def places(self) -> Places:
        return Places(tuple(row["id"] for row in self.rows), self.lonlat)

    @property
    def services(self) -> list[frozenset[str] | None]:
        """The codes of the services of every point, ``None`` where unknown."""
        return [self.facts.services.get(row["id"]) for row in self.rows]

    def member_rows(self) -> list[Row]:
        return [self.rows[i] for i in self.members]

    def names(self) -> list[str]:
        """Return the names of the members in the person's language."""
        return [in_language(row, "name") or row["id"] for row in self.member_rows()]

    def without_services(self) -> list[str]:
        """Return the names of the members whose services are not known."""
        rows = zip(self.names(), self.member_rows())
        return [name for name, row in rows if self.facts.services.get(row["id"]) is None]

    def level(self, row: Row) -> str:
        """Return the code of the order of government of a point."""
        return text_of(self.facts.jurisdictions.get(row["custodian_code"], {}).get("level"))

    def government(self, row: Row) -> str:
        """Return the name of the government that keeps a point."""
        return organization_words(row["custodian_code"], self.facts.jurisdictions)

    def organization(self, row: Row) -> str:
        """Return the name of the organization that runs a point."""
        return organization_words(text_of(row["organization_id"]), self.facts.organizations)

    def service_name(self, code: str) -> str:
        known = self.facts.categories.get(code)
        return code if known is None else say(known) or code

    def is_at_one_address(self) -> bool:
        """Return whether all the members share their premises or have one civic address."""
        rows = self.member_rows()
        sites = {text_of(row["site_id"]) for row in rows}
        addresses = {
            (text_of(row["address_line1"]).casefold(), text_of(row["city"]).casefold()) for row in rows
        }
        return ("" not in sites and len(sites) == 1) or (
            len(addresses) == 1 and "" not in next(iter(addresses))
        )


def read_register(name: str, ids: tuple[str, ...], ledger: Ledger) -> BriefRegister:
    """Read a store by its name, services as of today.

    Raises ``InputError`` where it lacks one of the points, ``StoreError``.
    """
    today = date.today()
    with open_named(name) as store:
        info, points, facts = store.info, store.rows("service_point"), read_facts(store, today)
        profiles = _last_profiles(store)
    by_id = {row["id"]: row for row in points}
    missing = [key for key in ids if key not in by_id]
    if missing:
        raise InputError(_NOT_THERE.format(ids=", ".join(missing), store=say(info.title)))
    unplaced = [key for key in ids if not by_id[key]["geom"]]
    if unplaced:
        raise InputError(_NO_POSITION.format(ids=", ".join(unplaced)))
    rows = _had_today(points, frozenset(ids), ledger)
    note_other_days(ledger, "STORE", facts, today)
    spots = [QgsGeometry.fromWkt(row["geom"]).asPoint() for row in rows]
    lonlat = np.array([(spot.x(), spot.y()) for spot in spots], dtype=np.float64).reshape(-1, 2)
    place = {row["id"]: i for i, row in enumerate(rows)}
    members = tuple(place[key] for key in ids)
    ledger.read_rows("STORE", {"service_point": rows}, say(info.title), len(rows))
    hours = read_hours([rows[i]["hours"] for i in members], ids, ledger)
    return BriefRegister(info, rows, lonlat, members, tuple(hours), facts, profiles)


def in_language(row: Row, stem: str) -> str:
    """Return the text of a record in the person's language, else in the other one."""
    first, second = ("fr", "en") if language() == "fr" else ("en", "fr")
    return text_of(row.get(f"{stem}_{first}")) or text_of(row.get(f"{stem}_{second}"))


def code_words(domain: str, codes: object) -> str:
    """Return codes in words, with semicolons between them; empty when there are none."""
    known = load_schema().domains[domain].by_code
    items = codes if isinstance(codes, (list, tuple)) else [codes] if codes else []
    return "; ".join(say(known[code].label) if code in known else str(code) for code in items)


def _had_today(points: list[Row], members: frozenset[str], ledger: Ledger) -> tuple[Row, ...]:
    """Return the points that people have today, the members in any case; note the others."""
    channels = {row["channel"] for row in points if row["id"] in members}

    def out(code: str, reason: str, rows: list[Row]) -> set[str]:
        ids = [row["id"] for row in rows if row["id"] not in members]
        ledger.exclude("STORE", code, reason, [], count=len(ids))
        return set(ids)

    left_out = out("unplaced", tr("without a position"), [row for row in points if not row["geom"]])
    gone = [row for row in points if row["status"] in _GONE and row["id"] not in left_out]
    left_out |= out("not_open", tr("permanently closed or planned"), gone)
    other = [row for row in points if row["channel"] not in channels and row["id"] not in left_out]
    left_out |= out("other_channel", tr("of another channel"), other)
    return tuple(sorted((row for row in points if row["id"] not in left_out), key=lambda row: row["id"]))


def _last_profiles(store: Store) -> dict[str, Row]:
    rows = sorted(store.rows("point_profile"), key=lambda row: row["reporting_year"] or "")
    return {row["point_id"]: row for row in rows}


_NOT_THERE = Text(
    "The store “{store}” has no service point {ids}. The pairs were found in another store or in a layer of "
    "another origin: choose the store that they come from, or find the pairs again.",
    "Le dépôt «\u00a0{store}\u00a0» ne contient pas le point de service {ids}. Les paires proviennent d’un "
    "autre dépôt ou d’une couche d’une autre origine\u00a0: choisissez le dépôt d’où elles viennent, ou "
    "cherchez de nouveau les paires.",
)
_NO_POSITION = Text(
    "The service point {ids} has no position in the store. Give it one, or choose another pair.",
    "Le point de service {ids} n’a pas de position dans le dépôt. Donnez-lui-en une, ou choisissez une autre "
    "paire.",
)
