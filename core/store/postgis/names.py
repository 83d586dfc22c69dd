# SPDX-License-Identifier: GPL-2.0-or-later
"""The names of constraints, and what each of them is about when the database refuses a record by it."""

from __future__ import annotations

from collections.abc import Iterator

from ...schema import Field, Schema, Table

_LONGEST = 63


def unique_columns(table: Table) -> Iterator[tuple[str, ...]]:
    """Yield every combination of columns that no two records share."""
    yield from ((field.name,) for field in table.attribute_fields if field.unique)
    yield from table.unique


def reference_fields(table: Table) -> Iterator[Field]:
    """Yield the columns that point to one record of another table; a set points to several."""
    yield from (field for field in table.fields if field.references is not None and field.type != "set")


def listed_fields(table: Table, schema: Schema) -> Iterator[Field]:
    """Yield the columns whose values come from a closed list."""
    for field in table.fields:
        if field.domain is not None and not schema.domains[field.domain].open:
            yield field


def constraint(kind: str, table: Table, *columns: str) -> str:
    """Return a constraint's name: ``uq``, ``fk`` or ``ck``, the table, the columns."""
    return "_".join((kind, table.name, *columns))[:_LONGEST]


def meanings(table: Table, schema: Schema) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return the constraints of a table: name → (kind, columns)."""
    named = [("uq", columns) for columns in unique_columns(table)]
    named += [("fk", (field.name,)) for field in reference_fields(table)]
    named += [("ck", (field.name,)) for field in listed_fields(table, schema)]
    return {constraint(kind, table, *columns): (kind, columns) for kind, columns in named}
