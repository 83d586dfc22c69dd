# SPDX-License-Identifier: GPL-2.0-or-later
"""All indicators of a register at one date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Callable

import numpy as np
import numpy.typing as npt

from ..network.arrays import BoolArray, IntArray
from ..progress import SILENT, Part, Progress, check
from ..schema import load_schema
from ..text import Text
from ..validation import validate
from ..validation.finding import Report
from ..validation.position import lonlat_of
from ..validation.register import Register, Row
from . import positions
from .agreement import Agreement, agreements
from .currency import AGEING, FRESH, freshness
from .expected import BOTH, EN, FR, Completeness, completeness
from .ledger import LedgerChange, ledger_changes
from .measure import Groups, Measure

AnyArray = npt.NDArray[Any]
_Spread = Callable[[AnyArray], AnyArray]

DUPLICATE_RULES = ("U03",)
CLOSED, PLANNED = "permanently_closed", "planned"
_PART_INDICATORS = {BOTH: "Q1_ITEM", EN: "Q1_ITEM_EN", FR: "Q1_ITEM_FR"}


@dataclass(frozen=True, eq=False)
class Quality:
    """What is known of a register's quality at ``today``.

    ``points`` (n,) are all service points but those closed for good, which are ``closed`` in number.
    ``fresh``, ``classes``, ``duplicated``: by point. ``validation``: the findings it rests on.
    """

    today: date
    points: Sequence[Row]
    all_points: Sequence[Row]
    completeness: Completeness
    fresh: IntArray
    classes: IntArray
    duplicated: BoolArray
    changes: Sequence[LedgerChange]
    sources: dict[str, Agreement]
    validation: Report

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """Return every measure: by indicator and item, all together first, then each jurisdiction."""
        return tuple(_measures(self))

    def headline(self, indicator: str, jurisdiction: str | None = None) -> Measure:
        """Return the measure of an indicator as a whole, of all together or of a jurisdiction."""
        return self._by_name[indicator, "", jurisdiction]

    def of_items(self, indicator: str) -> list[Measure]:
        """Return the measures of the items of an indicator, of all together."""
        return [m for m in self.measures if m.indicator == indicator and m.jurisdiction is None]

    @cached_property
    def _by_name(self) -> dict[tuple[str, str, str | None], Measure]:
        return {(m.indicator, m.item, m.jurisdiction): m for m in self.measures}

    @cached_property
    def jurisdictions(self) -> tuple[str, ...]:
        """The codes of the jurisdictions that any measure is about, in text order."""
        return tuple(sorted({m.jurisdiction for m in self.measures if m.jurisdiction is not None}))

    @property
    def duplicates(self) -> int:
        """How many points have a possible duplicate."""
        return int(self.duplicated.sum())

    @property
    def waiting(self) -> int:
        """How many changes wait for a decision, those of submissions nobody has merged yet among them."""
        return sum(change.waits or not change.looked_at for change in self.changes)

    @property
    def conflicts(self) -> int:
        """How many changes are in conflict."""
        return sum(change.conflicts for change in self.changes)

    @property
    def disputed(self) -> int:
        """How many points sources differ on."""
        return sum(bool(said.disputed) for said in map(self.sources.get, self._ids) if said is not None)

    @cached_property
    def _ids(self) -> list[str]:
        return [str(row["id"]) for row in self.points]

    @property
    def closed(self) -> int:
        """How many points are closed for good and not looked at."""
        return len(self.all_points) - len(self.points)


def assess(
    register: Register,
    submissions: Sequence[Row],
    *,
    today: date,
    every_rule: bool = False,
    progress: Progress = SILENT,
) -> Quality:
    """Look at a register and at the ``submissions`` of its ledger (columns ``LEDGER_COLUMNS``).

    ``every_rule``: validate it whole, for what to mend first; else only what duplicates rest on. Raises
    ``Cancelled``.
    """
    rows = register.rows("service_point")
    points = [row for row in rows if row.get("status") != CLOSED]
    check(progress)
    validation = validate(
        register,
        rules=None if every_rule else DUPLICATE_RULES,
        today=today,
        progress=Part(progress, 0.0, 0.8),
    )
    complete = completeness(register, points, today, Part(progress, 0.8, 0.95))
    twice = {f.record_id for f in validation.findings if f.rule in DUPLICATE_RULES}
    found = Quality(
        today=today,
        points=points,
        all_points=rows,
        completeness=complete,
        fresh=freshness(points, today),
        classes=positions.positional_classes(points),
        duplicated=np.array([row["id"] in twice for row in points], bool),
        changes=ledger_changes(register, submissions),
        sources=agreements(register, submissions),
        validation=validation,
    )
    progress.report(1.0)
    return found


def _measures(found: Quality) -> Iterator[Measure]:
    rows = found.all_points
    changing = [change.jurisdiction for change in found.changes]  # some may have no point yet
    groups = Groups.of([str(row.get("custodian_code")) for row in rows], changing)
    place = {id(row): i for i, row in enumerate(rows)}
    at = np.array([place[id(row)] for row in found.points], np.int64)

    def spread(values: AnyArray) -> AnyArray:
        """Give values of the points to all points, those that are closed 0."""
        whole = np.zeros(len(rows), values.dtype)
        whole[at] = values
        return whole

    closed = np.ones(len(rows), bool)
    closed[at] = False
    yield from _complete(found, groups, spread)
    fresh = spread(found.fresh + 1) - 1  # closed: -1
    for indicator, part in (("Q2_12", fresh == FRESH), ("Q2_24", (fresh == FRESH) | (fresh == AGEING))):
        yield from groups.measures(indicator, part, ~closed, excluded=closed, why=_CLOSED)
    methods = np.array([str(row.get("verified_method")) for row in rows], str)
    for method in load_schema().domains["verify_method"].by_code:
        part = (fresh == FRESH) & (methods == method)
        yield from groups.measures("Q2_METHOD", part, ~closed, item=method, excluded=closed, why=_CLOSED)
    yield from _placed(found, groups, spread)
    counted = spread(np.array([lonlat_of(row.get("geom")) is not None for row in found.points], bool))
    yield from groups.measures(
        "Q4_UNIQUE", counted & ~spread(found.duplicated), counted, excluded=~counted, why=_NO_PLACE
    )
    yield from _decided(found, groups)
    yield from _agreed(found, groups, spread, closed)


def _complete(found: Quality, groups: Groups, spread: _Spread) -> Iterator[Measure]:
    """Q1: shares of what is expected of points that are in use; what is planned need not be known yet."""
    in_use = np.array([row.get("status") != PLANNED for row in found.points], bool)
    looked_at = spread(in_use)
    wanted = [w & in_use for w in found.completeness.expected]
    absent = [m & in_use for m in found.completeness.missing]
    items = found.completeness.items

    def total(arrays: list[BoolArray], languages: tuple[str, ...]) -> IntArray:
        chosen = [each for item, each in zip(items, arrays) if item.language in languages]
        summed: IntArray = np.array(chosen, np.int64).sum(axis=0)
        return summed

    for indicator, languages in (("Q1_EN", (BOTH, EN)), ("Q1_FR", (BOTH, FR))):
        expected, missing = total(wanted, languages), total(absent, languages)
        yield from groups.measures(
            indicator, spread(expected - missing), spread(expected), excluded=~looked_at, why=_NOT_IN_USE
        )
    whole = spread((total(absent, (BOTH, EN, FR)) == 0) & in_use)
    yield from groups.measures("Q1_WHOLE", whole, looked_at, excluded=~looked_at, why=_NOT_IN_USE)
    for item, expected, missing in zip(items, wanted, absent):
        yield from groups.measures(
            _PART_INDICATORS[item.language],
            spread(expected & ~missing),
            spread(expected),
            item=item.name,
            excluded=~spread(expected),
            why=_NOT_EXPECTED,
        )


def _placed(found: Quality, groups: Groups, spread: _Spread) -> Iterator[Measure]:
    counters = np.array([row.get("channel") == "in_person" for row in found.points], bool)
    whole = spread(counters)
    good = np.isin(found.classes, (positions.BUILDING, positions.STREET))
    yield from groups.measures("Q3", spread(good & counters), whole, excluded=~whole, why=_NO_COUNTER)
    for code, name in enumerate(positions.CLASSES):
        part = spread((found.classes == code) & counters)
        yield from groups.measures("Q3_CLASS", part, whole, item=name, excluded=~whole, why=_NO_COUNTER)


def _decided(found: Quality, groups: Groups) -> Iterator[Measure]:
    changes = found.changes
    own = Groups.of([change.jurisdiction for change in changes], groups.codes)
    seen = np.array([change.looked_at for change in changes], bool)
    for indicator, name in (("Q4_DECIDED", "waits"), ("Q4_AGREED", "conflicts")):
        wrong = np.array([getattr(change, name) for change in changes], bool)
        yield from own.measures(indicator, seen & ~wrong, seen, excluded=~seen, why=_NOT_MERGED)


def _agreed(found: Quality, groups: Groups, spread: _Spread, closed: BoolArray) -> Iterator[Measure]:
    said = [found.sources.get(str(row["id"])) for row in found.points]
    several = spread(np.array([s is not None and len(s.sources) > 1 for s in said], bool))
    yield from groups.measures("Q5_SEEN", several, ~closed, excluded=closed, why=_CLOSED)
    recorded = spread(np.array([s is not None and len(s.on_record) > 1 for s in said], bool))
    disputed = spread(np.array([s is not None and bool(s.disputed) for s in said], bool))
    yield from groups.measures(
        "Q5_AGREE", recorded & ~disputed, recorded, excluded=~recorded, why=_NOT_COMPARED
    )


_CLOSED = Text("points closed for good", "points fermés définitivement")
_NOT_IN_USE = Text("points closed for good or planned", "points fermés définitivement ou prévus")
_NOT_EXPECTED = Text("points of which it is not expected", "points pour lesquels ce n’est pas attendu")
_NO_COUNTER = Text(
    "points closed for good, and points that nobody visits",
    "points fermés définitivement et points où l’on ne se rend pas",
)
_NO_PLACE = Text(
    "points closed for good, and points without a position",
    "points fermés définitivement et points sans position",
)
_NOT_MERGED = Text(
    "changes of submissions that nobody has merged yet", "changements de soumissions pas encore fusionnées"
)
_NOT_COMPARED = Text(
    "points of which the ledger does not hold the word of two sources",
    "points pour lesquels le journal n’a pas la parole de deux sources",
)
