# SPDX-License-Identifier: GPL-2.0-or-later
"""What the shared schema is made of. Every room reads these objects; nobody else parses the file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any

from ..text import Text

AUDIT_FIELDS = ("row_version", "changed_at", "changed_by_submission")
"""Written by the steward's side only; never part of a submission."""

GEOMETRY_TYPES = ("point", "multipolygon")


@dataclass(frozen=True)
class Code:
    """One value of a code list. ``note`` is the list's own remark (a PRUID, a channel, an HSDS word)."""

    code: str
    label: Text
    note: str = ""
    deprecated: bool = False
    replaced_by: str | None = None


@dataclass(frozen=True)
class Domain:
    """A code list. A value outside an ``open`` list is a warning, outside a closed one an error."""

    name: str
    label: Text
    open: bool
    values: tuple[Code, ...]

    @cached_property
    def by_code(self) -> Mapping[str, Code]:
        return MappingProxyType({value.code: value for value in self.values})


@dataclass(frozen=True)
class Field:
    """One column. ``type`` is a key of the schema's ``types``; ``references`` is (table, field)."""

    name: str
    type: str
    label: Text
    required: bool = False
    unique: bool = False
    readonly: bool = False
    publish: bool = True
    domain: str | None = None
    references: tuple[str, str] | None = None
    max_length: int | None = None
    pattern: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    default: Any = None
    merge_group: str | None = None

    @property
    def is_geometry(self) -> bool:
        return self.type in GEOMETRY_TYPES


@dataclass(frozen=True)
class Table:
    """One table. ``key`` is the logical key (``id``, or ``code``/``uid`` in reference tables)."""

    name: str
    label: Text
    module: str
    submittable: bool
    geometry: str | None
    key: str
    fields: tuple[Field, ...]
    unique: tuple[tuple[str, ...], ...] = ()
    checks: tuple[str, ...] = ()

    @cached_property
    def by_name(self) -> Mapping[str, Field]:
        return MappingProxyType({field.name: field for field in self.fields})

    @cached_property
    def attribute_fields(self) -> tuple[Field, ...]:
        """The columns that are not the geometry."""
        return tuple(field for field in self.fields if not field.is_geometry)

    @cached_property
    def exchanged_fields(self) -> tuple[Field, ...]:
        """The columns a submission may carry: all but the audit trio and the key."""
        return tuple(f for f in self.fields if f.name not in AUDIT_FIELDS and f.name != self.key)

    @cached_property
    def exchanged_by_name(self) -> Mapping[str, Field]:
        return MappingProxyType({field.name: field for field in self.exchanged_fields})

    def with_groups(self, names: Iterable[str]) -> list[str]:
        """Return these columns and the others of their merge groups, in the order of the table."""
        found = {member for name in names for member in self._together[name]}
        return sorted(found, key=self._places.__getitem__)

    @cached_property
    def _together(self) -> Mapping[str, list[str]]:
        """Column → the columns of its merge group, or itself alone."""
        groups: dict[str | None, list[str]] = defaultdict(list)
        for field in self.fields:
            groups[field.merge_group].append(field.name)
        return {
            field.name: groups[field.merge_group] if field.merge_group else [field.name]
            for field in self.fields
        }

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {field.name: place for place, field in enumerate(self.fields)}


@dataclass(frozen=True)
class Rule:
    """One validation rule: what it is called, how bad it is, what it tells a person."""

    id: str
    severity: str
    applies_to: str
    test: str
    message: Text


@dataclass(frozen=True)
class MergeGroup:
    """Fields accepted or refused as a whole at merge."""

    name: str
    label: Text
    fields: tuple[str, ...]
    policy: str | None = None


@dataclass(frozen=True)
class Term:
    """One service category of the seed taxonomy."""

    code: str
    name: Text
    parent: str | None = None


@dataclass(frozen=True)
class Schema:
    """The whole shared schema. ``sha256`` identifies the file it was read from."""

    name: str
    title: Text
    version: str
    sha256: str
    tables: Mapping[str, Table]
    domains: Mapping[str, Domain]
    rules: Mapping[str, Rule]
    merge_groups: Mapping[str, MergeGroup]
    taxonomy: tuple[Term, ...]
    patterns: Mapping[str, str]
    types: Mapping[str, Mapping[str, str]]
    submission: Mapping[str, Any]
    postal_first_letter: Mapping[str, Any]
    stale_months: Mapping[str, int]

    @cached_property
    def submittable(self) -> tuple[Table, ...]:
        """The tables a submission may change, in the order changes are applied."""
        return tuple(self.tables[name] for name in self.submission["apply_order"])
