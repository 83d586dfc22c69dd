# SPDX-License-Identifier: GPL-2.0-or-later
"""Open a shared store, or say what is wrong with it and what to do."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import overload

from osgeo import gdal, ogr

from ..schema import Schema, load_schema
from . import problems
from .address import PostgisAddress, is_postgis
from .gdal_calls import GdalFailure, gdal_failures, gdal_failures_ignored, layer_of, open_dataset
from .geopackage import GeoPackageStore
from .model import Store
from .shortfall import CODE, Shortfall, is_older, missing_codes, shortfall
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
    that cannot be written or has triggers that are not GDAL's own. It is an ``OutdatedStoreError`` where
    ``upgrade_store`` brings what is missing.
    """
    store, version, lacks = examined(uri, read_only=read_only)
    if lacks:
        known, is_copy = load_schema().version, store.has("working_copy")
        raise problems.outdated(store.path, version, known, lacks.names, is_copy=is_copy)
    return store


def examined(uri: str | Path, *, read_only: bool) -> tuple[GeoPackageStore, str, Shortfall]:
    """Open a file as ``open_geopackage`` does, be it of an older version; return that and what it lacks."""
    path = Path(uri)
    if str(uri).startswith("/vsi") or not _is_file(path):
        raise problems.missing_file(uri)
    schema = load_schema()
    dataset = _dataset(path, read_only)
    columns = _columns(dataset, schema)
    if not {"store_id", "schema_version"} <= columns.get("schema_info", set()):
        raise problems.no_store(path)
    store = GeoPackageStore(path, schema, read_only=read_only)
    versions = [row["schema_version"] for row in store.rows("schema_info", columns=["schema_version"])]
    if len(versions) != 1:
        raise problems.no_store(path)
    version = str(versions[0])
    if major(version) != major(schema.version):
        raise problems.other_version(path, version, schema.version)
    lacks = shortfall(schema, columns)
    if is_older(version, schema) and lacks.is_additive():
        lacks = replace(lacks, codes=missing_codes(schema, store.rows("domain_value", columns=CODE)))
    elif lacks:
        raise problems.incomplete(path, lacks.names)
    for table in schema.tables.values():
        if table.geometry and table.name in columns and not _in_degrees(layer_of(dataset, table.name)):
            raise problems.other_crs(path, table)
    triggers = [] if read_only else foreign_triggers(dataset)
    if triggers:
        raise problems.with_triggers(path, triggers)
    return store, version, lacks


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


def _columns(dataset: gdal.Dataset, schema: Schema) -> dict[str, set[str]]:
    """Return the columns of the schema's tables that are there."""
    found, tables = {}, _tables(dataset)
    for name in schema.tables:
        layer = layer_of(dataset, name) if name in tables else None
        if layer is not None:
            definition = layer.GetLayerDefn()
            found[name] = {definition.GetFieldDefn(i).GetName() for i in range(definition.GetFieldCount())}
            found[name].add(layer.GetGeometryColumn())
    return found


def major(version: object) -> str:
    """Return the part of a version that two stores must share."""
    return str(version).split(".", maxsplit=1)[0]
