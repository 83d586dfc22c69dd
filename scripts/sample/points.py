# SPDX-License-Identifier: GPL-2.0-or-later
"""The service points: where each stands on the streets of the county, what it offers, how to reach it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from .county import County
from .frame import UNIT_M, chance, to_lambert, to_lonlat
from .ids import Row, codes, read_data, record, record_id
from .lattice import Edge, ends
from .places import BY_KEY, Settlement
from .reference import FICTIONAL_EN, FICTIONAL_FR
from .streets import civic_address, civic_number

TODAY = date(2026, 11, 1)
_SETBACK_M, _NEXT_DOOR_M = 14.0, 7.0
_STREETS = (21, 22, 23)
_FIRST_NUMBER = 1.2  # streets are numbered from a little outside the settlement, west or south
_POSTAL_LETTERS = "ABCEGHJKLMNPRSTVWXYZ"

HOURS = {
    "std": "Mo-Fr 08:30-16:30; PH off",
    "std9": "Mo-Fr 09:00-17:00; PH off",
    "early": "Mo-Fr 07:00-15:30; PH off",
    "late": "Mo-We,Fr 08:30-16:30; Th 08:30-19:00; PH off",
    "sat": "Mo-Fr 08:30-17:00; Sa 09:00-12:30; PH off",
    "lunch": "Mo-Fr 08:30-12:00,13:00-16:30; PH off",
    "lunch_fr": "Mo-Fr 09:00-12:00,13:15-16:15; PH off",
    "lib": "Tu-Th 10:00-20:00; Fr,Sa 10:00-17:00; PH off",
    "long": "Mo-Fr 06:30-22:00; Sa,Su 08:00-20:00; PH 10:00-16:00",
    "extended": "Mo-Sa 07:00-21:00; Su 09:00-18:00; PH off",
    "tue_thu": "Tu,Th 10:00-15:00; PH off",
    "wed": "We 09:30-12:00,13:00-15:30; PH off",
    "first_we": "We[1] 10:00-15:00; PH off",
    "alt_th": "Th[1,3] 10:00-14:00; PH off",
    "call": "Mo-Fr 08:00-20:00; PH off",
    "call2": "Mo-Fr 07:30-18:00; Sa 09:00-13:00; PH off",
    "always": "24/7",
}
_ACCESS = {
    "a1": "accessible_parking,accessible_washroom,automatic_door,step_free_entrance",
    "a2": "accessible_parking,step_free_entrance",
    "a3": "accessible_parking,accessible_washroom,automatic_door,hearing_loop,low_counter,service_animals,"
    "step_free_entrance",
    "-": "-",
}
_FACILITIES = {
    "f1": "parking,wifi", "f2": "meeting_room,parking,self_serve_terminal,wifi",
    "f3": "parking,self_serve_terminal", "f4": "parking,photo,wifi", "-": "-",
}  # fmt: skip
_ABOUT = {
    "service_centre": ("Service centre", "Centre de services"),
    "satellite_office": ("Satellite or part-time office", "Bureau satellite ou à temps partiel"),
    "outreach_site": ("Staff come here on set days", "Le personnel s’y rend à jours fixes"),
    "mobile_unit": ("A vehicle stops here on set days", "Un véhicule s’y arrête à jours fixes"),
    "kiosk": ("Self-serve machine", "Borne libre-service"),
    "employment_centre": ("Help to find work and training", "Aide à l’emploi et à la formation"),
    "specialized_office": ("Specialized office", "Bureau spécialisé"),
    "partner_counter": ("Counter hosted by a partner", "Comptoir hébergé par un partenaire"),
}
_MODEL = {"nbc": "contracted_nonprofit", "partner_counter": "other_government", "outreach_site": "shared"}
_DELIVERY = {
    "outreach_site": "intake", "mobile_unit": "intake", "partner_counter": "intake", "live_chat": "assisted",
    "general_enquiries": "information", "program_line": "information", "municipal_311": "information",
    "community_211": "information",
}  # fmt: skip
_SOURCE = {"CA": "canada", "CA-ON": "ontario", "CA-ON-x-cedar-shore": "cedar-shore"}
_PARENT = {"ocs-wexcombe": "wex-office", "ocs-val-lavigne": "val-office", "csf-alderbridge": "alb-main"}
_PARTNERS_ONLY = {
    "nbc-stonefield": "Not announced yet: waiting for the lease. / Pas encore annoncé : bail à venir."
}


@dataclass
class Site:
    """A building: its place, address and how many counters it holds so far."""

    lambert: tuple[float, float]
    along: tuple[float, float]
    address: str
    postal_code: str
    counters: int = 0


@dataclass(frozen=True)
class Lines:
    """The lines of the data files, with the custodian of each."""

    points: list[dict[str, str]]
    custodian: dict[str, str]  # of organizations


def read_lines() -> Lines:
    orders = ("federal", "provincial", "municipal", "indigenous")
    return Lines(
        [line for order in orders for line in read_data(f"points_{order}")],
        {line["key"]: line["custodian"] for line in read_data("organizations")},
    )


def point_rows(lines: Lines, county: County) -> list[Row]:
    """Rows of ``service_point``."""
    sites: dict[str, Site] = {}
    streets = _streets(county)
    draw = chance("verified")
    rows = []
    for line in lines.points:
        place = BY_KEY[line["place"]]
        shared = line["site"] or line["key"]
        if line["channel"] != "digital" and shared not in sites:
            sites[shared] = _site(county, place, streets[place.key], (int(line["dx"]), int(line["dy"])))
        days = int(draw.random() ** 1.5 * 280)
        rows.append(_point(line, lines.custodian[line["org"]], place, sites.get(shared), days))
    return rows


def _point(line: dict[str, str], custodian: str, place: Settlement, site: Site | None, days: int) -> Row:
    digital = line["channel"] == "digital"
    visited, booked = line["channel"] == "in_person", line["appointment"] == "required"
    about_en, about_fr = _ABOUT.get(line["type"], ("Available everywhere", "Offert partout"))
    town = place.name_en if place.language == "en" else place.name_fr
    return record(
        "service_point", line["key"], custodian,
        organization_id=record_id("organization", line["org"]),
        parent_point_id=record_id("service_point", _PARENT[line["key"]]) if line["key"] in _PARENT else None,
        site_id=record_id("site", line["site"]) if line["site"] else None,
        channel=line["channel"], point_type=line["type"],
        delivery_model=_MODEL.get(line["org"]) or _MODEL.get(line["type"], "direct"),
        **_status(line),
        visibility="partners" if line["key"] in _PARTNERS_ONLY else "public",
        name_en=line["name_en"], name_fr=line["name_fr"], alt_name_en=None, alt_name_fr=None,
        description_en=f"{about_en}{f' ({place.name_en})' if visited else ''}. {FICTIONAL_EN}",
        description_fr=f"{about_fr}{f' ({place.name_fr})' if visited else ''}. {FICTIONAL_FR}",
        geom=_position(site) if site else None,
        geo_method="rooftop" if visited else None if digital else "manual",
        geo_accuracy_m=10 if visited else None,
        address_line1=site.address if site else None,
        city=_mailing_town(place, town) if site else None,
        province="ON" if site else None,
        postal_code=site.postal_code if site else None,
        csduid=place.municipality if site else None,
        geo_vintage=2021,
        timezone="America/Toronto",
        url_en=f"https://{line['org']}.example.ca/en/points/{line['key']}",
        url_fr=f"https://{line['org']}.example.ca/fr/points/{line['key']}",
        email=f"info@{line['org']}.example.ca",
        booking_url_en=f"https://{line['org']}.example.ca/en/book" if booked else None,
        booking_url_fr=f"https://{line['org']}.example.ca/fr/book" if booked else None,
        hours=HOURS[line["hours"]],
        appointment=line["appointment"] if visited or booked else "unknown",
        languages=codes(line["languages"]),
        ol_obligation=_obligation(custodian, line["languages"]),
        accessibility=codes(_ACCESS[line["access"]]),
        facilities=codes(_FACILITIES[line["facilities"]]),
        verified_on=str(TODAY - timedelta(days=days)),
        verified_method=("custodian", "phone", "website", "site_visit")[days % 4],
        source_id=record_id("source", _SOURCE.get(custodian, "pine-river")),
        partner_note=_PARTNERS_ONLY.get(line["key"]),
    )  # fmt: skip


def _status(line: dict[str, str]) -> Row:
    dates = {
        "active": (None, None),
        "planned": ("2027-04-01", None),
        "temporarily_closed": ("2026-09-14", "2027-01-29"),
        "permanently_closed": ("2024-03-29", None),
    }[line["status"]]
    return {"status": line["status"], "status_from": dates[0], "status_until": dates[1]}


def _obligation(custodian: str, languages: str) -> str:
    if custodian == "CA":
        return "both"
    if custodian == "CA-ON":
        return "both" if "fr" in languages.split(",") else "en"
    return "not_applicable"


def _mailing_town(place: Settlement, town: str) -> str:
    return "Cedar Shore" if place.key == "cedar-shore" else town


def _streets(county: County) -> dict[str, list[Edge]]:
    found: dict[str, list[Edge]] = defaultdict(list)
    for edge, way in sorted(county.drawing.lattice.roads.items()):
        if way.place and way.road_class in _STREETS:
            found[way.place].append(edge)
    return found


def _site(county: County, place: Settlement, streets: list[Edge], offset: tuple[int, int]) -> Site:
    """Stand on the nearest piece of street, set back from it, with the address that street gives."""
    middles = np.array([(x + 0.5 - upward / 2, y + upward / 2) for x, y, upward in streets])
    wanted = np.array([place.x + offset[0] + 0.5, place.y + offset[1]])
    edge = streets[int(np.argmin(((middles - wanted) ** 2).sum(axis=1)))]
    way = county.drawing.lattice.roads[edge]
    a, b = to_lambert(county.frame.plane(np.array(ends(edge), dtype=float)))
    along = (b - a) / math.hypot(*(b - a))
    even = (offset[0] + offset[1]) % 2 == 0
    side = np.array([along[1], -along[0]]) * (1 if even else -1)
    spot = (a + b) / 2 + side * _SETBACK_M
    upward = edge[2]
    start = (place.y if upward else place.x) - _FIRST_NUMBER * place.reach[upward]
    number = civic_number((edge[upward] + 0.5 - start) * UNIT_M, even)
    address = civic_address(number, way.name, place.language)
    return Site((spot[0], spot[1]), (along[0], along[1]), address, _postal(place, offset))


def _postal(place: Settlement, offset: tuple[int, int]) -> str:
    if len(place.postal) > 3:
        return place.postal
    across = int((offset[0] + place.reach[0]) * len(_POSTAL_LETTERS) / (2 * place.reach[0] + 1))
    ward = 1 + (offset[1] + place.reach[1]) * 8 // (2 * place.reach[1] + 1)
    return f"{place.postal} {ward}{_POSTAL_LETTERS[across]}{1 + (offset[0] * 7 + offset[1] * 3) % 9}"


def _position(site: Site) -> str:
    """Canonical position; counters that share a building stand next to each other."""
    step = _NEXT_DOOR_M * site.counters
    site.counters += 1
    spot = np.array([[site.lambert[0] + site.along[0] * step, site.lambert[1] + site.along[1] * step]])
    lon, lat = to_lonlat(spot)[0]
    return f"POINT ({lon:.7f} {lat:.7f})"


def service_links(lines: Lines, custodian_of_service: dict[str, str]) -> list[Row]:
    """Rows of ``service_at_point``: what each point offers, and how far it can take it."""
    return [
        record(
            "service_at_point", f"{line['key']}/{service}", lines.custodian[line["org"]],
            service_id=record_id("service", service), point_id=record_id("service_point", line["key"]),
            delivery_level=_DELIVERY.get(line["type"], "full"),
            status={"permanently_closed": "defunct", "temporarily_closed": "temporarily_closed",
                    "planned": "inactive"}.get(line["status"], "active"),
        )
        for line in lines.points
        for service in line["services"].split(",")
        if service in custodian_of_service
    ]  # fmt: skip


def phone_rows(lines: Lines) -> list[Row]:
    """Rows of ``phone``. Every number lies in the range 555-0100 to 555-0199, which nobody has."""
    local, free = _numbers(("705", "249")), _numbers(("844", "855"))
    rows = []
    for line in lines.points:
        kinds = line["phones"].split(",") if line["phones"] != "-" else []
        for kind in kinds:
            if kind == "short_code":
                number = "311" if line["type"] == "municipal_311" else "211"
            else:
                number = next(free if kind == "toll_free" else local)
            rows.append(
                record(
                    "phone", f"{line['key']}/{kind}", lines.custodian[line["org"]],
                    point_id=record_id("service_point", line["key"]), organization_id=None, service_id=None,
                    kind=kind, number=number, extension=None,
                    languages=[code for code in sorted(line["languages"].split(",")) if code in ("en", "fr")],
                    hours=None, is_primary=kind == kinds[0],
                )
            )  # fmt: skip
    return rows


def _numbers(areas: Iterable[str]) -> Iterable[str]:
    return iter([f"+1{area}55501{n:02d}" for area in areas for n in range(100)])
