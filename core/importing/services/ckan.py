# SPDX-License-Identifier: GPL-2.0-or-later
"""CKAN portals: rows of the datastore, and the files of a data set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from requests.compat import urljoin

from ..table import SourceTable
from .client import Answer, Client
from .json_answer import Document, count, get_document, member, objects
from .problems import ServiceError, said, unexpected
from .rows import Page, Record, read_pages

_SERVICE = "CKAN"
_MOST_IN_PAGE = 32_000  # the portal's own limit, ckan.datastore.search.rows_max


@dataclass(frozen=True)
class Resource:
    """A file or table of a data set, as its portal describes it; texts are empty where it says nothing."""

    id: str
    name: str
    format: str
    language: str
    url: str
    in_datastore: bool


def read_ckan(client: Client, portal: str, resource_id: str, *, page_size: int = 1000) -> SourceTable:
    """Return all rows of a resource that is in a portal's datastore; they have columns and no positions.

    ``portal`` is its address without ``/api``. Raises ``ServiceError`` and ``Cancelled``.
    """
    address = _action(portal, "datastore_search")
    pages = _pages(client, address, resource_id, max(1, min(page_size, _MOST_IN_PAGE)))
    return read_pages(client, f"{address}?resource_id={resource_id}", "ckan", pages, crs=None)


def ckan_resources(client: Client, portal: str, package: str) -> list[Resource]:
    """Return the resources of a data set, by its id or name. Raises ``ServiceError`` and ``Cancelled``."""
    address = _action(portal, "package_show")
    document = get_document(client, address, {"id": package}, service=_SERVICE, failure=_failure)
    return [
        Resource(
            id=_word(each.get("id")),
            name=_word(each.get("name")),
            format=_word(each.get("format")),
            language=_language(each.get("language")),
            url=urljoin(address, _word(each.get("url"))),
            in_datastore=each.get("datastore_active") is True,
        )
        for each in objects(member(document, "result", "resources"))
    ]


def download_resource(client: Client, portal: str, resource: Resource, path: Path) -> Answer:
    """Write a resource's file to ``path``, whole or not at all, wherever the portal says it is.

    A portal of the public web does not get to name an address of a private network. Raises
    ``ServiceError``, ``Cancelled`` and ``OSError``.
    """
    return client.download(resource.url, path, via=_action(portal, "package_show"))


def _pages(client: Client, address: str, resource_id: str, size: int) -> Iterator[Page]:
    got = 0
    while True:
        params = {"resource_id": resource_id, "limit": size, "offset": got, "sort": "_id"}
        document = get_document(client, address, params, service=_SERVICE, failure=_failure)
        result = document.get("result")
        if not isinstance(member(result, "records"), list):
            raise unexpected(address, _SERVICE, str(document)[:200])
        records = [Record(each, key=_key(each)) for each in objects(member(result, "records"))]
        estimated = member(result, "total_was_estimated") is True
        expected = None if estimated else count(member(result, "total"))
        got += len(records)
        yield Page(records, expected)
        if not records or (expected is not None and got >= expected):
            return


def _key(row: Document) -> str | None:
    key = row.get("_id")
    return key if isinstance(key, str) else None


def _action(portal: str, name: str) -> str:
    base = portal.split("#", maxsplit=1)[0].split("?", maxsplit=1)[0].rstrip("/").partition("/api/")[0]
    return f"{base}/api/3/action/{name}"


def _failure(url: str, document: Document) -> ServiceError | None:
    if document.get("success") is True:
        return None
    error = document.get("error")
    return said(url, _word(member(error, "message")) or str(error or document)[:200])


def _language(value: object) -> str:
    """Return a language or several, which portals write as a text or as a list."""
    return ", ".join(map(_word, value)) if isinstance(value, list) else _word(value)


def _word(value: object) -> str:
    return value if isinstance(value, str) else ""
