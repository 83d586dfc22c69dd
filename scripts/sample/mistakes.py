# SPDX-License-Identifier: GPL-2.0-or-later
"""The sample's deliberate mistakes: what validation is there to find. Each breaks one rule on one record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .ids import Row, record_id


@dataclass(frozen=True)
class Mistake:
    """``change`` is written over the record ``key`` of ``table``; validation then finds ``rule`` there."""

    rule: str
    severity: str
    table: str
    key: str
    why: str
    change: Row = field(default_factory=dict)

    @property
    def id(self) -> str:
        return record_id(self.table, self.key)


MISTAKES = (
    Mistake(
        "A02",
        "warning",
        "service_point",
        "ocs-harlows-landing",
        "a Quebec postal code on an Ontario address",
        {"postal_code": "J9Z 1M0"},
    ),
    Mistake("A03", "warning", "service_point", "wex-anse", "no civic address", {"address_line1": None}),
    Mistake(
        "A05",
        "warning",
        "service_point",
        "onl-lantern-bay",
        "a post-office box cannot be visited",
        {"address_line1": "PO Box 114"},
    ),
    Mistake(
        "G06",
        "warning",
        "service_point",
        "val-birch-hollow",
        "placed at the postal code’s centroid",
        {"geo_method": "postal_code", "geo_accuracy_m": 1_500},
    ),
    Mistake(
        "H03",
        "warning",
        "service_point",
        "ald-works",
        "closes before it opens",
        {"hours": "Mo-Fr 15:30-07:00; PH off"},
    ),
    Mistake("H04", "warning", "service_point", "smb-centrale", "no opening hours", {"hours": None}),
    Mistake(
        "H05",
        "warning",
        "service_point",
        "nbc-wexcombe",
        "says nothing about holidays",
        {"hours": "Mo-Fr 08:30-12:00,13:00-16:30"},
    ),
    Mistake(
        "L01",
        "error",
        "service_point",
        "ccs-stonefield",
        "a federal point without a French name",
        {"name_fr": None},
    ),
    Mistake(
        "L02",
        "warning",
        "service_point",
        "smp-travaux",
        "a municipal point without an English name",
        {"name_en": None},
    ),
    Mistake(
        "P02",
        "warning",
        "phone",
        "ctd-call/toll_free",
        "a local number said to be toll-free",
        {"number": "+17055550199"},
    ),
    Mistake(
        "P05",
        "warning",
        "service_point",
        "csf-learning",
        "an insecure web address",
        {"url_en": "http://csf.example.ca/en/learning"},
    ),
    Mistake(
        "R06",
        "error",
        "service_point",
        "smp-web",
        "a type of call centre on a web service",
        {"point_type": "program_line"},
    ),
    Mistake(
        "S02",
        "error",
        "service_point",
        "ald-recreation",
        "markup in a description",
        {"description_en": "Pool, rink and <b>community rooms</b>. Fictional record of the built-in sample."},
    ),
    Mistake(
        "T04",
        "warning",
        "service_point",
        "val-notre-dame",
        "closed until nobody knows when",
        {"status_until": None},
    ),
    Mistake(
        "T03",
        "warning",
        "service_point",
        "phu-wexcombe",
        "not verified for two years",
        {"verified_on": "2024-09-12"},
    ),
    Mistake(
        "T03",
        "warning",
        "service_point",
        "cty-stonefield",
        "not verified for a year",
        {"verified_on": "2025-06-03"},
    ),
    Mistake(
        "T03",
        "warning",
        "service_point",
        "csf-families",
        "not verified for a year",
        {"verified_on": "2025-08-20"},
    ),
    Mistake("U04", "warning", "service_point", "ctd-alderbridge", "beside another government, not linked"),
    Mistake("U04", "warning", "service_point", "ald-permits", "the same, seen from the other side"),
    Mistake("U05", "warning", "phone", "onl-alderbridge/voice", "another organization’s number"),
    Mistake("U05", "warning", "phone", "ald-hall/voice", "the same, seen from the other side"),
    Mistake(
        "X04",
        "warning",
        "service_at_point",
        "csf-closed-annex/families",
        "an active link to a closed point",
        {"status": "active"},
    ),
    Mistake("X05", "warning", "service_point", "ocs-kiosk-plaza", "nothing is offered here"),
)


def make_mistakes(tables: Mapping[str, list[Row]]) -> None:
    """Write the mistakes into the rows."""
    by_id = {name: {row["id"]: row for row in rows if "id" in row} for name, rows in tables.items()}
    for mistake in MISTAKES:
        by_id[mistake.table][mistake.id].update(mistake.change)
    points, phones, links = by_id["service_point"], by_id["phone"], tables["service_at_point"]
    neighbour = points[record_id("service_point", "ald-permits")]
    phones[record_id("phone", "onl-alderbridge/voice")]["number"] = phones[
        record_id("phone", "ald-hall/voice")
    ]["number"]
    empty = record_id("service_point", "ocs-kiosk-plaza")
    links[:] = [link for link in links if link["point_id"] != empty]
    beside = points[record_id("service_point", "ctd-alderbridge")]
    beside.update({name: neighbour[name] for name in ("geom", "address_line1", "postal_code")})
