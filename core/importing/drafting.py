# SPDX-License-Identifier: GPL-2.0-or-later
"""The changes one imported point asks for: of the point, of what belongs to it, of its link to the source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal

from ..exchange.difference import BaseRecord, Change
from ..schema import load_schema
from .comparison import Standing, Withheld, compared
from .held_register import HeldRegister
from .identity import part_id, record_id
from .imported import ImportedPoint, Part
from .precedence import OPEN_DATA, rank_of_point, rank_of_source
from .source_record import ImportedSource

Outcome = Literal["new", "changed", "linked", "unchanged", "review", "rejected"]
"""``linked``: the register has this point and nothing of it changes, but now knows it by its identifier."""

_WHERE = ("address_line1", "city", "province", "postal_code")
_SAME_PART = {"phone": "number", "service_at_point": "service_id"}
"""What makes two parts of a point the same, whoever entered them."""


@dataclass
class Drafted:
    """What became of one imported point. ``target`` is the point of the register, or the new one's id."""

    point: ImportedPoint
    outcome: Outcome
    target: str
    changes: list[Change] = field(default_factory=list)
    withheld: list[Withheld] = field(default_factory=list)


class PointDrafter:
    """Compares imported points of one source with the register."""

    def __init__(self, held: HeldRegister, source: ImportedSource, today: date) -> None:
        self._held = held
        self._source = source
        self._today = today.isoformat()
        self._tables = load_schema().tables
        self._rank = rank_of_source(source.origin.kind)
        self.links = held.linked(source.scheme)
        """The records of the register that say which point a record of the source is, by its identifier."""

    def drafted(self, point: ImportedPoint, target: str | None) -> Drafted:
        """Return what a point asks for; ``target`` is the point it is in the register, None for a new one."""
        if target is None:
            return self._inserted(point)
        current = self._held.row("service_point", target)
        base = self._held.base("service_point", target)
        if current is None or base is None:  # removed here, or added here and not sent yet
            return Drafted(point, "review", target)
        return self._updated(point, target, current, base)

    def _inserted(self, point: ImportedPoint) -> Drafted:
        key = record_id(self._source.scheme, point.value)
        if self._held.row("service_point", key) is not None or self._held.base("service_point", key):
            return Drafted(point, "review", key)  # was there, and is linked no more
        drafted = Drafted(point, "new", key)
        said = {**point.placed, **point.values}
        given = {name: value for name, value in said.items() if value is not None}
        values = {
            "custodian_code": self._held.jurisdiction,
            "verified_on": self._today,
            "verified_method": "open_data",
            "source_id": self._source.id,
            **({} if self._source.is_open else {"visibility": "partners"}),
            **given,
        }
        drafted.changes.append(self._held.insertion("service_point", key, values))
        for part in point.parts:
            drafted.changes.append(self._new_part(part, key))
        self._link(drafted)
        return drafted

    def _updated(
        self, point: ImportedPoint, target: str, current: Mapping[str, Any], base: BaseRecord
    ) -> Drafted:
        link = self.links.get(point.value)
        standing = Standing(
            current,
            base.values,
            outranks=self._rank >= rank_of_point(current, self._held.sources),
            is_news=link is None or link.get("record_sha256") != point.sha256,
        )
        drafted = Drafted(point, "unchanged", target)
        offered = {name: value for name, value in point.values.items() if name != "custodian_code"}
        if str(offered.get("verified_on") or "") <= str(current.get("verified_on") or ""):
            offered.update(verified_on=None, verified_method=None)  # somebody looked later than the source
        taken, drafted.withheld = compared(self._tables["service_point"], target, offered, standing)
        taken.update(self._placed(point, standing))
        if taken and standing.outranks and not {"verified_on", "verified_method"} & taken.keys():
            taken.update(self._verified(current, standing))
        self._change(drafted, "service_point", target, taken, base)
        for part in point.parts:
            self._part(drafted, part, standing)
        if drafted.changes:
            drafted.outcome = "changed"
        elif link is None:
            drafted.outcome = "linked"
        if drafted.outcome != "unchanged":
            self._link(drafted, link)
        return drafted

    def _placed(self, point: ImportedPoint, standing: Standing) -> dict[str, Any]:
        """Return where the address was found, for a point without a position or with another address."""
        if not point.placed:
            return {}
        current = standing.current
        moved = any(
            point.values.get(name) is not None and point.values[name] != current.get(name) for name in _WHERE
        )
        if current.get("geom") is not None and not moved:
            return {}
        found = replace(standing, is_news=True)  # the source says what it said, the reference is new
        return compared(self._tables["service_point"], point.value, point.placed, found)[0]

    def _verified(self, current: Mapping[str, Any], standing: Standing) -> dict[str, Any]:
        """Return today's date for a point that was known from open data only."""
        if rank_of_point(current, {}) > OPEN_DATA or standing.is_edited("verified_on"):
            return {}
        return {"verified_on": self._today, "verified_method": "open_data"}

    def _part(self, drafted: Drafted, part: Part, standing: Standing) -> None:
        """Add a part the point lacks, or change the one this source gave it."""
        identity = _SAME_PART[part.table]
        known = self._held.parts(part.table, drafted.target)
        same = [row for row in known if row.get(identity) == part.values.get(identity)]
        own = self._held.row(part.table, self._part_key(part, drafted.target))
        row = own or (same[0] if same else None)
        if row is None:
            key = self._part_key(part, drafted.target)
            if self._held.base(part.table, key) is not None:  # removed here, and not sent yet
                gone = Withheld(part.table, key, identity, None, part.values.get(identity), "edited_here")
                drafted.withheld.append(gone)
            elif standing.is_news:
                drafted.changes.append(self._new_part(part, drafted.target))
            return
        base = self._held.base(part.table, str(row["id"]))
        if base is None:
            return  # added here, and not sent yet
        offered = {
            name: value for name, value in part.values.items() if not (row is not own and row.get(name))
        }
        is_ours = row is own  # whatever the rank of the point: this source has said it
        of_part = Standing(row, base.values, is_ours or standing.outranks, standing.is_news)
        table = self._tables[part.table]
        taken, withheld = compared(table, str(row["id"]), offered, of_part)
        drafted.withheld += withheld
        self._change(drafted, part.table, str(row["id"]), taken, base)

    def _new_part(self, part: Part, point: str) -> Change:
        values = {"custodian_code": self._held.jurisdiction, "point_id": point, **part.values}
        return self._held.insertion(part.table, self._part_key(part, point), values)

    def _part_key(self, part: Part, point: str) -> str:
        return part_id(point, part.table, self._source.scheme, part.tag)

    def _link(self, drafted: Drafted, link: Mapping[str, Any] | None = None) -> None:
        """Keep which record of the source a point is, and what it said."""
        seen = {"record_sha256": drafted.point.sha256, "last_seen_on": self._today}
        if link is not None:
            self._change(drafted, "external_id", str(link["id"]), seen)
            return
        values = {
            "custodian_code": self._held.jurisdiction,
            "entity_table": "service_point",
            "entity_id": drafted.target,
            "scheme": self._source.scheme,
            "value": drafted.point.value,
            "source_id": self._source.id,
            **seen,
        }
        key = part_id(drafted.target, "external_id", self._source.scheme, drafted.point.value)
        drafted.changes.append(self._held.insertion("external_id", key, values))

    def _change(
        self,
        drafted: Drafted,
        table: str,
        key: str,
        values: Mapping[str, Any],
        base: BaseRecord | None = None,
    ) -> None:
        change = self._held.update(table, key, values, base)
        if change is not None:
            drafted.changes.append(change)
