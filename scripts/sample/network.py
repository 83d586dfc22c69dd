# SPDX-License-Identifier: GPL-2.0-or-later
"""What governments tell each other: call centres, closures, partnerships, profiles, areas, identifiers."""

from __future__ import annotations

from typing import Sequence

from .frame import Array, chance
from .ids import Row, read_data, record, record_id
from .points import Lines
from .reference import COUNTY, multipolygon

_CALL_CENTRES = {
    # point: coverage, overflow, answer within (s), share (%), offered, answered, mean wait, staff
    "ccs-call": (["CA"], None, 120, 80, 184_200, 171_900, 176, "42.5"),
    "ctd-call": (["CA"], "ccs-call", 180, 80, 61_400, 55_800, 214, "14"),
    "ctb-call": (["CA"], "ccs-call", 180, 65, 97_300, 84_100, 305, "23"),
    "ocs-call": (["CA-ON"], None, 60, 80, 143_700, 137_200, 71, "31.5"),
    "oec-call": (["CA-ON"], None, 120, 75, 18_900, 17_600, 94, "5"),
    "cty-311": ([COUNTY, "CA-ON-3599010", "CA-ON-3599020", "CA-ON-3599031", "CA-ON-3599035"], "cty-211", 30, 80,
                72_400, 70_300, 28, "9"),
    "cty-211": ([COUNTY], None, 60, 80, 11_200, 10_700, 52, "3.5"),
    "csf-call": (["CA-ON-x-cedar-shore"], None, 60, 90, 6_300, 6_100, 33, "2"),
}  # fmt: skip
_CLOSURES = (
    # point, kind, from, to, hours, reason
    ("ocs-alderbridge", "closed", "2026-12-24", "2026-12-28", None, "Winter holidays", "Congé des Fêtes"),
    ("ald-hall", "special_hours", "2026-12-24", "2026-12-24", "08:30-12:00", "Christmas Eve", "Veille de Noël"),
    ("smp-mairie", "closed", "2026-12-24", "2027-01-04", None, "Winter holidays", "Congé des Fêtes"),
    ("ccs-lantern-bay", "closed", "2027-01-07", "2027-03-18", None, "Hall closed for the season",
     "Salle fermée pour la saison"),
    ("wex-heron-island", "reduced_service", "2026-12-01", "2027-04-30", None,
     "No ferry: telephone service only until the ice road opens",
     "Pas de traversier : service téléphonique seulement jusqu’à l’ouverture de la route de glace"),
    ("cty-alderbridge", "special_hours", "2027-02-18", "2027-02-18", "13:00-16:30", "Staff training",
     "Formation du personnel"),
    ("phu-alderbridge", "reduced_service", "2026-11-16", "2026-11-27", None, "Vaccination clinic only",
     "Clinique de vaccination seulement"),
    ("val-office", "closed", "2026-11-12", "2026-11-13", None, "Council retreat", "Retraite du conseil"),
)  # fmt: skip
_VISITED = (
    "service_centre",
    "satellite_office",
    "employment_centre",
    "specialized_office",
    "partner_counter",
)


def call_centres(lines: Lines) -> list[Row]:
    rows = []
    for key, (coverage, overflow, seconds, percent, offered, answered, wait, staff) in _CALL_CENTRES.items():
        line = next(line for line in lines.points if line["key"] == key)
        rows.append(
            record(
                "call_centre", key, lines.custodian[line["org"]], point_id=record_id("service_point", key),
                coverage=sorted(coverage), ivr=seconds > 60, callback=seconds > 60, video_relay=True,
                interpretation=key != "csf-call",
                overflow_point_id=record_id("service_point", overflow) if overflow else None,
                standard_seconds=seconds, standard_percent=percent, calls_offered=offered,
                calls_answered=answered, avg_wait_seconds=wait, agents_fte=staff, reporting_year="2025",
            )
        )  # fmt: skip
    return rows


