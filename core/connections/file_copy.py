# SPDX-License-Identifier: GPL-2.0-or-later
"""A file on a web server, as a copy that QGIS opens: GeoJSON and GeoPackage with their shapes, CSV as points.

The bytes decide what a file is, whatever its name, and only GDAL's driver for that kind opens it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import zip_longest
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal, ogr, osr

from ..errors import Cancelled, InputError
from ..file_moves import let_go, remove_left, replace_file
from ..importing.readers import Kind, Preview, ReadOptions, preview, read_file
from ..importing.services import Client
from ..importing.table import SourceTable
from ..progress import SILENT, Progress, check
from ..store.gdal_calls import GdalFailure, gdal_failures
from ..store.problems import unwritable
from ..text import Text
from .copies import TABLE
from .shared_layer import SharedLayer

_SQLITE = b"SQLite format 3\x00"
LAYER_OPTIONS = ["FID=copy_fid", "GEOMETRY_NAME=copy_geom"]
"""Names of a copy's own columns that hardly anybody gives to theirs."""

_DRIVERS = {Kind.GEOJSON: "GeoJSON", Kind.GEOPACKAGE: "GPKG"}
_LONGITUDES = ("longitude", "lon", "long", "lng", "x")
_LATITUDES = ("latitude", "lat", "y")
_EAST, _NORTH = 180.0, 90.0
_STEP = 4_096


def copy_file(client: Client, shared: SharedLayer, part: Path, progress: Progress = SILENT) -> int:
    """Write the layer of a shared file to ``part``, table ``TABLE`` of a GeoPackage; return its records.

    Raises ``ServiceError`` for what does not come, ``InputError`` for what is no such file, is damaged or
    over a limit or has several layers of which none is chosen, ``StoreError`` and ``Cancelled``.
    """
    with _downloaded(client, shared.url, part) as path:
        options = ReadOptions(layer=shared.layer or None)
        seen = preview(path, options, progress, rows=1)
        _check_choice(shared, seen)
        try:
            if seen.kind in _DRIVERS:
                return _translated(path, seen, part, progress)
            return _written(shared, read_file(path, options, progress), part, progress)
        except GdalFailure as error:
            check(progress)
            raise unwritable(part, str(error)) from error


@contextmanager
def _downloaded(client: Client, url: str, part: Path) -> Iterator[Path]:
    path = part.with_name(f"{part.name}.download")
    client.download(url, path)
    try:
        with path.open("rb") as file:
            is_database = file.read(len(_SQLITE)) == _SQLITE
        if is_database:  # readers open a database by its path, which says so
            replace_file(path, path.with_suffix(".gpkg"))
            path = path.with_suffix(".gpkg")
        yield path
    except BaseException as error:
        let_go(error)
        raise
    finally:
        remove_left(path)


def _check_choice(shared: SharedLayer, seen: Preview) -> None:
    names = [choice.name for choice in seen.layers if not choice.is_hidden]
    if not shared.layer and len(names) > 1:
        raise InputError(_SEVERAL.format(host=shared.host, names=", ".join(names[:20])[:1000]))


def _translated(path: Path, seen: Preview, part: Path, progress: Progress) -> int:
    """Copy a layer with its shapes and types, nothing else of its file: no views, triggers or styles."""

    def go_on(fraction: float, *_: object) -> int:
        progress.report(fraction)
        return int(not progress.is_cancelled())

    with gdal_failures() as failures:
        options = ["DATE_AS_STRING=YES"] if seen.kind is Kind.GEOJSON else []
        data = gdal.OpenEx(
            str(path), gdal.OF_VECTOR, allowed_drivers=[_DRIVERS[seen.kind]], open_options=options
        )
        failures.check(data is None)
        is_database = seen.kind is Kind.GEOPACKAGE and seen.layer
        names = [seen.layer if is_database else data.GetLayer(0).GetName()]
        made = gdal.VectorTranslate(
            str(part), data, format="GPKG", layers=names, layerName=TABLE,
            layerCreationOptions=LAYER_OPTIONS, callback=go_on,
        )  # fmt: skip
        if progress.is_cancelled():
            raise Cancelled
        failures.check(made is None)
        count = int(made.GetLayerByName(TABLE).GetFeatureCount())
        del made, data
        return count


