# SPDX-License-Identifier: GPL-2.0-or-later
"""Open a shared store, or say what is wrong with it and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import overload

from osgeo import gdal, ogr

from ..schema import Schema, load_schema
from . import problems
from .address import PostgisAddress, is_postgis
from .gdal_calls import GdalFailure, gdal_failures, gdal_failures_ignored, layer_of, open_dataset
from .geopackage import GeoPackageStore
from .model import Store
from .triggers import foreign_triggers

_DAMAGED_MARKS = ("malformed", "not a database", "corrupt", "disk image", "truncated")


@overload
def open_store(uri: Path, *, read_only: bool = True) -> GeoPackageStore: ...


@overload
def open_store(uri: str | Path | PostgisAddress, *, read_only: bool = True) -> Store: ...


def open_store(uri: str | Path | PostgisAddress, *, read_only: bool = True) -> Store:
    """Open a shared store or a working copy.

    ``uri`` is the path of a GeoPackage, or the address of a store in PostgreSQL with PostGIS:
    ``postgresql://user@host/database?schema=casp`` (see ``PostgisAddress``). Raises ``StoreError`` with
    what is wrong and what to do.
    """
    if isinstance(uri, PostgisAddress) or is_postgis(uri):
        # psycopg2 is loaded only where it is needed
        from .postgis import open_postgis_store  # noqa: PLC0415

        address = uri if isinstance(uri, PostgisAddress) else PostgisAddress.parse(str(uri))
        return open_postgis_store(address, read_only=read_only)
    return open_geopackage(uri, read_only=read_only)


def open_geopackage(uri: str | Path, *, read_only: bool = True) -> GeoPackageStore:
    """Open a store or a working copy in a GeoPackage.

    Only GDAL's GeoPackage driver looks at it, so a file of another kind under that name is refused. Raises
    ``StoreError``: no such file, not a GeoPackage, damaged, not a service point store, made for another
    version of the schema, tables or columns missing, positions not in EPSG:4326; to write, also for a file
    that cannot be written or has triggers that are not GDAL's own.
    """
    path = Path(uri)
    if str(uri).startswith("/vsi") or not _is_file(path):
        raise problems.missing_file(uri)
    schema = load_schema()
    dataset = _dataset(path, read_only)
    if _missing(dataset, schema, ["schema_info"]):
        raise problems.no_store(path)
    store = GeoPackageStore(path, schema, read_only=read_only)
    if store.count("schema_info") != 1:
        raise problems.no_store(path)
    version = store.info.schema_version
    if major(version) != major(schema.version):
        raise problems.other_version(path, version, schema.version)
    missing = _missing(dataset, schema, schema.tables)
    if missing:
        raise problems.incomplete(path, missing)
    for table in schema.tables.values():
        if table.geometry and not _in_degrees(layer_of(dataset, table.name)):
            raise problems.other_crs(path, table)
    triggers = [] if read_only else foreign_triggers(dataset)
    if triggers:
        raise problems.with_triggers(path, triggers)
    return store


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name no file can have
        return False


def _tables(dataset: gdal.Dataset) -> set[str]:
    """Return the real tables. A view or a virtual table in the place of one could run anything, for ever."""
    names: set[str] = set()
    with gdal_failures_ignored():
        found = dataset.ExecuteSQL("SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0")
        names = {line.GetField(0) for line in found}
        dataset.ReleaseResultSet(found)
    return names


def _in_degrees(layer: ogr.Layer) -> bool:
    """Return whether a layer says that its coordinates are WGS 84 degrees: they are taken as they stand."""
    crs = layer.GetSpatialRef()
    return crs is not None and crs.GetAuthorityCode(None) == "4326"


def _dataset(path: Path, read_only: bool) -> gdal.Dataset:
    dataset = None
    details = ""
    try:
        with gdal_failures():
            dataset = open_dataset(path, gdal.OF_READONLY if read_only else gdal.OF_UPDATE)
    except GdalFailure as error:
        details = str(error)
    if dataset is not None and not details:
        return dataset
    if any(mark in details for mark in _DAMAGED_MARKS):
        raise problems.damaged(path, details)
    readable = None
    with gdal_failures_ignored():
        readable = open_dataset(path, gdal.OF_READONLY)
    if readable is not None:
        raise problems.read_only_file(path, details)
    raise problems.no_geopackage(path, details)


def _missing(dataset: gdal.Dataset, schema: Schema, names: Iterable[str]) -> list[str]:
    """Return the tables, and the columns of the tables that are there, which the store lacks."""
    missing, tables = [], _tables(dataset)
    for name in names:
        layer = layer_of(dataset, name) if name in tables else None
        if layer is None:
            missing.append(name)
            continue
        definition = layer.GetLayerDefn()
        present = {definition.GetFieldDefn(i).GetName() for i in range(definition.GetFieldCount())}
        present.add(layer.GetGeometryColumn())
        missing += [
            f"{name}.{field.name}" for field in schema.tables[name].fields if field.name not in present
        ]
    return missing


def major(version: object) -> str:
    """Return the part of a version that two stores must share."""
    return str(version).split(".", maxsplit=1)[0]
