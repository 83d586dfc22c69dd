# SPDX-License-Identifier: GPL-2.0-or-later
"""One point as the pages that work without scripts show it, in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from ...hours import HoursError, describe, parse
from ...hours.describe import MONTHS_FR
from ...store import Row
from ...text import Text
from ..publication import Publication
from .hours_table import is_seasonal

_MONTHS_EN = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October"),
    *("November", "December"),
)
_TOLL_FREE = ("800", "822", "833", "844", "855", "866", "877", "888")
_LONG = 12


@dataclass(frozen=True)
class Listed:
    """The sentences and values of one list item; the template escapes them all."""

    id: str
    name: str
    organization: str
    channel: str
    channel_code: str
    status: str
    seasonal: bool
    address: tuple[str, ...]
    phones: tuple[tuple[str, str, str], ...]
    """(kind, number as read, number as dialled)"""
    hours: str
    hours_note: str
    closures: tuple[str, ...]
    services: tuple[str, ...]
    languages: str
    accessibility: str
    url: str
    verified: str
    verified_iso: str
    source: str
    attribution: str


def listed(publication: Publication, row: Row, language: str, words: Mapping[str, Text]) -> Listed:
    """Return a point in one language; the other language stands in where one is missing."""

    def own(name: str) -> str:
        first, second = ("fr", "en") if language == "fr" else ("en", "fr")
        return str(row[f"{name}_{first}"] or row[f"{name}_{second}"] or "")

    def label(domain: str, code: str) -> str:
        return publication.label(domain, code).in_(language)

    organization = publication.organization_of(row)
    said, seasonal = _hours(row["hours"], language)
    source = publication.attribution_of(row)
    return Listed(
        id=row["id"],
        name=publication.name(row).in_(language),
        organization="" if organization is None else publication.name(organization).in_(language),
        channel=label("channel", row["channel"]),
        channel_code=row["channel"],
        status=_status(row, label("status", row["status"]), language, words),
        seasonal=seasonal,
        address=address_lines(row),
        phones=tuple(
            (label("phone_kind", phone["kind"]), _phone(phone, language, words), phone["number"])
            for phone in publication.phones_of(row["id"])
        ),
        hours=said,
        hours_note=own("hours_note"),
        closures=tuple(_closure(publication, each, language) for each in publication.closures_of(row["id"])),
        services=tuple(
            dict.fromkeys(
                publication.name(service).in_(language) for service in publication.offered_at(row["id"])
            )
        ),
        languages=", ".join(label("language", code) for code in row["languages"] or ()),
        accessibility=", ".join(label("accessibility", code) for code in row["accessibility"] or ()),
        url=web_address(own("url")),
        verified=date_text(row["verified_on"], language),
        verified_iso=row["verified_on"] or "",
        source="" if source is None else source.title.in_(language),
        attribution="" if source is None else source.line.in_(language),
    )


def address_lines(row: Mapping[str, Any]) -> tuple[str, ...]:
    """Return an address as it is written on an envelope."""
    city = " ".join(
        filter(None, (row["city"], f"({row['province']})" if row["province"] else "", row["postal_code"]))
    )
    return tuple(filter(None, (row["address_line1"], row["address_line2"], city)))


def web_address(url: str) -> str:
    """Return an address that a page may link to: http or https, else nothing."""
    return url if url.lower().startswith(("https://", "http://")) else ""


def phone_text(number: str) -> str:
    """Return ``613-555-0100``, ``1-800-555-0100`` for a toll-free number, a short code as it is."""
    digits = number.removeprefix("+1")
    if len(number) != _LONG or not digits.isdigit():
        return number
    said = f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"
    return f"1-{said}" if digits.startswith(_TOLL_FREE) else said


def _phone(phone: Row, language: str, words: Mapping[str, Text]) -> str:
    """Return a number with its extension: without it the call ends at a switchboard."""
    said = phone_text(phone["number"])
    extension = phone["extension"]
    return f"{said} {words['extension'].in_(language).format(n=extension)}" if extension else said


def date_text(value: str | None, language: str) -> str:
    """Return a date as a person writes it."""
    if not value:
        return ""
    day = date.fromisoformat(value[:10])
    if language == "fr":
        return f"{'1er' if day.day == 1 else day.day} {MONTHS_FR[day.month - 1]} {day.year}"
    return f"{_MONTHS_EN[day.month - 1]} {day.day}, {day.year}"


@lru_cache(maxsize=4096)
def _hours(text: str | None, language: str) -> tuple[str, bool]:
    if not text:
        return "", False
    try:
        hours = parse(text)
    except HoursError:
        return text, False
    return describe(hours).in_(language), is_seasonal(hours)


def _status(row: Row, label: str, language: str, words: Mapping[str, Text]) -> str:
    """What is said of a point that is not simply open for business; nothing of one that is."""
    if row["status"] == "active":
        return ""
    if row["status_until"]:
        until = words["until_date"].in_(language).format(date=date_text(row["status_until"], language))
        return f"{label} {until}"
    return label


def _closure(publication: Publication, row: Row, language: str) -> str:
    first, last = date_text(row["from_date"], language), date_text(row["to_date"], language)
    when = first if first == last else f"{first} – {last}"
    other = "en" if language == "fr" else "fr"
    reason = row[f"reason_{language}"] or row[f"reason_{other}"]
    said = publication.label("closure_kind", row["kind"]).in_(language)
    hours = _hours(row["hours"], language)[0]
    return ", ".join(filter(None, (when, said, hours, reason)))
