# SPDX-License-Identifier: GPL-2.0-or-later
"""What belongs to what in HSDS 3 (schema, section A1): how its tables become the objects of its JSON.

Source: ``datapackage.json`` and ``schema/*.json`` of github.com/openreferral/specification, versions 3.0 and
3.1-dev. What 3.1 adds (``url``, ``unit``, ``service_capacity``) says nothing of a service point.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from ..text import Text

MOST_ITEMS = 10
"""Objects of a list that become columns."""

LISTS_CUT = Text(
    "Records with lists of more than {most} objects: {count}. The first {most} of each are read.",
    "Enregistrements dont une liste compte plus de {most} objets\u00a0: {count}. Les {most} premiers sont "
    "lus.",
)

Record = Literal["location", "service_at_location"]
"""What a row of the table is: a place, or a service offered at a place."""


class Many(NamedTuple):
    """A list of an object: the rows of ``table`` whose ``key`` is its id.

    ``kind`` is the column that says of which table that id is, where rows of several share one table.
    """

    table: str
    key: str
    kind: str | None = None


def _lists(parent: str, **tables: str) -> dict[str, Many]:
    return {name: Many(table, f"{parent}_id") for name, table in tables.items()} | {
        "attributes": Many("attribute", "link_id", "link_entity"),
        "metadata": Many("metadata", "resource_id", "resource_type"),
    }


LISTS: Mapping[str, Mapping[str, Many]] = {
    "location": _lists(
        "location",
        languages="language",
        addresses="address",
        contacts="contact",
        accessibility="accessibility",
        phones="phone",
        schedules="schedule",
    ),
    "service_at_location": _lists(
        "service_at_location", contacts="contact", phones="phone", schedules="schedule"
    ),
    "service": _lists(
        "service",
        languages="language",
        contacts="contact",
        phones="phone",
        schedules="schedule",
        cost_options="cost_option",
        required_documents="required_document",
    ),
    "organization": _lists(
        "organization", contacts="contact", phones="phone", organization_identifiers="organization_identifier"
    ),
    "contact": {"phones": Many("phone", "contact_id")},
    "phone": {"languages": Many("language", "phone_id")},
}
"""Table → the lists that its objects have in JSON."""

OBJECTS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "location": {"organization": ("organization", "organization_id")},
    "service_at_location": {
        "location": ("location", "location_id"),
        "service": ("service", "service_id"),
    },
    "service": {
        "organization": ("organization", "organization_id"),
        "program": ("program", "program_id"),
    },
    "attribute": {"taxonomy_term": ("taxonomy_term", "taxonomy_term_id")},
    "taxonomy_term": {"taxonomy_detail": ("taxonomy", "taxonomy_id")},
}
"""Table → the objects within its objects: their table, and the column with their id."""

TABLES = frozenset(
    {*LISTS, *OBJECTS}
    | {each.table for lists in LISTS.values() for each in lists.values()}
    | {table for parts in OBJECTS.values() for table, _ in parts.values()}
)
_PLURALS = {f"{name}s": name for name in TABLES} | {
    "addresses": "address",
    "taxonomies": "taxonomy",
    "services_at_location": "service_at_location",
}


def table_named(name: str) -> str | None:
    """Return the table that a file is by its name, ``phones`` or ``phone``; ``None`` for others."""
    word = name.strip().lower()
    return word if word in TABLES else _PLURALS.get(word)
