# SPDX-License-Identifier: GPL-2.0-or-later
"""Q5: points that two or more sources know, and whether what these said differs.

A source is known to know a point by the point's external identifiers that name it. What it said is in the
submissions of the ledger that name it: the last value it gave for a field, however the steward decided. When
a source's record changes, what it said before is void. A source that said the same as the register left no
trace of the field, and neither did a value that an import kept out for want of rank: so this counts the
disagreements that are on record, not all there are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..validation.position import lonlat_of, metres_between
from ..validation.register import Register, Row

SAME_PLACE_M = 100
"""Positions at most so far apart say the same."""

_NOT_SAID = frozenset(
    ("source_id", "custodian_code", "visibility", "verified_on", "verified_method", "geo_method")
) | {"geo_accuracy_m", "geo_vintage", "organization_id", "site_id", "parent_point_id"}
"""Fields that an import writes about its work, not what the source says of the world."""

_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Agreement:
    """What sources say of one point. ``on_record``: those whose word is in the ledger; ``disputed``: fields
    on which they differ."""

    sources: frozenset[str]
    on_record: frozenset[str]
    disputed: tuple[str, ...]


def agreements(register: Register, submissions: Sequence[Row]) -> dict[str, Agreement]:
    """Return what sources say of each point that any source knows."""
    names = {row["id"]: str(row.get("profile") or row["id"]) for row in register.rows("source")}
    known: dict[str, set[str]] = {}
    for row in register.rows("external_id"):
        if row.get("entity_table") == "service_point":
            named = names.get(row.get("source_id"))
            if named is not None:
                known.setdefault(str(row.get("entity_id")), set()).add(named)
    for row in register.rows("service_point"):
        if row.get("source_id") in names:
            known.setdefault(str(row.get("id")), set()).add(names[row["source_id"]])
    said = _Said(register, names)
    for line in sorted(submissions, key=lambda each: (str(each["received_at"]), str(each["id"]))):
        if line["state"] not in ("withdrawn", "quarantined"):
            said.hear((line["document"] or {}).get("changes", ()))
    return {
        point: Agreement(
            frozenset(sources), frozenset(said.heard.get(point, ())) & sources, said.disputed(point)
        )
        for point, sources in known.items()
    }


class _Said:
    """The last word of each source on each field of each point."""

    def __init__(self, register: Register, names: Mapping[Any, str]) -> None:
        self._register, self._names = register, names
        self.heard: dict[str, set[str]] = {}
        self._values: dict[str, dict[str, dict[str, Any]]] = {}  # point → source → field → value

    def hear(self, changes: Sequence[Mapping[str, Any]]) -> None:
        """Take in a submission: first which records a source has anew, then what it says."""
        for change in changes:
            for point, source in self._linked(change):
                self.heard.setdefault(point, set()).add(source)
                self._values.get(point, {}).pop(source, None)
        for change in changes:
            speaker = self._names.get(change.get("source_id"))
            if speaker is not None and change["table"] == "service_point" and change["op"] != "delete":
                self.heard.setdefault(change["id"], set()).add(speaker)
                values = self._values.setdefault(change["id"], {}).setdefault(speaker, {})
                for name, sides in change["fields"].items():
                    if name not in _NOT_SAID and sides.get("after") != sides.get("before"):
                        values[name] = sides["after"]

    def _linked(self, change: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Yield the point and the source whose record was linked, or changed."""
        if change["table"] != "external_id" or change["op"] == "delete":
            return
        row: Mapping[str, Any] = self._register.find("external_id", change["id"]) or {}
        said = {name: sides.get("after") for name, sides in change["fields"].items()}
        row = {**row, **{name: value for name, value in said.items() if value is not None}}
        if "record_sha256" in said and row.get("entity_table") == "service_point":
            source = self._names.get(row.get("source_id"))
            if source is not None:
                yield str(row.get("entity_id")), source

    def disputed(self, point: str) -> tuple[str, ...]:
        """Return the fields on which the last words of two sources differ."""
        by_field: dict[str, list[Any]] = {}
        for values in self._values.get(point, {}).values():
            for name, value in values.items():
                if value is not None:
                    by_field.setdefault(name, []).append(value)
        return tuple(sorted(name for name, values in by_field.items() if _differ(values)))


def _differ(values: Sequence[Any]) -> bool:
    places = [place for place in map(lonlat_of, values) if place is not None]
    if len(places) == len(values):
        return any(metres_between(a, b) > SAME_PLACE_M for a in places for b in places)
    return len({_folded(value) for value in values}) > 1


def _folded(value: object) -> str:
    """Return a text without what is only spelling: case, accents, spaces; another value as it is."""
    if not isinstance(value, str):
        return repr(value)
    plain = unicodedata.normalize("NFKD", value.casefold())
    return _SPACES.sub(" ", "".join(c for c in plain if not unicodedata.combining(c))).strip()
