# SPDX-License-Identifier: GPL-2.0-or-later
"""Open a shared store, or say what is wrong with the file and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from osgeo import gdal

from ..schema import Schema, load_schema
from . import problems
from .gdal_calls import GdalFailure, gdal_failures, gdal_failures_ignored, layer_of, open_dataset
from .geopackage import GeoPackageStore

_DAMAGED_MARKS = ("malformed", "not a database", "corrupt", "disk image", "truncated")


def open_store(uri: str | Path, *, read_only: bool = True) -> GeoPackageStore:
    """Open a shared store or a working copy.

    ``uri`` is the path of a GeoPackage. Only GDAL's GeoPackage driver looks at it, so a file of another
    kind under that name is refused. Raises ``StoreError``: no such file, not a GeoPackage, damaged, not a
    service point store, made for another version of the schema, tables or columns missing, not writable.
    """
    path = Path(uri)
    if str(uri).startswith("/vsi") or not path.is_file():
        raise problems.missing_file(uri)
    schema = load_schema()
    dataset = _dataset(path, read_only)
    if layer_of(dataset, "schema_info") is None or _missing(dataset, schema, ["schema_info"]):
        raise problems.no_store(path)
    store = GeoPackageStore(path, schema, read_only=read_only)
    if store.count("schema_info") != 1:
        raise problems.no_store(path)
    version = store.info.schema_version
    if _major(version) != _major(schema.version):
        raise problems.other_version(path, version, schema.version)
    missing = _missing(dataset, schema, schema.tables)
    if missing:
        raise problems.incomplete(path, missing)
    return store


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
    missing = []
    for name in names:
        layer = layer_of(dataset, name)
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


def _major(version: object) -> str:
    return str(version).split(".", maxsplit=1)[0]
