# SPDX-License-Identifier: GPL-2.0-or-later
"""Feature types of WFS 2.0 servers, as GeoJSON, pages by ``count`` and ``startIndex``.

Each request also has the names of WFS 1.1 for the same things (``typeName``, ``maxFeatures``): QGIS Server
(3.22) takes a question in version 2.0.0 for one in 1.1.0, and others ignore what they do not know.

XML is never parsed: of the answer to ``resultType=hits`` and of exception reports, which may come with HTTP
200, the beginning is searched for the one thing it should say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..table import SourceTable
from .client import Answer, Client, Params
from .features import records_of
from .json_answer import count, parsed
from .problems import ServiceError, said, unexpected
from .rows import Page, read_pages

_SERVICE = "WFS 2.0"
_BEGINNING = 4000
_CANNOT_COUNT = (400, 501)
_MATCHED = re.compile(r"(?:numberMatched|numberOfFeatures)\s?=\s?[\"'](\d{1,12})[\"']")
_EXCEPTION = re.compile(r"<(?:\w{1,20}:)?(?:ExceptionReport|ServiceExceptionReport)\b")
_MESSAGE = re.compile(r"<(?:\w{1,20}:)?(?:ExceptionText|ServiceException)\b[^<>]{0,300}>([^<>]{1,1000})<")


def read_wfs(
    client: Client,
    url: str,
    type_name: str,
    *,
    page_size: int = 1000,
    order_by: str | None = None,
    output_format: str = "application/json",
) -> SourceTable:
    """Return all features of a type, positions in EPSG:4326, longitude first.

    ``order_by`` is a property to sort by: a server without one may give a feature in two pages and another
    in none, which is found by their ids where it gives any. Raises ``ServiceError`` and ``Cancelled``.
    """
    params = _asking(type_name)
    data = {**params, "outputFormat": output_format, "srsName": "EPSG:4326"}
    if order_by:
        data["sortBy"] = order_by
    return read_pages(client, url, "wfs", _pages(client, url, params, data, page_size))


def count_wfs(client: Client, url: str, type_name: str) -> int | None:
    """Return how many features of a type a server says there are; ``None`` where it does not tell.

    Raises ``ServiceError`` where nobody answers, not even what the server can do, and ``Cancelled``.
    """
    try:
        answer = client.get(url, _also_in_1_1({**_asking(type_name), "resultType": "hits"}))
    except ServiceError as problem:
        if problem.status not in _CANNOT_COUNT:
            raise
        found = None
    else:
        found = _MATCHED.search(_beginning(answer))
    if found is None:
        client.get(url, {"service": "WFS", "request": "GetCapabilities"}, judge=_exception)
    return int(found[1]) if found else None


def _asking(type_name: str) -> dict[str, object]:
    return {"service": "WFS", "version": "2.0.0", "request": "GetFeature", "typeNames": type_name}


def _pages(client: Client, url: str, params: Params, data: Params, size: int) -> Iterator[Page]:
    expected, got = _hits(client, url, params), 0
    while True:
        page = _also_in_1_1({**data, "count": size, "startIndex": got})
        answer = client.get(url, page, judge=_judge)
        document = parsed(answer, _SERVICE, client.limits)
        records = records_of(answer.url, document, _SERVICE)
        told = count(document.get("numberMatched"))
        expected = told if told is not None else expected
        got += len(records)
        yield Page(records, expected)
        if not records or (expected is not None and got >= expected):
            return


def _hits(client: Client, url: str, params: Params) -> int | None:
    """Return how many features a server says there are; ``None`` where it does not tell."""
    try:
        answer = client.get(url, _also_in_1_1({**params, "resultType": "hits"}), judge=_exception)
    except ServiceError:
        return None  # what matters, the features, is asked for next and its failure is told
    found = _MATCHED.search(_beginning(answer))
    return int(found.group(1)) if found else None


def _also_in_1_1(params: Params) -> Params:
    """Return parameters together with what WFS 1.1 calls some of them."""
    names = {"typeNames": "typeName", "count": "maxFeatures"}
    return {**params, **{old: params[new] for new, old in names.items() if new in params}}


def _judge(answer: Answer) -> ServiceError | None:
    problem = _exception(answer)
    if problem is None and answer.content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] != b"{":
        return unexpected(answer.url, f"{_SERVICE} (GeoJSON)", answer.media_type)
    return problem


def _exception(answer: Answer) -> ServiceError | None:
    beginning = _beginning(answer)
    if not beginning.lstrip("\ufeff \t\r\n").startswith("<") or not _EXCEPTION.search(beginning):
        return None
    message = _MESSAGE.search(beginning)
    return said(answer.url, message.group(1) if message else "ExceptionReport")


def _beginning(answer: Answer) -> str:
    return answer.content[:_BEGINNING].decode("utf-8", "replace")
