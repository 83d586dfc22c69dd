# SPDX-License-Identifier: GPL-2.0-or-later
"""The layers that a service offers, for a person to choose from."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from ...text import Text
from ...web.addresses import redacted
from .client import Client, with_params
from .json_answer import get_document, member, objects
from .problems import ServiceError, said, unexpected

MOST = 5_000
_OPENING = re.compile(r"<(?:\w{1,20}:)?FeatureType[\s>]")
_CLOSING = re.compile(r"</(?:\w{1,20}:)?FeatureType\s?>")
_NAME = re.compile(r"<(?:\w{1,20}:)?Name(?:\s[^<>]{0,300})?>([^<>]{1,300})<")
_TITLE = re.compile(r"<(?:\w{1,20}:)?Title(?:\s[^<>]{0,300})?>([^<>]{1,500})<")
_CAPABILITIES = re.compile(r"<(?:\w{1,20}:)?WFS_Capabilities\b")
_NOTHING = Text(
    "“{url}” answers, and offers no layer. Check the address with the publisher.",
    "«\u00a0{url}\u00a0» répond, mais n’offre aucune couche. Vérifiez l’adresse auprès de l’éditeur.",
)


class Offered(NamedTuple):
    """A layer by its name, which asks for it, and its title, which people read."""

    name: str
    title: str


def offered_by_ogc_api(client: Client, url: str) -> list[Offered]:
    """Return the collections of an OGC API. Raises ``ServiceError`` and ``Cancelled``."""
    path, mark, query = url.partition("?")
    address = with_params(f"{path.rstrip('/')}/collections{mark}{query}", {"f": "json"})
    document = get_document(client, address, service="OGC API Features")
    if not isinstance(document.get("collections"), list):
        raise unexpected(url, "OGC API Features", str(document)[:200])
    found = (
        (each.get("id"), each.get("title"))
        for each in objects(document["collections"])
        if each.get("itemType", "feature") == "feature"
    )
    return _offers(url, found)


def offered_by_esri(client: Client, url: str) -> list[Offered]:
    """Return the layers and tables of an ArcGIS service. Raises ``ServiceError`` and ``Cancelled``."""
    document = get_document(client, url, {"f": "json"}, service="ArcGIS (Esri REST)")
    message = member(document, "error", "message")
    if isinstance(message, str):
        raise said(url, message)
    things = objects(document.get("layers")) + objects(document.get("tables"))
    if not things:
        raise unexpected(url, "ArcGIS (Esri REST)", str(document)[:200])
    # a group of layers has layers of its own, and no records
    return _offers(url, ((t.get("id"), t.get("name")) for t in things if not t.get("subLayerIds")))


def offered_by_wfs(client: Client, url: str) -> list[Offered]:
    """Return the feature types of a WFS. Raises ``ServiceError`` and ``Cancelled``.

    XML is not parsed: each feature type is searched for its name and its title.
    """
    answer = client.get(url, {"service": "WFS", "request": "GetCapabilities"})
    text = answer.content.decode("utf-8", "replace")
    if not _CAPABILITIES.search(text[:4000]):
        raise unexpected(url, "WFS", answer.media_type)
    return _offers(url, _types(text))


def _types(text: str) -> Iterator[tuple[str | None, str | None]]:
    place = 0
    while (opening := _OPENING.search(text, place)) is not None:
        closing = _CLOSING.search(text, opening.end())
        if closing is None:
            return
        block = text[opening.end() : closing.start()]
        name, title = _NAME.search(block), _TITLE.search(block)
        place = closing.end()
        yield name and html.unescape(name[1]), title and html.unescape(title[1])


def _offers(url: str, found: Iterator[tuple[object, object]]) -> list[Offered]:
    offers: list[Offered] = []
    for name, title in found:
        if isinstance(name, str) and name.strip() and len(offers) < MOST:
            shown = title if isinstance(title, str) and title.strip() else name
            offers.append(Offered(name.strip(), " ".join(shown.split())[:200]))
    if not offers:
        raise ServiceError(_NOTHING.format(url=redacted(url)))
    return offers
