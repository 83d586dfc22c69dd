# SPDX-License-Identifier: GPL-2.0-or-later
"""Which point of the register each imported point is: by evidence, and by a person's decision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ..progress import SILENT, Progress
from ..validation.position import lonlat_of
from .draft import Target
from .held_register import HeldRegister
from .imported import ImportedPoint
from .matching import Band, Candidate, Match, match

Answer = Literal["same", "new"]
_NAMES = ("name_en", "name_fr", "alt_name_en", "alt_name_fr")


@dataclass(frozen=True)
class Decision:
    """What a person decided of a record of the source: it is the point ``id``, or a new one."""

    answer: Answer
    id: str | None = None


@dataclass(frozen=True)
class Matched:
    """What an imported point was compared with. ``id`` is the likely point of the register, if there is one.

    ``others`` are points that are as likely; ``decision`` is the person's, which goes before ``match``.
    """

    point: ImportedPoint
    match: Match
    id: str | None
    others: tuple[str, ...] = ()
    decision: Decision | None = None

    @property
    def target(self) -> Target:
        """What the draft makes of it."""
        if self.decision is not None:
            return Target(self.decision.id if self.decision.answer == "same" else None)
        if self.match.is_open:
            return Target(self.id, is_open=True)
        return Target(self.id if self.match.band is Band.PROPOSED else None)


def match_points(
    held: HeldRegister,
    scheme: str,
    points: Sequence[ImportedPoint],
    decisions: Mapping[str, Decision],
    progress: Progress = SILENT,
) -> list[Matched]:
    """Compare the points that the register does not know by their identifier with those it has.

    A point of the register that another record of this source is already is nobody else's. Raises
    ``Cancelled``.
    """
    links = held.linked(scheme)
    values = {point.value for point in points}
    taken = {str(link["entity_id"]) for value, link in links.items() if value in values}
    unknown = [point for point in points if point.value not in links]
    rows = [row for row in held.register.rows("service_point") if str(row["id"]) not in taken]
    ids = [str(row["id"]) for row in rows]
    identifiers = _identifiers(held)
    found = match(
        [
            _candidate({**point.placed, **point.values}, _numbers(point), [(scheme, point.value)])
            for point in unknown
        ],
        [
            _candidate(
                row, [str(phone.get("number")) for phone in held.parts("phone", key)], identifiers[key]
            )
            for row, key in zip(rows, ids)
        ],
        progress,
    )
    return [
        Matched(
            point,
            each,
            None if each.held is None else ids[each.held],
            tuple(ids[other] for other in each.others),
            decisions.get(point.value),
        )
        for point, each in zip(unknown, found)
    ]


def targets(matched: Sequence[Matched]) -> dict[str, Target]:
    """Return what was found by the identifier of the source's record."""
    return {each.point.value: each.target for each in matched}


def _numbers(point: ImportedPoint) -> list[str]:
    return [str(part.values["number"]) for part in point.parts if part.table == "phone"]


def _identifiers(held: HeldRegister) -> Mapping[str, list[tuple[str, str]]]:
    """Return the identifiers of every point: scheme and value."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in held.register.rows("external_id"):
        if row.get("entity_table") == "service_point":
            found[str(row.get("entity_id"))].append((str(row.get("scheme")), str(row.get("value"))))
    return found


def _candidate(
    values: Mapping[str, Any], phones: Sequence[str], identifiers: Sequence[tuple[str, str]]
) -> Candidate:
    geom = values.get("geom")
    return Candidate(
        external_ids=tuple(identifiers),
        organization=str(values.get("organization_id") or ""),
        channel=str(values.get("channel") or ""),
        names=tuple(dict.fromkeys(str(values[name]) for name in _NAMES if values.get(name))),
        address=values.get("address_line1"),
        lonlat=lonlat_of(geom) if isinstance(geom, str) else None,
        phones=tuple(phones),
        postal_code=values.get("postal_code"),
    )
