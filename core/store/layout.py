# SPDX-License-Identifier: GPL-2.0-or-later
"""A GeoPackage's tables, value lists, indexes and views, made from the shared schema."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from osgeo import gdal, ogr, osr

from ..schema import Domain, Field, Schema, Table
from .gdal_calls import Failures, GdalFailure, execute, layer_of, sql_text
from .views import CREATE_VIEWS, REGISTER_VIEWS

OGR_TYPES = {
    "uuid": (ogr.OFTString, ogr.OFSTNone),
    "text": (ogr.OFTString, ogr.OFSTNone),
    "int": (ogr.OFTInteger64, ogr.OFSTNone),
    "real": (ogr.OFTReal, ogr.OFSTNone),
    "bool": (ogr.OFTInteger, ogr.OFSTBoolean),
    "date": (ogr.OFTDate, ogr.OFSTNone),
    "datetime": (ogr.OFTDateTime, ogr.OFSTNone),
    "set": (ogr.OFTString, ogr.OFSTJSON),
    "json": (ogr.OFTString, ogr.OFSTJSON),
}
"""Field type → type and subtype of its column."""

_GEOMETRIES = {"point": ogr.wkbPoint, "multipolygon": ogr.wkbMultiPolygon, None: ogr.wkbNone}
_UUID_WIDTH = 36
_NO_LIMIT = 2_147_483_647  # GDAL has no open-ended range; this is a 32-bit form field's own end
_IDENTIFIER = re.compile(r"^[a-z][a-z0-9_]*$")


def build_layout(dataset: gdal.Dataset, schema: Schema, failures: Failures) -> None:
    """Create everything but the rows in an empty GeoPackage."""
    for domain in schema.domains.values():
        _add_domain(dataset, domain)
    create_tables(dataset, schema.tables.values(), failures)
    dataset.FlushCache()  # the tables' dates are on file before the views copy one
    for statement in (*CREATE_VIEWS, *REGISTER_VIEWS):
        execute(dataset, statement)
        failures.check()


def create_tables(dataset: gdal.Dataset, tables: Iterable[Table], failures: Failures) -> None:
    """Add tables with their columns, then their indexes."""
    for table in tables:
        _create_table(dataset, table)
        failures.check()
        for columns, unique in _indexes(table):
            _create_index(dataset, table.name, columns, unique)
            failures.check()


def add_column(dataset: gdal.Dataset, table: Table, field: Field, failures: Failures) -> None:
    """Add a column to a table that has records, whose value in it is null whatever its default is."""
    layer = layer_of(dataset, table.name)
    if layer is None:
        raise GdalFailure(table.name)
    failures.check(layer.CreateField(_definition(dataset, table, field)))
    if field.default is not None:  # with which SQLite has filled it
        execute(dataset, " ".join(("UPDATE", quoted(table.name), "SET", quoted(field.name), "= NULL")))
        failures.check()
    for columns, unique in _indexes(table):
        if columns == (field.name,):
            _create_index(dataset, table.name, columns, unique)
            failures.check()


def quoted(identifier: str) -> str:
    """Return a table or column name for a statement. Only names the schema can contain pass."""
    if _IDENTIFIER.match(identifier) is None:
        raise ValueError(identifier)
    return f'"{identifier}"'


def _add_domain(dataset: gdal.Dataset, domain: Domain) -> None:
    labels = {value.code: f"{value.label.en} / {value.label.fr}" for value in domain.values}
    title = f"{domain.label.en} / {domain.label.fr}"
    dataset.AddFieldDomain(
        ogr.CreateCodedFieldDomain(domain.name, title, ogr.OFTString, ogr.OFSTNone, labels)
    )


def _create_table(dataset: gdal.Dataset, table: Table) -> None:
    options = ["FID=fid", f"IDENTIFIER={table.name}", f"DESCRIPTION={table.label.en} / {table.label.fr}"]
    srs = None
    geometry = next((field for field in table.fields if field.is_geometry), None)
    if geometry is not None:
        srs = osr.SpatialReference()
        srs.ImportFromEPSG(4326)
        options += [
            f"GEOMETRY_NAME={geometry.name}",
            f"GEOMETRY_NULLABLE={'NO' if geometry.required else 'YES'}",
        ]
    layer = dataset.CreateLayer(table.name, srs, _GEOMETRIES[geometry.type if geometry else None], options)
    if layer is None:
        return
    for field in table.attribute_fields:
        layer.CreateField(_definition(dataset, table, field))


def _definition(dataset: gdal.Dataset, table: Table, field: Field) -> ogr.FieldDefn:
    kind, subtype = OGR_TYPES[field.type]
    definition = ogr.FieldDefn(field.name, kind)
    definition.SetSubType(subtype)
    definition.SetNullable(not field.required)
    definition.SetUnique(field.unique)
    if field.type == "uuid":
        definition.SetWidth(_UUID_WIDTH)
    elif field.type == "text" and field.max_length:
        definition.SetWidth(field.max_length)
    default = _default(field)
    if default is not None:
        definition.SetDefault(default)
    domain = _domain_name(dataset, table, field)
    if domain is not None:
        definition.SetDomainName(domain)
    if hasattr(definition, "SetComment"):  # GDAL 3.7 and later
        definition.SetComment(f"{field.label.en} / {field.label.fr}")
    return definition


def _default(field: Field) -> str | None:
    """Return the column's default as SQL text, which is what OGR takes."""
    if field.type == "datetime" and field.required and field.readonly:
        # The steward's side writes it. A row added in a working copy needs some value to be saved.
        return "CURRENT_TIMESTAMP"
    if field.default is None:
        return None
    if isinstance(field.default, bool):
        return str(int(field.default))
    if isinstance(field.default, int):
        return str(field.default)
    text = field.default if isinstance(field.default, str) else json.dumps(field.default)
    return sql_text(text)


def _domain_name(dataset: gdal.Dataset, table: Table, field: Field) -> str | None:
    """Return the name of the field's value list or range, after adding the range; a set has neither."""
    if field.type == "set":
        return None
    if field.domain is not None:
        return field.domain
    if field.minimum is None and field.maximum is None:
        return None
    name = f"range_{table.name}_{field.name}"
    kind, subtype = OGR_TYPES[field.type]
    least = -_NO_LIMIT if field.minimum is None else field.minimum
    most = _NO_LIMIT if field.maximum is None else field.maximum
    title = f"{field.label.en} / {field.label.fr}"
    dataset.AddFieldDomain(
        ogr.CreateRangeFieldDomain(name, title, kind, subtype, float(least), True, float(most), True)
    )
    return name


def _indexes(table: Table) -> list[tuple[tuple[str, ...], bool]]:
    """Return (columns, unique). Single unique columns have their index from the table itself."""
    indexes: list[tuple[tuple[str, ...], bool]] = [(columns, True) for columns in table.unique]
    for field in table.attribute_fields:
        wanted = field.references is not None or field.name in ("entity_id", "site_id")
        if wanted and field.type != "set" and not field.unique:
            indexes.append(((field.name,), False))
    return indexes


def _create_index(dataset: gdal.Dataset, table: str, columns: tuple[str, ...], unique: bool) -> None:
    name = quoted("_".join(("idx", table, *columns)))
    listed = ", ".join(map(quoted, columns))
    kind = "UNIQUE INDEX" if unique else "INDEX"
    execute(dataset, f"CREATE {kind} {name} ON {quoted(table)} ({listed})")
