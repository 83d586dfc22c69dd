# SPDX-License-Identifier: GPL-2.0-or-later
"""Write the base layers: roads, dissemination blocks and water, EPSG:3347."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

import numpy as np
from osgeo import gdal, ogr
from service_points.core.store.gdal_calls import file_date, gdal_failures

from .blocks import Block
from .frame import CENTIMETRE, Array, lambert_crs, to_lambert
from .geometry import Line
from .places import BY_KEY, MUNICIPALITIES
from .water import River, Water

FICTIONAL = "Fictional sample, not real data / Exemple fictif, données non réelles"
_ROADS = (
    ("road_id", ogr.OFTString, 8),
    ("name_en", ogr.OFTString, 60),
    ("name_fr", ogr.OFTString, 60),
    ("road_class", ogr.OFTString, 2),
    ("speed_kmh", ogr.OFTInteger, 0),
    ("direction", ogr.OFTString, 8),
)
_BLOCKS = (
    ("dbuid", ogr.OFTString, 11),
    ("name_en", ogr.OFTString, 60),
    ("name_fr", ogr.OFTString, 60),
    ("community", ogr.OFTString, 30),
    ("csduid", ogr.OFTString, 7),
    ("stratum", ogr.OFTString, 10),
    ("population", ogr.OFTInteger, 0),
    ("pop_65plus", ogr.OFTInteger, 0),
    ("low_income", ogr.OFTInteger, 0),
    ("french_speaking", ogr.OFTInteger, 0),
    ("no_car", ogr.OFTInteger, 0),
)
_WATER = (("name_en", ogr.OFTString, 60), ("name_fr", ogr.OFTString, 60))  # fmt: skip

Attributes = Sequence[object]
_HEADER = struct.Struct("<BI")


def write_base(
    path: Path, lines: Sequence[Line], blocks: Sequence[Block], water: Water, now: datetime
) -> None:
    """Write the new file ``path``. The same input and GDAL give the same bytes."""
    with file_date(now), gdal_failures():
        dataset = gdal.GetDriverByName("GPKG").Create(str(path), 0, 0, 0, gdal.GDT_Unknown)
        for name, title, kind, fields, rows in (
            ("roads", "Roads / Routes", ogr.wkbLineString, _ROADS, _roads(lines)),
            ("blocks", "Dissemination blocks / Îlots de diffusion", ogr.wkbPolygon, _BLOCKS, _blocks(blocks)),
            ("water", "Water / Cours et plans d’eau", ogr.wkbPolygon, _WATER, _water(water)),
        ):
            layer = dataset.CreateLayer(
                name, lambert_crs(), kind, [f"IDENTIFIER={title} – Pine River", f"DESCRIPTION={FICTIONAL}"]
            )
            _fill(layer, fields, rows)
        dataset = None


def _fill(
    layer: ogr.Layer, fields: Iterable[tuple[str, int, int]], rows: Iterable[tuple[Attributes, bytes]]
) -> None:
    for field, type_, width in fields:
        definition = ogr.FieldDefn(field, type_)
        definition.SetWidth(width)
        layer.CreateField(definition)
    layer.StartTransaction()
    for values, wkb in rows:
        feature = ogr.Feature(layer.GetLayerDefn())
        for i, value in enumerate(values):
            feature.SetField(i, value)
        feature.SetGeometryDirectly(ogr.CreateGeometryFromWkb(wkb))
        layer.CreateFeature(feature)
    layer.CommitTransaction()


def _roads(lines: Sequence[Line]) -> Iterable[tuple[Attributes, bytes]]:
    roads = [line for line in lines if line.way is not None]
    for number, line in enumerate(roads, start=1):
        way = line.way
        values = (f"R{number:05d}", *way.name, str(way.road_class), way.speed, way.direction)
        yield values, _HEADER.pack(1, ogr.wkbLineString) + _points(line.points)


def _blocks(blocks: Sequence[Block]) -> Iterable[tuple[Attributes, bytes]]:
    names = {m.uid: (m.name_en, m.name_fr) for m in MUNICIPALITIES}
    names |= {key: (place.name_en, place.name_fr) for key, place in BY_KEY.items()}
    for block in blocks:
        tag = block.tag
        yield (
            (block.dbuid, *names[tag.community], tag.community, tag.csduid, tag.stratum, block.population,
             block.pop_65plus, block.low_income, block.french_speaking, block.no_car),
            polygon(block.rings),
        )  # fmt: skip


def _water(water: Water) -> Iterable[tuple[Attributes, bytes]]:
    names = ("Heron Lake", "Lac aux Hérons")
    yield names, polygon((to_lambert(water.shore), to_lambert(water.island)))
    for river in water.rivers:
        yield (river.name_en, river.name_fr), polygon((to_lambert(_banks(river)),))


def _banks(river: River) -> Array:
    along = np.gradient(river.line, axis=0)
    normal = np.stack([-along[:, 1], along[:, 0]], axis=1) / np.hypot(along[:, 0], along[:, 1])[:, None]
    widening = np.linspace(0.35, 1.0, len(river.line))[:, None] * river.half_width
    left, right = river.line + normal * widening, river.line - normal * widening
    return np.vstack([left, right[::-1], left[:1]])


def polygon(rings: Sequence[Array]) -> bytes:
    """Well-known binary of a polygon from closed rings, the outside first."""
    return _HEADER.pack(1, ogr.wkbPolygon) + struct.pack("<I", len(rings)) + b"".join(map(_points, rings))


def _points(points: Array) -> bytes:
    return struct.pack("<I", len(points)) + np.round(points, CENTIMETRE).astype("<f8").tobytes()
