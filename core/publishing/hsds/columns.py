# SPDX-License-Identifier: GPL-2.0-or-later
"""The tables of the data package: which members of an object are columns, and how a cell is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from ...spreadsheet import FORMULA_STARTS, inert
from ...text import LANGUAGES
from ..json_text import json_text
from .mapping import AREA, CLOSURE, LINK, LOCATION, ORGANIZATION, PHONE, SERVICE, TableMapping

OURS = "casp_"
SET_SEPARATOR = ";"

_SCHEDULE = (
    *("id", "location_id", "service_at_location_id", "valid_from", "valid_to", "timezone", "freq", "byday"),
    *("opens_at", "closes_at", "description", "schedule_link", "attending_type", "notes"),
)
_MEMBERS: Mapping[str, tuple[str, ...]] = {
    "organization": (
        "id",
        "name",
        "alternate_name",
        "description",
        "email",
        "website",
        "parent_organization_id",
    ),
    "service": (
        *("id", "organization_id", "name", "description", "url", "status", "application_process"),
        *("fees_description", "eligibility_description", "assured_date"),
    ),
    "location": (
        *("id", "location_type", "url", "organization_id", "name", "alternate_name", "description"),
        *("transportation", "latitude", "longitude", "external_identifier", "external_identifier_type"),
    ),
    "service_at_location": ("id", "service_id", "location_id", "description"),
    "address": (
        *("id", "location_id", "address_1", "address_2", "city", "state_province", "postal_code", "country"),
        "address_type",
    ),
    "phone": (
        *("id", "location_id", "service_id", "organization_id", "number", "extension", "type", "description"),
    ),
    "language": ("id", "location_id", "phone_id", "name", "code"),
    "accessibility": ("id", "location_id", "description", "details"),
    "contact": ("id", "location_id", "email"),
    "schedule": _SCHEDULE,
    "service_area": ("id", "service_id", "name", "extent", "extent_type"),
    "attribute": ("id", "link_id", "taxonomy_term_id", "link_type", "link_entity", "value", "label"),
    "organization_identifier": (
        "id",
        "organization_id",
        "identifier_scheme",
        "identifier_type",
        "identifier",
    ),
    "taxonomy_term": ("id", "code", "name", "description", "parent_id", "taxonomy", "language"),
    "casp_reference": ("table", "record"),
}
_MAPPINGS = {each.entity: each for each in (ORGANIZATION, SERVICE, LOCATION, LINK, PHONE, CLOSURE, AREA)}
_BESIDE = {"location": ("call_centre", "identifiers")}
FILES: Mapping[str, str] = {
    "organization": "organizations",
    "service": "services",
    "location": "locations",
    "service_at_location": "service_at_location",
    "address": "addresses",
    "phone": "phones",
    "language": "languages",
    "accessibility": "accessibility",
    "contact": "contacts",
    "schedule": "schedules",
    "service_area": "service_areas",
    "attribute": "attributes",
    "organization_identifier": "organization_identifiers",
    "taxonomy_term": "taxonomy_terms",
    "casp_reference": "casp_reference",
}
"""Table → file without its suffix: the names of the specification's data package, and one of ours."""

