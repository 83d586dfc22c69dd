# SPDX-License-Identifier: GPL-2.0-or-later
"""The GeoJSON that OGC API Features and WFS answer with."""

from __future__ import annotations

from .json_answer import Document, member, objects
from .problems import other_reference, said, unexpected
from .rows import Record
from .shapes import from_geojson, is_in_degrees


def records_of(url: str, document: Document, service: str) -> list[Record]:
    """Return the features of a collection. Raises ``ServiceError`` for what is none."""
    if document.get("type") != "FeatureCollection" or not isinstance(document.get("features"), list):
        message = document.get("description") or document.get("detail") or document.get("title")
        if isinstance(message, str):  # an exception of OGC API, or a problem of RFC 9457
            raise said(url, message)
        raise unexpected(url, service, str(document)[:200])
    reference = member(document, "crs", "properties", "name")
    if not is_in_degrees(reference):
        raise other_reference(url, reference)
    return [_record(feature) for feature in objects(document["features"])]


def _record(feature: Document) -> Record:
    position, shape = from_geojson(feature.get("geometry"))
    key = feature.get("id")
    properties = feature.get("properties")
    return Record(
        properties if isinstance(properties, dict) else {},
        position,
        key if isinstance(key, str) else None,
        shape,
    )
