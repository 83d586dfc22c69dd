# SPDX-License-Identifier: GPL-2.0-or-later
"""What governments tell each other: call centres, closures, partnerships, profiles, areas, identifiers."""

from __future__ import annotations

from collections.abc import Sequence

from .frame import Array, chance
from .ids import Row, codes, read_data, record, record_id
from .points import Lines
from .reference import multipolygon

_VISITED = (
    "service_centre",
    "satellite_office",
    "employment_centre",
    "specialized_office",
    "partner_counter",
)


def call_centres(lines: Lines) -> list[Row]:
    owner = _owner(lines)
    counts = ("standard_seconds", "standard_percent", "calls_offered", "calls_answered", "avg_wait_seconds")
    return [
        record(
            "call_centre", line["point"], owner[line["point"]],
            point_id=record_id("service_point", line["point"]), coverage=codes(line["coverage"]),
            ivr=int(line["standard_seconds"]) > 60, callback=int(line["standard_seconds"]) > 60,
            video_relay=True, interpretation=line["point"] != "csf-call",
            overflow_point_id=record_id("service_point", line["overflow"]) if line["overflow"] else None,
            **{name: int(line[name]) for name in counts},
            agents_fte=line["agents_fte"], reporting_year="2025",
        )
        for line in read_data("call_centres")
    ]  # fmt: skip


def closures(lines: Lines) -> list[Row]:
    owner = _owner(lines)
    return [
        record(
            "closure", f"{line['point']}/{line['from']}", owner[line["point"]],
            point_id=record_id("service_point", line["point"]), kind=line["kind"],
            from_date=line["from"], to_date=line["to"], hours=line["hours"] or None,
            reason_en=line["reason_en"], reason_fr=line["reason_fr"],
        )
        for line in read_data("closures")
    ]  # fmt: skip


def _owner(lines: Lines) -> dict[str, str]:
    """Custodian of each point, by its key."""
    return {line["key"]: lines.custodian[line["org"]] for line in lines.points}


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
