# SPDX-License-Identifier: GPL-2.0-or-later
"""Where a result comes from: kept in the layer's metadata and, in a GeoPackage, in a table beside it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

from osgeo import gdal, ogr
from qgis.core import Qgis, QgsMapLayer, QgsProcessingContext, QgsProviderRegistry, QgsVectorLayer

from ..core.errors import InputError
from ..core.store.gdal_calls import (
    GdalFailure,
    gdal_failures,
    gdal_failures_ignored,
    layer_of,
    open_dataset,
)
from ..core.text import Text
from ..host.language import tr
from ..host.resources import plugin_version
from ..layers.origin import PROPERTY, origin_in, origin_of
from .ledger import Ledger
from .recorded import recorded_parameters
from .wording import moment_text

if TYPE_CHECKING:
    from .base import SpAlgorithm

TABLE = "service_points_provenance"
_ISO = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True)
class Provenance:
    """How a run was made. ``document`` holds JSON values only."""

    title: str
    document: dict[str, Any]

    @classmethod
    def of(
        cls,
        algorithm: SpAlgorithm,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        ledger: Ledger,
        numbers: dict[str, Any],
    ) -> Provenance:
        """Describe a run of ``algorithm``."""
        document = {
            "algorithm": algorithm.id(),
            "plugin_version": plugin_version(),
            "qgis_version": Qgis.QGIS_VERSION,
            "created_at": datetime.now(timezone.utc).strftime(_ISO),
            "parameters": recorded_parameters(algorithm, parameters, context, algorithm.selections),
            **ledger.as_dict(),
            "numbers": numbers,
        }
        return cls(algorithm.displayName(), document)

    def text(self, output: str) -> str:
        """Return the document as JSON text, for one output."""
        return json.dumps({**self.document, "output": output}, ensure_ascii=False, sort_keys=True)

    def attach_to(self, layer: QgsMapLayer, output: str) -> None:
        """Write the provenance into a layer's metadata and custom property."""
        metadata = layer.metadata()
        metadata.setTitle(layer.name())
        metadata.setType("dataset")
        metadata.setCrs(layer.crs())
        metadata.setAbstract(
            tr("Made by “{title}” of the Service Points plugin {version} on {date}.").format(
                title=self.title,
                version=self.document["plugin_version"],
                date=moment_text(datetime.strptime(self.document["created_at"], _ISO)),
            )
        )
        metadata.setHistory(self.history())
        metadata.setKeywords({"service_points": [self.document["algorithm"]]})
        layer.setMetadata(metadata)
        layer.setCustomProperty(PROPERTY, self.text(output))

    def history(self) -> list[str]:
        """Return the lines of the metadata's history."""
        document = self.document
        lines = [f"{document['algorithm']} – {document['created_at']} – QGIS {document['qgis_version']}"]
        lines += [
            tr("{parameter}: {name}, features used: {used} of {features}, SHA-256 {hash}").format(
                parameter=item["parameter"],
                name=item["name"],
                used=item["used"],
                features=item["features"],
                hash=item["sha256"],
            )
            for item in document["inputs"]
        ]
        lines += [
            tr("Left out – {parameter}: {count} ({reason})").format(
                parameter=item["parameter"], count=item["count"], reason=item["reason"]
            )
            for item in document["excluded"]
        ]
        lines += [
            f"{name} = {json.dumps(value, ensure_ascii=False)}"
            for name, value in document["parameters"].items()
        ]
        return lines

    def write_to(self, path: Path, layer: str, output: str) -> None:
        """Put a row about ``layer`` into the provenance table of a GeoPackage, in the place of an older one.

        Raises ``InputError`` when the file cannot be written.
        """
        try:
            with gdal_failures() as failures:
                data = open_dataset(path, gdal.OF_UPDATE)
                failures.check(data is None)
                table = _provenance_table(data)
                _forget(table, layer)
                row = ogr.Feature(table.GetLayerDefn())
                row["layer_name"] = layer
                row["algorithm"] = self.document["algorithm"]
                row["created_at"] = self.document["created_at"]
                row["document"] = self.text(output)
                table.CreateFeature(row)
        except GdalFailure as problem:
            raise InputError(_NOT_NOTED.format(path=path), str(problem)) from problem


def kept_origin(layer: QgsVectorLayer) -> dict[str, Any] | None:
    """Return how a layer was made, as the layer itself or its GeoPackage remembers it; else ``None``."""
    if origin_of(layer) is not None or layer.providerType() != "ogr":
        return origin_of(layer)
    parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
    path = Path(parts.get("path") or "")
    name = parts.get("layerName") or path.stem
    if path.suffix.lower() != ".gpkg" or not path.is_file():
        return None
    with gdal_failures_ignored():
        data = open_dataset(path, gdal.OF_READONLY)
        table = layer_of(data, TABLE) if data is not None else None
        texts = [row["document"] for row in table if row["layer_name"] == name] if table is not None else []
    return origin_in(texts[-1]) if texts else None


def forget_layer(data: gdal.Dataset, layer: str) -> None:
    """Remove what the provenance table of a GeoPackage says about a layer that is gone."""
    table = layer_of(data, TABLE)
    if table is not None:
        _forget(table, layer)


def _provenance_table(data: gdal.Dataset) -> ogr.Layer:
    table = layer_of(data, TABLE)
    if table is None:
        table = data.CreateLayer(TABLE, geom_type=ogr.wkbNone)
        for name in ("layer_name", "algorithm", "created_at", "document"):
            table.CreateField(ogr.FieldDefn(name, ogr.OFTString))
    return table


def _forget(table: ogr.Layer, layer: str) -> None:
    for fid in [row.GetFID() for row in table if row["layer_name"] == layer]:
        table.DeleteFeature(fid)


_NOT_NOTED = Text(
    "Where the results come from could not be noted in {path}. Another program may hold the file: close it "
    "there and run again.",
    "La provenance des résultats n’a pas pu être inscrite dans {path}. Un autre programme utilise peut-être "
    "le fichier\u00a0: fermez-le, puis relancez le traitement.",
)
