# SPDX-License-Identifier: GPL-2.0-or-later
"""Benchmark inputs as GeoPackages: written once, outside the repository, and used again.

Writing happens in whatever process asks; a folder appears only when it is complete.
"""

from __future__ import annotations

import json
import os
import shutil
import struct
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from . import bulk, country, country_people, country_places, dimacs, networks
from .networks import FloatArray

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data"
OTTAWA = DATA / "ottawa"
NEW_YORK = DATA / "scale"
FORMAT = 1
"""Part of every folder's name: raise it when what is written changes."""

POINT_COUNTS = (10, 30, 100, 300, 1000, 3000)
COUNTRY_POINT_COUNTS = (100, 300, 1000, 3000, 10_000, 20_000)
EDGES_PER_UNIT = 4
_LINE, _POINT = 2, 1


class DataMissingError(Exception):
    """Data the project does not ship are not there; the text says which and where they belong."""


@dataclass(frozen=True)
class Inputs:
    """The files of one network, and the parameters by which both sides understand them."""

    folder: Path
    one_way: bool

    @property
    def roads(self) -> str:
        return str(self.folder / "roads.gpkg")

    @property
    def population(self) -> str:
        return str(self.folder / "population.gpkg")

    def points(self, count: int) -> str:
        return str(self.folder / f"points_{count}.gpkg")

    def facts(self) -> dict[str, int]:
        """Return what was counted when the files were written: edges, nodes, units."""
        return dict(json.loads((self.folder / "facts.json").read_text(encoding="utf-8")))


def cache_folder() -> Path:
    """Return the folder for generated inputs: that of scripts/common.sh, outside the repository."""
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return Path(os.environ.get("SERVICE_POINTS_CACHE") or base / "service-points") / "bench"


def street_inputs(edges: int, inner: int) -> Inputs:
    """Return the files of a generated street grid, written if they are not there yet."""

    def write(folder: Path) -> None:
        net = networks.street_grid(edges, inner)
        attributes = (net.speed_kmh.tolist(), ["BFT"[code] for code in net.one_way.tolist()])
        write_layer(folder / "roads.gpkg", networks.EPSG, _lines(net.vertices), _ROADS, zip(*attributes))
        _write_places(folder, net.node_xy, len(net), networks.EPSG)

    return Inputs(_made(f"street_{edges}_{inner}", write), one_way=True)


def country_inputs(edges: int) -> Inputs:
    """Return the files of a generated country (``country``), written if they are not there yet."""

    def write(folder: Path) -> None:
        write_country(folder, country.country(edges), COUNTRY_POINT_COUNTS)

    return Inputs(_made(f"country_{edges}", write), one_way=True)


def write_country(folder: Path, land: country.Country, point_counts: Sequence[int]) -> None:
    """Write the roads, the blocks, the service points of every count, and what was counted."""
    speed, way = np.array(country.SPEEDS_KMH, np.int64), np.array([b"B", b"F", b"T"])
    columns = {"speed": speed[land.road_class], "dir": way[land.one_way]}
    bulk.write_lines(folder / "roads.gpkg", country_places.EPSG, land.vertices, columns)
    codes = np.array([each.code for each in country_places.PROVINCES], "S")
    who = country_people.blocks(land)
    columns = {"people": who.people, "province": codes[who.province]}
    bulk.write_points(folder / "population.gpkg", country_places.EPSG, who.xy, columns)
    for count in point_counts:
        places = country_people.points(who, count)
        government = np.array(country_people.GOVERNMENTS, "S")[places.government]
        columns = {"pid": np.arange(count), "province": codes[places.province], "government": government}
        bulk.write_points(folder / f"points_{count}.gpkg", country_places.EPSG, places.xy, columns)
    facts = {
        "edges": len(land),
        "nodes": len(land.node_xy),
        "units": len(who.xy),
        "people": int(who.people.sum()),
        "settlements": len(land.places),
        "without_road": int((land.places.group > country_places.ISLAND).sum()),
    }
    (folder / "facts.json").write_text(json.dumps(facts), encoding="utf-8")


def new_york_inputs() -> Inputs:
    """Return New York's files; raises ``DataMissingError`` without the DIMACS files."""
    names = ("USA-road-d.NY.gr.gz", "USA-road-t.NY.gr.gz", "USA-road-d.NY.co.gz")
    _need(*(NEW_YORK / name for name in names))

    def write(folder: Path) -> None:
        net = dimacs.read_network(*(NEW_YORK / name for name in names))
        lines = np.stack([net.node_lonlat[net.tail], net.node_lonlat[net.head]], axis=1)
        attributes = ((speed, "B") for speed in net.speed_kmh.tolist())
        write_layer(folder / "roads.gpkg", 4326, _lines(lines), _ROADS, attributes)
        _write_places(folder, net.node_lonlat, len(net.tail), 4326)

    return Inputs(_made("new_york", write), one_way=True)


def ottawa_inputs() -> Inputs:
    """Return Ottawa's roads with speeds (without the Transitway), its 18 provincial and federal points and
    its blocks; raises ``DataMissingError`` without the data."""
    _need(OTTAWA / "roads.gpkg", OTTAWA / "service_points.csv", OTTAWA / "dissemination_blocks.gpkg")
    return Inputs(_made("ottawa", _write_ottawa), one_way=False)


_ROADS = (("speed", "real"), ("dir", "text"))