def _written(shared: SharedLayer, table: SourceTable, part: Path, progress: Progress) -> int:
    """Write rows as texts, so that leading zeros stay, at their positions."""
    positions = _positions(table) if table.positions is None else table.positions
    if positions is None:
        raise InputError(_NO_POSITIONS.format(host=shared.host, names=", ".join(table.columns)[:500]))
    with gdal_failures() as failures:
        data = ogr.GetDriverByName("GPKG").CreateDataSource(str(part))
        failures.check(data is None)
        degrees = osr.SpatialReference()
        degrees.ImportFromEPSG(4326)
        degrees.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        layer = data.CreateLayer(TABLE, degrees, ogr.wkbPoint, LAYER_OPTIONS)
        for name in unique_columns(table.columns):
            layer.CreateField(ogr.FieldDefn(name, ogr.OFTString))
        layer.StartTransaction()
        for row, (place, values) in enumerate(zip(positions.tolist(), zip_longest(*table.columns.values()))):
            if row % _STEP == 0:
                check(progress)
                progress.report(row / max(1, len(table)))
            layer.CreateFeature(_feature(layer, place, values))
        layer.CommitTransaction()
        failures.check()
        del layer, data
    return len(table)


def _feature(layer: ogr.Layer, place: list[float], values: tuple[str | None, ...]) -> ogr.Feature:
    feature = ogr.Feature(layer.GetLayerDefn())
    for number, value in enumerate(values):
        if value is not None:
            feature.SetField(number, value)
    if np.isfinite(place).all():
        point = ogr.Geometry(ogr.wkbPoint)
        point.SetPoint_2D(0, *place)
        feature.SetGeometryDirectly(point)
    return feature


def unique_columns(names: Iterable[str]) -> list[str]:
    """Return names that a GeoPackage keeps apart: it knows no capital letters in names of columns."""
    made: list[str] = []
    taken = {"copy_fid", "copy_geom"}
    for name in names:
        free, number = name, 1
        while free.casefold() in taken:
            number += 1
            free = f"{name}_{number}"
        taken.add(free.casefold())
        made.append(free)
    return made


def _positions(table: SourceTable) -> NDArray[np.float64] | None:
    """Return longitudes and latitudes (n, 2) from the columns of that name, NaN where there is none."""
    by_name = {name.strip().lower(): name for name in table.columns}
    columns = [
        next((by_name[name] for name in names if name in by_name), None)
        for names in (_LONGITUDES, _LATITUDES)
    ]
    if None in columns or not len(table):
        return None
    found = np.array([[_number(text) for text in table.columns[str(name)]] for name in columns]).T
    outside = (np.abs(found) > (_EAST, _NORTH)).any(axis=1) | ~np.isfinite(found).all(axis=1)
    found[outside] = np.nan
    return None if outside.all() else found


def _number(text: str | None) -> float:
    try:
        return float((text or "").strip().replace(",", "."))
    except ValueError:
        return float("nan")


_SEVERAL = Text(
    "The file of “{host}” has several layers: {names}. Write under “Layer” which one to open.",
    "Le fichier de «\u00a0{host}\u00a0» contient plusieurs couches\u00a0: {names}. Écrivez sous "
    "«\u00a0Couche\u00a0» laquelle ouvrir.",
)
_NO_POSITIONS = Text(
    "The file of “{host}” has no positions: no columns named longitude and latitude, in degrees. Its "
    "columns are: {names}. Ask the publisher for them; a table without positions can only be imported.",
    "Le fichier de «\u00a0{host}\u00a0» ne contient pas de positions\u00a0: aucune colonne nommée longitude "
    "et latitude, en degrés. Ses colonnes sont\u00a0: {names}. Demandez-les à l’éditeur; un tableau sans "
    "positions ne peut être qu’importé.",
)
