# SPDX-License-Identifier: GPL-2.0-or-later
"""Which table is which object of HSDS, and which field is which of its members. Read both ways."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ...schema import Field, Table, load_schema
from ...text import LANGUAGES

REFERENCE_TABLES = ("jurisdiction", "taxonomy_term", "source", "domain_value", "holiday")
"""Tables that HSDS has no object for, or none with both languages: they are in a file beside, as they are."""

ADDRESS = {
    "address_line1": "address_1",
    "address_line2": "address_2",
    "city": "city",
    "province": "state_province",
    "postal_code": "postal_code",
}
ADDRESS_NEEDS = ("address_line1", "city", "province", "postal_code")
"""HSDS requires these of an address; without one of them the parts stay in ``x_casp``."""


@dataclass(frozen=True)
class TableMapping:
    """One table of ours as one object of HSDS.

    ``members``: field → member that holds its value as it is. ``words``: member → base of the pair of fields
    (``name`` of ``name_en`` and ``name_fr``) that it holds in the language of the edition; both stand in
    ``x_casp`` too. ``elsewhere``: fields that children hold.
    """

    table: str
    entity: str
    members: Mapping[str, str]
    words: Mapping[str, str] = field(default_factory=dict)
    elsewhere: tuple[str, ...] = ()

    @property
    def definition(self) -> Table:
        return load_schema().tables[self.table]

    @cached_property
    def pairs(self) -> tuple[str, ...]:
        """The bases of fields in two languages."""
        names = [each.name for each in self.published]
        return tuple(name[:-3] for name in names if name.endswith("_en") and f"{name[:-3]}_fr" in names)

    @cached_property
    def published(self) -> tuple[Field, ...]:
        return tuple(each for each in self.definition.fields if each.publish)

    @cached_property
    def extras(self) -> tuple[Field, ...]:
        """The fields that stand in ``x_casp`` under their own name."""
        placed = {*self.members, *self.elsewhere}
        placed.update(f"{base}_{language}" for base in self.pairs for language in LANGUAGES)
        return tuple(each for each in self.published if each.name not in placed)


ORGANIZATION = TableMapping(
    "organization",
    "organization",
    {"id": "id", "email": "email", "parent_id": "parent_organization_id"},
    {"alternate_name": "acronym", "website": "url"},
)
LOCATION = TableMapping(
    "service_point",
    "location",
    {"id": "id", "organization_id": "organization_id"},
    {"alternate_name": "alt_name", "description": "description", "transportation": "address_note"},
    ("geom", "languages", "email"),
)
SERVICE = TableMapping(
    "service",
    "service",
    {"id": "id", "organization_id": "organization_id", "verified_on": "assured_date"},
    {
        "description": "description",
        "url": "url",
        "eligibility_description": "eligibility",
        "application_process": "how_to_apply",
        "fees_description": "fee_note",
    },
)
LINK = TableMapping(
    "service_at_point",
    "service_at_location",
    {"id": "id", "service_id": "service_id", "point_id": "location_id"},
    {"description": "note"},
)
PHONE = TableMapping(
    "phone",
    "phone",
    {
        "id": "id",
        "number": "number",
        "point_id": "location_id",
        "organization_id": "organization_id",
        "service_id": "service_id",
    },
    {"description": "label"},
    ("languages",),
)
CLOSURE = TableMapping(
    "closure",
    "schedule",
    {"id": "id", "point_id": "location_id", "from_date": "valid_from", "to_date": "valid_to"},
    {"notes": "reason"},
)
AREA = TableMapping(
    "service_area", "service_area", {"id": "id", "service_id": "service_id"}, {"name": "name"}
)

ATTRIBUTES: Mapping[str, tuple[str, ...]] = {
    "location": ("channel", "point_type", "status", "ol_obligation", "verified_method", "facilities"),
    "service": ("categories", "audience", "fee"),
    "service_at_location": ("delivery_level",),
}
"""Codes that HSDS takes as attributes. They are verbatim in ``x_casp`` too, and read from there."""

PHONE_TYPES = {"short_code": "voice", "toll_free": "voice", "ivr": "voice", "tty": "textphone"}
PHONE_TYPES |= {"vrs": "video", "sms": "text"}

OFFSETS = {
    "America/St_Johns": -3.5,
    "America/Goose_Bay": -4,
    "America/Halifax": -4,
    "America/Moncton": -4,
    "America/Blanc-Sablon": -4,
    "America/Toronto": -5,
    "America/Iqaluit": -5,
    "America/Atikokan": -5,
    "America/Winnipeg": -6,
    "America/Rankin_Inlet": -6,
    "America/Regina": -6,
    "America/Edmonton": -7,
    "America/Yellowknife": -7,
    "America/Dawson_Creek": -7,
    "America/Vancouver": -8,
    "America/Whitehorse": -7,
}
"""Standard time of the schema's zones, in hours: HSDS knows no zones. QGIS on Windows has no zone tables."""
