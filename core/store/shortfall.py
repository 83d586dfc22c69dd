# SPDX-License-Identifier: GPL-2.0-or-later
"""What a store lacks of the shared schema, and whether that is because it is of an older minor version.

Versions are those of the schema: a minor one adds optional fields, tables, codes and rules, and takes nothing
away. So a store of a newer minor version has all that this program knows, and one of an older can be given
what it lacks (``upgrade``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..schema import Field, Schema, Table
from .model import Row
from .seeds import code_lines

_MOST_DIGITS = 6
CODE = ("domain", "code")
"""What tells the lines of the code lists apart."""


@dataclass(frozen=True)
class Shortfall:
    """What a store lacks; nothing of a whole one."""

    tables: tuple[Table, ...] = ()
    fields: tuple[tuple[Table, Field], ...] = ()
    codes: tuple[tuple[str, str], ...] = ()
    others: tuple[str, ...] = ()
    """What no version explains: a column that the store keeps for itself, or one of another kind."""

    def __bool__(self) -> bool:
        return bool(self.names)

    @property
    def names(self) -> list[str]:
        """What is missing: tables, columns with their table, codes with their list."""
        return [
            *self.others,
            *(table.name for table in self.tables),
            *(f"{table.name}.{field.name}" for table, field in self.fields),
            *(f"{domain}={code}" for domain, code in self.codes),
        ]

    def is_additive(self) -> bool:
        """Return whether a minor version may have added all of it: no column that is a key or required."""
        return not self.others and all(_is_optional(table, field) for table, field in self.fields)


def shortfall(
    schema: Schema, columns: Mapping[str, Collection[str]], *, others: Iterable[str] = ()
) -> Shortfall:
    """Return the tables and columns of the schema that are not among the ``columns`` by table."""
    tables = tuple(table for table in schema.tables.values() if table.name not in columns)
    fields = tuple(
        (table, field)
        for table in schema.tables.values()
        if table.name in columns
        for field in table.fields
        if field.name not in columns[table.name]
    )
    return Shortfall(tables, fields, others=tuple(others))


def missing_codes(schema: Schema, rows: Iterable[Mapping[str, Any]]) -> tuple[tuple[str, str], ...]:
    """Return the codes of the schema that the store's code lists (``domain_value``) lack."""
    known = {(row["domain"], row["code"]) for row in rows}
    wanted = [(line["domain"], line["code"]) for line in code_lines(schema)]
    return tuple(each for each in wanted if each not in known)


def changed_lines(schema: Schema, rows: Iterable[Mapping[str, object]]) -> tuple[list[Row], list[Row]]:
    """Return the lines of the code lists that a store lacks, and those that it has otherwise.

    Lines of codes that the schema does not know are the store's own.
    """
    known = {tuple(row[name] for name in CODE): row for row in rows}
    missing, changed = [], []
    for line in code_lines(schema):
        row = known.get(tuple(line[name] for name in CODE))
        if row is None:
            missing.append(line)
        elif any(row.get(name) != value for name, value in line.items()):
            changed.append(line)
    return missing, changed


def is_older(version: object, schema: Schema) -> bool:
    """Return whether a store's version is an earlier one of the same major version than the schema's."""
    found, known = _numbers(version), _numbers(schema.version)
    return found is not None and known is not None and found[0] == known[0] and found < known


def _numbers(version: object) -> tuple[int, ...] | None:
    parts = str(version).split(".")
    if not all(part.isascii() and part.isdigit() and len(part) <= _MOST_DIGITS for part in parts):
        return None
    return tuple(map(int, parts))


def _is_optional(table: Table, field: Field) -> bool:
    is_key = field.unique or any(field.name in columns for columns in table.unique)
    return not (field.required or field.is_geometry or is_key)
