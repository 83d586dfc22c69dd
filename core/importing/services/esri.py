# SPDX-License-Identifier: GPL-2.0-or-later
"""Layers and tables of ArcGIS servers (Esri REST): ``…/FeatureServer/0`` and ``…/MapServer/0``.

A server gives at most ``maxRecordCount`` records to a question and says ``exceededTransferLimit`` when there
are more. Pages are asked by ``resultOffset`` in the order of the object ids, or by those ids themselves where
the server cannot page. Errors come with HTTP 200 and an ``error`` member.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

from ...text import Text
from ..table import SourceTable
from .client import Client
from .json_answer import Document, count, get_document, member, objects
from .problems import ServiceError, other_reference, said, unexpected
from .rows import Page, Record, read_pages
from .shapes import from_esri, is_in_degrees

_SERVICE = "ArcGIS (Esri REST)"
_MOST_IN_PAGE = 2000
_MOST_IDS_CHARACTERS = 1500  # of an address that every server and proxy takes
_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
_NO_LAYER = Text(
    "“{url}” is a service with several layers, and nothing says which one. Add the layer’s number to the "
    "address: {layers}.",
    "« {url} » est un service à plusieurs couches, et rien n’indique laquelle. Ajoutez à l’adresse le numéro "
    "de la couche : {layers}.",
)

_CANNOT_PAGE = Text(
    "“{url}” gives only its first records, and has neither pages nor object ids to ask for the others by. "
    "Ask the publisher for the whole data as a file.",
    "« {url} » ne donne que ses premiers enregistrements et n’a ni pages ni identifiants d’objet permettant "
    "de demander les autres. Demandez à l’éditeur l’ensemble des données dans un fichier.",
)


class _Layer:
    """What a server says of a layer, and the questions asked of it."""

    def __init__(
        self, client: Client, url: str, where: str, page_size: int | None, order_by: str | None
    ) -> None:
        self._client, self.url, self._where = client, url, where
        about = get_document(client, url, {"f": "json"}, service=_SERVICE, failure=_failure)
        fields = objects(about.get("fields"))
        if not fields:
            raise _no_layer(url, about)
        types = {field.get("name"): field.get("type") for field in fields}
        ids = [name for name, kind in types.items() if kind == "esriFieldTypeOID"]
        self.id_field = about.get("objectIdField") or (ids[0] if ids else None)
        self.order_by = order_by or self.id_field
        self.dates = {name for name, kind in types.items() if kind == "esriFieldTypeDate"}
        self.can_page = member(about, "advancedQueryCapabilities", "supportsPagination") is True
        most = min(count(about.get("maxRecordCount")) or _MOST_IN_PAGE, _MOST_IN_PAGE)
        self.page_size = max(1, min(page_size or most, most))

    def ask(self, **params: object) -> Document:
        asked = (
            {"f": "json", **params}
            if "objectIds" in params
            else {"f": "json", "where": self._where, **params}
        )
        return get_document(self._client, f"{self.url}/query", asked, service=_SERVICE, failure=_failure)

    def advertised(self) -> int | None:
        """Return how many records the server says there are; ``None`` where it cannot tell."""
        try:
            return count(self.ask(returnCountOnly="true").get("count"))
        except ServiceError:
            return None  # the records themselves may come all the same

    def records(self, **params: object) -> tuple[list[Record], bool]:
        """Return the records of one answer, and whether the server says that it left some out."""
        document = self.ask(outFields="*", outSR=4326, returnGeometry="true", **params)
        if not isinstance(document.get("features"), list):
            raise unexpected(self.url, _SERVICE, str(document)[:200])
        reference = document.get("spatialReference")
        wkid = member(reference, "latestWkid") or member(reference, "wkid")
        if not is_in_degrees(wkid):
            raise other_reference(self.url, wkid)
        found = [self._record(feature) for feature in objects(document["features"])]
        exceeded = document.get("exceededTransferLimit") is True
        return found, exceeded or member(document, "properties", "exceededTransferLimit") is True

    def _record(self, feature: Document) -> Record:
        attributes = feature.get("attributes")
        values = dict(attributes) if isinstance(attributes, dict) else {}
        key = values.get(self.id_field)
        for name in self.dates & values.keys():
            values[name] = _moment(values[name])
        position, shape = from_esri(feature.get("geometry"))
        return Record(values, position, key if isinstance(key, str) else None, shape)


def read_esri(
    client: Client, url: str, *, where: str = "1=1", page_size: int | None = None, order_by: str | None = None
) -> SourceTable:
    """Return all records of a layer or table that meet ``where``, positions in EPSG:4326.

    Moments (milliseconds since 1970 in this protocol) come as ISO 8601 in UTC, everything else as the server
    writes it: codes are not replaced by their labels. Raises ``ServiceError`` and ``Cancelled``.
    """
    layer = _Layer(client, _address(url), where, page_size, order_by)
    pages = _by_offset(layer) if layer.can_page or layer.id_field is None else _by_ids(layer)
    return read_pages(client, layer.url, "esri_rest", pages)


def count_esri(client: Client, url: str, *, where: str = "1=1") -> int | None:
    """Return how many records a layer or table says it has; ``None`` where it does not tell.

    Raises ``ServiceError`` where there is no such layer, or nobody answers, and ``Cancelled``.
    """
    return _Layer(client, _address(url), where, None, None).advertised()


def _address(url: str) -> str:
    plain = url.split("#", maxsplit=1)[0].split("?", maxsplit=1)[0]
    return re.sub(r"/query/?$", "", plain.rstrip("/"))


def _by_offset(layer: _Layer) -> Iterator[Page]:
    expected, got = layer.advertised(), 0
    while True:
        order = {"orderByFields": layer.order_by} if layer.order_by else {}
        paging = {"resultOffset": got, "resultRecordCount": layer.page_size} if layer.can_page else {}
        records, exceeded = layer.records(**order, **paging)
        got += len(records)
        yield Page(records, expected)
        missing = expected is not None and got < expected
        full = expected is None and len(records) >= layer.page_size
        if exceeded and not layer.can_page:
            raise ServiceError(_CANNOT_PAGE.format(url=layer.url))
        if not records or not layer.can_page or not (exceeded or missing or full):
            return


def _by_ids(layer: _Layer) -> Iterator[Page]:
    """Ask for the object ids, then for the records of some at a time."""
    listed = layer.ask(returnIdsOnly="true").get("objectIds")
    ids = (
        sorted({each for each in listed if count(each) is not None}, key=int)
        if isinstance(listed, list)
        else []
    )
    if not ids:
        yield Page([], 0)
    for batch in _batches(ids, layer.page_size):
        left = list(batch)
        while left:
            records, _ = layer.records(objectIds=",".join(left))
            yield Page(records, len(ids))
            came = {record.key for record in records}
            still = [each for each in left if each not in came]
            if len(still) == len(left):
                break  # removed meanwhile, or kept back: the count will tell
            left = still


def _batches(ids: list[str], size: int) -> Iterator[list[str]]:
    batch: list[str] = []
    length = 0
    for each in ids:
        if batch and (len(batch) == size or length + len(each) >= _MOST_IDS_CHARACTERS):
            yield batch
            batch, length = [], 0
        batch.append(each)
        length += len(each) + 3  # a comma takes three characters in an address
    if batch:
        yield batch


def _failure(url: str, document: Document) -> ServiceError | None:
    error = document.get("error")
    if error is None:
        return None
    parts = [member(error, "message"), *(member(error, "details") or [])]
    message = " ".join(each for each in parts if isinstance(each, str)) or str(error)[:200]
    return said(url, message, count(member(error, "code")))


def _no_layer(url: str, about: Document) -> ServiceError:
    things = objects(about.get("layers")) + objects(about.get("tables"))
    if not things:
        return unexpected(url, _SERVICE)
    named = ", ".join(f"/{each.get('id')} ({each.get('name')})" for each in things[:20])
    return ServiceError(_NO_LAYER.format(url=url, layers=named[:1000]))


def _moment(value: object) -> object:
    """Return milliseconds since 1970 as ISO 8601; what is not such a number stays."""
    try:
        moment = _EPOCH + timedelta(milliseconds=int(str(value)[:20]))
    except (ValueError, OverflowError):
        return value
    return moment.isoformat(timespec="milliseconds" if moment.microsecond else "seconds").replace(
        "+00:00", "Z"
    )
