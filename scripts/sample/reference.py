# SPDX-License-Identifier: GPL-2.0-or-later
"""Governments, organizations, sources, services, holidays and boundaries of the sample's register."""

from __future__ import annotations

from collections.abc import Sequence

from . import places
from .faces import ring_area
from .frame import Array, to_lonlat
from .ids import Row, codes, read_data, record, record_id

COUNTY, ALDERBRIDGE, SAINTE_MATHILDE = "CA-ON-3599", "CA-ON-3599010", "CA-ON-3599020"
WEXCOMBE, VAL_LAVIGNE, CEDAR_SHORE = "CA-ON-3599031", "CA-ON-3599035", "CA-ON-x-cedar-shore"
FICTIONAL_EN = "Fictional record of the built-in sample."
FICTIONAL_FR = "Fiche fictive de l’exemple fourni."
_PLACE_DECIMALS = 6

_HOLIDAYS = (  # 2026, 2027, who keeps it, names
    ("01-01", "01-01", ("CA", "CA-ON"), "New Year’s Day", "Jour de l’An"),
    ("02-16", "02-15", ("CA-ON",), "Family Day", "Jour de la famille"),
    ("04-03", "03-26", ("CA", "CA-ON"), "Good Friday", "Vendredi saint"),
    ("04-06", "03-29", ("CA",), "Easter Monday", "Lundi de Pâques"),
    ("05-18", "05-24", ("CA", "CA-ON"), "Victoria Day", "Fête de Victoria"),
    ("07-01", "07-01", ("CA", "CA-ON"), "Canada Day", "Fête du Canada"),
    ("08-03", "08-02", ("CA", "CA-ON"), "Civic Holiday", "Congé civique"),
    ("09-07", "09-06", ("CA", "CA-ON"), "Labour Day", "Fête du Travail"),
    ("09-30", "09-30", ("CA",), "National Day for Truth and Reconciliation",
     "Journée nationale de la vérité et de la réconciliation"),
    ("10-12", "10-11", ("CA", "CA-ON"), "Thanksgiving", "Action de grâces"),
    ("11-11", "11-11", ("CA",), "Remembrance Day", "Jour du Souvenir"),
    ("12-25", "12-25", ("CA", "CA-ON"), "Christmas Day", "Noël"),
    ("12-26", "12-26", ("CA", "CA-ON"), "Boxing Day", "Lendemain de Noël"),
)  # fmt: skip


def jurisdictions() -> list[Row]:
    """Four orders of government."""
    names = {m.uid: (m.name_en, m.name_fr) for m in places.MUNICIPALITIES}
    given = [
        ("CA", "federal", "canada", ("Government of Canada", "Gouvernement du Canada")),
        ("CA-ON", "provincial", "ontario", ("Government of Ontario", "Gouvernement de l’Ontario")),
        (COUNTY, "municipal", "pine-river", (places.COUNTY_EN, places.COUNTY_FR)),
        (ALDERBRIDGE, "municipal", "alderbridge", names["3599010"]),
        (SAINTE_MATHILDE, "municipal", "sainte-mathilde", names["3599020"]),
        (WEXCOMBE, "municipal", "wexcombe", names["3599031"]),
        (VAL_LAVIGNE, "municipal", "val-lavigne", names["3599035"]),
        (CEDAR_SHORE, "indigenous", "cedar-shore",
         ("Cedar Shore First Nation", "Première Nation de Cedar Shore")),
    ]  # fmt: skip
    return [
        {
            "code": code,
            "level": level,
            "name_en": name_en,
            "name_fr": name_fr,
            "pruid": None if code == "CA" else "35",
            "csduid": "3599090" if code == CEDAR_SHORE else code[6:] if code[6:] in names else None,
            "contact_email": f"points@{mailbox}.example.ca",
            "auto_accept": False,
        }
        for code, level, mailbox, (name_en, name_fr) in given
    ]


def organizations() -> list[Row]:
    return [
        record(
            "organization", line["key"], line["custodian"],
            **{name: line[name] or None for name in ("name_en", "name_fr", "acronym_en", "acronym_fr")},
            description_en=f"{line['description_en']} {FICTIONAL_EN}",
            description_fr=f"{line['description_fr']} {FICTIONAL_FR}",
            url_en=f"https://{line['key']}.example.ca/en", url_fr=f"https://{line['key']}.example.ca/fr",
            email=f"info@{line['key']}.example.ca",
            parent_id=record_id("organization", line["parent"]) if line["parent"] else None,
            status="active",
        )
        for line in read_data("organizations")
    ]  # fmt: skip


def sources() -> list[Row]:
    """Where each government's records come from."""
    return [
        record(
            "source", line["key"], line["custodian"], kind=line["kind"],
            title_en=f"{line['title_en']} (fictional)", title_fr=f"{line['title_fr']} (fictif)",
            publisher=line["publisher"], url=f"https://data.{line['key']}.example.ca/points",
            licence=line["licence"],
            attribution_en=f"Contains fictional information from {line['publisher']}.",
            attribution_fr=f"Contient de l’information fictive de : {line['publisher']}.",
            retrieved_on="2026-10-15", content_sha256=None, profile=None,
        )
        for line in read_data("sources")
    ]  # fmt: skip


def services(custodian_of: dict[str, str]) -> list[Row]:
    return [
        record(
            "service", line["key"], custodian_of[line["org"]],
            organization_id=record_id("organization", line["org"]),
            name_en=line["name_en"], name_fr=line["name_fr"],
            description_en=f"{line['description_en']} {FICTIONAL_EN}",
            description_fr=f"{line['description_fr']} {FICTIONAL_FR}",
            url_en=f"https://{line['org']}.example.ca/en/{line['key']}",
            url_fr=f"https://{line['org']}.example.ca/fr/{line['key']}",
            categories=codes(line["categories"]), audience=codes(line["audience"]), fee=line["fee"],
            status="active", verified_on="2026-06-30",
        )
        for line in read_data("services")
    ]  # fmt: skip


def holidays() -> list[Row]:
    return [
        {"on_date": f"{year}-{day}", "applies_to": sorted(keepers), "name_en": en, "name_fr": fr}
        for year, which in ((2026, 0), (2027, 1))
        for *days, keepers, en, fr in _HOLIDAYS
        for day in [days[which]]
    ]


def geo_units(limits: dict[str, list[Array]]) -> list[Row]:
    """Boundaries of the county (its census division number is invented) and its municipalities."""
    names = {m.uid: (m.name_en, m.name_fr) for m in places.MUNICIPALITIES}
    names[places.COUNTY_UID] = (places.COUNTY_EN, places.COUNTY_FR)
    return [
        {
            "uid": uid,
            "kind": "CD" if uid == places.COUNTY_UID else "CSD",
            "dguid": f"2021A000{'3' if uid == places.COUNTY_UID else '5'}{uid}",
            "vintage": 2021,
            "name_en": names[uid][0],
            "name_fr": names[uid][1],
            "geom": multipolygon(limits[uid]),
        }
        for uid in sorted(limits)
    ]


def multipolygon(rings: Sequence[Array]) -> str:
    """Canonical text of a shape with one outside and any holes, degrees with six decimals."""
    ordered = sorted(rings, key=ring_area, reverse=True)
    texts = []
    for ring in ordered:
        lonlat = to_lonlat(ring)
        texts.append(", ".join(f"{x:.{_PLACE_DECIMALS}f} {y:.{_PLACE_DECIMALS}f}" for x, y in lonlat))
    return "MULTIPOLYGON (((" + "), (".join(texts) + ")))"
