# SPDX-License-Identifier: GPL-2.0-or-later
"""Tables of the schema as columns of CSV files, and as Table Schemas (Frictionless) that describe them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..schema import Field, Table, load_schema
from ..spreadsheet import inert
from ..store import Row
from .publication import Publication

FILES: Mapping[str, str] = {
    "organization": "organizations",
    "service_point": "points",
    "service": "services",
    "service_at_point": "services_at_points",
    "phone": "phones",
    "call_centre": "call_centres",
    "closure": "closures",
    "service_area": "service_areas",
    "external_id": "external_ids",
    "source": "sources",
    "jurisdiction": "jurisdictions",
    "taxonomy_term": "categories",
    "domain_value": "code_lists",
    "holiday": "holidays",
}
"""Table → file without its suffix, in the order of the package."""

SET_SEPARATOR = ";"
_TYPES = {
    "uuid": "string",
    "text": "string",
    "int": "integer",
    "real": "number",
    "bool": "boolean",
    "date": "date",
    "datetime": "datetime",
    "set": "string",
    "json": "string",
    "multipolygon": "string",
}
_FREE_OF_FORMULAS = ("int", "real", "bool", "date", "datetime", "uuid")
_PHONE_SIGNS = frozenset("+0123456789")


@dataclass(frozen=True)
class Column:
    """One column: what it is called, how a row's value is written, and what Table Schema says of it."""

    name: str
    cell: Callable[[Row], str]
    described: Mapping[str, Any]


def columns_of(publication: Publication, table: Table) -> list[Column]:
    """Return the columns of a table: its published fields; a position is ``longitude`` and ``latitude``."""
    columns: list[Column] = []
    for field in table.fields:
        if field.publish and field.type == "point":
            columns += [_degrees(field, "longitude", 0, 180), _degrees(field, "latitude", 1, 90)]
        elif field.publish:
            columns.append(Column(field.name, _cell(field), _described(publication, table, field)))
    return columns


def table_schema(columns: Sequence[Column], table: Table) -> dict[str, Any]:
    """Return the Table Schema of a table: fields, primary key, foreign keys within the package."""
    described: dict[str, Any] = {"fields": [dict(column.described) for column in columns]}
    if table.key in table.by_name:
        described["primaryKey"] = table.key
    keys = [_foreign_key(table, field) for field in table.fields if field.publish]
    found = [key for key in keys if key is not None]
    if found:
        described["foreignKeys"] = found
    described["missingValues"] = [""]
    return described


def _foreign_key(table: Table, field: Field) -> dict[str, Any] | None:
    if field.references is None or field.type == "set" or field.references[0] not in FILES:
        return None
    other, column = field.references
    resource = "" if other == table.name else FILES[other]  # "" is the table itself
    return {"fields": field.name, "reference": {"resource": resource, "fields": column}}


def _described(publication: Publication, table: Table, field: Field) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": field.name,
        "type": _TYPES[field.type],
        "title": f"{field.label.en} / {field.label.fr}",
    }
    if field.type == "set":
        described["description"] = "Codes separated by “;” / Codes séparés par «\u00a0;\u00a0»"
    elif field.type == "multipolygon":
        described["description"] = "WKT, EPSG:4326"
    constraints = _constraints(publication, table, field)
    return {**described, "constraints": constraints} if constraints else described


def _constraints(publication: Publication, table: Table, field: Field) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if field.required:
        found["required"] = True
    if field.unique or field.name == table.key:
        found["unique"] = True
    if field.domain is not None and field.type == "text":
        known = publication.codes(field.domain)
        rows = publication.rows[table.name] if load_schema().domains[field.domain].open else []
        others = sorted({row[field.name] for row in rows if row[field.name] is not None} - set(known))
        found["enum"] = [*known, *others]
    if field.type in ("int", "real") and field.minimum is not None:
        found["minimum"] = field.minimum
    if field.type in ("int", "real") and field.maximum is not None:
        found["maximum"] = field.maximum
    return found


def _cell(field: Field) -> Callable[[Row], str]:
    name = field.name
    if field.type == "set":
        return lambda row: inert(SET_SEPARATOR.join(row[name] or ()))
    if field.type == "bool":
        return lambda row: "" if row[name] is None else str(row[name]).lower()
    if field.type in _FREE_OF_FORMULAS:
        return lambda row: "" if row[name] is None else str(row[name])
    return lambda row: _text(row[name])


def _text(value: str | None) -> str:
    """A telephone number may begin with ``+``: digits behind it are a number to a spreadsheet, at worst."""
    if value is None or (value[:1] == "+" and len(value) > 1 and _PHONE_SIGNS.issuperset(value)):
        return value or ""
    return inert(value)


def _degrees(field: Field, name: str, place: int, most: int) -> Column:
    def cell(row: Row) -> str:
        wkt = row[field.name]
        return "" if wkt is None else str(wkt[7:-1].split(" ")[place])

    words = {"longitude": "Longitude (WGS 84)", "latitude": "Latitude (WGS 84)"}
    described = {"name": name, "type": "number", "title": words[name]}
    return Column(name, cell, {**described, "constraints": {"minimum": -most, "maximum": most}})
