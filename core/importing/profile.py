# SPDX-License-Identifier: GPL-2.0-or-later
"""An import profile: which column of a source is which field of the register (schema, section E1).

A profile says all there is to say about a source but its rows, so that the next import takes one click.
``profile_parsing`` makes it from JSON.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ..text import Text
from .cleaning.hours_schedules import FIELDS
from .expressions import Expression
from .hsds_model import MOST_ITEMS
from .table import SourceTable

HoursParser = Literal["osm", "en_prose", "fr_prose", "columns", "hsds"]
Missing = Literal["ignore", "flag", "propose_closed"]

BESIDE_FIELDS = ("address", "organization", "latitude", "longitude")
"""What a profile maps beside fields of ``service_point``: a one-string address that fills five fields, the
name of the responsible organization, and degrees as the source writes them."""
NOT_MAPPED = frozenset({"id", "geom", "source_id", "organization_id", "parent_point_id", "site_id", "hours"})
"""Fields of ``service_point`` that no column fills: the import makes them, or a profile has its own place for
them."""


@dataclass(frozen=True)
class Reading:
    """How the source is to be read, where that is not detected. ``where`` is the service's own filter.

    ``member`` is a file inside an archive; ``header_line`` names the columns, 0 where none does.
    """

    encoding: str | None = None
    delimiter: str | None = None
    crs: str | None = None
    where: str | None = None
    page_size: int | None = None
    order_by: str | None = None
    sheet: str | None = None
    member: str | None = None
    header_line: int | None = None


@dataclass(frozen=True)
class Join:
    """A second file with the other language: its columns are named ``prefix`` + name, joined on ``key``.

    ``second_key`` is what the second file calls that column, where it has another name there.
    """

    second_language_file: str
    key: str
    prefix: str = "other."
    second_key: str | None = None

    @property
    def key_of_second(self) -> str:
        return self.second_key or self.key


@dataclass(frozen=True)
class PhoneRule:
    """A telephone of each point: ``number`` gives E.164. ``tag`` stays the same from import to import.

    Only rows that pass ``only`` have it. ``own_extension`` is a column for the extension, beside the number.
    """

    tag: str
    kind: str
    number: Expression
    extension: Expression
    languages: tuple[str, ...] = ()
    own_extension: Expression | None = None
    only: Filter | None = None

    @property
    def parts(self) -> tuple[Expression, ...]:
        """All its expressions."""
        more = (self.own_extension, self.only.value if self.only else None)
        return (self.number, self.extension, *(part for part in more if part is not None))


@dataclass(frozen=True)
class ServiceRule:
    """Services of each point: ``codes`` gives their codes, several of them separated by ``separator``."""

    codes: Expression
    separator: str
    delivery_level: str


@dataclass(frozen=True)
class Filter:
    """Rows that are kept: the value is one of ``among`` (or none of them), or is empty (or not)."""

    value: Expression
    among: frozenset[str] | None
    is_negated: bool


@dataclass(frozen=True)
class Hours:
    """Where the hours are: one column (``osm``, prose) or seven for the days and perhaps one for holidays.

    For ``hsds`` the last of ``columns`` is the name of the list of schedules (``schedules``), those before it
    have hours in OSM syntax, which are preferred.
    """

    parser: HoursParser
    columns: tuple[str, ...]
    holidays: str | None = None
    breaks: tuple[str, ...] = ()

    @property
    def needed(self) -> tuple[str, ...]:
        """All the columns it reads."""
        if self.parser == "hsds":
            return (*self.columns[:-1], *(name for names in self.schedules for name in names))
        return (*self.columns, *((self.holidays,) if self.holidays else ()), *self.breaks)

    @property
    def schedules(self) -> tuple[tuple[str, ...], ...]:
        """The columns of each schedule of HSDS, in the order of ``FIELDS``."""
        numbers = range(1, MOST_ITEMS + 1)
        return tuple(tuple(f"{self.columns[-1]}.{n}.{name}" for name in FIELDS) for n in numbers)


@dataclass(frozen=True)
class Lifecycle:
    """What to do about points that the source has no more, once they lacked in ``after_runs`` imports."""

    missing: Missing = "flag"
    after_runs: int = 2


@dataclass(frozen=True)
class Expectation:
    """What a source of this kind has; ``max_change_share`` (0…1) of changed points asks a person first.

    ``optional_columns`` are read where they are there; a source without them is as good.
    """

    min_rows: int = 1
    required_columns: tuple[str, ...] = ()
    optional_columns: tuple[str, ...] = ()
    max_change_share: float = 0.2


@dataclass(frozen=True)
class Profile:
    """A profile, checked and compiled. ``document`` is the JSON object it was made from.

    ``leftover`` is what of a one-string address became no field: a person has to look at it.
    """

    id: str
    version: int
    title: Text
    publisher: str
    licence: str
    attribution: Text
    kind: str
    url: str | None
    read: Reading
    join: Join | None
    scheme: str
    key: Expression
    constants: Mapping[str, Any]
    fields: Mapping[str, Expression]
    leftover: Expression | None
    phones: tuple[PhoneRule, ...]
    services: tuple[ServiceRule, ...]
    filters: tuple[Filter, ...]
    hours: Hours | None
    lifecycle: Lifecycle
    expect: Expectation
    document: Mapping[str, Any]

    @property
    def columns(self) -> frozenset[str]:
        """The columns that this profile reads."""
        parts = [self.key, *self.fields.values(), *(rule.codes for rule in self.services)]
        parts += [rule.value for rule in self.filters]
        parts += [part for rule in self.phones for part in rule.parts]
        read = frozenset().union(*(part.columns for part in parts))
        return read.union(self.expect.required_columns, self.hours.needed if self.hours else ())

    @property
    def optional(self) -> frozenset[str]:
        """Those of them that a source may lack."""
        of_lists = self.hours.needed if self.hours and self.hours.parser == "hsds" else ()
        return frozenset((*self.expect.optional_columns, *of_lists)).difference(self.expect.required_columns)

    def lacking(self, table: SourceTable) -> tuple[str, ...]:
        """Return the columns it needs that a table has not, sorted: none of them = the profile fits."""
        return tuple(sorted(self.columns.difference(self.optional, table.columns)))
