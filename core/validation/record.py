# SPDX-License-Identifier: GPL-2.0-or-later
"""One record as the rules see it: values of the right type or nothing, and what it belongs to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from ..days import to_date
from ..schema import Field, Table
from ..text import Text
from .position import LonLat, lonlat_of
from .register import Register, Row

_NAMES = (("name_en", "name_fr"), ("title_en", "title_fr"))
_TELLING = ("number", "value", "code", "domain", "on_date")

PRIVATE_TABLES = frozenset(("partnership", "point_profile"))
"""Tables whose every field is unpublished: their records are never public."""


class Record:
    """A row of a table, seen on the day ``today``.

    The accessors return ``None`` (or nothing) for a value of the wrong type: rule R04 reports it, the other
    rules pass it by.
    """

    def __init__(self, register: Register, table: Table, row: Row, today: date) -> None:
        self.register = register
        self.table = table
        self.row = row
        self.today = today
        self._is_placed = False
        self._lonlat: LonLat | None = None

    def text(self, field: str) -> str | None:
        value = self.row.get(field)
        return value if isinstance(value, str) and value.strip() else None

    def day(self, field: str) -> date | None:
        return to_date(self.row.get(field))

    def codes(self, field: str) -> tuple[str, ...]:
        value = self.row.get(field)
        return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()

    @cached_property
    def id(self) -> str:
        """The logical key as text; where a table has none, its unique columns."""
        return key_of(self.table, self.row)

    @property
    def lonlat(self) -> LonLat | None:
        """The position of a point; of another record, that of the point it belongs to."""
        if not self._is_placed:  # remembered by hand: every rule about places asks, and cached_property locks
            self._is_placed = True
            place = self.row if self.table.geometry == "point" else self.point
            self._lonlat = None if place is None else lonlat_of(place.get("geom"))
        return self._lonlat

    @cached_property
    def point(self) -> Row | None:
        """The service point this is or belongs to."""
        if self.table.name == "service_point":
            return self.row
        if self.text("entity_table") == "service_point":
            return self.register.find("service_point", self.row.get("entity_id"))
        return self.register.find("service_point", self.row.get("point_id"))

    @cached_property
    def custodian(self) -> Row | None:
        """The jurisdiction that may change the record."""
        return self.register.find("jurisdiction", self.row.get("custodian_code"))

    @property
    def is_public(self) -> bool:
        """Whether the record may be published: its own visibility, else that of its point."""
        if self.table.name in PRIVATE_TABLES:
            return False
        return self.point is None or self.point.get("visibility") == "public"

    @cached_property
    def name(self) -> Text:
        """What a person calls the record."""
        return called(self.register, self.table, self.row)

    def field(self, name: str) -> Field:
        return self.table.by_name[name]


def key_of(table: Table, row: Mapping[str, object]) -> str:
    """Return the logical key of a row as text; where its table has none, the unique columns."""
    keys: Sequence[str] = (table.key,)
    if table.key not in table.by_name:
        keys = table.unique[0] if table.unique else (table.fields[0].name,)
    return "|".join(str(row.get(key) or "") for key in keys)


def called(register: Register, table: Table, row: Row) -> Text:
    """Return what a person calls a row: its name, number or code, else its point's name, else its id."""
    own = name_of(row)
    if own is not None:
        return own
    for field in _TELLING:
        value = row.get(field)
        if isinstance(value, str) and value.strip():
            return Text(value, value)
    for owners, key in (("service", "service_id"), ("service_point", "point_id")):
        owner = register.find(owners, row.get(key))
        name = None if owner is None else name_of(owner)
        if name is not None:
            return name
    identifier = key_of(table, row)
    return Text(identifier, identifier)


def name_of(row: Mapping[str, object]) -> Text | None:
    """Return the name or title of a row in both languages, one standing in for the other."""
    for pair in _NAMES:
        en, fr = (value if isinstance(value, str) else "" for value in map(row.get, pair))
        if en or fr:
            return Text(en or fr, fr or en)
    return None


def names_of(row: Mapping[str, object]) -> list[str]:
    """Return every name of a service point, for comparing."""
    fields = ("name_en", "name_fr", "alt_name_en", "alt_name_fr")
    return [value for value in map(row.get, fields) if isinstance(value, str) and value]
