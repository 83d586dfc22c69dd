# SPDX-License-Identifier: GPL-2.0-or-later
"""The fields of the register that a source may fill, in the order a person thinks of them."""

from __future__ import annotations

from dataclasses import dataclass

from ..core.importing.profile import BESIDE_FIELDS, NOT_MAPPED
from ..core.schema import Field, load_schema
from ..host.language import say, tr

NEEDED = ("organization", "name_en", "name_fr", "channel", "point_type")
"""What a new point cannot do without; of the two names one is enough."""
_FIRST = (
    *NEEDED,
    *("address", "address_line1", "address_line2", "city", "province", "postal_code"),
    *("latitude", "longitude", "email", "url_en", "url_fr", "languages", "accessibility", "verified_on"),
)
_NO_CONSTANT = ("address", "latitude", "longitude")


@dataclass(frozen=True)
class MappableField:
    """A field by its name in a profile. ``definition`` is the schema's, None for what is beside it."""

    name: str
    label: str
    definition: Field | None = None

    @property
    def is_needed(self) -> bool:
        return self.name in NEEDED

    @property
    def takes_constant(self) -> bool:
        """Whether every row may be given the same value."""
        return self.name not in _NO_CONSTANT


def mappable_fields() -> list[MappableField]:
    """Return the fields, needed ones first, with labels in the person's language."""
    known = load_schema().tables["service_point"]
    names = [name for name in known.exchanged_by_name if name not in NOT_MAPPED]
    names = sorted((*BESIDE_FIELDS, *names), key=lambda name: _FIRST.index(name) if name in _FIRST else 99)
    beside = {
        "address": tr("Address in one piece"),
        "organization": say(known.by_name["organization_id"].label),
        "latitude": tr("Latitude"),
        "longitude": tr("Longitude"),
    }
    return [
        MappableField(name, beside.get(name) or say(known.by_name[name].label), known.by_name.get(name))
        for name in names
    ]


def field_label(name: str) -> str:
    """Return the label of what a mapped table calls a field, a telephone or the hours."""
    if name == "key":
        return tr("Identifier")
    if name == "services":
        return tr("Services")
    if name.startswith("phone."):
        return tr("Telephone ({tag})").format(tag=name.partition(".")[2])
    known = {field.name: field.label for field in mappable_fields()}
    if name in known:
        return known[name]
    field = load_schema().tables["service_point"].by_name.get(name)
    return say(field.label) if field is not None else name
