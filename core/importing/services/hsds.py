# SPDX-License-Identifier: GPL-2.0-or-later
"""Publications in HSDS 3 as JSON: the pages of an API (``page``, ``total_pages``), or one file.

Nested objects become columns with the path as their name: ``organization.name``, ``addresses.1.city``,
``phones.2.number``; of each list as many objects are taken as ``MOST_ITEMS``, and what is more is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from requests.compat import urlsplit

from ..hsds_model import LISTS_CUT, MOST_ITEMS
from ..table import Remark, SourceTable
from .client import Client
from .json_answer import Document, count, get_document, member, objects
from .problems import unexpected
from .rows import Page, Record, read_pages
from .shapes import from_values

_MOST_LEVELS = 6
_SERVICE = "HSDS 3"


def read_hsds(client: Client, url: str, *, page_size: int = 100) -> SourceTable:
    """Return the records at an address of the API (``…/locations``, ``…/service_at_locations``) or a file.

    A record's position is its own ``longitude`` and ``latitude``, or those of its ``location``. Raises
    ``ServiceError`` and ``Cancelled``.
    """
    cut: set[str] = set()
    table = read_pages(client, url, "hsds", _pages(client, url, page_size, cut))
    if not cut:
        return table
    remark = Remark("lists_cut", LISTS_CUT.format(count=len(cut), most=MOST_ITEMS), _lines(table, cut))
    return replace(table, remarks=(*table.remarks, remark))


def _pages(client: Client, url: str, size: int, cut: set[str]) -> Iterator[Page]:
    number, is_file = 1, urlsplit(url).path.lower().endswith(".json")
    while True:
        params = None if is_file else {"page": number, "per_page": size}
        document = get_document(client, url, params, service=_SERVICE)
        things = document.get("contents")
        if not isinstance(things, list):
            raise unexpected(url, _SERVICE, str(document)[:200])
        records = [_record(each, cut) for each in objects(things)]
        yield Page(records, count(document.get("total_items")))
        pages = count(document.get("total_pages"))
        if is_file or not records or pages is None or number >= pages:
            return
        number += 1


def _record(thing: Document, cut: set[str]) -> Record:
    key = thing.get("id")
    values: dict[str, object] = {}
    if _flatten(thing, "", values, _MOST_LEVELS) and isinstance(key, str):
        cut.add(key)
    place = thing if "longitude" in thing else thing.get("location")
    position, shape = from_values(member(place, "longitude"), member(place, "latitude"))
    return Record(values, position, key if isinstance(key, str) else None, shape)


def _flatten(thing: Mapping[str, object], prefix: str, values: dict[str, object], levels: int) -> bool:
    """Write an object's members under their paths; return whether a list was too long for that."""
    cut = False
    for name, value in thing.items():
        path = f"{prefix}{name}"
        if isinstance(value, dict) and levels:
            cut |= _flatten(value, f"{path}.", values, levels - 1)
        elif isinstance(value, list) and levels and len(objects(value)) == len(value):
            cut |= len(value) > MOST_ITEMS
            for number, item in enumerate(value[:MOST_ITEMS], 1):
                cut |= _flatten(item, f"{path}.{number}.", values, levels - 1)
        elif isinstance(value, list) and value and all(isinstance(item, str) for item in value):
            values[path] = ";".join(value)  # a set of codes in ``x_casp``
        else:
            values[path] = value
    return cut


def _lines(table: SourceTable, ids: set[str]) -> tuple[int, ...]:
    column = table.columns.get("id", ())
    return tuple(int(line) for line, value in zip(table.lines, column) if value in ids)