def _write_places(folder: Path, node_xy: FloatArray, edges: int, epsg: int) -> None:
    """Write service points of every count, and a population unit for every four edges."""
    plane = _to_metres(node_xy) if epsg == 4326 else None
    xy = plane[0] if plane else node_xy
    scale = plane[1] if plane else np.ones(2)
    for count in POINT_COUNTS:
        places = networks.service_points(xy, count) / scale
        ids = ((index,) for index in range(count))
        write_layer(folder / f"points_{count}.gpkg", epsg, _points(places), (("pid", "integer"),), ids)
    units = edges // EDGES_PER_UNIT
    places, people = networks.population(xy, units)
    rows = ((each,) for each in people.tolist())
    write_layer(folder / "population.gpkg", epsg, _points(places / scale), (("people", "real"),), rows)
    facts = {"edges": edges, "nodes": len(node_xy), "units": units}
    (folder / "facts.json").write_text(json.dumps(facts), encoding="utf-8")


def _to_metres(lonlat: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return positions in nearly metres, only to spread places evenly, and the metres in a degree."""
    scale = 111_320.0 * np.array([np.cos(np.radians(lonlat[:, 1].mean())), 1.0])
    return lonlat * scale, scale


def _write_ottawa(folder: Path) -> None:
    from osgeo import gdal  # noqa: PLC0415

    gdal.UseExceptions()
    options = ["X_POSSIBLE_NAMES=longitude", "Y_POSSIBLE_NAMES=latitude", "KEEP_GEOM_COLUMNS=NO"]
    csv = gdal.OpenEx(str(OTTAWA / "service_points.csv"), gdal.OF_VECTOR, open_options=options)
    gdal.VectorTranslate(
        str(folder / "points_18.gpkg"),
        csv,
        dstSRS="EPSG:4326",
        srcSRS="EPSG:4326",
        where="order_of_government IN ('provincial','federal')",
        layerName="points",
    )
    presets = json.loads((ROOT / "resources/presets/speeds.json").read_text(encoding="utf-8"))["presets"]
    preset = next(each for each in presets if each["id"] == "statcan_rnf")
    by_class = {code: group["kmh"] for group in preset["classes"] for code in group["codes"]}
    whens = " ".join(f"WHEN '{code}' THEN {speed}" for code, speed in by_class.items() if speed)
    closed = ", ".join(f"'{code}'" for code, speed in by_class.items() if speed is None)
    source = gdal.OpenEx(str(OTTAWA / "roads.gpkg"), gdal.OF_VECTOR | gdal.OF_READONLY)
    written = gdal.VectorTranslate(
        str(folder / "roads.gpkg"),
        source,
        SQLStatement=f"SELECT *, CASE CAST(CLASS AS TEXT) {whens} ELSE 50 END AS speed "
        f'FROM "{source.GetLayer(0).GetName()}" WHERE CAST(CLASS AS TEXT) NOT IN ({closed})',
        SQLDialect="SQLITE",
        layerName="roads",
    )
    edges = written.GetLayer(0).GetFeatureCount()
    del written
    shutil.copyfile(OTTAWA / "dissemination_blocks.gpkg", folder / "population.gpkg")
    (folder / "facts.json").write_text(json.dumps({"edges": edges}), encoding="utf-8")


def _need(*paths: Path) -> None:
    missing = [path.name for path in paths if not path.is_file()]
    if missing:
        where = Path("..") / paths[0].parent.relative_to(ROOT.parent)
        raise DataMissingError(f"skipped: {', '.join(missing)} not in {where}")


def _made(name: str, write: Callable[[Path], None]) -> Path:
    """Return the cached folder ``name``, filled by ``write`` when it is not there yet."""
    folder = cache_folder() / f"{name}_v{FORMAT}"
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        partial = Path(tempfile.mkdtemp(prefix=f"{name}.", dir=folder.parent))
        try:
            write(partial)
            partial.rename(folder)
        finally:
            shutil.rmtree(partial, ignore_errors=True)
    return folder


def _lines(vertices: FloatArray) -> Iterator[bytes]:
    """Yield LineString WKB of lines (m, k, 2)."""
    header = struct.pack("<BII", 1, _LINE, vertices.shape[1])
    packed = np.ascontiguousarray(vertices, dtype="<f8")
    return (header + packed[index].tobytes() for index in range(len(packed)))


def _points(xy: FloatArray) -> Iterator[bytes]:
    """Yield Point WKB of positions (k, 2)."""
    header = struct.pack("<BI", 1, _POINT)
    packed = np.ascontiguousarray(xy, dtype="<f8")
    return (header + packed[index].tobytes() for index in range(len(packed)))


def write_layer(
    path: Path,
    epsg: int,
    geometries: Iterable[bytes],
    fields: Sequence[tuple[str, str]],
    rows: Iterable[Sequence[object]],
) -> None:
    """Write one layer, named as the file; ``geometries`` are WKB of one type, ``fields`` (name, type)."""
    from osgeo import gdal, ogr, osr  # noqa: PLC0415

    gdal.UseExceptions()
    types = {"real": ogr.OFTReal, "integer": ogr.OFTInteger, "text": ogr.OFTString}
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(epsg)
    kind = ogr.wkbLineString if path.stem == "roads" else ogr.wkbPoint
    source = gdal.GetDriverByName("GPKG").Create(str(path), 0, 0, 0, gdal.GDT_Unknown)
    layer = source.CreateLayer(path.stem, crs, kind)
    for name, type_name in fields:
        layer.CreateField(ogr.FieldDefn(name, types[type_name]))
    definition = layer.GetLayerDefn()
    source.StartTransaction()
    for wkb, row in zip(geometries, rows):
        feature = ogr.Feature(definition)
        feature.SetGeometryDirectly(ogr.CreateGeometryFromWkb(wkb))
        for index, value in enumerate(row):
            feature.SetField(index, value)
        layer.CreateFeature(feature)
    source.CommitTransaction()
    del feature, layer, source