_CHILDREN: Mapping[str, str] = {
    "addresses": "address",
    "phones": "phone",
    "languages": "language",
    "accessibility": "accessibility",
    "contacts": "contact",
    "schedules": "schedule",
    "service_areas": "service_area",
    "attributes": "attribute",
    "organization_identifiers": "organization_identifier",
}
_REQUIRED: Mapping[str, tuple[str, ...]] = {
    "organization": ("id", "name", "description"),
    "service": ("id", "organization_id", "name", "status"),
    "location": ("id", "location_type"),
    "service_at_location": ("id", "service_id", "location_id"),
    "address": (*("id", "address_1", "city", "state_province", "postal_code", "country", "address_type"),),
    "phone": ("id", "number"),
    "attribute": ("id", "link_id", "taxonomy_term_id", "link_entity"),
    "organization_identifier": ("id", "organization_id", "identifier_type", "identifier"),
    "taxonomy_term": ("id", "name", "description"),
}
_NUMBERS = {
    ("location", "latitude"),
    ("location", "longitude"),
    ("phone", "extension"),
    ("schedule", "timezone"),
}
_DATES = {("schedule", "valid_from"), ("schedule", "valid_to"), ("service", "assured_date")}
_NOTHING: Mapping[str, Any] = {}
_CHILDLESS = frozenset(_CHILDREN.values()) - {"phone"}
_MARKED = FORMULA_STARTS | {"'"}
_KEYS: Mapping[str, str] = {
    "organization_id": "organization",
    "parent_organization_id": "organization",
    "service_id": "service",
    "location_id": "location",
    "service_at_location_id": "service_at_location",
    "phone_id": "phone",
    "taxonomy_term_id": "taxonomy_term",
    "parent_id": "taxonomy_term",
}


def columns_of(entity: str) -> tuple[str, ...]:
    """Return the columns of a table: members of HSDS, then those of ``x_casp`` under ``casp_…``."""
    return (*_MEMBERS[entity], *(OURS + name for name in _ours(entity)))


def rows_of(entity: str, document: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """Yield table and cells of an object and of everything in it."""
    x_casp = document.get("x_casp", _NOTHING)
    cells = [cell(document.get(name)) for name in _MEMBERS[entity]]
    if x_casp:
        cells += [
            cell(x_casp.get(base) if word is None else x_casp.get(base, _NOTHING).get(word))
            for base, word in _paths(entity)
        ]
    else:
        cells += [""] * len(_paths(entity))
    yield entity, cells
    if entity not in _CHILDLESS:
        for member, child in _CHILDREN.items():
            for each in document.get(member, ()):
                yield from rows_of(child, each)
        for each in x_casp.get("service_areas", ()):
            yield from rows_of("service_area", each)


def cell(value: object) -> str:
    """Return a value as a cell. A text of ours that begins with an apostrophe gets another one."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value if value[:1] not in _MARKED else _marked(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return inert(SET_SEPARATOR.join(value))
    return json_text(value) if isinstance(value, (list, dict)) else str(value)


def _marked(text: str) -> str:
    """A telephone number may begin with ``+``: to HSDS it is one as it is, and to a spreadsheet a number."""
    is_number = text[:1] == "+" and text[1:].isdigit()
    return text if is_number else "'" + text


def table_schema(entity: str) -> dict[str, Any]:
    """Return the Table Schema of a table."""
    required = _REQUIRED.get(entity, ("id",) if entity != "casp_reference" else ())
    fields = []
    for name in columns_of(entity):
        kind = "number" if (entity, name) in _NUMBERS else "date" if (entity, name) in _DATES else "string"
        described: dict[str, Any] = {"name": name, "type": kind}
        if name in required:
            described["constraints"] = {"required": True}
        fields.append(described)
    found: dict[str, Any] = {"fields": fields}
    if "id" in _MEMBERS[entity]:
        found["primaryKey"] = "id"
    keys = [
        {"fields": name, "reference": {"resource": "" if other == entity else FILES[other], "fields": "id"}}
        for name, other in _KEYS.items()
        if name in _MEMBERS[entity]
    ]
    return {**found, "foreignKeys": keys} if keys else found


@cache
def _ours(entity: str) -> tuple[str, ...]:
    mapping: TableMapping | None = _MAPPINGS.get(entity)
    if mapping is None:
        return ()
    words = [f"{language}.{base}" for language in LANGUAGES for base in mapping.pairs]
    return (*(each.name for each in mapping.extras), *words, *_BESIDE.get(entity, ("identifiers",)))


@cache
def _paths(entity: str) -> tuple[tuple[str, str | None], ...]:
    """Return where in ``x_casp`` the columns of ours are: a member, or a word of a language."""
    split = [name.partition(".") for name in _ours(entity)]
    return tuple((first, word or None) for first, _, word in split)
