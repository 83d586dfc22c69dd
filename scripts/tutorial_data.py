# SPDX-License-Identifier: GPL-2.0-or-later
"""The layers of the tutorial, made from Ottawa's open data in ``../shared/data/ottawa``.

Three things are done that a planner would do by hand: service points get an identifier that people can read,
their address is the civic number and street alone, so that two ways to write it are one; and blocks get the name
and the rurality of their neighbourhood (a join on ``ONS_ID``).
"""

from __future__ import annotations

import csv
import re
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import plugin_package
from qgis.core import (
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsFeatureRequest,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsPointXY,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QVariant

DATA = plugin_package.ROOT.parent / "shared" / "data" / "ottawa"
POINT_FIELDS = ("id", "name", "type", "order_of_government", "organization", "address")
SHORT = {
    "ServiceOntario Centres": "ServiceOntario",
    "Land Registry Offices": "Land Registry",
    "Small Business Enterprise Centres": "Enterprise Centre",
    "Service Canada Centre (inferred)": "Service Canada",
    "ESDC-occupied federal office": "ESDC",
    "Public library": "Library",
}
"""What a point is called, with its street, where the name in the data is an address or very long."""


def make_layers(folder: Path) -> dict[str, Path]:
    """Write counters, places, libraries, blocks, roads and the register; return their files by name."""
    folder.mkdir(parents=True, exist_ok=True)
    names = ("counters", "places", "libraries", "blocks", "roads", "register")
    files = {name: folder / f"{name}.gpkg" for name in names}
    places = list(read_places())
    _write_points(files["places"], places)
    _write_points(files["counters"], (row for row in places if row["order_of_government"] != "municipal"))
    _write_points(files["libraries"], (row for row in places if row["type"] == "Public library"))
    _write_blocks(files["blocks"])
    shutil.copyfile(DATA / "roads.gpkg", files["roads"])
    sys.path.insert(0, str(plugin_package.ROOT / "benchmarks"))
    from ottawa_store import build  # noqa: PLC0415  (it loads the store's code)

    files["register"].unlink(missing_ok=True)
    build(files["register"])
    return files


def read_places() -> Iterator[dict[str, Any]]:
    """Read the 153 points, each with an identifier that is its name or its kind and street."""
    with (DATA / "service_points.csv").open(encoding="utf-8", newline="") as stream:
        records = list(csv.DictReader(stream))
    names = [_name(record) for record in records]
    often, seen = Counter(names), Counter()
    for record, name in zip(records, names):
        seen[name] += 1
        yield {
            "id": name if often[name] == 1 else f"{name} ({seen[name]})",
            "name": name,
            "type": record["type"],
            "order_of_government": record["order_of_government"],
            "organization": record["owner"],
            "address": _street(record),
            "lonlat": (float(record["longitude"]), float(record["latitude"])),
        }


def _name(record: dict[str, str]) -> str:
    """Return the kind and street of a counter, “Library” and its name, or the name alone."""
    kind = SHORT.get(record["type"])
    if kind is None or record["type"] == "Public library":
        return " ".join([*([kind] if kind else []), *record["name_en"].split()])
    return f"{kind} {_street(record)}"


def _street(record: dict[str, str]) -> str:
    return " ".join(record["address"].split(",")[0].split())


def _write_points(target: Path, rows: Iterable[dict[str, Any]]) -> None:
    fields = QgsFields()
    for name in POINT_FIELDS:
        fields.append(QgsField(name, QVariant.String))
    with _Writer(target, fields, QgsWkbTypes.Type.Point) as writer:
        for row in rows:
            geometry = QgsGeometry.fromPointXY(QgsPointXY(*row["lonlat"]))
            writer.add([row[name] for name in POINT_FIELDS], geometry)


def _write_blocks(target: Path) -> None:
    """Write the blocks with people, their neighbourhood and its rurality."""
    profile = _layer("neighbourhood_profile.gpkg")
    request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
    areas = {
        area["ONS_ID"]: (_title(area["ONS_Name"]), area["rurality"]) for area in profile.getFeatures(request)
    }
    blocks = _layer("dissemination_blocks.gpkg")
    fields = QgsFields()
    for name, kind in (
        ("DBUID", QVariant.String),
        ("population", QVariant.Double),
        ("neighbourhood", QVariant.String),
        ("rurality", QVariant.String),
    ):
        fields.append(QgsField(name, kind))
    with _Writer(target, fields, QgsWkbTypes.Type.MultiPolygon) as writer:
        for block in blocks.getFeatures():
            values = [block["DBUID"], block["dbpop2021"], *areas[block["ONS_ID"]]]
            writer.add(values, block.geometry())


def _title(name: str) -> str:
    """Return “EDWARDS - CARLSBAD SPRINGS” as people write it."""
    return re.sub(r"[^\W\d_]+", lambda word: word.group().capitalize(), name).replace(" - ", "–")


def _layer(name: str) -> QgsVectorLayer:
    layer = QgsVectorLayer(str(DATA / name), name, "ogr")
    if not layer.isValid():
        raise FileNotFoundError(DATA / name)
    return layer


class _Writer:
    """A GeoPackage layer in longitude and latitude, named after its file; closed on leaving."""

    def __init__(self, target: Path, fields: QgsFields, kind: QgsWkbTypes.Type) -> None:
        target.unlink(missing_ok=True)
        options = QgsVectorFileWriter.SaveVectorOptions()
        options.driverName, options.layerName = "GPKG", target.stem
        lonlat = _layer("dissemination_blocks.gpkg").crs()
        self.sink = QgsVectorFileWriter.create(
            str(target), fields, kind, lonlat, QgsCoordinateTransformContext(), options
        )
        if self.sink.hasError() != QgsVectorFileWriter.WriterError.NoError:
            raise OSError(self.sink.errorMessage())
        self.fields = fields

    def __enter__(self) -> _Writer:
        return self

    def add(self, values: list[Any], geometry: QgsGeometry) -> None:
        feature = QgsFeature(self.fields)
        feature.setAttributes(values)
        feature.setGeometry(geometry)
        if not self.sink.addFeature(feature):
            raise OSError(self.sink.errorMessage())

    def __exit__(self, *_: object) -> None:
        self.sink.flushBuffer()
        del self.sink