def closures(lines: Lines) -> list[Row]:
    owner = {line["key"]: lines.custodian[line["org"]] for line in lines.points}
    return [
        record(
            "closure", f"{key}/{start}", owner[key], point_id=record_id("service_point", key), kind=kind,
            from_date=start, to_date=stop, hours=hours, reason_en=en, reason_fr=fr,
        )
        for key, kind, start, stop, hours, en, fr in _CLOSURES
    ]  # fmt: skip


def partnerships(lines: Lines) -> list[Row]:
    return [
        record(
            "partnership", f"{line['arrangement']}/{line['point'] or line['service']}",
            lines.custodian[line["host"]], arrangement=line["arrangement"],
            point_id=record_id("service_point", line["point"]) if line["point"] else None,
            service_id=record_id("service", line["service"]) if line["service"] else None,
            host_organization_id=record_id("organization", line["host"]),
            partner_organization_id=record_id("organization", line["partner"]),
            status=line["status"], start_on=line["start"] or None, end_on=line["end"] or None,
            agreement_ref=f"PR-{2019 + number}-{number:02d}", lessons_en=line["lessons_en"],
            lessons_fr=line["lessons_fr"], contact_email=f"partners@{line['host']}.example.ca",
        )
        for number, line in enumerate(read_data("partnerships"), start=1)
    ]  # fmt: skip


def profiles(lines: Lines) -> list[Row]:
    """What the partners report about each office people visit."""
    draw = chance("profiles")
    rows = []
    for line in lines.points:
        if line["type"] not in _VISITED or line["channel"] != "in_person" or line["status"] != "active":
            continue
        counters = 1 + int(draw.random() * (8 if line["type"] == "service_centre" else 3))
        rows.append(
            record(
                "point_profile", line["key"], lines.custodian[line["org"]],
                point_id=record_id("service_point", line["key"]), reporting_year="2025", counters=counters,
                counters_free=int(draw.random() * (counters + 1) / 2),
                area_m2=round(38 + counters * (24 + 30 * draw.random())),
                staff_fte=f"{counters * (0.8 + 0.6 * draw.random()):.1f}".removesuffix(".0"),
                visits=round(counters * (1_400 + 3_600 * draw.random())),
                avg_wait_minutes=3 + int(draw.random() * 22),
                lease_end=f"{2027 + int(draw.random() * 6)}-{(3, 6, 9)[int(draw.random() * 3)]:02d}-30",
                interest_in_sharing=draw.random() < 0.55,
            )
        )  # fmt: skip
    return rows


def service_areas(lines: Lines, limits: dict[str, list[Array]]) -> list[Row]:
    """Declared catchments of two employment centres: their township."""
    return [
        record(
            "service_area", key, "CA-ON", point_id=record_id("service_point", key), service_id=None,
            kind="declared_catchment", code=f"PR-{uid}", name_en=en, name_fr=fr,
            geom=multipolygon(limits[uid]), source_id=record_id("source", "ontario"),
        )
        for key, uid, en, fr in (
            ("nbc-wexcombe", "3599031", "Employment area – Wexcombe", "Secteur d’emploi – Wexcombe"),
            ("nbc-val-lavigne", "3599035", "Employment area – Val-Lavigne", "Secteur d’emploi – Val-Lavigne"),
        )
    ]  # fmt: skip


def external_ids(lines: Sequence[dict[str, str]], custodian: dict[str, str]) -> list[Row]:
    """The number each government's own list gives its points."""
    scheme = {"CA": "ca-sample-office", "CA-ON": "on-sample-location"}
    return [
        record(
            "external_id", line["key"], custodian[line["org"]], entity_table="service_point",
            entity_id=record_id("service_point", line["key"]),
            scheme=scheme.get(custodian[line["org"]], "pine-river-sample"), value=f"{7_001 + 13 * number}",
            source_id=None, record_sha256=None, last_seen_on="2026-10-15",
        )
        for number, line in enumerate(lines)
    ]  # fmt: skip
