# SPDX-License-Identifier: GPL-2.0-or-later
"""``schema_org.jsonld``: offices, channels, services and organizations in the words of schema.org."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ..hours import HoursError, parse
from ..progress import SILENT, Progress, check
from ..store import Row
from ..text import LANGUAGES
from ..validation.position import lonlat_of
from .hsds.schedules import Timing, timings
from .json_text import write_lines
from .publication import Publication

NAME = "schema_org.jsonld"
_CHECK_EVERY = 500
_DAYS = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}
_CLOSED = {"opens": "00:00", "closes": "00:00"}
"""How schema.org says that a day is closed all day."""


def write_schema_org(publication: Publication, folder: Path, *, progress: Progress = SILENT) -> None:
    """Write one graph, an object a line, to be cut up for pages or taken whole."""
    head = '{"@context":"https://schema.org","@graph":['
    write_lines(folder / NAME, head, _objects(publication, progress), "\n]}\n")
    progress.report(1.0)


def _objects(publication: Publication, progress: Progress) -> Iterator[dict[str, Any]]:
    for row in publication.rows["organization"]:
        yield _organization(row)
    for row in publication.rows["service"]:
        yield _service(publication, row)
    rows = publication.rows["service_point"]
    for done, row in enumerate(rows):
        if done % _CHECK_EVERY == 0:
            check(progress)
            progress.report(done / len(rows))
        yield _office(publication, row) if row["channel"] == "in_person" else _channel(publication, row)


def _organization(row: Row) -> dict[str, Any]:
    return _filled(
        {
            "@type": "GovernmentOrganization",
            "@id": _id(row["id"]),
            "name": _words(row, "name"),
            "alternateName": _words(row, "acronym"),
            "description": _words(row, "description"),
            "url": _addresses(row),
            "email": row["email"],
            "parentOrganization": row["parent_id"] and {"@id": _id(row["parent_id"])},
        }
    )


def _service(publication: Publication, row: Row) -> dict[str, Any]:
    channels = [
        {"@id": _id(point["id"])}
        if point["channel"] != "in_person"
        else {"@type": "ServiceChannel", "serviceLocation": {"@id": _id(point["id"])}}
        for point in publication.offered_by(row["id"])
    ]
    return _filled(
        {
            "@type": "GovernmentService",
            "@id": _id(row["id"]),
            "name": _words(row, "name"),
            "description": _words(row, "description"),
            "url": _addresses(row),
            "serviceOperator": {"@id": _id(row["organization_id"])},
            "serviceType": [
                word for code in row["categories"] or () for word in _words(publication.terms[code], "name")
            ],
            "availableChannel": channels,
        }
    )


def _office(publication: Publication, row: Row) -> dict[str, Any]:
    place = lonlat_of(row["geom"])
    address = {
        "@type": "PostalAddress",
        "streetAddress": ", ".join(part for part in (row["address_line1"], row["address_line2"]) if part),
        "addressLocality": row["city"],
        "addressRegion": row["province"],
        "postalCode": row["postal_code"],
        "addressCountry": "CA",
    }
    features = [
        {
            "@type": "LocationFeatureSpecification",
            "name": [
                {"@value": publication.label("accessibility", code).in_(language), "@language": language}
                for language in LANGUAGES
            ],
            "value": True,
        }
        for code in row["accessibility"] or ()
    ]
    return _filled(
        {
            "@type": "GovernmentOffice",
            **_common(publication, row),
            "description": _words(row, "description"),
            "parentOrganization": {"@id": _id(row["organization_id"])},
            "address": _filled(address),
            "geo": place and {"@type": "GeoCoordinates", "longitude": place[0], "latitude": place[1]},
            "telephone": [phone["number"] for phone in publication.calls_of(row["id"])],
            "faxNumber": _faxes(publication, row),
            "email": row["email"],
            "url": _addresses(row),
            "amenityFeature": features,
            "knowsLanguage": row["languages"],
            "openingHoursSpecification": _hours(row["hours"]),
            "specialOpeningHoursSpecification": [*_temporarily_closed(row), *_closures(publication, row)],
        }
    )


def _channel(publication: Publication, row: Row) -> dict[str, Any]:
    phones = publication.calls_of(row["id"])
    return _filled(
        {
            "@type": "ServiceChannel",
            **_common(publication, row),
            "provider": {"@id": _id(row["organization_id"])},
            "servicePhone": [{"@type": "ContactPoint", "telephone": phone["number"]} for phone in phones],
            "serviceUrl": _addresses(row),
            "availableLanguage": row["languages"],
            "hoursAvailable": [
                *_hours(row["hours"]),
                *_temporarily_closed(row),
                *_closures(publication, row),
            ],
        }
    )


def _common(publication: Publication, row: Row) -> dict[str, Any]:
    attribution = publication.attribution_of(row)
    return {
        "@id": _id(row["id"]),
        "name": _words(row, "name"),
        "alternateName": _words(row, "alt_name"),
        "disambiguatingDescription": attribution and attribution.line.en,
    }


def _faxes(publication: Publication, row: Row) -> list[str]:
    return [phone["number"] for phone in publication.phones_of(row["id"]) if phone["kind"] == "fax"]


def _hours(hours: str | None) -> list[dict[str, Any]]:
    """Return weekly hours; none where another season or week of the month has others: they have no place."""
    if not hours or not _is_weekly(hours):
        return []
    weekly = [timing for timing in timings(hours) if timing.freq == "WEEKLY"]
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": [_DAYS[day] for day in timing.byday.split(",")],
            **_times(timing),
        }
        for timing in weekly
    ]


def _is_weekly(hours: str) -> bool:
    try:
        rules = parse(hours).rules
    except HoursError:
        return False
    return not any(rule.periods or any(item.nth for item in rule.days) for rule in rules)


def _closures(publication: Publication, row: Row) -> Iterator[dict[str, Any]]:
    for closure in publication.closures_of(row["id"]):
        dates = {"validFrom": closure["from_date"], "validThrough": closure["to_date"]}
        if closure["kind"] == "closed":
            yield {"@type": "OpeningHoursSpecification", **dates, **_CLOSED}
        elif closure["kind"] == "special_hours":  # a reduced service leaves the hours as they are
            yield from ({**each, **dates} for each in _hours(closure["hours"]))


def _temporarily_closed(row: Row) -> Iterator[dict[str, Any]]:
    if row["status"] == "temporarily_closed":
        yield _filled(
            {
                "@type": "OpeningHoursSpecification",
                "validFrom": row["status_from"],
                "validThrough": row["status_until"],
                **_CLOSED,
            }
        )


def _times(timing: Timing) -> dict[str, str]:
    return {"opens": timing.opens_at, "closes": timing.closes_at}


def _words(row: Row, base: str) -> list[dict[str, str]]:
    values = {language: row[f"{base}_{language}"] for language in LANGUAGES}
    return [{"@value": value, "@language": language} for language, value in values.items() if value]


def _addresses(row: Row) -> list[str]:
    found = (row[f"url_{language}"] for language in LANGUAGES)
    return [url for url in dict.fromkeys(found) if url and url.startswith(("https://", "http://"))]


def _id(key: str) -> str:
    return f"urn:uuid:{key}"


def _filled(document: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in document.items() if value not in (None, "", [], {})}
