# SPDX-License-Identifier: GPL-2.0-or-later
"""Collections of OGC API Features: ``…/collections/name``, pages by the links called ``next``.

``numberMatched`` is optional (OGC 17-069r4, 7.15.8) and the server's limit on a page its own: only the links
say whether there is more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from requests.compat import urljoin, urlsplit

from ...text import Text
from ..table import SourceTable
from .client import Client, with_params
from .features import records_of
from .json_answer import Document, count, get_document, objects
from .problems import ServiceError
from .rows import Page, read_pages

_SERVICE = "OGC API Features"
_LOOP = Text(
    "The links to the next page of “{host}” lead in a circle. Tell the publisher.",
    "Les liens vers la page suivante de « {host} » tournent en rond. Prévenez l’éditeur.",
)


def read_ogc_features(client: Client, url: str, *, page_size: int = 1000) -> SourceTable:
    """Return all features of a collection, positions in EPSG:4326 (longitude first, as CRS84).

    ``url`` is the collection's or that of its items, with a query of the person's own where there is one.
    Raises ``ServiceError`` and ``Cancelled``.
    """
    items, first = _first(url, page_size)
    return read_pages(client, items, "ogc_api", _pages(client, first))


def count_ogc_features(client: Client, url: str) -> int | None:
    """Return how many features a collection says it has; ``None`` where it does not tell.

    Raises ``ServiceError`` where there is no such collection, or nobody answers, and ``Cancelled``.
    """
    _, first = _first(url, 1)
    document = get_document(client, first, service=_SERVICE)
    records_of(first, document, _SERVICE)
    return count(document.get("numberMatched"))


def _first(url: str, page_size: int) -> tuple[str, str]:
    """Return the address of a collection's items, and that of their first page."""
    path, mark, query = url.split("#", maxsplit=1)[0].partition("?")
    items = path.rstrip("/") if re.search(r"/items/?$", path) else f"{path.rstrip('/')}/items"
    return items, with_params(items + mark + query, {"f": "json", "limit": page_size})


def _pages(client: Client, first: str) -> Iterator[Page]:
    seen: set[str] = set()
    address: str | None = first
    via: str | None = None
    while address is not None:
        if address in seen:
            raise ServiceError(_LOOP.format(host=urlsplit(address).hostname))
        seen.add(address)
        document = get_document(client, address, service=_SERVICE, via=via)
        records = records_of(address, document, _SERVICE)
        yield Page(records, count(document.get("numberMatched")))
        via, address = address, _next(address, document) if records else None


def _next(here: str, document: Document) -> str | None:
    links = [link for link in objects(document.get("links")) if link.get("rel") == "next"]
    links.sort(key=lambda link: "json" not in str(link.get("type", "json")))  # of several formats, this one
    href = links[0].get("href") if links else None
    return str(urljoin(here, href)) if isinstance(href, str) and href else None
