# SPDX-License-Identifier: GPL-2.0-or-later
"""Q1: what is expected of a service point, and whether it is there, for readers of English and of French.

Expected is what a rule of the schema misses when it is absent (its id stands with the item), and what every
published point needs to be found and used: a telephone, a web page in each language, languages of service,
accessibility, a time zone to read the hours by. What the store cannot be without (an organization, a type, a
status) says nothing about completeness and is not counted. Services are those offered on the day. Each item
counts the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Callable

import numpy as np

from ..network.arrays import BoolArray
from ..progress import SILENT, Progress, check
from ..schema import load_schema
from ..service_days import is_offered
from ..text import Text
from ..validation.position import lonlat_of
from ..validation.register import Register, Row
from ..validation.rules.values import is_empty
from ..validation.wording import pair_label

EN, FR, BOTH = "en", "fr", ""
_EVERY = ("in_person", "call_centre", "digital")
_STAFFED = ("in_person", "call_centre")
_TEXTS = ("description", "address_note", "booking_url", "hours_note", "accessibility_note")
"""Texts that are expected in one language where they are given in the other (as rule L02 has it)."""


@dataclass(frozen=True)
class Item:
    """One thing that is expected. ``language``: whose readers need it, empty for everyone.

    ``label`` does not name the language. ``rule`` misses it when it is absent; empty where no rule does.
    ``expected`` and ``filled`` look at a point.
    """

    name: str
    language: str
    label: Text
    rule: str
    expected: Callable[[Row], bool]
    filled: Callable[[Row], bool]

    @property
    def full_label(self) -> Text:
        """The label with the language."""
        return self.label if not self.language else _IN_LANGUAGE[self.language].format(label=self.label)


@dataclass(frozen=True, eq=False)
class Completeness:
    """Per item (in the order of ``items``): whether it is expected of each point (n,), and missing."""

    items: tuple[Item, ...]
    expected: tuple[BoolArray, ...]
    missing: tuple[BoolArray, ...]

    def missing_of(self, point: int) -> list[Item]:
        """Return what a point lacks."""
        return [item for item, absent in zip(self.items, self.missing) if absent[point]]


def completeness(
    register: Register, points: Sequence[Row], today: date, progress: Progress = SILENT
) -> Completeness:
    """Say of each point what is expected and what is missing ``today``. Raises ``Cancelled``."""
    items = _items(_Facts(register, today))
    expected, missing = [], []
    for done, item in enumerate(items):
        check(progress)
        progress.report(done / len(items))
        wanted = np.array([item.expected(row) for row in points], bool)
        lacking = [is_wanted and not item.filled(row) for row, is_wanted in zip(points, wanted)]
        expected.append(wanted)
        missing.append(np.array(lacking, bool))
    return Completeness(items, tuple(expected), tuple(missing))


class _Facts:
    """What other tables say of points on a day."""

    def __init__(self, register: Register, today: date) -> None:
        self.phones = {row.get("point_id") for row in register.rows("phone")}
        self.territories = {
            row.get("point_id") for row in register.rows("call_centre") if row.get("coverage")
        }
        self.organizations = {row.get("id"): row for row in register.rows("organization")}
        services = {row.get("id"): row for row in register.rows("service") if row.get("status") == "active"}
        self.services: dict[object, list[Row]] = {}
        for link in register.rows("service_at_point"):
            service = services.get(link.get("service_id"))
            if service is not None and is_offered(link, today):
                self.services.setdefault(link.get("point_id"), []).append(service)


def _items(facts: _Facts) -> tuple[Item, ...]:
    label = {f.name: pair_label(f) for f in load_schema().tables["service_point"].fields}
    tables = load_schema().tables
    return (
        Item("position", BOTH, label["geom"], "G01", _by("in_person"), lambda r: bool(lonlat_of(r["geom"]))),
        _field("address_line1", label, "A03", "in_person"),
        _field("postal_code", label, "A03", "in_person"),
        Item("hours", BOTH, _HOURS, "H04", _by(*_STAFFED), _given("hours")),
        Item("timezone", BOTH, label["timezone"], "", lambda r: _has(r, "hours"), _given("timezone")),
        Item(
            "phone",
            BOTH,
            tables["phone"].label,
            "P08",
            _by(*_STAFFED),
            lambda r: r["id"] in facts.phones,
        ),
        _field("languages", label, "", *_EVERY),
        _field("accessibility", label, "", "in_person"),
        Item("services", BOTH, _SERVICES, "X05", _by(*_EVERY), lambda r: bool(facts.services.get(r["id"]))),
        Item(
            "coverage",
            BOTH,
            _TERRITORY,
            "R01",
            _by("call_centre"),
            lambda r: r["id"] in facts.territories,
        ),
        *(item for language in (EN, FR) for item in _texts(language, label, facts)),
    )


def _texts(language: str, label: Mapping[str, Text], facts: _Facts) -> list[Item]:
    name, url = f"name_{language}", f"url_{language}"

    def organization(row: Row) -> bool:
        return _has(facts.organizations.get(row["organization_id"], {}), name)

    def service_names(row: Row) -> bool:
        return all(_has(service, name) for service in facts.services[row["id"]])

    return [
        Item("name", language, label[name], "L02", _by(*_EVERY), _given(name)),
        Item("url", language, label[url], "L02", _by(*_EVERY), _given(url)),
        Item("organization_name", language, _ORGANIZATION, "L02", _by(*_EVERY), organization),
        Item(
            "service_names",
            language,
            _SERVICE_NAMES,
            "L02",
            lambda r: bool(facts.services.get(r["id"])),
            service_names,
        ),
        *(
            Item(
                base,
                language,
                label[f"{base}_{language}"],
                "L02",
                _either(base),
                _given(f"{base}_{language}"),
            )
            for base in _TEXTS
        ),
    ]


def _field(name: str, label: Mapping[str, Text], rule: str, *channels: str) -> Item:
    return Item(name, BOTH, label[name], rule, _by(*channels), _given(name))


def _by(*channels: str) -> Callable[[Row], bool]:
    return lambda row: row["channel"] in channels


def _given(field: str) -> Callable[[Row], bool]:
    return lambda row: _has(row, field)


def _either(base: str) -> Callable[[Row], bool]:
    return lambda row: _has(row, f"{base}_en") or _has(row, f"{base}_fr")


def _has(row: Mapping[str, object], field: str) -> bool:
    return not is_empty(row.get(field))


_HOURS = Text("Opening hours", "Heures d’ouverture")
_SERVICES = Text("Services offered here", "Services offerts ici")
_TERRITORY = Text("Area served by the call centre", "Territoire desservi par le centre d’appels")
_ORGANIZATION = Text("Name of the organization", "Nom de l’organisation")
_SERVICE_NAMES = Text("Names of the services", "Noms des services")
_IN_LANGUAGE = {
    EN: Text("{label} (English)", "{label} (anglais)"),
    FR: Text("{label} (French)", "{label} (français)"),
}
