# SPDX-License-Identifier: GPL-2.0-or-later
"""What a visitor sees of one point only: loaded when it is opened, some hundred points at once.

It also holds what a suggestion must repeat: the version of the record and the fields as they were published.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...store import Row
from ..publication import Publication

CHUNK = 250
"""Points in one file of details."""

_SHOWN = (
    *("name_en", "name_fr", "description_en", "description_fr", "address_line1", "address_line2"),
    *("address_note_en", "address_note_fr", "city", "province", "postal_code", "csduid", "geo_method"),
    *(
        "geo_accuracy_m",
        "geo_vintage",
        "geom",
        "url_en",
        "url_fr",
        "email",
        "booking_url_en",
        "booking_url_fr",
    ),
    *("hours", "hours_note_en", "hours_note_fr", "appointment", "accessibility_note_en"),
    *("accessibility_note_fr", "facilities", "status", "status_from", "status_until", "verified_on"),
    *("verified_method", "row_version", "custodian_code"),
)
_PHONE = (
    "id",
    "row_version",
    "kind",
    "number",
    "extension",
    "label_en",
    "label_fr",
    "languages",
    "is_primary",
)
_LINK = (
    "delivery_level",
    "appointment",
    "hours",
    "languages",
    "note_en",
    "note_fr",
    "valid_from",
    "valid_to",
)
_CALL_CENTRE = (
    "coverage",
    "callback",
    "video_relay",
    "interpretation",
    "standard_seconds",
    "standard_percent",
)


def point_detail(publication: Publication, row: Row, places: Mapping[str, int]) -> dict[str, Any]:
    """Return the details of a point; what is not known is left out. ``places`` number the services by id."""
    detail = _given(row, _SHOWN)
    detail["phones"] = [_given(phone, _PHONE) for phone in publication.phones_of(row["id"])]
    detail["services"] = [
        {"service": places[service["id"]], **_given(link, _LINK)}
        for link, service in publication.services_of(row["id"])
    ]
    centre = publication.call_centre_of(row["id"])
    if centre is not None:
        detail["call_centre"] = {
            **_given(centre, _CALL_CENTRE),
            "areas": [_area(publication, code) for code in centre["coverage"] or ()],
        }
    return detail


def _area(publication: Publication, code: str) -> list[str]:
    row = publication.jurisdictions.get(code)
    return [code, code] if row is None else [publication.name(row).en, publication.name(row).fr]


def _given(row: Row, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: row[name] for name in names if row.get(name) not in (None, [])}
